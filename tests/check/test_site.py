"""Rules about rights, records and links to the site's own pages."""

from typing import Any

import pytest

from builder.check.site import ARTICLE_RULES, dead_link, no_scope
from builder.model.config import Config
from builder.model.corpus import FreePage, Link
from builder.model.graph import Article
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
    ],
)
def test_links_to_the_site_itself(href: str, alive: bool) -> None:  # noqa: FBT001
    known = make.entities(make.actor("hidden", page=False))
    html = '<h2 id="why">Why</h2>'
    page = FreePage("method", "Method", make.spot("content/pages/method.md"), html, (Link(href, 3),))
    graph = make.graph(known, make.articles(make.statement("a/x", by="hidden")), pages=(page,),
                       files=frozenset({"pictures/port map.png"}))  # fmt: skip
    assert [f.code for f in dead_link(graph)] == ([] if alive else ["dead-link"])
