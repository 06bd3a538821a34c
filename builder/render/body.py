"""A published text with its quotes marked and its names linked. A Body, spans and links in, HTML out.

Every quoted span stands in `<mark>` elements: one as a rule, more where it overlaps another or runs over the edge
of an element; `data-q` names all quotes that a mark belongs to. After a span stands a small link to its statement's
card. An `<a>` never stands in an `<a>`.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import itemgetter

from builder.model.article import Body
from builder.model.prose import link_tag

Spans = tuple[tuple[int, int], ...]
Quotes = Sequence[tuple[str, Spans]]
"""The local id of each statement, and its spans in the text; empty where it stands elsewhere."""
Piece = tuple[int, int, tuple[int, ...]]
"""Start and end in the HTML, and which quotes stand there."""

TAG = re.compile(r"<(/?)([a-z0-9]+)[^>]*>")
LINK = re.compile(r"<a .*?</a>", re.S)
VOID = frozenset(("br", "img", "hr"))
CLOSE, REFERENCE, OPEN = range(3)
"""The order of what is put in at one place."""
Insert = tuple[int, int, str]


def mark(body: Body, quotes: Quotes, mentions: Iterable[tuple[int, int, str]]) -> str:
    """The text's HTML; `mentions` are (start, end, href) in the text and overlap neither each other nor a link.

    The first mark of a quote has the id `q-ID`; the link after its last leads to `#ID`, and its number is the
    quote's place in `quotes`.
    """
    page = _Page(body)
    page.link(mentions)
    intervals = [(*page.stretch(start, end), k) for k, (_, spans) in enumerate(quotes) for start, end in spans]
    pieces = [piece for whole in _elementary(intervals) for piece in page.within_elements(whole)]
    return _spliced(page.html, [*_marks(pieces, quotes), *_references(page, pieces, quotes)])


class _Page:
    """The HTML, and the way from the text into it, before and after the names are linked."""

    def __init__(self, body: Body) -> None:
        self.html = body.html
        self._segments = body.segments
        self._starts = body.segments[::4]
        self._opens: list[int] = []
        self._closes: list[int] = []
        self._lengths = [0]

    def link(self, mentions: Iterable[tuple[int, int, str]]) -> None:
        """Puts the mentions in. From here on places are those of the new HTML."""
        parts: list[str] = []
        opens, closes, lengths, done = [], [], [0], 0
        for start, end, href in sorted(mentions):
            first, last = self._found(start, end)
            start, end = self._whole(max(first, done), max(last, done))
            if start == end:  # Two names meet within one sign of the HTML, `…` for three dots: the first has it.
                continue
            opening = link_tag(href)
            parts += (self.html[done:start], opening, self.html[start:end], "</a>")
            opens.append(start)
            closes.append(end)
            lengths.append(lengths[-1] + len(opening))
            done = end
        self.html = "".join((*parts, self.html[done:]))
        self._opens, self._closes, self._lengths = opens, closes, lengths

    def _whole(self, start: int, end: int) -> tuple[int, int]:
        """What of a name can be one link: all of it, or its longest part within one element and beside any footnote."""
        words = self.html[start:end]
        if "<" in words:
            parts = [part for between in self._between_links(start, end) for part in self._parts(*between)]
            start, end = max(parts, key=lambda part: len(self.html[slice(*part)].strip()), default=(start, start))
            words = self.html[start:end]
        return start + len(words) - len(words.lstrip()), start + len(words.rstrip())

    def _between_links(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        for link in LINK.finditer(self.html, start, end):
            yield start, link.start()
            start = link.end()
        yield start, end

    def stretch(self, start: int, end: int) -> tuple[int, int]:
        """The HTML of a stretch of the text. A link that begins or ends with it is inside."""
        first, last = self._found(start, end)
        return self._moved(first), self._moved(last)

    def _found(self, start: int, end: int) -> tuple[int, int]:
        """The same before the names are linked. Nearly always it lies in one run of plain text."""
        here = 4 * bisect_right(self._starts, start) - 4
        if here >= 0:
            run, run_end, html, html_end = self._segments[here : here + 4]
            if end <= run_end and run_end - run == html_end - html:
                return html + start - run, html + end - run
        first, last = self._place(start, after=False), self._place(end, after=True)
        return first, max(first, last)

    def _place(self, at: int, *, after: bool) -> int:
        find = bisect_left if after else bisect_right
        here = 4 * max(0, find(self._starts, at) - 1)
        if here >= len(self._segments):
            return 0
        start, end, html, html_end = self._segments[here : here + 4]
        if end - start == html_end - html:
            return html + min(at, end) - start
        return html_end if after else html

    def _moved(self, place: int) -> int:
        """Where this place is now that the names are linked."""
        opened = bisect_left(self._opens, place)
        return place + self._lengths[opened] + len("</a>") * bisect_right(self._closes, place)

    def within_elements(self, piece: Piece) -> Iterator[Piece]:
        """The piece cut where an element begins or ends that is not whole inside it."""
        start, end, who = piece
        for begin, stop in self._parts(start, end):
            if self.html[begin:stop].strip():
                yield begin, stop, who

    def _parts(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        if "<" not in self.html[start:end]:
            yield start, end
            return
        closing, opening = self._halves(start, end)
        while closing and (tag := self._opens_before(start)) is not None:
            start = tag
            closing.pop(0)
        while opening and self.html.startswith("</", end):
            end = self.html.index(">", end) + 1
            opening.pop()
        for tag_start, tag_end in closing + opening:
            if start < tag_start:
                yield start, tag_start
            start = tag_end
        if start < end:
            yield start, end

    def _halves(self, start: int, end: int) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
        """The closing tags in here whose elements began before, and the opening ones whose elements end after."""
        closing: list[tuple[int, int]] = []
        opening: list[tuple[int, int]] = []
        for tag in TAG.finditer(self.html, start, end):
            if tag[2] in VOID:
                continue
            if not tag[1]:
                opening.append(tag.span())
            elif opening:
                opening.pop()
            else:
                closing.append(tag.span())
        return closing, opening

    def _opens_before(self, at: int) -> int | None:
        """Where the opening tag begins that ends right here."""
        start = self.html.rfind("<", 0, at)
        tag = TAG.fullmatch(self.html, start, at) if start >= 0 else None
        return start if tag and not tag[1] and tag[2] not in VOID else None

    def outside_link(self, at: int) -> int:
        """This place, or the end of the link that it is in."""
        close = self.html.find("</a>", at)
        inside = close >= 0 and self.html.find("<a ", at, close) < 0
        return close + len("</a>") if inside else at


def _elementary(intervals: list[tuple[int, int, int]]) -> list[Piece]:
    """The intervals cut so that no two overlap; each piece knows all that it belongs to."""
    ordered = sorted((start, end, k) for start, end, k in intervals if start < end)
    if all(one[1] <= other[0] for one, other in pairwise(ordered)):
        return [(start, end, (k,)) for start, end, k in ordered]
    cuts = sorted({cut for start, end, _ in ordered for cut in (start, end)})
    pieces = []
    for start, end in pairwise(cuts):
        who = tuple(sorted({k for begin, stop, k in ordered if begin <= start and stop >= end}))
        if who:
            pieces.append((start, end, who))
    return pieces


def _marks(pieces: list[Piece], quotes: Quotes) -> Iterator[Insert]:
    seen: set[int] = set()
    for start, end, who in pieces:
        fresh = [f"q-{quotes[k][0]}" for k in who if k not in seen]
        seen.update(who)
        id = f' id="{fresh[0]}"' if fresh else ""
        others = "".join(f'<span id="{other}"></span>' for other in fresh[1:])
        names = " ".join(quotes[k][0] for k in who)
        yield start, OPEN, f'<mark{id} data-q="{names}">{others}'
        yield end, CLOSE, "</mark>"


def _references(page: _Page, pieces: list[Piece], quotes: Quotes) -> Iterator[Insert]:
    last = {k: end for _, end, who in pieces for k in who}
    for k, end in sorted(last.items()):
        label = f'href="#{quotes[k][0]}" aria-label="statement {k + 1}"'
        yield page.outside_link(end), REFERENCE, f'<a class="ref" {label}>{k + 1}</a>'


def _spliced(html: str, inserts: list[Insert]) -> str:
    """The HTML with every insert at its place; those at one place in their order."""
    parts: list[str] = []
    done = 0
    for at, _, text in sorted(inserts, key=itemgetter(0, 1)):
        parts += (html[done:at], text)
        done = at
    parts.append(html[done:])
    return "".join(parts)
