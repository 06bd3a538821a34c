"""Events and places: each account, what happened there, who speaks of it."""

from typing import Any

from builder.plan.context import plan_context
from builder.plan.pages import events, places
from tests import make

KNOWN = make.entities(
    make.place("uk", name="UK"),
    make.place("london", name="London", part_of="uk", iso="GB"),
    make.place("unheard"),
    make.event("summit", name="Summit", when="2025-03-02", at=("london",)),
    make.event("vote", name="Vote", when="2024-05-08"),
    make.event("talks", name="Talks"),
)
FIRST = make.statement("a/first", event="summit")
SECOND = make.statement("b/second", event="summit", told="2025-03-04")
NAMED = make.statement("b/named")
FILED = make.articles(FIRST, SECOND, NAMED)
BY_EVENT = {"summit": ("a/first", "b/second", "b/named"), "vote": ("b/named",), "talks": ("b/named",)}


def planned(kind: Any) -> dict[str, Any]:
    graph = make.graph(KNOWN, FILED, by_event=BY_EVENT, by_named={"london": ("b/named",)})
    return {page.path: page for page in make.pages(kind.plans(plan_context(graph)))}


def test_events_stand_by_year_the_latest_first_those_without_a_date_last() -> None:
    groups = planned(events)["/events/"].groups
    assert [(group.name, [line.event.words for line in group.events]) for group in groups] == [
        ("2025", ["Summit"]),
        ("2024", ["Vote"]),
        ("Without a date", ["Talks"]),
    ]
    assert [group.href for group in groups] == ["\x02dates/2025/", "\x02dates/2024/", ""]


def test_an_event_shows_each_account_and_apart_who_only_names_it() -> None:
    page = planned(events)["/events/summit/"]
    assert ([card.id for card in page.accounts.cards]) == (["a/first", "b/second"])
    assert page.differ.startswith("From 2 articles")
    assert [card.id for card in page.named] == ["b/named"]
    assert (page.when.words, [place.words for place in page.places]) == ("2 March 2025", ["London"])


def test_an_event_in_a_list_stands_with_the_account_told_first() -> None:
    summit, vote = (group.events[0] for group in planned(events)["/events/"].groups[:2])
    assert (summit.count, summit.first.id) == ("2 accounts", "a/first")
    assert (vote.count, vote.first) == ("no accounts", None)


def test_an_event_that_is_only_named_has_no_account() -> None:
    assert planned(events)["/events/vote/"].accounts.total == 0


def test_places_stand_below_what_they_are_part_of() -> None:
    lines = planned(places)["/places/"].places
    assert [(line.place.words, line.depth, line.counts) for line in lines] == [
        ("UK", 0, "1 event"),
        ("London", 1, "1 event, 1 statement"),
    ]


def test_what_happened_within_a_place_happened_there() -> None:
    found = planned(places)
    assert [line.event.words for line in found["/places/uk/"].events] == ["Summit"]
    assert [link.words for link in found["/places/uk/"].parts] == ["London"]
    assert found["/places/london/"].parent.words == "UK"
    assert [card.id for card in found["/places/london/"].statements.cards] == ["b/named"]
    assert "/places/unheard/" not in found
