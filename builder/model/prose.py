"""Links in prose: the one grammar of `[[id]]` and `[[id|words]]`, and text in which they have been found.

`[[id]]` prints the name of what it leads to, `[[id|words]]` the words. Spaces around the id and around the words do not
count; blank words count as none. An id holds no bracket, no `|` and no line end. Words are plain text, and hold square
brackets in pairs only, as in `[sic]`, none within another: a link holds no link. A `[[` that begins nothing of this
form is no link. In plain text `\\[[` prints two brackets; Markdown has the same escape.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from html import escape
from typing import NamedTuple, TypeAlias

LINK = r"\[\[([^\S\n]*+[^\[\]|\s][^\[\]|\n]*+)(?:\|((?:[^\[\]]++|\[[^\[\]]*+\])*+))?\]\]"
"""Groups: id and words, as `meaning` takes them. Nothing is tried twice and nothing runs across another `[[`, so that
a search takes a time that grows with the text, not faster."""
_LINK = re.compile(LINK)
_MARK = re.compile(rf"\\\[\[|{LINK}")

Span: TypeAlias = tuple[int, int, str, str]
"""A link: start and end in the source, id, and words, or nothing where the name is printed. Without an id, no link but
words to print. There are some to each gist, so that a class for them would show in the time of a build."""


class Prose(NamedTuple):
    """A gist, a note, or the HTML of Markdown, with its links. A tuple goes to another process in half the time."""

    source: str
    """As written; or HTML, in which words stand for each link."""
    spans: tuple[Span, ...] = ()
    """In the order of the source."""

    def __bool__(self) -> bool:
        return bool(self.source)

    @property
    def ids(self) -> tuple[str, ...]:
        """What it links to, in order, once each, whether it exists or not."""
        if len(self.spans) == 1:
            return self.spans[0][2:3] if self.spans[0][2] else ()
        return tuple(dict.fromkeys([id for _, _, id, _ in self.spans if id]))

    def text(self, names: Mapping[str, str]) -> str:
        """What a reader reads, without links; `names` says what each id is called."""
        return self.filled([words or names[id] for _, _, id, words in self.spans])

    def filled(self, printed: Iterable[str], rest: Callable[[str], str] | None = None) -> str:
        """The source with `printed` in place of its links, one for each, and all else as it is, or as `rest` has it."""
        parts: list[str] = []
        done = 0
        for (start, end, _, _), words in zip(self.spans, printed, strict=True):
            before = self.source[done:start]
            parts += (rest(before) if rest else before, words)
            done = end
        last = self.source[done:]
        return "".join((*parts, rest(last) if rest else last))


NO_PROSE = Prose("")


def read(text: str) -> Prose:
    """Plain text as prose."""
    return Prose(text, tuple(map(_span, _MARK.finditer(text)))) if "[[" in text else Prose(text)


def _span(mark: re.Match[str]) -> Span:
    return (*mark.span(), *(meaning(*mark.groups()) if mark[1] else ("", "[[")))


def link_at(text: str, at: int, end: int) -> tuple[int, str, str] | None:
    """Where the link ends that begins here, its id and its words; None where none does."""
    link = _LINK.match(text, at, end)
    return (link.end(), *meaning(link[1], link[2])) if link else None


def meaning(id: str, words: str | None) -> tuple[str, str]:
    """Id and words of a link, or no words, by the groups of LINK."""
    return id.strip(), (words or "").strip()


def not_a_link(prose: Prose) -> int:
    """Where the first `[[` stands in plain text that begins no link; -1 where there is none."""
    done = 0
    for start, end, _, _ in prose.spans:
        at = prose.source.find("[[", done, start)
        if at >= 0:
            return at
        done = end
    return prose.source.find("[[", done)


def text_html(words: str) -> str:
    """HTML of plain text between tags."""
    return escape(words, quote=False)


def link_html(html: str, href: str) -> str:
    """HTML of a link, or what is to be linked alone where there is nothing to lead to."""
    return f"{link_tag(href)}{html}</a>" if href else html


@lru_cache(maxsize=4096)
def link_tag(href: str) -> str:
    return f'<a href="{escape(href)}">'
