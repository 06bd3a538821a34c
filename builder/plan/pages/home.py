"""The home page: updated when, what is new, where the deals stand, what is due, what the site covers. And the page
for readers who are lost."""

from itertools import islice
from urllib.parse import urlsplit

from builder.model import urls
from builder.model.dates import When
from builder.model.overview_pages import HomePage
from builder.model.plain_pages import NotFoundPage
from builder.plan.context import PlanContext, Plans, one
from builder.plan.exports import schema_org
from builder.plan.parts.backlinks import follow
from builder.plan.parts.links import first_sentence
from builder.plan.parts.statuses import ahead, all_dues, deal_lines, overdue, scheduled

NEW = 6
DUE = 8
DEALS = 24
LEDE = 300
"""Characters up to which what the site covers is said once, at the top; else its first sentence stands there."""


def plans(context: PlanContext) -> Plans:
    yield one(urls.HOME, home, context)
    yield one(urls.NOT_FOUND, not_found, context)


def home(context: PlanContext) -> HomePage:
    config, last = context.graph.config, context.recency.last_day
    lede = config.scope if len(config.scope) <= LEDE else first_sentence(config.scope)
    return HomePage(
        path=urls.HOME,
        site=context.site,
        title=config.title,
        description=lede,
        canonical=context.canonical(urls.HOME),
        linked_data_html=schema_org.home(context),
        feeds=follow(context, config.title, calendar=any(scheduled(context))),
        updated=context.stamps(When(last.isoformat(), last, last)) if last else None,
        new=context.shown(context.recency.oldest[: -NEW - 1 : -1]),
        deals=deal_lines(context)[:DEALS],
        due=tuple(islice(ahead(all_dues(context)), DUE)),
        overdue=tuple(islice(overdue(all_dues(context)), DUE)),
        scope=config.scope if config.scope != lede else "",
    )


def not_found(context: PlanContext) -> NotFoundPage:
    """Its links count from the site's base path, since it is served at any address."""
    base = urlsplit(context.graph.config.url).path or "/"
    root = base if base.endswith("/") else base + "/"
    return NotFoundPage(path=urls.NOT_FOUND, site=context.site, title="Page not found", root=root)
