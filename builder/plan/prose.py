"""The desk's own text to HTML. Gists and notes are plain text with `[[id]]` links; abouts and free pages come as
HTML whose links and names still stand as ids. Everything else is escaped.
"""

import re
from html import escape, unescape

from builder.model.urls import NAME, REF, rooted
from builder.plan.links import Links, element

_LINK = re.compile(r"\[\[([^\[\]|]+)(?:\|([^\[\]]*))?\]\]")
_REF = re.compile(f'<a href="{REF}([^{REF}]*){REF}">(.*?)</a>', re.DOTALL)
_SENTENCE = re.compile(r".*?(?:\b[^\W\dA-Z_]\w+|\w{4}|\d)[.!?][”’\"')]*(?=\s+[^a-z\s])", re.DOTALL)
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_NAME = re.compile(f"{NAME}([^{NAME}]*){NAME}")


def line(text: str, links: Links) -> str:
    """HTML of a gist or a note."""
    if "[[" not in text:
        return escape(text, quote=False)
    parts = _LINK.split(text)
    pieces = [escape(parts[0], quote=False)]
    for at in range(1, len(parts), 3):
        id, words = parts[at], parts[at + 1]
        pieces.append(element(links[id].href, words) if words else links.anchor(id))
        pieces.append(escape(parts[at + 2], quote=False))
    return "".join(pieces)


def plain(text: str, links: Links) -> str:
    """The same without links or markup, for descriptions."""
    if "[[" not in text:
        return text
    return _LINK.sub(lambda match: match[2] or links[match[1]].words, text)


def rendered(html: str, links: Links) -> str:
    """HTML of an about or a free page, its links led to their pages; one to a thing without a page is its words
    alone."""

    def lead(match: re.Match[str]) -> str:
        href = links[match[1]].href
        return f'<a href="{escape(href)}">{match[2]}</a>' if href else match[2]

    named = _NAME.sub(lambda match: escape(links[match[1]].words, quote=False), html)
    return rooted(_REF.sub(lead, named))


def first_sentence(text: str) -> str:
    """What a text is about in a line; the point of an initial or a short abbreviation ends none."""
    found = _SENTENCE.match(text)
    return found[0] if found else text


def beginning(html: str) -> str:
    """The first sentence of a page's first paragraph, as plain text."""
    found = _PARAGRAPH.search(html)
    return first_sentence(unescape(_TAG.sub("", found[1])).replace("\n", " ")) if found else ""
