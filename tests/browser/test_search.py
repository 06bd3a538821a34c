"""The search page in Chromium, under a base path and from a plain web server: words, facets, keys, and what it says
when it cannot work."""

import json
import re
import shutil
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.author import PATIENCE, Author
from tests.browser.conftest import BASE
from tests.conftest import BuiltSite, build
from tests.test_warm import ACTORS, lay, states

pytestmark = [pytest.mark.browser, pytest.mark.long]

DENIED = "The United States has given Ukraine military aid of about 350 billion dollars."


@pytest.fixture
def page(window: BrowserContext, sample: BuiltSite, serve: Callable[[Path], str]) -> Page:
    page = window.new_page()
    page.goto(f"{serve(sample.output)}search/")
    expect(page.get_by_label("Kind").locator("option")).not_to_have_count(1)
    return page


def found(page: Page) -> Locator:
    return page.locator(".found > li")


def looks_for(page: Page, words: str) -> None:
    page.get_by_label("Words in a statement").fill(words)
    expect(page.locator(".count")).to_contain_text(f"found for “{words}”")


def narrows(page: Page, facet: str, value: str) -> None:
    """Chooses a value and waits for what is found: once the address has it, the search is under way."""
    page.get_by_label(facet, exact=True).select_option(value)
    name = facet.lower().partition(" ")[0]
    page.wait_for_url(re.compile(f"[?&]{name}={value}") if value else re.compile(f"^(?!.*{name}=)"))
    expect(page.locator(".count")).to_contain_text("found")


def statements(site: BuiltSite, word: str) -> set[str]:
    """Paths of statements whose gist has a word, as the record tells it."""
    record = json.loads((site.output / "data" / "site.json").read_text(encoding="utf-8"))
    texts = {item["id"]: item["gist"] for item in record["statements"]}
    return {f"{BASE}s/{id}/" for id, text in texts.items() if word in text.lower().replace(".", " ").split()}


def paths(page: Page) -> set[str]:
    links = found(page).get_by_role("link")
    return {urlsplit(str(link.evaluate("link => link.href"))).path for link in links.all()}


def test_a_statement_is_found_by_a_word_of_its_gist(page: Page, sample: BuiltSite) -> None:
    looks_for(page, "ratified")
    expected = statements(sample, "ratified")
    assert expected
    assert expected <= paths(page)
    expect(found(page).locator("mark", has_text="ratified").first).to_be_visible()


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("uk", "United Kingdom"),  # By another name of its own, before all names that only begin so.
        ("us", "United States"),
        ("trump repayment", "Must Ukraine pay back past aid?"),  # Found by who answers it, and by its id.
        ("who is al mayadeen?", "Al Mayadeen"),
        ("what happened on 1 May", "1 May 2025"),
        ("May", "May 2025"),
        ("minerals desk", "Minerals desk"),
    ],
)
def test_what_is_called_so_is_found_first(page: Page, words: str, first: str) -> None:
    looks_for(page, words)
    expect(found(page).first.get_by_role("link")).to_have_text(first)


def test_where_nothing_has_all_words_some_are_enough(page: Page) -> None:
    looks_for(page, "british promise zebra")
    expect(page.locator(".count")).to_have_text(re.compile("^[1-9].*, with some of the words$"))
    expect(page.get_by_label("Kind").locator("option", has_text="Statement (")).to_have_count(1)


def test_the_name_of_the_site_finds_what_it_says_itself(page: Page, sample: BuiltSite) -> None:
    looks_for(page, "minerals desk")
    assert 0 < int(page.locator(".count").inner_text().split()[0]) < len(statements(sample, "the")) / 2


def test_every_page_leads_to_what_is_typed_there(page: Page) -> None:
    page.get_by_role("link", name="Actors").first.click()
    page.get_by_label("Search this site").fill("ratified")
    page.get_by_label("Search this site").press("Enter")
    expect(page.locator(".count")).to_contain_text("found for “ratified”")
    expect(page.get_by_label("Search this site")).to_be_hidden()


def test_every_statement_has_its_speaker_its_label_and_who_denies_it(page: Page) -> None:
    looks_for(page, "350 billion")
    denied = found(page).filter(has_text=DENIED).filter(has_text="MENAFN")
    expect(denied).to_have_count(1)
    expect(denied.locator(".who")).to_have_text("MENAFN, 10 May 2025")
    expect(denied.locator(".replies")).to_contain_text("Denied by Ukraine, through RT, 10 May 2025")
    narrows(page, "Kind", "Statement")
    assert found(page).locator(".who > b").count() == found(page).count() > 0


