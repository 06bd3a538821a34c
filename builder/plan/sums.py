"""Money as pages show it: a row for each level between two sides at one stage, and the figures that have been
corrected. Stages are never added up together."""

from collections.abc import Iterable

from builder.model.blocks import MoneyRow
from builder.model.corpus import STAGES
from builder.model.graph import Level
from builder.model.pages import Link
from builder.plan import money
from builder.plan.material import Material

EARLIER = 12
"""Overtaken figures shown with one that stands: the latest."""


def rows(material: Material, levels: Iterable[Level]) -> tuple[MoneyRow, ...]:
    """Rows in the order of the stages; a figure that no longer stands comes after the one that does."""
    ordered = sorted(
        levels,
        key=lambda level: (
            STAGES.index(level.stage) if level.stage in STAGES else len(STAGES),
            bool(level.corrected_by),
        ),
    )
    return tuple(row(material, level) for level in ordered)


def _figure(material: Material, id: str) -> str:
    """The figure of one statement, without its conversion."""
    amount = material.graph.statements[id].written.amount
    return money.words(amount).partition(" (")[0] if amount else ""


def row(material: Material, level: Level) -> MoneyRow:
    links, cards = material.links, material.cards
    _, _, converted = money.words(level.amount).partition(" (")
    summed = len(level.statements) > 1
    return MoneyRow(
        deal=links[level.deal],
        stage=level.stage or "no stage given",
        figure=money.level(level),
        converted="" if summed else converted.removesuffix(")"),
        payer=links[level.payer] if level.payer else Link(""),
        payee=links[level.payee] if level.payee else Link(""),
        measure="" if level.measure == "total" else level.measure,
        voice=links.hop(level.voice) if level.voice else (),
        conditional=level.conditional,
        cards=material.shown(level.statements),
        earlier=tuple((_figure(material, id), cards[id]) for id in level.earlier[:EARLIER]),
        left_out=max(0, len(level.earlier) - EARLIER),
        corrected_by=cards[level.corrected_by] if level.corrected_by else None,
    )
