"""`dateline serve`, from the start of the server to its end.

In come what to serve and where, and where to print; out comes what browsers ask for, and nothing is written but what an
author saves in the form. It ends at once when it is interrupted.
"""

import asyncio
import errno
import logging
import re
import signal
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from functools import partial
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import uvicorn

from builder.edges.clock import SiteClock, time_of_day
from builder.edges.errors import UserError, reason
from builder.edges.serve.app import EVERYWHERE, app
from builder.edges.serve.editors import link
from builder.edges.serve.live import LiveSite
from builder.edges.serve.loop import Indexing, SourceChanges, keep_up
from builder.edges.serve.session import Rebuilt, Session
from builder.edges.serve.site_thread import ServedSite
from builder.edges.serve.terminal import Say, Terminal
from builder.edges.serve.wire import as_state
from builder.edges.watch.watcher import watch

if sys.platform == "win32":

    def open_files() -> int:
        return 2048
else:
    import resource

    def open_files() -> int:
        soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
        return soft if soft > 0 else 2048  # No limit is -1.


QUIET: dict[str, Any] = {
    "http": "h11",
    "ws": "none",
    "lifespan": "off",
    "log_config": None,
    "log_level": "error",
    "access_log": False,
}
"""How uvicorn is run: nothing is said but what goes wrong in Dateline itself."""
HOST_NAME = re.compile(r"(?:[a-z0-9_-]+\.)*[a-z_][a-z0-9_-]*\.?", re.IGNORECASE)
"""The name of a machine, and none of the old spellings of an address: `0`, `127.1`, `0x7f000001`."""
TRIES = 100
"""Ports that are tried, from the first."""
Watch = Callable[..., AbstractContextManager[None]]
"""`edges.watch.watch` for one site: takes `changed` and `notice`, which it calls from threads of its own."""


@dataclass(frozen=True)
class Settings:
    """What to serve, and how."""

    root: Path
    host: str
    port: int
    """The first to try; 0 for any."""
    calendar: SiteClock
    editor: str
    """The template of links that open a file."""
    drafts: bool
    workers: int
    """Processes; 0 for as many as pay."""
    colour: bool
    """Whether the terminal shows colours."""
    writable: bool = True
    """Whether statements can be noted through the form."""


