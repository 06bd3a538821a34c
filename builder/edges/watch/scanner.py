"""Looks at a site's files, and says what changed since the last look.

In come the site's folder, and paths that the system has named; out come paths, POSIX and relative to the site. What
has been said once counts as known. This module must not open a file. Not to be called from two threads at once.
"""

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from stat import S_ISDIR

from builder.edges.read import ignored
from builder.edges.watch.debounce import longest, quiet

FOLDERS = ("content", "themes")
STRIDE = 128
"""Files looked at before it is asked whether to go on."""
NOTHING = frozenset[str]()
BELIEVED = sys.platform != "win32"
"""Whether a file that the system names was written. Windows also names one that was only read."""

Signature = tuple[int, int, int, int, int]
"""Of a file: when it was written, in nanoseconds since 1970, its size, its inode and its mode; and when any of this, or
its content, last changed: who writes may put the first back, but not this."""
Seen = Mapping[str, Signature | None]
"""Signatures by path; None where there is no file."""


class Scanner:
    """Knows how a site's files were at the last look. Before the first round, there were none."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._known: dict[str, Signature] = {}
        self.cost = 0.0
        """Seconds that the last round took."""

    def at(self, paths: frozenset[str]) -> frozenset[str] | None:
        """What changed of the files at these paths; None where one of them is a folder's. A file that is there is taken
        to have changed, since the system says so: one written in place may be as large as before, and, as far as the
        clock of its disk tells, as old. To make a file and remove it again is no change."""
        seen = {path: signature(self._root, path) for path in paths}
        if any(self._is_folder(path, found) for path, found in seen.items()):
            return None
        named = [path for path, found in seen.items() if found] if BELIEVED else ()
        return self._learn(seen).union(named)

    def around(self, broken: Callable[[], bool]) -> frozenset[str]:
        """What changed of all files; nothing where `broken` breaks the round off."""
        return self._learn(self._round(broken))

    def settled(self, broken: Callable[[], bool], wait: Callable[[float], bool]) -> frozenset[str]:
        """What changed of all files, once they have come to rest; `wait` says whether to stop waiting."""
        begun = time.monotonic()
        seen, last = self._round(broken), None
        while seen is not None and seen != last and (count := len(self._changed(seen))):
            if wait(quiet(count)) or time.monotonic() > begun + longest(count):
                break
            seen, last = self._round(broken), seen
        return self._learn(seen)

    def _round(self, broken: Callable[[], bool]) -> Seen | None:
        """How all files are, those too that are gone. It is in nobody's way: `os.stat` lets other threads go on."""
        begun = time.monotonic()
        seen: dict[str, Signature | None] = dict.fromkeys(self._known)
        for number, (path, found) in enumerate(signatures(self._root)):
            seen[path] = found
            if number % STRIDE == 0 and broken():
                return None
        self.cost = time.monotonic() - begun
        return seen

    def _changed(self, seen: Seen) -> frozenset[str]:
        return frozenset(path for path, found in seen.items() if found != self._known.get(path))

    def _learn(self, seen: Seen | None) -> frozenset[str]:
        if seen is None:
            return NOTHING
        changed = self._changed(seen)
        self._known = {path: found for path, found in {**self._known, **seen}.items() if found}
        return changed

    def _is_folder(self, path: str, found: Signature | None) -> bool:
        """Whether a path is a folder's, or was one's whose files are known."""
        if found:
            return S_ISDIR(found[3])
        below = f"{path}/"
        return any(file.startswith(below) for file in self._known)


def signatures(root: Path) -> Iterator[tuple[str, Signature]]:
    """Every file that a build may read. It is looked at as it is asked for, so that a look can be broken off."""
    yield from _signed(root, ["site.yml"])
    folders: list[tuple[str, frozenset[tuple[int, int]]]] = [(folder, frozenset()) for folder in FOLDERS]
    while folders:
        folder, above = folders.pop()
        identity = _identity(root, folder)
        entries = None if identity is None or identity in above else _entries(root, folder)
        if identity is None or entries is None:  # Not a folder, one that holds itself, or one that may not be read.
            yield from _signed(root, [folder])
            continue
        folders += [(path, above | {identity}) for path, is_folder in entries if is_folder]
        yield from _signed(root, (path for path, is_folder in entries if not is_folder))


def signature(root: Path, path: str) -> Signature | None:
    """Of one file, or of the link where it leads nowhere; None where there is neither."""
    for look in (os.stat, os.lstat):
        try:
            found = look(f"{root}/{path}")
        except (OSError, ValueError):
            continue
        return found.st_mtime_ns, found.st_size, found.st_ino, found.st_mode, found.st_ctime_ns
    return None


def watched(path: str) -> bool:
    """Whether what lies at this path may be part of the site, going by its name alone."""
    first, *names = path.split("/")
    return first in FOLDERS and not any(map(ignored, names)) if first != "site.yml" else not names


def _signed(root: Path, paths: Iterable[str]) -> Iterator[tuple[str, Signature]]:
    for path in paths:
        found = signature(root, path)
        if found:
            yield path, found


def _identity(root: Path, folder: str) -> tuple[int, int] | None:
    try:
        found = os.stat(f"{root}/{folder}")
    except (OSError, ValueError):
        return None
    return (found.st_dev, found.st_ino) if S_ISDIR(found.st_mode) else None


def _entries(root: Path, folder: str) -> list[tuple[str, bool]] | None:
    """The paths of what a folder holds, each with whether it is a folder; None where it may not be read."""
    try:
        with os.scandir(f"{root}/{folder}") as entries:
            return [(f"{folder}/{entry.name}", _leads_to_folder(entry)) for entry in entries if not ignored(entry.name)]
    except OSError:
        return None


def _leads_to_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # A link to itself.
        return False
