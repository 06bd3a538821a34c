"""What a change of the sources means for pages, before any is made: in go the graphs before and after, out come
where pages have gone, and how many may have changed."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import TypeVar

from builder.incremental.renames import names_of
from builder.model import urls
from builder.model.entities import RECORDS, Record
from builder.model.graph import Article, Graph
from builder.plan.sections import BELOW, ELSEWHERE

T = TypeVar("T")


OVERVIEWS = len(ELSEWHERE) + len(BELOW)
"""Pages across the site, each of which may show any change: about so many."""


def candidates(before: Graph | None, now: Graph) -> int:
    """How many pages may have changed: those of changed articles, of whom and what they name, and of their days; all
    where more than articles changed. Parts of long pages are not counted."""
    if before is None or (before.config, before.entities, before.pages, before.today) != (
        now.config, now.entities, now.pages, now.today
    ):  # fmt: skip
        periods = set[str]().union(*(article.periods for article in now.articles.values()))
        return len(now.articles) + len(now.entities.everything) + len(periods) + OVERVIEWS
    old = (article for id, article in before.articles.items() if now.articles.get(id) is not article)
    new = (article for id, article in now.articles.items() if before.articles.get(id) is not article)
    changed = tuple(chain(old, new))
    reached = {name for article in changed for name in (article.id, *names_of(article), *article.periods)}
    return len(reached) + OVERVIEWS if changed else 0


def moved_pages(before: Graph, now: Graph) -> Iterator[tuple[str, str]]:
    """The paths of records and articles that are gone, each with that of the only one which came and is the same but
    for its id."""
    for kind in RECORDS:
        old, new = before.entities.of_kind(kind), now.entities.of_kind(kind)
        yield from pairs(kind, gone(old, new), gone(new, old), nameless)
    yield from pairs("article", gone(before.articles, now.articles), gone(now.articles, before.articles), contents)


def gone(before: Mapping[str, T], now: Mapping[str, T]) -> dict[str, T]:
    return {id: before[id] for id in before.keys() - now.keys()}


def pairs(
    kind: str, old: Mapping[str, T], new: Mapping[str, T], likeness: Callable[[T], object]
) -> Iterator[tuple[str, str]]:
    for id, record in old.items():
        same = [other for other, candidate in new.items() if likeness(candidate) == likeness(record)]
        if len(same) == 1:
            yield urls.record(kind, id), urls.record(kind, same[0])


def nameless(record: Record) -> Record:
    return replace(record, id="", former=())


def contents(article: Article) -> tuple[str, str, str]:
    return article.front.title, article.front.outlet, article.body.text
