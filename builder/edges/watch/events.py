"""Changes in a site that the operating system reports.

In come the site's folder and a function to tell; out come, from a thread of watchdog's own, the paths of files that
were created, written, deleted or moved, relative to the site, and None for a folder. Much may be told twice, and
some not at all: `scanner.py` looks for itself as well. Files that are only opened or read are not told.
"""

import errno
import logging
import os
import warnings
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from watchdog import events
from watchdog.observers import Observer
from watchdog.observers.api import ObservedWatch

from builder.edges.watch.scanner import FOLDERS, watched

Tell = Callable[[str | None], None]
KINDS: list[type[events.FileSystemEvent]] = [
    events.FileCreatedEvent,
    events.FileModifiedEvent,
    events.FileClosedEvent,
    events.FileDeletedEvent,
    events.FileMovedEvent,
    events.DirCreatedEvent,
    events.DirDeletedEvent,
    events.DirMovedEvent,
]
PASSING = (errno.ENOENT, errno.ENOTDIR, errno.EACCES, errno.ELOOP)
"""Errors of a folder that is gone again, or that nobody may read: no reason to give up on the others."""


logging.getLogger("watchdog").addHandler(logging.NullHandler())


class Events:
    """The folders watched, from `follow` to `stop`. The making of it, too, raises OSError at the system's limits."""

    def __init__(self, root: Path, tell: Tell) -> None:
        self._root = root
        self._tell = tell
        self._held: dict[str, tuple[tuple[str, int], ObservedWatch]] = {}
        # It is a remark on watchdog's own books, made where a folder is found twice, as in `mkdir -p`.
        warnings.filterwarnings("ignore", category=RuntimeWarning, module="watchdog")
        self._observer = Observer()
        self._observer.start()

    def follow(self) -> None:
        """Watches the folders that are there now, in place of those that were. Raises OSError at the system's
        limits. The site's own folder is not watched with all that is in it, and comes last: where the limit is
        reached within the others, which watchdog keeps to itself, it is shown by this one."""
        alive = {emitter.watch for emitter in self._observer.emitters if emitter.is_alive()}
        for folder in (*FOLDERS, ""):
            place = self._place(folder)
            held, watch = self._held.get(folder, (None, None))
            if place != held or (watch and watch not in alive):
                self._drop(folder)
                self._take(folder, place)

    def stop(self) -> None:
        """Ends all threads, and waits for them."""
        self._observer.stop()
        self._observer.join()

    def _place(self, folder: str) -> tuple[str, int] | None:
        """Where a folder really lies, and which one it is."""
        try:
            place = os.path.realpath(self._root / folder)
            return (place, os.stat(place).st_ino) if os.path.isdir(place) else None
        except OSError:
            return None

    def _take(self, folder: str, place: tuple[str, int] | None) -> None:
        if place is None:
            return
        handler = _Handler(folder, place[0], self._tell)
        try:
            watch = self._observer.schedule(handler, place[0], recursive=bool(folder), event_filter=KINDS)
        except OSError as error:
            if error.errno not in PASSING:
                raise
        else:
            self._held[folder] = place, watch

    def _drop(self, folder: str) -> None:
        if folder in self._held:
            with suppress(KeyError):  # Both folders may be links to one, and share its watch.
                self._observer.unschedule(self._held.pop(folder)[1])


class _Handler(events.FileSystemEventHandler):
    """Gives the events of one folder their paths within the site."""

    def __init__(self, folder: str, place: str, tell: Tell) -> None:
        self._folder = folder
        self._place = place
        self._tell = tell

    def on_any_event(self, event: events.FileSystemEvent) -> None:
        for place in (event.src_path, event.dest_path):
            path = self._path(os.fsdecode(place)) if place else ""
            if watched(path):
                self._tell(None if event.is_directory else path)

    def _path(self, place: str) -> str:
        below = place.removeprefix(self._place).replace(os.sep, "/")
        return f"{self._folder}{below}" if self._folder else below.removeprefix("/")
