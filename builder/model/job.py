"""A stage's work on one item at a time, so that a crew may share it out over processes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

Files = Iterable[tuple[str, bytes]]
"""Paths within the output, each with its bytes."""


@dataclass(frozen=True)
class Job:
    """`open(frame)` makes once, in each process, what `work(context, item)` needs for every item.

    Work gives a result, which travels to the main process, and files, which are stored where they are made.
    """

    name: str
    """What a watcher reads while it lasts: `reading articles`."""
    open: Callable[[Any], Any]
    work: Callable[[Any, Any], tuple[Any, Files]]
