"""Debounces changes: which belong together, and how long to wait for more.

In come hints, as the system gives them; out come bursts, and moments and spans in seconds. Here is no clock, no
thread and no file.
"""

from collections.abc import Sequence
from dataclasses import dataclass

FEW = 3
"""Paths that one save may touch: the file, what it was written to first, and what the old one was moved to."""
FOLDER = 30
"""A folder counts as so many paths, since it comes and goes with all that it holds."""


@dataclass(frozen=True)
class Hint:
    """That something changed."""

    at: float
    """Seconds, by a clock that only goes forward."""
    path: str | None
    """Which file; None for a folder, or where it is not known."""


@dataclass(frozen=True)
class Burst:
    """Changes that belong together, as far as they are known."""

    paths: frozenset[str]
    folders: bool
    """Whether folders came or went, and with them files that nobody named."""
    first: float
    last: float


def joined(burst: Burst | None, hints: Sequence[Hint]) -> Burst:
    """A burst with more hints, in the order of time; the first begins it."""
    paths = frozenset(hint.path for hint in hints if hint.path is not None)
    folders = any(hint.path is None for hint in hints)
    if burst is None:
        return Burst(paths, folders, hints[0].at, hints[-1].at)
    last = hints[-1].at if hints else burst.last
    return Burst(burst.paths | paths, burst.folders or folders, burst.first, last)


def due(burst: Burst) -> float:
    """The moment at which it is over, if no more comes until then."""
    count = len(burst.paths) + FOLDER * burst.folders
    return min(burst.last + quiet(count), burst.first + longest(count))


def quiet(count: int) -> float:
    """How long nothing must happen after so many changes: a save is shown at once, a checkout when it is done."""
    return min(0.010 + 0.005 * max(0, count - FEW), 0.150)


def longest(count: int) -> float:
    """How long a burst may go on: saves that never pause are shown four times a second, but a checkout that
    writes ever new files is left to end."""
    return min(0.250 + 0.004 * count, 2.0)


def pause(cost: float, *, relied: bool, polled: bool, recent: bool) -> float:
    """How long to wait after a look at all files that took `cost`: longer where the system reliably reports changes and
    there was none of late, and never so short that looking takes more than a small share of the time."""
    least = 0.3 if polled or not relied else 1.0 if recent else 3.0
    return max(least, cost / (0.10 if polled else 0.02))
