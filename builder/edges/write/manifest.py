"""What a built site holds: one row a file, kept in the output itself as `.dateline-manifest`, so that the
next build knows what is its own; and on the branch that it is published to, for the next publication.

Rows to text and back, and the file's place. Only files with a row are ever overwritten as unchanged or
deleted. Since that includes what a stranger may have put into a repository, a path read back is held to the same rule
as one that is written.
"""

import re
from collections.abc import Iterable
from hashlib import sha1
from pathlib import Path
from typing import NamedTuple

from builder.edges.errors import UserError

NAME = ".dateline-manifest"
HEADER = "dateline manifest 2"
FORMER = "dateline manifest 1"
"""Its digests were others, and count as unknown."""
SAFE_NAME = r"""[^\x00-\x1f\x7f\\:*?"<>|/]*[^\x00-\x1f\x7f\\:*?"<>|/. ]"""
SAFE = re.compile(f"{SAFE_NAME}(?:/{SAFE_NAME})*")
"""Paths that do not lead out of the output, and that Windows takes."""


class ManifestRow(NamedTuple):
    """One file of the output. A tuple, since workers send back thousands of them."""

    path: str
    """POSIX, relative to the output."""
    size: int
    """Bytes."""
    digest: str
    """What git calls a file of this content: SHA-1 in hex, which processors have an instruction for; empty where the
    content is not known."""


def row(path: str, data: bytes) -> ManifestRow:
    digest = sha1(b"blob %d\0" % len(data), usedforsecurity=False)
    digest.update(data)
    return ManifestRow(path, len(data), digest.hexdigest())


def is_safe(path: str) -> bool:
    """Whether a file may be written, moved or deleted at this path within the output."""
    return SAFE.fullmatch(path) is not None


def to_text(rows: Iterable[ManifestRow]) -> str:
    """Sorted lines `digest size path`, `-` for an unknown digest."""
    lines = [f"{digest or '-'} {size} {path}" for path, size, digest in sorted(rows)]
    return "\n".join([HEADER, *lines, ""])


def from_text(text: str) -> dict[str, ManifestRow]:
    """Rows by path. Raises ValueError where the text is no manifest."""
    header, *lines = text.split("\n")
    if header not in (HEADER, FORMER) or lines.pop() != "":
        raise ValueError("no manifest")
    known = header == HEADER
    return {row.path: row if known else row._replace(digest="") for row in map(from_line, lines)}


def from_line(line: str) -> ManifestRow:
    """A row as a manifest or a journal holds it. Raises ValueError where it is none, or its path is not safe."""
    digest, size, path = line.split(" ", 2)
    if not is_safe(path):
        raise ValueError("no path of a site")
    return ManifestRow(path, int(size), "" if digest == "-" else digest)


def read(output: Path) -> dict[str, ManifestRow] | None:
    """The rows of the site in this folder, by path; None where it has no manifest. Raises UserError on a
    damaged one.
    """
    try:
        return from_text((output / NAME).read_bytes().decode())
    except (FileNotFoundError, NotADirectoryError):
        return None
    except ValueError:  # UnicodeDecodeError is one.
        raise UserError(f"{output / NAME} is damaged: delete the folder {output}, then build again") from None
