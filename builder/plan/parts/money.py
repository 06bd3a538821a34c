"""Money as pages show it: a row for each level between two sides at one stage, and what an actor pays and receives."""

from collections import defaultdict
from collections.abc import Iterable

from builder.model.article import STAGES
from builder.model.entity_pages import MoneyFlow
from builder.model.graph import Level
from builder.model.page_parts import MoneyRow
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
    return tuple(row(context, level) for level in ordered)


def _figure(context: PlanContext, id: str) -> str:
    """The figure of one statement, without its conversion."""
    amount = context.graph.statements[id].written.amount
    return figures.money_words(amount).partition(" (")[0] if amount else ""


def row(context: PlanContext, level: Level) -> MoneyRow:
    links, cards = context.links, context.cards
    _, _, converted = figures.money_words(level.amount).partition(" (")
    summed = len(level.statements) > 1
    return MoneyRow(
        deal=links[level.deal],
        stage=level.stage or "no stage given",
        figure=figures.level_words(level),
        converted="" if summed else converted.removesuffix(")"),
        payer=links[level.payer] if level.payer else Link(""),
        payee=links[level.payee] if level.payee else Link(""),
        measure="" if level.measure == "total" else level.measure,
        voice=links.hop(level.voice) if level.voice else (),
        conditional=level.conditional,
        cards=context.shown(level.statements),
        earlier=tuple((_figure(context, id), cards[id]) for id in level.earlier[:EARLIER]),
        left_out=max(0, len(level.earlier) - EARLIER),
        corrected_by=cards[level.corrected_by] if level.corrected_by else None,
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
