"""Pages of articles and of single statements."""

from dataclasses import dataclass
from typing import NamedTuple

from builder.model.article import Body
from builder.model.page_parts import Period
from builder.model.pages import Card, CorrectionNote, Link, Page, Sentence, Stamp, WithdrawalNote


@dataclass(frozen=True)
class ArticleLine:
    article: Link
    struck: bool
    """Retracted."""
    ours: bool
    """Whether the title is the desk's own."""
    outlet: Link
    told: Stamp
    count: str
    """`3 statements`"""


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


class PlacedStatement(NamedTuple):
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
    standing: Sentence | None
    """That it was corrected or retracted, or is gone, and when; None where all is well."""
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
    """What of its text a reader finds here, and why no more."""
    lineage: tuple[Lineage, ...]
    descendants: tuple[Lineage, ...]
    statements: tuple[PlacedStatement, ...]
    withdrawn: tuple[tuple[str, WithdrawalNote], ...]
    """Statements that stood here: (anchor, what became of it)"""
    moved: tuple[tuple[str, Link], ...]
    """Statements that stood here: (anchor, the article in which it stands now)"""
    text: Text | None
    corrections: tuple[CorrectionNote, ...]


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
