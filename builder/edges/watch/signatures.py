"""Which files a site has, a signature of each that differs once the file does, and what changed between two
snapshots."""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from stat import S_ISDIR

from builder.edges.read import ignored

TICK = 10_000_000
COARSE_TICK = 2_000_000_000
"""Nanoseconds within which a file may be written twice and keep its time stamp: a kernel's clock moves on a hundred
times a second or more, and FAT counts in pairs of seconds."""


Signature = tuple[int, int, int, int]
"""Of a file: when it was written, in nanoseconds since 1970, its size, its inode and its mode."""
Seen = Mapping[str, Signature | None]
"""Signatures by path; None where there is no file."""


@dataclass(frozen=True)
class Snapshot:
    """How all files were."""

    files: Mapping[str, Signature] = field(default_factory=dict)
    hasty: frozenset[str] = frozenset()
    """The paths of those that were looked at so soon after they were written that they may be written once more and
    keep their signature."""


def changes(before: Snapshot, seen: Seen, named: frozenset[str] = frozenset()) -> frozenset[str]:
    """The paths whose files came, went or changed; of those `named` by the system, also where no signature can tell."""
    return frozenset(path for path, found in seen.items() if found != before.files.get(path)) | (named & before.hasty)


def renewed(before: Snapshot, seen: Seen, now: int) -> Snapshot:
    """A sight with what was seen since, from `now` on, in nanoseconds since 1970."""
    files = {path: found for path, found in {**before.files, **seen}.items() if found}
    hasty = frozenset(path for path, found in seen.items() if found and now - found[0] < _tick(found))
    return Snapshot(files, (before.hasty - seen.keys()) | hasty)


def is_folder(path: str, found: Signature | None, before: Snapshot) -> bool:
    """Whether a path is a folder's, or was one's whose files are known."""
    if found:
        return S_ISDIR(found[3])
    below = f"{path}/"
    return any(file.startswith(below) for file in before.files)


def _tick(found: Signature) -> int:
    return TICK if found[0] % TICK else COARSE_TICK


FOLDERS = ("content", "themes")


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
        return found.st_mtime_ns, found.st_size, found.st_ino, found.st_mode
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
