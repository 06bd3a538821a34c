"""What is wrong with the sources is told on the page, until it is mended, and is in nobody's way."""

from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.author import ACTORS, FREE, PATIENCE, STATEMENTS, Author, at_work, lay

pytestmark = pytest.mark.browser
expect.set_options(timeout=PATIENCE * 1000)

ANNOTATIONS = "content/annotations/a.yml"
BROKEN = STATEMENTS.replace("by: norland", "by: norlund")
STRAY = "content/stray.txt"
"""A file that nothing reads, which is a warning."""
HOSTILE = """
* { color: red !important; font-size: 40px !important; }
aside, section, button, dateline-preview { display: none; position: static; opacity: 0; }
"""


@pytest.fixture
def page(author: Author, window: BrowserContext) -> Page:
    page = window.new_page()
    page.goto(author.at("about/"))
    return page


def toggle(page: Page, words: str, *, open: bool) -> None:
    """Waits until these findings are told in brief, and their list is open or not."""
    expect(page.get_by_role("button", name=words, exact=True, expanded=open)).to_be_visible()
    expect(page.locator("#findings li")).to_have_count(1 if open else 0)


def test_an_error_is_shown_over_the_last_good_page_until_it_is_mended(author: Author, page: Page) -> None:
    author.writes(ANNOTATIONS, BROKEN)
    toggle(page, "1 error", open=True)
    expect(page.get_by_text("We follow one loan.")).to_be_visible()
    expect(page.get_by_text("Pages are shown as they last were without errors.")).to_be_visible()
    expect(page.locator("#findings h3")).to_have_text("error no actor has the id norlund")
    expect(page.locator("#findings h3 code")).to_have_text("norlund")
    expect(page.locator(".place")).to_contain_text("unknown-actor")
    link = page.locator(".place a")
    expect(link).to_have_text(f"{author.shown(ANNOTATIONS)}:4:7")
    expect(link).to_have_attribute("href", f"desk://file{author.root / ANNOTATIONS}?at=4:7")
    expect(page.locator("pre")).to_have_text("by: norlund")
    expect(page.locator("u")).to_have_text("norlund")
    expect(page.locator(".told")).to_have_text("helpdid you mean norland?")
    expect(page.locator(".spoken")).to_have_text("1 error")
    author.writes(ANNOTATIONS, STATEMENTS)
    expect(page.locator("section")).to_have_count(0)
    expect(page.locator(".spoken")).to_have_text("")


def test_the_first_build_may_be_broken(tmp_path: Path, window: BrowserContext) -> None:
    lay(tmp_path)
    (tmp_path / ANNOTATIONS).write_text(BROKEN)
    with at_work(tmp_path) as author:
        page = window.new_page()
        page.goto(author.at("about/"))
        expect(page.get_by_role("heading", name="No site yet")).to_be_visible()
        toggle(page, "1 error", open=True)
        page.evaluate("window.mark = 'the same document'")
        author.writes(ANNOTATIONS, STATEMENTS)
        expect(page.get_by_text("We follow one loan.")).to_be_visible()
        expect(page.get_by_role("heading", name="About")).to_have_css("letter-spacing", "1px")
        expect(page.locator("section")).to_have_count(0)
        assert page.evaluate("window.mark === 'the same document'")


def test_a_template_that_breaks_is_shown_and_mended(author: Author, page: Page) -> None:
    author.writes("themes/desk/free.html", FREE.replace("{{ page.title }}", "{{ page.titel }}"))
    toggle(page, "1 error", open=True)
    expect(page.locator(".place a")).to_have_text(f"{author.shown('themes/desk/free.html')}:3:1")
    expect(page.locator(".told")).to_contain_text("title")
    expect(page.get_by_text("We follow one loan.")).to_be_visible()
    author.writes("themes/desk/free.html", FREE.replace("{{ page.title }}", "{{ page.title }}!"))
    expect(page.get_by_role("heading", name="About!")).to_be_visible()
    expect(page.locator("section")).to_have_count(0)


def test_warnings_are_a_quiet_count_that_unfolds(author: Author, page: Page) -> None:
    author.writes(STRAY, "xy")
    toggle(page, "1 warning", open=False)
    page.get_by_role("button", name="1 warning").click()
    toggle(page, "1 warning", open=True)
    expect(page.locator("pre")).to_have_text("xy")
    expect(page.locator("u")).to_have_text("x")
    expect(page.get_by_text("Pages are shown as they last were")).to_have_count(0)
    page.get_by_role("link", name="Deals", exact=True).first.click()
    expect(page).to_have_url(author.at("deals/"))
    toggle(page, "1 warning", open=True)
    author.deletes(STRAY)
    expect(page.locator("section")).to_have_count(0)


