"""A stage's work on one item at a time, so that a crew may share it out over processes; and what a crew can do."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Protocol


@dataclass(frozen=True)
class Drawing:
    """An SVG that is to be stored as the PNG that it describes. Who stores it draws it, since that needs fonts from the
    disk, and may keep what was drawn before: a function of the SVG, and a thousand times as slow as anything else."""

    svg: str

    @property
    def digest(self) -> str:
        return sha256(self.svg.encode()).hexdigest()


Files = Iterable[tuple[str, bytes | Drawing]]
"""Paths within the output, each with its bytes or what makes them."""
Contents = Iterable[tuple[str, bytes]]
"""The same where all are bytes."""


@dataclass(frozen=True)
class Job:
    """`open(frame)` makes once, in each process, what `work(context, item)` needs for every item.

    Work gives a result, which travels to the main process, and files, which are stored where they are made. Of what a
    job keeps of its results every process has all when the next is opened: that one's is `open(frame, kept)`, in the
    order of the items. So what was made somewhere need not travel back there.
    """

    name: str
    """What a watcher reads while it lasts: `reading articles`."""
    open: Callable[..., Any]
    work: Callable[[Any, Any], tuple[Any, Files]]
    keep: Callable[[Any], Any] | None = None
    """Result to what is kept of it."""


class Executor(Protocol):
    """Those who do the work: one process, or several."""

    def open(self, job: Job, shared: object) -> None:
        """Lets all other processes make ready for a job, while this one goes on."""

    def map(self, job: Job, context: object, items: Iterable[Any], total: int) -> Iterator[Any]:
        """The results in the order of the `total` items; `context` is what the frame of the job opens to."""

    def write(self, files: Files) -> None:
        """Stores files that are made here."""
