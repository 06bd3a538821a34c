"""What is served: the site under its own path, and under `/_dateline/` what keeps open pages up to date.

In come requests, out come responses. Only GET and HEAD are answered, and no browser may keep anything. A preview shows
drafts, and is for the one who started it: a page elsewhere can make a browser ask this machine, under a name of its
own (DNS rebinding) or across origins; both show in the headers, and are refused.
"""

import asyncio
import re
from collections.abc import AsyncIterator
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import unquote, urlsplit

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route, Router, request_response
from starlette.types import ASGIApp, Receive, Scope, Send

from builder.edges.serve.answers import PageAnswer, with_script
from builder.edges.serve.session import Client, Session
from builder.edges.serve.wire import event

CLIENT = Path(__file__).parent.parent / "client"
SCRIPTS = ("idiomorph.js", "overlay.js", "page.js", "client.js")
HEARTBEAT = 15.0
"""Seconds of silence after which a stream shows that it is alive."""
UNKEPT = {"Cache-Control": "no-store"}
HERE = frozenset({"localhost", "127.0.0.1", "::1"})
EVERYWHERE = frozenset({"0.0.0.0", "::"})
"""Addresses to bind that stand for all that the machine has."""
METHODS = ("GET", "HEAD")
HOST = re.compile(r"(\[[0-9a-f:.]+\]|[^\[\]:/?#@\s]+)(:\d+)?", re.IGNORECASE)
REFUSAL = "This preview does not answer to this host name. To allow it, run `dateline serve --host NAME`.\n"


def app(session: Session, bound: str) -> ASGIApp:
    """The application of a session that is served at the address `bound`."""

    async def page(request: Request) -> Response:
        return response(await session.ask(request.scope["path"]), request.url.query)

    async def events(request: Request) -> Response:
        if not is_same_origin(request.headers):
            return PlainTextResponse("This preview does not answer requests from other sites.\n", 403)
        shown = request.query_params
        client = Client(unquote(shown.get("path", "/")), shown.get("version", ""))
        content = stream(session, client) if request.method == "GET" else ""
        return StreamingResponse(content, headers=UNKEPT, media_type="text/event-stream")

    routes = [
        Route("/_dateline/client.js", script),
        Route("/_dateline/client.css", style),
        Route("/_dateline/events", events),
    ]
    return Guard(Router(routes, redirect_slashes=False, default=request_response(page)), bound)


def response(answer: PageAnswer, query: str) -> Response:
    """An answer as it is sent: a page with the line that keeps it up to date."""
    if answer.location:
        location = f"{answer.location}?{query}" if query else answer.location
        return Response(status_code=answer.status, headers={**UNKEPT, "Location": location})
    body = with_script(answer.body, answer.version) if answer.is_page else answer.body
    return Response(body, answer.status, UNKEPT, answer.media_type)


async def stream(session: Session, client: Client) -> AsyncIterator[bytes]:
    """All that a page is told, for as long as it listens."""
    session.join(client)
    try:
        yield b"retry: 1000\n\n"
        while True:
            try:
                told = await asyncio.wait_for(client.next(), HEARTBEAT)
            except TimeoutError:
                yield b": still here\n\n"
                continue
            yield b"".join(event(name, data) for name, data in told)
    finally:
        session.leave(client)


def script(request: Request) -> Response:
    body = b"\n".join((CLIENT / name).read_bytes() for name in SCRIPTS)
    return Response(body, headers=UNKEPT, media_type="text/javascript")


def style(request: Request) -> Response:
    return Response((CLIENT / "client.css").read_bytes(), headers=UNKEPT, media_type="text/css")


class Guard:
    """Lets through what only reads, and asks for this machine by a name that it has."""

    def __init__(self, app: ASGIApp, bound: str) -> None:
        self.app = app
        self.bound = bound

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        app = self.app
        if not names_us(Headers(scope=scope).get("host", ""), self.bound):
            app = PlainTextResponse(REFUSAL, 403)
        elif scope["method"] not in METHODS:
            app = PlainTextResponse("This preview is read-only.\n", 405, {"Allow": ", ".join(METHODS)})
        await app(scope, receive, send)


def names_us(host: str, bound: str) -> bool:
    """Whether a Host header names this machine, whatever the port, when it is served at the address `bound`."""
    found = HOST.fullmatch(host)
    if not found:
        return False
    name = found[1].strip("[]").lower()
    return name in HERE | {bound.partition("%")[0].lower()} or (bound in EVERYWHERE and is_address(name))


def is_address(name: str) -> bool:
    try:
        return bool(ip_address(name))
    except ValueError:
        return False


def is_same_origin(headers: Headers) -> bool:
    """Whether a request comes from a page of this very server, as far as the browser tells."""
    origin = headers.get("origin")
    if headers.get("sec-fetch-site") == "cross-site":
        return False
    return origin is None or urlsplit(origin).netloc.lower() == headers.get("host", "").lower()
