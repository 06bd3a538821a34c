"""Whatever becomes a file to its bytes: pages by their templates, all else by its format."""

from collections.abc import Callable, Mapping
from typing import Any

from builder.model.feeds import AtomFeed, Calendar, JsonFeed
from builder.model.machine import Annotations, Database, Document, Listing, PlainText, Sheet, Sitemap
from builder.model.pages import Page, Shown
from builder.render.calendar import ics
from builder.render.data import document, site_json
from builder.render.feeds import atom, json_feed
from builder.render.html import Renderer
from builder.render.sitemap import sitemap
from builder.render.tables import database, sheet
from builder.render.web_annotations import collection

FORMATS: Mapping[type[Shown], Callable[[Renderer, Any], bytes]] = {
    Listing: lambda _, shown: site_json(shown.lists),
    Document: lambda _, shown: document(shown.value),
    Sheet: lambda _, shown: sheet(shown.table),
    Database: lambda _, shown: database(shown.tables),
    Annotations: lambda _, shown: collection(shown),
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
