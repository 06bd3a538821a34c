"""The pages of a small site: which there are, and what the home page and the lost reader's page say."""

from builder.model.article import FreePage
from builder.model.graph import Graph
from builder.model.overview_pages import HomePage
from builder.model.pages import Page
from builder.model.plain_pages import MovedPage, NotFoundPage, ProsePage
from builder.model.prose import read
from builder.model.urls import ROOT, top
from builder.plan.context import plan_context
from builder.plan.pages import articles
from builder.plan.sections import BELOW, plans, plans_below
from tests import make

PROSE = read('<p>[[us]], [[nobody|x]], <a href="/deals/">deals</a></p>')


def small() -> Graph:
    known = make.entities(
        make.actor("us", name="US & co", former=("usa",)),
        make.actor("nobody", page=False),
        make.deal("pact", parties=("us",)),
        make.deal("unheard"),
        make.question("terms", "soft", deal="pact"),
    )
    old = make.statement("a/old", told="2025-03-01", recorded="2025-03-02")
    new = make.statement("b/new", told="2025-02-01", recorded="2025-03-05", deal="pact")
    about = FreePage("about", "About", make.location(), html=PROSE)
    return make.graph(known, make.articles(old, new), pages=(about,), by_deal={"pact": ("b/new",)})


def by_path() -> dict[str, Page]:
    found = make.pages(plans(plan_context(small())).items())
    assert len({page.path for page in found}) == len(found)
    return {page.path: page for page in found}


def test_what_nothing_refers_to_has_no_page() -> None:
    assert small().existing == {"gazette", "us", "pact", "terms"}
    assert "/deals/pact/" in by_path()
    assert "/deals/unheard/" not in by_path()


def test_home_shows_what_changed_last() -> None:
    home = by_path()["/"]
    assert isinstance(home, HomePage)
    assert [(line.href, line.day.words) for line in home.changes] == [
        (f"{ROOT}s/b/new/", "5 March 2025"),
        (f"{ROOT}s/a/old/", "2 March 2025"),
    ]
    assert home.changed == "27 February – 5 March 2025"
    assert home.updated is not None
    assert home.updated.words == "5 March 2025"
    assert home.description == "Tests."


def test_a_lost_reader_s_links_count_from_the_base_path() -> None:
    page = by_path()["/404.html"]
    assert isinstance(page, NotFoundPage)
    assert page.root == "/test/"


def test_a_former_address_leads_to_the_present_one() -> None:
    page = by_path()["/actors/usa/"]
    assert isinstance(page, MovedPage)
    assert page.target.href == f"{ROOT}actors/us/"
    assert page.canonical == "https://example.org/test/actors/us/"


def test_links_in_the_desk_s_prose_lead_to_pages_or_are_words() -> None:
    page = by_path()["/about/"]
    assert isinstance(page, ProsePage)
    us, deals = f'<a href="{ROOT}actors/us/">US &amp; co</a>', f'<a href="{ROOT}deals/">deals</a>'
    assert page.content_html == f"<p>{us}, x, {deals}</p>"


def test_planning_twice_gives_equal_pages() -> None:
    assert make.pages(plans(plan_context(small())).items()) == make.pages(plans(plan_context(small())).items())


def test_a_folder_has_its_share_of_all_plans() -> None:
    found = plan_context(small())
    everything = plans(found)
    for folder in (*BELOW, ""):
        expected = [path for path in everything if top(path) == folder or (not folder and top(path) not in BELOW)]
        assert list(plans_below(found, folder)) == expected


def test_the_plan_of_an_article_is_found_without_the_others() -> None:
    found = plan_context(small())
    _, *of_articles = articles.plans(found)
    for path, plan in of_articles:
        for shown in plan():
            alone = articles.plan_above(found, shown.path)
            assert alone, shown.path
            assert shown in list(alone()), shown.path
        assert path
    for path in ("/articles/", "/articles/2025-03/", "/s/", "/s/nobody/x/", "/", "/deals/", "/llms.txt"):
        assert articles.plan_above(found, path) is None, path
