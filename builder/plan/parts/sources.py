"""How many independent sources tell of a deal, and what rests on one of them, or on unnamed voices alone. Copies of one
report are one source."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from builder.model.graph import Graph
from builder.plan.context import PlanContext

Claim = tuple[str, ...]
"""What several statements may assert alike: a status, a sum, an answer to a question."""


class DealSources(NamedTuple):
    """Ids of statements, the latest told first."""

    number: int
    """Independent sources."""
    alone: tuple[str, ...]
    """What one source alone asserts, by a voice with a name."""
    unnamed: tuple[str, ...]
    """What nobody with a name asserts."""


def deal_sources(context: PlanContext, id: str) -> DealSources:
    """Of all that speaks of a deal. A wish, a plan or a denial rests on whoever utters it, and is in neither list; nor
    is what was replaced or taken back."""
    graph = context.graph
    ids = [other for other in graph.by_deal.get(id, ()) if not _own(graph, other)]
    stands = [other for other in ids if asserts(graph, other)]
    alike: dict[str, set[str]] = {other: {other} for other in stands}
    for members in _alike(context, id, alike):
        for other in members:
            alike[other] |= members
    unnamed = tuple(id for id in stands if all(graph.statements[other].voice.kind != "actor" for other in alike[id]))
    alone = tuple(id for id in stands if id not in unnamed and len({graph.origins[other] for other in alike[id]}) == 1)
    return DealSources(len({graph.origins[other] for other in ids}), alone, unnamed)


def asserts(graph: Graph, id: str) -> bool:
    """Whether a statement says that something is so, and stands."""
    statement = graph.statements[id]
    return (
        statement.written.mode == "asserted" and id not in graph.overtaken and graph.articles[statement.article].counts
    )


def _own(graph: Graph, id: str) -> bool:
    """Whether the site itself says it, which is no source."""
    statement = graph.statements[id]
    outlet = graph.articles[statement.article].front.outlet
    return len(statement.chain) == 1 and graph.entities.actors[outlet].name == graph.config.title


def _alike(context: PlanContext, id: str, known: dict[str, set[str]]) -> Iterator[set[str]]:
    """Those of the known statements that say the same, or that one confirms of the other."""
    graph = context.graph
    claims: dict[Claim, set[str]] = defaultdict(set)
    for other in known:
        written = graph.statements[other].written
        if written.status and id in written.deals:
            claims["status", written.status, written.party].add(other)
        for kind, target in written.relations:
            if kind == "confirms" and target in known:
                yield {other, target}
    for at, level in enumerate(context.levels.get(id, ())):
        claims["money", str(at)].update(known.keys() & {*level.statements, *level.also})
    for question in context.questions.get(id, ()):
        for held in graph.positions.get(question, ()):
            if held.statement in known and not held.reported:
                claims["answer", question, str(held.side)].add(held.statement)
    yield from claims.values()
