"""What stands on each day, month and year: in goes the graph, out comes every period that has a page, with the ids of
what happened, was said or published, and is due in it. A thing stands on the smallest period that holds its whole
span, a half-open one on its closed end; what holds no period stands on none."""

from collections.abc import Container
from dataclasses import dataclass, field

from builder.model import urls
from builder.model.dates import When
from builder.model.graph import Graph

YEAR, MONTH, DAY = 4, 7, 10
"""Characters of an ISO date that name such a period."""


@dataclass(frozen=True)
class Filed:
    """Ids of what stands on one period itself; what stands on its days is not in a month's."""

    events: list[str] = field(default_factory=list)
    happened: list[str] = field(default_factory=list)
    """Statements with a date of their own."""
    said: list[str] = field(default_factory=list)
    """Statements told then, but for those that also happened then."""
    due: list[str] = field(default_factory=list)
    articles: list[str] = field(default_factory=list)


def periods(graph: Graph, existing: Container[str]) -> dict[str, Filed]:
    """By `2025-05-01`, `2025-05` or `2025`, in order of time; the month and the year of a day are always there.
    `existing`: the ids of the entities that have a page."""
    found: dict[str, Filed] = {}
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
            if written.due:
                _filed(found, places[written.due]).due.append(statement.id)
    for id in (id for id in graph.entities.events if id in existing):
        when = graph.entities.events[id].when
        if when:
            _filed(found, places[when]).events.append(id)
    found.pop("", None)
    for period in tuple(found):
        for length in (YEAR, MONTH):
            _filed(found, period[:length])
    return dict(sorted(found.items()))


class _Places(dict[str, str]):
    """The period of each date, worked out once."""

    def __getitem__(self, when: When) -> str:  # type: ignore[override]
        found = self.get(when.text)
        if found is None:
            found = self[when.text] = urls.period(when)
        return found


def _filed(found: dict[str, Filed], period: str) -> Filed:
    filed = found.get(period)
    if filed is None:
        filed = found[period] = Filed()
    return filed
