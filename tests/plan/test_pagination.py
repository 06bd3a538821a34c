"""Long pages in parts: nothing is lost, nothing stands twice, and no part is too long to send."""

from datetime import date, timedelta

import pytest

from builder.model.urls import ROOT
from builder.plan.context import PlanContext, plan_context
from builder.plan.parts.pagination import FOLDED, LATEST, MOST, OPEN, in_rows, paginated, part_pages
from tests import make

START = date(2025, 12, 31)


def made(count: int, *, step: int = 1) -> tuple[PlanContext, list[str]]:
    """Statements of one article, each so many days earlier than the one before."""
    days = [START - timedelta(days=step * number) for number in range(count)]
    statements = [make.statement(f"a/s{n}", when=day.isoformat(), index=n) for n, day in enumerate(days)]
    return plan_context(make.graph(make.entities(), make.articles(*statements))), [one.id for one in statements]


@pytest.mark.parametrize("count", [0, 1, MOST])
def test_a_page_that_is_not_long_shows_everything(count: int) -> None:
    desk, ids = made(count)
    shown = paginated(desk, "/deals/x/", ids)
    assert [card.id for card in shown.cards] == ids
    assert shown.periods == ()
    assert list(part_pages(desk, "/deals/x/", "X", ids)) == []


def test_a_long_page_shows_the_latest_and_leads_to_each_year() -> None:
    desk, ids = made(MOST + 1, step=2)
    shown = paginated(desk, "/deals/x/", ids)
    assert [card.id for card in shown.cards] == ids[:LATEST]
    assert shown.total == MOST + 1
    first = shown.periods[0]
    assert (first.words, first.href) == ("2025", f"{ROOT}deals/x/2025/")
    assert sum(period.count for period in shown.periods) == MOST + 1


def test_a_long_year_is_split_by_month_and_a_long_month_by_day() -> None:
    desk, ids = made(MOST + 1, step=0)
    paths = [page.path for page in part_pages(desk, "/deals/x/", "X", ids)]
    assert paths == ["/deals/x/2025/", "/deals/x/2025-12/", "/deals/x/2025-12-31/"]


def test_the_parts_together_show_every_statement_once() -> None:
    desk, ids = made(MOST + 50)
    pages = list(part_pages(desk, "/deals/x/", "X", ids))
    whole = [card.id for page in pages if not page.statements.periods for card in page.statements.cards]
    assert sorted(whole) == sorted(ids)


def test_every_period_that_a_page_leads_to_is_a_page() -> None:
    desk, ids = made(MOST + 50, step=0)
    pages = list(part_pages(desk, "/deals/x/", "X", ids))
    led = {period.href for page in pages for period in page.statements.periods}
    led |= {period.href for period in paginated(desk, "/deals/x/", ids).periods}
    assert led == {ROOT + page.path[1:] for page in pages}


def test_of_rows_the_latest_are_open_some_more_are_folded_then_each_year() -> None:
    desk, ids = made(60, step=20)
    shown = in_rows(desk, "/deals/x/", ids)
    assert [card.id for card in shown.first] == ids[:OPEN]
    assert [fold.words for fold in shown.folds] == [
        "20 more statements", "2024: 12 more statements", "2023: 18 more statements", "2022: 5 more statements",
    ]  # fmt: skip
    assert [card.id for fold in shown.folds for card in fold.cards] == ids[OPEN:]
    assert sum(len(fold.cards) for fold in shown.folds[:1]) == FOLDED - OPEN
    assert in_rows(desk, "/deals/x/", ids[:OPEN]).folds == ()
