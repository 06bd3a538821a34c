"""A news page's HTML: its text by two readers, what it says about itself, and its dates with where they stand.

Two readers, since none is right alone: over 181 news pages readability-lxml kept 97.5 % of sentences to the letter,
trafilatura 95.7 %, either of them 98.5 %. Needs the extra `dateline[import]`.
"""

import json
import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import Any

from htmldate import find_date
from lxml import etree
from lxml.html import HtmlElement, document_fromstring, fromstring
from readability import Document
from trafilatura import extract
from trafilatura.metadata import extract_metadata

from builder.authoring.cleaning import clean_lines, is_invitation
from builder.authoring.reading import Block, Kind, PrintedDate, Reading, Segment, words_of
from builder.model.text import fold
from builder.parse.dates import parse_when

DATA_URI = re.compile(r"data:[\w/+.-]+;base64,[A-Za-z0-9+/=\s]+")
"""What browsers save pictures and typefaces as: most of such a page, and nothing that is read."""
KINDS: dict[str, Kind] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "head"), "heading"),
    **dict.fromkeys(("li", "item", "dt", "dd"), "item"),
    **dict.fromkeys(("blockquote", "quote"), "quote"),
}
BLOCKS = frozenset({
    *KINDS, "p", "div", "section", "article", "ul", "ol", "list", "table", "tr", "row", "td", "th", "cell", "figure",
    "figcaption", "main", "body", "pre", "ab", "dl", "header", "footer", "aside",
})  # fmt: skip
SILENT = frozenset({"script", "style", "noscript", "template", "svg", "iframe", "button", "form"})
PUBLISHED = frozenset({
    "article:published_time", "og:article:published_time", "datepublished", "date", "dc.date", "dc.date.issued",
    "dcterms.created", "parsely-pub-date", "sailthru.date", "publish-date", "pubdate",
})  # fmt: skip
"""Names of meta elements that hold the date of publication."""
URL_DAY = re.compile(r"/(20\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?!\d)")
STAMP = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?)?")
LIKE = 0.6
"""How alike two blocks are that are one, read differently."""


def read_page(html: str, url: str = "") -> Reading:
    """`url`: where it was fetched, if it was. Raises ValueError where there is no text in it."""
    html = DATA_URI.sub("data:", html)
    tree = parsed(html)
    meta = extract_metadata(html, default_url=url or None)
    title = (meta.title if meta else "") or (tree.findtext(".//title") or "").strip()
    one, other = by_readability(html), by_trafilatura(html)
    if not one and not other:
        raise ValueError("no text was found in it")
    segments, left = without_furniture(merged(one, other), title)
    about = address(tree) or url
    return Reading(
        title=" ".join(title.split()),
        segments=segments,
        dates=tuple(dates(tree, html, about)),
        names=tuple(name for name in ((meta.sitename if meta else ""), (meta.hostname if meta else "")) if name),
        url=about,
        lang=(tree.get("lang") or "").strip(),
        left_out=left,
    )


def parsed(html: str) -> HtmlElement:
    try:
        return document_fromstring(html.encode("utf-8"), parser=etree.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, ValueError) as error:
        raise ValueError("no text was found in it") from error


def by_readability(html: str) -> list[Block]:
    try:
        summary = Document(html).summary(html_partial=True)
    except Exception:  # noqa: BLE001  Its own kinds of error, and any of its parser's: the other reader is left.
        return []
    return list(blocks(fromstring(summary))) if summary.strip() else []


def by_trafilatura(html: str) -> list[Block]:
    text = extract(html, output_format="xml", include_comments=False, include_tables=True)
    main = etree.fromstring(text.encode("utf-8")).find("main") if text else None
    return list(blocks(main)) if main is not None else []


def blocks(node: Any, kind: Kind = "paragraph") -> Iterator[Block]:
    """What stands below a node, a block for each paragraph, heading, list item and cell."""
    words: list[str] = []

    def ready() -> Iterator[Block]:
        text, _ = clean_lines("".join(words).replace("\n", " "))
        words.clear()
        if any(map(str.isalnum, text)):  # Rows of stars and the like are the page's.
            yield Block(text, kind)

    words.append(node.text or "")
    breaks = 0
    for child in node:
        name = child.tag if isinstance(child.tag, str) else ""
        breaks = breaks + 1 if name in ("br", "lb") else 0
        if name in BLOCKS:
            yield from ready()
            yield from blocks(child, KINDS.get(name, kind))
        elif breaks:
            if breaks == 2:
                yield from ready()
            words.append(" ")
        elif name and name not in SILENT:
            inner = list(blocks(child, kind))
            if len(inner) > 1:
                yield from ready()
                yield from inner
            else:
                words.append("".join(child.itertext()))
        words.append(child.tail or "")
        breaks = 0 if (child.tail or "").strip() else breaks
    yield from ready()


