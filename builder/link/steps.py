"""A status as one statement reports it: in go the statement and its deal's ladder, out comes a step to compare.

A step supersedes another when its first day is after the other's last, an open end counting as the known one.
A statement without a date of its own tells only that things stood so *by* the day it was told.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from builder.model.config import Ladder
from builder.model.dates import When
from builder.model.graph import Statement


@dataclass(frozen=True)
class Step:
    """One statement's rung, as the fold needs it."""

    statement: Statement
    happened: When
    rung: str
    height: int
    """0 for every rung of a ladder without order; -1 for an exit."""
    told: int
    """Its place in the order of telling."""

    @property
    def start(self) -> date:
        return self.happened.start

    @property
    def end(self) -> date:
        return self.happened.end

    @property
    def is_exit(self) -> bool:
        return self.height < 0

    @property
    def only_by(self) -> bool:
        """A rung known only to have been reached by a day: it may have been any time before."""
        return self.happened.first is None and not self.is_exit

    @property
    def named(self) -> bool:
        return self.statement.voice.kind != "unnamed"

    @property
    def lateness(self) -> tuple[date, date, int]:
        return (self.end, self.start, self.told)


def step_of(statement: Statement, ladder: Ladder, told: int, dates: Mapping[str, When]) -> Step:
    rung = statement.written.status
    height = ladder.height(rung) if ladder.climbs else (0 if rung in ladder.rungs else -1)
    happened = dates.get(statement.id) or statement.written.when or by_day(statement.told.end)
    return Step(statement, happened, rung, height, told)


@lru_cache(maxsize=4096)
def by_day(day: date) -> When:
    return When(f"../{day}", None, day)


def unsuperseded(steps: Iterable[Step], by: Sequence[Step]) -> list[Step]:
    """Those that no step of `by` supersedes. In one pass, since a deal may have thousands.

    One mend to the rule: a lower rung known only to be true *by* a day does not supersede a higher one, or else
    "agreed by 1 May" would undo "signed on 30 April".
    """
    firm = max((step.start for step in by if not step.only_by), default=date.min)
    reach: dict[int, date] = {}
    for other in by:
        if other.only_by:
            reach[other.height] = max(other.start, reach.get(other.height, date.min))
    return [
        step
        for step in steps
        if step.end >= firm and all(step.end >= start for height, start in reach.items() if height >= step.height)
    ]
