"""What is planned: ahead, without an outcome, or settled."""

from typing import Any

import pytest

from builder.model.graph import Relation
from builder.plan.context import PlanContext, plan_context
from builder.plan.parts.statuses import ahead, dues
from tests import make


def desk(*statements: object, **keys: object) -> PlanContext:
    return plan_context(make.graph(make.entities(), make.articles(*statements), **keys))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("keys", "state"),
    [
        ({"mode": "planned", "due": "2025-06-01"}, "due"),
        ({"mode": "planned", "due": "2025-05-31"}, "overdue"),
        ({"mode": "planned", "due": "2025-05-31/2025-06-02"}, "due"),
        ({"mode": "planned", "due": "2025-05/.."}, "due"),
        ({"mode": "planned", "due_open": True}, "open"),
        ({"mode": "demanded", "due": "2025-07"}, "due"),
        ({"mode": "offered", "due": "2025-05-01"}, "overdue"),
        ({"mode": "hypothetical", "due": "2025-07"}, "due"),
    ],
)
def test_the_calendar_tells_what_is_still_ahead(keys: dict[str, Any], state: str) -> None:
    (line,) = dues(desk(make.statement("a/x", **keys)), ["a/x"])
    assert line.state == state


@pytest.mark.parametrize("keys", [{}, {"mode": "planned"}, {"due": "2025-07"}, {"mode": "denied", "due": "2025-07"}])
def test_only_what_is_to_come_and_has_a_window_is_due(keys: dict[str, Any]) -> None:
    assert not list(dues(desk(make.statement("a/x", **keys)), ["a/x"]))


def test_what_was_put_off_or_withdrawn_is_no_longer_awaited() -> None:
    planned = make.statement("a/x", mode="planned", due="2025-07")
    assert not list(dues(desk(planned, overtaken={"a/x": frozenset({"due"})}), ["a/x"]))


def test_an_outcome_settles_it() -> None:
    outcome = Relation("resolves", "b/y", "a/x", stated=False, outcome="missed")
    planned = make.statement("a/x", mode="planned", due="2025-05")
    (line,) = dues(desk(planned, make.statement("b/y"), bearing={"a/x": (outcome,)}), ["a/x"])
    assert (line.state, line.words) == ("missed", "not met")
    assert line.outcome is not None
    assert line.outcome.id == "b/y"
    assert list(ahead([line])) == []


def test_what_is_next_comes_first() -> None:
    windows = {"late": "2025-07-01", "past": "2025-04-01", "next": "2025-06-02", "last": "2025-05-01"}
    statements = [make.statement(f"a/{id}", mode="planned", due=due) for id, due in windows.items()]
    statements.append(make.statement("a/some-day", mode="planned", due_open=True))
    lines = dues(desk(*statements), [one.id for one in statements])
    assert [line.card.id for line in lines] == ["a/next", "a/late", "a/last", "a/past", "a/some-day"]
