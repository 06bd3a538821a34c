"""What the plans of all pages draw on: the graph, the links, dates and cards made from it, each once, and what
several pages look up by deal. And what a plan is."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from operator import attrgetter
from typing import ParamSpec, TypeVar
from urllib.parse import quote

from builder.model.article import Digest
from builder.model.config import Config
from builder.model.graph import Graph, Level, Statement
from builder.model.graph_changes import Changes
from builder.model.pages import Card, Link, Shown, Site
from builder.model.pictures import Typeface
from builder.model.sections import SECTIONS, Section
from builder.model.sentences import as_of
from builder.model.urls import HOME, free_page, href
from builder.plan.exports.schema_refs import Refs
from builder.plan.history import Addresses, Recency
from builder.plan.parts.cards import Cards
from builder.plan.parts.dates import Stamps, words_of
from builder.plan.parts.links import Credits, Links
from builder.plan.parts.officials import OfficialsByActor
from builder.plan.parts.periods import PeriodContents, Periods

T = TypeVar("T")
P = ParamSpec("P")

Plan = Callable[[], Iterable[Shown]]
"""Makes a page and those below that belong to it. Nothing is made before it is called, so that any process can make any
share of the pages, and a preview just one."""
Plans = Iterator[tuple[str, Plan]]
"""Site paths, each with its plan."""


def one(path: str, plan: Callable[P, Shown], *args: P.args, **kwargs: P.kwargs) -> tuple[str, Plan]:
    """The plan of a page or file that nothing else belongs to."""
    return path, partial(_listed, partial(plan, *args, **kwargs))


def _listed(plan: Callable[[], Shown]) -> list[Shown]:
    return [plan()]


@dataclass(frozen=True)
class PlanContext:
    """Everything beside the graph is made when a plan first asks for it."""

    graph: Graph
    typeface: Typeface | None = None
    """What pictures are set in; None where none are made."""

    @cached_property
    def site(self) -> Site:
        return site(self.graph)

    @cached_property
    def existing(self) -> frozenset[str]:
        """Ids of the entities that have a page."""
        return self.graph.existing

    @cached_property
    def links(self) -> Links:
        return Links(self.graph, self.existing)

    @cached_property
    def stamps(self) -> Stamps:
        return Stamps(self.periods)

    @cached_property
    def cards(self) -> Cards:
        return Cards(self.graph, self.links, self.stamps)

    @cached_property
    def credits(self) -> Credits:
        return Credits(self.links)

    @cached_property
    def refs(self) -> Refs:
        return Refs(self.graph, self.links)

    @cached_property
    def days(self) -> Mapping[str, str]:
        """Statement id to the day on which it happened, `2025-05-01`; of a span, its first."""
        return Days(self.graph.statements)

    @cached_property
    def periods(self) -> Mapping[str, PeriodContents]:
        """Every day, month and year that has a page, in order of time, with what belongs there."""
        return Periods(self.graph, self.existing)

    @cached_property
    def parts(self) -> Mapping[str, tuple[str, ...]]:
        """Deal id to its sub-deals; likewise below."""
        deals = self.graph.entities.deals
        return _grouped((id for id in deals if id in self.existing), lambda id: deals[id].part_of)

    @cached_property
    def questions(self) -> Mapping[str, tuple[str, ...]]:
        questions = self.graph.entities.questions
        return _grouped(questions, lambda id: questions[id].deal)

    @cached_property
    def officials(self) -> OfficialsByActor:
        return OfficialsByActor(self.graph.entities.actors)

    @cached_property
    def levels(self) -> Mapping[str, tuple[Level, ...]]:
        return _grouped(self.graph.levels, attrgetter("deal"))

    @cached_property
    def addresses(self) -> Addresses:
        return Addresses(self.graph)

    @cached_property
    def recency(self) -> Recency:
        return Recency(self.graph, self.addresses)

    @cached_property
    def changes(self) -> Changes:
        return Changes(self.graph)

    @cached_property
    def denied(self) -> frozenset[str]:
        """Ids of both sides of every dispute about where a deal stands: of what is denied or contradicted, and of what
        denies or contradicts it."""
        disputes = (dispute for standing in self.graph.standings.values() for dispute in standing.disputes)
        return frozenset(id for dispute in disputes for id in (dispute.one, dispute.other))

    def shown(self, ids: Iterable[str]) -> tuple[Card, ...]:
        """The cards of these statements."""
        return tuple([self.cards[id] for id in ids])

    def canonical(self, path: str) -> str:
        """The absolute address of a site path, or an empty string where the site has none."""
        url = self.graph.config.url
        return url.rstrip("/") + path if url else ""

    def crumbs(self, *above: Section | Link) -> tuple[Link, ...]:
        """The way from the home page to the page, which itself is not in it."""
        return FRONT, *(INDEXES[each] if isinstance(each, Section) else each for each in above)


def plan_context(graph: Graph, typeface: Typeface | None = None) -> PlanContext:
    """Pictures are named by absolute addresses, so that a site without one has none."""
    return PlanContext(graph, typeface if graph.config.url else None)


class Days(dict[str, str]):
    """Days by a statement's full id, each worked out once."""

    def __init__(self, statements: Mapping[str, Statement]) -> None:
        super().__init__()
        self._statements = statements

    def __missing__(self, id: str) -> str:
        day = self[id] = self._statements[id].happened.start.isoformat()
        return day


def _grouped(items: Iterable[T], key: Callable[[T], str]) -> dict[str, tuple[T, ...]]:
    groups = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return {group: tuple(members) for group, members in groups.items()}


# ── the site ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _link(words: str, path: str) -> Link:
    return Link(words, href(path))


FRONT = _link("Home", HOME)
INDEXES = {section: _link(section.title, section.path) for section in SECTIONS.values()}
"""Links to the sections' own pages."""
MENU, FOOT = (
    tuple(INDEXES[section] for section in sorted(INDEXES, key=place) if place(section))
    for place in (attrgetter("menu"), attrgetter("foot"))
)


def site(graph: Graph) -> Site:
    """What every page knows of the site: its title, its language, the ways in, and the terms of use."""
    config = graph.config
    in_menu = {item.url for item in config.nav}
    free = (
        (page.title, path)
        for page in graph.pages
        if not isinstance(page, Digest) and (path := free_page(page.stem)) not in in_menu
    )
    return Site(
        title=config.title,
        language=config.language,
        locale=locale(config.language),
        nav=(*MENU, *(_link(item.name, item.url) for item in config.nav)),
        foot=(*FOOT, *(_link(title, path) for title, path in free)),
        publisher=config.publisher,
        contact=config.contact,
        licence=config.licence,
        repository=config.repository,
        report=report(config),
        as_of=as_of(words_of(graph.today.isoformat())) if graph.as_of else "",
    )


def locale(language: str) -> str:
    """`en_GB` for `en-GB`, `zh_TW` for `zh-Hant-TW`: the language and, where it is given, the country."""
    parts = language.split("-")
    country = next((part.upper() for part in parts[1:] if len(part) == 2), "")
    return f"{parts[0].lower()}_{country}" if country else parts[0].lower()


def report(config: Config) -> str:
    """A letter to the desk, or an issue where its sources are kept, that names the page whose path is put behind it."""
    subject = quote(f"Error on {config.url.rstrip('/')}", safe=":/")
    if "@" in config.contact:
        return f"mailto:{quote(config.contact, safe='@')}?subject={subject}"
    return f"{config.repository.rstrip('/')}/issues/new?title={subject}" if config.repository else ""
