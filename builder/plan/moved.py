"""Where a record was once: every former id keeps its page, which leads to the present one."""

from functools import partial
from itertools import islice

from builder.model import urls
from builder.model.briefings import MovedPage
from builder.model.entities import RECORDS
from builder.model.existing import record_addresses
from builder.plan import statements
from builder.plan.material import Material
from builder.plan.plans import Plans, one


def plans(material: Material) -> Plans:
    graph = material.graph
    for kind in RECORDS:
        for record in graph.entities.of_kind(kind).values():
            if record.id in material.existing:
                for path in islice(record_addresses(kind, record), 1, None):
                    yield one(path, _moved, material, path, kind, record.id)
    for article in graph.articles.values():
        for former in article.front.former:
            path = urls.record("article", former)
            yield one(path, _moved, material, path, "article", article.id)
            yield urls.statement_pages(former), partial(statements.moved, material, article, former)
    for article_id, departed in graph.departed.items():
        for local, statement in departed:
            path = urls.statement_page(article_id, local)
            yield one(path, statements.leading_to, material, statement, path)


def _moved(material: Material, path: str, kind: str, id: str) -> MovedPage:
    target = material.links[id]
    return MovedPage(
        path=path,
        site=material.site,
        title=target.words,
        canonical=material.canonical(urls.record(kind, id)),
        target=target,
    )
