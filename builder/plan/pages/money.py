"""Money across the site, by deal and stage. Stages are never added up together, claimed and conditional figures never
at all; a deal's own figure stands beside what its parts come to."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial

from builder.model.article import STAGES
from builder.model.graph import Level
from builder.model.overview_pages import DealMoney, MoneyPage
from builder.model.page_parts import PartsSum, Period
from builder.model.sections import SECTIONS
from builder.model.text import counted
from builder.plan.context import PlanContext, Plans
from builder.plan.parts import figures
from builder.plan.parts.dates import words_of
from builder.plan.parts.money import rows
from builder.plan.parts.pagination import LATEST, Part, parts, periods

SECTION = SECTIONS["money"]
Kind = tuple[str, str]
"""(stage, currency)"""
Range = tuple[Decimal | None, Decimal | None, bool]
"""(low, high, whether it is approximate)"""


def plans(context: PlanContext) -> Plans:
    yield SECTION.path, partial(ledger, context)


def ledger(context: PlanContext) -> Iterator[MoneyPage]:
    """All money; of very much the latest, and a page for each year, and there if need be for each month or day."""
    days, ids = told(context)
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
    days, ids = told(context)
    return parts(days, SECTION.path, ids)


def told(context: PlanContext) -> tuple[dict[str, str], list[str]]:
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


def parts_sums(context: PlanContext, id: str) -> Iterator[PartsSum]:
    """What the parts of a deal come to, a sum for each stage and currency that more than one of them tells of, or the
    deal itself."""
    found: dict[Kind, list[tuple[str, Range]]] = {}
    for part in context.parts.get(id, ()):
        for kind, worth in worths(context, part).items():
            found.setdefault(kind, []).append((part, worth))
    own = own_worths(context, id)
    for kind in sorted(found, key=lambda kind: (STAGES.index(kind[0]), kind[1])):
        members = found[kind]
        if len(members) > 1 or kind in own:
            low, high, about = _sum(worth for _, worth in members)
            words = figures.bounds(kind[1], low, high, approximate=about)
            if words:
                yield PartsSum(kind[0], words, tuple(context.links[part] for part, _ in members))


def worths(context: PlanContext, id: str) -> dict[Kind, Range]:
    """What a deal comes to by stage and currency: its own figure, else the sum of its parts."""
    found: dict[Kind, list[Range]] = {}
    for part in context.parts.get(id, ()):
        for kind, worth in worths(context, part).items():
            found.setdefault(kind, []).append(worth)
    return {kind: _sum(parts) for kind, parts in found.items()} | own_worths(context, id)


def own_worths(context: PlanContext, id: str) -> dict[Kind, Range]:
    found: dict[Kind, list[Level]] = {}
    for level in context.levels.get(id, ()):
        if level.summable:
            found.setdefault((level.stage, level.currency), []).append(level)
    return {
        kind: _sum((level.low, level.high, level.approximate) for level in levels if not _less_exact(level, levels))
        for kind, levels in found.items()
    }


def _less_exact(level: Level, levels: list[Level]) -> bool:
    """Whether another row tells of the same money with its sides, where this one leaves one open: it would be counted
    twice."""
    return any(
        (other.payer, other.payee) != (level.payer, level.payee)
        and level.payer in ("", other.payer)
        and level.payee in ("", other.payee)
        for other in levels
    )


def _sum(ranges: Iterable[Range]) -> Range:
    """None as soon as one of them has no bound."""
    low: Decimal | None = Decimal(0)
    high: Decimal | None = Decimal(0)
    approximate = False
    for least, most, about in ranges:
        low = None if low is None or least is None else low + least
        high = None if high is None or most is None else high + most
        approximate = approximate or about
    return low, high, approximate
