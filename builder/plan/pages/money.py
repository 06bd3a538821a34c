"""Money across the site, by deal and stage. Stages are never added up together, claimed and conditional figures
never at all; a deal's own figure stands beside what its parts come to."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from builder.model.graph import Level
from builder.model.overview_pages import DealMoney, MoneyPage
from builder.model.page_parts import Period
from builder.model.sections import SECTIONS
from builder.model.text import counted
from builder.plan.context import PlanContext, Plans
from builder.plan.parts.dates import words_of
from builder.plan.parts.money import parts_sums, rows
from builder.plan.parts.pagination import LATEST, Part, parts, periods

SECTION = SECTIONS["money"]


def plans(context: PlanContext) -> Plans:
    yield SECTION.path, partial(ledger, context)


def ledger(context: PlanContext) -> Iterator[MoneyPage]:
    """All money; of very much the latest, and a page for each year, and there if need be for each month or day."""
    days, ids = latest_figures(context)
    yield _page(context, SECTION.path, ids, periods(days, SECTION.path, ids))
    for part in parts(days, SECTION.path, ids):
        page = _page(context, part.path, part.ids, periods(days, SECTION.path, part.ids, part.finer))
        said = words_of(part.period)
        yield replace(
            page,
            title=f"{page.title}: {said}",
            description=f"{counted(page.total, 'figure')} last told in {said}.",
            crumbs=context.crumbs(SECTION),
        )


def parts_of(context: PlanContext) -> Iterator[Part]:
    """The pages of its periods, if there are any."""
    days, ids = latest_figures(context)
    return parts(days, SECTION.path, ids)


def latest_figures(context: PlanContext) -> tuple[dict[str, str], list[str]]:
    """Ids of deals that are no part of another to the day on which their last figure was told, in ISO's way; and these
    ids, each as often as there are figures of it and its parts, the last told first."""
    graph, deals = context.graph, context.graph.entities.deals
    tops = [id for id in deals if id in context.existing and deals[id].part_of not in context.existing]
    by_name = sorted(tops, key=lambda id: deals[id].name.casefold())
    telling = {id: statements(context, id) for id in by_name}
    last = {id: max(graph.statements[one].told.end for one in ids) for id, ids in telling.items() if ids}
    ids = sorted(last, key=last.__getitem__, reverse=True)
    return {id: last[id].isoformat() for id in ids}, [id for id in ids for _ in _levels(context, id)]


def statements(context: PlanContext, id: str) -> list[str]:
    """Those that tell of a deal's or its parts' money as it stands."""
    return [statement for level in _levels(context, id) for statement in level.statements]


def _levels(context: PlanContext, id: str) -> list[Level]:
    below = [level for part in context.parts.get(id, ()) for level in _levels(context, part)]
    return [*context.levels.get(id, ()), *below]


def _page(context: PlanContext, path: str, ids: Sequence[str], periods: tuple[Period, ...]) -> MoneyPage:
    """The figures of these deals, or the latest of them."""
    shown = dict.fromkeys(ids[:LATEST] if periods else ids)
    return MoneyPage(
        path=path,
        site=context.site,
        title=SECTION.title,
        description="What is claimed, pledged, committed and paid, by deal and stage.",
        canonical=context.canonical(path),
        crumbs=context.crumbs(),
        deals=tuple(entry for id in shown for entry in _entries(context, id, 0)),
        total=len(ids),
        periods=periods,
    )


def _entries(context: PlanContext, id: str, depth: int) -> Iterator[DealMoney]:
    """A deal and its parts, those without any figure left out; of overtaken figures the last."""
    levels = context.levels.get(id, ())
    below = [entry for part in context.parts.get(id, ()) for entry in _entries(context, part, depth + 1)]
    sums = tuple(parts_sums(context, id))
    if levels or sums or below:
        own = tuple(replace(row, earlier=row.earlier[:1], left_out=0) for row in rows(context, levels))
        yield DealMoney(context.links[id], min(depth, 1), own, sums)
    yield from below
