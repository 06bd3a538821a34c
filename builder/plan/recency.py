"""In what order statements came on file, and were last changed; worked out for all of them at once, when first asked
for."""

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from heapq import nsmallest

from builder.model.graph import Graph
from builder.plan.addresses import Addresses, on_file


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
