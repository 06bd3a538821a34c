"""Where a record was once: every former id keeps its page, which leads to the present one."""

from functools import partial
from itertools import islice

from builder.model import urls
from builder.model.entities import RECORDS, record_addresses
from builder.model.plain_pages import MovedPage
from builder.plan.context import PlanContext, Plans, one
from builder.plan.pages import statements


def plans(context: PlanContext) -> Plans:
    graph = context.graph
    for kind in RECORDS:
        for record in graph.entities.of_kind(kind).values():
            if record.id in context.existing:
                for path in islice(record_addresses(kind, record), 1, None):
                    yield one(path, _moved, context, path, kind, record.id)
    for article in graph.articles.values():
        for former in article.front.former:
            path = urls.record("article", former)
            yield one(path, _moved, context, path, "article", article.id)
            yield urls.statement_pages(former), partial(statements.moved, context, article, former)
    for article_id, departed in graph.departed.items():
        for local, statement in departed:
            path = urls.statement_page(article_id, local)
            yield one(path, statements.leading_to, context, statement, path)


def _moved(context: PlanContext, path: str, kind: str, id: str) -> MovedPage:
    target = context.links[id]
    return MovedPage(
        path=path,
        site=context.site,
        title=target.words,
        canonical=context.canonical(urls.record(kind, id)),
        target=target,
    )