def test_errors_are_folded_by_escape_and_unfolded_by_a_button(author: Author, page: Page) -> None:
    field = page.get_by_label("Find")
    field.focus()
    author.writes(ANNOTATIONS, BROKEN)
    toggle(page, "1 error", open=True)
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    toggle(page, "1 error", open=False)
    expect(field).to_be_focused()
    button = page.get_by_role("button", name="1 error")
    button.press("Enter")
    toggle(page, "1 error", open=True)
    page.locator(".place a").focus()
    page.keyboard.press("Escape")
    toggle(page, "1 error", open=False)
    expect(button).to_be_focused()


def test_what_was_folded_stays_so_until_it_is_mended(author: Author, page: Page) -> None:
    author.writes(ANNOTATIONS, BROKEN)
    toggle(page, "1 error", open=True)
    page.keyboard.press("Escape")
    page.reload()
    toggle(page, "1 error", open=False)
    author.writes(ANNOTATIONS, BROKEN + "# And more.\n")
    author.writes(STRAY, "x")
    expect(page.get_by_role("button", name="1 error, 1 warning", expanded=False)).to_be_visible()
    author.writes(ANNOTATIONS, STATEMENTS)
    toggle(page, "1 warning", open=False)
    author.writes(ANNOTATIONS, BROKEN)
    expect(page.get_by_role("button", name="1 error, 1 warning", expanded=True)).to_be_visible()


def test_of_many_findings_the_worst_are_listed_and_the_list_stays_where_it_was(author: Author, page: Page) -> None:
    many = "".join(f"  x{number}: {{name: X{number}, kind: thing}}\n" for number in range(120))
    author.writes("content/entities/actors.yml", ACTORS + many)
    expect(page.get_by_role("button", name="120 errors")).to_be_visible()
    expect(page.get_by_text("There are 20 more")).to_be_attached()
    page.locator("#findings").evaluate("list => list.scrollTo(0, 300)")
    author.writes("content/entities/actors.yml", ACTORS + many.replace("thing", "thingy"))
    expect(page.locator("#findings li").first).to_contain_text("thingy")
    assert page.locator("#findings").evaluate("list => list.scrollTop") == 300


def test_trouble_with_the_sources_is_told_in_a_line(author: Author, page: Page) -> None:
    (author.root / "site.yml").rename(author.root / "elsewhere.yml")
    expect(page.locator(".notice")).to_contain_text("site.yml")
    expect(page.get_by_text("We follow one loan.")).to_be_visible()
    (author.root / "elsewhere.yml").rename(author.root / "site.yml")
    expect(page.locator(".notice")).to_have_count(0)


def test_the_words_of_a_source_are_never_html(author: Author, page: Page) -> None:
    author.writes(ANNOTATIONS, STATEMENTS.replace("by: norland", 'by: "<img src=x onerror=window.hit=1>"'))
    expect(page.locator("u").first).to_contain_text("<img src=x onerror=window.hit=1>")
    expect(page.locator("#findings img")).to_have_count(0)
    assert page.evaluate("window.hit === undefined")


def test_the_fault_is_underlined_after_wide_characters(author: Author, page: Page) -> None:
    wide = 'statements: [{quote: "Norland announced a loan", gist: "漢字 e\u0301 😀 [[norland]].", by: norlund}]\n'
    author.writes(ANNOTATIONS, wide)
    toggle(page, "1 error", open=True)
    expect(page.locator("u")).to_have_text("norlund")


def test_a_theme_does_not_reach_what_the_preview_says(author: Author, page: Page) -> None:
    author.writes("themes/desk/assets/hostile.css", HOSTILE)
    expect(page.get_by_role("heading", name="About")).to_have_css("font-size", "40px")
    author.writes(ANNOTATIONS, BROKEN)
    toggle(page, "1 error", open=True)
    expect(page.locator("#findings .told")).to_have_css("color", "rgb(28, 27, 25)")
    expect(page.locator("#findings .told")).to_have_css("font-size", "14.08px")
    expect(page.locator("aside")).to_have_css("position", "fixed")


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (390, "dark"), (1280, "light"), (1280, "dark")])
def test_no_violation_with_all_that_the_preview_says(
    author: Author, browser: Browser, width: int, scheme: Literal["light", "dark"]
) -> None:
    with browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme) as context:
        page = context.new_page()
        page.goto(author.at("about/"))
        author.deletes("content/pages/about.md")
        expect(page.locator(".notice")).to_be_visible()
        author.writes(STRAY, "x")
        author.writes(ANNOTATIONS, BROKEN)
        expect(page.get_by_role("button", name="1 error, 1 warning", expanded=True)).to_be_visible()
        page.evaluate("document.body.append(document.querySelector('dateline-preview'))")  # Where axe can tell colours.
        expect(page.locator("#findings")).to_be_visible()
        opened = Axe().run(page).response["violations"]
        page.keyboard.press("Escape")
        expect(page.get_by_role("button", name="1 error, 1 warning", expanded=False)).to_be_visible()
        folded = Axe().run(page).response["violations"]
        assert [(found["id"], found["nodes"][0]["html"]) for found in opened + folded] == []
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