def test_facets_narrow_what_is_found(page: Page) -> None:
    looks_for(page, "aid")
    before = paths(page)
    narrows(page, "Actor", "MENAFN")
    assert set() < paths(page) < before
    expect(found(page).filter(has_not_text="MENAFN")).to_have_count(0)
    narrows(page, "Actor", "")
    assert paths(page) == before


def test_facets_alone_find_the_latest_first(page: Page) -> None:
    narrows(page, "Stage of money", "pledged")
    days = re.findall(r"\d+ \w+ 20\d\d", " ".join(found(page).locator(".who").all_inner_texts()))
    assert len(days) > 1
    assert days == sorted(days, key=lambda day: datetime.strptime(day, "%d %B %Y"), reverse=True)


def test_a_search_is_in_its_address(page: Page) -> None:
    looks_for(page, "aid")
    narrows(page, "Actor", "MENAFN")
    assert parse_qs(urlsplit(page.url).query) == {"q": ["aid"], "actor": ["MENAFN"]}
    shown = paths(page)
    page.reload()
    expect(page.locator(".count")).to_contain_text("found for “aid”")
    assert paths(page) == shown
    expect(page.get_by_label("Actor")).to_have_value("MENAFN")


def test_it_works_from_the_keyboard(page: Page) -> None:
    words = page.get_by_label("Words in a statement")
    page.keyboard.press("/")
    expect(words).not_to_be_focused()
    words.focus()
    page.keyboard.type("aid")
    expect(page.locator(".count")).to_contain_text("found for “aid”")
    page.keyboard.press("ArrowDown")
    expect(found(page).nth(0).get_by_role("link")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(found(page).nth(1).get_by_role("link")).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(words).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("/")
    expect(words).to_be_focused()
    page.keyboard.press("Escape")
    expect(words).to_have_value("")
    expect(found(page)).to_have_count(0)


def test_on_a_phone_the_facets_are_folded_up_until_one_is_chosen(
    window: BrowserContext, sample: BuiltSite, serve: Callable[[Path], str]
) -> None:
    page = window.new_page()
    page.set_viewport_size({"width": 390, "height": 844})
    address = f"{serve(sample.output)}search/"
    page.goto(f"{address}?q=aid")
    expect(page.locator(".count")).to_contain_text("found")
    expect(page.get_by_label("Actor", exact=True)).to_be_hidden()
    page.get_by_text("Narrow it down").click()
    narrows(page, "Actor", "MENAFN")
    page.reload()
    expect(page.get_by_label("Actor", exact=True)).to_have_value("MENAFN")
    expect(page.get_by_label("Actor", exact=True)).to_be_visible()


def test_more_is_shown_step_by_step(page: Page) -> None:
    narrows(page, "Kind", "Statement")
    expect(found(page)).to_have_count(10)
    page.get_by_role("button", name="Show more").click()
    expect(found(page)).to_have_count(20)
    expect(found(page).nth(10).get_by_role("link")).to_be_focused()


@pytest.fixture(scope="module")
def lodz(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """A site of two statements, one by a speaker with letters that are no others with a mark, and one without."""
    root = tmp_path_factory.mktemp("lodz")
    files = {**states(), "content/articles/b.md": states()["content/articles/a.md"]}
    files["content/entities/actors.yml"] = ACTORS.replace("NAME", "Łódź Straßenbahn")
    for name, gist in (("a", "[[norland]] announced the [[port-loan]]"), ("b", "Lodz rode on the Strassenbahn")):
        files[f"content/annotations/{name}.yml"] = (
            f'statements:\n- {{id: x, quote: "Norland announced a loan", gist: "{gist}.", by: gazette}}\n'
        )
    files["content/annotations/b.yml"] = (
        f"{files['content/annotations/b.yml']}"
        '- {id: y, quote: "It is large.", gist: "東京で合意した、京都でも。", by: gazette}\n'
    )
    for path, text in files.items():
        lay(root / "site", path, text)
    return build(root / "site", root / "output")


@pytest.mark.parametrize("words", ["lodz", "Łódź", "Lódz", "strassenbahn lodz", "STRAẞENBAHN"])
def test_what_not_every_keyboard_has_is_found_as_it_is_typed(
    window: BrowserContext, lodz: BuiltSite, serve: Callable[[Path], str], words: str
) -> None:
    page = window.new_page()
    page.goto(f"{serve(lodz.output)}search/?kind=Statement")
    looks_for(page, words)
    assert paths(page) == {f"{BASE}s/a/x/", f"{BASE}s/b/x/"}
    for name in ("Łódź Straßenbahn", "Lodz"):
        expect(found(page).filter(has_text=name).locator("mark").first).to_be_visible()


@pytest.mark.parametrize(("words", "marked"), [("合意", "合意"), ("京都", "京都"), ("で合意", "で合意"), ("意", "意")])
def test_text_without_spaces_is_found_by_any_part(
    window: BrowserContext, lodz: BuiltSite, serve: Callable[[Path], str], words: str, marked: str
) -> None:
    page = window.new_page()
    page.goto(f"{serve(lodz.output)}search/")
    looks_for(page, words)
    assert paths(page) == {f"{BASE}s/b/y/"}
    assert "".join(found(page).locator("mark").all_inner_texts()) in (marked, "合意", "合意京都")


def test_forms_of_a_word_are_found_and_words_in_marks_as_they_are(page: Page) -> None:
    looks_for(page, "ratifying")
    expect(found(page).locator("mark", has_text="ratified").first).to_be_visible()
    looks_for(page, '"350 billion"')
    expect(page.locator(".count")).to_have_text(re.compile("^[1-9]"))
    looks_for(page, '"billion 350"')
    expect(page.locator(".count")).to_have_text(re.compile("^0 found"))


def test_a_first_search_is_small(window: BrowserContext, sample: BuiltSite, serve: Callable[[Path], str]) -> None:
    page = window.new_page()
    page.set_viewport_size({"width": 390, "height": 844})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/search/index/" in request.url else None)
    page.goto(f"{serve(sample.output)}search/?q=ratified")
    expect(found(page).first).to_be_visible()
    assert 3 <= len(asked) <= 6


def test_nothing_found_is_said(page: Page) -> None:
    looks_for(page, "zzyzx")
    expect(page.locator(".count")).to_have_text("0 found for “zzyzx”")


@pytest.mark.parametrize("width", [390, 1280])
def test_results_are_accessible(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    looks_for(page, "350 billion")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        assert [violation["id"] for violation in Axe().run(page).response["violations"]] == []
    assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    with browser.new_context(java_script_enabled=False) as context:
        yield context.new_page()


def test_without_javascript_it_says_where_else_to_look(
    plain: Page, sample: BuiltSite, serve: Callable[[Path], str]
) -> None:
    plain.goto(f"{serve(sample.output)}search/")
    notice = plain.get_by_text("needs JavaScript")
    expect(notice).to_be_visible()
    expect(notice.get_by_role("link")).to_have_text(["deal", "actor", "date", "all articles"])
    expect(plain.get_by_role("search")).to_be_hidden()


def test_a_site_without_an_index_says_so(
    browser: Browser, sample: BuiltSite, serve: Callable[[Path], str], tmp_path: Path
) -> None:
    shutil.copytree(sample.output, tmp_path / "site", ignore=shutil.ignore_patterns("index.json", "*.bin"))
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{serve(tmp_path / 'site')}search/?q=aid")
        expect(page.locator(".count")).to_contain_text("built without one", timeout=PATIENCE * 1000)


def finds_in_time(page: Page, author: Author, word: str) -> Locator:
    """What the preview finds by a word, as soon as it finds something: its index is made in the background."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        page.goto(author.at(f"search/?q={word}"))
        expect(page.locator(".count")).not_to_have_text("Searching …")
        if found(page).count():
            return found(page)
        page.wait_for_timeout(300)
    pytest.fail(f"{word} is not found")


def test_a_preview_finds_what_was_written(window: BrowserContext, author: Author) -> None:
    page = window.new_page()
    for word in ("unveiled", "promised"):
        author.changes("content/annotations/a.yml", 'gist: "[[norland]] announced', f'gist: "[[norland]] {word}')
        one = finds_in_time(page, author, word)
        expect(one.locator("b")).to_have_text("Norland")
        expect(one.locator("mark")).to_have_text(word)


def test_a_preview_that_lays_the_page_anew_keeps_the_search(window: BrowserContext, author: Author) -> None:
    page = window.new_page()
    finds_in_time(page, author, "loan")
    author.changes("site.yml", "Harbour desk", "Port desk")
    expect(page.locator(".brand")).to_have_text("Port desk", timeout=PATIENCE * 1000)
    expect(page.get_by_label("Words in a statement")).to_have_value("loan")
    expect(found(page).first).to_be_visible()
