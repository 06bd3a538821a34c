"""Rules about what statements claim."""

from typing import Any

import pytest

from builder.check.claims import ARTICLE_RULES, NAMING_RULES, WARNING_RULES
from builder.model.article import Position
from builder.model.graph import Anchor, Article
from tests import make
from tests.link.site import known, linked

REPEATS = ["gist-repeats-quote"]
TEXT = "Ann may sign it, should Bob agree.\nNobody else will."


def codes(**keys: Any) -> list[str]:
    keys = {"gist": "[[ann]] considers the [[d]].", "quote": "Ann may sign it", "anchor": Anchor(((0, 15),)), **keys}
    statement = make.statement("a/x", **keys)
    article = Article(make.front("a"), make.body(TEXT), "excerpt", (statement,))
    rules = (*NAMING_RULES, *ARTICLE_RULES)
    return [finding.code for rule in rules for finding in rule(article, known(), make.config())]


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        ({}, []),
        ({"hedge": "may", "condition": "should Bob agree"}, []),
        ({"hedge": "ma"}, ["words-not-in-paragraph"]),
        ({"hedge": "will"}, ["words-not-in-paragraph"]),
        ({"condition": "should Ann agree"}, ["words-not-in-paragraph"]),
        ({"hedge": "will", "anchor": None}, []),
        ({"mode": "denied"}, ["denied-without-target"]),
        ({"mode": "denied", "status": "signed"}, []),
        ({"mode": "denied", "relations": (("disputes", "b/x"),)}, []),
        ({"mode": "denied", "relations": (("confirms", "b/x"),)}, ["denied-without-target"]),
        ({"gist": "She considers it."}, ["gist-without-link"]),
        ({"gist": "[[ann]] may sign it some day.", "quote": "Ann may sign it some day"}, REPEATS),
        ({"gist": "[[ann|Ann]] may sign it, “some day”.", "quote": 'Ann may sign it, "some day"'}, REPEATS),
        ({"gist": "[[ann]] may sign.", "quote": "Ann may sign"}, []),
        ({"gist": "Some day the [[d]] may be signed by [[ann]].", "quote": "Ann may sign it some day"}, []),
    ],
)  # fmt: skip
def test_one_statement(keys: dict[str, Any], found: list[str]) -> None:
    assert codes(**keys) == found


def graph_codes(*statements: Any, **fronts: Any) -> list[str]:
    entities = known(make.question("q", "yes", "no"))
    graph = linked(*statements, entities=entities, **fronts)
    return [finding.code for rule in WARNING_RULES for finding in rule(graph)]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ({"status": "signed"}, {"status": "agreed"}, []),
        ({"status": "signed"}, {"status": "signed"}, ["corrects-nothing"]),
        ({"status": "signed"}, {"amount": make.amount("GBP", 5)}, ["corrects-nothing"]),
        ({"amount": make.amount("GBP", 5)}, {"amount": make.amount("GBP", 7)}, []),
        ({"positions": (Position("q", "yes"),)}, {"positions": (Position("q", "no"),)}, []),
        ({"positions": (Position("q", "yes"),)}, {"positions": (Position("q", "yes"),)}, ["corrects-nothing"]),
        ({"positions": (Position("q", "yes"),)}, {"positions": (Position("q", "no", holder="ann"),)}, []),
        ({"positions": (Position("q", "yes"),)}, {"positions": (Position("q", "yes", holder="ann"),)}, []),
        (
            {"by": "ann", "positions": (Position("q", "yes"),)},
            {"positions": (Position("q", "yes", holder="ann"),)},
            ["corrects-nothing"],
        ),
        ({"positions": (Position("q", "yes"),)}, {"positions": (Position("r", "yes"),)}, ["corrects-nothing"]),
        ({"status": "signed"}, {"status": "signed", "mode": "denied"}, []),
        ({"status": "signed", "party": "ann"}, {"status": "agreed", "party": "bob"}, ["corrects-nothing"]),
        ({"amount": make.amount("GBP", 5)}, {"amount": make.amount("GBP", 5)}, ["corrects-nothing"]),
        (
            {"amount": make.amount("GBP", 5), "stage": "pledged"},
            {"amount": make.amount("GBP", 5), "stage": "claimed"},
            [],
        ),
        ({"amount": make.amount("GBP", 5)}, {"amount": make.amount("GBP", 5), "payee": "ann"}, []),
        ({"mode": "planned", "due_open": True}, {"mode": "planned", "due": "2025-06-01"}, []),
        (
            {"stance": (("ann", "supports"), ("bob", "opposes"))},
            {"stance": (("bob", "opposes"), ("ann", "supports"))},
            ["corrects-nothing"],
        ),
    ],
)
def test_a_correction_changes_something(old: dict[str, Any], new: dict[str, Any], found: list[str]) -> None:
    first = make.statement("a/x", deal="d", **old)
    assert graph_codes(first, make.statement("b/x", deal="d", relations=(("corrects", "a/x"),), **new)) == found


@pytest.mark.parametrize(
    ("keys", "others", "found"),
    [
        ({"by": "ann"}, [], []),
        ({"by": "~one source"}, [], ["not-shared"]),
        ({}, [], ["not-shared"]),
        ({"by": "ann"}, [{"by": "bob", "relations": (("disputes", "a/x"),)}], ["not-shared"]),
        ({"by": "ann"}, [{"by": "bob", "relations": (("confirms", "a/x"),)}], []),
        ({"by": "ann", "deal": "d", "status": "signed"},
         [{"by": "bob", "deal": "d", "status": "signed", "mode": "denied"}], ["not-shared"]),
    ],
)  # fmt: skip
def test_what_is_not_shared_is_told(keys: dict[str, Any], others: list[dict[str, Any]], found: list[str]) -> None:
    statements = [make.statement(f"b/{number}", **other) for number, other in enumerate(others)]
    assert graph_codes(make.statement("a/x", share=True, **keys), *statements) == found
    assert graph_codes(make.statement("a/x", **keys), *statements) == []
