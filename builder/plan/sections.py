"""Which pages there are: every kind's table of plans, in one. A page is a function of its URL and the graph."""

from builder.plan.context import PlanContext
from builder.plan.exports import calendars, data, feeds, llms, search, sitemap, web_annotations
from builder.plan.page import Plan
from builder.plan.pages import (
    actors,
    article_index,
    articles,
    corrections,
    days,
    deals,
    disagreements,
    events,
    free,
    home,
    money,
    moved,
    places,
    questions,
    watch,
    withdrawn,
)
from builder.plan.sharing import picture_files

KINDS = (
    data,
    sitemap,
    picture_files,
    home,
    deals,
    actors,
    days,
    events,
    places,
    questions,
    disagreements,
    money,
    watch,
    corrections,
    feeds,
    calendars,
    search,
    free,
    moved,
    withdrawn,
    llms,
    article_index,
    articles,
    web_annotations,
)
"""Long pages and pictures first: whoever makes pages side by side is left with short ones at the end. What is long and
stands last is begun at once, too, by another process: pages are taken from both ends."""


BELOW = {
    "deals": (deals, moved),
    "actors": (actors, moved),
    "dates": (days,),
    "events": (events, moved),
    "places": (places, moved),
    "questions": (questions, moved),
    "articles": (article_index, articles, moved),
    "data": (data, web_annotations),
    "feeds": (feeds, calendars),
    "s": (articles, moved),
    "cards": (picture_files,),
    "search": (search,),
}
"""The kinds of pages in each folder of the site."""
ELSEWHERE = tuple(kind for kind in KINDS if not any(kind in kinds for kinds in BELOW.values()))


def plans_below(context: PlanContext, folder: str) -> dict[str, Plan]:
    """Those of `plans` in one folder of BELOW, in a fraction of the time; else all that are in none."""
    kinds = (*BELOW[folder], withdrawn) if folder in BELOW else ELSEWHERE
    found = {
        path: plan
        for kind in kinds
        for path, plan in kind.plans(context)
        if folder == top(path) or (folder not in BELOW and top(path) not in BELOW)
    }
    published = context.graph.kept.lock.pages
    return withdrawn.completed(context, found, [path for path in published if top(path) == folder] if published else ())


def top(path: str) -> str:
    """The folder of the site in which a page lies: `deals` for `/deals/x/`."""
    return path.split("/", 2)[1]


def plans(context: PlanContext) -> dict[str, Plan]:
    """Site paths, each with the plan of its page and of those below that belong to it."""
    found = {path: plan for kind in KINDS for path, plan in kind.plans(context)}
    return withdrawn.completed(context, found, context.graph.kept.lock.pages)
