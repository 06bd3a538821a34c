"""Rules about what articles are made from: circles, and values that rest on a retracted article alone."""

from typing import Any

import pytest

from builder.check.claims import derives_cycle, retracted_support
from builder.model.article import Derivation, Position
from builder.model.finding import Finding
from builder.model.graph import Graph
from tests import make
from tests.link.site import known, linked

GONE: dict[str, Any] = {"standing": "retracted"}


def graph(*statements: Any, **fronts: Any) -> Graph:
    return linked(*statements, entities=known(make.question("q", "yes", "no")), **fronts)


def derived(*sources: str) -> dict[str, Any]:
    return {"derives": tuple(Derivation(source, "rewrite") for source in sources)}


@pytest.mark.parametrize(
    ("fronts", "found"),
    [
        ({"a": derived("b"), "b": derived("c"), "c": {}}, []),
        ({"a": derived("b", "c"), "b": derived("c"), "c": {}}, []),
        ({"a": derived("a")}, [("a", ("derives", 0, "from"))]),
        ({"a": derived("b"), "b": derived("a")}, [("a", ("derives", 0, "from"))]),
        ({"a": derived("b"), "b": derived("c"), "c": derived("far", "a"), "far": {}}, [("a", ("derives", 0, "from"))]),
        ({"a": derived("c"), "b": derived("c"), "c": derived("far", "b"), "far": {}}, [("b", ("derives", 0, "from"))]),
        ({"a": {"version_of": "b"}, "b": {"version_of": "a"}}, [("a", ("version_of",))]),
    ],
)
def test_no_article_is_made_from_itself(
    fronts: dict[str, dict[str, Any]], found: list[tuple[str, tuple[str | int, ...]]]
) -> None:
    findings = list(derives_cycle(graph(**fronts)))
    assert [finding.code for finding in findings] == ["derives-cycle"] * len(found)
    assert [place(finding) for finding in findings] == found


def place(finding: Finding) -> tuple[str, tuple[str | int, ...]]:
    return finding.location.file.rpartition("/")[2].removesuffix(".md"), finding.location.keys


VALUES: list[dict[str, Any]] = [
    {"status": "signed"},
    {"amount": make.amount("GBP", 5), "stage": "pledged"},
    {"positions": (Position("q", "yes"),)},
]


def count(*statements: Any, **fronts: Any) -> int:
    return len(list(retracted_support(graph(*statements, **fronts))))


@pytest.mark.parametrize("value", VALUES)
def test_a_copy_of_a_retracted_article_alone_supports_nothing(value: dict[str, Any]) -> None:
    statement = make.statement("a/x", deal="d", **value)
    assert count(statement, a=derived("gone"), gone=GONE) == 1
    assert count(statement, a=derived("between"), between=derived("gone"), gone=GONE) == 1
    assert count(statement, a=derived("gone"), gone={}) == 0


@pytest.mark.parametrize("value", VALUES[::2])
def test_with_a_second_source_it_stands(value: dict[str, Any]) -> None:
    one, two = (make.statement(f"{id}/x", deal="d", **value) for id in "ab")
    assert count(one, two, a=derived("gone"), gone=GONE) == 0
    assert count(one, a=derived("gone", "other"), gone=GONE, other={}) == 0


def test_what_is_no_current_value_needs_no_support() -> None:
    planned = make.statement("a/x", deal="d", status="signed", mode="planned")
    given_up = make.statement("a/x", by="ann", positions=(Position("q", "yes"),))
    now = make.statement("b/x", told="2025-03-05", by="ann", positions=(Position("q", "no"),))
    assert count(planned, a=derived("gone"), gone=GONE) == 0
    assert count(given_up, now, a=derived("gone"), gone=GONE) == 0
