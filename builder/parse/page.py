"""A free page: about, method. Front matter with a title, then the desk's own prose in Markdown."""

import re
from itertools import chain, count

from builder.model.corpus import FreePage
from builder.model.finding import Finding, Spot
from builder.model.source import Source
from builder.model.urls import RESERVED
from builder.parse.article import FENCE, FENCE_HELP, bad_stem, split, stem_of, unshowable_in
from builder.parse.markdown import page as render
from builder.parse.readers import text, yes_no
from builder.parse.schema import Key, Table, found, read_keys
from builder.parse.yamltree import read

HEADING = re.compile(r"<(h[1-6])>(.*?)</\1>", re.DOTALL)
NOT_WORDS = re.compile(r"<[^>]*>|&[^;\s]*;|[^\w<&]+|[<&]")
"""What stands between the words of a heading: elements, characters written as entities, signs and spaces."""
PAGE: Table = {"title": Key(text, required=True), "draft": Key(yes_no), "memo": Key(text)}


def parse_page(source: Source) -> tuple[FreePage | None, tuple[Finding, ...]]:
    """The page, or None where its front matter cannot do or its name is reserved; and findings."""
    parts = split(source.text)
    if isinstance(parts, str):
        return None, (Finding("no-front-matter", parts, Spot(source.path, offset=0), FENCE_HELP),)
    yaml, start = parts
    stem = stem_of(source.path)
    tree, findings = read(yaml, source.path, len(FENCE) + 1)
    values, faults = read_keys({} if tree is None else tree, PAGE, "front matter")
    findings = (
        *bad_stem(source.path),
        *unshowable_in(source),
        *findings,
        *(found(faults, source.path) if tree is not None else ()),
    )
    if stem in RESERVED:
        message = f"`/{stem}/` is a page that Dateline makes itself"
        return None, (*findings, Finding("url-collision", message, Spot(source.path), "rename the file"))
    values.pop("memo", None)
    if "title" not in values:
        return None, findings
    html, links, refs = render(source.text[start:], start)
    return FreePage(stem=stem, spot=Spot(source.path), html=with_ids(html), links=links, refs=refs, **values), findings


def with_ids(html: str) -> str:
    """The HTML, each heading under an id made of its words, so that links can lead to it."""
    taken: set[str] = set()

    def named(match: re.Match[str]) -> str:
        words = "-".join(NOT_WORDS.sub(" ", match[2]).lower().split()) or "part"
        numbered = (f"{words}-{number}" for number in count(2))
        id = next(id for id in chain((words,), numbered) if id not in taken)
        taken.add(id)
        return f'<{match[1]} id="{id}">{match[2]}</{match[1]}>'

    return HEADING.sub(named, html)
