"""The last run on a site, so that nothing is done twice: if every input is as it was, so is what was found; and the
output needs no new file if nobody has touched it since.

One run is kept for each output folder, and one for checks.
"""

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path

from builder.build import Built
from builder.edges.cache import store
from builder.edges.cache.inputs import SIZE, digest, feed, late_files, times
from builder.edges.read import SiteFiles
from builder.edges.write import manifest
from builder.edges.write.manifest import ManifestRow
from builder.model.sources import Tree

COARSE, FINE = 2_000_000_000, 100_000_000
"""Nanoseconds within which a file may change twice without another time of change: on a disk that counts whole seconds
or less, and on any other."""


@dataclass(frozen=True)
class Run:
    """A run, and the state in which it left the output."""

    inputs: str
    """Their digest."""
    built: Built
    """Without the graph."""
    output: str = ""
    """The digest of what the system knows of all files in it; empty for a check."""


class LastRun:
    """What the last run on a site has found, if every input was as it is now; else the place for what this one does."""

    def __init__(
        self, root: Path, listing: SiteFiles, tree: Tree, settings: object, output: Path | None = None
    ) -> None:
        """`settings`: all that decides about the outcome and is no file. Without `output`, the run is a check."""
        self._root = root
        self._files = late_files(root, listing, tree)
        self._times = times(self._files)
        self._inputs = digest((settings, listing, tree), self._files)
        self._name = name_of(output)
        kept = store.load(root, self._name)
        self.run: Run | None = kept if isinstance(kept, Run) and kept.inputs == self._inputs else None

    def keep(self, built: Built, output: Path | None = None, paths: Iterable[str] = ()) -> None:
        """Keeps what was found, and how the output was left with the files of these paths; nothing if a source has
        changed meanwhile."""
        with suppress(OSError):
            if times(self._files) == self._times:
                left, _ = stamps(output, paths) if output else ("", [])
                run = Run(self._inputs, replace(built, known=None), left)
                store.save(self._root, self._name, run)


def name_of(output: Path | None) -> str:
    """Under which name the last run is kept."""
    return f"run-{blake2b(os.fsencode(os.path.realpath(output)), digest_size=8).hexdigest()}" if output else "check"


def is_left_alone(run: Run, output: Path, rows: Mapping[str, ManifestRow]) -> bool:
    """Whether the output is as the run has left it, which these rows tell."""
    try:
        found, fresh = stamps(output, rows)
        return found == run.output and all(is_same(output, rows[path]) for path in fresh)
    except OSError:
        return False


def stamps(output: Path, paths: Iterable[str]) -> tuple[str, list[str]]:
    """The digest of what the system knows of these files and of the manifest: whoever writes one changes it. And those
    that may have changed unseen, since that was just before the manifest was written, or later. Raises OSError where
    one is missing."""
    found = blake2b(digest_size=SIZE)
    last = os.lstat(output / manifest.NAME).st_ctime_ns
    limit = last - (FINE if last % 1_000_000_000 else COARSE)
    above, fresh = f"{output}{os.sep}", []
    for path in (manifest.NAME, *sorted(paths)):
        status = os.lstat(above + path)
        times = status.st_mtime_ns, status.st_ctime_ns
        feed(found, repr((path, status.st_mode, status.st_size, status.st_ino, times)).encode())
        if max(times) > limit and path != manifest.NAME:
            fresh.append(path)
    return found.hexdigest(), fresh


def is_same(output: Path, row: ManifestRow) -> bool:
    return manifest.row(row.path, (output / row.path).read_bytes()) == row
