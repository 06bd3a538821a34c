"""What is not published yet says so, on its own page and on the cards of its statements."""

from typing import Any

import pytest

from builder.model.graph import Graph
from builder.plan.context import plan_context
from builder.plan.pages.articles import article
from builder.plan.pages.deals import deal
from tests import make

CASES: dict[str, tuple[dict[str, Any], str]] = {
    "a draft": ({"draft": True}, "Draft"),
    "an embargo": ({"embargo": make.when("2025-07-01")}, "Under embargo until 1 July 2025"),
    "an embargo that is over": ({"embargo": make.when("2025-05-01")}, ""),
    "a draft with an embargo": ({"draft": True, "embargo": make.when("2025-07-01")}, "Draft"),
    "neither": ({}, ""),
}


def site(*, statement: dict[str, Any], front: dict[str, Any], record: dict[str, Any]) -> Graph:
    said = make.statement("a/x", **statement)
    return make.graph(make.entities(make.deal("d", **record)), make.articles(said, a=front))


@pytest.mark.parametrize(("keys", "words"), CASES.values(), ids=CASES)
def test_a_page_says_so(keys: dict[str, Any], words: str) -> None:
    assert article(plan_context(site(statement={}, front=keys, record={})), "a").draft_notice == words
    assert deal(plan_context(site(statement={}, front={}, record=keys)), "d").draft_notice == words


@pytest.mark.parametrize(("keys", "words"), CASES.values(), ids=CASES)
def test_so_do_the_cards_of_an_article(keys: dict[str, Any], words: str) -> None:
    assert plan_context(site(statement={}, front=keys, record={})).cards["a/x"].labels == (
        (words.lower(),) if words else ()
    )


def test_so_does_the_card_of_a_statement() -> None:
    assert plan_context(site(statement={"draft": True}, front={}, record={})).cards["a/x"].labels == ("draft",)
