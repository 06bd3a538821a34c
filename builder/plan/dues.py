"""What is planned, when it is due, and what became of it."""

from collections.abc import Iterable, Iterator
from functools import partial

from builder.model.blocks import DueLine
from builder.model.graph import Relation, Statement
from builder.plan.material import Material
from builder.plan.planned import planned
from builder.plan.words import OUTCOMES


def dues(material: Material, ids: Iterable[str]) -> Iterator[DueLine]:
    """The planned ones of these statements: those still ahead by date, those whose time is over without an outcome,
    those without a date, then the rest."""
    return _lines(material, planned(material.graph, ids))


def all_dues(material: Material) -> Iterator[DueLine]:
    """Those of the whole site."""
    return _lines(material, material.planned)


def ahead(lines: Iterable[DueLine]) -> Iterator[DueLine]:
    """Those that no outcome is recorded for."""
    return (line for line in lines if line.state in ("due", "open", "overdue"))


def scheduled(material: Material) -> Iterator[str]:
    """The statements that are planned for a date, and so stand in calendars."""
    return (id for id in material.planned if material.graph.statements[id].written.due)


def _lines(material: Material, ids: Iterable[str]) -> Iterator[DueLine]:
    statements = sorted(map(material.graph.statements.__getitem__, ids), key=partial(_order, material))
    return (_line(material, statement) for statement in statements)


def _line(material: Material, statement: Statement) -> DueLine:
    written = statement.written
    outcome = _outcome(material, statement)
    state = _state(material, statement, outcome)
    return DueLine(
        due=material.stamps(written.due) if written.due else None,
        state=state,
        words="no outcome recorded" if state == "overdue" else OUTCOMES.get(state, ""),
        card=material.cards[statement.id],
        outcome=material.cards[outcome.source] if outcome else None,
        deals=tuple(material.links[deal] for deal in written.deals),
    )


def _outcome(material: Material, statement: Statement) -> Relation | None:
    """The last that was said about whether it came true."""
    bearing = material.graph.bearing.get(statement.id, ())
    found = [relation for relation in bearing if relation.kind == "resolves" and not relation.void]
    return found[-1] if found else None


def _state(material: Material, statement: Statement, outcome: Relation | None) -> str:
    if outcome:
        return outcome.outcome
    due = statement.written.due
    if due is None:
        return "open"
    return "overdue" if due.last is not None and due.last < material.graph.today else "due"


_STATES = ("due", "overdue", "open")


def _order(material: Material, statement: Statement) -> tuple[int, int, str]:
    state = _state(material, statement, _outcome(material, statement))
    due = statement.written.due
    day = due.end.toordinal() if due else 0
    place = _STATES.index(state) if state in _STATES else len(_STATES)
    return place, day if state == "due" else -day, statement.id
