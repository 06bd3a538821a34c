"""Money across the site, by deal and stage. Stages are never added up together, claimed and conditional figures never
at all; a deal's own figure stands beside what its parts come to."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial

from builder.model.blocks import PartsSum, Period
from builder.model.corpus import STAGES
from builder.model.counting import counted
from builder.model.graph import Level
from builder.model.surveys import DealMoney, MoneyPage
from builder.plan import money
from builder.plan.dates import words_of
from builder.plan.material import Material
from builder.plan.parts import LATEST, Part, parts, periods
from builder.plan.plans import Plans
from builder.plan.sums import rows

PATH = "/money/"
Kind = tuple[str, str]
"""(stage, currency)"""
Range = tuple[Decimal | None, Decimal | None, bool]
"""(low, high, whether it is approximate)"""


def plans(material: Material) -> Plans:
    yield PATH, partial(ledger, material)


def ledger(material: Material) -> Iterator[MoneyPage]:
    """All money; of very much the latest, and a page for each year, and there if need be for each month or day."""
    days, ids = told(material)
    yield _page(material, PATH, ids, periods(days, PATH, ids))
    for part in parts(days, PATH, ids):
        page = _page(material, part.path, part.ids, periods(days, PATH, part.ids, part.finer))
        said = words_of(part.period)
        yield replace(
            page,
            title=f"{page.title}: {said}",
            description=f"{counted(page.total, 'figure')} last told in {said}.",
            crumbs=material.crumbs((page.title, PATH)),
        )


def parts_of(material: Material) -> Iterator[Part]:
    """The pages of its periods, if there are any."""
    days, ids = told(material)
    return parts(days, PATH, ids)


def told(material: Material) -> tuple[dict[str, str], list[str]]:
    """Ids of deals that are no part of another to the day on which their last figure was told, in ISO's way; and these
    ids, each as often as there are figures of it and its parts, the last told first."""
    graph, deals = material.graph, material.graph.entities.deals
    tops = [id for id in deals if id in material.existing and deals[id].part_of not in material.existing]
    by_name = sorted(tops, key=lambda id: deals[id].name.casefold())
    telling = {id: statements(material, id) for id in by_name}
    last = {id: max(graph.statements[one].told.end for one in ids) for id, ids in telling.items() if ids}
    ids = sorted(last, key=last.__getitem__, reverse=True)
    return {id: last[id].isoformat() for id in ids}, [id for id in ids for _ in _levels(material, id)]


def statements(material: Material, id: str) -> list[str]:
    """Those that tell of a deal's or its parts' money as it stands."""
    return [statement for level in _levels(material, id) for statement in level.statements]


def _levels(material: Material, id: str) -> list[Level]:
    below = [level for part in material.parts.get(id, ()) for level in _levels(material, part)]
    return [*material.levels.get(id, ()), *below]


def _page(material: Material, path: str, ids: Sequence[str], periods: tuple[Period, ...]) -> MoneyPage:
    """The figures of these deals, or the latest of them."""
    shown = dict.fromkeys(ids[:LATEST] if periods else ids)
    return MoneyPage(
        path=path,
        site=material.site,
        title="Money",
        description="What is claimed, pledged, committed and paid, by deal and stage.",
        canonical=material.canonical(path),
        crumbs=material.crumbs(),
        deals=tuple(entry for id in shown for entry in _entries(material, id, 0)),
        total=len(ids),
        periods=periods,
    )


def _entries(material: Material, id: str, depth: int) -> Iterator[DealMoney]:
    """A deal and its parts, those without any figure left out; of overtaken figures the last."""
    levels = material.levels.get(id, ())
    below = [entry for part in material.parts.get(id, ()) for entry in _entries(material, part, depth + 1)]
    sums = tuple(parts_sums(material, id))
    if levels or sums or below:
        own = tuple(replace(row, earlier=row.earlier[:1], left_out=0) for row in rows(material, levels))
        yield DealMoney(material.links[id], min(depth, 1), own, sums)
    yield from below


def parts_sums(material: Material, id: str) -> Iterator[PartsSum]:
    """What the parts of a deal come to, a sum for each stage and currency that more than one of them tells of, or the
    deal itself."""
    found: dict[Kind, list[tuple[str, Range]]] = {}
    for part in material.parts.get(id, ()):
        for kind, worth in worths(material, part).items():
            found.setdefault(kind, []).append((part, worth))
    own = own_worths(material, id)
    for kind in sorted(found, key=lambda kind: (STAGES.index(kind[0]), kind[1])):
        members = found[kind]
        if len(members) > 1 or kind in own:
            low, high, about = _sum(worth for _, worth in members)
            words = money.bounds(kind[1], low, high, approximate=about)
            if words:
                yield PartsSum(kind[0], words, tuple(material.links[part] for part, _ in members))


def worths(material: Material, id: str) -> dict[Kind, Range]:
    """What a deal comes to by stage and currency: its own figure, else the sum of its parts."""
    found: dict[Kind, list[Range]] = {}
    for part in material.parts.get(id, ()):
        for kind, worth in worths(material, part).items():
            found.setdefault(kind, []).append(worth)
    return {kind: _sum(parts) for kind, parts in found.items()} | own_worths(material, id)


def own_worths(material: Material, id: str) -> dict[Kind, Range]:
    found: dict[Kind, list[Level]] = {}
    for level in material.levels.get(id, ()):
        if counts(level):
            found.setdefault((level.stage, level.currency), []).append(level)
    return {
        kind: _sum((level.low, level.high, level.approximate) for level in levels if not _less_exact(level, levels))
        for kind, levels in found.items()
    }


def counts(level: Level) -> bool:
    """Whether a figure may be added to others: it stands, is nobody's mere claim, and hangs on nothing."""
    stands = not level.corrected_by and not level.conditional and level.measure == "total"
    return stands and level.stage in STAGES and level.stage != "claimed"


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
