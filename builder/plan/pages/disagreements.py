"""Where sources contradict each other, across the site: on questions, on where a deal stands, and on each other's
words. All sides are shown and none is picked."""

from collections.abc import Iterator
from functools import partial

from builder.model import sentences
from builder.model.graph import Disagreement, Graph, Held
from builder.model.overview_pages import DisagreementsPage, DisputedQuestion, DisputedStatus
from builder.model.page_parts import QuestionTable, Side
from builder.model.sections import SECTIONS
from builder.plan.context import PlanContext, Plans, one
from builder.plan.parts.pagination import LATEST
from builder.plan.parts.questions import answer, called, href, option, origins, settled

SECTION = SECTIONS["disagreements"]
ANSWERS = 4
"""Answers of one side that stand here; all of them stand on the question's page."""


def plans(context: PlanContext) -> Plans:
    yield one(SECTION.path, disagreements, context)


def disagreements(context: PlanContext) -> DisagreementsPage:
    graph = context.graph
    disputed = list(_disputed(graph))
    return DisagreementsPage(
        path=SECTION.path,
        site=context.site,
        title=SECTION.title,
        description="Where sources contradict each other: every side, with who takes it.",
        canonical=context.canonical(SECTION.path),
        crumbs=context.crumbs(),
        questions=tuple(
            disputed_question(context, each) for each in sorted(graph.disagreements, key=partial(_order, graph))
        ),
        statuses=tuple(_statuses(context)),
        disputed=context.shown(disputed[:LATEST]),
        latest=sentences.latest(min(LATEST, len(disputed)), len(disputed), "statement"),
    )


def _order(graph: Graph, disagreement: Disagreement) -> tuple[bool, int, str]:
    """Sorts open questions first, and the latest told."""
    told = max(position.told.end for _, positions in disagreement.sides for position in positions)
    return disagreement.question in graph.settled, -told.toordinal(), disagreement.question


def disputed_question(context: PlanContext, disagreement: Disagreement) -> DisputedQuestion:
    """Only those who contradict each other, of each side the first few."""
    deal = context.graph.entities.questions[disagreement.question].deal
    sides = [positions for _, positions in disagreement.sides]
    return DisputedQuestion(
        QuestionTable(
            question=context.links[disagreement.question],
            deal=context.links[deal] if deal else None,
            sides=tuple(_side(context, positions) for positions in sides),
            unanswered="",
            disagreement=disagreement.question not in context.graph.settled,
            settled=settled(context, disagreement.question),
        ),
        sum(max(0, len(positions) - ANSWERS) for positions in sides),
    )


def _side(context: PlanContext, positions: tuple[Held, ...]) -> Side:
    labels = called(context, positions)
    return Side(
        " / ".join(labels),
        tuple(
            answer(context, position, labelled=labels == [option(context, position)])
            for position in positions[:ANSWERS]
        ),
        origins(context, [position.statement for position in positions]),
        href=href(context, positions),
    )


def _statuses(context: PlanContext) -> Iterator[DisputedStatus]:
    """Reports of a deal's status that cannot both be right, the deals by name."""
    graph, links, cards = context.graph, context.links, context.cards
    for deal in sorted(graph.standings, key=lambda deal: links[deal].words):
        standing = graph.standings[deal]
        for dispute in standing.disputes:
            yield DisputedStatus(links[deal], None, cards[dispute.one], cards[dispute.other], dispute.why)
        for dispute in standing.party_disputes:
            one, other = (graph.statements[id].written.party for id in (dispute.one, dispute.other))
            party = links[one or other] if one or other else None
            yield DisputedStatus(links[deal], party, cards[dispute.one], cards[dispute.other], dispute.why)


def _disputed(graph: Graph) -> Iterator[str]:
    """Statements that others dispute by name, the latest told first."""
    found = {id for id in graph.bearing if graph.done_to(id, "disputes")}
    return (id for id in graph.statements if id in found)
