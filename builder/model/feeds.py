"""What brings news to programs: feeds and calendars, before they have a format."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from builder.model.page_parts import ChangeLine
from builder.model.pages import Card, Shown


class FeedEntry(NamedTuple):
    """One statement as feeds bring it: the same in whichever it stands."""

    id: str
    """A tag URI, for ever."""
    href: str
    """Absolute, as all addresses here are: the statement's own page."""
    title: str
    """Who says it, what others say to it, and our sentence, in plain text."""
    published: str
    """RFC 3339, likewise below."""
    updated: str
    card: Card
    deals: tuple[tuple[str, str], ...]
    """Id and name of each deal that it speaks of."""
    voice: str
    """As authors spell it, likewise the date of telling: as in `data/site.json`."""
    told: str


class ChangeEntry(NamedTuple):
    """One change of the record. Fields of the same name as those of `FeedEntry`."""

    id: str
    href: str
    title: str
    """The deal, what changed, by whose word, and what others say to it, in plain text."""
    published: str
    updated: str
    line: ChangeLine
    deals: tuple[tuple[str, str], ...]


class EditionEntry(NamedTuple):
    """One edition of a digest. Fields of the same name as those of `FeedEntry`."""

    id: str
    href: str
    title: str
    published: str
    updated: str
    covers: str
    """EDTF"""
    prose_html: str
    """The desk's own words."""
    told: tuple[str, ...]
    """What changed, each by whose word, in plain text."""
    deals: tuple[tuple[str, str], ...]


Entry = FeedEntry | ChangeEntry | EditionEntry


@dataclass(frozen=True, kw_only=True)
class Feed(Shown):
    """What is new on a subject, the latest first."""

    id: str
    """A tag URI, the same for a feed and its archives."""
    title: str
    subtitle: str
    updated: str
    address: str
    """The feed's own."""
    page: str
    """Of the page with the same subject."""
    root: str
    """Of the site's front page."""
    author: str
    rights: str
    language: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, kw_only=True)
class AtomFeed(Feed):
    """RFC 4287, with the archives of RFC 5005."""

    links: tuple[tuple[str, str], ...] = ()
    """Relation and address of each archive that it leads to."""
    archive: bool = False


@dataclass(frozen=True, kw_only=True)
class JsonFeed(Feed):
    """JSON Feed 1.1"""


class CalendarEvent(NamedTuple):
    """A stretch of whole days in a calendar."""

    id: str
    """A tag URI, for ever."""
    stamp: datetime
    """When what it says last changed; in UTC."""
    first: date
    last: date
    title: str
    text: str
    """Several lines."""
    href: str
    topics: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Calendar(Shown):
    """RFC 5545"""

    title: str
    address: str
    page: str
    events: tuple[CalendarEvent, ...]
