"""How a deal got where it is: one line for each step, event and other thing of weight, by date, with all accounts of it
together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from builder.model import sentences
from builder.model.dates import When
from builder.model.graph import Standing, Statement
from builder.model.page_parts import Chronology, ChronologyEntry, LadderStep
from builder.model.pages import Link
from builder.model.text import counted
from builder.plan.context import PlanContext
from builder.plan.parts.links import term
from builder.plan.parts.statuses import ladder

OPEN = 10
"""The latest lines, which stand open."""
MOST = 60
"""Lines that a page has at most."""
REFUSALS = frozenset({"denied", "no-comment"})

Key = tuple[str, str]


@dataclass
class _Line:
    """What the accounts of one step or event make together."""

    whens: list[When] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    rung: str = ""
    parties: list[Link] = field(default_factory=list)
    event: str = ""
    place: int = 0
    """Among the steps of the whole deal, from 1."""
    now: bool = False
    told: bool = False
    """Whether its date is only that of telling."""


def chronology(context: PlanContext, id: str, standing: Standing, steps: Sequence[LadderStep]) -> Chronology:
    """`steps`: the deal's ladder; what nobody reports of it is named once, at the end."""
    lines = sorted(_lines(context, id, standing).values(), key=_by_date)
    entries = [_entry(context, id, standing, line) for line in lines[-MOST:]]
    unreported = [step.rung for step in steps if step.state in ("ahead", "skipped") and not step.parties]
    return Chronology(
        earlier=tuple(entries[:-OPEN]),
        fold=f"{counted(len(entries) - OPEN, 'earlier step')}" if len(entries) > OPEN else "",
        entries=tuple(entries[-OPEN:]),
        left_out=sentences.elsewhere(len(lines) - MOST, "among the statements below", "earlier one"),
        unreported=sentences.unreported(unreported) if entries else "",
    )


def _by_date(line: _Line) -> tuple[object, ...]:
    first = min(line.whens, key=lambda when: (when.start, when.end))
    return first.start, first.end, line.place, line.ids[0]


def _lines(context: PlanContext, deal: str, standing: Standing) -> dict[Key, _Line]:
    graph = context.graph
    lines: dict[Key, _Line] = {}
    of: dict[str, Key] = {}
    for place, rung in enumerate(standing.path, 1):
        key = ("rung", str(place))
        now = rung == standing.now
        lines[key] = _Line(
            [*(rung.since if now else rung.since[:1])], [*rung.statements], rung.rung, place=place, now=now
        )
        of.update(dict.fromkeys(rung.statements, key))
    for party, rung in standing.parties:
        key = ("party", rung.rung)
        line = lines.setdefault(key, _Line([*rung.since], [], rung.rung))
        line.parties.append(context.links[party])
        line.ids += rung.statements
        of.update(dict.fromkeys(rung.statements, key))
    statements = graph.statements
    history = frozenset(standing.history)
    events = {statements[id].written.event: key for id, key in reversed(of.items()) if statements[id].written.event}
    for id in _weighty(context, deal, standing):
        if id in of:
            continue
        written = statements[id].written
        joins = bool(written.event) and written.mode == "asserted"
        reports = id in history and written.mode == "asserted"
        if joins:
            key = events.get(written.event) or ("event", written.event)
        else:
            key = ("status", f"{written.status} {written.party}") if reports else ("", id)
        line = lines.setdefault(key, _Line())
        line.ids.append(id)
        if not line.whens:
            line.whens, line.told = _when(context, statements[id], reports=reports)
            line.rung = written.status if reports else ""
            line.parties = [context.links[written.party]] if reports and written.party else []
    for line in lines.values():
        line.event = next((statements[id].written.event for id in line.ids if statements[id].written.event), "")
    return lines


def _weighty(context: PlanContext, deal: str, standing: Standing) -> Iterator[str]:
    """Statements of the deal's status, of events, outcomes, sums, refusals, and those marked as leading; the earliest
    told first."""
    graph = context.graph
    outcomes = {relation.source for target in graph.by_deal.get(deal, ()) if (relation := graph.outcomes.get(target))}
    history = frozenset(standing.history)
    told = (graph.statements[id] for id in {*history, *graph.by_deal.get(deal, ()), *outcomes})
    for statement in sorted(told, key=lambda each: (each.told.end, each.id)):
        written, id = statement.written, statement.id
        if not graph.articles[statement.article].counts or graph.done_to(id, "retracts"):
            continue
        if (
            id in history
            or id in outcomes
            or (
                deal in written.deals
                and (
                    (written.event and written.mode == "asserted" and _dated(context, statement))
                    or (written.amount and written.when)
                    or written.mode in REFUSALS
                    or written.lead
                )
            )
        ):
            yield id


def _dated(context: PlanContext, statement: Statement) -> bool:
    event = context.graph.entities.events.get(statement.written.event)
    return bool(statement.written.when or (event and event.when))


def _when(context: PlanContext, statement: Statement, *, reports: bool) -> tuple[list[When], bool]:
    """Its date, and whether that is only when it was told. `reports`: whether it reports a status, which it does by the
    day of telling at the latest."""
    graph, written = context.graph, statement.written
    event = graph.entities.events.get(written.event)
    if redated := graph.redated.get(statement.id):
        return [redated], False
    if written.event and event and event.when and written.mode == "asserted":
        return [event.when], False
    if written.when:
        return [written.when], False
    return [statement.status_date if reports else statement.told], not reports


def _entry(context: PlanContext, deal: str, standing: Standing, line: _Line) -> ChronologyEntry:
    graph = context.graph
    against = {id for dispute in standing.disputes for id in (dispute.one, dispute.other)}
    named = any(graph.statements[id].voice.kind != "unnamed" for id in line.ids)
    doubted = line.rung and not named
    note = "disputed" if not against.isdisjoint(line.ids) else "not confirmed" if doubted else ""
    ids = list(dict.fromkeys(line.ids))
    exit = bool(line.rung) and ladder(context, graph.entities.deals[deal]).is_exit(line.rung)
    return ChronologyEntry(
        when=sentences.slashed([context.stamps(when) for when in line.whens]),
        told=line.told,
        rung=term(line.rung) if line.rung else "",
        state="now" if line.now else "exit" if exit else "",
        parties=tuple(line.parties),
        event=context.links[line.event] if line.event else None,
        note=note,
        card=context.cards[ids[0]],
        accounts=sentences.accounts(len(ids)),
        others=context.shown(ids[1:]),
    )
