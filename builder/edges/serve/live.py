"""A site on disk as the preview sees it: what changed is read again, and what is served is made from it.

In come the paths that are said to have changed; out come the files of the site as a build would write them.
`output/` is never touched. Not to be called from two threads at once, but for `index`, which may take its time.
"""

import gc
import os
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

from builder.edges import clock
from builder.edges.authoring.schema_files import refresh_schemas
from builder.edges.executor import InputOutput, Notice, executor
from builder.edges.locations import placed_findings
from builder.edges.read import decoded, load_pair, published_files, read_tree, reread, scan, stem
from builder.edges.site import discard, load_item, process_count
from builder.model.finding import Finding, Severity
from builder.model.graph import Corpus, Graph
from builder.model.job import Executor
from builder.model.sources import Pair, Tree
from builder.pages import search_index
from builder.preview import CompiledTree, Preview, RefreshOutcome
from builder.render.report import PlacedFinding

T = TypeVar("T")
ENTITIES, ANNOTATIONS = "content/entities/", "content/annotations/"
YOUNG = 500_000
"""New objects after which cycles are looked for at any moment. Values are trees: to look at every few hundred, as
Python does, takes a tenth of a rebuild and finds nothing."""


@dataclass(frozen=True)
class DiskState:
    """What lies on the disk."""

    tree: Tree
    articles: frozenset[str]
    """The paths of the files of all articles: of those, the tree holds nothing but the paths."""
    files: dict[str, Path]
    """What is published as it is, by its path within the output."""


@dataclass(frozen=True)
class SourceFindings:
    """What is wrong with the sources."""

    placed: tuple[PlacedFinding, ...]
    """Findings with the lines to show."""
    others: Mapping[Severity, int]
    """How many more there are of each severity."""


class Superseded(Exception):
    """What is being made is of no use any more."""


def while_wanted(wanted: Callable[[], bool], items: Iterable[T]) -> Iterator[T]:
    """The items, until they are not wanted. Raises Superseded."""
    for item in items:
        if not wanted():
            raise Superseded
        yield item


