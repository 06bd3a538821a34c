"""The lock of an edition that is closed: what readers get, how it puts where its deals stand, and digests of what each
statement of its days said."""

from builder.model.article import Digest
from builder.model.digest import DigestLock, DigestStatus, sealed, source_of
from builder.model.graph import Standing
from builder.plan.context import PlanContext
from builder.plan.lock import Meaning
from builder.plan.parts.editions import changes_in, composed, covered
from builder.plan.parts.statuses import status


def closed_edition(context: PlanContext, digest: Digest, previous: Digest | None) -> DigestLock:
    """Its lock, as of today."""
    graph, made = context.graph, composed(context, digest, previous)
    before = graph.kept.digests.get(previous.id) if previous else None
    changed = {change.statement for _, change in changes_in(context, *covered(digest, previous))}
    meaning = Meaning(graph)
    return sealed(
        DigestLock(
            id=digest.id,
            closed=graph.today.isoformat(),
            source=source_of(digest),
            edition=made,
            statuses=tuple(
                deal_status(context, deal) for deal in sorted({id for item in made.items for id, _ in item.deals})
            ),
            meaning={id: meaning(graph.statements[id]) for id in (made.statements | changed) & graph.statements.keys()},
            previous=before.id if before else "",
            previous_seal=before.seal if before else "",
        )
    )


def deal_status(context: PlanContext, id: str) -> DigestStatus:
    standing = context.graph.standings.get(id) or Standing(id, None, None, None)
    rungs = [*((standing.now,) if standing.now else ()), *(rung for _, rung in standing.parties)]
    rests = dict.fromkeys([one for rung in rungs for one in rung.statements])
    return DigestStatus(id, status(context, id).sentence.words, tuple(rests))
