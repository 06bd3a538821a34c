"""Digests: the list of editions, and the page of one."""

from dataclasses import dataclass

from builder.model.entity_pages import QuestionLine
from builder.model.page_parts import ChangeLine, DueLine
from builder.model.pages import Link, Page, Stamp


@dataclass(frozen=True)
class DigestPart:
    """A section of an edition, or a stretch of the desk's own prose."""

    kind: str
    """One of SECTIONS_OF_DIGEST, or `prose`."""
    id: str
    """Of its heading; empty of prose without one."""
    heading: str
    content_html: str = ""
    changes: tuple[ChangeLine, ...] = ()
    questions: tuple[QuestionLine, ...] = ()
    due: tuple[DueLine, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DigestPage(Page):
    template: str = "digest.html"
    date: Stamp
    covers: str
    """`3–9 March 2025`"""
    size: str
    """`8 items, 412 words, 2 minutes`"""
    parts: tuple[DigestPart, ...]
    """In order; what is empty is left out."""
    more: str
    """How much more changed in these days; empty of nothing."""
    all_changes: Link
    previous: Link | None
    """The edition before; likewise after."""
    next: Link | None


@dataclass(frozen=True)
class DigestLine:
    digest: Link
    date: Stamp
    covers: str


@dataclass(frozen=True, kw_only=True)
class DigestsPage(Page):
    template: str = "digests.html"
    genre: str = "website"
    digests: tuple[DigestLine, ...]
    """The latest first."""
