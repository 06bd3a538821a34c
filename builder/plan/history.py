"""What must not change once it is published, and in what order statements were recorded and last changed."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from heapq import nsmallest
from urllib.parse import quote, urlsplit

from builder.model import urls
from builder.model.entities import Record
from builder.model.graph import Article, Graph, Statement, on_file, statement_addresses

CHANGING = frozenset({"disputes", "qualifies", "corrects", "updates", "retracts"})
"""What another statement may do to one so that a reader who has it must see it again."""


class Addresses:
    """Of one site; each is worked out when first asked for."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    @cached_property
    def authority(self) -> str:
        """How every tag URI begins: `tag:example.org,2025:/minerals-desk`, since two sites may share a host. The lock
        fixes it, wherever the site moves to."""
        if self._graph.kept.lock.tag:
            return self._graph.kept.lock.tag
        parts = urlsplit(self._graph.config.url)
        if not parts.hostname:
            return ""
        return f"tag:{quote(parts.hostname)},{first_year(self._graph)}:{parts.path.rstrip('/')}"

    def of_statement(self, statement: Statement) -> str:
        """By the first address that was published; where none is locked, by the first that is listed."""
        article, lock = self._graph.articles[statement.article], self._graph.kept.lock.pages
        pages = list(statement_addresses(article, statement))
        locked = [(entry.first, -at, page) for at, page in enumerate(pages) if lock and (entry := lock.get(page))]
        if locked:
            return self.authority + min(locked)[2]
        id, local = (article.front.former or (article.id,))[0], (statement.written.former or (statement.local,))[0]
        first = statement.written.elsewhere[0] if statement.written.elsewhere else f"{id}/{local}"
        return self.authority + urls.statement_page(*first.split("/"))

    def of_feed(self, record: Record | None, kind: str = "") -> str:
        """Of a record's, or of the site's; a feed and its archives have one id."""
        id = self._first_id(record, kind) if record else ""
        return self.authority + urls.feed("", kind, id).rstrip(".")

    @property
    def of_changes(self) -> str:
        """Of the feed of changes; the addresses of its entries begin with it."""
        return self.authority + urls.changes_feed("").rstrip(".")

    def _first_id(self, record: Record, kind: str) -> str:
        """The id under which a record's page was published first; where none is locked, the first that is listed."""
        lock = self._graph.kept.lock.pages
        ids = (record.id, *record.former)
        locked = [(entry.first, -at, id) for at, id in enumerate(ids) if (entry := lock.get(urls.record(kind, id)))]
        return min(locked)[2] if locked else (record.former or ids)[0]

    @cached_property
    def published(self) -> dict[str, date]:
        """Statement id to the day on which it was first published; where none is locked, on which the desk put it on
        file."""
        return {
            statement.id: self._first(article, statement) or on_file(article, statement)
            for article in self._graph.articles.values()
            for statement in article.statements
        }

    @cached_property
    def updated(self) -> dict[str, date]:
        """Statement id to the last day on which what it means to readers changed."""
        locked = {} if not self._graph.kept.lock.pages else dict(self._changed())
        changed = {**self.published, **locked}
        return {**changed, **dict(changes(self._graph, changed))}

    def _first(self, article: Article, statement: Statement) -> date | None:
        lock = self._graph.kept.lock.pages
        if not lock:
            return None
        days = [entry.first for page in statement_addresses(article, statement) if (entry := lock.get(page))]
        return min(date.fromisoformat(min(days)), self._graph.today) if days else None

    def _changed(self) -> Iterator[tuple[str, date]]:
        """The days that the lock knows of."""
        for article in self._graph.articles.values():
            for statement in article.statements:
                entry = self._graph.kept.lock.pages.get(urls.statement_page(article.id, statement.local))
                if entry:
                    yield statement.id, min(date.fromisoformat(entry.changed), self._graph.today)


def changes(graph: Graph, known: dict[str, date]) -> Iterator[tuple[str, date]]:
    """The statements that were corrected, withdrawn or answered, each with the last day on which that happened."""
    for article in graph.articles.values():
        front = article.front
        standing = front.standing_on if front.standing != "ok" else None
        for statement in article.statements:
            days = [entry.on.end for entry in statement.written.corrected]
            days += [standing.end] if standing else ()
            bearing = graph.bearing.get(statement.id, ())
            days += [known[one.source] for one in bearing if one.kind in CHANGING]
            if days:
                yield statement.id, max(known[statement.id], *days)


def first_year(graph: Graph) -> str:
    """The year from which on tag URIs hold: that in which the first thing was put on file, as far as that is said."""
    fronts = [article.front for article in graph.articles.values()]
    days = [front.recorded.end for front in fronts if front.recorded] or [front.published.end for front in fronts]
    return f"{min(days, default=graph.today).year:04}"


class Recency:
    """Of one day, what was told later counts as later; of one article, what stands further up."""

    def __init__(self, graph: Graph, addresses: Addresses) -> None:
        self._graph = graph
        self._addresses = addresses

    @cached_property
    def oldest(self) -> list[str]:
        """The ids of all statements in the order in which they came on file, the oldest first."""
        ids = list(self._graph.statements)
        ids.reverse()
        ids.sort(key=self._addresses.published.__getitem__)
        return ids

    @cached_property
    def _rank(self) -> dict[str, int]:
        """Statement id to its place among all, the latest changed first."""
        by_change = sorted(self.oldest, key=self._addresses.updated.__getitem__)
        return {id: rank for rank, id in enumerate(reversed(by_change))}

    def latest(self, ids: Iterable[str], most: int) -> list[str]:
        """Those of these statements that were last put on file or changed, the latest first."""
        return nsmallest(most, ids, key=self._rank.__getitem__)

    @cached_property
    def last_day(self) -> date | None:
        """The last day on which anything was put on file."""
        articles = (on_file(article) for article in self._graph.articles.values())
        return max((*self._addresses.published.values(), *articles), default=None)
