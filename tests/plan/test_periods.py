"""What stands on which day, month and year."""

import pytest

from builder.model.pages import Stamp
from builder.plan.context import plan_context
from builder.plan.parts.periods import PeriodContents, periods
from tests import make

KNOWN = make.entities(make.event("vote", when="2025-05-08"), make.event("unheard", when="2030-01-01"))


@pytest.mark.parametrize(
    ("when", "period"),
    [
        ("2025-05-08", "2025-05-08"),
        ("2025-05-08~", "2025-05-08"),
        ("2025-05", "2025-05"),
        ("2025-05-03/2025-05-09", "2025-05"),
        ("2025-05-30/2025-06-02", "2025"),
        ("2025", "2025"),
        ("../2025-05-08", "2025-05-08"),
        ("2025/..", "2025"),
        ("2025-05/..", "2025-05"),
        ("../2025", "2025"),
        ("../2025-05", "2025-05"),
    ],
)
def test_a_thing_stands_on_the_smallest_page_that_holds_it(when: str, period: str) -> None:
    filed = periods(make.graph(KNOWN, make.articles(make.statement("a/x", told="2020-01-01", when=when))), ())
    assert [at for at, found in filed.items() if found.happened] == [period]


def test_a_span_over_years_stands_on_no_page() -> None:
    filed = periods(make.graph(KNOWN, make.articles(make.statement("a/x", told="2024-06/2025-06"))), ())
    assert filed == {}


def test_what_happened_on_the_day_it_was_told_stands_there_once() -> None:
    same = make.statement("a/same", when="2025-03-03")
    earlier = make.statement("a/earlier", when="2025-03-01")
    undated = make.statement("a/undated", mode="offered", due="2025-04-01")
    filed = periods(make.graph(KNOWN, make.articles(same, earlier, undated)), ())
    assert filed["2025-03-03"] == PeriodContents(happened=["a/same"], said=["a/earlier", "a/undated"], articles=["a"])
    assert filed["2025-03-01"] == PeriodContents(happened=["a/earlier"])
    assert filed["2025-04-01"] == PeriodContents(due=["a/undated"])


@pytest.mark.parametrize("mode", ["asserted", "denied", "no-comment"])
def test_what_is_not_to_come_is_due_on_no_day(mode: str) -> None:
    graph = make.graph(KNOWN, make.articles(make.statement("a/x", mode=mode, due="2025-04-01")))
    assert "2025-04-01" not in periods(graph, ())
    assert "2025-04-01" not in graph.periods
    assert graph.dues == {}


def test_what_was_put_off_stands_apart_on_its_old_day() -> None:
    planned = make.statement("a/x", mode="planned", due="2025-04-01")
    graph = make.graph(KNOWN, make.articles(planned), overtaken={"a/x": frozenset({"due"})})
    assert periods(graph, ())["2025-04-01"] == PeriodContents(put_off=["a/x"])


def test_every_day_has_its_month_and_year_in_order_of_time() -> None:
    graph = make.graph(KNOWN, make.articles(make.statement(when="2025-05-08", told="2024")))
    assert list(periods(graph, ())) == ["2024", "2025", "2025-05", "2025-05-08"]


def test_only_events_with_a_page_stand_on_their_day() -> None:
    filed = periods(make.graph(KNOWN), {"vote"})
    assert filed["2025-05-08"].events == ["vote"]
    assert "2030" not in filed


def test_a_date_links_to_its_page_only_where_there_is_one() -> None:
    made = plan_context(make.graph(KNOWN, make.articles(make.statement(told="2025-03-03"))))
    assert made.stamps(make.when("2025-03-03")) == Stamp("3 March 2025", "2025-03-03", "\x02dates/2025-03-03/")
    assert made.stamps(make.when("2025-03-04")) == Stamp("4 March 2025", "2025-03-04", "")
