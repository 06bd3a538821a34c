"""Where a record was once: every former id keeps its page, which leads to the present one."""

from collections.abc import Iterator

from builder.model import urls
from builder.model.briefings import MovedPage
from builder.plan.material import Material


def moved_pages(material: Material) -> Iterator[MovedPage]:
    graph = material.graph
    for kind in ("actor", "deal", "event", "place", "question"):
        for record in graph.entities.of_kind(kind).values():
            if record.id in material.existing:
                yield from (_moved(material, kind, former, record.id) for former in record.former)
    for article in graph.articles.values():
        yield from (_moved(material, "article", former, article.id) for former in article.front.former)


def _moved(material: Material, kind: str, former: str, id: str) -> MovedPage:
    target = material.links[id]
    return MovedPage(
        path=urls.record(kind, former),
        site=material.site,
        title=target.words,
        canonical=material.canonical(urls.record(kind, id)),
        target=target,
    )
