"""What a built site holds: one row a file, kept in the output itself as `.dateline-manifest`, so that the
next build knows what is its own.

Rows to text and back, and the file's place. Only files with a row are ever overwritten as unchanged or
deleted.
"""

from collections.abc import Iterable
from hashlib import sha1
from pathlib import Path
from typing import NamedTuple

from builder.edges.errors import UserError

NAME = ".dateline-manifest"
HEADER = "dateline manifest 1"


class ManifestRow(NamedTuple):
    """One file of the output. A tuple, since workers send back thousands of them."""

    path: str
    """POSIX, relative to the output."""
    size: int
    """Bytes."""
    digest: str
    """SHA-1 in hex, which processors have an instruction for; empty where the content is not known."""


def row(path: str, data: bytes) -> ManifestRow:
    return ManifestRow(path, len(data), sha1(data, usedforsecurity=False).hexdigest())


def to_text(rows: Iterable[ManifestRow]) -> str:
    """Sorted lines `digest size path`, `-` for an unknown digest."""
    lines = [f"{digest or '-'} {size} {path}" for path, size, digest in sorted(rows)]
    return "\n".join([HEADER, *lines, ""])


def from_text(text: str) -> dict[str, ManifestRow]:
    """Rows by path. Raises ValueError where the text is no manifest."""
    header, *lines = text.split("\n")
    if header != HEADER or lines.pop() != "":
        raise ValueError("no manifest")
    return {row.path: row for row in map(_from_line, lines)}


def _from_line(line: str) -> ManifestRow:
    digest, size, path = line.split(" ", 2)
    return ManifestRow(path, int(size), "" if digest == "-" else digest)


def read(output: Path) -> dict[str, ManifestRow] | None:
    """The rows of the site in this folder, by path; None where it has no manifest. Raises UserError on a
    damaged one.
    """
    try:
        return from_text((output / NAME).read_bytes().decode())
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (ValueError, IndexError):  # UnicodeDecodeError is a ValueError.
        raise UserError(f"{output / NAME} is damaged: delete the folder {output}, then build again") from None
