"""Whether a statement may be shown as a picture by itself, without what others say of it. Planning makes the
pictures, and a check tells the author which are not made."""

from builder.model.article import OUTLET_SPEAKS
from builder.model.graph import Graph, Statement

AGAINST = {"disputes": "it is disputed", "retracts": "it was retracted", "corrects": "it was corrected"}


def unshared(graph: Graph, statement: Statement) -> str:
    """Why it may not, in words; empty where it may."""
    article = graph.articles[statement.article]
    if statement.voice.kind == "unnamed":
        return "its voice is unnamed"
    if len(statement.chain) == 1 and article.front.form not in OUTLET_SPEAKS:
        return "it names nobody but the outlet"
    if not article.counts:
        return "its article was retracted"
    against = graph.done_to(statement.id, *AGAINST)
    if against:
        return AGAINST[against[0].kind]
    return "it reports a disputed status" if _disputes_a_status(graph, statement) else ""


def _disputes_a_status(graph: Graph, statement: Statement) -> bool:
    standings = (graph.standings[deal] for deal in statement.written.deals if deal in graph.standings)
    disputes = (dispute for one in standings for dispute in (*one.disputes, *one.party_disputes))
    return any(statement.id in (dispute.one, dispute.other) for dispute in disputes)
