"""Where deals stand and how they got there: status, ladder and timeline, always as last reported, when and by
whom. And what is planned, when it is due, and what became of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from builder.model import sentences
from builder.model.config import Ladder
from builder.model.dates import When
from builder.model.entities import Deal
from builder.model.graph import Graph, Rung, Standing
from builder.model.page_parts import (
    Claim,
    DealLine,
    DueLine,
    LadderStep,
    PartyStatus,
    Status,
    StatusDate,
    StatusStep,
)
from builder.model.pages import Sentence
from builder.plan.context import PlanContext
from builder.plan.parts.links import OUTCOMES, term


def status(context: PlanContext, id: str) -> Status:
    """The status of one deal."""
    graph, deal = context.graph, context.graph.entities.deals[id]
    standing = graph.standings.get(id) or Standing(id, None, None, None)
    now = standing.now
    sides = _disputed(context, standing)
    return Status(
        rung=term(now.rung) if now else "",
        as_of=context.stamps(standing.as_of) if standing.as_of else None,
        voice=context.links.hop(standing.voice) if standing.voice else (),
        card=context.cards[now.statements[0]] if now else None,
        disputed=bool(standing.disputes),
        stale=sentences.no_news(context.stamps(standing.as_of)) if standing.stale and standing.as_of else "",
        sentence=_sentence(context, standing, sides),
        checked=context.stamps(deal.checked) if deal.checked else None,
        unconfirmed=context.shown(standing.unconfirmed),
        sides=sides,
    )


def _sentence(context: PlanContext, standing: Standing, sides: tuple[Claim, ...]) -> Sentence:
    """Where the deal stands and what nobody reports of it, in words."""
    if sides:
        return sentences.disputed(sides)
    now, graph = standing.now, context.graph
    if not now and not standing.parties and standing.unconfirmed:
        last = standing.unconfirmed[-1]
        return sentences.unconfirmed(term(graph.statements[last].written.status), context.cards[last])
    found = [StatusStep(term(now.rung), (), _told(context, now))] if now else []
    by_rung: dict[tuple[str, tuple[When, ...]], list[tuple[str, Rung]]] = {}
    for party, rung in standing.parties:
        if not now or rung.rung != now.rung:
            by_rung.setdefault((rung.rung, rung.since), []).append((party, rung))
    for reached in by_rung.values():
        parties, (rung, *_) = zip(*reached, strict=True)
        dates = _told(context, rung)
        if len(dates) == 1:
            dates = (dates[0]._replace(place=""),)
        found.append(StatusStep(term(rung.rung), tuple(context.links[party] for party in parties), dates))
    return sentences.status(found, [context.links[party].words for party in standing.silent], standing.ahead)


def _told(context: PlanContext, rung: Rung) -> tuple[StatusDate, ...]:
    """The dates of a rung, each with the statement that gives it, and where it was or by whose clock."""
    graph = context.graph
    found = []
    for when in rung.since:
        id = next((id for id in rung.statements if graph.status_date(id) == when), rung.statements[0])
        stamp = replace(context.stamps(when), href=context.links.statement(id))
        found.append(StatusDate(stamp, _place(context, id, alone=len(rung.since) == 1)))
    return tuple(found)


def _place(context: PlanContext, id: str, *, alone: bool) -> str:
    """Where the event was that the statement tells of; of one that is told with several dates, only for the one by the
    clock of that place, else the town whose clock the date goes by."""
    written, entities = context.graph.statements[id].written, context.graph.entities
    event = entities.events.get(written.event)
    at = event.at[0] if event and len(event.at) == 1 else ""
    zone = written.tz.rpartition("/")[2].replace("_", " ")
    if not at or not (alone or (event and event.when == written.when)):
        return "" if alone else zone
    return context.links[at].words


def _disputed(context: PlanContext, standing: Standing) -> tuple[Claim, ...]:
    """The statuses that cannot both be right."""
    graph = context.graph
    against = {id for dispute in standing.disputes for id in (dispute.one, dispute.other)}
    last: dict[str, Claim] = {}
    for id in sorted(against, key=lambda id: (graph.status_date(id).start, graph.statements[id].told.end, id)):
        claim = _claim(context, id)
        last[claim.rung] = claim
    return tuple(last.values())


def _claim(context: PlanContext, id: str) -> Claim:
    statement = context.graph.statements[id]
    rung = term(statement.written.status)
    if statement.written.mode == "denied":
        rung = f"not {rung}" if rung else "denied"
    denied = statement.written.mode == "denied"
    return Claim(rung, context.stamps(context.graph.status_date(id)), context.cards[id], denied)


def ladder(context: PlanContext, deal: Deal) -> Ladder:
    return context.graph.config.ladders[deal.ladder]


def _party(context: PlanContext, party: str, rung: Rung) -> PartyStatus:
    dates = _dates(context, rung.since)
    return PartyStatus(context.links[party], dates)


def _dates(context: PlanContext, whens: Iterable[When]) -> Sentence | None:
    return sentences.dates([context.stamps(when) for when in whens])


def steps(context: PlanContext, id: str) -> tuple[LadderStep, ...]:
    """How the deal got to where it stands, by date, exits included, and the rungs still ahead. What nobody reported
    stands below the first higher rung that was reached."""
    graph, deal = context.graph, context.graph.entities.deals[id]
    standing = graph.standings.get(id)
    if standing is None or not standing.history:
        return ()
    rungs = ladder(context, deal)
    against = {id for dispute in standing.disputes for id in (dispute.one, dispute.other)}
    found = [_reached(context, rungs, rung, standing.now, against) for rung in standing.path]
    words = {rung: term(rung) for rung in rungs.rungs}
    heights = [rungs.height(rung.rung) for rung in standing.path]
    known, ahead = {rung.rung for rung in standing.path}, rungs.rungs
    if rungs.climbs:
        ahead = rungs.rungs[_top(standing, rungs) + 1 :]
        for rung in rungs.rungs[: max((0, *heights))]:
            if rung not in known and rung not in ahead:
                at = next(at for at, height in enumerate(heights) if height > rungs.height(rung))
                found.insert(at, LadderStep(words[rung], "skipped", None))
                heights.insert(at, rungs.height(rung))
        known = set()
    found += [LadderStep(words[rung], "ahead", None) for rung in ahead if rung not in known]
    return tuple(_with_parties(context, standing, found))


def _reached(context: PlanContext, rungs: Ladder, rung: Rung, now: Rung | None, against: set[str]) -> LadderStep:
    """Of where it stands now, all dates that are told; of an earlier step the first."""
    disputed = not against.isdisjoint(rung.statements)
    named = any(context.graph.statements[id].voice.kind != "unnamed" for id in rung.statements)
    note = "disputed" if disputed else "as last reported" if rung == now else "" if named else "not confirmed"
    dates = _dates(context, rung.since if rung == now else rung.since[:1])
    state = "now" if rung == now else "reached"
    return LadderStep(term(rung.rung), state, dates, rungs.is_exit(rung.rung), note)


def _top(standing: Standing, rungs: Ladder) -> int:
    """The height of the rung where it stands; after an exit, of the highest since the exit before."""
    top = -1
    for rung in standing.path:
        if not rungs.is_exit(rung.rung):
            top = rungs.height(rung.rung) if rung == standing.now else max(top, rungs.height(rung.rung))
        elif rung != standing.now:
            top = -1
    return top


def _with_parties(context: PlanContext, standing: Standing, found: Sequence[LadderStep]) -> Iterator[LadderStep]:
    """Each party that stands elsewhere than the whole deal, at the last step of its rung."""
    now = standing.now.rung if standing.now else ""
    last = {step.rung: place for place, step in enumerate(found)}
    for place, step in enumerate(found):
        parties = tuple(
            _party(context, party, its)
            for party, its in standing.parties
            if its.rung != now and term(its.rung) == step.rung and last[step.rung] == place
        )
        yield replace(step, parties=parties) if parties else step


def deal_lines(context: PlanContext, ids: tuple[str, ...] | None = None) -> tuple[DealLine, ...]:
    """Deals with where they stand, the latest reported first, each followed by its parts; all of them unless `ids`
    says which."""
    deals = context.graph.entities.deals
    if ids is None:
        ids = tuple(id for id in deals if id in context.existing and deals[id].part_of not in context.existing)
    found: list[DealLine] = []
    for id in sorted(ids, key=lambda id: _newest(context, id)):
        _add(context, id, 0, found)
    return tuple(found)


def _add(context: PlanContext, id: str, depth: int, found: list[DealLine]) -> None:
    found.append(DealLine(context.links[id], status(context, id), min(depth, 1)))
    for part in sorted(context.parts.get(id, ()), key=lambda id: _newest(context, id)):
        _add(context, part, depth + 1, found)


def _newest(context: PlanContext, id: str) -> tuple[int, str]:
    """Sorts the latest reported first, those without a status last, then by name."""
    standing = context.graph.standings.get(id)
    told = standing.as_of.end.toordinal() if standing and standing.as_of else 0
    return -told, context.links[id].words


# ── what is due ─────────────────────────────────────────────────────────────────────────────────────────────────────


def dues(context: PlanContext, ids: Iterable[str]) -> Iterator[DueLine]:
    """What is to come by these statements: what is still ahead by date, those whose time is over without an outcome,
    those without a date, then the rest."""
    return _due_lines(context, (id for id in ids if id in context.graph.dues))


def all_dues(context: PlanContext) -> Iterator[DueLine]:
    """Those of the whole site."""
    return _due_lines(context, context.graph.dues)


def ahead(lines: Iterable[DueLine]) -> Iterator[DueLine]:
    """Those that are still ahead: by date, then those without one."""
    return (line for line in lines if line.state in ("due", "open"))


def overdue(lines: Iterable[DueLine]) -> Iterator[DueLine]:
    """Those whose time is over without an outcome."""
    return (line for line in lines if line.state == "overdue")


def scheduled(context: PlanContext) -> Iterator[str]:
    """The statements of what is due on a date, and so stands in calendars."""
    return (id for id in context.graph.dues if context.graph.statements[id].written.due)


def _due_lines(context: PlanContext, ids: Iterable[str]) -> Iterator[DueLine]:
    return (_due_line(context, id) for id in sorted(ids, key=partial(_due_order, context.graph)))


def _due_line(context: PlanContext, id: str) -> DueLine:
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


def _due_order(graph: Graph, id: str) -> tuple[int, int, str]:
    state, due = graph.dues[id], graph.statements[id].written.due
    day = due.end.toordinal() if due else 0
    place = _STATES.index(state) if state in _STATES else len(_STATES)
    return place, day if state == "due" else -day, id
