"""The form for an article's statements, as an author uses it: words are selected, and what is typed is saved."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.author import ARTICLE, PATIENCE, STATEMENTS, Author

pytestmark = pytest.mark.browser
expect.set_options(timeout=PATIENCE * 1000)

ANNOTATIONS = "content/annotations/a.yml"
SELECT = """([selector, words]) => {
  const root = document.querySelector(selector);
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  const text = nodes.map((node) => node.data).join("");
  const at = text.indexOf(words);
  if (at < 0) throw new Error(`no ${words}`);
  const point = (place) => {
    for (const node of nodes) {
      if (place <= node.length) return [node, place];
      place -= node.length;
    }
  };
  getSelection().setBaseAndExtent(...point(at), ...point(at + words.length));
}"""


def select(page: Page, words: str, where: str = "#text") -> None:
    page.evaluate(SELECT, [where, words])


@pytest.fixture
def page(author: Author, window: BrowserContext) -> Page:
    author.writes("content/articles/a.md", ARTICLE.replace("pounds.\n", "pounds.\n\nSudland called the loan fair.\n"))
    author.settles()
    page = window.new_page()
    page.goto(author.at("articles/a/"))
    expect(page.get_by_role("link", name="Note statements (n)")).to_be_visible()
    return page


def state(page: Page, name: str) -> None:
    """Waits until what was typed has been checked."""
    expect(page.locator("#form")).to_have_attribute("data-state", name)


def open_desk(page: Page) -> None:
    page.keyboard.press("n")
    expect(page.locator("#text [data-at]")).to_have_count(2)


def written(author: Author) -> str:
    return (author.root / ANNOTATIONS).read_text("utf-8")


def test_words_of_the_page_become_a_statement_by_keys_alone(author: Author, page: Page) -> None:
    select(page, "2.6 billion pou", ".prose")
    expect(page.get_by_role("link", name="Note these words (n)")).to_be_visible()
    page.keyboard.press("n")
    expect(page.get_by_label("quote", exact=True)).to_have_value("2.6 billion pounds")
    expect(page.locator("mark.chosen")).to_have_text("2.6 billion pounds")
    gist = page.get_by_label("gist", exact=True)
    expect(gist).to_be_focused()
    page.keyboard.type("The [[por")
    expect(page.get_by_role("option", name="port-loan")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    page.keyboard.type(" is GBP 2.6bn.")
    expect(gist).to_have_value("The [[port-loan]] is GBP 2.6bn.")
    page.keyboard.press("Enter")
    by = page.get_by_label("by", exact=True)
    expect(by).to_be_focused()
    page.keyboard.type("norlund")
    state(page, "wrong")
    expect(page.locator("#found-by")).to_contain_text("no actor has the id norlund")
    expect(by).to_have_attribute("aria-invalid", "true")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("status")).to_have_text("Not saved: there are errors.")
    assert written(author) == STATEMENTS
    by.press("Control+a")
    page.keyboard.type("norl")
    page.keyboard.press("Tab")
    expect(by).to_have_value("norland")
    state(page, "right")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("status")).to_have_text("Saved.")
    assert written(author) == STATEMENTS + (
        '- quote: "2.6 billion pounds"\n  gist: "The [[port-loan]] is GBP 2.6bn."\n  by: norland\n'
    )
    page.get_by_role("link", name="Back to the page").click()
    expect(page.locator(".cards > li")).to_have_count(2)


def test_what_the_words_suggest_is_taken_with_enter(page: Page) -> None:
    open_desk(page)
    select(page, "2.6 billion pounds")
    page.keyboard.press("n")
    amount = page.get_by_label("amount", exact=True)
    expect(page.locator("#hint-amount")).to_have_text("Enter takes “GBP 2.6bn”, from “2.6 billion pounds”")
    expect(amount).to_have_value("")
    amount.press("Enter")
    expect(amount).to_have_value("GBP 2.6bn")
    expect(page.locator("#hint-amount")).to_have_text("")
    expect(page.get_by_label("stage", exact=True)).to_be_focused()


def test_the_next_suggestion_waits(author: Author, page: Page) -> None:
    said = "Norland said that the port is open. It was paid on Monday, Norland said."
    author.writes("content/articles/a.md", ARTICLE.replace("pounds.\n", f"pounds.\n\n{said}\n"))
    author.settles()
    open_desk(page)
    waiting = page.locator("#proposed button")
    expect(waiting).to_have_text(["Norland said that the port is open", "It was paid on Monday, Norland said"])
    waiting.first.click()
    page.get_by_label("gist", exact=True).fill("The port is open.")
    page.get_by_label("by", exact=True).press("Enter")
    state(page, "right")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("status")).to_have_text("Saved.")
    expect(waiting).to_have_text(["It was paid on Monday, Norland said"])
    expect(waiting).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_label("quote", exact=True)).to_have_value("It was paid on Monday, Norland said")
    expect(page.locator("#hint-when_printed")).to_contain_text("Enter takes “on Monday”")


def test_a_gap_a_change_a_removal_and_undo(author: Author, page: Page) -> None:
    open_desk(page)
    select(page, "Sudland")
    page.get_by_role("button", name="Note the selected words").click()
    expect(page.get_by_label("quote", exact=True)).to_have_value("Sudland")
    select(page, "fai")
    page.get_by_role("button", name="Add them after a gap").click()
    expect(page.get_by_label("quote", exact=True)).to_have_value("Sudland ... fair")
    expect(page.locator("mark.chosen")).to_have_text(["Sudland", "fair"])
    page.get_by_label("gist", exact=True).fill("It is fair.")
    state(page, "right")
    page.keyboard.press("Control+Enter")
    added = '- quote: "Sudland ... fair"\n  gist: "It is fair."\n'
    expect(page.get_by_role("status")).to_have_text("Saved.")
    assert written(author) == STATEMENTS + added
    page.get_by_role("button", name="Change: It is fair.").click()
    page.get_by_label("gist", exact=True).fill("It is fair: so it says.")
    page.get_by_text("More", exact=True).click()
    page.get_by_label("memo", exact=True).fill("ask")
    state(page, "right")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_have_text("Saved.")
    assert written(author) == STATEMENTS + added.replace("fair.", "fair: so it says.") + "  memo: ask\n"
    page.get_by_role("button", name="Change: It is fair: so it says.").click()
    page.get_by_role("button", name="Remove this statement").click()
    expect(page.get_by_role("status")).to_have_text("Removed.")
    assert written(author) == STATEMENTS
    page.get_by_role("button", name="Undo the last change").click()
    expect(page.get_by_role("status")).to_have_text("Undone.")
    expect(page.locator("#statements li")).to_have_count(2)
    assert written(author).endswith("  memo: ask\n")


def test_an_actor_that_is_not_there_yet_is_made_with_the_statement(author: Author, page: Page) -> None:
    open_desk(page)
    select(page, "called the loan fair")
    page.keyboard.press("n")
    page.get_by_label("gist", exact=True).fill("It is fair.")
    page.get_by_label("by", exact=True).fill("sudland")
    page.get_by_role("button", name="Make “sudland”").click()
    expect(page.get_by_label("name", exact=True)).to_have_value("Sudland")
    page.get_by_label("kind", exact=True).select_option("country")
    state(page, "right")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("status")).to_have_text("Saved.")
    actors = (author.root / "content/entities/actors.yml").read_text("utf-8")
    assert actors.endswith("  norland: {name: Norland, kind: country}\n  sudland: {name: Sudland, kind: country}\n")


def test_a_file_that_changed_meanwhile_keeps_what_was_typed(author: Author, page: Page) -> None:
    open_desk(page)
    select(page, "Sudland called the loan fair")
    page.keyboard.press("n")
    gist = page.get_by_label("gist", exact=True)
    gist.fill("It is fair.")
    state(page, "right")
    author.writes(ANNOTATIONS, STATEMENTS + "# mine\n")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("alert")).to_contain_text("was changed since this form was opened")
    expect(gist).to_have_value("It is fair.")
    page.get_by_role("button", name="Read the file again").click()
    state(page, "right")
    expect(gist).to_have_value("It is fair.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("status")).to_have_text("Saved.")
    added = '- quote: "Sudland called the loan fair"\n  gist: "It is fair."\n'
    assert written(author) == STATEMENTS + added + "# mine\n"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everyone_can_use_it(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    open_desk(page)
    select(page, "Sudland called the loan fair")
    page.keyboard.press("n")
    page.get_by_label("by", exact=True).fill("nobody-known")
    page.get_by_role("button", name="Make “nobody-known”").click()
    page.get_by_text("More", exact=True).click()
    state(page, "wrong")
    violations = Axe().run(page).response["violations"]
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in violations] == []
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
