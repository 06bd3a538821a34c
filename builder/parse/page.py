"""A free page: about, method. Front matter with a title, then the desk's own prose in Markdown."""

from pathlib import PurePosixPath

from builder.model.corpus import FreePage
from builder.model.finding import Finding, Spot
from builder.model.source import Source
from builder.model.urls import RESERVED
from builder.parse.article import FENCE, FENCE_HELP, bad_stem, split
from builder.parse.markdown import page as render
from builder.parse.readers import text, yes_no
from builder.parse.schema import Key, Table, found, read_keys
from builder.parse.yamltree import read

PAGE: Table = {"title": Key(text, required=True), "draft": Key(yes_no), "memo": Key(text)}


def parse_page(source: Source) -> tuple[FreePage | None, tuple[Finding, ...]]:
    """The page, or None where its front matter cannot do or its name is reserved; and findings."""
    parts = split(source.text)
    if isinstance(parts, str):
        return None, (Finding("no-front-matter", parts, Spot(source.path, offset=0), FENCE_HELP),)
    yaml, start = parts
    stem = PurePosixPath(source.path).stem
    tree, findings = read(yaml, source.path, len(FENCE) + 1)
    values, faults = read_keys({} if tree is None else tree, PAGE, "front matter")
    findings = (*bad_stem(source.path), *findings, *(found(faults, source.path) if tree is not None else ()))
    if stem in RESERVED:
        message = f"`/{stem}/` is a page that Dateline makes itself"
        return None, (*findings, Finding("url-collision", message, Spot(source.path), "rename the file"))
    values.pop("memo", None)
    if "title" not in values:
        return None, findings
    html, links, refs = render(source.text[start:], start)
    return FreePage(stem=stem, spot=Spot(source.path), html=html, links=links, refs=refs, **values), findings
