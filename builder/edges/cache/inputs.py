"""What a build depends on, as one digest: every file that it reads, the day, the options, the program, its Python and
all packages beside it. Two builds with the same digest give the same bytes.

Texts are read and not guessed at by their dates. A file that changes while a build runs may be read twice, and
differently: `times` before and after tell, and then nothing is to be kept.
"""

import os
import sys
from collections.abc import Iterable
from functools import cache
from hashlib import blake2b
from pathlib import Path

from builder.edges.read import PACKAGE, SiteFiles, published_files
from builder.model.sources import Tree

SIZE = 16
"""Bytes of a digest."""


def digest(known: tuple[object, SiteFiles, Tree], late: Iterable[str]) -> str:
    """Of the settings, the list of files and what was read of them, and of the files that are read `late`."""
    settings, listing, tree = known
    found = blake2b(digest_size=SIZE)
    theme = tree.theme.styles, sorted(tree.theme.own), sorted(tree.theme.templates.items())
    values = tree.config, tree.entities, tree.pages, tree.kept, tree.findings, theme
    for value in (program(), settings, listing, values):
        feed(found, repr(value).encode("utf-8", "surrogatepass"))
    for file in late:
        feed(found, os.fsencode(file))
        feed(found, read(file))
    return found.hexdigest()


def late_files(root: Path, listing: SiteFiles, tree: Tree) -> list[str]:
    """Files that are read only while the site is built: articles, and what is published as it is."""
    published = published_files(root, listing, tree.config)
    articles = [f"{root}/{path}" for pair in listing.pairs for path in pair.files]
    return [*articles, *(str(file) for _, file in sorted(published.items()))]


def times(files: Iterable[str]) -> str:
    """When these files were last changed, as the system tells: nobody can set that time. Raises OSError."""
    found = blake2b(digest_size=SIZE)
    for file in files:
        status = os.stat(file)
        feed(found, repr((status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)).encode())
    return found.hexdigest()


@cache
def program() -> str:
    """Dateline's own files, Python, and the packages beside it by name and version."""
    found = blake2b(digest_size=SIZE)
    for folder, folders, names in os.walk(PACKAGE):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            feed(found, os.fsencode(os.path.relpath(f"{folder}/{name}", PACKAGE)))
            feed(found, read(f"{folder}/{name}"))
    packages = {name for folder in sys.path if os.path.isdir(folder) for name in os.listdir(folder)}
    known = sorted(name for name in packages if name.endswith((".dist-info", ".egg-info")))
    feed(found, repr((sys.version, sys.implementation.name, known)).encode("utf-8", "surrogatepass"))
    return found.hexdigest()


def read(file: str) -> bytes:
    with open(file, "rb", buffering=0) as opened:
        return opened.read()


def feed(found: blake2b, data: bytes) -> None:
    """With its length, so that two texts cannot be taken for one."""
    found.update(b"%d\0" % len(data))
    found.update(data)
