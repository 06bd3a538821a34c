"""What is planned, when it is due, and what became of it."""

from collections.abc import Iterable, Iterator
from functools import partial

from builder.model.graph import Graph
from builder.model.page_parts import DueLine
from builder.plan.context import PlanContext
from builder.plan.parts.links import OUTCOMES


def dues(context: PlanContext, ids: Iterable[str]) -> Iterator[DueLine]:
    """The planned ones of these statements: those still ahead by date, those whose time is over without an outcome,
    those without a date, then the rest."""
    return _lines(context, (id for id in ids if id in context.graph.dues))


def all_dues(context: PlanContext) -> Iterator[DueLine]:
    """Those of the whole site."""
    return _lines(context, context.graph.dues)


def ahead(lines: Iterable[DueLine]) -> Iterator[DueLine]:
    """Those that no outcome is recorded for."""
    return (line for line in lines if line.state in ("due", "open", "overdue"))


def scheduled(context: PlanContext) -> Iterator[str]:
    """The statements that are planned for a date, and so stand in calendars."""
    return (id for id in context.graph.dues if context.graph.statements[id].written.due)


def _lines(context: PlanContext, ids: Iterable[str]) -> Iterator[DueLine]:
    return (_line(context, id) for id in sorted(ids, key=partial(_order, context.graph)))


def _line(context: PlanContext, id: str) -> DueLine:
    graph = context.graph
    written, state, outcome = graph.statements[id].written, graph.dues[id], graph.outcomes.get(id)
    return DueLine(
        due=context.stamps(written.due) if written.due else None,
        state=state,
        words="no outcome recorded" if state == "overdue" else OUTCOMES.get(state, ""),
        card=context.cards[id],
        outcome=context.cards[outcome.source] if outcome else None,
        deals=tuple(context.links[deal] for deal in written.deals),
    )


_STATES = ("due", "overdue", "open")


def _order(graph: Graph, id: str) -> tuple[int, int, str]:
    state, due = graph.dues[id], graph.statements[id].written.due
    day = due.end.toordinal() if due else 0
    place = _STATES.index(state) if state in _STATES else len(_STATES)
    return place, day if state == "due" else -day, id
