"""The site's own pages: about, method."""

from builder.model import urls
from builder.model.briefings import ProsePage
from builder.model.corpus import FreePage
from builder.plan.material import Material
from builder.plan.plans import Plans, one
from builder.plan.prose import beginning, rendered
from builder.plan.waiting import waiting


def plans(material: Material) -> Plans:
    for page in material.graph.pages:
        yield one(urls.free_page(page.stem), free_page, material, page)


def free_page(material: Material, page: FreePage) -> ProsePage:
    path, content = urls.free_page(page.stem), rendered(page.html, material.links)
    return ProsePage(
        path=path,
        site=material.site,
        title=page.title,
        waiting=waiting(page, material.graph),
        description=beginning(content),
        canonical=material.canonical(path),
        crumbs=material.crumbs(),
        content_html=content,
    )
