"""Money as pages show it: a row for each level between two sides at one stage, what an actor pays and
receives, and what the parts of a deal add up to."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from builder.model.article import STAGES
from builder.model.entity_pages import MoneyFlow
from builder.model.graph import Level
from builder.model.page_parts import Bar, MoneyRow, PartsSum
from builder.model.pages import Link
from builder.plan.context import PlanContext
from builder.plan.parts import figures

EARLIER = 12
"""Overtaken figures shown with one that stands: the latest."""


def rows(context: PlanContext, levels: Iterable[Level]) -> tuple[MoneyRow, ...]:
    """Rows in the order of the stages; a figure that no longer stands comes after the one that does."""
    ordered = sorted(
        levels,
        key=lambda level: (
            STAGES.index(level.stage) if level.stage in STAGES else len(STAGES),
            bool(level.corrected_by),
        ),
    )
    scales = _scales(ordered)
    return tuple(row(context, level, scales.get(level.currency)) for level in ordered)


def _scales(levels: Sequence[Level]) -> dict[str, Decimal]:
    """By currency the largest of its figures, where there are several that a bar can show."""
    found: dict[str, list[Decimal]] = defaultdict(list)
    for level in levels:
        if most := _most(level):
            found[level.currency].append(most)
    return {currency: max(figures) for currency, figures in found.items() if len(figures) > 1}


def _most(level: Level) -> Decimal | None:
    """The end of a level's bar; None where it has none: a sum for each year or piece is no level."""
    return level.high or level.low if level.measure == "total" else None


def _bar(level: Level, scale: Decimal | None) -> Bar | None:
    most = _most(level)
    if scale is None or most is None:
        return None
    least = level.low if level.low is not None and level.high is not None else most
    return Bar(level.stage, _percent(least, scale), _percent(most, scale), open=None in (level.low, level.high))


def _percent(value: Decimal, scale: Decimal) -> str:
    """Never so little that nothing is seen."""
    return f"{max(value / scale * 100, Decimal('0.5')):.1f}%"


def _figure(context: PlanContext, id: str) -> str:
    """The figure of one statement, without its conversion."""
    amount = context.graph.statements[id].written.amount
    return figures.money_words(amount).partition(" (")[0] if amount else ""


def row(context: PlanContext, level: Level, scale: Decimal | None) -> MoneyRow:
    """`scale`: the largest figure beside it, of its currency."""
    links, cards = context.links, context.cards
    _, _, converted = figures.money_words(level.amount).partition(" (")
    summed = len(level.statements) > 1
    return MoneyRow(
        deal=links[level.deal],
        stage=level.stage or ("price" if level.measure == "each" else "no stage given"),
        figure=figures.level_words(level),
        converted="" if summed else converted.removesuffix(")"),
        payer=links[level.payer] if level.payer else Link(""),
        payee=links[level.payee] if level.payee else Link(""),
        measure="" if level.measure == "total" else level.measure,
        voice=links.hop(level.voice) if level.voice else (),
        conditional=level.conditional,
        cards=context.shown(level.statements),
        also=tuple((_figure(context, id), cards[id]) for id in level.also),
        earlier=tuple((_figure(context, id), cards[id]) for id in level.earlier[:EARLIER]),
        left_out=max(0, len(level.earlier) - EARLIER),
        corrected_by=cards[level.corrected_by] if level.corrected_by else None,
        bar=_bar(level, scale),
    )


class Flows:
    """Levels of the money table by who pays and who receives."""

    def __init__(self, context: PlanContext) -> None:
        self._context = context
        self._pays: dict[str, list[Level]] = defaultdict(list)
        self._receives: dict[str, list[Level]] = defaultdict(list)
        for level in context.graph.levels:
            self._pays[level.payer].append(level)
            self._receives[level.payee].append(level)

    def of(self, id: str) -> tuple[MoneyFlow, ...]:
        """Out, then in; what is empty is left out."""
        sides = (("Pays", self._pays.get(id)), ("Receives", self._receives.get(id)))
        return tuple(MoneyFlow(words, rows(self._context, levels)) for words, levels in sides if levels)


# ── sums ────────────────────────────────────────────────────────────────────────────────────────────────────────────

Kind = tuple[str, str]
"""(stage, currency)"""
Range = tuple[Decimal | None, Decimal | None, bool]
"""(low, high, whether it is approximate)"""


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
