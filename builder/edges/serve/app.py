"""What is served: the site under its own path, and under `/_dateline/` what keeps open pages up to date.

In come requests, out come responses, and no browser may keep anything. A preview shows drafts, and is for the one who
started it: a page elsewhere can make a browser ask this machine, under a name of its own (DNS rebinding) or across
origins; both show in the headers, and are refused. Only GET and HEAD are answered, but for what the desk takes: JSON
from a page of this very server, with a token that only the page of the desk holds.
"""

import asyncio
import json
import re
import secrets
from collections.abc import AsyncIterator, Callable, Mapping
from html import escape
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route, Router, request_response
from starlette.types import ASGIApp, Receive, Scope, Send

from builder.edges.serve.answers import ErrorAnswer, PageAnswer, stand_in, with_script
from builder.edges.serve.desk import CHANGED, KEYS, SHAPES, Desk
from builder.edges.serve.overview import overview
from builder.edges.serve.session import Client, Session
from builder.edges.serve.site_thread import ServedSite
from builder.edges.serve.wire import event

CLIENT = Path(__file__).parent.parent / "client"
SCRIPTS = ("idiomorph.js", "overlay.js", "page.js", "client.js")
HEARTBEAT = 15.0
"""Seconds of silence after which a stream shows that it is alive."""
UNKEPT = {"Cache-Control": "no-store"}
UNFRAMED = {"X-Frame-Options": "DENY", "Cross-Origin-Resource-Policy": "same-origin"}
"""Of the page that holds the token."""
HERE = frozenset({"localhost", "127.0.0.1", "::1"})
EVERYWHERE = frozenset({"0.0.0.0", "::"})
"""Addresses to bind that stand for all that the machine has."""
METHODS = ("GET", "HEAD")
HOST = re.compile(r"(\[[0-9a-f:.]+\]|[^\[\]:/?#@\s]+)(:\d+)?", re.IGNORECASE)
DESK = "/_dateline/desk/"
ACTIONS: Mapping[str, Callable[[Desk, dict[str, Any]], dict[str, Any]]] = {
    "quote": Desk.quoted, "check": Desk.checked, "save": Desk.saved, "undo": Desk.undone,
    "read": Desk.read,
}  # fmt: skip
TOKEN = "x-dateline-token"
LONGEST = 1_000_000
"""Bytes of a request to the desk."""
REFUSAL = "This preview does not answer to this host name. To allow it, run `dateline serve --host NAME`.\n"


def app(session: Session, site: ServedSite, bound: str, *, writable: bool) -> ASGIApp:
    """The application of a session that is served at the address `bound`; with a desk, if it is `writable` and only
    this machine can reach it."""
    token = secrets.token_urlsafe(32)
    has_desk = writable and bound in HERE

    async def page(request: Request) -> Response:
        return response(await session.ask(request.scope["path"]), request.url.query)

    async def events(request: Request) -> Response:
        if not is_same_origin(request.headers):
            return PlainTextResponse("This preview does not answer requests from other sites.\n", 403)
        shown = request.query_params
        client = Client(unquote(shown.get("path", "/")), shown.get("version", ""))
        content = stream(session, client) if request.method == "GET" else ""
        return StreamingResponse(content, headers=UNKEPT, media_type="text/event-stream")

    async def to_do(request: Request) -> Response:
        made = await site.desk(lambda desk: overview(desk.site))
        if isinstance(made, ErrorAnswer):
            made = stand_in("No site yet", made.words)
        return Response(made, headers=UNKEPT, media_type="text/html")

    async def form(request: Request) -> Response:
        made = await site.desk(lambda desk: desk.form(request.path_params["article"]))
        if isinstance(made, ErrorAnswer):
            return Response(stand_in("No form", made.words), 404, UNKEPT, "text/html")
        return Response(desk_page(made, token), headers={**UNKEPT, **UNFRAMED}, media_type="text/html")

    async def act(request: Request) -> Response:
        work = ACTIONS[request.url.path.removeprefix(DESK)]
        wrong = refused(request.headers, token)
        if wrong:
            return JSONResponse({"problem": wrong}, 403)
        asked = await asked_for(request)
        if asked is None:
            return JSONResponse({"problem": "this is not the JSON of a request"}, 400)
        done = await site.desk(lambda desk: work(desk, asked))
        if isinstance(done, ErrorAnswer):
            return JSONResponse(
                {"problem": done.words, "changed": CHANGED in done.words}, 500 if done.trace else 409, UNKEPT
            )
        return JSONResponse(done, headers=UNKEPT)

    def script(request: Request) -> Response:
        names = (*SCRIPTS, "annotate.js") if has_desk else SCRIPTS
        body = b"\n".join((CLIENT / name).read_bytes() for name in names)
        return Response(body, headers=UNKEPT, media_type="text/javascript")

    desk = [
        Route(f"{DESK}desk.js", asset("desk.js", "text/javascript")),
        Route(f"{DESK}desk.css", asset("desk.css", "text/css")),
        *(Route(f"{DESK}{action}", act, methods=["POST"]) for action in ACTIONS),
        Route(f"{DESK}article/{{article}}", form),
    ]
    routes = [
        *(desk if has_desk else ()),
        Route("/_dateline/client.js", script),
        Route("/_dateline/client.css", asset("client.css", "text/css")),
        Route("/_dateline/events", events),
        Route("/_dateline/coverage", to_do),
    ]
    writing = frozenset(f"{DESK}{action}" for action in ACTIONS) if has_desk else frozenset[str]()
    return Guard(Router(routes, redirect_slashes=False, default=request_response(page)), bound, writing)


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


def asset(name: str, kind: str) -> Callable[[Request], Response]:
    """What answers with a file of the preview's own."""

    def answer(request: Request) -> Response:
        return Response((CLIENT / name).read_bytes(), headers=UNKEPT, media_type=kind)

    return answer


def desk_page(form: dict[str, Any], token: str) -> bytes:
    """The page of the desk for one article."""
    data = json.dumps({"form": form, "keys": KEYS, "shapes": SHAPES}).replace("<", "\\u003c")
    page = (CLIENT / "desk.html").read_text(encoding="utf-8")
    for mark, words in (("TITLE", escape(form["title"])), ("TOKEN", token), ("DATA", data)):
        page = page.replace(f"{{{{ {mark} }}}}", words)
    return page.encode("utf-8", "backslashreplace")


def refused(headers: Headers, token: str) -> str:
    """Why a request to the desk is not heard; nothing if it is."""
    if headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        return "the desk takes JSON only"
    if headers.get("origin") is None or not is_same_origin(headers):
        return "the desk does not answer requests from other sites"
    if not secrets.compare_digest(headers.get(TOKEN, "").encode(), token.encode()):
        return "the preview was started anew: load this page again"
    return ""


async def asked_for(request: Request) -> dict[str, Any] | None:
    """The JSON object of a request; None where it is none, or too long."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST:
            return None
    try:
        asked = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return asked if isinstance(asked, dict) else None


class Guard:
    """Lets through what only reads, or writes where it may, and asks for this machine by a name that it has."""

    def __init__(self, app: ASGIApp, bound: str, writing: frozenset[str]) -> None:
        self.app = app
        self.bound = bound
        self.writing = writing

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        app = self.app
        if not names_us(Headers(scope=scope).get("host", ""), self.bound):
            app = PlainTextResponse(REFUSAL, 403)
        elif scope["method"] not in METHODS and not (scope["method"] == "POST" and scope["path"] in self.writing):
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
