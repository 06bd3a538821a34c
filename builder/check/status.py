"""Where deals are said to stand, against ladders, parties and each other. Articles and the graph in, findings out."""

from collections.abc import Iterator

from rapidfuzz import process

from builder.model.config import Config, Ladder
from builder.model.entities import Entities
from builder.model.finding import Finding
from builder.model.graph import Article, Dispute, Graph


def not_on_ladder(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    """A status is a rung or an exit of its deal's ladder."""
    for statement in article.statements:
        status = statement.written.status
        if not status:
            continue
        if not statement.written.deals and "deal" not in statement.written.misread:
            message = f"`{status}` needs a deal, but the statement names none"
            help = "add `deal`"
            yield statement.written.finding("not-on-ladder", message, "status", status, help=help)
        for id in statement.written.deals:
            deal = entities.deals[id]
            ladder = config.ladders.get(deal.ladder)
            if ladder and not ladder.has(status) and "ladder" not in deal.misread:
                near = process.extractOne(status, (*ladder.rungs, *ladder.exits), score_cutoff=70)
                help = f"did you mean `{near[0]}`?" if near else steps_of(ladder)
                message = f"`{status}` is not on `{id}`'s ladder, `{ladder.name}`"
                yield statement.written.finding("not-on-ladder", message, "status", status, help=help)


def steps_of(ladder: Ladder) -> str:
    """What a status may be."""
    rungs, exits = (", ".join(f"`{step}`" for step in steps) for steps in (ladder.rungs, ladder.exits))
    return f"its rungs are {rungs}" + (f"; its exits are {exits}" if exits else "; it has no exits")


def not_a_party(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    """A rung of one party is a party's of the deal."""
    for statement in article.statements:
        party = statement.written.party
        for id in statement.written.deals if party else ():
            parties = entities.deals[id].parties
            if party not in parties and "parties" not in entities.deals[id].misread:
                known = ", ".join(f"`{other}`" for other in parties)
                help = f"its parties are {known}" if known else f"add `parties` to `{id}`"
                message = f"`{party}` is not a party of `{id}`"
                yield statement.written.finding("not-a-party", message, "party", party, help=help)


def backward_status(graph: Graph) -> Iterator[Finding]:
    """A lower rung does not follow a higher one without an exit between."""
    for standing in graph.standings.values():
        for lower, higher in standing.backward:
            later, earlier = graph.statements[lower], graph.statements[higher]
            message = (
                f"`{standing.deal}` moves back from `{earlier.written.status}` ({graph.happened(higher).words}, "
                f"`{higher}`) to `{later.written.status}`"
            )
            yield later.written.finding("backward-status", message, "status", later.written.status, help=BACKWARD)


BACKWARD = "correct a date, or add the exit between the two, such as `suspended`; if it really went back, use `allow`"


def disputed_status(graph: Graph) -> Iterator[Finding]:
    """What two voices say of a deal cannot both be right. Both are shown, and neither is picked."""
    for standing in graph.standings.values():
        for dispute in (*standing.disputes, *standing.party_disputes):
            yield disputed(standing.deal, dispute, graph)


def disputed(deal: str, dispute: Dispute, graph: Graph) -> Finding:
    one, other = graph.statements[dispute.one], graph.statements[dispute.other]
    says = "denies it" if dispute.why == "asserted against denied" else f"says `{other.written.status}`"
    message = f"`{one.voice}` says that `{deal}` is `{one.written.status}` (`{one.id}`), `{other.voice}` {says}"
    key = "status" if other.written.status else "disputes"
    return other.written.finding("disputed-status", message, key, other.written.status)


def only_unnamed(graph: Graph) -> Iterator[Finding]:
    """A rung that rests on unnamed voices alone does not become the status."""
    for standing in graph.standings.values():
        for id in standing.unconfirmed:
            statement = graph.statements[id]
            status = statement.written.status
            message = f"only unnamed voices report `{standing.deal}` as `{status}`, so it stays unconfirmed"
            yield statement.written.finding("only-unnamed", message, "status", status)


ARTICLE_RULES = (not_on_ladder, not_a_party)
WARNING_RULES = (backward_status, disputed_status, only_unnamed)
