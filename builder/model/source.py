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
    """An article's path, that of its annotation file, and that of its text where it has a file of its own."""

    article: str
    annotations: str | None
    text: str | None = None

    @property
    def files(self) -> tuple[str, ...]:
        return tuple([path for path in (self.article, self.annotations, self.text) if path])


@dataclass(frozen=True)
class Unit:
    """One article with its other files: what is parsed, anchored and checked together, in one process."""

    article: Source
    annotations: Source | None
    text: Source | None = None
    """Its text, where that does not stand below the front matter."""
