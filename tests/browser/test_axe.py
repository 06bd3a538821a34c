"""Each kind of page in Chromium, on a phone and a desktop, light and dark: no accessibility violation, no overflow."""

from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.conftest import BuiltSite

Scheme = Literal["light", "dark"]

pytestmark = [pytest.mark.browser, pytest.mark.long]


def kinds_of_page(site: BuiltSite) -> list[Path]:
    """One page of each kind: of those that share a folder and depth, the largest."""
    by_kind: dict[str, Path] = {}
    for page in site.pages():
        parts = page.relative_to(site.output).parts
        kind = parts[0] + str(len(parts)) + (str(len(parts[1])) if parts[0] == "dates" and len(parts) > 2 else "")
        if kind not in by_kind or page.stat().st_size > by_kind[kind].stat().st_size:
            by_kind[kind] = page
    return sorted(by_kind.values())


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_no_violation_on_any_kind_of_page(
    sample: BuiltSite, browser: Browser, serve: Callable[[Path], str], width: int, scheme: Scheme
) -> None:
    address = serve(sample.output)
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    found = []
    for file in kinds_of_page(sample):
        path = file.relative_to(sample.output).as_posix()
        page.goto(address + path)
        for violation in Axe().run(page).response["violations"]:
            found.append((path, violation["id"], [node["html"][:120] for node in violation["nodes"][:2]]))
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            found.append((path, "wider than the window", []))
    context.close()
    assert found == []
