"""Editions: which days they cover, what they tell and in what order, and how a draft of one reads."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from builder.check.digests import unknown_change
from builder.model.article import Digest
from builder.model.digest_pages import DigestPage
from builder.model.feeds import EditionEntry, Feed
from builder.model.graph import Graph
from builder.model.sources import Source
from builder.pages import drafted_digest
from builder.parse.article import parse_digest
from builder.plan.context import plan_context
from builder.plan.exports.feeds import plans as feed_plans
from builder.plan.pages.digests import digests, plans
from builder.plan.parts.editions import covered
from tests import make
from tests.plan.test_changes import FIRST, linked, one

MENDED = make.statement("m/x", told="2025-03-06", recorded="2025-03-06", deal="e", relations=(("corrects", "k/x"),))
TOLD = (
    FIRST,
    one("b/x", "2025-03-05", status="ratified", when="2025-03-04"),
    one("c/x", "2025-03-06", deal="e"),
    one("k/x", "2025-03-05", deal="e", gist="It costs much."),
    MENDED,
    one("f/x", "2025-03-06", mode="planned", due="2025-07-01"),
)


def edition(text: str = "", id: str = "2025-03-07", day: str = "2025-03-07", **keys: Any) -> Digest:
    front = "".join(f"{key}: {value}\n" for key, value in {"title": "The week", "date": day, **keys}.items())
    made, findings = parse_digest(Source(f"content/digests/{id}.md", f"---\n{front}---\n{text}\n"))
    assert made is not None, findings
    assert not findings
    return made


def graph(*found: Digest) -> Graph:
    return replace(linked(*TOLD), pages=found)


def shown(*found: Digest) -> list[DigestPage]:
    return [page for page in make.pages(plans(plan_context(graph(*found)))) if isinstance(page, DigestPage)]


def parts(text: str = "", **keys: Any) -> list[str]:
    (page,) = shown(edition(text, **keys))
    return [part.kind for part in page.parts]


def told(page: DigestPage) -> list[str]:
    return [line.words for part in page.parts if part.kind == "changes" for line in part.lines]


RATIFIED, HOLDS = "Ratified, 4 March 2025; before that, signed.", "It says c."


def test_it_tells_the_weightiest_of_each_deal_and_how_much_it_is() -> None:
    (page,) = shown(edition("It matters."))
    assert told(page) == [RATIFIED, HOLDS]
    assert page.covers == "1–7 March 2025"
    assert page.size.startswith("4 items, ")
    assert page.size.endswith(" words, 1 minute")
    assert page.more == "3 more changes came in these days."


def test_it_tells_what_the_desk_has_chosen_in_its_order() -> None:
    items = "[c/x#statement-2025-03-06, b/x#status-2025-03-05]"
    assert told(shown(edition(items=items))[0]) == [HOLDS, RATIFIED]
    assert told(shown(edition(items="[c/x#statement-2025-03-06]"))[0]) == [HOLDS]


def test_what_is_no_change_is_left_out_with_a_warning() -> None:
    found = graph(edition(items="[b/x#money-2025-03-05, c/x#statement-2025-03-06]"))
    (finding,) = unknown_change(found)
    assert (finding.code, finding.location.part) == ("unknown-change", "b/x#money-2025-03-05")


def test_sections_stand_around_the_words_of_the_desk_or_where_it_places_them() -> None:
    assert parts() == ["changes", "corrections", "watch"]
    assert parts("It matters.") == ["changes", "prose", "corrections", "watch"]
    assert parts("Before.\n\n{watch}\n\nAfter.") == ["changes", "prose", "watch", "prose", "corrections"]
    assert parts("{no watch}\n\nIt matters.\n\n{changes}") == ["prose", "changes", "corrections"]
    assert parts("It matters.\n\n{money}") == ["changes", "prose", "corrections", "watch"], "nothing is in it"


def test_a_section_that_there_is_none_of_is_an_error() -> None:
    text = "---\ntitle: The week\ndate: 2025-03-07\n---\n{watches}\n"
    _, (finding,) = parse_digest(Source("content/digests/w.md", text))
    assert (finding.code, finding.help) == ("bad-value", "did you mean `watch`?")


@pytest.mark.parametrize(
    ("keys", "previous", "days"),
    [
        ({}, None, (date(2025, 3, 1), date(2025, 3, 7))),
        ({}, edition(day="2025-03-04"), (date(2025, 3, 5), date(2025, 3, 7))),
        ({"covers": "2025-02"}, edition(day="2025-03-04"), (date(2025, 2, 1), date(2025, 2, 28))),
        ({}, edition(), (date(2025, 3, 7), date(2025, 3, 7))),
    ],
)
def test_it_covers_the_days_since_the_edition_before(
    keys: dict[str, str], previous: Digest | None, days: tuple[date, date]
) -> None:
    assert covered(edition(**keys), previous) == days


def test_the_list_has_the_latest_first_and_each_leads_to_its_neighbours() -> None:
    found = graph(edition(id="new"), edition(id="old", day="2025-03-01"))
    context = plan_context(found)
    page = digests(context, found.editions)
    assert [(line.digest.href[1:], line.covers) for line in page.digests] == [
        ("digests/new/", "2–7 March 2025"), ("digests/old/", "23 February – 1 March 2025"),
    ]  # fmt: skip
    old, new = shown(*found.editions)
    assert (old.previous, old.next and old.next.href[1:]) == (None, "digests/new/")
    assert (new.previous and new.previous.href[1:], new.next) == ("digests/old/", None)


def test_a_draft_lists_what_changed_and_reads_as_an_edition() -> None:
    text = drafted_digest(graph(), None, date(2025, 3, 7))
    assert "# D: Ratified, 4 March 2025; before that, signed.\n- b/x#status-2025-03-05\n" in text
    assert "# D: Signed, by 1 March 2025.\n# - a/x#status-2025-03-01\n" in text
    made, findings = parse_digest(Source("content/digests/x.md", text))
    assert made is not None
    assert (findings, made.draft, made.items) == ((), True, ("b/x#status-2025-03-05", "c/x#statement-2025-03-06"))
    assert drafted_digest(graph(), date(2025, 3, 6), date(2025, 3, 6)).count("\n- ") == 2
    assert drafted_digest(graph(), date(2025, 5, 1), date(2025, 5, 2)) == ""
    assert "covers: 2025-03-05/2025-03-07" in drafted_digest(graph(edition(day="2025-03-04")), None, date(2025, 3, 7))


def test_the_feed_of_editions_tells_the_same_in_the_same_words() -> None:
    plan = dict(feed_plans(plan_context(graph(edition("It matters.\n\n{no watch}")))))["/feeds/digests.xml"]
    (feed,) = plan()
    assert isinstance(feed, Feed)
    (entry,) = feed.entries
    assert isinstance(entry, EditionEntry)
    assert entry.told == (
        f"D: {RATIFIED} (Ann, in The Gazette, 5 March 2025)",
        f"E: {HOLDS} (Ann, in The Gazette, 6 March 2025)",
    )
    assert (entry.prose_html.strip(), entry.covers) == ("<p>It matters.</p>", "2025-03-01/2025-03-07")
