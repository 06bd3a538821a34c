"""What to watch, across the site: what is due next, what is overdue, what has no date, and what came of the rest."""

from collections.abc import Iterable

from builder.model import sentences
from builder.model.overview_pages import DueList, WatchPage
from builder.model.page_parts import DueLine
from builder.model.sections import SECTIONS
from builder.plan.context import PlanContext, Plans, one
from builder.plan.parts.statuses import all_dues

SECTION = SECTIONS["watch"]
MOST = 100
"""Things that stand in one list; the others stand on the pages of their deals and days."""


def plans(context: PlanContext) -> Plans:
    yield one(SECTION.path, watch, context)


def watch(context: PlanContext) -> WatchPage:
    lines = tuple(all_dues(context))
    return WatchPage(
        path=SECTION.path,
        site=context.site,
        title=SECTION.title,
        description="What is due next, what is overdue, and what came of the rest.",
        canonical=context.canonical(SECTION.path),
        crumbs=context.crumbs(),
        due=_due_list(line for line in lines if line.state == "due"),
        overdue=_due_list(line for line in lines if line.state == "overdue"),
        open=_due_list(line for line in lines if line.state == "open"),
        resolved=_due_list(line for line in lines if line.outcome),
    )


def _due_list(lines: Iterable[DueLine]) -> DueList:
    found = tuple(lines)
    return DueList(found[:MOST], sentences.elsewhere(len(found) - MOST, "on the pages of their deals and days"))
