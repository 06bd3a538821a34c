"""Which pages there are: every kind's table of plans, in one. A page is a function of its URL and the graph."""

from builder.plan import (
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
    ledger,
    moved,
    places,
    question_pages,
    record,
    search,
    watch,
)
from builder.plan.material import Material
from builder.plan.plans import Plan

KINDS = (
    record,
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
    search,
    free,
    moved,
    article_index,
    articles,
)
"""Long pages first: whoever makes pages side by side is left with short ones at the end."""


BELOW = {
    "deals": (deals, moved),
    "actors": (actors, moved),
    "dates": (days,),
    "events": (events, moved),
    "places": (places, moved),
    "questions": (question_pages, moved),
    "articles": (article_index, articles, moved),
    "data": (record,),
    "search": (search,),
}
"""The kinds of pages in each folder of the site."""
ELSEWHERE = tuple(kind for kind in KINDS if not any(kind in kinds for kinds in BELOW.values()))


def plans_below(material: Material, folder: str) -> dict[str, Plan]:
    """Those of `plans` in one folder of BELOW, in a fraction of the time; else all that are in none."""
    kinds = BELOW.get(folder, ELSEWHERE)
    return {
        path: plan
        for kind in kinds
        for path, plan in kind.plans(material)
        if folder not in BELOW or folder == top(path)
    }


def top(path: str) -> str:
    """The folder of the site in which a page lies: `deals` for `/deals/x/`."""
    return path.split("/", 2)[1]


def plans(material: Material) -> dict[str, Plan]:
    """Site paths, each with the plan of its page and of those below that belong to it."""
    return {path: plan for kind in KINDS for path, plan in kind.plans(material)}
