"""The site's own pages: about, method."""

from collections.abc import Iterator

from builder.model import urls
from builder.model.briefings import ProsePage
from builder.plan.material import Material
from builder.plan.prose import rendered


def free_pages(material: Material) -> Iterator[ProsePage]:
    for page in material.graph.pages:
        path = urls.free_page(page.stem)
        yield ProsePage(
            path=path,
            site=material.site,
            title=page.title,
            canonical=material.canonical(path),
            crumbs=material.crumbs(),
            html=rendered(page.html, material.links),
        )
