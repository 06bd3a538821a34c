"""The compiled record: what data/site.json says of single things."""

from typing import Any

import pytest

from builder.model.graph import Relation
from builder.plan.record import record
from tests import make


def told(statement: Any, *others: Any, **keys: Any) -> dict[str, Any]:
    graph = make.graph(make.entities(make.deal("d")), make.articles(statement, *others), **keys)
    return {str(item["id"]): item for item in record(graph)["statements"]}[statement.id]


@pytest.mark.parametrize(("outcomes", "last"), [((), None), (("met",), "met"), (("missed", "met"), "met")])
def test_a_plan_came_to_what_was_told_last(outcomes: tuple[str, ...], last: str | None) -> None:
    relations = tuple(Relation("resolves", "b/y", "a/x", stated=False, outcome=outcome) for outcome in outcomes)
    planned = make.statement("a/x", mode="planned", due="2025-05")
    assert told(planned, make.statement("b/y"), bearing={"a/x": relations})["outcome"] == last


def test_what_is_not_planned_has_no_outcome() -> None:
    assert "outcome" not in told(make.statement("a/x"))


def test_money_is_text_in_whole_units() -> None:
    statement = make.statement("a/x", deal="d", amount=make.amount("GBP", "2260000000.50"), stage="committed")
    assert told(statement)["amount"] == {
        "currency": "GBP", "value": "2260000000.5", "low": "2260000000.5", "high": "2260000000.5", "approx": False,
    }  # fmt: skip


@pytest.mark.parametrize("key", ["memo", "flags", "noted_by", "checked_by", "allow"])
def test_what_is_private_is_not_in_it(key: str) -> None:
    words = {"flags": ("secret",), "allow": (("stale", "secret"),)}.get(key, "secret")
    assert "secret" not in str(told(make.statement("a/x", **{key: words})))
