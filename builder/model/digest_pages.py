"""Digests: the list of editions, and the page of one."""

from dataclasses import dataclass

from builder.model.pages import Link, Page, Stamp


@dataclass(frozen=True)
class DigestLine:
    """One thing that an edition tells."""

    label: str
    words: str
    href: str = ""
    """Empty of what was withdrawn."""
    day: str = ""
    deals: tuple[Link, ...] = ()
    credit: str = ""
    against: tuple[str, ...] = ()
    """Who denies or disputes it, each in words."""


@dataclass(frozen=True)
class DigestSection:
    """A section of an edition, or a stretch of the desk's own prose."""

    kind: str
    """One of SECTIONS_OF_DIGEST, `since` or `prose`."""
    id: str
    """Of its heading; empty of prose without one."""
    heading: str
    content_html: str
    lines: tuple[DigestLine, ...]


@dataclass(frozen=True, kw_only=True)
class DigestPage(Page):
    template: str = "digest.html"
    date: Stamp
    covers: str
    """`3–9 March 2025`"""
    size: str
    """`8 items, 412 words, 2 minutes`"""
    parts: tuple[DigestSection, ...]
    """In order; what is empty is left out."""
    more: str
    """How much more changed in these days; empty of nothing."""
    all_changes: Link
    closed: str
    """The day from which it stays as it is; empty while it is open."""
    since: tuple[DigestLine, ...]
    """What was corrected of a closed one since."""
    previous: Link | None
    """The edition before; likewise after."""
    next: Link | None


@dataclass(frozen=True)
class DigestListing:
    digest: Link
    date: Stamp
    covers: str


@dataclass(frozen=True, kw_only=True)
class DigestsPage(Page):
    template: str = "digests.html"
    genre: str = "website"
    digests: tuple[DigestListing, ...]
    """The latest first."""
