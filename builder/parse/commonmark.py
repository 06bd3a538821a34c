"""Any Markdown, by markdown-it: CommonMark without raw HTML, and `[[id|words]]` links. Text goes in, is parsed, and its
tokens are woven. Decides nothing about which text comes here.
"""

import re
from collections.abc import Callable, Sequence
from html import escape

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, autolink, image, link
from markdown_it.token import Token

from builder.model import urls
from builder.model.corpus import Link
from builder.parse.weave import Weave

REF = re.compile(r"\[\[([^\[\]|\n]*[^\[\]|\s][^\[\]|\n]*)(?:\|([^\[\]]*))?\]\]")
TAGS = {
    "em_open": "<em>",
    "em_close": "</em>",
    "strong_open": "<strong>",
    "strong_close": "</strong>",
    "link_close": "</a>",
    "bullet_list_open": "<ul>\n",
    "bullet_list_close": "</ul>\n",
    "ordered_list_close": "</ol>\n",
    "list_item_open": "<li>",
    "list_item_close": "</li>\n",
    "blockquote_open": "<blockquote>\n",
    "blockquote_close": "</blockquote>\n",
    "hr": "<hr>\n",
}
InlineRule = Callable[[StateInline, bool], bool]


def _ref(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (the parser's own signature)
    """`[[id|words]]`, or `[[id]]`."""
    match = REF.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        token = state.push("ref", "", 0)
        token.content = match[2] or ""
        token.meta = {"id": match[1].strip(), "at": state.pos}
    state.pos = match.end()
    return True


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
    parser = MarkdownIt("commonmark", {"html": False})
    parser.inline.ruler.before("link", "ref", _ref)
    for name, rule in (("link", link), ("image", image), ("autolink", autolink)):
        parser.inline.ruler.at(name, _located(rule))
    return parser


PARSER = _parser()


def heading_tag(level: int) -> str:
    """The page's own title is its only h1."""
    return f"h{max(2, level)}"


def weave_markdown(markdown: str, offset: int, weave: Weave) -> None:
    """Adds any Markdown to the weave; `offset` is where it begins in its file, in code points."""
    _Walk(markdown.replace("\0", "\ufffd"), offset, weave).blocks()


class _Walk:
    """Goes through the tokens of one text once."""

    def __init__(self, markdown: str, offset: int, weave: Weave) -> None:
        self.lines = markdown.split("\n")
        self.offset = offset
        self.weave = weave
        self.tokens = PARSER.parse(markdown)

    def blocks(self) -> None:
        weave = self.weave
        heading = False
        for token in self.tokens:
            kind = token.type
            if kind == "inline":
                self.inline(token, token.children or ())
                weave.end_block(heading=heading)
            elif kind in ("fence", "code_block"):
                weave.tag("<pre><code>")
                weave.words(token.content)
                weave.end_block(closed=True)
                weave.tag("</code></pre>\n")
            elif kind in ("paragraph_open", "paragraph_close"):
                if not token.hidden:
                    weave.tag("<p>" if token.nesting == 1 else "</p>\n")
            elif kind in ("heading_open", "heading_close"):
                heading = token.nesting == 1
                tag = heading_tag(int(token.tag[1]))
                weave.tag(f"<{tag}>" if heading else f"</{tag}>\n")
            elif kind == "ordered_list_open":
                start = token.attrs.get("start")
                weave.tag("<ol>\n" if start is None else f'<ol start="{start}">\n')
            else:
                weave.tag(TAGS[kind])

    def inline(self, block: Token, tokens: Sequence[Token]) -> None:
        weave = self.weave
        opened = 0
        for token in tokens:
            kind = token.type
            if kind == "text":
                weave.words(token.content)
            elif kind == "softbreak":
                weave.words("\n")
            elif kind == "hardbreak":
                weave.tag("<br>")
                weave.words("\n")
            elif kind == "ref":
                weave.ref(token.meta["id"], token.content, self.place(block, token.meta["at"]))
            elif kind == "code_inline":
                start = weave.here
                weave.tag("<code>")
                weave.words(token.content)
                weave.tag("</code>")
                weave.shut(start)
            elif kind == "link_open":
                opened = weave.here
                weave.tag(self.link(block, token, "href", "a"))
            elif kind == "image":
                weave.tag(self.link(block, token, "src", "img"))
            else:
                weave.tag(TAGS[kind])
                if kind == "link_close":
                    weave.shut(opened)

    def link(self, block: Token, token: Token, key: str, tag: str) -> str:
        """The opening tag; what it leads to is noted for the check of dead links."""
        href = str(token.attrs[key])
        self.weave.links.append(Link(href, self.place(block, token.meta["at"])))
        alt = f' alt="{escape(_plain(token.children or ()))}"' if tag == "img" else ""
        title = f' title="{escape(str(token.attrs["title"]))}"' if token.attrs.get("title") else ""
        return f'<{tag} {key}="{escape(href if href.startswith("//") else urls.href(href))}"{alt}{title}>'

    def place(self, block: Token, at: int) -> int:
        """Code points into the file of a place in a block's content, whose lines are the ends of the file's lines."""
        assert block.map is not None
        line = block.map[0] + block.content.count("\n", 0, at)
        rest = block.content[at:].partition("\n")[0].rstrip()
        before = sum(map(len, self.lines[:line])) + line
        return self.offset + before + max(0, self.lines[line].rfind(rest))


def _plain(tokens: Sequence[Token]) -> str:
    """The words of an image, for those who do not see it."""
    words = (_plain(token.children) if token.children else token.content or "" for token in tokens)
    return " ".join(
        "".join(
            " " if token.type.endswith("break") else word for token, word in zip(tokens, words, strict=True)
        ).split()
    )
