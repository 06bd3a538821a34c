"""The pictures that links show where they are pasted, each as a file: in builds with cards, of each deal, actor and
day, and of the statements that are to be shared. A plan that makes nothing is that of a picture which cannot be set.
"""

from collections.abc import Callable
from functools import partial
from typing import ParamSpec

from builder.model import urls
from builder.model.pictures import Picture
from builder.model.sharing import unshared
from builder.plan.context import Plan, PlanContext, Plans
from builder.plan.pages.dates import CalendarIndex, day_picture
from builder.plan.sharing import pictures

P = ParamSpec("P")


def plans(context: PlanContext) -> Plans:
    if context.typeface is None:
        return
    graph = context.graph
    for kind, records, plan in (
        ("deal", graph.entities.deals, pictures.deal),
        ("actor", graph.entities.actors, pictures.actor),
    ):
        for id in (id for id in records if id in context.existing):
            yield _picture(urls.record(kind, id), plan, context, id)
    calendar = CalendarIndex(context)
    for day in calendar.by_length[urls.DAY]:
        yield _picture(urls.day(day), day_picture, calendar, day)
    for statement in graph.statements.values():
        if statement.written.share and not unshared(graph, statement):
            page = urls.statement_page(statement.article, statement.local)
            yield _picture(page, pictures.statement, context, statement.id)


def _picture(page: str, plan: Callable[P, Picture | None], *args: P.args, **kwargs: P.kwargs) -> tuple[str, Plan]:
    """That of the page at this path."""
    return urls.picture(page), partial(_listed, partial(plan, *args, **kwargs))


def _listed(plan: Callable[[], Picture | None]) -> list[Picture]:
    picture = plan()
    return [picture] if picture else []
