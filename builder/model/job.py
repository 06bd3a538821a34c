"""A stage's work on one item at a time, so that it can be shared out over processes, and what does that."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Protocol


@dataclass(frozen=True)
class Drawing:
    """An SVG that is to be stored as the PNG that it describes. It is drawn where it is stored, since that needs fonts
    from the disk; and pictures are kept, since drawing is a thousand times as slow as anything else."""

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
    """`open(shared)` makes once, in each process, the context that `work(context, item)` needs for every item.

    Work gives a result, which is sent to the main process, and files, which are stored where they are made. If a job
    keeps something of its results, every process has all of it when the next job is opened, which is then
    `open(shared, kept)`, in the order of the items. So what was made in a process need not be sent back to it.
    """

    name: str
    """What the user reads while it lasts: `reading articles`."""
    open: Callable[..., Any]
    work: Callable[[Any, Any], tuple[Any, Files]]
    keep: Callable[[Any], Any] | None = None
    """Result to what is kept of it."""


class Executor(Protocol):
    """What does the work: one process, or several."""

    def open(self, job: Job, shared: object) -> None:
        """Lets all other processes prepare for a job, while this one goes on."""

    def map(self, job: Job, context: object, items: Iterable[Any], total: int) -> Iterator[Any]:
        """The results in the order of the `total` items; `context` is what the job's `open` has returned here."""

    def write(self, files: Files) -> None:
        """Stores files that were made here."""
