"""The zip, unpacked and opened from disk in Chromium: every link leads to what is there, with no server at all."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from zipfile import ZipFile

import pytest
from lxml import html
from playwright.sync_api import Browser, expect

from builder.cli import run
from tests.browser.author import PATIENCE
from tests.conftest import ROOT, TODAY

pytestmark = [pytest.mark.browser, pytest.mark.long]


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pack")
    shutil.copytree(ROOT / "content", folder / "site/content")
    shutil.copy(ROOT / "site.yml", folder / "site")
    assert run(["pack", str(folder / "site"), "--today", TODAY, "--output", str(folder / "site.zip")]) == 0
    with ZipFile(folder / "site.zip") as archive:
        archive.extractall(folder / "an old disk")
    return folder / "an old disk"


@dataclass(frozen=True)
class Shown:
    ids: set[str]
    links: list[str]
    """Whole addresses, without those that lead out of the disk."""


def crawl(home: str) -> dict[str, Shown]:
    """What is on each page that links lead to from the first, by address."""
    seen: dict[str, Shown] = {}
    ahead = {home}
    while ahead:
        address = ahead.pop()
        page = html.document_fromstring(Path(unquote(urlsplit(address).path)).read_bytes())
        links = [urljoin(address, link) for link in page.xpath("//a/@href")]
        seen[address] = Shown(set(page.xpath("//@id")), [link for link in links if link.startswith("file:")])
        ahead |= {link.partition("#")[0] for link in seen[address].links if is_page(link)} - seen.keys()
    return seen


def is_page(link: str) -> bool:
    return link.partition("#")[0].endswith(".html")


def test_every_link_works_from_disk(unpacked: Path) -> None:
    pages = crawl((unpacked / "index.html").as_uri())
    files = {path.as_uri() for path in unpacked.rglob("*") if path.is_file()}
    dead = []
    for page, shown in pages.items():
        for link in shown.links:
            address, _, fragment = link.partition("#")
            if address not in files or (fragment and unquote(fragment) not in pages[address].ids):
                dead.append((page, link))
    assert dead == []
    assert {file for file in files if is_page(file)} - pages.keys() == set()


def test_a_page_opens_from_disk_with_its_styles_and_its_links_work(unpacked: Path, browser: Browser) -> None:
    with browser.new_context() as window:
        window.set_default_timeout(PATIENCE * 1000)
        page = window.new_page()
        page.goto((unpacked / "index.html").as_uri())
        page.get_by_role("navigation", name="Site").get_by_role("link", name="Actors").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Actors")
        assert page.evaluate("document.styleSheets.length") > 0
