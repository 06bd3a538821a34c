"""What the plans of all pages draw on: the graph, the links, dates and cards made from it, each once, and what
several pages look up by deal."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from builder.model.addresses import existing
from builder.model.graph import Graph, Level, Statement
from builder.model.pages import Card, Link, Site
from builder.model.pictures import Typeface
from builder.model.sections import Section
from builder.model.urls import HOME, href
from builder.plan.exports.schema_refs import Refs
from builder.plan.history import Addresses, Recency
from builder.plan.parts.cards import Cards
from builder.plan.parts.dates import Stamps
from builder.plan.parts.links import Credits, Links
from builder.plan.parts.periods import PeriodContents, Periods
from builder.plan.site import link_to, site

T = TypeVar("T")


@dataclass(frozen=True)
class PlanContext:
    graph: Graph
    site: Site
    existing: frozenset[str]
    """Ids of the entities that have a page."""
    links: Links
    stamps: Stamps
    cards: Cards
    credits: Credits
    refs: Refs
    days: Mapping[str, str]
    """Statement id to the day on which it happened, `2025-05-01`; of a span, its first."""
    periods: Mapping[str, PeriodContents]
    """Every day, month and year that has a page, in order of time, with what stands on it."""
    parts: Mapping[str, tuple[str, ...]]
    """Deal id to its sub-deals; likewise below."""
    questions: Mapping[str, tuple[str, ...]]
    levels: Mapping[str, tuple[Level, ...]]
    addresses: Addresses
    recency: Recency
    denied: frozenset[str]
    """Ids of the statements of a status that another voice denies, though neither names the other."""
    typeface: Typeface | None = None
    """What pictures are set in; None where none are made."""

    def shown(self, ids: Iterable[str]) -> tuple[Card, ...]:
        """The cards of these statements."""
        return tuple([self.cards[id] for id in ids])

    def canonical(self, path: str) -> str:
        """The absolute address of a site path, or an empty string where the site has none."""
        url = self.graph.config.url
        return url.rstrip("/") + path if url else ""

    def crumbs(self, *above: Section | Link) -> tuple[Link, ...]:
        """The way from the home page to the page, which itself is not in it."""
        return Link("Home", href(HOME)), *(link_to(each) if isinstance(each, Section) else each for each in above)


class Days(dict[str, str]):
    """Days by a statement's full id, each worked out once."""

    def __init__(self, statements: Mapping[str, Statement]) -> None:
        super().__init__()
        self._statements = statements

    def __missing__(self, id: str) -> str:
        day = self[id] = self._statements[id].happened.start.isoformat()
        return day


def plan_context(graph: Graph, typeface: Typeface | None = None) -> PlanContext:
    """Everything that planning needs. Cheap: links, dates and cards are made when first asked for. Pictures are named
    by absolute addresses, so that a site without one has none."""
    pages = existing(graph)
    filed = Periods(graph, pages)
    links, stamps = Links(graph, pages), Stamps(filed)
    addresses, entities = Addresses(graph), graph.entities
    return PlanContext(
        graph,
        site(graph),
        pages,
        links,
        stamps,
        Cards(graph, links, stamps),
        Credits(links),
        Refs(graph, links),
        Days(graph.statements),
        filed,
        parts=_grouped((deal for deal in entities.deals if deal in pages), lambda id: entities.deals[id].part_of),
        questions=_grouped(entities.questions, lambda id: entities.questions[id].deal),
        levels=_grouped(graph.levels, lambda level: level.deal),
        addresses=addresses,
        recency=Recency(graph, addresses),
        denied=frozenset(
            id for standing in graph.standings.values() for one in standing.disputes for id in (one.one, one.other)
        ),
        typeface=typeface if graph.config.url else None,
    )


def _grouped(items: Iterable[T], key: Callable[[T], str]) -> dict[str, tuple[T, ...]]:
    groups = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return {group: tuple(members) for group, members in groups.items()}
