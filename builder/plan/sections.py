"""Which pages there are: the plans of every kind of page and file, in one table."""

from importlib import import_module
from typing import Protocol, cast

from builder.model.sections import SECTIONS
from builder.model.urls import top
from builder.plan.context import Plan, PlanContext, Plans
from builder.plan.exports import calendars, data, feeds, llms, search, sitemap, web_annotations
from builder.plan.pages import articles, free, home, moved, withdrawn
from builder.plan.sharing import picture_files


class Kind(Protocol):
    """A module that plans one kind of pages or files."""

    def plans(self, context: PlanContext) -> Plans: ...


EXPORTED: dict[str, tuple[Kind, ...]] = {
    "articles": (articles, moved),
    "s": (articles, moved),
    "data": (data, web_annotations),
    "feeds": (feeds, calendars),
    "search": (search,),
    "cards": (picture_files,),
}
"""Folders of the site, each with what is planned there, unless it is a section that a module of its name plans."""
BY_NAME = {name: cast(Kind, import_module(f"builder.plan.pages.{name}")) for name in SECTIONS if name not in EXPORTED}
KINDS: tuple[Kind, ...] = (data, sitemap, picture_files, home, *BY_NAME.values(), feeds, calendars, search, free, moved,
                           withdrawn, llms, articles, web_annotations)  # fmt: skip
"""Long pages and pictures first: whoever makes pages side by side is left with short ones at the end. What is long and
stands last is begun at once, too, by another process: pages are taken from both ends."""
BELOW = EXPORTED | {name: (kind, moved) for name, kind in BY_NAME.items()}
"""The kinds of pages in each folder of the site."""
ELSEWHERE = tuple(kind for kind in KINDS if not any(kind in kinds for kinds in BELOW.values()))


def plans(context: PlanContext) -> dict[str, Plan]:
    """Site paths, each with the plan of its page and of those below that belong to it."""
    found = {path: plan for kind in KINDS for path, plan in kind.plans(context)}
    return withdrawn.completed(context, found, context.graph.kept.lock.pages)


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
