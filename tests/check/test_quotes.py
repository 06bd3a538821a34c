"""Rules on quotes that were found."""

from dataclasses import replace
from typing import Any

import pytest

from builder.check.quotes import ARTICLE_RULES
from builder.model.graph import Anchor, Article
from tests.make import article, config, entities, statement

HERE = Anchor(((0, 7),))
THERE = Anchor(((8, 9),))


def codes(filed: Article, **keys: Any) -> list[str]:
    return [finding.code for rule in ARTICLE_RULES for finding in rule(filed, entities(), config(**keys))]


def named(local: str, *, id: bool, anchor: Anchor = HERE) -> Any:
    made = statement(f"a/{local}", anchor=anchor)
    return made if id else replace(made, written=replace(made.written, id=""))


def test_only_in_the_title() -> None:
    assert codes(article("a", statement(anchor=Anchor(((0, 7),), in_title=True)))) == ["only-in-title"]
    assert codes(article("a", statement(anchor=HERE))) == []


@pytest.mark.parametrize(("words", "found"), [(40, []), (41, ["long-quote"])])
def test_a_long_quote(words: int, found: list[str]) -> None:
    assert codes(article("a", statement(quote="word " * words))) == found


@pytest.mark.parametrize(
    ("rights", "share", "found"),
    [("excerpt", 25.0, []), ("excerpt", 25.1, ["quote-share"]), ("full", 80.0, []), ("link-only", 80.0, [])],
)
def test_the_share_of_quotes(rights: str, share: float, found: list[str]) -> None:
    filed = replace(article("a", statement(), rights=rights), quoted_share=share)
    assert codes(filed) == found


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (named("x", id=True), named("y", id=True), []),
        (named("x", id=True), named("y", id=False), ["same-span"]),
        (named("x", id=False), named("y", id=True), ["same-span"]),
        (named("x", id=False), named("y", id=False), ["same-span"]),
        (named("x", id=False), named("y", id=False, anchor=THERE), []),
    ],
)
def test_two_on_one_span(one: Any, other: Any, found: list[str]) -> None:
    assert codes(article("a", one, other)) == found


def test_nothing_is_said_where_no_text_is_on_file() -> None:
    assert codes(article("a", statement("a/x", anchor=None), statement("a/y", anchor=None), rights="link-only")) == []
