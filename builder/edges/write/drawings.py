"""Drawings to pictures: in goes an SVG, out come the bytes of its PNG, set in the fonts that come with Dateline and
in no others, so that they are the same on every machine.

To draw one takes longer than to make a hundred pages, so what was drawn is kept in the site's `.dateline/cards/`, by
what it was drawn from. Whatever is wrong with that folder costs time and nothing else.
"""

import json
import os
import re
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path

import resvg_py

from builder.model.job import Drawing
from builder.model.pictures import Face, Typeface

FONTS = Path(__file__).parent.parent / "fonts"
SERIF, SANS = "Literata-SemiBold.ttf", "Inter-Medium.ttf"
KEPT = Path(".dateline", "cards")
OURS = re.compile(r"[0-9a-f]{64}\.png|.*\.dateline-new")
"""The names of kept pictures, and of those that a build which was killed had not finished."""
SEAL = sha256().digest_size
"""Bytes behind a kept picture, which tell whether it is whole. Who views it does not mind them."""


def read_typeface() -> Typeface:
    """How wide the letters of these fonts are."""
    faces = json.loads((FONTS / "widths.json").read_bytes())
    serif, sans = (Face(faces[file]["family"], faces[file]["widths"]) for file in (SERIF, SANS))
    return Typeface(serif, sans)


def png(root: Path, drawing: Drawing) -> bytes:
    """The picture of a drawing, drawn or from an earlier build of the site at `root`."""
    kept = root / KEPT / _name(drawing.digest)
    data = _kept(kept)
    if data is None:
        data = _draw(drawing.svg)
        _keep(kept, data)
    return data


def prune(root: Path, digests: Iterable[str]) -> None:
    """Deletes all kept pictures but those of these drawings, and nothing that goes by another kind of name: the folder
    may have come with a repository, and be a link."""
    names = set(map(_name, digests))
    with suppress(OSError):
        for name in os.listdir(root / KEPT):
            if OURS.fullmatch(name) and name not in names:
                with suppress(OSError):
                    os.unlink(root / KEPT / name)


def _draw(svg: str) -> bytes:
    return resvg_py.svg_to_bytes(
        svg_string=svg, skip_system_fonts=True, font_files=[str(FONTS / SERIF), str(FONTS / SANS)]
    )


def _name(digest: str) -> str:
    return sha256(f"{_drawer()} {digest}".encode()).hexdigest() + ".png"


@cache
def _drawer() -> str:
    """What else a picture depends on: who draws, and the fonts."""
    fonts = b"".join((FONTS / name).read_bytes() for name in (SERIF, SANS))
    return f"resvg_py {resvg_py.__version__} {sha256(fonts).hexdigest()}"


def _kept(file: Path) -> bytes | None:
    """A kept picture, if it is there and whole."""
    try:
        sealed = file.read_bytes()
    except OSError:
        return None
    data = sealed[:-SEAL]
    return data if sha256(data).digest() == sealed[-SEAL:] else None


def _keep(file: Path, data: bytes) -> None:
    """As a whole or not at all, whoever else may write it meanwhile."""
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, staged = tempfile.mkstemp(".dateline-new", dir=file.parent)
        try:
            with os.fdopen(handle, "wb") as new:
                new.write(data + sha256(data).digest())
            os.replace(staged, file)
        except OSError:
            os.unlink(staged)
