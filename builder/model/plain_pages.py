"""Pages of prose, and those that stand in for others: the desk's own pages, search, parts of long pages, pages that
moved, were withdrawn or are empty."""

from dataclasses import dataclass

from builder.model.page_parts import Paginated
from builder.model.pages import Link, Page, Stamp


@dataclass(frozen=True, kw_only=True)
class ProsePage(Page):
    template: str = "free.html"
    content_html: str


@dataclass(frozen=True, kw_only=True)
class NotFoundPage(Page):
    template: str = "404.html"
    genre: str = "website"


@dataclass(frozen=True, kw_only=True)
class PartPage(Page):
    """A year or a month of a long page."""

    template: str = "part.html"
    whole: Link
    period: str
    statements: Paginated


@dataclass(frozen=True, kw_only=True)
class MovedPage(Page):
    """Stands where a record was once."""

    template: str = "moved.html"
    target: Link


@dataclass(frozen=True, kw_only=True)
class SearchPage(Page):
    template: str = "search.html"
    index: str
    """Href of the folder of the index."""
    letters: tuple[str, ...]
    """Letters that are also found by what is typed instead, each with that behind it: `łl`, `æae`."""


@dataclass(frozen=True, kw_only=True)
class WithdrawnPage(Page):
    """Stands where the desk has withdrawn something."""

    template: str = "withdrawn.html"
    on: Stamp
    why: str


@dataclass(frozen=True, kw_only=True)
class EmptyPage(Page):
    """Stands where a day or a part of a long page was, once nothing is recorded there any more."""

    template: str = "empty.html"
    whole: Link
    """What it was a part of."""
