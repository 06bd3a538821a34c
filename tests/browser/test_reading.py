"""Pages for those who read otherwise: with large letters, in colours of their own, by ear, and on paper."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.test_axe import kinds_of_page
from tests.conftest import BuiltSite

pytestmark = pytest.mark.browser

MONTH, STATEMENT, MONEY = "dates/2025-03/", "s/how-much-aid/unattributed/", "money/"
EDGE = "getComputedStyle(document.querySelector('.calendar .main > a')).borderTopWidth"


@pytest.fixture
def opened(window: BrowserContext, sample: BuiltSite, serve: Callable[[Path], str]) -> Callable[[str], Page]:
    """Opens a page of the sample site."""
    page, address = window.new_page(), serve(sample.output)

    def open_page(path: str) -> Page:
        page.goto(address + path)
        return page

    return open_page


@pytest.mark.parametrize("width", [390, 1280])
def test_letters_of_twice_the_size_need_no_sideways_scrolling(
    sample: BuiltSite, opened: Callable[[str], Page], width: int
) -> None:
    for file in kinds_of_page(sample):
        page = opened(file.relative_to(sample.output).as_posix())
        page.set_viewport_size({"width": width, "height": 900})
        page.add_style_tag(content="html { font-size: 212.5% }")
        assert page.evaluate("document.documentElement.scrollWidth") == width, file


def test_a_calendar_says_what_it_shows(opened: Callable[[str], Page]) -> None:
    page = opened(MONTH)
    expect(
        page.get_by_role("link", name="1 March 2025: 4 statements of what happened, with a main event", exact=True)
    ).to_be_visible()
    page.emulate_media(forced_colors="active")
    assert float(page.evaluate(EDGE).removesuffix("px")) > 4


def test_skipping_to_a_page_does_not_mark_all_of_it(opened: Callable[[str], Page]) -> None:
    page = opened(STATEMENT)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the page")).to_be_focused()
    before = page.evaluate("getComputedStyle(document.querySelector('main')).backgroundColor")
    page.keyboard.press("Enter")
    page.wait_for_url("**#_main")
    assert page.evaluate("getComputedStyle(document.querySelector('main')).backgroundColor") == before
    page.keyboard.press("Tab")
    expect(page.get_by_role("main").get_by_role("link").first).to_be_focused()


def test_on_paper_a_statement_has_its_passage_marked_and_nothing_to_press(opened: Callable[[str], Page]) -> None:
    page = opened(STATEMENT)
    page.emulate_media(media="print")
    mark = page.locator(".prose mark")
    assert mark.evaluate("mark => getComputedStyle(mark).borderBottomStyle") == "solid"
    for name in ("Copy link", "Copy citation"):
        expect(page.get_by_role("button", name=name)).to_have_count(0)
    for words in ("BibTeX", "In its article"):
        expect(page.get_by_text(words, exact=True)).to_be_hidden()
    expect(page.locator(".cite")).to_contain_text("https://")


def test_who_comes_again_sees_how_much_changed_since(opened: Callable[[str], Page]) -> None:
    page = opened("")
    expect(page.locator(".visit")).to_be_hidden()
    key = page.evaluate("Object.keys(localStorage)[0]")
    days = page.locator(".visit").get_attribute("data-days") or ""
    assert days.split()[0] == page.evaluate("key => localStorage[key]", key)
    page.evaluate("key => { localStorage[key] = '2025-05-09:1000'; sessionStorage.clear() }", key)
    page.reload()
    number = days.split()[0].partition(":")[2]
    expect(page.locator(".visit")).to_have_text(f"{number} changes since your last visit.")
    expect(page.locator(".changes .new")).to_have_count(1)
    page.get_by_role("link", name=f"{number} changes").click()
    expect(page.locator(".visit")).to_have_text(f"{number} changes since your last visit.")
    page.evaluate("sessionStorage.clear()")
    page.reload()
    expect(page.locator(".visit")).to_have_text("Nothing is new since your last visit.")
