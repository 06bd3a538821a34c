"""Which pages there are: every kind's table of plans, in one. A page is a function of its URL and the graph."""

from builder.plan import (
    actors,
    article_index,
    articles,
    calendars,
    corrections,
    data,
    days,
    deals,
    disagreements,
    events,
    feeds,
    free,
    home,
    kept,
    ledger,
    llms,
    moved,
    picture_files,
    places,
    question_pages,
    search,
    sitemap,
    watch,
    web_annotations,
)
from builder.plan.material import Material
from builder.plan.plans import Plan

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
    question_pages,
    disagreements,
    ledger,
    watch,
    corrections,
    feeds,
    calendars,
    search,
    free,
    moved,
    kept,
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
    "questions": (question_pages, moved),
    "articles": (article_index, articles, moved),
    "data": (data, web_annotations),
    "feeds": (feeds, calendars),
    "s": (articles, moved),
    "cards": (picture_files,),
    "search": (search,),
}
"""The kinds of pages in each folder of the site."""
ELSEWHERE = tuple(kind for kind in KINDS if not any(kind in kinds for kinds in BELOW.values()))


def plans_below(material: Material, folder: str) -> dict[str, Plan]:
    """Those of `plans` in one folder of BELOW, in a fraction of the time; else all that are in none."""
    kinds = (*BELOW[folder], kept) if folder in BELOW else ELSEWHERE
    found = {
        path: plan
        for kind in kinds
        for path, plan in kind.plans(material)
        if folder == top(path) or (folder not in BELOW and top(path) not in BELOW)
    }
    published = material.graph.kept.lock.pages
    return kept.completed(material, found, [path for path in published if top(path) == folder] if published else ())


def top(path: str) -> str:
    """The folder of the site in which a page lies: `deals` for `/deals/x/`."""
    return path.split("/", 2)[1]


def plans(material: Material) -> dict[str, Plan]:
    """Site paths, each with the plan of its page and of those below that belong to it."""
    found = {path: plan for kind in KINDS for path, plan in kind.plans(material)}
    return kept.completed(material, found, material.graph.kept.lock.pages)
