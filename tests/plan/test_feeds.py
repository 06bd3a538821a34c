"""Feeds as planned: what stands in which, in what order, under which ids; and that an archive once full stays so."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest

from builder.model.entities import Correction
from builder.model.feeds import AtomFeed, ChangeEntry, Feed, FeedEntry, JsonFeed
from builder.model.graph import Graph, Relation, Statement
from builder.plan.context import plan_context
from builder.plan.exports.feeds import MOST, plans
from tests import make

START = date(2024, 1, 1)
KNOWN = make.entities(
    make.deal("pact", name="The pact", former=("deal-x", "deal-y")),
    make.deal("unheard"),
    make.actor("us", name="US & co"),
    make.actor("ann", kind="person", page=False, former=("anna",)),
)


def feeds(graph: Graph) -> dict[str, Feed]:
    found = {path: list(plan()) for path, plan in plans(plan_context(graph))}
    assert all([one.path for one in shown] == [path] for path, shown in found.items())
    return {path: one for path, shown in found.items() for one in shown if isinstance(one, Feed)}


def graph(*statements: Statement, fronts: dict[str, dict[str, Any]] | None = None, **keys: Any) -> Graph:
    return make.graph(KNOWN, make.articles(*statements, **(fronts or {})), **keys)


def ids(feed: Feed) -> list[str]:
    return [entry.card.id for entry in feed.entries if isinstance(entry, FeedEntry)]


def many(count: int) -> list[Statement]:
    """A statement a day, each in an article of its own, told and put on file on that day."""
    days = [(START + timedelta(days=number)).isoformat() for number in range(count)]
    return [make.statement(f"a{number:03}/x", told=day, recorded=day) for number, day in enumerate(days)]


def told(statements: Iterable[Statement]) -> Graph:
    return graph(*reversed(list(statements)))


# ── which there are ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_site_and_each_deal_and_actor_with_a_page_have_a_feed_in_both_forms() -> None:
    x = make.statement("a/x", by="ann", deal="pact")
    found = feeds(graph(x, by_deal={"pact": ("a/x",)}, by_voice={"ann": ("a/x",)}, by_named={"us": ("a/x",)}))
    stems = ("site", "changes", "deals/pact", "deals/deal-x", "deals/deal-y", "actors/gazette", "actors/us")
    assert found.keys() == {f"/feeds/{stem}.{form}" for stem in stems for form in ("xml", "json")}
    assert {type(feed) for path, feed in found.items() if path.endswith("xml")} == {AtomFeed}
    assert {type(feed) for path, feed in found.items() if path.endswith("json")} == {JsonFeed}


def test_a_site_without_an_address_has_none() -> None:
    assert not feeds(graph(make.statement(), config=make.config(url="")))


def test_an_outlet_s_feed_has_its_articles_and_another_s_what_it_says_and_what_is_said_of_it() -> None:
    x, y, z = make.statement("a/x", by="us"), make.statement("b/y", outlet="nyt"), make.statement("b/z", outlet="nyt")
    found = feeds(graph(x, y, z, by_voice={"us": ("a/x",), "gazette": ("b/z",)}, by_named={"us": ("b/y",)}))
    assert ids(found["/feeds/actors/gazette.xml"]) == ["a/x"]
    assert set(ids(found["/feeds/actors/us.xml"])) == {"a/x", "b/y"}


def test_a_former_address_has_the_same_feed_which_says_what_its_address_is_now() -> None:
    found = feeds(graph(make.statement("a/x", deal="pact"), by_deal={"pact": ("a/x",)}))
    now, then = found["/feeds/deals/pact.xml"], found["/feeds/deals/deal-x.xml"]
    assert then == replace(now, path=then.path)
    assert now.address == "https://example.org/test/feeds/deals/pact.xml"


# ── ids and days ────────────────────────────────────────────────────────────────────────────────────────────────────


def entry(statement: Statement, *others: Statement, **keys: Any) -> Any:
    found = feeds(graph(statement, *others, **keys))["/feeds/site.xml"]
    return next(entry for entry in found.entries if isinstance(entry, FeedEntry) and entry.card.id == statement.id)


@pytest.mark.parametrize(
    ("statement", "front", "id"),
    [
        ({}, {}, "/s/a/x/"),
        ({"former": ("w", "v")}, {}, "/s/a/w/"),
        ({"former": ("w",), "elsewhere": ("b/v", "c/u")}, {}, "/s/b/v/"),
        ({}, {"former": ("old",)}, "/s/old/x/"),
        ({"gist": "Another.", "quote": "another"}, {}, "/s/a/x/"),
    ],
)
def test_an_entry_keeps_the_id_that_it_had_first(statement: dict[str, Any], front: dict[str, Any], id: str) -> None:
    fronts = {"a": {"recorded": "2025-03-04", **front}}
    assert entry(make.statement("a/x", **statement), fronts=fronts).id == f"tag:example.org,2025:/test{id}"


def test_a_feed_keeps_the_id_that_it_had_first() -> None:
    found = feeds(graph(make.statement(), by_deal={"pact": ("a/x",)}))
    assert found["/feeds/deals/pact.xml"].id == "tag:example.org,2025:/test/feeds/deals/deal-x"
    assert found["/feeds/site.json"].id == found["/feeds/site.xml"].id == "tag:example.org,2025:/test/feeds/site"


def test_the_year_of_the_ids_is_that_of_the_first_record_not_of_the_oldest_article() -> None:
    fronts = {"a": {"recorded": "2025-01-01"}, "b": {"recorded": "2026-01-01"}}
    old = make.statement("b/y", told="1991-12-26")
    assert entry(make.statement("a/x"), old, fronts=fronts).id.startswith("tag:example.org,2025:")
    assert entry(old).id.startswith("tag:example.org,1991:")


CORRECTION = (Correction(make.when("2025-05-12"), "was", "why"),)
LATER = make.statement("b/y", told="2025-04-01")


@pytest.mark.parametrize(
    ("keys", "around", "updated"),
    [
        ({}, {}, "2025-03-05"),
        ({"gist": "Said otherwise."}, {}, "2025-03-05"),
        ({"corrected": CORRECTION}, {}, "2025-05-12"),
        ({}, {"bearing": {"a/x": (Relation("disputes", "b/y", "a/x", stated=False),)}}, "2025-04-01"),
        ({}, {"bearing": {"a/x": (Relation("confirms", "b/y", "a/x", stated=False),)}}, "2025-03-05"),
        ({}, {"fronts": {"a": {"standing": "retracted", "standing_on": "2025-03-20"}}}, "2025-03-20"),
        ({}, {"fronts": {"a": {"standing": "retracted", "standing_on": "2025-03-01"}}}, "2025-03-05"),
    ],
)
def test_an_entry_is_updated_when_what_it_means_to_readers_changed(
    keys: dict[str, Any], around: dict[str, Any], updated: str
) -> None:
    found = entry(make.statement("a/x", recorded="2025-03-05", **keys), LATER, **around)
    assert (found.published, found.updated) == ("2025-03-05T00:00:00+00:00", f"{updated}T00:00:00+00:00")


@pytest.mark.parametrize(
    ("day", "zone", "begins"),
    [
        ("2025-01-05", "Europe/Kyiv", "2025-01-05T00:00:00+02:00"),
        ("2025-07-05", "Europe/Kyiv", "2025-07-05T00:00:00+03:00"),
        ("1850-07-05", "Europe/Kyiv", "1850-07-05T00:00:00+00:00"),
    ],
)
def test_a_day_begins_at_midnight_where_the_desk_is(day: str, zone: str, begins: str) -> None:
    found = entry(make.statement("a/x", recorded=day), config=make.config(timezone=zone))
    assert found.published == begins


# ── in what order, and where the rest is ────────────────────────────────────────────────────────────────────────────


def test_the_latest_on_file_come_first_and_no_more_than_fifty() -> None:
    found = feeds(told(many(60)))["/feeds/site.json"]
    assert ids(found) == [f"a{number:03}/x" for number in range(59, 9, -1)]
    assert found.updated == "2024-02-29T00:00:00+00:00"


def walked(found: dict[str, Feed]) -> list[AtomFeed]:
    """The site's feed and its archives, by the links from each to the one before."""
    chain, path = [], "/feeds/site.xml"
    while path:
        feed = found[path]
        assert isinstance(feed, AtomFeed)
        chain.append(feed)
        path = dict(feed.links).get("prev-archive", "").removeprefix("https://example.org/test")
    return chain


