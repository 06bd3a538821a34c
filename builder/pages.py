"""Graph to pages: every process plans and renders whichever pages come next. Nothing here knows a source."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import chain

from builder.link.graph import link
from builder.model import urls
from builder.model.digest import DigestLock
from builder.model.graph import Article, Corpus, Graph
from builder.model.job import Contents, Drawing, Executor, Files, Job
from builder.model.locks import Lock
from builder.model.pages import Page, Shown
from builder.model.pictures import Picture, Typeface
from builder.model.search import Findable
from builder.model.sources import Theme
from builder.plan.context import Plan, PlanContext, plan_context
from builder.plan.digest_draft import digest_draft, since_last
from builder.plan.digest_lock import closed_edition
from builder.plan.exports.search import findables
from builder.plan.lock import locked as lock_of
from builder.plan.pages.articles import plan_above
from builder.plan.sections import plans, plans_below
from builder.render.files import render, svg
from builder.render.html import Renderer
from builder.render.search import index_files


@dataclass(frozen=True)
class RenderContext:
    """What every page is made from, to send to any process."""

    corpus: Corpus
    """Without its articles: every process has kept them."""
    theme: Theme
    typeface: Typeface | None = None
    """What pictures are set in, where some are to be made."""


@dataclass(frozen=True)
class PageCounts:
    """What stands at one path and below it, or on the whole site."""

    pages: int
    drawn: tuple[str, ...] = ()
    """The digests of the pictures' drawings."""
    left_out: tuple[str, ...] = ()
    """Site paths of the pictures that could not be set."""


class PageBuilder:
    """Every page as one process can make it: paths, each with the function that plans what stands there."""

    def __init__(self, graph: Graph, renderer: Renderer, typeface: Typeface | None = None) -> None:
        self.graph = graph
        self.renderer = renderer
        self._typeface = typeface
        self._below: dict[str, dict[str, Plan]] = {}

    @cached_property
    def context(self) -> PlanContext:
        return plan_context(self.graph, self._typeface)

    @cached_property
    def plans(self) -> dict[str, Plan]:
        return plans(self.context)

    def below(self, folder: str) -> dict[str, Plan]:
        """The plans of one folder: a preview that wants one page need not plan the whole site."""
        if folder not in self._below:
            self._below[folder] = plans_below(self.context, folder)
        return self._below[folder]


def begin(page_builder: PageBuilder, executor: Executor) -> Iterator[PageCounts]:
    """Plans, renders and stores every page and picture, each in whichever process is free: in the others at once, in
    this one as the results are asked for.

    The other processes have opened PAGES with the same RenderContext. Asking raises BadTemplate.
    """
    return executor.map(PAGES, page_builder, page_builder.plans, len(page_builder.plans))


def together(made: Iterable[PageCounts]) -> PageCounts:
    parts = list(made)
    return PageCounts(
        sum(one.pages for one in parts),
        tuple(chain.from_iterable(one.drawn for one in parts)),
        tuple(chain.from_iterable(one.left_out for one in parts)),
    )


def lock_once_published(graph: Graph) -> Lock:
    """The lock as it is once this site is published."""
    found = plan_context(graph)
    shown = (one for plan in plans(found).values() for one in plan())
    return lock_of(graph, (one.path for one in shown if isinstance(one, Page)))


def drafted_digest(graph: Graph, first: date | None, last: date) -> str:
    """The file of a new edition that covers these days, or those since the one before; empty where nothing changed."""
    context = plan_context(graph)
    return digest_draft(context, first or since_last(context, last), last)


def closed_edition_of(graph: Graph, id: str) -> DigestLock:
    """The lock of an edition that is closed now."""
    at = next(at for at, digest in enumerate(graph.editions) if digest.id == id)
    previous = graph.editions[at - 1] if at else None
    return closed_edition(plan_context(graph), graph.editions[at], previous)


def searchable(page_builder: PageBuilder) -> Iterator[Findable]:
    """What the search finds, made as it is asked for."""
    return findables(page_builder.context)


def search_index(found: Iterable[Findable]) -> Contents:
    """The files of the search index, by their path within the output."""
    return ((urls.INDEX[1:] + path, data) for path, data in index_files(found))


def render_context(corpus: Corpus, theme: Theme, typeface: Typeface | None) -> RenderContext:
    return RenderContext(replace(corpus, articles=()), theme, typeface)


def open_page_builder(context: RenderContext, articles: Iterable[Article | None] = ()) -> PageBuilder:
    """Made in each process: linking again costs less than sending the linked graph."""
    corpus = replace(context.corpus, articles=tuple(article for article in articles if article))
    page_builder = PageBuilder(link(corpus).graph, Renderer(context.theme), context.typeface)
    _ = page_builder.plans  # Now, while nobody waits for a page.
    return page_builder


def make_pages(page_builder: PageBuilder, path: str) -> tuple[PageCounts, Files]:
    """What there is at this path and below it, and its files."""
    shown = list(page_builder.plans[path]())
    files = [(urls.file(one.path), _content(page_builder.renderer, one)) for one in shown]
    drawn = tuple(content.digest for _, content in files if isinstance(content, Drawing))
    left_out = (path,) if not shown and urls.is_picture(path) else ()  # An article may have no pages below.
    return PageCounts(sum(isinstance(one, Page) for one in shown), drawn, left_out), files


def _content(renderer: Renderer, shown: Shown) -> bytes | Drawing:
    return Drawing(svg(shown)) if isinstance(shown, Picture) else render(renderer, shown)


def file_of(page_builder: PageBuilder, file: str) -> bytes | None:
    """The bytes of one file that a build would write, or None. Raises BadTemplate."""
    path = urls.path_of(file)
    shown = (one for plan in plans_for(page_builder, path) for one in plan() if one.path == path)
    found = next(shown, None)
    return render(page_builder.renderer, found) if found else None


def plans_for(page_builder: PageBuilder, path: str) -> Iterator[Plan]:
    """The plans that may make what is at a path; that of an article is found without a table."""
    if urls.is_of_article(path) and (plan := plan_above(page_builder.context, path)):
        yield plan
    known, above = page_builder.below(urls.top(path)), urls.whole(path)
    while above not in known:  # A part of a long page belongs to the plan of the whole.
        if above == urls.HOME:
            return
        above = urls.up(above)
    yield known[above]


PAGES = Job("writing pages", open_page_builder, make_pages)
