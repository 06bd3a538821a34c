"""How well each deal is sourced: by how many independent sources, and what rests on one of them, or on unnamed voices
alone."""

from builder.model import sentences
from builder.model.overview_pages import SourcedDeal, SourcesPage
from builder.model.sections import SECTIONS
from builder.plan.context import PlanContext, Plans, one
from builder.plan.parts.sources import DealSources, deal_sources

SECTION = SECTIONS["sources"]
LINES = 10
"""Statements of a deal listed here at most, of each kind; all of them stand on the deal's page."""
DEALS = 60
"""Deals with such lists; the others stand in the table alone."""


def plans(context: PlanContext) -> Plans:
    yield one(SECTION.path, sources, context)


def sources(context: PlanContext) -> SourcesPage:
    """The deals with most that rests on unnamed voices first, then on one source."""
    found = {id: deal_sources(context, id) for id in context.graph.entities.deals if id in context.existing}
    told = {id: each for id, each in found.items() if each.number}
    order = sorted(told, key=lambda id: (-len(told[id].unnamed), -len(told[id].alone), context.links[id].words))
    return SourcesPage(
        path=SECTION.path,
        site=context.site,
        title=SECTION.title,
        description="What rests on one source, and what on unnamed voices alone, deal by deal.",
        canonical=context.canonical(SECTION.path),
        crumbs=context.crumbs(),
        deals=tuple(_deal(context, id, told[id], full=at < DEALS) for at, id in enumerate(order)),
    )


def _deal(context: PlanContext, id: str, found: DealSources, *, full: bool) -> SourcedDeal:
    alone, unnamed = (ids[: LINES if full else 0] for ids in (found.alone, found.unnamed))
    return SourcedDeal(
        id=id,
        deal=context.links[id],
        sources=sentences.sources(found.number, unnamed=False),
        alone=context.shown(alone),
        alone_number=len(found.alone),
        unnamed=context.shown(unnamed),
        unnamed_number=len(found.unnamed),
        rest=f"{context.links[id].href}#statements",
        left_out=len(found.alone) + len(found.unnamed) - len(alone) - len(unnamed),
    )
