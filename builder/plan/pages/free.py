"""The site's own pages: about, method."""

from builder.model import urls
from builder.model.article import Digest, FreePage
from builder.model.plain_pages import ProsePage
from builder.plan.context import PlanContext, Plans, one
from builder.plan.parts.dates import draft_notice
from builder.plan.parts.links import beginning, rendered


def plans(context: PlanContext) -> Plans:
    for page in context.graph.pages:
        if not isinstance(page, Digest):
            yield one(urls.free_page(page.stem), free_page, context, page)


def free_page(context: PlanContext, page: FreePage) -> ProsePage:
    path, content = urls.free_page(page.stem), rendered(page.html, context.links)
    return ProsePage(
        path=path,
        site=context.site,
        title=page.title,
        draft_notice=draft_notice(page, context.graph),
        description=beginning(content),
        canonical=context.canonical(path),
        crumbs=context.crumbs(),
        content_html=content,
    )
