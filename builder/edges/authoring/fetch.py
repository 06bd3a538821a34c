"""Fetching one page, politely: robots.txt is asked, one request is made and no more, with a time-out and a limit of
size. Addresses of the author's own network are refused unless asked for, and so is a redirect that leads to one."""

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import urllib3

from builder import __version__
from builder.edges.errors import UserError

AGENT = f"dateline/{__version__}"
LARGEST = 16 * 1024 * 1024
"""Bytes."""
SECONDS = 20
REDIRECTS = 5
KINDS = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "text", "application/pdf": "pdf",
         "multipart/related": "mhtml", "application/warc": "warc"}  # fmt: skip


@dataclass(frozen=True)
class Fetched:
    url: str
    """Where it was in the end."""
    kind: str
    data: bytes


def fetch(url: str, *, private: bool) -> Fetched:
    """Raises UserError where the page cannot or may not be had."""
    pool = urllib3.PoolManager(timeout=urllib3.Timeout(SECONDS), retries=False, headers={"User-Agent": AGENT})
    asked: set[str] = set()
    for _ in range(REDIRECTS + 1):
        expect_public(url, private=private)
        expect_welcome(pool, url, asked)
        status, headers, data = get(pool, url)
        if status in (301, 302, 303, 307, 308) and headers.get("Location"):
            url = urljoin(url, headers["Location"])
            continue
        if status != 200:
            raise UserError(f"{url} answers with status {status}: save the page in your browser, and import the file")
        return Fetched(url, KINDS.get(headers.get("Content-Type", "").partition(";")[0].strip().lower(), ""), data)
    raise UserError(f"{url} redirects more than {REDIRECTS} times")


def expect_public(url: str, *, private: bool) -> None:
    """Raises UserError for an address that is not on the web, or within one's own network."""
    parts = urlsplit(url)
    try:
        host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as error:
        raise UserError(f"{url} is no address") from error
    if parts.scheme not in ("http", "https") or not host:
        raise UserError(f"{url} is no address of a web page")
    if private:
        return
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise UserError(f"{host} cannot be found: is the address right, and this machine online?") from error
    if not all(ipaddress.ip_address(str(address[0]).partition("%")[0]).is_global for *_, address in found):
        raise UserError(f"{host} is within your own network: say --private to fetch it all the same")


def expect_welcome(pool: urllib3.PoolManager, url: str, asked: set[str]) -> None:
    """Raises UserError where the site's robots.txt asks programs to stay away. Each site is asked once."""
    parts = urlsplit(url)
    site = f"{parts.scheme}://{parts.netloc}"
    if site in asked:
        return
    asked.add(site)
    status, _, data = get(pool, f"{site}/robots.txt")
    if status == 200:
        rules = RobotFileParser()
        rules.parse(data.decode("utf-8", "replace").splitlines())
        if not rules.can_fetch(AGENT, url):
            raise UserError(
                f"{site} asks programs not to fetch this page: save it in your browser, and import the file"
            )


def get(pool: urllib3.PoolManager, url: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body. Redirects are the caller's to follow."""
    try:
        answer = pool.request("GET", url, redirect=False, preload_content=False)
        with answer:
            data = answer.read(LARGEST + 1)
            headers = dict(urllib3.HTTPHeaderDict(answer.headers).items())
    except urllib3.exceptions.HTTPError as error:
        raise UserError(f"{urlsplit(url).netloc} does not answer: {plain_reason(error)}") from error
    if len(data) > LARGEST:
        raise UserError(f"{url} is larger than {LARGEST // 1024 // 1024} MB")
    return answer.status, {key.title(): value for key, value in headers.items()}, data


def plain_reason(error: Exception) -> str:
    if isinstance(error, urllib3.exceptions.TimeoutError):
        return f"no answer within {SECONDS} seconds"
    return "its certificate is not valid" if isinstance(error, urllib3.exceptions.SSLError) else "no connection"
