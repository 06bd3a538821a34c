"""What stands on each day, month and year: in goes the graph, out comes every period that has a page, with the
ids of what happened, was said or published, and is due in it. A thing stands on the smallest period that holds
its whole span, a half-open one on its closed end; what holds no period stands on none."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from builder.model import urls
from builder.model.dates import When
from builder.model.graph import Graph


@dataclass(frozen=True)
class PeriodContents:
    """Ids of what stands on one period itself; what stands on its days is not in a month's."""

    events: list[str] = field(default_factory=list)
    happened: list[str] = field(default_factory=list)
    """Statements with a date of their own."""
    said: list[str] = field(default_factory=list)
    """Statements told then, but for those that also happened then."""
    due: list[str] = field(default_factory=list)
    """Statements of what is due then."""
    put_off: list[str] = field(default_factory=list)
    """Those of what was due then, and has been put off or withdrawn since."""
    articles: list[str] = field(default_factory=list)


class Periods(Mapping[str, PeriodContents]):
    """By `2025-05-01`, `2025-05` or `2025`, in order of time; the month and the year of a day are always there.

    Most pages only ask which periods there are. What stands on them is filed when a page first shows it: of a large
    site that takes a tenth of a second, and the preview of another page has not to wait for it.
    """

    def __init__(self, graph: Graph, existing: Container[str]) -> None:
        """`existing`: the ids of the entities that have a page."""
        self._graph = graph
        self._existing = existing

    @cached_property
    def _filed(self) -> dict[str, PeriodContents]:
        return periods(self._graph, self._existing)

    @cached_property
    def _names(self) -> frozenset[str]:
        return self._graph.periods

    def __getitem__(self, period: str) -> PeriodContents:
        return self._filed[period]

    def __iter__(self) -> Iterator[str]:
        return iter(self._filed)

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, period: object) -> bool:
        return period in (self._filed if "_filed" in self.__dict__ else self._names)


def periods(graph: Graph, existing: Container[str]) -> dict[str, PeriodContents]:
    """What stands on each, in order of time."""
    found: dict[str, PeriodContents] = {}
    places = _Places()
    for article in graph.articles.values():
        told = places[article.front.published]
        on_told = _filed(found, told)
        on_told.articles.append(article.id)
        for statement in article.statements:
            written = statement.written
            day = places[written.when] if written.when else ""
            if day:
                _filed(found, day).happened.append(statement.id)
            if day != told or not told:
                on_told.said.append(statement.id)
            if written.due and written.is_awaited:
                filed = _filed(found, places[written.due])
                (filed.due if statement.id in graph.dues else filed.put_off).append(statement.id)
    for id in (id for id in graph.entities.events if id in existing):
        when = graph.entities.events[id].when
        if when:
            _filed(found, places[when]).events.append(id)
    found.pop("", None)
    for period in tuple(found):
        for length in (urls.YEAR, urls.MONTH):
            _filed(found, period[:length])
    return dict(sorted(found.items()))


class _Places(dict[str, str]):
    """The period of each date, worked out once."""

    def __getitem__(self, when: When) -> str:  # type: ignore[override]
        found = self.get(when.text)
        if found is None:
            found = self[when.text] = urls.period(when)
        return found


def _filed(found: dict[str, PeriodContents], period: str) -> PeriodContents:
    filed = found.get(period)
    if filed is None:
        filed = found[period] = PeriodContents()
    return filed
