"""What articles are made from, and what that means for what they support. The graph in, findings out."""

from collections.abc import Iterator

from builder.model.finding import Finding
from builder.model.graph import Article, Graph, Held

Edge = tuple[str, tuple[str | int, ...]]
"""The id of an article, and the keys of the front matter that name it."""


def derives_cycle(graph: Graph) -> Iterator[Finding]:
    """No article is made from itself, by whatever way round. Each circle is told at its first id."""
    derived = [article for article in graph.articles.values() if article.front.derives or article.front.version_of]
    for article in derived:
        for id, keys in sources(article):
            way = way_back(id, article.id, graph)
            if way:
                message = f"`{' → '.join((article.id, *way))}`: it is made from itself"
                help = "take out the one that points the wrong way: the later article is made from the earlier"
                yield article.front.finding("derives-cycle", message, keys, id, help=help)


def sources(article: Article) -> Iterator[Edge]:
    """What it derives from, and the earlier copy of the same page."""
    for index, derivation in enumerate(article.front.derives):
        yield derivation.source, ("derives", index, "from")
    if article.front.version_of:
        yield article.front.version_of, ("version_of",)


def way_back(id: str, goal: str, graph: Graph) -> tuple[str, ...]:
    """The ids from one article to another by what each is made from, past none that sorts before the other; empty
    where there is no way."""
    seen: set[str] = set()
    open_ends: list[tuple[str, ...]] = [(id,)] if id >= goal else []
    while open_ends:
        way = open_ends.pop()
        if way[-1] == goal:
            return way
        article = graph.articles.get(way[-1])
        for source, _ in sources(article) if article else ():
            if source >= goal and source not in seen:
                seen.add(source)
                open_ends.append((*way, source))
    return ()


def retracted_support(graph: Graph) -> Iterator[Finding]:
    """No current value rests only on articles that are made from retracted ones."""
    if all(article.counts for article in graph.articles.values()):
        return
    for standing in graph.standings.values():
        if standing.now:
            yield from tainted(standing.now.statements, f"the status of `{standing.deal}`", "status", graph)
    for level in graph.levels:
        if not level.corrected_by:
            yield from tainted(level.statements, f"a sum of `{level.deal}`", "amount", graph)
    for held in graph.positions.values():
        for same in alike(held):
            what = f"the position of `{same[0].holder}` on `{same[0].question}`"
            yield from tainted(tuple(each.statement for each in same), what, "positions", graph)


def alike(held: tuple[Held, ...]) -> Iterator[list[Held]]:
    """The positions that hold still, those of one holder on one side together, the earliest first."""
    by_holder: dict[tuple[str, str, int], list[Held]] = {}
    for each in held:
        if each.until is None:
            by_holder.setdefault((str(each.holder), each.mode, each.side), []).append(each)
    yield from by_holder.values()


def tainted(statements: tuple[str, ...], what: str, key: str, graph: Graph) -> Iterator[Finding]:
    gone = {retracted_source(graph.statements[id].article, graph) for id in statements}
    if gone and "" not in gone:
        written = graph.statements[statements[0]].written
        message = f"{what} rests on `{min(gone)}` alone, which is retracted"
        help = "find another source, or retract what derives from it too"
        yield written.finding("retracted-support", message, key, help=help)


def retracted_source(article: str, graph: Graph, seen: frozenset[str] = frozenset()) -> str:
    """A retracted article that this one is made from, near or far; nothing where it has a source that still counts, or
    none at all."""
    found = set()
    for derivation in graph.articles[article].front.derives:
        source = graph.articles.get(derivation.source)
        if source is None or source.id in seen:
            return ""
        found.add(retracted_source(source.id, graph, seen | {article}) if source.counts else source.id)
    return min(found, default="")


GRAPH_RULES = (derives_cycle, retracted_support)
