"""Whatever becomes a file to its bytes: pages by their templates, all else by its format."""

from collections.abc import Callable, Mapping
from typing import Any

from builder.model.machine import Annotations, Database, Document, Listing, Sheet
from builder.model.pages import Page, Shown
from builder.render.data import document, site_json
from builder.render.html import Renderer
from builder.render.tables import database, sheet
from builder.render.web_annotations import collection

FORMATS: Mapping[type[Shown], Callable[[Any], bytes]] = {
    Listing: lambda shown: site_json(shown.lists),
    Document: lambda shown: document(shown.value),
    Sheet: lambda shown: sheet(shown.table),
    Database: lambda shown: database(shown.tables),
    Annotations: collection,
}
"""What is no page, each kind with its format."""


def render(renderer: Renderer, shown: Shown) -> bytes:
    """The bytes of one file. Raises BadTemplate."""
    if isinstance(shown, Page):
        return renderer.page(shown)
    return FORMATS[type(shown)](shown)
