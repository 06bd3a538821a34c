"""Rules about rights, records and settings."""

from typing import Any

import pytest

from builder.check.site import ARTICLE_RULES, no_scope
from builder.model.config import Config
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
