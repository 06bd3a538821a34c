"""As shown: a page holds exactly what its template may see. Equal pages render to equal bytes.

Hrefs hold `urls.ROOT` where the way to the site's root belongs. Fields named `…_html` are finished HTML,
everything else is plain text
that the template escapes. Of the site a page holds only its title, language and navigation.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Link:
    words: str
    href: str = ""
    """Empty where there is nothing to link to: the words alone are printed."""


@dataclass(frozen=True)
class Stamp:
    """A date as a reader meets it."""

    words: str
    iso: str = ""
    """For `<time datetime>`; empty where no single day, month or year says it."""
    href: str = ""
    """The page of that day, month or year."""


@dataclass(frozen=True)
class Fact:
    """A labelled value on a statement card: the status it reports, the sum, the position taken."""

    label: str
    values: tuple[Link, ...]
    kind: str = ""
    """A word for styling: `status`, `money`, `position`, `stance`, `due`, `outcome`."""


@dataclass(frozen=True)
class Reply:
    """What another statement does to this one: denies, disputes, corrects it. Shown wherever the first is."""

    words: str
    """`disputed by`, `corrected by`, …"""
    voice: tuple[Link, ...]
    gist_html: str
    told: Stamp
    href: str
    basis: str
    """`as the desk reads it` or `as the source says`."""
    kind: str
    """One of RELATIONS, or `denied`."""


@dataclass(frozen=True)
class Card:
    """One statement, free of context: the same wherever it stands, without an HTML id of its own."""

    id: str
    """Full id, `article/statement`."""
    href: str
    """Its permalink."""
    gist_html: str
    quote: str
    own_words: bool
    """True where the quote is the voice's own direct speech; only then do quotation marks stand beside the
    name."""
    wording: str
    """`checked` or `unchecked`"""
    voice: tuple[Link, ...]
    """Several where they speak jointly."""
    voice_kind: str
    """`named`, `unnamed`, `oneoff`, or `outlet` where no voice is given and the outlet says it on its own."""
    via: tuple[Link, ...]
    """Carriers between the outlet and the voice, then the outlet with its article: `as told by`."""
    article: Link
    told: Stamp
    happened: Stamp | None
    mode: str
    """One of MODES."""
    mode_words: str
    """Empty for asserted; else `denied`, `planned`, `if it comes to that`, … as a reader reads it."""
    hedge: str
    condition: str
    deals: tuple[Link, ...]
    facts: tuple[Fact, ...]
    replies: tuple[Reply, ...]
    note_html: str
    translation: str
    out: str
    """The passage at the publisher's own page, or empty."""
    marks: tuple[str, ...]
    """`retracted`, `corrected`, `draft`: words that stand on the card."""


@dataclass(frozen=True)
class Site:
    """What every page may know of the site."""

    title: str
    language: str
    nav: tuple[Link, ...]
    publisher: str
    contact: str
    licence: str


@dataclass(frozen=True, kw_only=True)
class Page:
    """What every page has. Each kind adds what it shows, and names its template."""

    path: str
    """Site path, `/deals/uk-era-loan/`."""
    site: Site
    title: str
    description: str = ""
    canonical: str = ""
    """Absolute address, where the site has a URL."""
    crumbs: tuple[Link, ...] = ()
    template: str = ""