@pytest.mark.parametrize("count", [0, 1, MOST - 1, MOST, MOST + 1, 3 * MOST, 3 * MOST + 7])
def test_the_feed_and_its_archives_hold_every_statement(count: int) -> None:
    current, *archives = walked(feeds(told(many(count))))
    archived = [id for archive in archives for id in ids(archive)]
    assert len(archived) == len(set(archived)) == count // MOST * MOST
    assert {*archived, *ids(current)} == {f"a{number:03}/x" for number in range(count)}
    assert len(current.entries) == min(count, MOST)
    assert [archive.archive for archive in (current, *archives)] == [False, *[True] * len(archives)]
    assert all(len(archive.entries) == MOST for archive in archives)


def test_archives_lead_to_each_other_and_to_the_feed() -> None:
    _, *archives = walked(feeds(told(many(170))))
    assert {archive.id for archive in archives} == {"tag:example.org,2024:/test/feeds/site"}
    assert {dict(archive.links)["current"] for archive in archives} == {"https://example.org/test/feeds/site.xml"}
    for later, earlier in pairwise(archives):
        assert dict(earlier.links)["next-archive"] == later.address
    assert "next-archive" not in dict(archives[0].links)


def test_an_archive_once_full_stays_as_it_is() -> None:
    before, after = feeds(told(many(120))), feeds(told(many(230)))
    assert before["/feeds/site-1.xml"] == after["/feeds/site-1.xml"]
    assert before["/feeds/site-2.xml"].entries == after["/feeds/site-2.xml"].entries


def test_what_was_corrected_comes_again_but_leaves_nothing_out() -> None:
    statements = many(2 * MOST + 10)
    old = replace(statements[3], written=replace(statements[3].written, corrected=CORRECTION))
    current, *_ = walked(feeds(told([*statements[:3], old, *statements[4:]])))
    assert ids(current)[0] == old.id
    assert {f"a{number:03}/x" for number in range(2 * MOST, 2 * MOST + 10)} < set(ids(current))
    assert len(current.entries) == MOST


def test_the_feed_of_changes_has_what_changed_and_no_more() -> None:
    denied = make.statement("b/x", told="2025-03-05", mode="denied", deal="pact", by="us", gist="It does not hold.")
    again = make.statement("c/x", told="2025-03-06", deal="pact")
    feed = feeds(graph(again, denied, by_deal={"pact": ("b/x", "c/x")}))["/feeds/changes.xml"]
    (entry,) = feed.entries
    assert isinstance(entry, ChangeEntry)
    assert entry.title == "The pact: It does not hold. (US & co, in The Gazette; Denial)"
    assert entry.id == "tag:example.org,2025:/test/feeds/changes/b/x#denial-2025-03-05"
    assert entry.href == "https://example.org/test/s/b/x/"
    assert entry.published == feed.updated == "2025-03-05T00:00:00+00:00"
