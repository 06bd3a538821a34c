"""Tells when a site's files change, once a burst of changes.

In come the site's folder and a function; it is called with the paths, POSIX and relative to the site, of the files
that were created, edited, deleted or moved (both ends). The system's events say where to look, a look says what
changed, and from time to time a look at all files finds what no event told. This module must not open a file.
"""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event

from builder.edges.watch.debounce import Burst, Hint, due, joined, pause
from builder.edges.watch.events import Events
from builder.edges.watch.scanner import Scanner

Changed = Callable[[frozenset[str]], None]


@contextmanager
def watch(
    root: Path, changed: Changed, *, poll: bool = False, notice: Callable[[str], None] = lambda line: None
) -> Iterator[None]:
    """Watches `site.yml`, `content/` and `themes/` while the context lasts: what changes from its beginning is told.

    `changed` is called from one thread, never twice at once and never with nothing. What changes meanwhile is told by
    the next call. An error in it ends the watch, and is raised where the context ends; that waits for a call which is
    under way. A path may be a folder's if nobody may look into it, or it is a link to one that holds it.
    With `poll`, or where the system has no events to give, the files are looked at again and again, which is slower
    the more they are; in the latter case `notice` is given a line that says so.
    """
    with closing(_Watch(root, changed, notice)) as watching, ThreadPoolExecutor(1, "watch") as threads:
        try:
            watching.begin(poll=poll)
            run = threads.submit(watching.run)
            yield
        finally:
            watching.end()
    run.result()


class _Watch:
    def __init__(self, root: Path, changed: Changed, notice: Callable[[str], None]) -> None:
        self._root = root
        self._changed = changed
        self._notice = notice
        self._scanner = Scanner(root)
        self._events: Events | None = None
        self._hints: SimpleQueue[Hint] = SimpleQueue()
        self._ended = Event()
        self._reliable = True
        self._next = 0.0

    def begin(self, *, poll: bool) -> None:
        """Learns how the files are. Folders are followed first, so that nothing falls between."""
        try:
            self._events = None if poll else Events(self._root, self._hint)
        except OSError as error:
            self._poll_instead(error)
        self._follow()
        self._scanner.around(self._ended.is_set)
        self._plan_look(recent=True)

    def run(self) -> None:
        """Tells of changes until the end."""
        while not self._ended.is_set():
            burst = self._next_burst()
            news = self._changes_of(burst) if burst else self._changes_without_event()
            if news and not self._ended.is_set():
                self._changed(news)
            self._plan_look(recent=bool(burst or news))

    def end(self) -> None:
        """Lets `run` come to its end."""
        self._ended.set()
        self._hint(None)

    def close(self) -> None:
        """Ends the system's events. Not while `run` may still follow folders."""
        if self._events:
            self._events.stop()

    def _hint(self, path: str | None) -> None:
        self._hints.put(Hint(time.monotonic(), path))

    def _next_burst(self) -> Burst | None:
        """The next burst, once it is over; None where it is time to look at all files."""
        try:
            hint = self._hints.get(timeout=max(0.0, self._next - time.monotonic()))
        except Empty:
            return None
        burst = joined(None, [hint, *self._waiting()])
        while (wait := due(burst) - time.monotonic()) > 0 and not self._ended.wait(wait):
            burst = joined(burst, self._waiting())
        return burst

    def _waiting(self) -> list[Hint]:
        return [self._hints.get() for _ in range(self._hints.qsize())]

    def _changes_of(self, burst: Burst) -> frozenset[str]:
        """What changed of the files that a burst names; of all files, where it names folders."""
        news = None if burst.folders else self._scanner.at(burst.paths)
        if news is None:
            self._follow()
            news = self._scanner.around(self._ended.is_set)
        return news

    def _changes_without_event(self) -> frozenset[str]:
        """What changed without an event. Events that come meanwhile are looked at first."""
        self._follow()
        news = self._scanner.settled(lambda: self._ended.is_set() or not self._hints.empty(), self._ended.wait)
        self._reliable = self._reliable and not news
        return news

    def _plan_look(self, *, recent: bool) -> None:
        polled = self._events is None
        span = pause(self._scanner.cost, relied=self._reliable, polled=polled, recent=recent)
        self._next = time.monotonic() + span

    def _follow(self) -> None:
        try:
            if self._events:
                self._events.follow()
        except OSError as error:
            self._poll_instead(error)

    def _poll_instead(self, error: OSError) -> None:
        if self._events:
            self._events.stop()
        self._events = None
        reason = error.strerror or str(error)
        self._notice(f"the system does not report file changes ({reason}): polling instead, which is slower")
