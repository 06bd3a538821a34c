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
    watch,
)
from builder.plan.material import Material
from builder.plan.plans import Plan

KINDS = (
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
    free,
    moved,
    article_index,
    articles,
)
"""Long pages first: whoever makes pages side by side is left with short ones at the end."""


def plans(material: Material) -> dict[str, Plan]:
    """Site paths, each with the plan of its page and of those below that belong to it."""
    return {path: plan for kind in KINDS for path, plan in kind.plans(material)}
