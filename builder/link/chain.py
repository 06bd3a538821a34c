"""Attribution chains: in go an outlet and the hops that an annotation names, out comes the way from carrier to voice.

The origin of an account is worked out here too: the last named carrier, or, where that is only the outlet, the outlet
at the end of what its article derives from.
"""

from collections.abc import Iterable, Mapping

from builder.model.corpus import Hop
from builder.model.graph import Article, Statement


def chain(outlet: Hop, by: tuple[Hop, ...]) -> tuple[Hop, ...]:
    """The outlet stands in front unless the first hop is it already, alone or jointly."""
    if not by:
        return (outlet,)
    first = by[0]
    if first.kind == "actor" and outlet.names[0] in first.names:
        return by
    return (outlet, *by)


def origins(some: Iterable[Article], articles: Mapping[str, Article]) -> dict[str, str]:
    """For the statements of some of the articles: id to the origin that its account rests on, an actor id, or a
    one-off voice as `=words`."""
    rests: dict[str, str] = {}
    for article in some:
        end = first_outlet(article, articles)
        for statement in article.statements:
            rests[statement.id] = end if len(statement.chain) < 3 else carrier(statement) or end
    return rests


def carrier(statement: Statement) -> str:
    """The last named carrier behind the outlet, or nothing. An unnamed phrase makes no further origin."""
    for hop in reversed(statement.chain[1:-1]):
        if hop.kind != "unnamed":
            return hop.names[0] if hop.kind == "actor" else str(hop)
    return ""


def first_outlet(article: Article, articles: Mapping[str, Article]) -> str:
    """The outlet at the end of an article's descent, the first listed source followed each time."""
    seen = {article.id}
    while article.front.derives:
        source = articles.get(article.front.derives[0].source)
        if source is None or source.id in seen:
            break
        seen.add(source.id)
        article = source
    return article.front.outlet
