"""One open page: what it shows, and what it is yet to be told.

In come the answers that its path has now; out come events, each at most once until it is fetched, so that a browser
that sleeps costs no memory.
"""

import asyncio
from typing import Any

from builder.edges.serve.answers import PageAnswer

GONE = 410
"""The status of a page that has been told that it is no more."""


class Client:
    """A page that listens."""

    def __init__(self, path: str, version: str) -> None:
        """The path of its URL, decoded, and the version of the bytes that it shows."""
        self.path = path
        self.kept: PageAnswer | None = None
        """Its page, as it last could be made."""
        self._status, self._version = 200, version
        self._waiting: dict[str, dict[str, Any]] = {}
        self._something = asyncio.Event()

    def learn(self, answer: PageAnswer, moved: str = "") -> bool:
        """Tells the page what its path answers now: whether there was anything to tell. `moved` is where a page that is
        no longer there has gone, if anywhere."""
        self.kept = answer if answer.status == 200 else None
        if answer.version == self._version and not answer.location:
            self._status = answer.status
            return False
        if answer.status == 503 or (answer.status == 404 and self._status == GONE):
            return False
        to = moved if answer.status == 404 else answer.location
        if to or (answer.status == 404 and self._status == 200):
            self._status, self._version = GONE, ""
            self.tell("moved" if to else "gone", {"to": to} if to else {})
        else:
            self._status, self._version = answer.status, answer.version
            self.tell("page", {"version": answer.version})
        return True

    def tell(self, name: str, data: dict[str, Any]) -> None:
        """Puts an event after those that wait; of each name only the last is of use, but all paths are."""
        before = self._waiting.pop(name, {})
        if "paths" in before:
            data = {"paths": sorted({*before["paths"], *data["paths"]})}
        self._waiting[name] = data
        self._something.set()

    async def next(self) -> list[tuple[str, dict[str, Any]]]:
        """The events that wait, as soon as there are any."""
        await self._something.wait()
        self._something.clear()
        events, self._waiting = list(self._waiting.items()), {}
        return events
