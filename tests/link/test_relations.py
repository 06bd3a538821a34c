"""What corrections, updates and retractions replace, and what cannot be resolved."""

from typing import Any

import pytest

from builder.link.graph import link_graph
from builder.model.article import Derivation, Position
from tests import make
from tests.link.site import known, linked

FIRST: dict[str, Any] = {"status": "signed", "amount": make.amount("GBP", 5), "deal": "d", "stage": "pledged"}


def replaced(kind: str, **keys: Any) -> frozenset[str]:
    first = make.statement("a/x", **FIRST)
    second = make.statement("b/x", told="2025-03-05", relations=((kind, "a/x"),), **keys)
    return linked(first, second).overtaken.get("a/x", frozenset())


@pytest.mark.parametrize("kind", ["corrects", "updates"])
def test_only_keys_that_both_carry_are_replaced(kind: str) -> None:
    assert replaced(kind, amount=make.amount("GBP", 7)) == {"amount"}
    assert replaced(kind, status="agreed", deal="d") == {"status"}
    assert replaced(kind, when="2025-03-01") == frozenset()


def test_a_date_takes_the_place_of_an_open_one() -> None:
    first = make.statement("a/x", mode="planned", due_open=True)
    second = make.statement("b/x", mode="planned", due="2025-08-01", relations=(("updates", "a/x"),))
    assert linked(first, second).dues == {"b/x": "due"}


def test_a_rung_of_one_party_does_not_replace_the_deals() -> None:
    assert replaced("corrects", status="signed", party="ann", deal="d") == frozenset()


def test_a_retraction_replaces_all() -> None:
    assert {"status", "amount", "when", "due", "quantity", "positions"} <= replaced("retracts")


@pytest.mark.parametrize("kind", ["confirms", "disputes", "qualifies"])
def test_other_relations_replace_nothing(kind: str) -> None:
    assert replaced(kind, amount=make.amount("GBP", 7)) == frozenset()


@pytest.mark.parametrize(("kind", "start"), [("corrects", "2025-03-01"), ("updates", "2025-02-01")])
def test_a_corrected_date_holds_for_positions_and_an_updated_one_was_right_in_its_time(kind: str, start: str) -> None:
    entities = known(make.question("q", "yes", "no"))
    first = make.statement("a/x", by="ann", when="2025-02-01", positions=(Position("q", "yes"),))
    second = make.statement("b/x", told="2025-03-05", by="bob", when="2025-03-01", relations=((kind, "a/x"),))
    (held,) = linked(first, second, entities=entities).positions["q"]
    assert held.start.isoformat() == start


def test_positions_go_by_question() -> None:
    entities = known(make.question("q", "yes", "no"), make.question("r", "yes", "no"))
    both = make.statement("a/x", positions=(Position("q", "yes"), Position("r", "yes")))
    one = make.statement("b/x", told="2025-03-05", positions=(Position("q", "no"),), relations=(("corrects", "a/x"),))
    assert linked(both, one, entities=entities).overtaken["a/x"] == {"positions.q"}


def test_a_retracted_correction_corrects_nothing() -> None:
    first = make.statement("a/x", **FIRST)
    second = make.statement("b/x", told="2025-03-05", amount=make.amount("GBP", 7), relations=(("corrects", "a/x"),))
    third = make.statement("c/x", told="2025-03-07", relations=(("retracts", "b/x"),))
    assert "a/x" in linked(first, second).overtaken
    assert "a/x" not in linked(first, second, third).overtaken


def test_an_outcome_counts_while_its_teller_does() -> None:
    forecast = make.statement("a/x", mode="planned", due="2025-03-04")
    outcome = make.statement("b/x", told="2025-03-05", resolves=(("a/x", "met"),))
    withdrawal = make.statement("c/x", told="2025-03-07", relations=(("retracts", "b/x"),))
    assert [relation.void for relation in linked(forecast, outcome).bearing["a/x"]] == [False]
    assert [relation.void for relation in linked(forecast, outcome, b={"standing": "retracted"}).bearing["a/x"]] == [
        True
    ]
    assert [relation.void for relation in linked(forecast, outcome, withdrawal).bearing["a/x"]] == [True]


def codes(*statements: Any, **fronts: Any) -> list[tuple[str, str]]:
    _, findings = link_graph(make.config(), make.TODAY, known(), make.articles(*statements, **fronts).values())
    return [(finding.code, finding.help) for finding in findings]


def test_a_target_that_is_not_there_suggests_the_nearest() -> None:
    first = make.statement("a/loan")
    second = make.statement("b/x", relations=(("corrects", "a/loam"),))
    assert codes(first, second) == [("unknown-statement", "did you mean `a/loan`?")]


def test_a_target_that_stands_in_another_article_now_is_named_there() -> None:
    moved = make.statement("c/y", elsewhere=("a/loan",))
    other = make.statement("b/x", relations=(("corrects", "a/loan"),))
    assert codes(moved, other) == [("unknown-statement", "did you mean `c/y`?")]


def test_a_target_that_only_waits_is_left_out_in_silence() -> None:
    first = make.statement("a/x", draft=True)
    assert codes(first, make.statement("b/x", relations=(("corrects", "a/x"),))) == []


@pytest.mark.parametrize("kinds", [("corrects", "corrects"), ("updates", "retracts")])
def test_a_circle_is_found_once_and_cut(kinds: tuple[str, str]) -> None:
    one = make.statement("a/x", relations=((kinds[0], "b/x"),))
    two = make.statement("b/x", relations=((kinds[1], "a/x"),))
    assert [code for code, _ in codes(one, two)] == ["relation-cycle"]


def test_nothing_corrects_itself() -> None:
    assert [code for code, _ in codes(make.statement("a/x", relations=(("corrects", "a/x"),)))] == ["relation-cycle"]


def test_two_that_dispute_each_other_are_no_circle() -> None:
    one = make.statement("a/x", relations=(("disputes", "b/x"),))
    assert codes(one, make.statement("b/x", relations=(("disputes", "a/x"),))) == []


def test_an_article_that_is_not_there() -> None:
    front = {"derives": (Derivation("news-25", "wire"),)}
    assert codes(make.statement("news-24/x"), make.statement("b/x"), b=front) == [
        ("unknown-article", "did you mean `news-24`?")
    ]
