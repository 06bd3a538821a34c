"""As shown: a page holds exactly what its template may see. Equal pages render to equal bytes.

Hrefs hold `urls.ROOT` where the way to the site's root belongs. Fields named `…_html` are finished HTML, everything
else is plain text that the template escapes. Of the site a page holds only its title, language and navigation. Here
are the values that all pages share, the statement card first among them. What several kinds of pages show is in
`page_parts`; the kinds are in `entity_pages`, `article_pages`, `overview_pages` and `plain_pages`.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from html import escape, unescape
from typing import NamedTuple

from builder.model.prose import link_html, text_html


@dataclass(frozen=True)
class Link:
    words: str
    href: str = ""
    """Empty where there is nothing to link to: the words alone are printed."""

    @cached_property
    def link_html(self) -> str:
        """Written out once, since a large site prints each some hundred times."""
        return link_html(text_html(self.words), self.href)


@dataclass(frozen=True)
class Stamp:
    """A date as a reader meets it."""

    words: str
    iso: str = ""
    """For `<time datetime>`; empty where no single day, month or year says it."""
    href: str = ""
    """The page of that day, month or year."""

    @cached_property
    def time_html(self) -> str:
        """Without its link, for where it stands in another."""
        words = text_html(self.words)
        return f'<time datetime="{escape(self.iso)}">{words}</time>' if self.iso else words

    @cached_property
    def date_html(self) -> str:
        return link_html(self.time_html, self.href)


Piece = str | Link | Stamp
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Sentence:
    """Words in which names and dates lead to their pages. Put together in `sentences.py`."""

    pieces: tuple[Piece, ...]

    @property
    def words(self) -> str:
        """The same without links."""
        return "".join([piece if isinstance(piece, str) else piece.words for piece in self.pieces])

    @cached_property
    def words_html(self) -> str:
        return "".join([_piece_html(piece) for piece in self.pieces])


def _piece_html(piece: Piece) -> str:
    match piece:
        case Link():
            return piece.link_html
        case Stamp():
            return piece.date_html
        case _:
            return text_html(piece)


class Fact(NamedTuple):
    """A labelled value on a statement card: the status it reports, the sum, the position taken."""

    label: str
    values: tuple[Link, ...]
    kind: str
    """A word for styling: `status`, `money`, `position`, `stance`, `due`, `outcome`, `event`, `when`."""
    overtaken: str = ""
    """`corrected`, `updated` or `retracted` where a later statement has replaced it: struck through, in words as
    well."""


class Reply(NamedTuple):
    """What another statement does to this one, or this one to another: denies, disputes, corrects it. Shown
    wherever the first is."""

    words: str
    """`Disputed by`, `Corrected by`, …; `Disputes`, `Corrects`, … where this statement is the one that does it. They
    go on with the voice, or, where there is none, with the outlet: `Corrected` in …"""
    voice: tuple[Link, ...]
    voice_kind: str
    """Likewise of the other statement: as `Card.voice_kind`, and so on."""
    names_outlet: bool
    via: tuple[tuple[Link, ...], ...]
    outlet: Link
    gist_html: str
    told: Stamp
    href: str
    """The other statement's own page."""
    basis: str
    """`our reading` or `as the source says`, and whether the other or its article was retracted since."""
    kind: str
    """One of RELATIONS, `denied`, `against` (a status that cannot be true beside it), `resolves`, or `void` for what
    was retracted since."""


@dataclass(frozen=True)
class CorrectionNote:
    """A mistake of the desk's own: what stood here before, and why it no longer does."""

    on: Stamp
    was: str
    why: str


@dataclass(frozen=True)
class WithdrawalNote:
    """What the desk has withdrawn: the page that says so, and nothing of what stood there."""

    where: Link
    on: Stamp
    why: str
    what: str
    """`An article and its 3 statements`; empty where the note stands in its place."""


@dataclass(frozen=True)
class Translation:
    """A quote in the reader's language."""

    words: str
    by: str
    """Who translated it, or empty."""


