"""`content/urls.lock` on disk: what a site publishes now is put to what it has published before."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
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


class Publishing:
    """The lock as it is written before a site is built to be published, whose feeds tell its dates."""

    def __init__(self, root: Path, locked: Locked) -> None:
        self._file = root / LOCK
        self._before = self._file.read_bytes() if self._file.exists() else None
        self.new = locked.new if locked.lock else 0
        self._kept = locked.lock is None

    def keep(self) -> None:
        """The site is out."""
        self._kept = True

    def undo(self) -> None:
        if self._kept:
            return
        if self._before is None:
            self._file.unlink(missing_ok=True)
        else:
            self._file.write_bytes(self._before)


@contextmanager
def locking(root: Path, options: Options, workers: int) -> Iterator[Publishing]:
    """Locks what is about to be published; unless it is kept, the lock is put back as it was."""
    locked = lock_site(root, options, workers, unseen)
    publishing = Publishing(root, locked)
    try:
        if locked.lock:
            write_lock(root, locked.lock)
        yield publishing
    finally:
        publishing.undo()


def unseen(stage: str, done: int, total: int) -> None:
    """Nobody watches what is over before a bar would help."""
