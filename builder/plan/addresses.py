"""What must never change once it is published: the ids of statements and feeds, and the days on which a statement came
and was last changed. In goes the graph; everything that programs tell news by is got from here.
"""

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from urllib.parse import quote, urlsplit

from builder.model import urls
from builder.model.entities import Record
from builder.model.graph import Article, Graph, Statement

CHANGING = frozenset({"disputes", "qualifies", "corrects", "updates", "retracts"})
"""What another statement may do to one so that a reader who has it must see it again."""


class Addresses:
    """Of one site; each is worked out when first asked for."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    @cached_property
    def authority(self) -> str:
        """How every tag URI begins: `tag:example.org,2025:/minerals-desk`. Two sites may share a host."""
        parts = urlsplit(self._graph.config.url)
        return f"tag:{quote(parts.hostname or '')},{first_year(self._graph)}:{parts.path.rstrip('/')}"

    def of_statement(self, statement: Statement) -> str:
        front, former = self._graph.articles[statement.article].front, statement.written.former
        article, local = (front.former or (front.id,))[0], former[0] if former else statement.local
        return self.authority + urls.statement_page(article, local)

    def of_feed(self, record: Record | None, kind: str = "") -> str:
        """Of a record's, or of the site's; a feed and its archives have one id."""
        id = (record.former or (record.id,))[0] if record else ""
        return self.authority + urls.feed("", kind, id).rstrip(".")

    @cached_property
    def published(self) -> dict[str, date]:
        """Statement id to the day on which the desk put it on file."""
        return {
            statement.id: statement.written.recorded.end if statement.written.recorded else day
            for article in self._graph.articles.values()
            for day in (on_file(article),)
            for statement in article.statements
        }

    @cached_property
    def updated(self) -> dict[str, date]:
        """Statement id to the last day on which what it means to readers changed."""
        return {**self.published, **dict(changes(self._graph, self.published))}


def on_file(article: Article) -> date:
    """The day on which the desk put an article on file."""
    return (article.front.recorded or article.front.published).end


def changes(graph: Graph, published: dict[str, date]) -> Iterator[tuple[str, date]]:
    """The statements that were corrected, withdrawn or answered, each with the last day on which that happened."""
    for article in graph.articles.values():
        front = article.front
        standing = front.standing_on if front.standing != "ok" else None
        for statement in article.statements:
            days = [entry.on.end for entry in statement.written.corrected]
            days += [standing.end] if standing else ()
            bearing = graph.bearing.get(statement.id, ())
            days += [published[one.source] for one in bearing if one.kind in CHANGING]
            if days:
                yield statement.id, max(published[statement.id], *days)


def first_year(graph: Graph) -> str:
    """The year from which on tag URIs hold: that in which the first thing was put on file, as far as that is said."""
    fronts = [article.front for article in graph.articles.values()]
    days = [front.recorded.end for front in fronts if front.recorded] or [front.published.end for front in fronts]
    return f"{min(days, default=graph.today).year:04}"
