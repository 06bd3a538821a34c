"""Money across the site, by deal and stage. Stages are never added up together, claimed and conditional figures never
at all; a deal's own figure stands beside what its parts come to."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from builder.model.blocks import PartsSum
from builder.model.corpus import STAGES
from builder.model.graph import Level
from builder.model.surveys import DealMoney, MoneyPage
from builder.plan import money
from builder.plan.material import Material
from builder.plan.plans import Plans, one
from builder.plan.sums import rows

PATH = "/money/"
Kind = tuple[str, str]
"""(stage, currency)"""
Range = tuple[Decimal | None, Decimal | None, bool]
"""(low, high, whether it is approximate)"""


def plans(material: Material) -> Plans:
    yield one(PATH, ledger, material)


def ledger(material: Material) -> MoneyPage:
    deals = material.graph.entities.deals
    tops = [id for id in deals if id in material.existing and deals[id].part_of not in material.existing]
    by_name = sorted(tops, key=lambda id: deals[id].name.casefold())
    return MoneyPage(
        path=PATH,
        site=material.site,
        title="Money",
        description="What is claimed, pledged, committed and paid, by deal and stage.",
        canonical=material.canonical(PATH),
        crumbs=material.crumbs(),
        deals=tuple(entry for id in by_name for entry in _entries(material, id, 0)),
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
