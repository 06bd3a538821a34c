"""Keeps the served site up to date with its sources and the calendar, one rebuild at a time; and its search
index, when nothing else is to be done.

In come changed paths, whenever they are told; out come rebuilds, each with its cause. What changes while a rebuild is
under way is taken in by the next one, all together. The index is made once the site has been the same for a while;
until then the last one is served.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import date

from builder.edges.clock import SiteClock
from builder.edges.serve.answers import ErrorAnswer
from builder.edges.serve.session import Rebuilt, Session
from builder.edges.serve.site_thread import ServedSite
from builder.edges.serve.terminal import Say, first_of_paths

AGAIN = 5.0
"""Seconds after which sources that could not be read are looked at again: what a link leads to may lie outside."""
NAP = 60.0
"""Seconds that the wait for the next day lasts at most: a machine that sleeps does not count its sleep."""
QUIET = 3.0
"""Seconds in which nothing has changed: whoever writes does not search."""
EVERYTHING, ANOTHER_LOOK, NEW_DAY = "the whole site", "checked again", "a new day"
"""Causes of a rebuild, where they are not the files that changed."""
Tell = Callable[[str, Rebuilt], None]
"""Told of each rebuild and its cause."""


class SourceChanges:
    """Paths that have changed since they were last taken, of many bursts together. To be used in one thread."""

    def __init__(self) -> None:
        self._paths: set[str] = set()
        self._everything = False
        self._something = asyncio.Event()

    def add(self, paths: frozenset[str]) -> None:
        """An empty set means that anything may have changed."""
        self._paths |= paths
        self._everything |= not paths
        self._something.set()

    async def wait(self, seconds: float) -> bool:
        """Whether anything changes within so many seconds."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._something.wait(), seconds)
        return self._something.is_set()

    def take(self) -> frozenset[str] | None:
        """What has changed; None if anything may have."""
        paths = None if self._everything else frozenset(self._paths)
        self._paths, self._everything = set(), False
        self._something.clear()
        return paths


async def keep_up(session: Session, changes: SourceChanges, calendar: SiteClock, tell: Tell) -> None:
    """Rebuilds at once, and then for ever whenever there is cause."""
    cause, paths, before = EVERYTHING, None, None
    while True:
        day = await asyncio.to_thread(calendar.today)
        rebuilt = await session.rebuild(paths)
        if cause != ANOTHER_LOOK or rebuilt.state != before:
            tell(cause, rebuilt)
        before = rebuilt.state
        failed = rebuilt.step if isinstance(rebuilt.step, ErrorAnswer) else None
        cause, paths = await next_cause(changes, calendar, day, unread=failed is not None and not failed.trace)
        if failed:  # Nor has what changed before been taken in.
            paths = None


async def next_cause(
    changes: SourceChanges, calendar: SiteClock, day: date, *, unread: bool
) -> tuple[str, frozenset[str] | None]:
    """Why to rebuild next, and the paths that changed; waits until there is cause. `unread`: the sources could not be
    read."""
    while True:
        if await changes.wait(AGAIN if unread else min(NAP, await asyncio.to_thread(calendar.left))):
            paths = changes.take()
            return first_of_paths(paths) if paths else EVERYTHING, paths
        if unread:
            return ANOTHER_LOOK, None
        if await asyncio.to_thread(calendar.today) != day:
            return NEW_DAY, None


class Indexing:
    """Remakes the search index. To be used in the one thread of the server."""

    def __init__(self, site: ServedSite, say: Say) -> None:
        self._site, self._say = site, say
        self._changed = asyncio.Event()
        self._said = ""

    def postpone(self) -> None:
        """Something changes, or has changed: what is being made is of no use, and it is waited for quiet again."""
        self._changed.set()

    async def keep_up(self) -> None:
        """Makes the index again whenever the site has changed and been quiet since."""
        while True:
            await self._changed.wait()
            while self._changed.is_set():
                self._changed.clear()
                await asyncio.sleep(QUIET)
            outcome = await self._site.index(lambda: not self._changed.is_set())
            if isinstance(outcome, ErrorAnswer) and outcome.words != self._said:
                self._said = outcome.words
                self._say(f"the search has no index: {outcome.words}\n{outcome.trace}")
