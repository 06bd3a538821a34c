"""Looks at a site's files, and says what changed since the last look.

In come the site's folder, and paths that the system has named; out come paths, POSIX and relative to the site. What
has been said once counts as known. This module must not open a file. Not to be called from two threads at once.
"""

import time
from collections.abc import Callable
from pathlib import Path

from builder.edges.watch.debounce import longest, quiet
from builder.edges.watch.signatures import Seen, Signature, Snapshot, changes, is_folder, renewed, signature, signatures

STRIDE = 128
"""Files looked at before it is asked whether to go on."""
NOTHING = frozenset[str]()


class Scanner:
    """One who knows how a site's files were. Before the first round, there were none."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._snapshot = Snapshot()
        self.cost = 0.0
        """Seconds that the last round took."""

    def at(self, paths: frozenset[str]) -> frozenset[str] | None:
        """What changed of the files at these paths; None where one of them is a folder's. To read a file, or to make
        one and remove it again, is no change."""
        now = time.time_ns()
        seen = {path: signature(self._root, path) for path in paths}
        if any(is_folder(path, found, self._snapshot) for path, found in seen.items()):
            return None
        return self._news(seen, now, paths)

    def around(self, broken: Callable[[], bool], named: frozenset[str] = NOTHING) -> frozenset[str]:
        """What changed of all files; nothing where `broken` breaks the round off."""
        now = time.time_ns()
        return self._news(self._round(broken), now, named)

    def settled(self, broken: Callable[[], bool], wait: Callable[[float], bool]) -> frozenset[str]:
        """What changed of all files, once they have come to rest; `wait` says whether to stop waiting."""
        now, begun = time.time_ns(), time.monotonic()
        seen, last = self._round(broken), None
        while seen is not None and seen != last and (count := len(changes(self._snapshot, seen))):
            if wait(quiet(count)) or time.monotonic() > begun + longest(count):
                break
            seen, last = self._round(broken), seen
        return self._news(seen, now)

    def _round(self, broken: Callable[[], bool]) -> Seen | None:
        """How all files are, those too that are gone. It is in nobody's way: `os.stat` lets other threads go on."""
        begun = time.monotonic()
        seen: dict[str, Signature | None] = dict.fromkeys(self._snapshot.files)
        for number, (path, found) in enumerate(signatures(self._root)):
            seen[path] = found
            if number % STRIDE == 0 and broken():
                return None
        self.cost = time.monotonic() - begun
        return seen

    def _news(self, seen: Seen | None, now: int, named: frozenset[str] = NOTHING) -> frozenset[str]:
        if seen is None:
            return NOTHING
        news = changes(self._snapshot, seen, named)
        self._snapshot = renewed(self._snapshot, seen, now)
        return news
