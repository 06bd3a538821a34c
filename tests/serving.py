"""A small site that is served in a thread, for the tests of `dateline serve`: asked over a real socket, and told by
hand what changed."""

import asyncio
import json
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from http.client import HTTPConnection
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from builder.edges.clock import SiteClock, fixed
from builder.edges.serve.editors import LINKS
from builder.edges.serve.server import Serving, Settings, listening
from tests.test_warm import lay, states

PATIENCE = 60.0
"""Seconds after which something will not happen any more, on the slowest machine."""
DAY = date(2025, 3, 10)
LINE = re.compile(rb'<script src="/_dateline/client\.js" data-version="([0-9a-f]+)" defer></script>\n')


@dataclass(frozen=True)
class Reply:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def page(self) -> bytes:
        """The page as a build writes it."""
        return LINE.sub(b"", self.body)

    @property
    def version(self) -> str:
        found = LINE.search(self.body)
        return found[1].decode() if found else ""


class Stream:
    """What one open page is told."""

    def __init__(self, port: int, path: str, version: str) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        self._socket.sendall(
            f"GET /_dateline/events?path={path}&version={version} HTTP/1.0\r\nHost: localhost\r\n\r\n".encode()
        )
        self.states: list[Any] = []
        self.comments = 0
        self._events: SimpleQueue[tuple[str, Any]] = SimpleQueue()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    @property
    def state(self) -> Any:
        """Of the sources, as it was last told."""
        return self.states[-1]

    def next(self) -> tuple[str, Any]:
        """The next event that tells of no state."""
        return self._events.get(timeout=PATIENCE)

    def close(self) -> None:
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._reader.join(PATIENCE)
        self._socket.close()

    def _read(self) -> None:
        with suppress(OSError), self._socket.makefile("r", encoding="utf-8") as lines:
            name = ""
            for line in lines:
                field, _, value = line.rstrip("\n").partition(": ")
                if field == "event":
                    name = value
                elif field == "data" and name == "state":
                    self.states.append(json.loads(value))
                elif field == "data":
                    self._events.put((name, json.loads(value)))
                elif line.startswith(":"):
                    self.comments += 1


@dataclass
class Served:
    """A site and its server."""

    root: Path
    port: int
    said: list[str] = field(default_factory=list)
    changed: Callable[[frozenset[str]], None] = lambda paths: None

    def get(self, path: str, method: str = "GET", headers: Mapping[str, str] | None = None) -> Reply:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request(method, path, headers=dict(headers or {}))
            response = connection.getresponse()
            return Reply(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())
        finally:
            connection.close()

    def edit(self, path: str, text: str | None) -> str:
        """Writes or deletes a file; what the terminal says of the rebuild."""
        lay(self.root, path, text)
        return self.tell(path)

    def tell(self, *paths: str) -> str:
        """Says that files have changed, and waits for the rebuild."""
        number = len(self.said)
        self.changed(frozenset(paths))
        wait_for(lambda: len(self.said) > number)
        return self.said[number]

    @contextmanager
    def open(self, path: str, version: str | None = None) -> Iterator[Stream]:
        """An open page that has heard the state: that of a browser which has just asked for it, or that holds another
        version."""
        with self.listening(path, self.get(path).version if version is None else version) as stream:
            wait_for(lambda: bool(stream.states))
            yield stream

    @contextmanager
    def listening(self, path: str, version: str = "") -> Iterator[Stream]:
        """An open page that may not have heard anything yet."""
        stream = Stream(self.port, path, version)
        try:
            yield stream
        finally:
            stream.close()


@contextmanager
def serving(
    root: Path, calendar: SiteClock | None = None, host: str = "127.0.0.1", *, writable: bool = True
) -> Iterator[Served]:
    """Serves a folder until the `with` ends."""
    with listening(host, 0) as listener:
        served = Served(root, listener.getsockname()[1])

        @contextmanager
        def by_hand(changed: Callable[[frozenset[str]], None], notice: Callable[[str], None]) -> Iterator[None]:
            served.changed = changed
            yield

        settings = Settings(
            root, host, 0, calendar or fixed(DAY), LINKS["vscode"],
            drafts=True, workers=1, colour=False, writable=writable,
        )  # fmt: skip
        parts = Serving(settings, served.said.append)
        thread = threading.Thread(target=lambda: asyncio.run(parts.run(listener, by_hand)))
        thread.start()
        try:
            wait_for(lambda: bool(served.said))
            yield served
        finally:
            parts.server.should_exit = True
            thread.join(PATIENCE)


def desk(folder: Path) -> Path:
    """The small site of `test_warm`."""
    for path, text in states().items():
        lay(folder, path, text)
    return folder


def wait_for(condition: Callable[[], bool]) -> None:
    """Waits until something is so."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.005)
