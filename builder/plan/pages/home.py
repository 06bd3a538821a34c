"""The home page, a briefing: what changed in the last days that had anything, what to watch, what is in dispute, and
where the deals stand. And the page for readers who are lost."""

from datetime import timedelta
from itertools import islice
from urllib.parse import urlsplit

from builder.model import sentences, urls
from builder.model.changes import heaviest, of_last_week
from builder.model.overview_pages import HomePage
from builder.model.pages import Link
from builder.model.plain_pages import NotFoundPage
from builder.model.sections import SECTIONS
from builder.plan.context import PlanContext, Plans, one
from builder.plan.exports import schema_org
from builder.plan.pages.digests import edition_link
from builder.plan.pages.questions import line
from builder.plan.parts.backlinks import follow
from builder.plan.parts.changes import change_line, on, per_day
from builder.plan.parts.dates import span_words
from builder.plan.parts.links import first_sentence
from builder.plan.parts.questions import open_disputes, question_table
from builder.plan.parts.statuses import ahead, all_dues, deal_lines, overdue, scheduled

CHANGES = 5
DUE = 4
DISPUTES = 3
HOLDERS = 3
"""Of one side of a dispute that are named."""
DEALS = 40
ALL_CHANGES = Link("All changes, week by week", urls.href(SECTIONS["changes"].path))
DISAGREEMENTS = urls.href(SECTIONS["disagreements"].path)
LEDE = 300
"""Characters up to which what the site covers is said once, at the top; else its first sentence stands there."""


def plans(context: PlanContext) -> Plans:
    yield one(urls.HOME, home, context)
    yield one(urls.NOT_FOUND, not_found, context)


def home(context: PlanContext) -> HomePage:
    graph, config = context.graph, context.graph.config
    lede = config.scope if len(config.scope) <= LEDE else first_sentence(config.scope)
    recent = of_last_week(context.changes.recent)
    disputes, lines = open_disputes(graph), deal_lines(context)
    return HomePage(
        path=urls.HOME,
        site=context.site,
        title=config.title,
        description=lede,
        canonical=context.canonical(urls.HOME),
        linked_data_html=schema_org.home(context),
        feeds=follow(context, config.title, calendar=any(scheduled(context))),
        updated=on(context, recent[0]) if recent else None,
        changed=span_words(recent[0].day - timedelta(days=6), recent[0].day) if recent else "",
        changes=tuple(change_line(context, change) for change in heaviest(recent)[:CHANGES]),
        all_changes=ALL_CHANGES,
        digest=next((edition_link(context, digest) for digest in reversed(graph.editions)), None),
        days=per_day(context),
        due=tuple(islice(ahead(all_dues(context)), DUE)),
        overdue=tuple(islice(overdue(all_dues(context)), DUE)),
        disputes=tuple(line(question_table(context, each.question), HOLDERS) for each in disputes[:DISPUTES]),
        disputed=sentences.disputes(DISAGREEMENTS, len(disputes), min(DISPUTES, len(disputes))),
        deals=lines[:DEALS],
        more_deals=sentences.elsewhere(len(lines) - DEALS, "on the page of all deals"),
        scope=config.scope if config.scope != lede else "",
    )


def not_found(context: PlanContext) -> NotFoundPage:
    """Its links count from the site's base path, since it is served at any address."""
    base = urlsplit(context.graph.config.url).path or "/"
    root = base if base.endswith("/") else base + "/"
    return NotFoundPage(path=urls.NOT_FOUND, site=context.site, title="Page not found", root=root)
