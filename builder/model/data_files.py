"""Files for programs, before they have a format; and the page that lists them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from builder.model.pages import Link, Page, Shown
from builder.model.tables import Schema, Table


@dataclass(frozen=True, kw_only=True)
class RecordLists(Shown):
    """Lists of objects, as `data/site.json` holds them."""

    lists: Mapping[str, Sequence[object]]
    """By name; objects of JSON's kinds."""


@dataclass(frozen=True, kw_only=True)
class TableFile(Shown):
    """One table, for a spreadsheet."""

    table: Table


@dataclass(frozen=True, kw_only=True)
class Database(Shown):
    """Tables that refer to each other, to be asked in SQL."""

    tables: tuple[Table, ...]


@dataclass(frozen=True, kw_only=True)
class Document(Shown):
    """One object of JSON, its keys in this order."""

    value: Mapping[str, object]


class TextQuote(NamedTuple):
    """The words of a passage, and where rights allow it those around them."""

    exact: str
    before: str = ""
    after: str = ""


class WebAnnotation(NamedTuple):
    """One statement as an annotation of the publisher's page."""

    id: str
    """Its address."""
    said: str
    """Who says it, and our sentence."""
    tags: tuple[str, ...]
    source: str
    """Address of the page that it stands on."""
    pieces: tuple[TextQuote, ...]
    """Several where the quote has gaps; none where quotes are left out."""


@dataclass(frozen=True, kw_only=True)
class AnnotationFile(Shown):
    """All statements, as W3C Web AnnotationFile. Addresses are absolute, or relative to this file."""

    id: str
    title: str
    language: str
    rights: str
    """Address of the licence of our sentences, or empty."""
    maker: str
    """Address of whoever makes them, and likewise the name."""
    maker_name: str
    notes: Sequence[WebAnnotation]


@dataclass(frozen=True)
class DataFile:
    file: Link
    media: str
    """`text/csv`"""
    meaning: str


@dataclass(frozen=True, kw_only=True)
class DataPage(Page):
    template: str = "data.html"
    files: tuple[DataFile, ...]
    notice: tuple[str, ...]
    """What the licence covers and what not, in sentences."""
    licence: Link
    kinds: tuple[tuple[str, str], ...]
    """Kind of column, and what its cells hold."""
    schemas: tuple[Schema, ...]
    """The data dictionary."""
    sheets: frozenset[str]
    """The tables that are CSV files too."""


@dataclass(frozen=True, kw_only=True)
class Sitemap(Shown):
    """Absolute addresses, each with the last day on which what it shows changed, `2025-05-01`, or nothing."""

    addresses: tuple[tuple[str, str], ...]
    index: bool = False
    """Whether what stands at these addresses are sitemaps."""


@dataclass(frozen=True, kw_only=True)
class PlainText(Shown):
    text: str
