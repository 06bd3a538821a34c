"""The zip, unpacked and opened from disk in Chromium: every link leads to what is there, with no server at all."""

import shutil
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, BrowserContext

from builder.cli import run
from tests.browser.author import PATIENCE
from tests.conftest import ROOT, TODAY

pytestmark = [pytest.mark.browser, pytest.mark.long]

SHOWN = """() => ({
    ids: [...document.querySelectorAll("[id]")].map(one => one.id),
    links: [...document.querySelectorAll("a[href]")].map(one => one.href),
    styles: document.styleSheets.length,
})"""


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pack")
    shutil.copytree(ROOT / "content", folder / "site/content")
    shutil.copy(ROOT / "site.yml", folder / "site")
    assert run(["pack", str(folder / "site"), "--today", TODAY, "--output", str(folder / "site.zip")]) == 0
    with ZipFile(folder / "site.zip") as archive:
        archive.extractall(folder / "an old disk")
    return folder / "an old disk"


def crawl(window: BrowserContext, home: str) -> dict[str, Any]:
    """What is on each page that links lead to from the first, by address."""
    page = window.new_page()
    seen: dict[str, Any] = {}
    ahead = {home}
    while ahead:
        address = ahead.pop()
        page.goto(address)
        seen[address] = page.evaluate(SHOWN)
        ahead |= {link.partition("#")[0] for link in seen[address]["links"] if is_page(link)} - seen.keys()
    return seen


def is_page(link: str) -> bool:
    return link.startswith("file:") and link.partition("#")[0].endswith(".html")


def test_every_link_works_from_disk(unpacked: Path, browser: Browser) -> None:
    with browser.new_context() as window:
        window.set_default_timeout(PATIENCE * 1000)
        pages = crawl(window, (unpacked / "index.html").as_uri())
    files = {path.as_uri() for path in unpacked.rglob("*") if path.is_file()}
    dead = []
    for page, shown in pages.items():
        for link in shown["links"]:
            address, _, fragment = link.partition("#")
            there = address in files and (not fragment or unquote(fragment) in pages[address]["ids"])
            if link.startswith("file:") and not there:
                dead.append((page, link))
    assert dead == []
    assert {file for file in files if is_page(file)} - pages.keys() == set()
    assert [page for page, shown in pages.items() if not shown["styles"]] == []
