"""Markdown to values: an article's text to a Body, the desk's own prose to HTML. One text in, no other file seen.

Paragraphs, headings, lists and block quotes in their plainest form are read here; `commonmark` reads all else.
"""

import re
from collections.abc import Mapping

from builder.model.article import Body
from builder.model.prose import LINK, meaning
from builder.model.text import WIDTHLESS
from builder.parse.commonmark import SHORTCODE, add_markdown
from builder.parse.html_builder import HtmlBuilder, heading_tag


def body(markdown: str, offset: int, file: str, plain: Mapping[str, int] | None = None) -> Body:
    """An article's text; `offset` is where it begins in the file's text, in code points; `plain` are ids that name
    nothing, whose double brackets are no links."""
    out = HtmlBuilder(plain)
    add_plain(markdown, offset, out)
    return out.body(file)


def prose(markdown: str, offset: int = 0) -> HtmlBuilder:
    """The desk's own text: its HTML, the links and images in it, and what is wrong with it."""
    out = HtmlBuilder()
    add_plain(markdown, offset, out)
    return out


REACHING = ("```", "~~~", "]:", "<!--", "\t", "\r", "\0")
"""Fences, comments and definitions of references reach across blank lines; tabs and odd line ends are counted by the
parser."""
JOINING = frozenset(" -+*0123456789")
"""A chunk that begins with these may go on with the list or the code before it."""


BEGINNING = r"(?:[A-Za-z\"'(\[$]|\*{1,2}\w|\d+(?!\d|[.)](?:\s|\Z))|[^\x00-\x7f\s])"
"""Begins words, and no block."""
WORDS = r"[^*_\[\]`<>&\\]"
INSIDE = rf"([^\W_](?:{WORDS}*(?:[^\W_]|[.,:;?!](?=\*+(?:[ \n]|\Z))))?)"
"""Between asterisks that can mean emphasis only, whatever is around them."""
HOST = r"[a-z0-9-]{1,40}(?:\.[a-z0-9-]{1,40}){1,4}"
REST = r"(?:/[A-Za-z0-9_/.~=-]*)?(?:\?[A-Za-z0-9_/.~=&-]+)?(?:#[A-Za-z0-9_/.~=-]+)?"
INLINE = re.compile(
    rf"\*\*{INSIDE}\*\*(?!\*)"
    rf"|\*{INSIDE}\*(?!\*)"
    rf"|\[(?<!!\[)({WORDS}+)\]\((https?://{HOST}{REST})\)"
    rf"|{LINK}(?!\()"
)
"""Bold, emphasis, a link, a [[link]]. Each begins with a sign of its own, which is how a search skips words quickly."""
STRIDE = INLINE.groups + 1
MARKUP = re.compile(r"[*_`<\\]|\]\(|\[\[|&[#A-Za-z]|~~|\{[{%]|" + SHORTCODE)
"""What INLINE has left may still be markup where it holds this."""


START = re.compile(BEGINNING)
LINES = re.compile(rf"\n(?!{BEGINNING})|\n[{WIDTHLESS}]|[\s{WIDTHLESS}]\n")
"""A line end that may begin a block, or is folded together with what stands beside it."""
HEADING = re.compile(r"(#{1,6}) +(?=[^#\s])([^#\n]*[^#\s])\Z")
ITEM = re.compile(rf"([-+*]|(\d{{1,9}})([.)])) (?={BEGINNING})")
QUOTED = re.compile(rf"> (?={BEGINNING})")
Pieces = list[str]
"""Words and what INLINE found between them, as `re.split` gives them."""
Block = tuple[str, int, Pieces, str]
"""Opening tag, where the pieces begin in the chunk, and the closing tag."""
Form = tuple[str, list[Block], str]
"""What opens and what closes around the blocks of a chunk."""


def add_plain(markdown: str, offset: int, out: HtmlBuilder) -> None:
    """Adds any Markdown; `offset` is where it begins in its file, in code points."""
    if out.plain or any(mark[0] in markdown and mark in markdown for mark in REACHING):
        add_markdown(markdown, offset, out)
        return
    chunks = _chunks(markdown)
    followings = [*(chunk[0] for _, chunk in chunks[1:]), ""]
    unsure = -1
    for (start, chunk), following in zip(chunks, followings, strict=False):
        if unsure < 0 and _is_words(chunk):
            out.block("<p>", chunk, "</p>\n")
            continue
        form = _form(chunk, following) if unsure < 0 or chunk[0] not in JOINING else None
        if form is None:
            unsure = start if unsure < 0 else unsure
            continue
        if unsure >= 0:
            add_markdown(markdown[unsure:start], offset + unsure, out)
            unsure = -1
        _add_form(form, offset + start, out)
    if unsure >= 0:
        add_markdown(markdown[unsure:], offset + unsure, out)


