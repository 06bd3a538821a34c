"""Any Markdown, by markdown-it: CommonMark without raw HTML, with tables, footnotes, strike-through and `[[id|words]]`
links; comments are left out. A text goes in, and its tokens go to the HTML builder."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from html import escape
from itertools import accumulate
from operator import itemgetter

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline, autolink, image, link
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from builder.model import urls
from builder.model.article import ProseLink
from builder.model.prose import link_at
from builder.parse.html_builder import HtmlBuilder, heading_tag

TAGS = {
    "em_open": "<em>",
    "em_close": "</em>",
    "strong_open": "<strong>",
    "strong_close": "</strong>",
    "bullet_list_open": "<ul>\n",
    "bullet_list_close": "</ul>\n",
    "ordered_list_close": "</ol>\n",
    "list_item_open": "<li>",
    "list_item_close": "</li>\n",
    "blockquote_open": "<blockquote>\n",
    "blockquote_close": "</blockquote>\n",
    "hr": "<hr>\n",
    "s_open": "<del>",
    "s_close": "</del>",
    "table_open": "<table>\n",
    "table_close": "</table>\n",
    "thead_open": "<thead>\n",
    "thead_close": "</thead>\n",
    "tbody_open": "<tbody>\n",
    "tbody_close": "</tbody>\n",
    "tr_open": "<tr>",
    "tr_close": "</tr>\n",
    "th_close": "</th>",
    "td_close": "</td>",
    "footnote_block_open": '<ol class="footnotes">\n',
    "footnote_block_close": "</ol>\n",
    "footnote_close": "</li>\n",
}
DEEPEST = 100
"""Levels of blocks within blocks; a list and its item are two."""
SHORTCODE = r"\[/?(?:audio|caption|embed|gallery|instagram|playlist|twitter|video|vimeo|youtube)(?=[\s\]])"
AS_TEXT = re.compile(
    r"</?(?:a|abbr|article|aside|b|blockquote|br|button|center|cite|code|div|em|embed|figcaption|figure|font|footer|form"
    r"|h[1-6]|header|hr|i|iframe|img|input|ins|li|link|main|mark|nav|object|ol|p|picture|pre|q|script|section|small"
    r"|source|span|strike|strong|style|su[bp]|table|tbody|t[dhr]|thead|u|ul|video)(?:\s[^<>]*)?/?>"
    r"|<!--|\{\{[^{}]*\}\}|\{%[^%{}]*%\}"
    rf"|{SHORTCODE}[^\[\]]*\]",
    re.IGNORECASE | re.DOTALL,
)
"""What other programs turn into something else, and a page shows as it stands: HTML, Liquid, shortcodes."""
InlineRule = Callable[[StateInline, bool], bool]


def _ref(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (the parser's own signature)
    """`[[id|words]]`, or `[[id]]`."""
    found = link_at(state.src, state.pos, state.posMax)
    if not found or found[1] in state.env["words"]:
        return False
    end, id, words = found
    start = state.pos
    if state.src.startswith("(", end) and link(state, silent=True):  # A link of Markdown's: `[[1]](https://a.bc)`.
        state.pos = start
        return False
    if not silent:
        token = state.push("ref", "", 0)
        token.content = words or id
        token.meta = {"id": id, "words": words, "at": state.pos}
    state.pos = end
    return True


def _bracket(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """A bracket that opens nothing, as a token of its own: two in a row are not a link."""
    if state.src[state.pos] != "[":
        return False
    if not silent:
        token = state.push("bracket", "", 0)
        token.content = "["
        token.meta = {"at": state.pos}
    state.pos += 1
    return True


def _comment(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """`<!-- … -->`, which nobody is to read."""
    begins = state.src.startswith("<!--", state.pos) and state.pos + len("<!--") <= _last_close(state.src)
    if not begins:
        return False
    end = state.src.find("-->", state.pos + len("<!--"))
    state.pos = end + len("-->")
    return True


@lru_cache(maxsize=1)
def _last_close(text: str) -> int:
    """Where the last `-->` of a text stands; -1 where there is none. It is asked for at every `<!--`."""
    return text.rfind("-->")


def _comment_block(state: StateBlock, line: int, last: int, silent: bool) -> bool:  # noqa: FBT001
    """The same where it begins a block. What stands behind it on its last line is a block of its own; within a
    paragraph it is one of its words, unless it holds a blank line."""
    start = state.bMarks[line] + state.tShift[line]
    begins = state.src.startswith("<!--", start) and start + len("<!--") <= _last_close(state.src)
    close = state.src.find("-->", start + len("<!--"), state.eMarks[last - 1]) if begins else -1
    if close < 0 or (silent and not BLANK_LINE.search(state.src, start, close)):
        return False
    if silent:
        return True
    end, first = close + len("-->"), line
    while state.eMarks[line] < end:
        line += 1
    rest = state.src[end : state.eMarks[line]]
    if line == first and rest.strip():
        return False  # A paragraph that begins with a comment.
    spaces = len(rest) - len(rest.lstrip())
    state.bMarks[line], state.tShift[line], state.sCount[line] = end, spaces, state.blkIndent
    state.line = line + (not rest.strip())
    return True


BLANK_LINE = re.compile(r"\n[ \t]*\n")


def _bracketed(rule: InlineRule) -> InlineRule:
    """The rule of a link or an image, asked only where one can follow, since it reads on to the end of the block."""

    def bracketed(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
        if state.pos > _last_target(state.src) and "references" not in state.env:
            return False
        return rule(state, silent)

    return bracketed


@lru_cache(maxsize=1)
def _last_target(text: str) -> int:
    """Where the last words of a link in a text end and its address begins; -1 where there is none."""
    return text.rfind("](")


def _located(rule: InlineRule) -> InlineRule:
    """The rule, with the place of what it finds kept in the token."""

    def located(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
        count, start = len(state.tokens), state.pos
        found = rule(state, silent)
        if found and not silent:
            opened = next(token for token in state.tokens[count:] if token.type in ("link_open", "image"))
            opened.meta = {"at": start}
        return found

    return located


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": DEEPEST}).enable(["table", "strikethrough"])
    footnote_plugin(parser, inline=False)
    parser.block.ruler.before("code", "comment", _comment_block, {"alt": ["paragraph", "blockquote", "list"]})
    parser.inline.ruler.before("autolink", "comment", _comment)
    parser.inline.ruler.before("link", "ref", _ref)
    parser.inline.ruler.after("footnote_ref", "bracket", _bracket)
    for name, rule in (("link", _bracketed(link)), ("image", _bracketed(image)), ("autolink", autolink)):
        parser.inline.ruler.at(name, _located(rule))
    return parser


PARSER = _parser()


def add_markdown(markdown: str, offset: int, out: HtmlBuilder) -> None:
    """Adds any Markdown; `offset` is where it begins in its file, in code points."""
    _Walk(markdown.replace("\0", "\ufffd"), offset, out).blocks()


class _Walk:
    """Goes through the tokens of one text once."""

    def __init__(self, markdown: str, offset: int, out: HtmlBuilder) -> None:
        self.lines = markdown.split("\n")
        self.starts = [*accumulate((len(line) + 1 for line in self.lines), initial=offset)]
        self.out = out
        self.block = Token("", "", 0)
        self.places: list[tuple[int, int]] = []
        self.tokens = PARSER.parse(markdown, {"words": out.plain})

    def blocks(self) -> None:
        out = self.out
        heading = False
        for token in self.tokens:
            kind = token.type
            if kind == "inline":
                self.inline(token, token.children or ())
                out.end_block(heading=heading)
            elif kind in ("fence", "code_block"):
                out.tag("<pre><code>")
                out.words(token.content)
                out.end_block(closed=True)
                out.tag("</code></pre>\n")
            elif kind in ("paragraph_open", "paragraph_close"):
                if not token.hidden:
                    out.tag("<p>" if token.nesting == 1 else "</p>\n")
            elif kind in ("heading_open", "heading_close"):
                heading = token.nesting == 1
                tag = heading_tag(int(token.tag[1]))
                out.tag(f"<{tag}>" if heading else f"</{tag}>\n")
            elif kind == "ordered_list_open":
                start = token.attrs.get("start")
                out.tag("<ol>\n" if start is None else f'<ol start="{start}">\n')
            elif kind in ("th_open", "td_open"):
                style = token.attrs.get("style")
                out.tag(f'<{token.tag} style="{style}">' if style else f"<{token.tag}>")
            elif kind == "footnote_open":
                out.tag(f'<li id="{_footnote(token)}">')
            elif kind == "footnote_anchor":
                if not token.meta["subId"]:
                    out.tag(f'<a href="#{_footnote(token)}-from" aria-label="back to the text">↩</a>')
            else:
                out.tag(TAGS[kind])
                if token.level >= DEEPEST - 1 and kind in ("blockquote_open", "list_item_open") and out.too_deep < 0:
                    out.too_deep = self.starts[token.map[0]] if token.map else 0

    def inline(self, block: Token, tokens: Sequence[Token]) -> None:
        out = self.out
        opened, depth, bracket = 0, 0, -2
        if MAY_BE_LEFT.search(block.content):
            self.leftovers(block, tokens)
        for token in tokens:
            kind = token.type
            if kind == "text":
                out.words(token.content)
            elif kind == "softbreak":
                out.words("\n")
            elif kind == "hardbreak":
                out.tag("<br>")
                out.words("\n")
            elif kind == "ref":
                out.ref(token.meta["id"], token.meta["words"], self.place(block, token.meta["at"]))
            elif kind == "bracket":
                at = token.meta["at"]
                if at == bracket + 1 and out.not_a_link < 0:
                    out.not_a_link = self.place(block, bracket)
                out.words("[")
                bracket = at
            elif kind == "code_inline":
                start = out.here
                out.tag("<code>")
                out.words(token.content)
                out.tag("</code>")
                out.shut(start)
            elif kind == "link_open":
                depth += 1
                if depth == 1:  # HTML nests no links: one within, as in `[<a:b>](c:d)`, is its words.
                    opened = out.here
                    out.tag(self.link(block, token, "href", "a"))
            elif kind == "link_close":
                depth -= 1
                if depth == 0:
                    out.tag("</a>")
                    out.shut(opened)
            elif kind == "image":
                out.tag(self.link(block, token, "src", "img"))
            elif kind == "footnote_ref":
                note, number = _footnote(token), token.meta["id"] + 1
                first = "" if token.meta["subId"] else f' id="{note}-from"'
                out.tag(f"<sup{first}>{number}</sup>" if depth else f'<sup{first}><a href="#{note}">{number}</a></sup>')
            else:
                out.tag(TAGS[kind])

    def leftovers(self, block: Token, tokens: Sequence[Token]) -> None:
        """Notes the markup of other programs that the block shows as text; in code it is meant."""
        seen = "".join("\n" if token.type == "code_inline" else token.content for token in tokens)
        done = 0
        for match in AS_TEXT.finditer(seen):
            at = max(block.content.find(match[0], done), 0)
            done = at + 1
            self.out.as_text.append((match[0], self.place(block, at)))

    def link(self, block: Token, token: Token, key: str, tag: str) -> str:
        """The opening tag; what it leads to is noted for the check of dead links."""
        href = str(token.attrs[key])
        self.out.links.append(ProseLink(href, self.place(block, token.meta["at"])))
        alt = f' alt="{escape(_plain(token.children or ()))}"' if tag == "img" else ""
        title = f' title="{escape(str(token.attrs["title"]))}"' if token.attrs.get("title") else ""
        return f'<{tag} {key}="{escape(href if href.startswith("//") else urls.href(href))}"{alt}{title}>'

    def place(self, block: Token, at: int) -> int:
        """Code points into the file of a place in a block's content, whose lines are the ends of the file's lines."""
        if block is not self.block:
            self.block, self.places = block, list(self.places_of(block))
        start, there = self.places[bisect_right(self.places, at, key=itemgetter(0)) - 1]
        return there + at - start

    def places_of(self, block: Token) -> Iterator[tuple[int, int]]:
        """Where the words of each line of a block's content begin, in it and in the file."""
        assert block.map is not None
        at = 0
        for number, line in enumerate(block.content.split("\n"), block.map[0]):
            words = line.strip()
            yield at, self.starts[number] + max(0, self.lines[number].rfind(words)) - line.find(words)
            at += len(line) + 1


MAY_BE_LEFT = re.compile(r"[<{\[]")


def _footnote(token: Token) -> str:
    """The id of a footnote on its page; no statement has one that begins so."""
    return f"_note-{token.meta['id'] + 1}"


def _plain(tokens: Sequence[Token]) -> str:
    """The words of an image, for those who do not see it."""
    words = (_plain(token.children) if token.children else token.content or "" for token in tokens)
    return " ".join(
        "".join(
            " " if token.type.endswith("break") else word for token, word in zip(tokens, words, strict=True)
        ).split()
    )