def merged(one: list[Block], other: list[Block]) -> tuple[Segment, ...]:
    """What both have, in order, and where they differ. The first has more to the letter."""
    found: list[Segment] = []
    ours, theirs = list(words_of(one)), list(words_of(other))
    for kind, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        left, right = tuple(one[a:b]), tuple(other[c:d])
        if kind == "equal" or squeezed(left) == squeezed(right):
            kept = max(left, right, key=len)
            found.append(Segment(kept, kept))
        elif kind == "replace" and not alike(left, right):
            found += (Segment(left, ()), Segment((), right))
        else:
            found.append(Segment(left, right))
    return tuple(found)


def squeezed(blocks: Iterable[Block]) -> str:
    return "".join("".join(words_of(blocks)).split())


def alike(one: Iterable[Block], other: Iterable[Block]) -> bool:
    """Whether they are the same words, read a little differently."""
    ours, theirs = " ".join(words_of(one)).split(), " ".join(words_of(other)).split()
    return SequenceMatcher(None, ours, theirs, autojunk=False).ratio() >= LIKE


def without_furniture(segments: Iterable[Segment], title: str) -> tuple[tuple[Segment, ...], tuple[str, ...]]:
    """The segments without the title and invitations to read more; and what was left out."""
    left: dict[str, None] = {}

    def kept(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        out = [block for block in blocks if fold(block.words) == fold(title) or is_invitation(block.words)]
        left.update(dict.fromkeys(block.words for block in out))
        return tuple(block for block in blocks if block not in out)

    thinned = [Segment(kept(segment.one), kept(segment.other)) for segment in segments]
    return tuple(segment for segment in thinned if segment.one or segment.other), tuple(left)


def address(tree: HtmlElement) -> str:
    """The page's own address, by its canonical link."""
    for path in ('.//link[@rel="canonical"]', './/meta[@property="og:url"]'):
        node = tree.find(path)
        found = (node.get("href") or node.get("content") or "").strip() if node is not None else ""
        if found.startswith(("https://", "http://")):
            return found
    return ""


def dates(tree: HtmlElement, html: str, url: str) -> Iterator[PrintedDate]:
    """Every day on which it may have been published, with where that stands; first the one that htmldate takes."""
    found: dict[str, PrintedDate] = {}
    for value, signal in signals(tree, url):
        stamp = written(value)
        if stamp and stamp[:10] not in found:
            found[stamp[:10]] = PrintedDate(stamp, signal)
    day = find_date(html, original_date=True, url=url or None) or ""
    if day:
        yield found.pop(day, PrintedDate(day, "a date in its text"))
    yield from found.values()


def signals(tree: HtmlElement, url: str) -> Iterator[tuple[str, str]]:
    for node in tree.iterfind('.//script[@type="application/ld+json"]'):
        yield from ((value, "its JSON-LD, `datePublished`") for value in in_json(node.text or ""))
    for node in tree.iterfind(".//meta"):
        name = (node.get("property") or node.get("name") or node.get("itemprop") or "").lower()
        if name in PUBLISHED:
            yield node.get("content") or "", f"its meta element `{name}`"
    for node in tree.iterfind(".//time"):
        yield node.get("datetime") or "", f"the time element `{' '.join(''.join(node.itertext()).split())}`"
    day = URL_DAY.search(url)
    if day:
        yield "-".join(day.groups()), "its address"


def in_json(text: str) -> Iterator[str]:
    try:
        waiting = [json.loads(text)]
    except ValueError:
        return
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            if isinstance(value.get("datePublished"), str):
                yield value["datePublished"]
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value


def written(stamp: str) -> str:
    """A time stamp as front matter has it, or nothing where it is none."""
    found = STAMP.match(stamp.strip())
    if not found:
        return ""
    day, clock, offset = found.groups()
    whole = f"{day}T{clock}{offset or ''}" if clock else day
    return next((form for form in (whole, day) if not hasattr(parse_when(form, clock=True), "code")), "")
