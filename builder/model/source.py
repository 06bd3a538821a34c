"""What the edges hand to the stages: the text of one file, under its path from the site's root; and which belong
together."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Source:
    path: str
    """POSIX path relative to the site's root, e.g. `content/articles/a.md`."""
    text: str
    """Decoded UTF-8 without a byte-order mark, line ends normalised to `\\n`."""


@dataclass(frozen=True)
class Pair:
    """An article's path, and that of its annotation file."""

    article: str
    annotations: str | None


@dataclass(frozen=True)
class Unit:
    """One article with its annotation file: what is parsed, anchored and checked together, in one process."""

    article: Source
    annotations: Source | None