def _chunks(markdown: str) -> list[tuple[int, str]]:
    """What stands between blank lines, and where it begins."""
    chunks = []
    at = 0
    for part in markdown.split("\n\n"):
        chunk = part.rstrip(" \n").lstrip("\n")
        if chunk:
            chunks.append((at + part.index(chunk), chunk))
        at += len(part) + 2
    return chunks


def _is_words(chunk: str) -> bool:
    """Whether the chunk is a paragraph on one line without any markup, as most are."""
    return chunk[0].isalpha() and not chunk[-1].isspace() and "\n" not in chunk and not _may_be_marked(chunk)


def _may_be_marked(words: str) -> bool:
    marks = "*" in words or "[" in words or "_" in words or "`" in words or "<" in words
    return marks or "&" in words or "\\" in words or "~" in words or "{" in words


def _form(chunk: str, following: str) -> Form | None:
    """The chunk if it can mean one thing only. `following` is what the next chunk begins with."""
    if START.match(chunk):
        return _paragraph(chunk, 0, "", "")
    if chunk[0] == "#":
        return _heading(chunk)
    if chunk[0] == ">":
        return _block_quote(chunk)
    return _list(chunk) if following not in JOINING else None


def _paragraph(lines: str, at: int, opening: str, closing: str) -> Form | None:
    if ("\n" in lines and LINES.search(lines)) or lines[-1].isspace():
        return None
    pieces = _pieces(lines)
    return None if pieces is None else (opening, [("<p>", at, pieces, "</p>\n")], closing)


def _heading(chunk: str) -> Form | None:
    match = HEADING.match(chunk)
    pieces = match and _pieces(match[2])
    if not match or not pieces:
        return None
    tag = heading_tag(len(match[1]))
    return "", [(f"<{tag}>", match.start(2), pieces, f"</{tag}>\n")], ""


def _block_quote(chunk: str) -> Form | None:
    """One paragraph. Links in one of several lines are left to the parser, which knows where each line began."""
    lines = chunk.split("\n")
    if not all(map(QUOTED.match, lines)) or ("[" in chunk and len(lines) > 1):
        return None
    return _paragraph("\n".join([line[2:] for line in lines]), 2, "<blockquote>\n", "</blockquote>\n")


def _list(chunk: str) -> Form | None:
    """Items of one line each, with no blank line between them."""
    blocks: list[Block] = []
    at = 0
    first = ITEM.match(chunk)
    for line in chunk.split("\n"):
        item = ITEM.match(line)
        words = line[item.end() :].rstrip(" ") if item else ""
        if not first or not item or item[3] != first[3] or (not item[3] and item[1] != first[1]):
            return None
        pieces = None if words[-1].isspace() else _pieces(words)
        if pieces is None:
            return None
        blocks.append(("<li>", at + item.end(), pieces, "</li>\n"))
        at += len(line) + 1
    if not first or not first[3]:
        return "<ul>\n", blocks, "</ul>\n"
    start = int(first[2])
    return "<ol>\n" if start == 1 else f'<ol start="{start}">\n', blocks, "</ol>\n"


def _pieces(words: str) -> Pieces | None:
    """The words with their markup apart, or None where that is not certain."""
    if not _may_be_marked(words):
        return [words]
    if "![[" in words:
        return None
    pieces = INLINE.split(words)
    for plain in pieces[::STRIDE]:
        if MARKUP.search(plain):
            return None
    return pieces


def _add_form(form: Form, offset: int, out: HtmlBuilder) -> None:
    before, blocks, after = form
    if before:
        out.tag(before)
    for opening, at, pieces, closing in blocks:
        heading = opening[1] == "h"
        if len(pieces) == 1:
            out.block(opening, pieces[0], closing, heading=heading)
        else:
            out.tag(opening)
            _add_pieces(pieces, offset + at, out)
            out.end_block(heading=heading)
            out.tag(closing)
    if after:
        out.tag(after)


def _add_pieces(pieces: Pieces, at: int, out: HtmlBuilder) -> None:
    out.words(pieces[0])
    at += len(pieces[0])
    for k in range(1, len(pieces), STRIDE):
        bold, emphasis, text, href, id, words, plain = pieces[k : k + STRIDE]
        if bold:
            out.element("strong", bold)
            at += len(bold) + 4
        elif emphasis:
            out.element("em", emphasis)
            at += len(emphasis) + 2
        elif text:
            out.link(href, at, text)
            at += len(text) + len(href) + 4
        else:
            out.ref(*meaning(id, words), at)
            at += len("[[]]") + len(id) + (0 if words is None else len("|") + len(words))
        out.words(plain)
        at += len(plain)
