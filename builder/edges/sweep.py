"""Which files a site has, and of each a signature that differs once the file does.

In comes the site's folder; out come paths, POSIX and relative to it, with their signatures. Links are followed as
`read.py` does. Nothing that lies there is an error: what cannot be read has a signature, too, so that its mending
is seen. This module must not open a file.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from stat import S_ISDIR

from builder.edges.read import ignored
from builder.edges.sight import Signature

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
