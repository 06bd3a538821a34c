"""A deal's page as a reader meets it: short before anything is unfolded, all of it to be had without scripts, a rail
beside it where there is room, and a few sheets on paper."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import BuiltSite, build
from tests.test_warm import ACTORS, lay, states

pytestmark = pytest.mark.browser

WORDS, SCREENS, SHEETS = 900, 8, 6
WIDTH, HEIGHT = 390, 844
PER_ARTICLE, ARTICLES = 9, 20
QUESTIONS = "questions:\n" + "".join(
    f'  q{number}: {{ask: "Is term {number} fixed?", deal: port-loan, options: [yes-it-is, no-it-is-not]}}\n'
    for number in range(6)
)
RUNGS = ("mooted", "announced", "signed", "disbursing")


def article(number: int) -> dict[str, str]:
    """One of many on the same loan: statuses, sums, answers, stances and plans."""
    day = f"2025-{1 + number // 3:02}-{1 + number:02}"
    said = [f"Norland said thing {number} and {place} of the loan to its own press" for place in range(PER_ARTICLE)]
    keys = [
        f"when: {day}, status: {RUNGS[number * 4 // ARTICLES]}",
        f"when: {day}, lead: yes",
        *(f"positions: {{q{place}: {'yes-it-is' if number % 2 else 'no-it-is-not'}}}" for place in range(6)),
        f"stance: {{norland: {'supports' if number > 9 else 'opposes'}}}",
    ]
    statements = "".join(
        f'- {{quote: "{words}", gist: "[[norland]] spoke of thing {number}, {place} of [[port-loan]].", {key}}}\n'
        for place, (words, key) in enumerate(zip(said, keys, strict=True))
    )
    return {
        f"content/articles/n{number}.md": f"---\ntitle: Report {number}\noutlet: gazette\npublished: {day}\n---\n\n"
        + ". ".join(said) + ".\n",
        f"content/annotations/n{number}.yml": "defaults: {by: norland, deal: port-loan}\nstatements:\n" + statements,
    }  # fmt: skip


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a deal with 180 statements, and one that `states` has."""
    root = tmp_path_factory.mktemp("large")
    files = {
        **states(),
        "content/entities/actors.yml": ACTORS.replace("NAME", "Norland"),
        "content/entities/deals.yml": "deals:\n  port-loan: {name: Port loan, ladder: money, parties: [norland]}\n",
        "content/entities/questions.yml": QUESTIONS,
    }
    for number in range(ARTICLES):
        files |= article(number)
    for path, text in files.items():
        lay(root / "site", path, text)
    return build(root / "site", root / "output").output / "deals/port-loan/index.html"


@pytest.fixture(scope="module")
def main_deal(sample: BuiltSite) -> Path:
    return sample.output / "deals/us-ua-minerals/index.html"


def opened(browser: Browser, file: Path, width: int) -> Page:
    page = browser.new_page(viewport={"width": width, "height": HEIGHT}, java_script_enabled=False)
    page.goto(file.as_uri())
    return page


@pytest.mark.parametrize("deal", ["main_deal", "large"])
def test_a_deal_is_read_in_minutes_on_a_phone_and_printed_on_a_few_sheets(
    deal: str, browser: Browser, request: pytest.FixtureRequest
) -> None:
    file = request.getfixturevalue(deal)
    page = opened(browser, file, WIDTH)
    assert len(page.locator("main").inner_text().split()) <= WORDS
    box = page.locator("html").bounding_box()
    assert box is not None
    assert box["height"] <= SCREENS * HEIGHT
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) <= SHEETS
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.locator("main").bounding_box() == {**(page.locator("main").bounding_box() or {}), "width": 320}
    page.close()


def test_every_statement_unfolds_to_its_quote_without_a_script(browser: Browser, large: Path) -> None:
    page = opened(browser, large, WIDTH)
    assert page.locator(".row").count() == PER_ARTICLE * ARTICLES + 1
    row = page.locator(".row").first
    expect(row.locator("blockquote")).to_be_hidden()
    row.locator("summary").click()
    expect(row.locator("blockquote")).to_be_visible()
    page.close()


def test_the_rail_stands_beside_the_page_where_there_is_room(browser: Browser, main_deal: Path) -> None:
    for width, beside in ((1099, False), (1100, True)):
        page = opened(browser, main_deal, width)
        rail = page.get_by_role("complementary", name="At a glance")
        expect(rail.get_by_text("Sources, by number of statements")).to_be_visible(visible=beside)
        expect(rail.get_by_role("link", name="Questions")).to_be_visible()
        page.close()
