"""A browser; a plain web server that puts a built site under its own base path, knowing nothing of Dateline; and an
author at work with `dateline serve`."""

import functools
import shutil
import threading
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.browser.author import PATIENCE, Author, at_work, lay

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"]
BASE = "/minerals-desk/"


class Handler(SimpleHTTPRequestHandler):
    """Files of one folder under BASE."""

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix(BASE[:-1]))

    def log_message(self, format: str, *args: object) -> None:
        """Quiet: what matters is in the page."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def serve() -> Iterator[Callable[[Path], str]]:
    """Serves a folder; gives the address of its home page."""
    servers = []

    def start(folder: Path) -> str:
        server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(folder)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}{BASE}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Author]:
    root = tmp_path_factory.mktemp("desk")
    lay(root)
    with at_work(root) as author:
        yield author


@pytest.fixture
def author(desk: Author) -> Author:
    """The author of a site that is served, and is as it was at first."""
    desk.starts_anew()
    return desk


@pytest.fixture
def window(browser: Browser) -> Iterator[BrowserContext]:
    """A window whose pages raise no error and ask no other host."""
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        context.set_default_timeout(PATIENCE * 1000)
        wrong = []
        context.on("weberror", lambda error: wrong.append(str(error.error)))
        context.on("request", lambda request: wrong.append(request.url) if "//127.0.0.1:" not in request.url else None)
        yield context
        assert wrong == []
