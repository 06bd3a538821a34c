"""Cards and pages as HTML: what a reader must find on them, under any theme that is laid over the default."""

from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from builder.model.graph import Graph, Relation
from builder.model.sources import Source, Theme, layered
from builder.plan.context import PlanContext, plan_context
from builder.plan.pages.home import home, not_found
from builder.plan.sections import plans
from builder.render.html import BadTemplate, Renderer
from builder.render.template_check import check_theme
from tests import make

FOLDER = Path(__file__).parent.parent.parent / "themes" / "default"
DEFAULT = Theme(
    {
        file.name: Source(f"themes/default/{file.name}", file.read_text(encoding="utf-8"))
        for file in FOLDER.glob("*.html")
    },
    ("style.css",),
)
KNOWN = make.entities(
    make.actor("isw", name="ISW"), make.actor("us", name="US & co"), make.deal("pact", name="The pact")
)


def graph(**keys: object) -> Graph:
    first = make.statement("a/x", by="isw > us", gist="The [[pact]] holds.", named=("pact",), **keys)  # type: ignore[arg-type]
    denial = make.statement("b/y", by="isw > ~some people", mode="denied", gist="It does not hold.", anchor=None)
    return make.graph(
        KNOWN,
        make.articles(first, denial, a={"url": "https://example.org/1"}),
        by_deal={"pact": ("a/x",)},
        by_named={"us": ("a/x",), "isw": ("a/x",)},
        bearing={"a/x": (Relation("disputes", "b/y", "a/x", stated=True),)},
    )


def card(id: str = "a/x", **keys: object) -> BeautifulSoup:
    return BeautifulSoup(Renderer(DEFAULT).statement("card", plan_context(graph(**keys)).cards[id]), "html.parser")


def words(soup: BeautifulSoup) -> str:
    return " ".join(soup.get_text(" ").split())


def rendered(desk: PlanContext) -> dict[str, bytes]:
    renderer = Renderer(DEFAULT)
    return {page.path: renderer.page(page) for page in make.pages(plans(desk).items())}


@pytest.mark.parametrize(
    "said",
    [
        "US & co , through ISW , in The Gazette , 3 March 2025",
        "The pact holds.",
        "Denied by some people (unnamed), through ISW , in The Gazette , 3 March 2025 : It does not hold. "
        "(as the source says)",
        "wording checked against our copy",
        "this statement",
        "at the publisher",
    ],
)
def test_a_card_says(said: str) -> None:
    assert said in words(card())


@pytest.mark.parametrize("said", ["some people (unnamed)", "Denial", "wording not machine-checked"])
def test_an_unnamed_unchecked_denial_says_so_in_words(said: str) -> None:
    assert said in words(card("b/y"))


def test_the_speaker_comes_before_the_claim() -> None:
    assert words(card()).index("US & co") < words(card()).index("The pact holds")


def test_no_quotation_marks_are_put_around_a_passage() -> None:
    (quote,) = card().find_all("blockquote")
    assert quote.get_text() == "a quote"


@pytest.mark.parametrize(
    ("quote", "printed"),
    [
        ("we don't lend", "“we don't lend”"),
        ('"we lend"', '"we lend"'),
        ("'we lend'", "'we lend'"),
        ("“We lend,” he said", "“We lend,” he said"),
    ],
)
def test_direct_speech_stands_in_quotation_marks(quote: str, printed: str) -> None:
    (shown,) = card(quote=quote, verbatim=True).find_all("blockquote")
    assert shown.get_text() == printed


def test_a_card_has_no_id_of_its_own_and_is_compact() -> None:
    html = Renderer(DEFAULT).statement("card", plan_context(graph()).cards["b/y"])
    assert " id=" not in html
    assert len(html) < 900


def test_text_is_escaped() -> None:
    assert "&lt;i&gt; &amp; &quot;" in Renderer(DEFAULT).statement(
        "card", plan_context(graph(quote='<i> & "')).cards["a/x"]
    )


