"""Addresses that have been published and would be no more. The graph in, findings out.

Pages that are computed, of days and of the parts of long pages, need no keeping here: where nothing is recorded any
more, they say so.
"""

from collections import Counter
from collections.abc import Iterator

from builder.check.links import There
from builder.model import urls
from builder.model.counting import counted
from builder.model.finding import Finding, Spot
from builder.model.graph import Graph, Statement
from builder.model.kept import LOCK

LONG = 60


def address_vanished(graph: Graph) -> Iterator[Finding]:
    """What readers may have a link to has a page, leads to one, or says that it was withdrawn. What went with its
    article is missed with it."""
    kept = graph.kept
    if not kept.lock.pages:
        return
    there = There(graph)
    missed = {page for page in kept.lock.pages if is_record(page) and page not in there}
    along = Counter(map(article_of, missed))
    for page in missed:
        if article_of(page) not in missed:
            statements = f", with {counted(along[page], 'statement')}," if along[page] else ""
            message = f"`{page}`{statements} has been published, and nothing stands there now"
            yield Finding("address-vanished", message, Spot(LOCK, part=page), mend(page, graph))


def article_of(page: str) -> str:
    """The page of the article whose statement's page it is; nothing for any other."""
    _, folder, id, *_ = page.split("/")
    return urls.record("article", id) if folder == "s" else ""


def is_record(page: str) -> bool:
    """Whether it is the page of a record, a statement or one of the site's own; all others are computed."""
    folder, *rest = page.strip("/").split("/")
    return (folder in urls.KINDS and len(rest) == 1 and not is_index(page)) or folder == "s" or is_free(page)


def is_index(page: str) -> bool:
    """Whether it is a month of the index of articles, `/articles/2025-03/`."""
    month = page.removeprefix(urls.index("article")).strip("/")
    return page.startswith(urls.index("article")) and len(month) == len("2025-03") and month.replace("-", "").isdigit()


def is_free(page: str) -> bool:
    return page.count("/") == 2 and not urls.is_overview(page)


def mend(page: str, graph: Graph) -> str:
    folder, *rest = page.strip("/").split("/")
    withdraw = f"or withdraw it with `dateline withdraw {page} --why …`"
    if page in graph.waiting:
        return f"it waits on file, as a draft, under embargo, or with something that does: publish it again, {withdraw}"
    if folder not in urls.KINDS and folder != "s":
        return f"bring content/pages/{folder}.md back, {withdraw}"
    if folder == "actors" and (actor := graph.entities.actors.get(rest[0])) and not actor.page:
        return f"take out its `page: no` in {actor.spot.file}, {withdraw}"
    if folder != "s":
        kind = urls.KINDS[folder]
        other = f" (`former: [{kind}/{rest[0]}]` if that is no {kind})" if kind != "article" else ""
        return f"add `former: [{rest[0]}]` to what took its place{other}, bring it back, {withdraw}"
    article, local = rest
    moved = moved_statement(article, graph)
    if moved:
        words = moved.written.quote
        shown = words if len(words) <= LONG else f"{words[:LONG].rpartition(' ')[0]} …"
        there = f"if it stands in another article now, `former: [{article}/{local}]`"
        return f"if it is the statement “{shown}”, write `id: {local}` there; {there}; else bring it back, {withdraw}"
    here = f"add `former: [{local}]` to what took its place in `{article}`"
    return f"bring it back, {here} (`former: [{article}/{local}]` if it stands in another article now), {withdraw}"


def moved_statement(article: str, graph: Graph) -> Statement | None:
    """The one that has no id of its own and was never published: a quote that was mended gives itself another id."""
    found = graph.articles.get(article)
    new = [
        statement
        for statement in (found.statements if found else ())
        if "id" not in statement.written.given
        and urls.statement_page(article, statement.local) not in graph.kept.lock.pages
    ]
    return new[0] if len(new) == 1 else None


def withdrawn_unknown(graph: Graph) -> Iterator[Finding]:
    """What is withdrawn was published; else nothing is, and its author should know."""
    kept = graph.kept
    for page, withdrawal in kept.withdrawn.items() if kept.lock.pages else ():
        if page not in kept.lock.pages:
            message = f"`{page}` has never been published"
            help = "mend the path, or take the entry out: what was not published can be taken out of its file"
            yield Finding("withdrawn-unknown", message, withdrawal.spot, help)


GRAPH_RULES = (address_vanished, withdrawn_unknown)