class Server(uvicorn.Server):
    """A server that ends at once: event streams would be waited for for ever."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for server in self.servers:
            server.close()


class Serving:
    """All that is at work while a site is served."""

    def __init__(self, settings: Settings, say: Say) -> None:
        live = LiveSite(
            settings.root, settings.calendar.today, drafts=settings.drafts, workers=settings.workers, notice=no_progress
        )
        self._say = say
        self._calendar = settings.calendar
        self._terminal = Terminal(say, time_of_day, colour=settings.colour)
        self._changes = SourceChanges()
        self._site = ServedSite(live, settings.root)
        self._session = Session(self._site, partial(as_state, edit=partial(link, settings.editor)))
        self._indexing = Indexing(self._site, say)
        self._exhausted = False
        application = app(self._session, self._site, settings.host, writable=settings.writable)
        self.server = Server(uvicorn.Config(application, limit_concurrency=most_connections(), **QUIET))

    async def run(self, listener: socket.socket, watch: Watch) -> None:
        """Serves at a socket, and keeps up with what changes, until the server is told to exit."""
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(self._failed)
        soon = loop.call_soon_threadsafe
        logging.getLogger("uvicorn.error").addFilter(is_worth_logging)
        try:
            with watch(lambda paths: soon(self._changed, paths), notice=lambda line: soon(self._say, f"{line}\n")):
                async with asyncio.TaskGroup() as tasks:
                    keeping = tasks.create_task(keep_up(self._session, self._changes, self._calendar, self._rebuilt))
                    indexing = tasks.create_task(self._indexing.keep_up())
                    await self.server.serve([listener])
                    keeping.cancel()
                    indexing.cancel()
        finally:
            self._site.close()

    def _failed(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """What asyncio could do nothing about. It tries thousands of times a second to take a connection for which the
        system has no room, and would print a traceback each time."""
        error = context.get("exception")
        if self.server.should_exit and isinstance(error, ValueError):
            return  # It tries on after the end, with a socket that is closed.
        if not is_exhausted(error):
            loop.default_exception_handler(context)
        elif not self._exhausted:
            self._exhausted = True
            self._say("the system allows no more open connections: close some pages of the preview\n")

    def _changed(self, paths: frozenset[str]) -> None:
        self._indexing.postpone()
        self._changes.add(paths)

    def _rebuilt(self, cause: str, rebuilt: Rebuilt) -> None:
        self._indexing.postpone()
        self._terminal.tell(cause, rebuilt)


def serve(settings: Settings, say: Say, *, poll: bool, browse: bool) -> None:
    """Serves until it is interrupted. `poll`: look for changes rather than wait to be told of them; `browse`: show the
    site in a browser. Raises UserError where there is nothing to serve, or no port for it."""
    if not settings.root.is_dir():
        raise UserError(f"{settings.root} is not a folder")
    serving = Serving(settings, say)
    with listening(settings.host, settings.port) as listener:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, serving.server.handle_exit)
        port = listener.getsockname()[1]
        url = address(settings.host, port)
        taken = f" (port {settings.port} is taken)" if settings.port not in (0, port) else ""
        say(f"{url}{taken} shows {settings.root} until Ctrl-C\n")
        if browse:  # Some browsers hold their caller up until they are closed.
            threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()
        asyncio.run(serving.run(listener, partial(watch, settings.root, poll=poll)))


def most_connections() -> int:
    """How many connections are served at once, each open page being one: half of the files that this process may hold
    open, so that the site's own can still be read. A page that is turned away asks again."""
    return open_files() // 2


def host_to_bind(host: str) -> str:
    """An address or a name as it is asked for, in the system's spelling. Raises UserError for what is neither: the
    system takes an empty name, and some numbers, for all that the machine has."""
    name = host[1:-1] if host.startswith("[") and host.endswith("]") else host
    with suppress(ValueError):
        return str(ip_address(name))
    if name == host and HOST_NAME.fullmatch(host):
        return host
    shown = f"`{host}` is no address" if host.strip() else "it is empty"
    raise UserError(
        f"--host: {shown}; name 127.0.0.1 for this machine only, 0.0.0.0 for the whole network, or a host; no port"
    )


def is_worth_logging(record: logging.LogRecord) -> bool:
    """Whether a record is of anything but a request that was cut off as the server ended, or that came when no file
    could be opened any more, which `Serving` says once."""
    error = record.exc_info[1] if record.exc_info else None
    return not (isinstance(error, asyncio.CancelledError) or is_exhausted(error))


def is_exhausted(error: object) -> bool:
    """Whether the system refuses to open more files and connections."""
    return isinstance(error, OSError) and error.errno in (errno.EMFILE, errno.ENFILE)


def no_progress(stage: str, done: int, total: int) -> None:
    """Progress is not shown: the terminal hears of what is done."""


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens at the port, or at the next one that is free; 0 is any. Raises UserError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    ports = range(port, min(port + TRIES, 2**16))
    for number in ports:
        try:
            listener = socket.create_server((host, number), family=family)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise UserError(f"cannot serve at {address(host, number)}: {reason(error)}") from None
            continue
        if listener.getsockname()[0] in EVERYWHERE and host not in EVERYWHERE:
            listener.close()
            raise UserError(f"{host} stands for the whole network here: if you mean that, use --host 0.0.0.0")
        return listener
    raise UserError(f"all ports from {port} to {ports[-1]} are in use")


def address(host: str, port: int) -> str:
    """The URL of a server for whoever sits at this machine."""
    if host in EVERYWHERE:
        host = "::1" if ":" in host else "127.0.0.1"
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"
