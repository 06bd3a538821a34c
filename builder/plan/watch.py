"""What to watch, across the site: what is due next, what is overdue, what has no date, and what came of the rest."""

from collections.abc import Iterable

from builder.model.blocks import DueLine
from builder.model.surveys import Watched, WatchPage
from builder.plan.dues import all_dues
from builder.plan.material import Material
from builder.plan.plans import Plans, one

PATH = "/watch/"
MOST = 100
"""Things that stand in one list; the others stand on the pages of their deals and days."""


def plans(material: Material) -> Plans:
    yield one(PATH, watch, material)


def watch(material: Material) -> WatchPage:
    lines = tuple(all_dues(material))
    return WatchPage(
        path=PATH,
        site=material.site,
        title="To watch",
        description="What is due next, what is overdue, and what came of the rest.",
        canonical=material.canonical(PATH),
        crumbs=material.crumbs(),
        due=_watched(line for line in lines if line.state == "due"),
        overdue=_watched(line for line in lines if line.state == "overdue"),
        open=_watched(line for line in lines if line.state == "open"),
        resolved=_watched(line for line in lines if line.outcome),
    )


def _watched(lines: Iterable[DueLine]) -> Watched:
    found = tuple(lines)
    return Watched(found[:MOST], max(0, len(found) - MOST))