def test_hrefs_count_from_the_page() -> None:
    pages = rendered(plan_context(graph()))
    assert b'href="../../deals/pact/"' in pages["/articles/a/"]
    assert b'href="./deals/pact/"' in pages["/"]
    assert b'href="/test/deals/"' in pages["/404.html"]
    assert not any(b"\x02" in html for html in pages.values())


def test_a_statement_stands_under_its_anchor_in_its_article() -> None:
    soup = BeautifulSoup(rendered(plan_context(graph()))["/articles/a/"], "html.parser")
    assert "The pact holds." in words(soup.find(id="x"))  # type: ignore[arg-type]


def test_equal_pages_give_equal_bytes() -> None:
    assert rendered(plan_context(graph())) == rendered(plan_context(graph()))


def over(name: str, text: str) -> Theme:
    return layered(DEFAULT, Theme({name: Source(f"themes/mine/{name}", text)}, ("mine.css",), frozenset((name,))))


def test_one_template_and_one_style_may_be_laid_over_the_default() -> None:
    theme = over("404.html", '{% extends "base.html" %}{% block main %}<h1>Lost</h1>{% endblock %}')
    html = Renderer(theme).page(not_found(plan_context(graph()))).decode()
    assert "<h1>Lost</h1>" in html
    assert html.index("assets/style.css") < html.index("assets/mine.css")


@pytest.mark.parametrize(
    ("text", "said", "line"),
    [
        ("<p>\n{% if %}</p>", "expected an expression", 2),
        ("<p>\n{% endblock %}", "unknown tag `endblock`", 2),
        ('\n{% extends "none.html" %}', "there is no template `none.html`", 2),
        ("\n\n{{ pages }}", "there is no `pages` to print", 3),
        ("{{ page.title|shout }}", "no filter named `shout`", 1),
    ],
)
def test_a_template_that_cannot_be_used_is_found_before_it_is(text: str, said: str, line: int) -> None:
    (finding,) = check_theme(over("home.html", text))
    assert said in finding.message
    assert finding.location.file == "themes/mine/home.html"
    assert text[: finding.location.offset].count("\n") + 1 == line


def test_the_default_theme_can_be_used() -> None:
    assert check_theme(replace(DEFAULT, own=frozenset(DEFAULT.templates))) == ()


def test_a_template_that_asks_a_page_for_what_it_has_not_is_found_to_its_line() -> None:
    text = '{% extends "base.html" %}\n{% block main %}\n<h1>{{ page.headline }}</h1>\n{% endblock %}'
    with pytest.raises(BadTemplate) as caught:
        Renderer(over("home.html", text)).page(home(plan_context(graph())))
    finding = caught.value.finding
    assert "`headline`" in finding.message
    assert finding.location.part == "<h1>{{ page.headline }}</h1>"
    assert finding.help.startswith("it has `")


@pytest.mark.parametrize("print", ["{{ page.title + 1 }}", "{% for one in page.updated %}{{ one }}{% endfor %}"])
def test_so_is_a_value_that_is_used_as_what_it_is_not(print: str) -> None:
    with pytest.raises(BadTemplate) as caught:
        Renderer(over("home.html", f"\n{print}")).page(home(plan_context(graph())))
    assert caught.value.finding.location.part == print


def test_a_card_that_has_changed_is_rendered_anew() -> None:
    renderer = Renderer(DEFAULT)
    before, after = (plan_context(graph(quote=quote)).cards["a/x"] for quote in ("a quote", "other words"))
    assert "other words" not in renderer.statement("card", before)
    assert "other words" in renderer.statement("card", after)


def test_a_field_that_is_misspelt_is_named() -> None:
    with pytest.raises(BadTemplate) as caught:
        Renderer(over("home.html", "{{ page.scop }}")).page(home(plan_context(graph())))
    assert caught.value.finding.help == "did you mean `scope`?"
