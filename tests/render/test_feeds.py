"""Feeds and calendars as bytes: what a strict reader makes of them, whatever the words."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar as Read

from builder.model.feeds import AtomFeed, Calendar, CalendarEvent, FeedEntry, JsonFeed
from builder.model.graph import Graph, Relation
from builder.plan.context import plan_context
from builder.plan.exports.feeds import FeedContext, record_feed, site_feed
from builder.render.feeds import LONGEST, atom, content, ics, json_feed
from tests import make

KNOWN = make.entities(make.actor("us", name="US & co"), make.deal("pact", name="The <pact>"))
SPACE = "{http://www.w3.org/2005/Atom}"
DENIAL = make.statement("b/y", by="us", mode="denied", gist="It does [[pact|not]].", anchor=None)


def graph(**keys: Any) -> Graph:
    statement = make.statement("a/x", **{"gist": "The [[pact]] & all <hold>.", "quote": "it > holds", **keys})
    bearing = {"a/x": (Relation("disputes", "b/y", "a/x", stated=True),)}
    return make.graph(KNOWN, make.articles(statement, DENIAL), by_deal={"pact": ("a/x",)}, bearing=bearing)


def feed(form: str = "xml", **keys: Any) -> Any:
    return site_feed(FeedContext(plan_context(graph(**keys))), form)


def first(**keys: Any) -> FeedEntry:
    (found,) = [entry for entry in feed(**keys).entries if entry.card.id == "a/x"]
    assert isinstance(found, FeedEntry)
    return found


def shown(**keys: Any) -> BeautifulSoup:
    return BeautifulSoup(content(first(**keys), "https://example.org/test/"), "html.parser")


def words(soup: BeautifulSoup) -> str:
    return " ".join(soup.get_text(" ").split())


def test_atom_and_json_say_the_same() -> None:
    root = ElementTree.fromstring(atom(feed(), {}))
    there = [
        [entry.findtext(f"{SPACE}{tag}") for tag in ("id", "title", "content", "published", "updated")]
        for entry in root.findall(f"{SPACE}entry")
    ]
    items = json.loads(json_feed(feed("json"), {}))["items"]
    keys = ("id", "title", "content_html", "date_published", "date_modified")
    assert there == [[item[key] for key in keys] for item in items]
    assert there[0][1] == "Unattributed in The Gazette (denied by US & co): The The <pact> & all <hold>."


def test_an_entry_says_who_where_and_when_and_who_denies_it() -> None:
    said = words(shown(by="us", when="2025-02-01", hedge="reportedly", condition="if it snows"))
    assert "US & co, in The Gazette, 3 March 2025 · when: 1 February 2025 · hedged: reportedly · " in said
    assert "on condition: if it snows · wording checked" in said
    assert "Denied by US & co, in The Gazette, 3 March 2025 : It does not . (as the source says)" in said


def test_all_links_of_an_entry_are_absolute() -> None:
    links = [str(link["href"]) for link in shown().find_all("a")]
    assert links
    assert all(link.startswith("https://example.org/test/") for link in links)


@pytest.mark.parametrize(
    ("keys", "quote"),
    [
        ({"quote": "it <holds>"}, "it <holds>"),
        ({"quote": "We hold", "verbatim": True}, "“We hold”"),
        ({"quote": "“We hold”, he said", "verbatim": True}, "“We hold”, he said"),
    ],
)
def test_quotation_marks_stand_only_around_direct_speech(keys: dict[str, Any], quote: str) -> None:
    found = shown(**keys).blockquote
    assert found is not None
    assert found.get_text() == quote


def test_a_retracted_sentence_is_struck_through() -> None:
    retracted = make.articles(make.statement("a/x"), a={"standing": "retracted"})
    (entry,) = site_feed(FeedContext(plan_context(make.graph(KNOWN, retracted))), "xml").entries
    assert content(entry, "").startswith("<p><s>A gist.</s></p>")


@pytest.mark.parametrize("mark", ["\0", "\x02", "\x0b", "\x1f", "]]>", "&", "\u2028", "💶"])
def test_no_sign_breaks_a_feed(mark: str) -> None:
    keys = {"gist": f"A{mark} gist.", "quote": f"a{mark} quote"}
    assert len(ElementTree.fromstring(atom(feed(**keys), {}))) > 2
    assert len(json.loads(json_feed(feed("json", **keys), {}))["items"]) == 2


def test_an_entry_is_printed_once_and_anew_when_it_changed() -> None:
    wire, kept = FeedContext(plan_context(graph())), {}  # type: ignore[var-annotated]
    whole = site_feed(wire, "xml")
    deal = record_feed(wire, "xml", "deal", KNOWN.deals["pact"], "pact")
    assert isinstance(whole, AtomFeed)
    assert isinstance(deal, AtomFeed)
    atom(whole, kept)
    printed = dict(kept)
    assert atom(deal, kept) == atom(deal, {})
    assert kept == printed
    changed = replace(whole, entries=(whole.entries[0]._replace(title="Otherwise."),))
    assert b"Otherwise." in atom(changed, kept)


def test_what_is_empty_is_still_a_feed() -> None:
    wire = FeedContext(plan_context(make.graph(KNOWN)))
    empty, as_json = site_feed(wire, "xml"), site_feed(wire, "json")
    assert isinstance(empty, AtomFeed)
    assert isinstance(as_json, JsonFeed)
    assert ElementTree.fromstring(atom(empty, {})).findtext(f"{SPACE}updated") == "2025-06-01T00:00:00+00:00"
    assert json.loads(json_feed(as_json, {}))["items"] == []


# ── calendars ───────────────────────────────────────────────────────────────────────────────────────────────────────


def calendar(title: str = "Title", text: str = "Text", last: date = date(2025, 3, 4), *topics: str) -> Calendar:
    stamp = datetime(2025, 3, 1, 22, 5, 6, tzinfo=UTC)
    event = CalendarEvent("tag:x,2025:/s/a/x/", stamp, date(2025, 3, 3), last, title, text, "https://x/s/a/x/", topics)
    return Calendar(
        path="/feeds/site.ics", title=title, address="https://x/site.ics", page="https://x/", events=(event,)
    )


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"])),
    st.text("ab,;\\\n:é€💶", max_size=200),
)
def test_any_words_come_back_as_they_were(title: str, text: str) -> None:
    data = ics(calendar(title, text, date(2025, 3, 4), "One, two", "Three"))
    (event,) = Read.from_ical(data).events
    assert str(event["SUMMARY"]) == title
    assert str(event["DESCRIPTION"]) == text
    assert event.categories == ["One, two", "Three"]
    lines = data.split(b"\r\n")
    assert max(map(len, lines)) <= LONGEST
    assert all(line.decode() is not None for line in lines)


def test_an_event_lasts_whole_days_the_last_one_included() -> None:
    (event,) = Read.from_ical(ics(calendar())).events
    assert (event.start, event.end) == (date(2025, 3, 3), date(2025, 3, 5))
    assert event.decoded("DTSTAMP") == datetime(2025, 3, 1, 22, 5, 6, tzinfo=UTC)
    assert str(event["UID"]) == "tag:x,2025:/s/a/x/"


def test_the_end_of_the_calendar_is_no_error() -> None:
    assert b"DTEND" not in ics(calendar("Title", "Text", date.max))
