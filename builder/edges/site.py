"""A site on disk, built or checked: reads its files, shares out the work, writes the pages all or nothing."""

import os
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from builder.build import Built, Options, build, check
from builder.edges import clock
from builder.edges.authoring.schema_files import refresh_schemas
from builder.edges.cache.last_run import LastRun, is_left_alone
from builder.edges.executor import InputOutput, Notice, executor
from builder.edges.read import SiteFiles, load_pair, read_tree, scan
from builder.edges.write import drawings, sources, writer
from builder.edges.write.manifest import ManifestRow
from builder.model.job import Drawing
from builder.model.sources import Pair, Source

WORTH_SHARING = 300
"""Articles below which starting other processes costs more than they save."""


@dataclass(frozen=True)
class Result:
    built: Built
    written: writer.WriteCounts | None
    """None where nothing was to be written, or could not be for errors."""
    files: int
    """Source files read."""


def check_site(root: Path, options: Options, workers: int, notice: Notice, *, cache: bool = False) -> Result:
    """Everything but the pages. With `cache`, what the last run on the same sources has found, without the graph.
    Raises UserError or OSError for what the outside world does."""
    sources.finish(root)
    listing = scan(root)
    tree = read_tree(root, listing)
    options = replace(options, now=clock.today(root, {}))
    kept = LastRun(root, listing, tree, options) if cache else None
    if kept and kept.run:
        return Result(kept.run.built, None, file_count(listing))
    with executor(
        InputOutput(partial(load_item, root), discard), process_count(workers, len(listing.pairs)), notice
    ) as pool:
        built = check(tree, options, pool)
    refresh_schemas(root, tree)
    if kept:
        kept.keep(built)
    return Result(built, None, file_count(listing))


def build_site(
    root: Path,
    output: Path,
    options: Options,
    workers: int,
    notice: Notice,
    *,
    strict: bool = False,
    search: bool = False,
    locks: tuple[Source, ...] = (),
    cache: bool = False,
) -> Result:
    """Builds a site into a folder; with errors (under `strict`, warnings) what stands there is left as it is. With
    `search`, there is an index of what can be found. `locks` stand for those on disk. With
    `cache`, nothing is made if the last build was of the same and the folder is as that has left it."""
    sources.finish(root)
    listing = scan(root)
    tree = read_tree(root, listing)
    locked = {source.path: source for source in (*tree.kept, *locks)}
    options = replace(options, now=clock.today(root, {}))
    typeface = drawings.read_typeface() if options.cards else None
    tree = replace(tree, kept=tuple(locked.values()), typeface=typeface)
    with writer.staging_area(output) as staging:
        kept = LastRun(root, listing, tree, (options, strict, search), output) if cache else None
        if kept and kept.run and is_left_alone(kept.run, Path(staging.output), staging.old):
            rows = list(staging.old.values())
            same = writer.WriteCounts(0, len(rows), 0, rows)
            return Result(kept.run.built, same, file_count(listing))
        edges = InputOutput(partial(load_item, root), partial(stage_file, root, staging))
        with executor(edges, process_count(workers, len(listing.pairs)), notice) as pool:
            built = build(tree, options, pool, strict=strict, search=search)
            pool.shutdown()
            written = writer.commit(staging, pool.rows) if built.pages else None
        if kept and written:
            kept.keep(built, Path(staging.output), [row.path for row in written.rows])
    if written and options.cards:
        drawings.prune(root, built.drawn)
    return Result(built, written, file_count(listing))


def process_count(workers: int, articles: int) -> int:
    """As many processes as asked for; where that is 0, as many as there are cores, if there is work for them."""
    if workers:
        return workers
    return usable_cores() if articles >= WORTH_SHARING else 1


def usable_cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def file_count(listing: SiteFiles) -> int:
    pairs = sum(len(pair.files) for pair in listing.pairs)
    return 1 + len(listing.entities) + pairs + len(listing.pages)


def load_item(root: Path, item: object) -> object:
    """An item of a job, read from disk where it is still there."""
    return load_pair(root, item) if isinstance(item, Pair) else item


def stage_file(root: Path, staging: writer.Staging, path: str, content: bytes | Drawing) -> ManifestRow:
    """Puts a file among those that are to become the output."""
    return writer.stage(staging, path, drawings.png(root, content) if isinstance(content, Drawing) else content)


def discard(path: str, content: bytes | Drawing) -> Any:
    """Files of a check are not kept."""
