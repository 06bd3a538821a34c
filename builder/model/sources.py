"""The site's sources as the stages get them: the text of each file under its path from the site's root, which files
belong together, and the theme."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from builder.model.finding import Finding
from builder.model.pictures import Typeface


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


@dataclass(frozen=True)
class Theme:
    templates: Mapping[str, Source]
    """By file name, `deal.html`; the site's own in place of the default's of the same name."""
    styles: tuple[str, ...] = ()
    """Names of the style sheets in the order in which pages link them, under `/assets/`."""
    own: frozenset[str] = frozenset()
    """Names of the templates that the site itself wrote: those that come with Dateline are known to be sound."""


def layered(*themes: Theme) -> Theme:
    """Themes laid over each other, the last on top: its files stand in place of those of the same name, its other
    styles come last."""
    templates = {name: source for theme in themes for name, source in theme.templates.items()}
    styles = dict.fromkeys(name for theme in themes for name in theme.styles)
    return Theme(templates, tuple(styles), frozenset(name for theme in themes for name in theme.own))


@dataclass(frozen=True)
class Tree:
    config: Source
    """site.yml"""
    entities: tuple[Source, ...]
    pages: tuple[Source, ...]
    """Free pages, and the editions of digests."""
    articles: tuple[Pair, ...]
    """In the order of their paths; the executor reads a `Unit` from each."""
    article_ids: frozenset[str]
    theme: Theme
    kept: tuple[Source, ...] = ()
    """The locks and the withdrawals, as far as they are there."""
    files: Iterable[tuple[str, bytes]] = ()
    """Files that are published as they are: (path within the output, bytes); read only when they are written."""
    file_paths: frozenset[str] = frozenset()
    """The paths of those, for the check of links."""
    findings: tuple[Finding, ...] = ()
    """What could not be read."""
    typeface: Typeface | None = None
    """What pictures are set in, if any are to be made."""
