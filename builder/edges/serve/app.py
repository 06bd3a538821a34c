"""What is served: the site under its own path, and under `/_dateline/` what keeps open pages up to date.

In come requests, out come responses. Only GET and HEAD are answered, and nothing may be kept by a browser.
"""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import unquote

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route, Router, request_response

from builder.edges.serve.answers import PageAnswer
from builder.edges.serve.clients import Client
from builder.edges.serve.guard import Guard, of_ours
from builder.edges.serve.injected import live
from builder.edges.serve.session import Session
from builder.edges.serve.wire import event

CLIENT = Path(__file__).parent.parent / "client"
SCRIPTS = ("idiomorph.js", "overlay.js", "page.js", "client.js")
HEARTBEAT = 15.0
"""Seconds of silence after which a stream shows that it is alive."""
UNKEPT = {"Cache-Control": "no-store"}


def app(session: Session, bound: str) -> Guard:
    """The application of a session that is served at the address `bound`."""

    async def page(request: Request) -> Response:
        return response(await session.ask(request.scope["path"]), request.url.query)

    async def events(request: Request) -> Response:
        if not of_ours(request.headers):
            return PlainTextResponse("This preview tells other sites nothing.\n", 403)
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
    body = live(answer.body, answer.version) if answer.is_page else answer.body
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
