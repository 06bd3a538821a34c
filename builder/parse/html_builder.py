"""HTML and the text that a reader sees of it, built side by side. Tags and words go in, in the order of the page."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping
from operator import itemgetter

from builder.model.article import Body, ProseLink, Ref
from builder.model.prose import Prose, Span, link_tag
from builder.model.text import align, fold_even

Run = tuple[int, int, int, int]
"""Words of the block in hand: start and end in its raw text, start and end in the HTML."""


def heading_tag(level: int) -> str:
    """The page's own title is its only h1."""
    return f"h{max(2, level)}"


class HtmlBuilder:
    def __init__(self, plain: Mapping[str, int] | None = None) -> None:
        self.plain = plain or {}
        """Ids in double brackets that are words, as they name nothing; and where they stand in the file."""
        self.html: list[str] = []
        self.at = 0
        """Length of the HTML so far."""
        self.text: list[str] = []
        self.end = 0
        """Length of the text so far, the line break before the next block included."""
        self.segments: list[int] = []
        self.closed: list[tuple[int, int]] = []
        self.headings: list[tuple[int, int]] = []
        self.refs: list[Ref] = []
        self.links: list[ProseLink] = []
        self.spans: list[Span] = []
        """Where the words of links to records stand in the HTML."""
        self.not_a_link = -1
        """The place in the file of the first `[[` that begins no link; -1 where there is none."""
        self.as_text: list[tuple[str, int]] = []
        """Markup of other programs that is shown as it stands, and its place in the file."""
        self.too_deep = -1
        """The place in the file of what lies too deep to be shown; -1 where nothing does."""
        self._raw: list[str] = []
        self._length = 0
        self._runs: list[Run] = []
        self._shut: list[tuple[int, int]] = []
        self._named: list[tuple[str, int, int, int]] = []

    def tag(self, html: str) -> None:
        """HTML that a reader does not read as words."""
        self.html.append(html)
        self.at += len(html)

    def words(self, raw: str) -> None:
        """Words as a reader sees them, not yet folded nor escaped."""
        if "&" in raw or "<" in raw or ">" in raw:
            self._escaped(raw)
        elif raw:
            self._run(raw, raw)

    def _escaped(self, raw: str) -> None:
        for part in SPECIAL.split(raw):
            if part:
                self._run(part, ESCAPES.get(part, part))

    def _run(self, raw: str, html: str) -> None:
        start, at = self._length, self.at
        self._length = end = start + len(raw)
        self.at = html_end = at + len(html)
        self._raw.append(raw)
        self.html.append(html)
        self._runs.append((start, end, at, html_end))

    def element(self, tag: str, raw: str) -> None:
        """Words in an element that changes nothing for the text."""
        self.tag(f"<{tag}>")
        self.words(raw)
        self.tag(f"</{tag}>")

    def link(self, href: str, offset: int, raw: str) -> None:
        """Words that lead elsewhere; `offset` is the link's place in the file."""
        self.links.append(ProseLink(href, offset))
        start = self._length
        self.tag(link_tag(href))
        self.words(raw)
        self.tag("</a>")
        self.shut(start)

    @property
    def here(self) -> int:
        """Length of the raw text of the block in hand."""
        return self._length

    def shut(self, start: int) -> None:
        """From `start` (an earlier `here`) up to now the block holds no first-mention link."""
        self._shut.append((start, self._length))

    def ref(self, id: str, words: str, offset: int) -> None:
        """A link to a record, which is put in once it is known where it leads: here are its words alone."""
        start, at = self._length, self.at
        self.words(words or id)
        self.spans.append((at, self.at, id, words))
        self._named.append((id, start, self._length, offset))
        self.shut(start)

    def block(self, opening: str, raw: str, closing: str, *, heading: bool = False) -> None:
        """A block of words and nothing else: its tags, its words and its end at once."""
        text = None if "&" in raw or "<" in raw or ">" in raw else fold_even(raw)
        if not text:
            self.tag(opening)
            self.words(raw)
            self.end_block(heading=heading)
            self.tag(closing)
            return
        start, length = self.at + len(opening), len(raw)
        self.segments += (self.end, self.end + length, start, start + length)
        self.html.append(f"{opening}{raw}{closing}")
        self.at = start + length + len(closing)
        self._finish(text, closed=heading, heading=heading)

    def end_block(self, *, heading: bool = False, closed: bool = False) -> None:
        """The words since the last block make one block of the text, if a reader sees any."""
        raw = "".join(self._raw)
        text = fold_even(raw)
        if text is None:
            text, pairs = align(raw)
            self._segment(pairs)
            self._settle(lambda start, end: _folded(pairs, start, end))
        else:
            self._segment_evenly()
            if self._shut or self._named:
                self._settle(lambda start, end: (start, end))
        if text:
            self._finish(text, closed=heading or closed, heading=heading)
        self._raw, self._length, self._runs, self._shut, self._named = [], 0, [], [], []

    def _finish(self, text: str, *, closed: bool, heading: bool) -> None:
        whole = self.end, self.end + len(text)
        if closed:
            self._close(*whole)
        if heading:
            self.headings.append(whole)
        self.text.append(text)
        self.end += len(text) + 1

    def _settle(self, folded: Callable[[int, int], tuple[int, int]]) -> None:
        """Places in the raw text of the block become places in the whole text."""
        base = self.end
        for start, end in self._shut:
            start, end = folded(start, end)
            self._close(base + start, base + end)
        for id, start, end, offset in self._named:
            start, end = folded(start, end)
            if start < end:
                self.refs.append(Ref(id, base + start, base + end, offset))

    def _close(self, start: int, end: int) -> None:
        """Notes a closed stretch in place of those within it."""
        while self.closed and self.closed[-1][0] >= start:
            self.closed.pop()
        if start < end:
            self.closed.append((start, end))

    def _segment_evenly(self) -> None:
        base = self.end
        for start, end, html, html_end in self._runs:
            self._add(base + start, base + end, html, html_end)

    def _segment(self, pairs: list[Run]) -> None:
        """Cuts runs and pairs against each other, both rising."""
        run = 0
        for start, end, raw, raw_end in pairs:
            even = end - start == raw_end - raw
            while self._runs[run][1] <= raw:
                run += 1
            while raw < raw_end:
                _, run_end, html, html_end = self._runs[run]
                html += raw - self._runs[run][0]
                stop = min(raw_end, run_end)
                if html_end - self._runs[run][2] == run_end - self._runs[run][0]:
                    html_end = html + stop - raw
                taken = stop - raw if even else end - start
                self._add(self.end + start, self.end + start + taken, html, html_end)
                if not even:
                    break
                start, raw = start + taken, stop
                run += raw >= run_end

    def _add(self, start: int, end: int, html: int, html_end: int) -> None:
        """A segment; one that only goes on from the last, character for character, makes that one longer."""
        segments = self.segments
        if (
            segments
            and segments[-1] == html
            and segments[-3] == start
            and segments[-3] - segments[-4] == segments[-1] - segments[-2]
            and end - start == html_end - html
        ):
            segments[-3], segments[-1] = end, html_end
        else:
            segments += (start, end, html, html_end)

    def prose(self) -> Prose:
        return Prose("".join(self.html), tuple(self.spans))

    def body(self, file: str = "") -> Body:
        return Body(
            "\n".join(self.text),
            "".join(self.html),
            tuple(self.segments),
            tuple(self.closed),
            tuple(self.headings),
            tuple(self.refs),
            tuple(self.links),
            file,
            tuple(self.as_text),
            self.too_deep,
            tuple(self.plain.items()),
        )


def _folded(pairs: list[Run], start: int, end: int) -> tuple[int, int]:
    """The stretch of the block's folded text that stands for this one of its raw text."""
    low, high = bisect_right(pairs, start, key=itemgetter(3)), bisect_left(pairs, end, key=itemgetter(2))
    if low >= high:
        return 0, 0
    (first, first_end, raw, raw_end), (last, last_end, tail, tail_end) = pairs[low], pairs[high - 1]
    if first_end - first == raw_end - raw:
        first += max(0, start - raw)
    if last_end - last == tail_end - tail:
        last_end -= max(0, tail_end - end)
    return first, last_end


ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
"""In running text; attributes escape quotation marks as well."""
SPECIAL = re.compile("([&<>])")
