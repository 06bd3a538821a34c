"""Each kind of page in Chromium: no accessibility violation, at phone and desktop width, light and dark;
nothing overflows."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright

from tests.conftest import BuiltSite

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-sync",
]

Scheme = Literal["light", "dark"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


def kinds_of_page(site: BuiltSite) -> list[Path]:
    """One page of each kind: of those that share a template's folder, the largest."""
    by_kind: dict[str, Path] = {}
    for page in site.pages():
        parts = page.relative_to(site.output).parts
        kind = (
            parts[0]
            + str(len(parts))
            + (str(len(parts[1])) if parts[0] == "dates" and len(parts) > 2 else "")
        )
        if kind not in by_kind or page.stat().st_size > by_kind[kind].stat().st_size:
            by_kind[kind] = page
    return sorted(by_kind.values())


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_no_violation_on_any_kind_of_page(
    site: BuiltSite, browser: Browser, width: int, scheme: Scheme
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    found = []
    for file in kinds_of_page(site):
        page.goto(file.as_uri())
        for violation in Axe().run(page).response["violations"]:
            nodes = [node["html"][:120] for node in violation["nodes"][:2]]
            found.append((file.relative_to(site.output).as_posix(), violation["id"], nodes))
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            found.append((file.relative_to(site.output).as_posix(), "wider than the window", []))
    context.close()
    assert found == []
