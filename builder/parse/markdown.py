"""Markdown to values: an article's text to a Body, the desk's own prose to HTML. One text in, no other file seen."""

from builder.model.article import Body, ProseLink
from builder.parse.fast_markdown import weave_plain
from builder.parse.html_builder import HtmlBuilder


def body(markdown: str, offset: int, file: str) -> Body:
    """An article's text; `offset` is where it begins in the file's text, in code points."""
    out = HtmlBuilder()
    weave_plain(markdown, offset, out)
    return out.body(file)


def prose(markdown: str) -> str:
    """HTML of the desk's own text; `[[id]]` stands as `urls.REF` in the href, and `urls.NAME` as the words."""
    return page(markdown, 0)[0]


def page(markdown: str, offset: int) -> tuple[str, tuple[ProseLink, ...], tuple[str, ...]]:
    """HTML as of `prose`, the links and images in it, and the ids that it names, in order, once each."""
    out = HtmlBuilder(prose=True)
    weave_plain(markdown, offset, out)
    woven = out.body()
    return woven.html, woven.links, tuple(dict.fromkeys(ref.id for ref in woven.refs))
