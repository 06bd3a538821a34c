"""`dateline serve`, from the start of the server to its end.

In come what to serve and where, and whom to tell; nothing comes out but what browsers ask for, and nothing is written.
It ends at once when it is interrupted.
"""

import asyncio
import logging
import signal
import socket
import threading
import webbrowser
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import uvicorn

from builder.edges.clock import Calendar, time_of_day
from builder.edges.live import LiveSite
from builder.edges.serve.app import app
from builder.edges.serve.editors import link
from builder.edges.serve.lines import Say, Terminal
from builder.edges.serve.loop import Changes, keep_up
from builder.edges.serve.port import address, listening
from builder.edges.serve.session import Session
from builder.edges.serve.site import ServedSite
from builder.edges.serve.wire import as_state
from builder.edges.trouble import Trouble
from builder.edges.watch import watch

Watch = Callable[..., AbstractContextManager[None]]
"""`edges.watch.watch` for one site: takes `changed` and `notice`, which it calls from threads of its own."""


@dataclass(frozen=True)
class Settings:
    """What to serve, and how."""

    root: Path
    host: str
    port: int
    """The first to try; 0 for any."""
    calendar: Calendar
    editor: str
    """The template of links that open a file."""
    drafts: bool
    workers: int
    """Processes; 0 for as many as pay."""
    colour: bool
    """Whether the terminal shows colours."""


class Server(uvicorn.Server):
    """A server that ends at once: event streams would be waited for for ever."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for server in self.servers:
            server.close()


def serve(settings: Settings, say: Say, *, poll: bool, browse: bool) -> None:
    """Serves until it is interrupted. `poll`: look for changes rather than wait to be told of them; `browse`: show the
    site in a browser. Raises Trouble where there is nothing to serve, or no port for it."""
    if not settings.root.is_dir():
        raise Trouble(f"{settings.root} is not a folder")
    with listening(settings.host, settings.port) as listener, suppress(KeyboardInterrupt):
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        port = listener.getsockname()[1]
        url = address(settings.host, port)
        taken = f" (port {settings.port} is taken)" if settings.port not in (0, port) else ""
        say(f"{url}{taken} shows {settings.root} until Ctrl-C\n")
        if browse:  # Some browsers hold their caller up until they are closed.
            threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()
        asyncio.run(run(settings, listener, partial(watch, settings.root, poll=poll), say))


async def run(settings: Settings, listener: socket.socket, watch: Watch, say: Say) -> None:
    """Serves at a socket, and keeps up with what changes, until it is cancelled or the process is told to end."""
    live = LiveSite(
        settings.root, settings.calendar.today, drafts=settings.drafts, workers=settings.workers, notice=unseen
    )
    site = ServedSite(live, settings.root)
    session = Session(site, partial(as_state, edit=partial(link, settings.editor)))
    terminal = Terminal(say, time_of_day, colour=settings.colour)
    changes, soon = Changes(), asyncio.get_running_loop().call_soon_threadsafe
    try:
        with watch(lambda paths: soon(changes.add, paths), notice=lambda line: soon(say, f"{line}\n")):
            async with asyncio.TaskGroup() as tasks:
                keeping = tasks.create_task(keep_up(session, changes, settings.calendar, terminal.tell))
                await server(session, settings.host).serve([listener])
                keeping.cancel()
    finally:
        site.close()


def server(session: Session, bound: str) -> Server:
    """uvicorn, silent but for what goes wrong in Dateline itself."""
    logging.getLogger("uvicorn.error").addFilter(no_end)
    return Server(
        uvicorn.Config(
            app(session, bound), lifespan="off", ws="none", log_config=None, log_level="error", access_log=False
        )
    )


def no_end(record: logging.LogRecord) -> bool:
    """Whether a record is of anything but a request that was cut off as the server ended."""
    return not (record.exc_info and isinstance(record.exc_info[1], asyncio.CancelledError))


def unseen(stage: str, done: int, total: int) -> None:
    """Progress is not shown: what is rebuilt here takes no time to speak of."""
