"""Where the pages of renamed records have gone, and how many pages a change may reach."""

from dataclasses import replace
from typing import Any

import pytest

from builder.incremental.page_changes import OVERVIEWS, candidates, moved_pages
from builder.model.entities import Record
from builder.model.graph import Graph
from tests import make


def site(*records: Record, **articles: dict[str, Any]) -> Graph:
    filed = [make.article(id, text=keys.pop("text", ""), **keys) for id, keys in articles.items()]
    return make.graph(make.entities(*records), filed)


PORT, GRAIN = make.deal("port"), make.deal("grain", parties=("gazette",))
ONE, OTHER = {"text": "One."}, {"title": "B"}
OLD = site(PORT, GRAIN, a=dict(ONE), b=dict(OTHER))
MOVES: dict[str, tuple[Graph, dict[str, str]]] = {
    "nothing moved": (OLD, {}),
    "a deal has another id": (
        site(make.deal("quay", name="Port"), GRAIN, a=dict(ONE), b=dict(OTHER)),
        {"/deals/port/": "/deals/quay/"},
    ),
    "its old id is kept as a former one": (
        site(make.deal("quay", name="Port", former=("port",)), GRAIN, a=dict(ONE), b=dict(OTHER)),
        {"/deals/port/": "/deals/quay/"},
    ),
    "an article has another id": (
        site(PORT, GRAIN, c=dict(ONE), b=dict(OTHER)),
        {"/articles/a/": "/articles/c/"},
    ),
    "two could be it": (site(PORT, GRAIN, c=dict(ONE), d=dict(ONE), b=dict(OTHER)), {}),
    "a deal is gone and another has come": (site(make.deal("quay"), GRAIN, a=dict(ONE), b=dict(OTHER)), {}),
}


@pytest.mark.parametrize(("now", "moved"), MOVES.values(), ids=MOVES)
def test_moved(now: Graph, moved: dict[str, str]) -> None:
    assert dict(moved_pages(OLD, now)) == moved


def test_candidates() -> None:
    changed = make.article("a", make.statement("a/x", deal="port", when="2025-03-03"), text="Two.")
    now = replace(OLD, articles={**OLD.articles, "a": changed})
    # The article, its outlet, the deal, and the day on which all of it stands.
    assert candidates(OLD, now) == 4 + OVERVIEWS
    assert candidates(OLD, replace(OLD, articles=dict(OLD.articles))) == 0
    assert candidates(OLD, replace(OLD, today=make.when("2025-07-01").start)) > len(OLD.articles) + OVERVIEWS
