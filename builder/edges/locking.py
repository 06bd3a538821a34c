"""`content/urls.lock` on disk: what a site publishes now is put to what it has published before."""

import os
from dataclasses import dataclass
from pathlib import Path

from builder.build import Options
from builder.edges.site import Result, survey_site
from builder.edges.workers import Notice
from builder.model.finding import Severity
from builder.model.graph import Graph
from builder.model.kept import LOCK, Lock
from builder.parse.kept import spelt
from builder.publish import locked


@dataclass(frozen=True)
class Locked:
    result: Result
    """What was found; with errors nothing is locked."""
    known: int = 0
    """Addresses that the lock held before."""
    new: int = 0
    lock: Lock | None = None
    """None where nothing is to be written: with errors, or as the lock holds everything already."""


def lock_site(root: Path, options: Options, workers: int, notice: Notice, *, strict: bool = False) -> Locked:
    """What locking would write. With errors (under `strict`, warnings) nothing. Raises Trouble or OSError."""
    result, graph = survey_site(root, options, workers, notice)
    worst = max((finding.severity for finding in result.built.findings), default=Severity.NOTE)
    if graph is None or worst >= (Severity.WARNING if strict else Severity.ERROR):
        return Locked(result)
    return compared(result, graph)


def compared(result: Result, graph: Graph) -> Locked:
    before, now = graph.kept.lock, locked(graph)
    known = len(before.pages)
    return Locked(result, known, len(now.pages) - known, None if now == before else now)


def write_lock(root: Path, lock: Lock) -> None:
    """Puts the file in its place at once, so that a kill leaves the old one or the new."""
    target = root / LOCK
    staged = target.with_name(f".{target.name}.new")
    staged.write_text(spelt(lock), encoding="utf-8", newline="\n")
    os.replace(staged, target)
