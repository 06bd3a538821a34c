"""Kinds of pages that links from elsewhere lead to: a statement by itself, and what stands where something once was."""

from dataclasses import dataclass
from typing import NamedTuple

from builder.model.pages import Card, Link, Page, Stamp


class Citation(NamedTuple):
    """How to cite one statement."""

    text: str
    bibtex_html: str
    csl_html: str
    """CSL-JSON, likewise with `&`, `<` and `>` as HTML has them: it is full of quotation marks, which may stay."""


@dataclass(frozen=True, kw_only=True)
class StatementPage(Page):
    template: str = "statement.html"
    indexed: bool
    """Whether search engines may take it in."""
    card: Card
    place: str
    """Href of the passage in its place on our page of the article."""
    context: tuple[tuple[str, bool], ...]
    """The paragraph that the quote stands in, in pieces, each with whether it is of the quote; empty where the text may
    not be published."""
    archive: str
    """A lasting copy of the article, or empty."""
    citation: Citation


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
