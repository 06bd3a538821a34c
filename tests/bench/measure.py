"""What one command costs: takes the command, runs it to its end, gives wall time, processor time and peak memory.

Needs a POSIX system. The sum of memory over the command's processes needs Linux's /proc as well, and is `None`
elsewhere.
"""

import os
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread

INTERVAL = 0.02
"""Seconds between two looks at the process tree."""

PROC = Path("/proc")
TELLS_CHILDREN = any(PROC.glob("self/task/*/children"))
"""Not every system, nor every Linux, says which processes a process has started."""


class CommandFailed(Exception):
    """The command ended with another status than 0; holds the end of what it printed."""


@dataclass(frozen=True)
class Usage:
    wall: float
    """Seconds from start to end."""
    cpu: float
    """Seconds, user and system, of the command and all processes that it waited for."""
    largest: int
    """Peak resident bytes of its largest process."""
    together: int | None
    """Peak of the resident bytes of all its processes; memory that they share counts once for each."""


def run(command: list[str], log: Path) -> Usage:
    """Its output goes to `log`. Raises CommandFailed.

    The kernel counts the memory of the caller into the new process, as it stands before the command replaces it: call
    this from a process that is smaller than the command.
    """
    to_log = [
        (os.POSIX_SPAWN_OPEN, 1, str(log), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644),
        (os.POSIX_SPAWN_DUP2, 1, 2),
    ]
    start = time.perf_counter()
    pid = os.posix_spawn(command[0], command, os.environ, file_actions=to_log)
    sampler = Sampler(pid)
    sampler.start()
    _, status, usage = os.wait4(pid, 0)
    wall = time.perf_counter() - start
    sampler.stop()
    if status:
        raise CommandFailed(f"{' '.join(command)}\n{log.read_text(errors='replace')[-3000:]}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Usage(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit, sampler.peak or None)


@dataclass
class Sampler:
    """Looks at the resident memory of a process and its descendants until told to stop."""

    pid: int
    peak: int = 0
    _stopped: Event = field(default_factory=Event)
    _thread: Thread | None = None

    def start(self) -> None:
        if not TELLS_CHILDREN:
            return
        self._thread = Thread(target=self._watch, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._stopped.set()
        if self._thread:
            self._thread.join()

    def _watch(self) -> None:
        while not self._stopped.wait(INTERVAL):
            self.peak = max(self.peak, sum(resident(pid) for pid in tree(self.pid)))


def tree(pid: int) -> Iterator[int]:
    """A process and its descendants, as far as they live."""
    yield pid
    for children in PROC.glob(f"{pid}/task/*/children"):
        for child in _read(children).split():
            yield from tree(int(child))


def resident(pid: int) -> int:
    """Bytes; 0 for a process that is gone."""
    fields = _read(PROC / f"{pid}/statm").split()
    return int(fields[1]) * os.sysconf("SC_PAGE_SIZE") if fields else 0


def _read(path: Path) -> str:
    """The text of a file of /proc, or nothing if its process ended meanwhile."""
    try:
        return path.read_text()
    except OSError:
        return ""
