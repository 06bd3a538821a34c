"""The index of all articles, by date and outlet."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from builder.model import urls
from builder.model.blocks import Period
from builder.model.briefings import ArticleGroup, ArticleLine, ArticlesPage
from builder.model.graph import Article, Graph
from builder.model.pages import Link
from builder.plan.articles import INDEX
from builder.plan.dates import words_of
from builder.plan.material import Material
from builder.plan.plans import Plans

MOST, LATEST = 500, 100
"""Articles up to which the index shows them all; of more it shows the latest, and leads to each month."""


def plans(material: Material) -> Plans:
    yield INDEX, partial(articles, material)


def articles(material: Material) -> Iterator[ArticlesPage]:
    """The index of all articles, the latest first; of very many the latest, and a page for each month."""
    months, outlets = by_month(material.graph), _outlets(material)
    if not is_long(material.graph):
        yield _index(material, INDEX, "Articles", months, outlets)
        return
    latest = list(material.graph.articles.values())[:LATEST]
    whole = _index(material, INDEX, "Articles", {"": latest}, outlets)
    yield replace(whole, months=tuple(_month(*item) for item in months.items()))
    for month, members in months.items():
        path = urls.part(INDEX, month)
        page = _index(material, path, f"Articles of {words_of(month)}", {month: members}, outlets)
        yield replace(page, crumbs=material.crumbs(("Articles", INDEX)))


def is_long(graph: Graph) -> bool:
    """Whether each month has a page of its own."""
    return len(graph.articles) > MOST


def by_month(graph: Graph) -> dict[str, list[Article]]:
    months: dict[str, list[Article]] = {}
    for found in graph.articles.values():
        months.setdefault(found.front.published.end.isoformat()[:7], []).append(found)
    return months


def _month(month: str, members: list[Article]) -> Period:
    return Period(words_of(month), urls.href(urls.part(INDEX, month)), len(members))


def _outlets(material: Material) -> tuple[Link, ...]:
    """Everyone who published any of them, by name."""
    ids = {found.front.outlet for found in material.graph.articles.values()}
    return tuple(sorted((material.links[id] for id in ids), key=lambda link: link.words))


def _index(
    material: Material, path: str, title: str, months: Mapping[str, Iterable[Article]], outlets: tuple[Link, ...]
) -> ArticlesPage:
    return ArticlesPage(
        path=path,
        site=material.site,
        title=title,
        description="Everything on file, by date and outlet.",
        canonical=material.canonical(path),
        crumbs=material.crumbs(),
        outlets=outlets,
        groups=tuple(_group(material, month, members) for month, members in months.items()),
    )


def _group(material: Material, month: str, members: Iterable[Article]) -> ArticleGroup:
    """The articles of a month, or, without one, the latest of all."""
    name, href = (words_of(month), urls.href(urls.day(month))) if month else ("The latest", "")
    return ArticleGroup(name, href, tuple(article_line(material, found) for found in members))


def article_line(material: Material, found: Article) -> ArticleLine:
    """An article in a list."""
    return ArticleLine(
        article=material.links[found.id],
        struck=not found.counts,
        ours=found.front.title_ours,
        outlet=material.links[found.front.outlet],
        told=material.stamps(found.front.published),
        count=len(found.statements),
    )
