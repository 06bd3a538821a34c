"""A page of the preview's own, which no build writes: what there is to do, and what the desk has not looked at.

In comes the live site; out comes HTML with links to its pages.
"""

from collections.abc import Iterable, Iterator
from html import escape

from builder.authoring.coverage import Coverage, coverage
from builder.authoring.today import KINDS, Task, tasks
from builder.edges.errors import UserError
from builder.edges.serve.answers import quiet_page
from builder.edges.serve.live import LiveSite
from builder.model import urls
from builder.model.graph import Graph
from builder.model.text import counted

DAYS = 14
"""How far ahead is looked for what is due."""
Line = tuple[str, str]
"""An id or name, and what is said of it."""


def overview(site: LiveSite) -> bytes:
    """Raises UserError where there is no site yet."""
    if site.known is None:
        raise UserError("the sources have errors, and there has been no site yet")
    corpus, graph = site.known
    found = tasks(graph, corpus, site.all_findings(), DAYS)
    parts = (*to_do(found), *not_looked_at(coverage(graph)))
    body = "".join(section(title, lines, graph, site.base) for title, lines in parts if lines)
    return quiet_page("To do, and not looked at", body or "<p>Nothing is waiting.</p>")


def to_do(found: Iterable[Task]) -> Iterator[tuple[str, list[Line]]]:
    waiting = tuple(found)
    for kind, title in KINDS.items():
        yield title, [(task.what, task.why) for task in waiting if task.kind == kind]


def not_looked_at(found: Coverage) -> Iterator[tuple[str, list[Line]]]:
    yield "articles without a statement", [(id, "") for id in found.without_statements]
    yield (
        "deals on which not every party has a word",
        [(each.deal, f"{', '.join(each.heard)}; not {', '.join(each.silent)}") for each in found.one_sided],
    )
    yield (
        "deals that all articles tell of from one source",
        [(each.deal, f"{each.origin or 'no one named'}, in {', '.join(each.articles)}") for each in found.one_origin],
    )
    yield "entities that nothing refers to", [(id, "") for id in found.unused]
    yield (
        "names in several articles that no entity has",
        [(each.name, f"{counted(each.times, 'time')} in {', '.join(each.articles)}") for each in found.names],
    )


def section(title: str, lines: list[Line], graph: Graph, base: str) -> str:
    items = "".join(f"<li>{linked(id, graph, base)}{f': {escape(why)}' if why else ''}</li>" for id, why in lines)
    return f"<h2>{escape(title[0].upper() + title[1:])}</h2>\n<ul>{items}</ul>\n"


def linked(id: str, graph: Graph, base: str) -> str:
    """The id as a link to its page, if it has one."""
    if id in graph.articles:
        page = urls.record("article", id)
    elif id in graph.statements:
        page = urls.statement_page(*id.split("/"))
    elif id in graph.existing:
        page = urls.record(graph.entities.kind_of(id), id)
    else:
        return escape(id)
    return f'<a href="{escape(base + page.removeprefix("/"))}">{escape(id)}</a>'
