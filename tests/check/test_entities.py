"""Rules about names and entities, against each other and what is said of them."""

from dataclasses import replace
from typing import Any

import pytest

from builder.check import entities as rules
from builder.model.article import FreePage
from builder.model.entities import Entities, Role
from builder.model.graph import Article
from builder.model.prose import read
from tests import make
from tests.link.site import linked


def graph_codes(known: Entities, *statements: Any) -> list[str]:
    graph = linked(*statements, entities=known)
    table = (*rules.ERROR_RULES, *rules.WARNING_RULES)
    return [finding.code for rule in table for finding in rule(graph) if finding.code != "unused-entity"]


def chair(id: str, since: str | None, until: str | None = None, title: str = "Chair", of: str = "board") -> Any:
    role = Role(title, of, make.when(since) if since else None, make.when(until) if until else None)
    return make.actor(id, kind="person", roles=(role,))


BOARD = make.actor("board", name="The Board")


@pytest.mark.parametrize(
    ("records", "found"),
    [
        ((make.actor("x", aliases=("A",)), make.actor("y", aliases=("A",))), ["shared-alias"]),
        ((make.actor("x", aliases=("A",)), make.place("y", aliases=("A",))), ["shared-alias"]),
        ((make.actor("x", aliases=("A",)), make.actor("y", aliases=("a",))), []),
        ((make.actor("x", aliases=("Yard",)), make.actor("y", name="Yard")), ["alias-is-name"]),
        ((make.actor("x", name="Yard", aliases=("Yard",)),), []),
        ((make.actor("x", part_of="y"), make.actor("y", part_of="x")), ["part-of-cycle"]),
        ((make.deal("x", part_of="x"),), ["part-of-cycle"]),
        ((make.actor("w", part_of="x"), make.actor("x", part_of="y"), make.actor("y", part_of="x")), ["part-of-cycle"]),
        ((make.actor("x", part_of="y"), make.actor("y")), []),
        ((BOARD, chair("x", "2020-01-01"), chair("y", "2024-01-01")), ["overlapping-roles"]),
        ((BOARD, chair("x", "2020-01-01", "2024-01-01"), chair("y", "2024-01-01")), []),
        ((BOARD, chair("x", "2020-01-01"), chair("y", "2024-01-01", title="Deputy")), []),
        ((BOARD, chair("x", "2020-01-01"), chair("y", None)), []),
    ],
)  # fmt: skip
def test_entities_against_each_other(records: Any, found: list[str]) -> None:
    assert graph_codes(make.entities(*records)) == found


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        ({"status": "signed"}, []),
        ({"status": "signed", "by": "~officials"}, []),
        ({"status": "signed", "mode": "planned"}, ["deal-without-status"]),
        ({}, ["deal-without-status"]),
    ],
)
def test_a_deal_that_is_spoken_of_stands_somewhere(keys: dict[str, Any], found: list[str]) -> None:
    known = make.entities(make.deal("loan"), make.deal("unheard-of"))
    assert graph_codes(known, make.statement("a/x", deal="loan", **keys)) == found


def test_what_nothing_refers_to() -> None:
    known = make.entities(
        make.actor("ann", part_of="board"), BOARD, make.actor("nobody", part_of="firm"), make.actor("firm"),
        make.deal("loan"), make.question("fair", "yes", deal="loan"), make.question("idle", "yes"),
    )  # fmt: skip
    graph = linked(make.statement("a/x", by="ann", deal="loan"), entities=known)
    assert [finding.location.keys[-1] for finding in rules.unused_entity(graph)] == ["nobody", "firm", "idle"]


def test_free_pages_and_abouts_refer_to_entities_too() -> None:
    port = make.place("port", about_html=read("<p>Near [[town|it]].</p>"))
    graph = make.graph(make.entities(port, make.place("town")), make.articles(make.statement("a/x")))
    page = FreePage("about", "About", make.location(), html=read("[[port]] [[a]]"))
    assert [finding.location.keys[-1] for finding in rules.unused_entity(graph)] == ["port", "town"]
    assert not list(rules.unused_entity(replace(graph, pages=(page,))))


def article_codes(known: Entities, **keys: Any) -> list[str]:
    article = Article(make.front("a"), make.body(), "excerpt", (make.statement("a/x", **keys),))
    table = (*rules.NAMING_RULES, *rules.ARTICLE_RULES)
    return [finding.code for rule in table for finding in rule(article, known, make.config())]


@pytest.mark.parametrize(
    ("known", "when", "found"),
    [
        (chair("ann", "2020-01-01", "2024-12-31"), "2024-12-31", []),
        (chair("ann", "2020-01-01", "2024-12-31"), "2025-01-01", ["voice-outside-role"]),
        (chair("ann", "2020-01-01", "2024-12-31"), "2024-12", []),
        (chair("ann", "2020-01-01"), "2019", ["voice-outside-role"]),
        (chair("ann", None), "2019", []),
        (make.actor("ann"), "2019", []),
    ],
)
def test_a_voice_holds_its_role_when_it_speaks(known: Any, when: str, found: list[str]) -> None:
    assert article_codes(make.entities(BOARD, known), by="ann", when=when) == found


@pytest.mark.parametrize(
    ("by", "found"),
    [("=the Hill", ["ambiguous-voice"]), ("~the Hill", ["ambiguous-voice"]), ("=Olena K.", []), ("ann", [])],
)
def test_an_ambiguous_name_is_no_voice(by: str, found: list[str]) -> None:
    assert article_codes(make.entities(make.actor("ann", ambiguous=("the Hill",))), by=by) == found
