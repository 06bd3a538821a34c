"""Kinds of pages: home, deals, articles, the site's own pages, and a part of a page too long to stand in one piece."""

from dataclasses import dataclass
from typing import NamedTuple

from builder.model.blocks import (
    Backlink,
    DealLine,
    DueLine,
    MoneyRow,
    Parted,
    PartsSum,
    Period,
    QuestionTable,
    Status,
    Step,
    Turn,
)
from builder.model.corpus import Body
from builder.model.pages import Card, Gone, Link, Mend, Page, Stamp


@dataclass(frozen=True, kw_only=True)
class HomePage(Page):
    template: str = "home.html"
    genre: str = "website"
    updated: Stamp | None
    """The last day on which the desk put anything on file."""
    new: tuple[Card, ...]
    deals: tuple[DealLine, ...]
    due: tuple[DueLine, ...]
    scope: str


@dataclass(frozen=True, kw_only=True)
class DealsPage(Page):
    template: str = "deals.html"
    genre: str = "website"
    deals: tuple[DealLine, ...]


@dataclass(frozen=True, kw_only=True)
class DealPage(Page):
    template: str = "deal.html"
    about_html: str
    about_on: Stamp | None
    status: Status
    disputes: tuple[tuple[Card, Card, str], ...]
    """(one, other, why)"""
    due: tuple[DueLine, ...]
    settled: tuple[DueLine, ...]
    """Planned things with a recorded outcome."""
    money: tuple[MoneyRow, ...]
    sums: tuple[PartsSum, ...]
    """What the deal's parts come to, beside its own figures."""
    questions: tuple[QuestionTable, ...]
    steps: tuple[Step, ...]
    history: tuple[Turn, ...]
    """The last statements that moved or tried to move the status, and the events on the way, in order of time."""
    earlier: int
    """How many came before these."""
    parties: tuple[Link, ...]
    parent: Link | None
    parts: tuple[DealLine, ...]
    statements: Parted
    backlinks: tuple[Backlink, ...]
    mends: tuple[Mend, ...]


@dataclass(frozen=True)
class ArticleLine:
    article: Link
    struck: bool
    """Retracted."""
    ours: bool
    """Whether the title is the desk's own."""
    outlet: Link
    told: Stamp
    count: int
    """Statements."""


@dataclass(frozen=True)
class ArticleGroup:
    name: str
    href: str
    articles: tuple[ArticleLine, ...]


@dataclass(frozen=True, kw_only=True)
class ArticlesPage(Page):
    template: str = "articles.html"
    genre: str = "website"
    outlets: tuple[Link, ...]
    groups: tuple[ArticleGroup, ...]
    """By month, the latest first."""
    months: tuple[Period, ...] = ()
    """Where there are too many for one page: the months, each with a page of its own."""


@dataclass(frozen=True)
class Lineage:
    """Where an article comes from, or what comes from it."""

    words: str
    """`A rewrite of`, `Translated in`"""
    article: Link
    outlet: Link
    basis: str
    """On whose word: `credited there`, `the same text`, `the desk concludes this`."""
    why: str


class Placed(NamedTuple):
    """A statement in its article, under its permanent anchor."""

    anchor: str
    card: Card
    by_printed: str
    """The words with which the article attributes it."""
    in_title: bool
    former: tuple[str, ...] = ()
    """Anchors it has had before, which still lead here."""


@dataclass(frozen=True)
class Text:
    """An article's published text, for the renderer to mark: every span and every name with the href it leads to."""

    body: Body
    spans: tuple[tuple[str, tuple[tuple[int, int], ...]], ...]
    """(anchor, spans of the quote in the folded text)"""
    mentions: tuple[tuple[int, int, str], ...]
    """(start, end, href)"""


@dataclass(frozen=True, kw_only=True)
class ArticlePage(Page):
    template: str = "article.html"
    title_ours: bool
    struck: bool
    standing: str
    """`corrected`, `retracted` or `gone` in a sentence; empty where all is well."""
    standing_on: Stamp | None
    standing_why: str
    outlet: Link
    told: Stamp
    dated: str
    """How the date is known, where the page does not print it."""
    form: str
    url: str
    archive: str
    cutoff: Stamp | None
    recorded: Stamp | None
    language: str
    """BCP 47 of the article's own words, where it is not the site's."""
    topics: tuple[str, ...]
    rights: str
    """What a reader finds here, in a sentence."""
    compared: str
    lineage: tuple[Lineage, ...]
    descendants: tuple[Lineage, ...]
    statements: tuple[Placed, ...]
    withdrawn: tuple[tuple[str, Gone], ...]
    """Statements that stood here: (anchor, what became of it)"""
    moved: tuple[tuple[str, Link], ...]
    """Statements that stood here: (anchor, the article in which it stands now)"""
    text: Text | None
    mends: tuple[Mend, ...]


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
    statements: Parted


@dataclass(frozen=True, kw_only=True)
class MovedPage(Page):
    """Stands where a record was once."""

    template: str = "moved.html"
    target: Link


@dataclass(frozen=True, kw_only=True)
class SearchPage(Page):
    template: str = "search.html"
    bundles: tuple[str, ...]
    """Hrefs of the folders of the index, the latest first."""
    letters: tuple[str, ...]
    """Letters that are also found by what is typed instead, each with that behind it: `łl`, `æae`."""
