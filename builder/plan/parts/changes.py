"""Changes as readers meet them: each in one sentence, with its day, its deals and the statement that tells of it."""

from collections import Counter
from collections.abc import Iterable

from builder.model import sentences
from builder.model.changes import Change
from builder.model.dates import When
from builder.model.graph import Held
from builder.model.page_parts import ChangeLine
from builder.model.pages import Stamp
from builder.plan.context import PlanContext
from builder.plan.parts import figures
from builder.plan.parts.cards import MEASURED
from builder.plan.parts.links import plain, term
from builder.plan.parts.questions import option


def change_line(context: PlanContext, change: Change) -> ChangeLine:
    about = change.statement or change.of
    return ChangeLine(
        kind=change.kind,
        label=sentences.CHANGES[change.kind],
        words=sentence(context, change),
        href=context.links.statement(about) if change.statement else context.links[about].href,
        day=on(context, change),
        deals=tuple(context.links[deal] for deal in change.deals),
        card=context.cards[change.statement] if change.statement else None,
    )


def per_day(context: PlanContext) -> tuple[str, ...]:
    """How much changed on each of the last days that had anything, the latest first: `2025-05-09:3`."""
    counts = Counter(change.day for change in context.changes.recent)
    return tuple(f"{day}:{number}" for day, number in counts.items())


def last_change(context: PlanContext, ids: Iterable[str]) -> ChangeLine | None:
    """The weightiest of what these statements changed last."""
    found = context.changes.last(ids)
    return change_line(context, found) if found else None


def on(context: PlanContext, change: Change) -> Stamp:
    """The day of a change."""
    return context.stamps(When(change.day.isoformat(), change.day, change.day))


def sentence(context: PlanContext, change: Change) -> str:
    """A change in words. Where no value says it better, it is our sentence for the statement."""
    match change.kind:
        case "status":
            return _moved(context, change)
        case "money":
            return _sum(context, change)
        case "turned" | "position":
            return _stance(context, change) if change.now else _position(context, change)
        case "outcome":
            return sentences.outcome(change.now, gist(context, change.of))
        case "overdue":
            return sentences.overdue(on(context, change), gist(context, change.statement))
        case "retraction":
            return sentences.taken_back(_of(context, change))
        case "correction":
            return _corrected(context, change)
        case "ours":
            return sentences.our_mistake(change.before, change.now)
    return gist(context, change.statement)


def gist(context: PlanContext, id: str) -> str:
    """Our sentence for a statement, without links."""
    return plain(context.graph.statements[id].written.gist, context.links)


def _of(context: PlanContext, change: Change) -> str:
    """What a change is of: an article's title, or our sentence for a statement."""
    return gist(context, change.of) if change.statement else context.links[change.of].words


def _moved(context: PlanContext, change: Change) -> str:
    party = context.links[change.of].words if change.of else ""
    before = term(change.before)
    if not change.now:
        return sentences.fallen(before, party)
    graph = context.graph
    ladder = graph.config.ladders[graph.entities.deals[change.deals[0]].ladder]
    back = ladder.climbs and -1 < ladder.height(change.now) < ladder.height(change.before or change.now)
    return sentences.moved(
        term(change.now), context.stamps(graph.status_date(change.statement)), before, party, back=back
    )


def _sum(context: PlanContext, change: Change) -> str:
    written = context.graph.statements[change.statement].written
    payer, payee = (context.links[id].words if id else "" for id in (written.payer, written.payee))
    figure = _figure(context, change.statement) + MEASURED.get(written.measure, "")
    return sentences.sum_told(written.stage, figure, payer, payee, _figure(context, change.before))


def _figure(context: PlanContext, id: str) -> str:
    """The figure of a statement, without its conversion; nothing of none."""
    amount = context.graph.statements[id].written.amount if id else None
    return figures.money_words(amount).partition(" (")[0] if amount else ""


def _position(context: PlanContext, change: Change) -> str:
    now = _held(context, change.of, change.statement)
    before = option(context, _held(context, change.of, change.before)) if change.before else ""
    if context.cards[change.statement].voice_kind == "outlet" and not now.reported:
        return gist(context, change.statement)
    holder = sentences.joint(context.links.hop(now.holder))
    question = context.graph.entities.questions[change.of].name
    return sentences.position_taken(question, holder, now.mode, option(context, now), before)


def _stance(context: PlanContext, change: Change) -> str:
    before = context.graph.statements[change.before].written.stance if change.before else ()
    return sentences.stance_taken(context.links[change.of].words, change.now, dict(before).get(change.of, ""))


def _held(context: PlanContext, question: str, statement: str) -> Held:
    return next(held for held in context.graph.positions[question] if held.statement == statement)


def _corrected(context: PlanContext, change: Change) -> str:
    if not change.statement:
        return sentences.corrected(_of(context, change))
    now, before = _figure(context, change.statement), _figure(context, change.of)
    return sentences.corrected(now, before) if now and before else sentences.corrected(gist(context, change.statement))
