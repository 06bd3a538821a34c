"""A site's sources, as the read edge finds them: small files as text, articles as paths that a crew can read."""

from collections.abc import Iterable
from dataclasses import dataclass

from builder.model.finding import Finding
from builder.model.source import Pair, Source
from builder.model.theme import Theme
from builder.model.typeface import Typeface


@dataclass(frozen=True)
class Tree:
    config: Source
    """site.yml"""
    entities: tuple[Source, ...]
    pages: tuple[Source, ...]
    """Free pages."""
    articles: tuple[Pair, ...]
    """In the order of their paths; the crew reads a `Unit` from each."""
    article_ids: frozenset[str]
    theme: Theme
    kept: tuple[Source, ...] = ()
    """What stands beside the folders of `content/`: the locks and the withdrawals, as far as they are there."""
    files: Iterable[tuple[str, bytes]] = ()
    """Files that are published as they are: (path within the output, bytes); read only when they are written."""
    file_paths: frozenset[str] = frozenset()
    """The paths of those, for the check of links."""
    findings: tuple[Finding, ...] = ()
    """What could not be read."""
    typeface: Typeface | None = None
    """What pictures are set in, where some are to be made."""