class Card(NamedTuple):
    """One statement, free of context: the same wherever it stands, without an HTML id of its own."""

    id: str
    """Full id, `article/statement`."""
    href: str
    """Its permalink: its own page."""
    voice: tuple[Link, ...]
    """Several where they speak jointly."""
    voice_kind: str
    """`named`, `unnamed`, `oneoff`, or where no voice is given `itself` (an outlet that speaks for itself, as in its
    own article or document) or `outlet` (one that says it on its own, unattributed)."""
    names_outlet: bool
    """Whether a byline names the outlet: not where it is the speaker itself, nor where it is this site."""
    via: tuple[tuple[Link, ...], ...]
    """The hops between the outlet and the voice, the nearest to the voice first."""
    outlet: Link
    article: Link
    """Our page of it."""
    told: Stamp
    gist_html: str
    mode: str
    """One of MODES."""
    mode_words: str
    """Empty for asserted; else `Denial`, `Planned`, … as a reader reads it."""
    quote: str
    own_words: bool
    """True where the quote is the voice's own direct speech. Then, and only then, quotation marks stand beside the
    name: its own."""
    needs_marks: bool
    """True where such a quote holds no quotation marks, so that they are to be printed around it."""
    wording: str
    """`checked` or `unchecked`"""
    compared: str
    """Who compared the quote with a page that may not be kept, and when; mostly empty."""
    source_href: str
    """The passage at the publisher's own page, or empty."""
    loc: str
    """Page or time code."""
    translation: Translation | None
    hedge: str
    condition: str
    happened: Stamp | None
    """Where the statement has a date of its own, be it that of telling."""
    facts: tuple[Fact, ...]
    replies: tuple[Reply, ...]
    """What others do to it. A card with a denial never stands without it."""
    relations: tuple[Reply, ...]
    """What it does to others."""
    note_html: str
    deals: tuple[Link, ...]
    corrections: tuple[CorrectionNote, ...]
    labels: tuple[str, ...]
    """`retracted`, `corrected`, `updated`, `draft`, `article retracted`: words that stand on the card."""
    when_printed: str = ""
    """The date that `happened` normalises, in the words of the article."""
    happened_overtaken: str = ""
    """As `Fact.overtaken`, of `happened`."""

    @property
    def gist(self) -> str:
        """Its sentence without links, for where it stands in a control."""
        return unescape(_TAG.sub("", self.gist_html))

    @property
    def struck(self) -> bool:
        """Whether it is struck through: it, or its whole article, is retracted."""
        return "retracted" in self.labels or "article retracted" in self.labels


@dataclass(frozen=True)
class Site:
    """What every page may know of the site."""

    title: str
    language: str
    locale: str
    """The language as Open Graph spells it: `en`, `en_GB`."""
    nav: tuple[Link, ...]
    foot: tuple[Link, ...]
    """The other ways in, and the site's free pages."""
    publisher: str
    contact: str
    licence: str
    repository: str
    report: str
    """Where readers tell of an error, up to the site path of the page it stands on; empty where nobody is named."""
    as_of: str = ""
    """That this is the record as it stood on an earlier day; empty of the site that is published."""


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What becomes one file of the site: a page, a feed, a table of data."""

    path: str
    """Site path, `/deals/uk-era-loan/`."""


@dataclass(frozen=True)
class Image:
    """The picture that a link to the page shows where it is pasted."""

    url: str
    """Absolute, as those who fetch it need it."""
    alt: str


class Follow(NamedTuple):
    """A feed or calendar of what a page is about."""

    words: str
    """`Feed`, `JSON`, `Calendar`"""
    title: str
    href: str
    kind: str
    """Its media type."""


@dataclass(frozen=True, kw_only=True)
class Page(Shown):
    """What every page has. Each kind adds what it shows, and names its template."""

    site: Site
    title: str
    description: str = ""
    canonical: str = ""
    """Absolute address, where the site has a URL."""
    genre: str = "article"
    """What a link to it leads to, in Open Graph's words: `website`, `article` or `profile`."""
    published: str = ""
    """The day on which what stands there was published, `2025-05-01`, where one is known."""
    image: Image | None = None
    """Only in builds with cards, and only where the page has one."""
    crumbs: tuple[Link, ...] = ()
    linked_data_html: str = ""
    """What it is about as JSON-LD of schema.org, for the script in its head; mostly empty."""
    feeds: tuple[Follow, ...] = ()
    """How to follow what the page is about."""
    draft_notice: str = ""
    """Why it is not published yet, in words; only in builds with drafts."""
    template: str = ""
    root: str = ""
    """The way to the site's root where it is not the relative one: 404.html is served at any address."""

    @property
    def report(self) -> str:
        """Where readers report an error on this page; empty where nobody is named."""
        return self.site.report + self.path if self.site.report else ""
