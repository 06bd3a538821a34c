"""What changed in the record on a day: a status moved, a sum was told, a position turned, and so on down to what is
only told again. And which of several changes comes first."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

KINDS = (
    "status", "money", "retraction", "correction", "turned", "denial", "outcome", "overdue", "ours", "position",
    "statement",
)  # fmt: skip
"""What can change, the weightiest first."""


@dataclass(frozen=True)
class Change:
    """Of one thing, on one day."""

    day: date
    """On which it came on file: what was filed late counts when it was filed."""
    kind: str
    """One of KINDS: a deal's status `moved`; a sum that is a new level (`money`); a holder who took another answer
    (`turned`), or a first one (`position`); a `denial`; what became of a plan (`outcome`), or that its time was over
    without one (`overdue`); what a source took back or corrected; what the desk corrected (`ours`); else just a
    statement that is new."""
    statement: str
    """The one that tells of it; empty where it is about an article or a record."""
    deals: tuple[str, ...] = ()
    of: str = ""
    """What it happened to, where that is something else: the other statement, the question, the party, who takes the
    stance, the article or the record."""
    before: str = ""
    """What stood there before: the rung; the statement of the earlier figure, answer or stance; what the desk had
    written."""
    now: str = ""
    """The rung, the outcome, the stance, or why the desk corrected it."""
    lead: bool = False
    """Whether the desk holds the statement for one of the main things to know."""


def identified(changes: Iterable[Change]) -> Iterator[tuple[str, Change]]:
    """Each with an id: `a/x#status-2025-03-05`, of the statement, or of the article or record; of several alike, the
    second is `a/x#ours-2025-03-05-2`."""
    seen: Counter[str] = Counter()
    for change in changes:
        aspect = f"-{change.of.replace('/', '.')}" if change.statement and change.of else ""
        id = f"{change.statement or change.of}#{change.kind}{aspect}-{change.day}"
        seen[id] += 1
        yield (f"{id}-{seen[id]}" if seen[id] > 1 else id), change


class Weight(NamedTuple):
    """Sorts the weightiest first: what the desk marked as `lead`, then by kind, then the latest."""

    lead: bool
    kind: int
    day: int
    key: tuple[str, ...]


def weight(change: Change) -> Weight:
    key = (change.statement, change.of, change.before, change.now)
    return Weight(not change.lead, KINDS.index(change.kind), -change.day.toordinal(), key)


def week_of(day: date) -> date:
    """The Monday on which its week begins."""
    return day - timedelta(days=day.weekday())


WEEK = timedelta(days=7)


def of_last_week(changes: Sequence[Change]) -> list[Change]:
    """Those of the last seven days that had anything: up to the last day with a change. `changes`: the latest first."""
    return [change for change in changes if changes[0].day - change.day < WEEK]


def heaviest(changes: Iterable[Change]) -> list[Change]:
    """In order of weight, one a deal: of those about several deals the first counts. What is about no deal stands once,
    too."""
    found: dict[str, Change] = {}
    for change in sorted(changes, key=weight):
        found.setdefault(change.deals[0] if change.deals else "", change)
    return list(found.values())
