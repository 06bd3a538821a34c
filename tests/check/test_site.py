"""Rules about rights, records and links to the site's own pages."""

from dataclasses import replace
from typing import Any

import pytest

from builder.check.site import ARTICLE_RULES, dead_link, no_scope
from builder.model import urls
from builder.model.config import Config, NavItem
from builder.model.corpus import FreePage, Link
from builder.model.graph import Article, Graph
from tests import make

GOOD: dict[str, Any] = {"recorded": "2025-03-04", "url": "https://example.org/1"}


@pytest.mark.parametrize(
    ("rights", "text", "keys", "found"),
    [
        ("excerpt", "Text.", GOOD, []),
        ("excerpt", "Text.", {}, ["not-recorded"]),
        ("full", "Text.", GOOD, ["rights-forbid"]),
        ("full", "Text.", {**GOOD, "form": "own"}, []),
        ("full", "Text.", {**GOOD, "rights_why": "by leave of the author"}, []),
        ("link-only", "", GOOD, []),
        ("link-only", "Text.", GOOD, ["body-under-link-only"]),
        ("link-only", "", {"recorded": "2025-03-04"}, ["link-only-without-source"]),
        ("link-only", "", {"recorded": "2025-03-04", "archive": "https://example.org/2"}, []),
        ("link-only", "", {"recorded": "2025-03-04", "rights_why": "seen through others only"}, []),
    ],
)
def test_one_article(rights: str, text: str, keys: dict[str, Any], found: list[str]) -> None:
    article = Article(make.front("a", **keys), make.body(text), rights)
    assert [f.code for rule in ARTICLE_RULES for f in rule(article, make.entities(), make.config())] == found


def test_a_site_says_what_it_covers() -> None:
    graph = make.graph(make.entities())
    assert not list(no_scope(graph))
    assert [f.code for f in no_scope(make.graph(make.entities(), config=Config("Desk")))] == ["no-scope"]


@pytest.mark.parametrize(
    ("href", "alive"),
    [
        ("https://example.org/nowhere/", True),
        ("mailto:desk@example.org", True),
        ("//example.org/nowhere", True),
        ("/", True),
        ("/deals/", True),
        ("/deal/", False),
        ("/articles/a/", True),
        ("/articles/a", False),
        ("/articles/a/#x", True),
        ("/articles/a/#y", False),
        ("/articles/b/", False),
        ("../articles/a/", True),
        ("articles/a/", False),
        ("/actors/gazette/", True),
        ("/actors/hidden/", False),
        ("/actors/nobody/", False),
        ("/dates/2025-03-03/", True),
        ("/dates/2025/", True),
        ("/dates/2024/", False),
        ("/pictures/port%20map.png", True),
        ("../pictures/port map.png?v=2", True),
        ("/pictures/ship.png", False),
        ("#why", True),
        ("#how", False),
        ("/method/", True),
        ("/about/#who", True),
        ("/about/#what", False),
        ("/articles/was/", True),
        ("/deals/was-loan/", True),
        ("/dates/2025-02-01/", True),
        ("/data/site.json", True),
        ("/sitemap.xml", True),
        ("/feeds/site.xml", True),
        ("/feeds/site.rss", False),
        ("/feeds/deals/was-loan.json", True),
        ("/feeds/actors/gazette.xml", True),
        ("/feeds/actors/hidden.xml", False),
        ("/feeds/events/fair.xml", False),
    ],
)
def test_links_to_the_site_itself(href: str, alive: bool) -> None:  # noqa: FBT001
    html = '<h2 id="why">Why</h2>'
    page = FreePage("method", "Method", make.spot("content/pages/method.md"), html, (Link(href, 3),))
    assert [f.code for f in dead_link(site(page))] == ([] if alive else ["dead-link"])


def site(*pages: FreePage, **keys: Any) -> Graph:
    loan = make.deal("loan", former=("was-loan",), **keys)
    known = make.entities(make.actor("hidden", page=False), loan, make.event("fair", when="2025-02-01", at=()))
    filed = make.articles(make.statement("a/x", by="hidden"), a={"former": ("was",)})
    about = FreePage("about", "About", make.spot("content/pages/about.md"), '<h2 id="who">Who</h2>')
    return make.graph(known, filed, pages=(about, *pages), files=frozenset({"pictures/port map.png"}),
                      by_deal={"loan": ("a/x",)}, by_event={"fair": ("a/x",)})  # fmt: skip


@pytest.mark.parametrize(
    ("href", "alive"),
    [
        ("/deals/", True),
        ("/deal/", False),
        (f"{urls.ROOT}deals/", True),
        (f"{urls.ROOT}deal/", False),
        ("../../articles/a/", True),
        ("../a/", False),
        ("/pictures/port%20map.png", True),
        (f"{urls.REF}loan{urls.REF}", True),
        ("https://example.org/?a&amp;b", True),
    ],
)
def test_links_of_an_about(href: str, alive: bool) -> None:  # noqa: FBT001
    graph = site(about_html=f'<p>See <a href="{href}">it</a>.</p>')
    found = [(f.code, f.spot.keys) for f in dead_link(graph)]
    assert found == ([] if alive else [("dead-link", ("deals", "loan", "about"))])


def test_links_of_the_corrections_policy() -> None:
    html = '<p><a href="/deals/">so</a> <a href="/deal/">and so</a></p>'
    graph = replace(site(), config=make.config(corrections_html=html))
    assert [(f.code, f.spot.keys) for f in dead_link(graph)] == [("dead-link", ("corrections",))]


def test_links_of_the_navigation() -> None:
    nav = (NavItem("Deals", "/deals/"), NavItem("Elsewhere", "https://example.org/"), NavItem("Old", "/deal/"))
    graph = replace(site(), config=make.config(nav=nav))
    assert [(f.code, f.spot.keys) for f in dead_link(graph)] == [("dead-link", ("nav", 2, "url"))]
