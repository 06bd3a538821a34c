"""A site on disk, built or checked: its files are read, the work is shared out, the pages written all or nothing."""

import os
from collections.abc import Iterator, Set
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from builder.build import Built, Options, build, check
from builder.edges.errors import UserError
from builder.edges.executor import InProcess, InputOutput, Notice, executor
from builder.edges.read import SiteFiles, load, load_pair, scan, stem
from builder.edges.themes import ThemeFiles, read_theme
from builder.edges.write import drawings, writer
from builder.edges.write.manifest import ManifestRow
from builder.model import urls
from builder.model.job import Drawing
from builder.model.sources import Pair, Source, Tree
from builder.parse.config import parse_config

if TYPE_CHECKING:  # Other processes have no need of what speaks to Pagefind.
    from builder.edges.search import Search

WORTH_SHARING = 300
"""Articles below which starting other processes costs more than they save."""


@dataclass(frozen=True)
class Result:
    built: Built
    written: writer.WriteCounts | None
    """None where nothing was to be written, or could not be for errors."""
    files: int
    """Source files read."""
    unsearchable: str = ""
    """Why there is no search index, where there was to be one."""


def check_site(root: Path, options: Options, workers: int, notice: Notice) -> Result:
    """Everything but the pages. Raises UserError or OSError for what the outside world does."""
    listing = scan(root)
    tree = read_tree(root, listing)
    with executor(
        InputOutput(partial(at_hand, root), nowhere), process_count(workers, len(listing.pairs)), notice
    ) as pool:
        built = check(tree, options, pool)
    return Result(built, None, count(listing))


def build_site(
    root: Path,
    output: Path,
    options: Options,
    workers: int,
    notice: Notice,
    *,
    strict: bool = False,
    search: "type[Search] | None" = None,
    locks: tuple[Source, ...] = (),
) -> Result:
    """Builds a site into a folder; with errors (under `strict`, warnings) what stands there is left as it is. With
    `search`, and if it can be made, there is an index of what can be found. `locks` stand for those on disk."""
    listing = scan(root)
    tree = read_tree(root, listing)
    kept = {source.path: source for source in (*tree.kept, *locks)}
    typeface = drawings.read_typeface() if options.cards else None
    tree = replace(tree, kept=tuple(kept.values()), typeface=typeface)
    with writer.opened(output) as staging, ExitStack() as stack:
        found = stack.enter_context(search(partial(writer.holds, staging))) if search else None
        edges = InputOutput(partial(at_hand, root), partial(stored, root, staging))
        with executor(edges, process_count(workers, len(listing.pairs)), notice) as pool:
            built = build(tree, options, pool, strict=strict, index=found.begin if found else None)
            pool.shutdown()
            unsearchable = store(found, staging, pool) if found and built.pages else ""
            written = writer.commit(staging, pool.rows) if built.pages else None
    if written and options.cards:
        drawings.prune(root, built.drawn)
    return Result(built, written, count(listing), unsearchable)


def store(found: "Search", staging: writer.Staging, pool: InProcess) -> str:
    """Stages the search index; why there is none, or nothing."""
    try:
        pool.write(found.files())
    except UserError as trouble:
        return str(trouble)
    pool.rows += [row for folder in found.unchanged for row in writer.below(staging, folder)]
    return ""


def read_tree(root: Path, listing: SiteFiles) -> Tree:
    """A site's sources. Articles stay on disk until the crew reads them."""
    config, found = load(root, "site.yml")
    findings = [*listing.findings, *found]

    def sources(paths: tuple[str, ...]) -> tuple[Source, ...]:
        loaded = [load(root, path) for path in paths]
        findings.extend(chain.from_iterable(found for _, found in loaded))
        return tuple(source for source, _ in loaded)

    theme = read_theme(root, theme_name(config))
    published = files_as_they_are(root, listing, theme)
    return Tree(
        config,
        sources(listing.entities),
        sources(listing.pages),
        listing.pairs,
        frozenset([stem(pair.article) for pair in listing.pairs]),
        theme.theme,
        sources(listing.kept),
        as_they_are(published),
        frozenset(published),
        (*findings, *theme.findings),
    )


def reread(root: Path, tree: Tree, changed: Set[str]) -> Tree | None:
    """The tree with these files of entities read again; None where they are others, or there is something to find."""
    known = {source.path for source in tree.entities}
    if not changed <= known or any(finding.location.file in changed for finding in tree.findings):
        return None
    loaded = {path: load(root, path) for path in changed}
    if any(found for _, found in loaded.values()):
        return None
    entities = tuple(loaded[source.path][0] if source.path in loaded else source for source in tree.entities)
    return replace(tree, entities=entities)


def published_files(root: Path, listing: SiteFiles, config: Source) -> dict[str, Path]:
    """What is published as it is, by its path within the output."""
    return files_as_they_are(root, listing, read_theme(root, theme_name(config)))


def files_as_they_are(root: Path, listing: SiteFiles, theme: ThemeFiles) -> dict[str, Path]:
    """The theme's assets, and over them the site's own files."""
    static = {normalize("NFC", path.removeprefix("content/static/")): root / path for path in listing.static}
    return {urls.file(urls.asset(path)): file for path, file in theme.assets.items()} | static


def theme_name(config: Source) -> str:
    settings, _ = parse_config(config)
    return settings.theme if settings else "default"


def as_they_are(files: dict[str, Path]) -> Iterator[tuple[str, bytes]]:
    for path, file in sorted(files.items()):
        yield path, file.read_bytes()


def process_count(workers: int, articles: int) -> int:
    """As many processes as asked for; where that is 0, as many as there are cores, if there is work for them."""
    if workers:
        return workers
    return usable_cores() if articles >= WORTH_SHARING else 1


def usable_cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def count(listing: SiteFiles) -> int:
    pairs = sum(len(pair.files) for pair in listing.pairs)
    return 1 + len(listing.entities) + pairs + len(listing.pages)


def at_hand(root: Path, item: object) -> object:
    """An item of a job, read from disk where it is still there."""
    return load_pair(root, item) if isinstance(item, Pair) else item


def stored(root: Path, staging: writer.Staging, path: str, content: bytes | Drawing) -> ManifestRow:
    """A file among those that are to become the output."""
    return writer.stage(staging, path, drawings.png(root, content) if isinstance(content, Drawing) else content)


def nowhere(path: str, content: bytes | Drawing) -> Any:
    """Where the files of a check go."""
