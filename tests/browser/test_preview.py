"""An open page follows what its author does, and its reader stays in place."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.author import DEALS, FREE, LONG, PATIENCE, STATEMENTS, Author, at_work, lay

pytestmark = pytest.mark.browser
expect.set_options(timeout=PATIENCE * 1000)

STREAMS = """
window.streams = [];
window.EventSource = class extends EventSource {
    constructor(address) {
        super(address);
        streams.push(this);
    }
};
"""
HIDE = """hidden => {
    Object.defineProperty(document, "hidden", {value: hidden, configurable: true});
    document.dispatchEvent(new Event("visibilitychange"));
}"""
COUNT = """() => {
    window.seen = [];
    const note = () => seen.push(Number(document.body.innerText.match(/([0-9]+) loans/)[1]));
    new MutationObserver(note).observe(document.body, {subtree: true, characterData: true});
}"""
"""Notes the numbers of loans that the page comes to tell."""
TOP = "element => element.getBoundingClientRect().top"


def shows(window: BrowserContext, address: str) -> Page:
    """An open page that listens, with a mark that goes when another document takes its place."""
    page = window.new_page()
    with page.expect_response(re.compile("/_dateline/events")):
        page.goto(address)
    page.evaluate("window.mark = 'the same document'")
    return page


def is_the_same(page: Page) -> bool:
    """Whether the page is still the document that was opened."""
    return bool(page.evaluate("window.mark === 'the same document'"))


def notice(page: Page, words: str) -> None:
    """Waits until the preview says these words, or none."""
    expect(page.locator(".notice")).to_have_text([words] if words else [])


def test_an_edit_shows_without_a_new_document(author: Author, window: BrowserContext) -> None:
    page = shows(window, author.at("about/"))
    author.changes("content/pages/about.md", "one loan", "two loans")
    expect(page.get_by_text("We follow two loans.")).to_be_visible()
    author.changes("content/pages/about.md", "About", "About us")
    expect(page).to_have_title("About us · Harbour desk")
    assert is_the_same(page)


def test_what_the_reader_did_stays(author: Author, window: BrowserContext) -> None:
    page = shows(window, author.at("about/"))
    page.locator("summary").click()
    page.get_by_label("Find").fill("loans of 2025")
    page.get_by_label("Find").evaluate("field => field.setSelectionRange(0, 5)")
    author.changes("content/pages/about.md", "one loan", "two loans")
    expect(page.get_by_text("We follow two loans.")).to_be_visible()
    expect(page.get_by_label("Find")).to_have_value("loans of 2025")
    expect(page.get_by_label("Find")).to_be_focused()
    expect(page.get_by_text("There is more.")).to_be_visible()
    assert page.get_by_label("Find").evaluate("field => [field.selectionStart, field.selectionEnd]") == [0, 5]


def test_what_is_read_stays_under_the_eye(author: Author, window: BrowserContext) -> None:
    page = shows(window, author.at("long/"))
    read = page.get_by_text("Paragraph 60 is here.")
    read.evaluate("element => { element.scrollIntoView(); getSelection().selectAllChildren(element); }")
    before = read.evaluate(TOP)
    author.writes("content/pages/long.md", LONG.replace("Paragraph 1 ", "A word before.\n\nParagraph 1 "))
    expect(page.get_by_text("A word before.")).to_be_attached()
    expect(read).to_be_in_viewport()
    assert abs(read.evaluate(TOP) - before) < 2
    assert page.evaluate("getSelection().toString()") == "Paragraph 60 is here."


def test_the_focus_stays_on_a_link_that_comes_to_stand_elsewhere(author: Author, window: BrowserContext) -> None:
    page = shows(window, author.at("articles/"))
    link = page.get_by_role("link", name="A loan", exact=True)
    link.focus()
    for name in ("b", "c"):
        author.writes(f"content/articles/{name}.md", newer(name))
    expect(page.get_by_role("link", name="Title c", exact=True)).to_be_visible()
    expect(link).to_be_focused()


def newer(name: str) -> str:
    """An article of a later day."""
    return (
        f"---\ntitle: Title {name}\noutlet: gazette\nurl: https://example.org/gazette/{name}\n"
        "published: 2025-03-05\nrecorded: 2025-03-09\nform: own\nrights: full\n---\nNothing new.\n"
    )


def test_only_the_pages_that_change_are_touched(author: Author, window: BrowserContext) -> None:
    about, long = shows(window, author.at("about/")), shows(window, author.at("long/"))
    asked: list[str] = []
    long.on("request", lambda request: asked.append(request.url) if request.resource_type == "fetch" else None)
    author.changes("content/pages/about.md", "one loan", "two loans")
    expect(about.get_by_text("We follow two loans.")).to_be_visible()
    author.writes("content/pages/long.md", LONG.replace("Paragraph 1 ", "Part 1 "))
    expect(long.get_by_text("Part 1 is here.")).to_be_visible()
    assert asked == [author.at("long/")]


def test_of_many_edits_the_last_one_stays(author: Author, window: BrowserContext) -> None:
    page = shows(window, author.at("about/"))
    page.evaluate(COUNT)
    for number in range(2, 42):
        author.changes("content/pages/about.md", "one loan", f"{number} loans")
    expect(page.get_by_text("We follow 41 loans.")).to_be_visible()
    assert page.evaluate("seen") == sorted(page.evaluate("seen"))


def test_a_page_that_comes_late_is_not_shown(author: Author, window: BrowserContext) -> None:
    page = shows(window, author.at("about/"))
    page.evaluate(COUNT)
    late: list[Route] = []
    page.route(author.at("about/"), lambda route: route.continue_() if late else late.append(route))
    with page.expect_request(author.at("about/")):
        author.changes("content/pages/about.md", "one loan", "2 loans")
    author.changes("content/pages/about.md", "one loan", "3 loans")
    expect(page.get_by_text("We follow 3 loans.")).to_be_visible()
    late[0].fulfill(body=page.content().replace("3 loans", "2 loans"), content_type="text/html")
    author.changes("content/pages/about.md", "one loan", "4 loans")
    expect(page.get_by_text("We follow 4 loans.")).to_be_visible()
    assert page.evaluate("seen") == [3, 4]


def test_of_pages_that_wait_for_a_style_only_the_last_is_shown(author: Author, window: BrowserContext) -> None:
    page = window.new_page()
    page.clock.install(time=0)
    with page.expect_response(re.compile("/_dateline/events")):
        page.goto(author.at("about/"))
    page.clock.pause_at(10_000)
    page.evaluate(COUNT)
    late: list[Route] = []
    page.route(author.at("assets/late.css"), lambda route: late.append(route))
    with page.expect_request(author.at("assets/late.css")):
        author.writes("themes/desk/assets/late.css", "h1 { font-style: italic; }\n")
    for number in (2, 3):
        with page.expect_request_finished(lambda request: request.url == author.at("about/")):
            author.changes("content/pages/about.md", "one loan", f"{number} loans")
    page.clock.run_for(10_000)
    expect(page.get_by_text("We follow 3 loans.")).to_be_visible()
    assert page.evaluate("seen") == [3]
    for route in late:
        route.continue_()
    expect(page.get_by_role("heading", name="About")).to_have_css("font-style", "italic")


def test_a_style_changes_without_a_new_document_and_never_fails_between(author: Author, window: BrowserContext) -> None:
    page = shows(window, author.at("about/"))
    page.evaluate(
        """() => {
            window.seen = new Set();
            const look = () => {
                seen.add(getComputedStyle(document.querySelector('h1')).letterSpacing);
                requestAnimationFrame(look);
            };
            look();
        }"""
    )
    author.writes("themes/desk/assets/desk.css", "h1 { letter-spacing: 2px; }\n")
    expect(page.get_by_role("heading", name="About")).to_have_css("letter-spacing", "2px")
    author.writes("themes/desk/assets/desk.css", "h1 { letter-spacing: 3px; }\n")
    expect(page.get_by_role("heading", name="About")).to_have_css("letter-spacing", "3px")
    expect(page.locator("link[href*='desk.css']")).to_have_count(1)
    assert set(page.evaluate("[...window.seen]")) <= {"1px", "2px", "3px"}
    assert is_the_same(page)


def test_a_style_sheet_that_is_added_comes_in_its_order(author: Author, window: BrowserContext) -> None:
    page = shows(window, author.at("about/"))
    author.writes("themes/desk/assets/a.css", "h1 { letter-spacing: 9px; font-style: italic; }\n")
    expect(page.get_by_role("heading", name="About")).to_have_css("font-style", "italic")
    expect(page.get_by_role("heading", name="About")).to_have_css("letter-spacing", "1px")
    assert is_the_same(page)


def test_a_picture_changes_and_is_not_the_old_one_again_after_an_edit(author: Author, window: BrowserContext) -> None:
    page = shows(window, author.at("about/"))
    wide = "document.querySelector('img[alt=\"a dot\"]').naturalWidth === 30"
    assert not page.evaluate(wide)
    author.changes("themes/desk/assets/dot.svg", 'width="10"', 'width="30"')
    page.wait_for_function(wide)
    author.changes("content/pages/about.md", "one loan", "two loans")
    expect(page.get_by_text("We follow two loans.")).to_be_visible()
    assert page.evaluate(wide)
    assert is_the_same(page)


def test_a_script_that_changes_runs_in_a_new_document(author: Author, window: BrowserContext) -> None:
    author.writes("themes/desk/assets/desk.js", "window.ran = 'once';")
    author.writes(
        "themes/desk/free.html", FREE.replace("<form>", '<script src="{{ ROOT }}assets/desk.js"></script><form>')
    )
    author.settles()
    page = shows(window, author.at("about/"))
    author.writes("themes/desk/assets/desk.js", "window.ran = 'again';")
    page.wait_for_function("window.ran === 'again'")
    page.evaluate("window.mark = 'the same document'")
    author.writes("themes/desk/free.html", FREE)
    page.wait_for_function("window.mark === undefined && window.ran === undefined")


def test_a_deal_that_is_called_otherwise_is_followed(author: Author, window: BrowserContext) -> None:
    page = shows(window, author.at("deals/port-loan/#_main"))
    author.writes("content/entities/deals.yml", DEALS.replace("port-loan:", "quay-loan:"))
    author.writes("content/annotations/a.yml", STATEMENTS.replace("port-loan", "quay-loan"))
    expect(page).to_have_url(author.at("deals/quay-loan/#_main"))


def test_a_deal_whose_former_id_is_told_is_followed(author: Author, window: BrowserContext) -> None:
    page = shows(window, author.at("deals/port-loan/"))
    author.writes(
        "content/entities/deals.yml",
        DEALS.replace("port-loan: {", "quay-loan: {former: [port-loan], "),
    )
    author.writes("content/annotations/a.yml", STATEMENTS.replace("port-loan", "quay-loan"))
    expect(page).to_have_url(author.at("deals/quay-loan/"))


def test_a_page_that_is_deleted_says_so_until_it_is_back(author: Author, window: BrowserContext) -> None:
    page = shows(window, author.at("about/"))
    author.deletes("content/pages/about.md")
    notice(page, "This page is no longer in the site")
    expect(page.get_by_text("We follow one loan.")).to_be_visible()
    author.changes("content/pages/about.md", "one loan", "two loans")
    expect(page.get_by_text("We follow two loans.")).to_be_visible()
    notice(page, "")
    assert is_the_same(page)


def test_a_page_that_is_not_there_comes_when_it_is_written(author: Author, window: BrowserContext) -> None:
    page = shows(window, author.at("method/#end"))
    expect(page.get_by_text("There is nothing at this address.")).to_be_visible()
    author.writes("content/pages/method.md", LONG.replace("title: Long", "title: Method"))
    expect(page).to_have_title("Method · Harbour desk")
    expect(page.get_by_text("This is the end.")).to_be_in_viewport()
    assert is_the_same(page)


def test_a_new_base_path_is_followed(author: Author, window: BrowserContext) -> None:
    host = f"http://127.0.0.1:{author.port}"
    page = shows(window, f"{host}/")
    expect(page).to_have_url(f"{host}/harbour/")
    page = shows(window, f"{host}/harbour/about/#_main")
    author.changes("site.yml", "/harbour/", "/port/")
    expect(page).to_have_url(f"{host}/port/about/#_main")


def test_a_draft_wears_its_mark(author: Author, window: BrowserContext) -> None:
    page = shows(window, author.at("deals/port-loan/"))
    expect(page.locator(".mark", has_text="draft")).to_have_count(0)
    author.changes("content/annotations/a.yml", "status: announced", "status: announced\n  draft: yes")
    expect(page.locator(".mark", has_text="draft").first).to_be_visible()
    assert is_the_same(page)


def test_a_preview_that_stops_says_so_and_catches_up(tmp_path: Path, window: BrowserContext) -> None:
    lay(tmp_path)
    with at_work(tmp_path) as author:
        page = shows(window, author.at("about/"))
        author.changes("content/pages/about.md", "one loan", "two loans")
        expect(page.get_by_text("We follow two loans.")).to_be_visible()
    notice(page, "The preview has stopped")
    author.changes("content/pages/about.md", "one loan", "one loan")
    with at_work(tmp_path, author.port):
        expect(page.get_by_text("We follow one loan.")).to_be_visible()
        notice(page, "")
        assert is_the_same(page)


def test_a_page_that_a_browser_had_put_by_catches_up(author: Author, window: BrowserContext) -> None:
    page = shows(window, author.at("about/"))
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))")
    author.changes("content/pages/about.md", "one loan", "two loans")
    author.settles()
    expect(page.get_by_text("We follow one loan.")).to_be_visible()
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    expect(page.get_by_text("We follow two loans.")).to_be_visible()


def test_a_tab_that_nobody_sees_lets_its_connection_go(author: Author, window: BrowserContext) -> None:
    page = window.new_page()
    page.add_init_script(STREAMS)
    page.clock.install()
    with page.expect_response(re.compile("/_dateline/events")):
        page.goto(author.at("about/"))
    page.evaluate(HIDE, arg=True)
    page.clock.fast_forward(61_000)
    assert page.evaluate("streams.map(stream => stream.readyState)") == [2]
    author.changes("content/pages/about.md", "one loan", "two loans")
    author.settles()
    page.evaluate(HIDE, arg=False)
    expect(page.get_by_text("We follow two loans.")).to_be_visible()
