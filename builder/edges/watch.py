"""Tells when a site's files change, once a burst of changes.

In come the site's folder and a function; it is called with the paths, POSIX and relative to the site, of the files
that were created, edited, deleted or moved (both ends). The system's events say where to look, signatures say what
changed, and a sweep over all files finds what no event told. This module must not open a file.
"""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event

from builder.edges.burst import Burst, Hint, due, joined, longest, pause, quiet
from builder.edges.events import Events
from builder.edges.sight import Seen, Sight, Signature, changes, is_folder, renewed
from builder.edges.sweep import signature, signatures

STRIDE = 128
"""Files looked at before others get their turn: some tenths of a millisecond."""


@contextmanager
def watch(
    root: Path,
    changed: Callable[[frozenset[str]], None],
    *,
    poll: bool = False,
    notice: Callable[[str], None] = lambda line: None,
) -> Iterator[None]:
    """Watches `site.yml`, `content/` and `themes/` while the context lasts: what changes from its beginning is told.

    `changed` is called from one thread, never twice at once, and what changes meanwhile is told by the next call. An
    error in it ends the watch, and is raised where the context ends, which waits for a call that is under way.
    With `poll`, or where the system has no events to give, the sweep alone is the watch, slower the larger the site;
    `notice` is then given a line that says why.
    """
    watching = _Watch(root, changed, notice)
    if not poll:
        watching.listen()
    watching.begin()
    with ThreadPoolExecutor(1, "watch") as threads:
        run = threads.submit(watching.run)
        try:
            yield
        finally:
            watching.stop()
    run.result()


class _Watch:
    def __init__(self, root: Path, changed: Callable[[frozenset[str]], None], notice: Callable[[str], None]) -> None:
        self._root = root
        self._changed = changed
        self._notice = notice
        self._events: Events | None = None
        self._hints: SimpleQueue[Hint] = SimpleQueue()
        self._stop = Event()
        self._sight = Sight()
        self._cost = 0.0
        self._relied = True
        self._next = 0.0

    def listen(self) -> None:
        """Takes the system's events in, if it has any to give."""
        try:
            self._events = Events(self._root, self._tell)
        except OSError as error:
            self._go_without(error)

    def begin(self) -> None:
        """Notes how the files are. Folders are followed first, so that nothing falls between."""
        self._follow()
        now = time.time_ns()
        self._news(self._look(self._stop.is_set), now)
        self._rest(stirred=True)

    def run(self) -> None:
        """Tells of changes until it is stopped."""
        try:
            while not self._stop.is_set():
                burst = self._burst()
                news = self._told(burst) if burst else self._untold()
                if news and not self._stop.is_set():
                    self._changed(news)
                self._rest(stirred=bool(burst or news))
        finally:
            if self._events:
                self._events.stop()

    def stop(self) -> None:
        """Ends `run` soon."""
        self._stop.set()
        self._tell(None)

    def _tell(self, path: str | None) -> None:
        self._hints.put(Hint(time.monotonic(), path))

    def _burst(self) -> Burst | None:
        """The next burst, once it is over; None where a sweep comes first."""
        try:
            hint = self._hints.get(timeout=max(0.0, self._next - time.monotonic()))
        except Empty:
            return None
        burst = joined(None, [hint, *self._waiting()])
        while (wait := due(burst) - time.monotonic()) > 0 and not self._stop.wait(wait):
            burst = joined(burst, self._waiting())
        return burst

    def _waiting(self) -> list[Hint]:
        return [self._hints.get() for _ in range(self._hints.qsize())]

    def _told(self, burst: Burst) -> frozenset[str]:
        """What changed of that which a burst names; where it names folders, of all."""
        now = time.time_ns()
        seen = {path: signature(self._root, path) for path in burst.paths}
        if burst.folders or any(is_folder(path, found, self._sight) for path, found in seen.items()):
            self._follow()
            return self._news(self._look(self._stop.is_set), now, burst.paths)
        return self._news(seen, now, burst.paths)

    def _untold(self) -> frozenset[str]:
        """What changed without an event. Events that come meanwhile go before."""
        self._follow()
        now = time.time_ns()
        news = self._news(self._settled(lambda: self._stop.is_set() or not self._hints.empty()), now)
        self._relied = self._relied and not news
        return news

    def _news(self, seen: Seen | None, now: int, named: frozenset[str] = frozenset()) -> frozenset[str]:
        """What changed of that which was seen from `now` on. It counts as known from here, so that an edit made
        while it is being told is a new one."""
        if seen is None:
            return frozenset()
        news = changes(self._sight, seen, named)
        self._sight = renewed(self._sight, seen, now)
        return news

    def _settled(self, broken: Callable[[], bool]) -> Seen | None:
        """How all files are: where they changed, once they have come to rest."""
        begun = time.monotonic()
        seen, last = self._look(broken), None
        while seen is not None and seen != last and (count := len(changes(self._sight, seen))):
            if self._stop.wait(quiet(count)) or time.monotonic() > begun + longest(count):
                break
            seen, last = self._look(broken), seen
        return seen

    def _look(self, broken: Callable[[], bool]) -> Seen | None:
        """How all files are, those too that are gone; None where the look was broken off. It is in nobody's way, since
        `os.stat` lets other threads go on."""
        begun = time.monotonic()
        seen: dict[str, Signature | None] = dict.fromkeys(self._sight.files)
        for number, (path, found) in enumerate(signatures(self._root)):
            seen[path] = found
            if number % STRIDE == 0 and broken():
                return None
        self._cost = time.monotonic() - begun
        return seen

    def _rest(self, *, stirred: bool) -> None:
        span = pause(self._cost, relied=self._relied, polled=self._events is None, stirred=stirred)
        self._next = time.monotonic() + span

    def _follow(self) -> None:
        try:
            if self._events:
                self._events.follow()
        except OSError as error:
            self._go_without(error)

    def _go_without(self, error: OSError) -> None:
        if self._events:
            self._events.stop()
        self._events = None
        reason = error.strerror or str(error)
        self._notice(f"the system does not tell of changes ({reason}): looking for them instead, which is slower")
