"""Calendars and the briefing of a day."""

from dataclasses import replace
from typing import Any

import pytest

from builder.model.graph import Graph, Rung, Standing, Statement
from builder.model.overview_pages import DatesPage, MonthPage, YearPage
from builder.model.pages import Page
from builder.plan.context import plan_context
from builder.plan.pages.dates import MainEvents, plans
from tests import make

KNOWN = make.entities(
    make.actor("us"),
    make.deal("pact"),
    make.event("signing", when="2025-04-30"),
    make.event("talks", when="../2025-04-30"),
)
SIGNED = make.statement("a/signed", told="2025-05-02", when="2025-05-01", deal="pact", status="signed")
TOLD = make.statement("a/told", told="2025-05-02")
PLANNED = make.statement("a/planned", told="2025-05-02", mode="planned", due="2025-06-10")
WANTED = make.statement("a/wanted", told="2025-05-02", mode="demanded", due="2025-06-10")
BY = make.statement("a/by", told="2025-05-02", when="../2025-05-01")
MONTH = make.statement("a/month", told="2025-05-02", when="2025-04")
EARLY = make.statement("b/early", told="2023-02-01")


def graph(*more: Statement, **keys: Any) -> Graph:
    filed = make.articles(SIGNED, TOLD, PLANNED, WANTED, BY, MONTH, EARLY, *more)
    by_event = {"signing": ("a/signed", "a/told"), "talks": ("a/by",)}
    return make.graph(KNOWN, filed, by_event=by_event, by_deal={"pact": ("a/signed",)}, **keys)


def planned(*more: Statement) -> dict[str, Page]:
    return {page.path: page for page in make.pages(plans(plan_context(graph(*more))))}


def page(path: str) -> Any:
    return planned()[path]


def test_every_period_has_a_page() -> None:
    kinds = {path: type(page) for path, page in planned().items()}
    assert kinds["/dates/"] is DatesPage
    assert {path for path, kind in kinds.items() if kind is YearPage} == {"/dates/2023/", "/dates/2025/"}
    months = {"/dates/2023-02/", "/dates/2025-04/", "/dates/2025-05/", "/dates/2025-06/"}
    assert {path for path, kind in kinds.items() if kind is MonthPage} == months
    assert "/dates/2025-05-03/" not in kinds


def test_the_briefing_of_a_day() -> None:
    told, happened, due = (page(f"/dates/{day}/") for day in ("2025-05-02", "2025-05-01", "2025-06-10"))
    assert told.title == "Friday 2 May 2025"
    assert [card.id for card in told.briefing.said] == ["a/told", "a/planned", "a/wanted"]
    assert [card.id for card in told.briefing.of_other_days] == ["a/signed", "a/by", "a/month"]
    assert [line.count for line in told.briefing.articles] == ["6 statements"]
    assert [(dated.words, [card.id for card in dated.cards]) for dated in happened.briefing.happened] == [
        ("", ["a/signed"]),
        ("By 1 May 2025", ["a/by"]),
    ]
    assert [line.card.id for line in due.briefing.due] == ["a/planned", "a/wanted"]
    assert due.briefing.put_off == ()


def test_a_month_holds_only_what_has_no_day() -> None:
    april, may = page("/dates/2025-04/"), page("/dates/2025-05/")
    assert [card.id for card in april.briefing.happened[0].cards] == ["a/month"]
    assert may.briefing.happened == may.briefing.said == ()
    assert may.counts.words == ("2 statements of what happened", "6 made then")


def test_a_calendar_begins_on_monday_and_links_the_days_with_anything() -> None:
    april, weeks = page("/dates/2025-04/").weeks, page("/dates/2025-05/").weeks
    assert [cell and cell.number for cell in weeks[0]] == [None, None, None, 1, 2, 3, 4]
    first, second, third = (weeks[0][at] for at in (3, 4, 5))
    assert (first.href, first.words) == ("\x02dates/2025-05-01/", "1 May 2025: 2 statements of what happened")
    assert (second.total, second.main) == (6, False)
    assert [(cell.number, cell.words) for week in april for cell in week if cell and cell.main] == [
        (30, "30 April 2025: 2 events, with a main event")
    ]
    assert (third.href, third.weight) == ("", 0)


@pytest.mark.parametrize(
    ("path", "previous", "after"),
    [
        ("/dates/2023-02-01/", "", "Wednesday 30 April 2025"),
        ("/dates/2025-05-01/", "Wednesday 30 April 2025", "Friday 2 May 2025"),
        ("/dates/2025-04/", "February 2023", "May 2025"),
        ("/dates/2025/", "2023", ""),
    ],
)
def test_the_nearest_neighbours_have_something(path: str, previous: str, after: str) -> None:
    shown = page(path)
    assert ((shown.previous and shown.previous.words) or "") == previous
    assert ((shown.next and shown.next.words) or "") == after


def test_the_latest_year_comes_first_its_months_in_order() -> None:
    years = page("/dates/").years
    assert [year.year.words for year in years] == ["2025", "2023"]
    assert [month.month.words for month in years[0].months] == ["April", "May", "June"]
    assert years[0].counts.words == ("3 statements of what happened", "6 made then", "2 things due")


def moving(*history: str, unconfirmed: tuple[str, ...] = ()) -> Standing:
    return Standing("pact", Rung("signed", (), ("a/signed",)), None, None, history=history, unconfirmed=unconfirmed)


@pytest.mark.parametrize(
    ("standing", "found"),
    [
        (moving("a/signed"), ["a/signed"]),
        (moving("a/signed", unconfirmed=("a/signed",)), []),
        (moving(), []),
    ],
)
def test_a_first_report_of_a_status_is_a_main_event(standing: Standing, found: list[str]) -> None:
    moments = MainEvents(plan_context(graph(standings={"pact": standing}))).of("2025-05", 5)
    assert [moment.card.id for moment in moments if moment.card] == found


def test_a_report_of_an_event_leaves_the_event_to_stand_for_itself() -> None:
    told = replace(SIGNED, written=replace(SIGNED.written, event="signing"))
    known = graph(standings={"pact": moving("a/signed")})
    known = replace(known, statements={**known.statements, "a/signed": told})
    assert MainEvents(plan_context(known)).of("2025-05", 5) == ()


def test_the_events_most_spoken_of_are_the_main_ones() -> None:
    moments = MainEvents(plan_context(graph()))
    (first,) = moments.of("2025-04", 1)
    assert first.event is not None
    assert first.event.event.words == "Signing"
    assert len(moments.of("2025", 9)) == 2


def test_a_day_with_too_much_shows_some_and_leads_to_the_rest() -> None:
    known = planned(*(make.statement(f"z/{number}", told="2025-05-02") for number in range(196)))
    shown = known["/dates/2025-05-02/"].briefing  # type: ignore[attr-defined]
    cards = [card.id for card in (*shown.said, *shown.of_other_days)]
    assert (len(cards), cards[:3]) == (50, ["a/told", "a/planned", "a/wanted"])
    assert shown.left_out == "152 more are left out here."
    assert [(period.words, period.href) for period in shown.periods] == [
        ("statements 1 to 200", "\x02dates/2025-05-02/1/"),
        ("statements 201 to 202", "\x02dates/2025-05-02/2/"),
    ]
    last = known["/dates/2025-05-02/2/"].statements  # type: ignore[attr-defined]
    assert [card.id for card in last.cards] == ["z/194", "z/195"]
