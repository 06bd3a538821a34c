"""What a preview shows: the pages of the last sources without an error, each made when it is asked for.

In come trees, as the edges read them; out come pages by their path within the output, and what is wrong with the
sources as they are now. It knows no file, no socket and no clock.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain
from urllib.parse import urlsplit

from builder.check.order import in_order
from builder.check.rules import ERROR_RULES, WARNING_RULES
from builder.compile import read_kept, read_pages
from builder.incremental.linking import relink
from builder.incremental.page_changes import candidates, moved_pages
from builder.incremental.recompile import CompiledTree as CompiledTree
from builder.incremental.recompile import Executors, recompile, with_naming_findings
from builder.link.graph import Linked, link
from builder.link.quotes import name_other_articles
from builder.model.config import Config
from builder.model.finding import Finding, failing
from builder.model.graph import Corpus, Graph
from builder.model.search import Findable
from builder.model.sources import Theme, Tree
from builder.pages import PageBuilder, file_of, searchable
from builder.parse.config import parse_config
from builder.render.html import Renderer
from builder.render.template_check import check_theme


@dataclass(frozen=True)
class RefreshOutcome:
    """What became of the preview as the sources changed."""

    good: bool
    """Whether they are without an error, and so what is shown is made from them."""
    moved: dict[str, str] = field(default_factory=dict)
    """Paths of pages that are gone to those of the records that took their place."""
    candidates: int = 0
    """Pages that may have changed."""


@dataclass(frozen=True)
class LinkedTree:
    """The sources as they are, as far as they could be read."""

    reading: CompiledTree
    linked: Linked
    found: tuple[Finding, ...]
    """In what is neither an entity, an article nor the graph."""


def all_findings(read: LinkedTree, *, drafts: bool) -> tuple[Finding, ...]:
    """In the order of their places."""
    reading, graph = read.reading, read.linked.graph
    judged = chain.from_iterable(rule(graph) for rule in (*ERROR_RULES, *WARNING_RULES))
    in_files = name_other_articles(reading.findings(drafts=drafts), reading.articles)
    return in_order((*read.found, *in_files, *read.linked.findings, *judged), graph.config)


class Preview:
    """The last good site, and what was found in the sources as they are."""

    def __init__(self, *, drafts: bool) -> None:
        self._drafts = drafts
        self._page_builder: PageBuilder | None = None
        self._renderer: Renderer | None = None
        self._read: LinkedTree | None = None
        self._unread: tuple[Finding, ...] = ()
        self._changed: set[str] | None = set()

    def step(
        self, tree: Tree, changed: Collection[str] | None, today: date, now: date, executors: Executors
    ) -> RefreshOutcome:
        """Takes in the sources as they are now; `changed` are the paths that may be new, None where all may. `today` is
        the day to show, `now` the day that it is."""
        self._changed = None if changed is None or self._changed is None else self._changed | set(changed)
        config, found = parse_config(tree.config)
        if config is None:
            self._unread = (*tree.findings, *found, *check_theme(tree.theme))
            return RefreshOutcome(good=False)
        pages, found_in_pages = read_pages(tree.pages)
        before = self._read
        reading = recompile(before.reading if before else None, tree, config, self._changed, executors)
        kept, found_kept = read_kept(tree, today, now, published=not self._drafts)
        corpus = Corpus(
            config, today, reading.context.entities, reading.articles, pages, tree.file_paths, self._drafts, kept
        )  # fmt: skip
        linked = relink(before.linked, corpus) if before else link(corpus)
        found = (*tree.findings, *found, *found_in_pages, *found_kept, *check_theme(tree.theme))
        self._read, self._unread, self._changed = LinkedTree(reading, linked, found), (), set()
        faults = chain.from_iterable(rule(linked.graph) for rule in ERROR_RULES)
        if failing((*found, *reading.findings(drafts=self._drafts), *linked.findings, *faults)):
            return RefreshOutcome(good=False)
        last, self._page_builder = self._page_builder, PageBuilder(linked.graph, self._renderer_of(tree.theme))
        moved = dict(moved_pages(last.graph, linked.graph)) if last else {}
        return RefreshOutcome(good=True, moved=moved, candidates=candidates(last.graph if last else None, linked.graph))

    def _renderer_of(self, theme: Theme) -> Renderer:
        """The one before as long as it is the same theme: its templates are compiled, its statements rendered."""
        if self._renderer is None or self._renderer.theme != theme:
            self._renderer = Renderer(theme)
        return self._renderer

    def findings(self) -> tuple[Finding, ...]:
        """All that is wrong with the sources as they are, in the order of their places."""
        read = self._read
        if read is None or self._unread:
            return in_order(self._unread, Config(""))
        reading = with_naming_findings(read.reading)
        self._read = replace(read, reading=reading)
        return all_findings(self._read, drafts=self._drafts)

    def findings_with(self, tree: Tree, changed: Collection[str], executors: Executors) -> tuple[Finding, ...]:
        """All that would be wrong with the sources if they were this tree, which differs from theirs in these files of
        articles and entities. What is shown and found stays as it is."""
        before = self._read
        if before is None:
            return self.findings()
        reading = recompile(before.reading, tree, before.reading.context.config, changed, executors)
        corpus = replace(before.linked.corpus, entities=reading.context.entities, articles=reading.articles)
        read = LinkedTree(with_naming_findings(reading), relink(before.linked, corpus), before.found)
        return all_findings(read, drafts=self._drafts)

    @property
    def reading(self) -> CompiledTree | None:
        """The sources as they are, each file by itself; None where nothing could be read yet."""
        return self._read.reading if self._read else None

    @property
    def known(self) -> tuple[Corpus, Graph] | None:
        """The sources as they are, each by itself and linked; None where nothing could be read yet."""
        return (self._read.linked.corpus, self._read.linked.graph) if self._read else None

    @property
    def begun(self) -> bool:
        """Whether there has been a site without an error yet."""
        return self._page_builder is not None

    @property
    def base(self) -> str:
        """The path under which the site is published, with a slash at both ends."""
        path = urlsplit(self._page_builder.graph.config.url).path if self._page_builder else ""
        return path if path.endswith("/") else f"{path}/"

    def searchable(self) -> Iterator[Findable]:
        """What the search finds, of the site as it is now, however long it takes to go through it."""
        return searchable(self._page_builder) if self._page_builder else iter(())

    def file(self, path: str) -> bytes | None:
        """The bytes of one file of the output, `deals/x/index.html`; None where there is none, or it is one that
        is copied as it is. Raises BadTemplate."""
        return file_of(self._page_builder, path) if self._page_builder else None
