"""Rows of money: by stage, on somebody's word, the corrected one after the one that stands."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from builder.model.graph import Level
from builder.plan.context import plan_context
from builder.plan.parts.money import rows
from tests import make

KNOWN = make.entities(make.actor("norland"), make.actor("sudland"), make.deal("loan", name="Port loan"))
STATEMENTS = [make.statement(f"a/{id}") for id in ("old", "new", "paid")]


def level(stage: str, value: int, statement: str, **keys: Any) -> Level:
    amount = make.amount("GBP", value)
    given = {"payer": "norland", "payee": "sudland", "voice": None, "measure": "total", **keys}
    return Level(
        deal="loan", stage=stage, currency="GBP", low=amount.low, high=amount.high, approximate=False, amount=amount,
        statements=(statement,), **given,
    )  # fmt: skip


def test_rows_follow_the_stages_and_say_what_was_corrected() -> None:
    levels = (
        level("disbursed", 5, "a/paid"),
        level("pledged", 26, "a/old", corrected_by="a/new"),
        level("pledged", 22, "a/new"),
    )
    graph = make.graph(KNOWN, make.articles(*STATEMENTS), levels=levels, by_deal={"loan": ("a/new",)})
    shown = rows(plan_context(graph), levels)
    assert [(row.stage, row.figure) for row in shown] == [("pledged", "£22"), ("pledged", "£26"), ("disbursed", "£5")]
    assert [row.corrected_by.id if row.corrected_by else "" for row in shown] == ["", "a/new", ""]
    assert [card.id for card in shown[0].cards] == ["a/new"]


def test_a_price_needs_no_stage() -> None:
    price = level("", 55, "a/new", measure="each")
    graph = make.graph(KNOWN, make.articles(*STATEMENTS), levels=(price,))
    (row,) = rows(plan_context(graph), (price,))
    assert (row.stage, row.measure, row.figure) == ("price", "each", "£55")


def test_a_claim_has_its_claimant_and_a_side_may_be_unknown() -> None:
    claim = level("claimed", 9, "a/new", voice=make.hop("norland"), payer="")
    graph = make.graph(KNOWN, make.articles(*STATEMENTS), levels=(claim,), by_named={"norland": ("a/new",)})
    (row,) = rows(plan_context(graph), (claim,))
    assert [link.words for link in row.voice] == ["Norland"]
    assert (row.payer.words, row.payee.words) == ("", "Sudland")


def test_of_many_overtaken_figures_the_latest_are_shown_and_the_rest_counted() -> None:
    filed = [make.statement(f"a/s{number}") for number in range(20)]
    sum_now = level("pledged", 22, "a/s0", earlier=tuple(f"a/s{number}" for number in range(1, 20)))
    graph = make.graph(KNOWN, make.articles(*filed), levels=(sum_now,))
    (row,) = rows(plan_context(graph), (sum_now,))
    assert [card.id for _, card in row.earlier] == [f"a/s{number}" for number in range(1, 13)]
    assert row.left_out == 7


PAID, WHOLE = level("disbursed", 5, "a/paid"), ("pledged", "100.0%", "100.0%", False)


@pytest.mark.parametrize(
    ("beside", "drawn"),
    [
        ([], []),
        ([PAID], [WHOLE, ("disbursed", "25.0%", "25.0%", False)]),
        ([replace(PAID, currency="EUR")], []),
        ([replace(PAID, measure="yearly")], []),
        (
            [replace(PAID, high=Decimal(10))],
            [WHOLE, ("disbursed", "25.0%", "50.0%", False)],
        ),
        (
            [replace(PAID, high=None)],
            [WHOLE, ("disbursed", "25.0%", "25.0%", True)],
        ),
        (
            [replace(PAID, low=None)],
            [WHOLE, ("disbursed", "25.0%", "25.0%", True)],
        ),
    ],
)
def test_figures_of_one_currency_are_drawn_on_one_scale(beside: list[Level], drawn: list[tuple[str, ...]]) -> None:
    levels = (level("pledged", 20, "a/new"), *beside)
    graph = make.graph(KNOWN, make.articles(*STATEMENTS), levels=levels, by_deal={"loan": ("a/new",)})
    assert [tuple(row.bar) for row in rows(plan_context(graph), levels) if row.bar] == drawn
