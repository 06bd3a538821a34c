"""What the site answers to the path of a URL: the same that the published site would, and pages of the preview's own
where it has none; and the line in each page that keeps it up to date.

In come the site and a path; out comes a PageAnswer, or an ErrorAnswer where the page cannot be made. Nothing is
looked up on the disk by that path. To be called from the one thread that works with the site.
"""

import traceback
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from html import escape
from mimetypes import MimeTypes
from pathlib import Path, PurePosixPath
from typing import TypeVar
from urllib.parse import quote, unquote

from builder.edges.errors import UserError, reason
from builder.edges.locations import placed_findings
from builder.edges.serve.live import LiveSite
from builder.model import urls
from builder.render.html import BadTemplate
from builder.render.report import PlacedFinding

T = TypeVar("T")

HTML = "text/html"
KINDS = MimeTypes().types_map[True] | {
    ".avif": "image/avif",
    ".jsonld": "application/ld+json",
    ".sqlite": "application/vnd.sqlite3",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
}
"""Python's own table, not the system's: on some a script is no script."""
IN_UTF_8 = (
    "text/",
    "application/json",
    "application/ld+json",
    "application/javascript",
    "application/xml",
    "image/svg+xml",
)
FORBIDDEN = frozenset("\\\0")
"""Characters that no name on the site has, and that some system takes for a way out of it."""
END = b"</body>"
QUIET = (
    "body { max-width: 42rem; margin: 3rem auto; padding-inline: 1rem; font: 1.06rem/1.5 Georgia, serif; "
    "color: light-dark(#1c1b19, #e8e6e1); background: light-dark(#fdfcf9, #16171a); } h1 { font-size: 1.9rem; }"
)
"""The look of pages that are not the site's: that of the default theme, as far as it goes in a line."""


@dataclass(frozen=True)
class PageAnswer:
    """What is sent for a path."""

    status: int
    body: bytes = b""
    """As a build writes it."""
    kind: str = HTML
    """Its media type."""
    file: str = ""
    """Its path within the output, where it has one."""
    location: str = ""
    """Where to look instead, as a URL spells it."""

    @property
    def is_page(self) -> bool:
        return self.kind == HTML and not self.location

    @property
    def media_type(self) -> str:
        return f"{self.kind}; charset=utf-8" if self.kind.startswith(IN_UTF_8) else self.kind

    @cached_property
    def version(self) -> str:
        return version(self.body)


def version(body: bytes) -> str:
    """The same for the same bytes."""
    return blake2b(body, digest_size=8).hexdigest()


@dataclass(frozen=True)
class ErrorAnswer:
    """Why something cannot be shown."""

    words: str
    """In one line."""
    placed: tuple[PlacedFinding, ...] = ()
    trace: str = ""
    """Where it happened within Dateline, if Dateline is at fault."""


def result_or_error(job: Callable[[], T], root: Path) -> T | ErrorAnswer:
    """What a job gives. Never raises: a preview outlives whatever is done with its site."""
    try:
        return job()
    except Exception as error:  # noqa: BLE001
        return error_answer(error, root)


def answer_path(site: LiveSite, path: str) -> PageAnswer:
    """Raises BadTemplate, or OSError where a file cannot be read."""
    if not site.begun:
        return PageAnswer(503, NO_SITE)
    base = unquote(site.base)
    if path in ("/", base.removesuffix("/")) and path != base:
        return PageAnswer(302, location=spelt(base))
    name = within(base, path)
    if name is None:
        return not_found(site)
    file = f"{name}index.html" if name.endswith("/") or not name else name
    body = site.file(file)
    if body is not None:
        return PageAnswer(200, body, media_type_of(file), file)
    if file == name and site.file(f"{name}/index.html") is not None:
        return PageAnswer(301, location=spelt(f"{path}/"))
    return not_found(site)


def within(base: str, path: str) -> str | None:
    """The part of a path below the base, `deals/x/`; None where it can name nothing on the site."""
    if not path.startswith(base):
        return None
    rest = path.removeprefix(base)
    names = rest.removesuffix("/").split("/") if rest else []
    return None if any(name in ("", ".", "..") or FORBIDDEN & set(name) for name in names) else rest


def spelt(path: str) -> str:
    """A path as browsers spell it in a URL."""
    return quote(path, safe="/!$&'()*+,;=:@")


def not_found(site: LiveSite) -> PageAnswer:
    return PageAnswer(404, site.file(urls.file(urls.NOT_FOUND)) or b"")


def media_type_of(file: str) -> str:
    """The media type by the end of the name, as servers of plain files have it."""
    return KINDS.get(PurePosixPath(file).suffix.lower(), "application/octet-stream")


def error_answer(error: Exception, root: Path) -> ErrorAnswer:
    """What to say of an error."""
    match error:
        case BadTemplate():
            return ErrorAnswer(error.finding.message, tuple(placed_findings(root, [error.finding])))
        case UserError():
            return ErrorAnswer(str(error))
        case OSError():
            return ErrorAnswer(reason(error))
    said = " ".join(traceback.format_exception_only(error)).split()
    return ErrorAnswer(f"Dateline failed: {' '.join(said)}", trace="".join(traceback.format_exception(error)))


def with_script(html: bytes, version: str) -> bytes:
    """The page with the script that keeps it up to date, before its end."""
    line = f'<script src="/_dateline/client.js" data-version="{version}" defer></script>\n'.encode()
    body, end, after = html.rpartition(END)
    return body + line + end + after if end else html + line


def stand_in(title: str, words: str) -> bytes:
    """A page where the site has none to show."""
    return quiet_page(title, f"<p>{escape(words)}</p>")


def quiet_page(title: str, body: str) -> bytes:
    """A page of the preview's own; `body` is HTML."""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(title)}</title>\n<style>{QUIET}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{escape(title)}</h1>\n{body}\n</main>\n</body>\n</html>\n"
    ).encode("utf-8", "backslashreplace")


NO_SITE = stand_in("No site yet", "The sources have errors. This page updates itself once they are fixed.")
