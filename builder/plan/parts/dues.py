"""What is planned, when it is due, and what became of it."""

from collections.abc import Iterable, Iterator
from functools import partial

from builder.model.graph import Relation, Statement
from builder.model.page_parts import DueLine
from builder.plan.context import PlanContext, planned
from builder.plan.parts.links import OUTCOMES


def dues(context: PlanContext, ids: Iterable[str]) -> Iterator[DueLine]:
    """The planned ones of these statements: those still ahead by date, those whose time is over without an outcome,
    those without a date, then the rest."""
    return _lines(context, planned(context.graph, ids))


def all_dues(context: PlanContext) -> Iterator[DueLine]:
    """Those of the whole site."""
    return _lines(context, context.planned)


def ahead(lines: Iterable[DueLine]) -> Iterator[DueLine]:
    """Those that no outcome is recorded for."""
    return (line for line in lines if line.state in ("due", "open", "overdue"))


def scheduled(context: PlanContext) -> Iterator[str]:
    """The statements that are planned for a date, and so stand in calendars."""
    return (id for id in context.planned if context.graph.statements[id].written.due)


def _lines(context: PlanContext, ids: Iterable[str]) -> Iterator[DueLine]:
    statements = sorted(map(context.graph.statements.__getitem__, ids), key=partial(_order, context))
    return (_line(context, statement) for statement in statements)


def _line(context: PlanContext, statement: Statement) -> DueLine:
    written = statement.written
    outcome = _outcome(context, statement)
    state = _state(context, statement, outcome)
    return DueLine(
        due=context.stamps(written.due) if written.due else None,
        state=state,
        words="no outcome recorded" if state == "overdue" else OUTCOMES.get(state, ""),
        card=context.cards[statement.id],
        outcome=context.cards[outcome.source] if outcome else None,
        deals=tuple(context.links[deal] for deal in written.deals),
    )


def _outcome(context: PlanContext, statement: Statement) -> Relation | None:
    """The last that was said about whether it came true."""
    bearing = context.graph.bearing.get(statement.id, ())
    found = [relation for relation in bearing if relation.kind == "resolves" and not relation.void]
    return found[-1] if found else None


def _state(context: PlanContext, statement: Statement, outcome: Relation | None) -> str:
    if outcome:
        return outcome.outcome
    due = statement.written.due
    if due is None:
        return "open"
    return "overdue" if due.last is not None and due.last < context.graph.today else "due"


_STATES = ("due", "overdue", "open")


def _order(context: PlanContext, statement: Statement) -> tuple[int, int, str]:
    state = _state(context, statement, _outcome(context, statement))
    due = statement.written.due
    day = due.end.toordinal() if due else 0
    place = _STATES.index(state) if state in _STATES else len(_STATES)
    return place, day if state == "due" else -day, statement.id
