"""Who may ask: a preview shows drafts, and is for the one who started it.

In come the headers of a request; out comes whether it is answered. A page elsewhere can make a browser ask this
machine, under a name of its own (DNS rebinding) or across origins; both show in the headers.
"""

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

HERE = frozenset({"localhost", "127.0.0.1", "::1"})
EVERYWHERE = frozenset({"0.0.0.0", "::"})
"""Addresses to bind that stand for all that the machine has."""
METHODS = ("GET", "HEAD")
HOST = re.compile(r"(\[[0-9a-f:.]+\]|[^\[\]:/?#@\s]+)(:\d+)?", re.IGNORECASE)
REFUSAL = "This preview does not answer to that name: `dateline serve --host NAME` opens it to others.\n"


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
            app = PlainTextResponse("Only to be read.\n", 405, {"Allow": ", ".join(METHODS)})
        await app(scope, receive, send)


def names_us(host: str, bound: str) -> bool:
    """Whether a Host header names this machine, whatever the port, when it is served at the address `bound`."""
    found = HOST.fullmatch(host)
    if not found:
        return False
    name = found[1].strip("[]").lower()
    return name in HERE | {bound.lower()} or (bound in EVERYWHERE and is_address(name))


def is_address(name: str) -> bool:
    try:
        return bool(ip_address(name))
    except ValueError:
        return False


def of_ours(headers: Headers) -> bool:
    """Whether a request comes from a page of this very server, as far as the browser tells."""
    origin = headers.get("origin")
    if headers.get("sec-fetch-site") == "cross-site":
        return False
    return origin is None or urlsplit(origin).netloc.lower() == headers.get("host", "").lower()
