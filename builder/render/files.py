"""Whatever becomes a file to its bytes: pages by their templates, all else by its format."""

import re
from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from builder.model.data_files import AnnotationFile, Database, Document, PlainText, RecordLists, Sitemap, TableFile
from builder.model.feeds import AtomFeed, Calendar, JsonFeed
from builder.model.pages import Page, Shown
from builder.model.pictures import HEIGHT, WIDTH, Bar, Line, Picture
from builder.render.data import collection, database, document, sheet, site_json
from builder.render.feeds import atom, ics, json_feed, sitemap
from builder.render.html import Renderer


def svg(picture: Picture) -> str:
    """The whole drawing. Its text is text, so that whoever draws it needs the fonts that it names."""
    body = "".join((*map(_bar, picture.bars), *map(_line, picture.lines)))
    ground = _bar(Bar(0, 0, WIDTH, HEIGHT, picture.paper))
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}">{ground}{body}</svg>'


def _bar(bar: Bar) -> str:
    return f'<rect x="{bar.x}" y="{bar.y}" width="{bar.width}" height="{bar.height}" fill="{bar.ink}"/>'


def _line(line: Line) -> str:
    spacing = f' letter-spacing="{line.spacing}"' if line.spacing else ""
    return (
        f'<text x="{line.x}" y="{line.y}" font-family="{line.family}" font-size="{line.size}" fill="{line.ink}"'
        f"{spacing}>{escape(line.text, quote=False)}</text>"
    )


TO_A_FOLDER = re.compile(rb'(\bhref="|; url=)((?!/|[a-z][a-z0-9+.-]*:)[^"#?]*/)(?=["#?])')
"""A link within the site, or the way on from an address that has moved; up to what follows the path."""


def for_disk(html: bytes) -> bytes:
    return TO_A_FOLDER.sub(rb"\1\2index.html", html)


FORMATS: Mapping[type[Shown], Callable[[Renderer, Any], bytes]] = {
    RecordLists: lambda _, shown: site_json(shown.lists),
    Document: lambda _, shown: document(shown.value),
    TableFile: lambda _, shown: sheet(shown.table),
    Database: lambda _, shown: database(shown.tables),
    AnnotationFile: lambda _, shown: collection(shown),
    AtomFeed: lambda renderer, shown: atom(shown, renderer.entries),
    JsonFeed: lambda renderer, shown: json_feed(shown, renderer.entries),
    Calendar: lambda _, shown: ics(shown),
    Sitemap: lambda _, shown: sitemap(shown),
    PlainText: lambda _, shown: shown.text.encode(),
}
"""What is no page, each kind with its format."""


def render(renderer: Renderer, shown: Shown) -> bytes:
    """The bytes of one file. Raises BadTemplate."""
    if isinstance(shown, Page):
        return renderer.page(shown)
    return FORMATS[type(shown)](renderer, shown)
