"""The box on top of a deal's page, put together from values: where it stands, what is missing, what is disputed, the
money, who is for and against, what is next. Each part leads to the statements that it rests on."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from builder.model import sentences
from builder.model.graph import Standing
from builder.model.page_parts import BoxLine, Chip, DueLine, MoneyRow, QuestionTable, Status
from builder.model.pages import Link, Sentence, Stamp
from builder.plan.context import PlanContext
from builder.plan.parts.links import term
from builder.plan.parts.questions import origins
from builder.plan.parts.statuses import ahead, ladder, overdue

DISPUTES = 2
SIDES = 3
MONEY = 3
OPEN = 2
"""Questions that nobody answers, and rungs that nobody reports."""
HOLDERS = 4
TURNED = 2
DUE = 2
SAYS = frozenset({sentences.WAYS["asserted"], sentences.WAYS["denied"]})
"""Ways of answering a question that say how things are."""


def answer_box(
    context: PlanContext,
    id: str,
    now: Status,
    questions: Sequence[QuestionTable],
    money: Sequence[MoneyRow],
    planned: Sequence[DueLine],
) -> tuple[BoxLine, ...]:
    """The lines that have something to say."""
    standing = context.graph.standings.get(id) or Standing(id, None, None, None)
    lines = (
        BoxLine("Now", tuple(_now(context, standing, now))),
        BoxLine("Missing", tuple(_missing(context, id, standing, questions))),
        BoxLine("Disputed", tuple(_disputed(questions))),
        BoxLine("Money", tuple(sentences.sum_of(row) for row in money if not row.corrected_by)[:MONEY]),
        BoxLine("For and against", tuple(_for_and_against(context, id))),
        BoxLine("Next", tuple(_next(context, id, standing, now, planned))),
    )
    return tuple(line for line in lines if line.sentences)


def _now(context: PlanContext, standing: Standing, now: Status) -> Iterator[Sentence]:
    yield now.sentence
    if now.as_of and now.card and standing.now:
        stands = [*standing.now.statements, *(id for _, rung in standing.parties for id in rung.statements)]
        told = replace(now.as_of, href=now.card.href)
        yield sentences.reported(told, now.voice, origins(context, stands), now.checked, stale=bool(now.stale))
    if now.unconfirmed and (standing.now or standing.parties):
        last = now.unconfirmed[-1]
        yield sentences.unconfirmed(term(context.graph.statements[last.id].written.status), last)


def _missing(
    context: PlanContext, id: str, standing: Standing, questions: Sequence[QuestionTable]
) -> Iterator[Sentence]:
    """Steps of other parties, the rungs ahead, and the questions that nobody answers by saying how it is."""
    rungs = ladder(context, context.graph.entities.deals[id])
    after = rungs.rungs[rungs.rungs.index(standing.ahead) :] if standing.ahead else ()
    unanswered = [
        table.question for table in questions if not table.settled and not any(way in SAYS for way, _ in table.chips)
    ]
    found = sentences.missing(
        [context.links[party].words for party in standing.silent],
        [rung for rung in after if not rungs.is_open(rung)][:OPEN],
        unanswered[:OPEN],
        max(0, len(unanswered) - OPEN),
    )
    if found:
        yield found


def _disputed(questions: Sequence[QuestionTable]) -> Iterator[Sentence]:
    """Questions with a disagreement: those first on which it is about how things are."""
    contested = [table for table in questions if table.disagreement and len(ways_of(table)) > 1]
    for table in sorted(contested, key=lambda table: -sum(way in SAYS for way, _ in ways_of(table)))[:DISPUTES]:
        yield sentences.dispute(table.question, ways_of(table)[:SIDES])


def ways_of(table: QuestionTable) -> list[tuple[str, Chip]]:
    """How it is answered, and by whom."""
    return [(way, chip) for way, chips in table.chips for chip in chips]


def _for_and_against(context: PlanContext, id: str) -> Iterator[Sentence]:
    """Who supports and opposes it now, then who has turned, the latest first."""
    graph = context.graph
    taken: dict[str, list[tuple[Stamp, str, str]]] = {}
    told = (
        graph.statements[other] for other in graph.by_deal.get(id, ()) if "stance" not in graph.overtaken.get(other, ())
    )
    counted = [
        each
        for each in told
        if id in each.written.deals and each.written.mode != "denied" and graph.articles[each.article].counts
    ]
    for statement in sorted(counted, key=lambda each: (graph.happened(each.id).start, each.told.end, each.id)):
        for holder, stance in statement.written.stance:
            stamp = replace(context.stamps(graph.happened(statement.id)), href=context.links.statement(statement.id))
            taken.setdefault(holder, []).append((stamp, stance, statement.id))
    for words, stance in (("For", "supports"), ("Against", "opposes")):
        holders = [
            Link(context.links[holder].words, context.links.statement(views[-1][2]))
            for holder, views in taken.items()
            if views[-1][1] == stance
        ]
        if holders:
            yield sentences.for_and_against(words, holders[:HOLDERS], max(0, len(holders) - HOLDERS))
    turned = [(holder, views) for holder, views in taken.items() if views[-1][1] != views[0][1]]
    for holder, views in turned[:TURNED]:
        last = views[-1][1]
        before = next(view for view in reversed(views) if view[1] != last)
        since = views[views.index(before) + 1]
        yield sentences.turned(context.links[holder], before[1], before[0], last, since[0])


def _next(
    context: PlanContext, id: str, standing: Standing, now: Status, planned: Sequence[DueLine]
) -> Iterator[Sentence]:
    """What is due and overdue; of a deal that can still move, that nothing is."""
    for line in [*ahead(planned)][:DUE]:
        yield sentences.expected(line.due, Link(line.card.gist, line.card.href))
    late = [*overdue(planned)][:DUE]
    for line in late:
        yield sentences.late(line.due, Link(line.card.gist, line.card.href))
    rungs = ladder(context, context.graph.entities.deals[id])
    if not (late or any(ahead(planned))) and standing.now and not rungs.is_final(standing.now.rung):
        yield sentences.nothing_due(None if now.as_of else now.checked)
