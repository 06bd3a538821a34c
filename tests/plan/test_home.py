"""What a newcomer meets first."""

import pytest
from bs4 import BeautifulSoup

from builder.model.config import Config
from builder.plan.context import plan_context
from builder.plan.pages.home import home
from builder.render.html import Renderer
from tests import make
from tests.render.test_html import DEFAULT

LONG = "Nothing else is covered. " * 20


def first_page(scope: str) -> BeautifulSoup:
    known = make.entities(make.deal("pact", name="Pact"))
    told = make.statement("a/x", deal="pact", gist="It holds.", quote="the pact holds")
    config = Config(title="Test desk", scope=scope, url="https://example.org/")
    graph = make.graph(known, make.articles(told), by_deal={"pact": ("a/x",)}, config=config)
    return BeautifulSoup(Renderer(DEFAULT).page(home(plan_context(graph))), "html.parser")


@pytest.mark.parametrize(
    ("scope", "first"),
    [
        (f"One loan. {LONG}", "One loan."),
        (f"One loan, as one paper told it. {LONG}", "One loan, as one paper told it."),
        (f"What came in 2025. {LONG}", "What came in 2025."),
        (f"The U.S. offer, e.g. its terms. {LONG}", "The U.S. offer, e.g. its terms."),
    ],
)
def test_its_first_line_says_what_the_site_is_about(scope: str, first: str) -> None:
    page = first_page(scope)
    said = page.find("p", class_="about")
    assert said is not None
    assert said.get_text() == first
    assert scope in page.find_all("section")[-1].get_text()


@pytest.mark.parametrize("scope", ["One loan", "What Mr. Smith said.", "One loan. Nothing else."])
def test_what_it_covers_is_said_once_where_that_is_short(scope: str) -> None:
    page = first_page(scope)
    assert page.find("p", class_="about").get_text() == scope  # type: ignore[union-attr]
    assert page.get_text().count(scope) == 1


def test_what_changed_is_told_in_short() -> None:
    text = first_page("One loan.").get_text()
    assert "It holds." in text
    assert "the pact holds" not in text


def test_its_title_is_the_site_s() -> None:
    title = first_page("One loan.").title
    assert title is not None
    assert title.get_text() == "Test desk"
