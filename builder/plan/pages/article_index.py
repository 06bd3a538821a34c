"""The index of all articles, by date and outlet."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from builder.model import urls
from builder.model.article_pages import ArticleGroup, ArticleLine, ArticlesPage
from builder.model.graph import Article, Graph
from builder.model.page_parts import Period
from builder.model.pages import Link
from builder.plan.context import PlanContext
from builder.plan.page import Plans
from builder.plan.pages.articles import INDEX
from builder.plan.parts.dates import words_of

MOST, LATEST = 500, 100
"""Articles up to which the index shows them all; of more it shows the latest, and leads to each month."""


def plans(context: PlanContext) -> Plans:
    yield INDEX, partial(articles, context)


def articles(context: PlanContext) -> Iterator[ArticlesPage]:
    """The index of all articles, the latest first; of very many the latest, and a page for each month."""
    months, outlets = by_month(context.graph), _outlets(context)
    if not is_long(context.graph):
        yield _index(context, INDEX, "Articles", months, outlets)
        return
    latest = list(context.graph.articles.values())[:LATEST]
    whole = _index(context, INDEX, "Articles", {"": latest}, outlets)
    yield replace(whole, months=tuple(_month(*item) for item in months.items()))
    for month, members in months.items():
        path = urls.part(INDEX, month)
        page = _index(context, path, f"Articles of {words_of(month)}", {month: members}, outlets)
        yield replace(page, crumbs=context.crumbs(("Articles", INDEX)))


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


def _outlets(context: PlanContext) -> tuple[Link, ...]:
    """Everyone who published any of them, by name."""
    ids = {found.front.outlet for found in context.graph.articles.values()}
    return tuple(sorted((context.links[id] for id in ids), key=lambda link: link.words))


def _index(
    context: PlanContext, path: str, title: str, months: Mapping[str, Iterable[Article]], outlets: tuple[Link, ...]
) -> ArticlesPage:
    return ArticlesPage(
        path=path,
        site=context.site,
        title=title,
        description="Everything on file, by date and outlet.",
        canonical=context.canonical(path),
        crumbs=context.crumbs(),
        outlets=outlets,
        groups=tuple(_group(context, month, members) for month, members in months.items()),
    )


def _group(context: PlanContext, month: str, members: Iterable[Article]) -> ArticleGroup:
    """The articles of a month, or, without one, the latest of all."""
    name, href = (words_of(month), urls.href(urls.day(month))) if month else ("The latest", "")
    return ArticleGroup(name, href, tuple(article_line(context, found) for found in members))


def article_line(context: PlanContext, found: Article) -> ArticleLine:
    """An article in a list."""
    return ArticleLine(
        article=context.links[found.id],
        struck=not found.counts,
        ours=found.front.title_ours,
        outlet=context.links[found.front.outlet],
        told=context.stamps(found.front.published),
        count=len(found.statements),
    )
