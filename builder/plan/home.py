"""The home page: updated when, what is new, where the deals stand, what is due, what the site covers. And the page for
readers who are lost."""

from datetime import date
from heapq import nsmallest
from itertools import islice
from urllib.parse import urlsplit

from builder.model.briefings import HomePage, NotFoundPage
from builder.model.dates import When
from builder.model.graph import Graph, Statement
from builder.plan import schema_org
from builder.plan.dues import ahead, dues
from builder.plan.material import Material
from builder.plan.plans import Plans, one
from builder.plan.prose import first_sentence
from builder.plan.statuses import deal_lines

LOST = "/404.html"
NEW = 6
DUE = 8
DEALS = 24


def plans(material: Material) -> Plans:
    yield one("/", home, material)
    yield one(LOST, not_found, material)


def home(material: Material) -> HomePage:
    graph, config = material.graph, material.graph.config
    newest = nsmallest(NEW, graph.statements.values(), key=lambda statement: _recency(graph, statement))
    return HomePage(
        path="/",
        site=material.site,
        title=config.title,
        description=first_sentence(config.scope),
        canonical=material.canonical("/"),
        linked_data_html=schema_org.home(material),
        updated=material.stamps(updated) if (updated := last_recorded(graph)) else None,
        new=material.shown(statement.id for statement in newest),
        deals=deal_lines(material)[:DEALS],
        due=tuple(islice(ahead(dues(material, graph.statements)), DUE)),
        scope=config.scope,
    )


def recorded(graph: Graph, statement: Statement) -> date:
    """The day on which the desk put it on file."""
    when = statement.written.recorded or graph.articles[statement.article].front.recorded or statement.told
    return when.end


def last_recorded(graph: Graph) -> When | None:
    """The last day on which anything was put on file."""
    days = [recorded(graph, statement) for statement in graph.statements.values()]
    days += [(article.front.recorded or article.front.published).end for article in graph.articles.values()]
    last = max(days, default=None)
    return When(last.isoformat(), last, last) if last else None


def _recency(graph: Graph, statement: Statement) -> tuple[int, int, int, str]:
    """Sorts the latest on file first, then the latest told; of one article as it stands there."""
    on_file, told = recorded(graph, statement).toordinal(), statement.told.end.toordinal()
    return -on_file, -told, statement.written.index, statement.id


def not_found(material: Material) -> NotFoundPage:
    """Its links count from the site's base path, since it is served at any address."""
    base = urlsplit(material.graph.config.url).path or "/"
    root = base if base.endswith("/") else base + "/"
    return NotFoundPage(path=LOST, site=material.site, title="Page not found", root=root)