class LiveSite:
    """The served site. Until `refresh` has been called once there is nothing to serve."""

    def __init__(self, root: Path, today: Callable[[], date], *, drafts: bool, workers: int, notice: Notice) -> None:
        self._root = root
        self._today = today
        self._workers = workers
        self._notice = notice
        self._preview = Preview(drafts=drafts)
        self._found: DiskState | None = None
        self._files: dict[str, Path] = {}
        self._index: dict[str, bytes] = {}
        """The files of the last search index that was made."""
        self._themed = False
        """Whether the theme is another since cycles were looked for: a theme's compiled templates are full of them."""
        self._described: object = None
        """The settings, entities and articles that the schemas for editors were last made of."""
        self._changed: set[str] | None = None
        """Paths not taken in yet, since something could not be read; None: all of them."""

    def refresh(self, changed: Collection[str] | None = None) -> RefreshOutcome:
        """Takes in what changed, by paths relative to the site; None: look at everything.

        Raises UserError or OSError where the sources cannot be read just now: what is served stays as it was.
        """
        self._changed = None if changed is None or self._changed is None else self._changed | set(changed)
        before, self._found = self._found, self._look(self._changed)
        found = self._found
        self._themed |= before is not None and before.tree.theme != found.tree.theme
        begun = self._preview.begun
        step = self._preview.step(found.tree, self._changed, self._today(), clock.today(self._root, {}), self._executor)
        self._changed = set()
        if step.good and not begun:
            gc.freeze()  # A site is millions of values, most of which stay: to look for cycles in them takes a while.
            gc.set_threshold(YOUNG)
        if step.good:
            self._files = found.files
        return step

    def _look(self, changed: Collection[str] | None) -> DiskState:
        """What lies on the disk. Where only texts of articles and entities can be new, no folder is read."""
        before = self._found
        if before and changed is not None and all(map(os.path.isfile, map(self._root.joinpath, changed))):
            others = set(changed) - before.articles
            tree = reread(self._root, before.tree, others) if others else before.tree
            if tree:
                return replace(before, tree=tree)
        listing = scan(self._root)
        tree = read_tree(self._root, listing)
        articles = frozenset([path for pair in tree.articles for path in pair.files])
        return DiskState(tree, articles, published_files(self._root, listing, tree.config))

    def _executor(self, articles: int) -> AbstractContextManager[Executor]:
        return executor(
            InputOutput(partial(load_item, self._root), discard), process_count(self._workers, articles), self._notice
        )

    def findings(self, most: int) -> SourceFindings:
        """All that is wrong with the sources as they are now. All errors, and the worst of the rest up to `most` in
        all, have their places: for each a file is read again."""
        worst_first = sorted(self._preview.findings(), key=lambda finding: -finding.severity)
        errors = sum(finding.severity is Severity.ERROR for finding in worst_first)
        shown, others = worst_first[: max(errors, most)], worst_first[max(errors, most) :]
        self._describe()
        gc.collect(2 if self._themed else 1)  # While nobody waits: amid the next rebuild it would take its time.
        self._themed = False
        return SourceFindings(
            tuple(placed_findings(self._root, shown)), Counter(finding.severity for finding in others)
        )

    def _describe(self) -> None:
        """Keeps the schemas for editors up to date, where ids or settings are others than before."""
        tree = self._found.tree if self._found else None
        if tree and (key := (tree.config, tree.entities, tree.article_ids)) != self._described:
            refresh_schemas(self._root, tree)
            self._described = key

    def index(self, wanted: Callable[[], bool]) -> bool:
        """Makes the search index of the site as it is now; whether it was `wanted` all the time. Else the last one
        stays."""
        try:
            self._index = dict(search_index(while_wanted(wanted, self._preview.searchable())))
        except Superseded:
            return False
        return True

    @property
    def reading(self) -> CompiledTree | None:
        """The sources as they are, each file by itself; None where nothing could be read yet."""
        return self._preview.reading

    def new_findings(self, files: Mapping[str, bytes]) -> tuple[Finding, ...]:
        """What would be found if these files of entities and annotations held these bytes, and all others what they
        hold: what is in these files, and what is not found now."""
        reading = self._preview.reading
        if reading is None:
            return self._preview.findings()
        known = set(map(identity, self._preview.findings()))
        would_be = self._preview.findings_with(
            with_files(reading.tree, files), files.keys(), partial(self._trial, files)
        )
        return tuple(one for one in would_be if one.location.file in files or identity(one) not in known)

    def _trial(self, files: Mapping[str, bytes], articles: int) -> AbstractContextManager[Executor]:
        return executor(InputOutput(partial(load_with, self._root, files), discard), 1, self._notice)

    @property
    def known(self) -> tuple[Corpus, Graph] | None:
        """The sources as they are, each by itself and linked; None where nothing could be read yet."""
        return self._preview.known

    def all_findings(self) -> tuple[Finding, ...]:
        """All that is wrong with the sources as they are now, without places."""
        return self._preview.findings()

    @property
    def begun(self) -> bool:
        """Whether there has been a site without an error yet."""
        return self._preview.begun

    @property
    def base(self) -> str:
        """The path under which the site is published, with a slash at both ends: `/minerals-desk/`."""
        return self._preview.base

    def file(self, path: str) -> bytes | None:
        """The bytes of a file as a build would write it now, by its path within the output, `deals/x/index.html`.
        None where the site has none. Raises BadTemplate, or OSError where a static file cannot be read."""
        if path in self._files:
            return self._files[path].read_bytes()
        return self._index.get(path) or self._preview.file(path)


def identity(finding: Finding) -> tuple[str, str, str]:
    """What tells whether it was found before, wherever in the file it stands by now."""
    return finding.code, finding.message, finding.location.file


def with_files(tree: Tree, files: Mapping[str, bytes]) -> Tree:
    """The tree with these files of entities and annotations, which may be new."""
    entities = {source.path: source for source in tree.entities}
    entities |= {path: decoded(path, data)[0] for path, data in files.items() if path.startswith(ENTITIES)}
    noted = {stem(path): path for path in files if path.startswith(ANNOTATIONS)}
    pairs = tuple(
        replace(pair, annotations=noted[stem(pair.article)]) if stem(pair.article) in noted else pair
        for pair in tree.articles
    )
    return replace(tree, entities=tuple(entities[path] for path in sorted(entities)), articles=pairs)


def load_with(root: Path, files: Mapping[str, bytes], item: object) -> object:
    """An item of a job, with these files in place of those on the disk."""
    if not isinstance(item, Pair) or not item.annotations or item.annotations not in files:
        return load_item(root, item)
    unit, found = load_pair(root, replace(item, annotations=None))
    annotations, more = decoded(item.annotations, files[item.annotations])
    return replace(unit, annotations=annotations), (*found, *more)
