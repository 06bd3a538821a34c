"""Long names on narrow screens: no page is wider than its window, no short word is broken, and a table is a table."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.conftest import BuiltSite, build
from tests.test_warm import ACTORS, STATEMENT, lay, states

pytestmark = pytest.mark.browser

WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunter"
DEALS = "deals:\n  port-loan: {name: NAME, ladder: money, parties: [norland]}\n".replace("NAME", WORD)
MONEY = "  amount: GBP 2.6bn\n  stage: committed\n  payer: norland\n"
BROKEN = """() => [...document.querySelectorAll(":is(.deals, .money) :is(th, .rung, .figure)")].filter((cell) => {
  const text = document.createRange();
  text.selectNodeContents(cell);
  return !/\\s|.{40}/.test(cell.textContent) && new Set([...text.getClientRects()].map((box) => box.top)).size > 1;
}).map((cell) => cell.textContent)"""


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    root = tmp_path_factory.mktemp("long")
    statement = STATEMENT.replace("RUNG", "announced").replace("a loan", "a loan of 2.6 billion pounds")
    files = {
        **states(),
        "content/entities/actors.yml": ACTORS.replace("NAME", f"{WORD}land"),
        "content/entities/deals.yml": DEALS,
        "content/annotations/a.yml": statement + MONEY,
    }
    for path, text in files.items():
        lay(root / "site", path, text)
    return build(root / "site", root / "output")


def test_no_word_is_too_long_for_a_page(window: BrowserContext, long: BuiltSite, serve: Callable[[Path], str]) -> None:
    page, address = window.new_page(), serve(long.output)
    for file in long.pages():
        page.goto(address + file.relative_to(long.output).as_posix())
        for width in (320, 390, 700, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") == width, (file, width)
            assert page.evaluate(BROKEN) == [], (file, width)


def test_a_table_on_a_phone_is_a_table(window: BrowserContext, long: BuiltSite, serve: Callable[[Path], str]) -> None:
    page = window.new_page()
    page.set_viewport_size({"width": 320, "height": 900})
    page.goto(f"{serve(long.output)}money/")
    row = page.get_by_role("table").get_by_role("row").nth(1)
    expect(row.get_by_role("rowheader")).to_have_text("committed")
    expect(row.get_by_role("cell")).to_have_count(2)
