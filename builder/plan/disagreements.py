"""Where sources contradict each other, across the site: on questions, on where a deal stands, and on each other's
words. All sides are shown and none is picked."""

from collections.abc import Iterator

from builder.model.blocks import QuestionTable, Side
from builder.model.graph import Disagreement, Graph, Held
from builder.model.surveys import DisagreementsPage, DisputedStatus, Quarrel
from builder.plan.material import Material
from builder.plan.parts import LATEST
from builder.plan.plans import Plans, one
from builder.plan.questions import answer, called, href, option, origins

PATH = "/disagreements/"
ANSWERS = 4
"""Answers of one side that stand here; all of them stand on the question's page."""


def plans(material: Material) -> Plans:
    yield one(PATH, disagreements, material)


def disagreements(material: Material) -> DisagreementsPage:
    graph = material.graph
    disputed = list(_disputed(graph))
    return DisagreementsPage(
        path=PATH,
        site=material.site,
        title="Disagreements",
        description="Where sources contradict each other: every side, with who takes it.",
        canonical=material.canonical(PATH),
        crumbs=material.crumbs(),
        quarrels=tuple(quarrel(material, each) for each in sorted(graph.disagreements, key=_lateness)),
        statuses=tuple(_statuses(material)),
        disputed=material.shown(disputed[:LATEST]),
        disputed_total=len(disputed),
    )


def _lateness(disagreement: Disagreement) -> tuple[int, str]:
    """Sorts the latest told first."""
    told = max(position.told.end for _, positions in disagreement.sides for position in positions)
    return -told.toordinal(), disagreement.question


def quarrel(material: Material, disagreement: Disagreement) -> Quarrel:
    """Only those who contradict each other, of each side the first few."""
    deal = material.graph.entities.questions[disagreement.question].deal
    sides = [positions for _, positions in disagreement.sides]
    return Quarrel(
        QuestionTable(
            question=material.links[disagreement.question],
            deal=material.links[deal] if deal else None,
            sides=tuple(_side(material, positions) for positions in sides),
            unanswered=(),
            disagreement=True,
        ),
        sum(max(0, len(positions) - ANSWERS) for positions in sides),
    )


def _side(material: Material, positions: tuple[Held, ...]) -> Side:
    labels = called(material, positions)
    return Side(
        " / ".join(labels),
        tuple(
            answer(material, position, labelled=labels == [option(material, position)])
            for position in positions[:ANSWERS]
        ),
        origins(material, [position.statement for position in positions]),
        href=href(material, positions),
    )


def _statuses(material: Material) -> Iterator[DisputedStatus]:
    """Reports of a deal's status that cannot both be right, the deals by name."""
    graph, links, cards = material.graph, material.links, material.cards
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
    found = {
        target
        for target, bearing in graph.bearing.items()
        if any(each.kind == "disputes" and not each.void for each in bearing)
    }
    return (id for id in graph.statements if id in found)
