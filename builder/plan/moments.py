"""Main events, for calendars: the events on file, and the first report that a deal or a party to it has reached a
status. In goes the material, out come the moments of each period, by what is most spoken of."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from builder.model import urls
from builder.model.graph import Standing
from builder.model.records import EventLine
from builder.model.surveys import Moment
from builder.plan.events import event_line
from builder.plan.material import Material
from builder.plan.statuses import stood


@dataclass(frozen=True)
class Found:
    """A moment before it is shown."""

    period: str
    """`2025-05-01`; of one that is not dated to a day, its month or year."""
    event: str
    statement: str
    """Where there is no event."""
    weight: tuple[bool, int]
    """Sorts events before reports, what is most spoken of first."""


class Moments:
    """Of every day, month and year. What happened on a day is one of its month's and its year's as well."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self._by_period: dict[str, list[Found]] = {}
        for found in chain(_events(material), _moves(material)):
            for length in (4, 7, 10):
                if length <= len(found.period):
                    self._by_period.setdefault(found.period[:length], []).append(found)

    def of(self, period: str, most: int) -> tuple[Moment, ...]:
        """At most so many of a period, in order of time."""
        heaviest = sorted(self._by_period.get(period, ()), key=lambda found: found.weight)[:most]
        return tuple(self._moment(found) for found in sorted(heaviest, key=lambda found: found.period))

    def days(self, month: str) -> set[str]:
        """The days of a month on which any of them falls."""
        return {found.period for found in self._by_period.get(month, ())}

    def _moment(self, found: Found) -> Moment:
        material = self._material
        if found.event:
            line: EventLine = event_line(material, found.event)
            assert line.when is not None
            return Moment(line.when, line, None)
        when = stood(material.graph.statements[found.statement])
        return Moment(material.stamps(when), None, material.cards[found.statement])


def _events(material: Material) -> Iterator[Found]:
    for period, filed in material.periods.items():
        for id in filed.events:
            yield Found(period, id, "", (False, -len(material.graph.by_event.get(id, ()))))


def _moves(material: Material) -> Iterator[Found]:
    graph = material.graph
    for deal, standing in graph.standings.items():
        spoken_of = len(graph.by_deal.get(deal, ()))
        for id in _firsts(material, standing):
            period = urls.period(graph.statements[id].happened)
            if period:
                yield Found(period, "", id, (True, -spoken_of))


def _firsts(material: Material, standing: Standing) -> Iterator[str]:
    """The first statement of each status that counts, of the whole deal and of each party; less those that report an
    event, which stands for itself."""
    seen: set[tuple[str, str]] = set()
    for id in standing.history:
        statement = material.graph.statements[id]
        written = statement.written
        reached = (written.status, written.party)
        counts = written.mode == "asserted" and id not in standing.unconfirmed
        if counts and reached not in seen:
            seen.add(reached)
            if written.event not in material.existing:
                yield id
