"""Who holds what, from when until when, on which side, and who contradicts whom."""

from datetime import date
from typing import Any

import pytest

from builder.link.graph import link_graph
from builder.model.article import Position
from builder.model.graph import Graph, Held, Statement
from builder.model.money import Quantity
from tests import make
from tests.link.site import known, linked

QUESTIONS = known(make.question("q", "yes", "no", "maybe"), make.question("sum", measure="amount"))


def says(id: str, option: str, by: str, *, told: str = "2025-06-01", holder: str = "", **keys: Any) -> Statement:
    return make.statement(f"{id}/x", told=told, by=by, positions=(Position("q", option, holder=holder),), **keys)


def graph(*statements: Statement, **fronts: Any) -> Graph:
    return linked(*statements, entities=QUESTIONS, **fronts)


def held(*statements: Statement, **fronts: Any) -> dict[str, Held]:
    return {held.statement[0]: held for held in graph(*statements, **fronts).positions.get("q", ())}


def sides(*statements: Statement) -> list[tuple[str, list[str]]]:
    found = graph(*statements).disagreements
    return [(label, [each.statement[0] for each in side]) for each in found for label, side in each.sides]


def test_a_position_holds_from_its_date_else_from_the_first_possible_telling() -> None:
    found = held(says("a", "yes", "ann", when="2025-05-01"), says("b", "no", "bob", told="2025-05-05/2025-05-09"))
    assert (found["a"].start, found["b"].start) == (date(2025, 5, 1), date(2025, 5, 5))
    assert found["a"].until is None


def test_a_reported_position_is_the_holders() -> None:
    position = held(says("a", "yes", "ann", holder="bob"))["a"]
    assert (position.holder, position.reported) == (make.hop("bob"), True)


def test_a_change_of_mind_ends_the_position() -> None:
    found = held(says("a", "yes", "ann", told="2025-06-01"), says("b", "no", "ann", told="2025-06-05"))
    assert (found["a"].until, found["a"].changed_to) == (date(2025, 6, 5), "b/x")
    assert found["b"].until is None


def test_saying_it_again_is_no_change() -> None:
    found = held(says("a", "yes", "ann", told="2025-06-01"), says("b", "yes", "ann", told="2025-06-05"))
    assert found["a"].until is None


def test_unnamed_voices_of_two_articles_are_never_one_holder() -> None:
    low, high = says("a", "yes", "~an official"), says("b", "no", "~an official", told="2025-06-05")
    assert held(low, high)["a"].until is None


def test_so_they_contradict_each_other_though_they_are_called_alike() -> None:
    low, high = says("a", "yes", "~an official"), says("b", "no", "~an official", told="2025-06-05")
    assert sides(low, high) == [("yes", ["a"]), ("no", ["b"])]


TWO_OUTLETS: dict[str, Any] = {"b": {"outlet": "wire"}}


def test_two_outlets_paraphrases_are_no_change() -> None:
    first, second = says("a", "yes", "ann"), says("b", "no", "ann", told="2025-06-05")
    found = held(first, second, **TWO_OUTLETS)
    assert (found["a"].until, found["a"].changed_to, found["a"].rephrased_by) == (None, "", "b/x")


def test_a_paraphrase_between_hides_no_change() -> None:
    first, between = says("a", "yes", "ann"), says("b", "no", "ann", told="2025-06-05")
    found = held(first, between, says("c", "no", "ann", told="2025-06-09"), **TWO_OUTLETS)
    assert (found["a"].until, found["a"].changed_to) == (date(2025, 6, 9), "c/x")


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        (make.quantity(5, "tanks"), make.quantity(5, "tanks"), 1),
        (make.quantity(5, "tanks"), make.quantity(5, ""), 1),
        (make.quantity(5, "tanks"), make.quantity(5, "ships"), 2),
        (make.quantity(5, "tanks"), make.quantity(6, "tanks"), 2),
    ],
)
def test_equal_numbers_are_one_side(one: Quantity, other: Quantity, count: int) -> None:
    answers = [
        make.statement(f"{by[0]}/x", by=by, positions=(Position("n", figure.text, figure),))
        for by, figure in (("ann", one), ("bob", other))
    ]
    entities = known(make.question("n", measure="number"))
    assert len({held.side for held in linked(*answers, entities=entities).positions["n"]}) == count


def test_an_update_on_the_same_day_is_a_change() -> None:
    second = says("b", "no", "ann", relations=(("updates", "a/x"),))
    found = held(says("a", "yes", "ann"), second)
    assert (found["a"].until, found["a"].changed_to, found["b"].until) == (date(2025, 6, 1), "b/x", None)


def test_an_update_is_a_change_in_any_outlet() -> None:
    first = says("a", "yes", "ann")
    second = says("b", "no", "ann", told="2025-06-05", relations=(("updates", "a/x"),))
    found = held(first, second, **TWO_OUTLETS)
    assert (found["a"].until, found["a"].changed_to) == (date(2025, 6, 5), "b/x")


def test_in_ones_own_words_it_is_a_change_in_any_outlet() -> None:
    first, second = says("a", "yes", "ann", verbatim=True), says("b", "no", "ann", told="2025-06-05", verbatim=True)
    assert held(first, second, **TWO_OUTLETS)["a"].changed_to == "b/x"


def test_what_one_wants_does_not_end_what_one_says() -> None:
    found = held(says("a", "yes", "ann"), says("b", "no", "ann", told="2025-06-05", mode="demanded"))
    assert found["a"].until is None


def test_different_holders_and_answers_disagree() -> None:
    assert sides(says("a", "yes", "ann"), says("b", "no", "bob"), says("c", "no", "cyd")) == [
        ("yes", ["a"]),
        ("no", ["b", "c"]),
    ]


def test_asserted_sides_stand_before_wanted_ones() -> None:
    assert sides(says("a", "yes", "ann", mode="demanded"), says("b", "no", "bob", told="2025-06-05")) == [
        ("no", ["b"]),
        ("yes", ["a"]),
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (says("a", "yes", "ann"), says("b", "yes", "bob")),
        (says("a", "yes", "ann"), says("b", "no", "ann")),
        (says("a", "yes", "ann"), says("b", "declined", "bob")),
        (says("a", "yes", "ann"), says("b", "unclear", "bob")),
        (says("a", "yes", "ann"), says("b", "no", "bob", mode="denied")),
        (says("a", "yes", "ann", mode="denied"), says("b", "no", "bob", mode="denied")),
    ],
    ids=["one answer", "one holder", "declined", "unclear", "denies another answer", "both deny"],
)
def test_no_disagreement(one: Statement, other: Statement) -> None:
    assert sides(one, other) == []


def test_a_denial_contradicts_what_it_denies() -> None:
    assert sides(says("a", "yes", "ann"), says("b", "yes", "bob", mode="denied")) == [
        ("yes", ["a"]),
        ("not yes", ["b"]),
    ]


def test_a_position_given_up_contradicts_nobody_later() -> None:
    changed = says("a", "yes", "ann", told="2025-06-01"), says("b", "no", "ann", told="2025-06-05")
    assert sides(*changed, says("c", "no", "bob", told="2025-06-07")) == []


def test_figures_that_agree_as_printed_are_one_side() -> None:
    def figure(id: str, by: str, value: int, **keys: Any) -> Statement:
        amount = make.amount("USD", value, step=1_000_000_000, **keys)
        return make.statement(f"{id}/x", by=by, positions=(Position("sum", amount.text, amount),))

    found = linked(
        figure("a", "ann", 350_000_000_000),
        figure("b", "bob", 350_200_000_000, about=True),
        figure("c", "cyd", 100_000_000_000),
        entities=QUESTIONS,
    ).positions["sum"]
    assert [each.side for each in found] == [0, 0, 1]


def test_a_corrected_position_is_gone() -> None:
    wrong, right = says("a", "yes", "ann"), says("b", "no", "ann", relations=(("corrects", "a/x"),))
    assert list(held(wrong, right)) == ["b"]


def test_a_retracted_article_holds_no_position() -> None:
    assert held(says("a", "yes", "ann"), a={"standing": "retracted"}) == {}


@pytest.mark.parametrize(
    ("keys", "answer"),
    [({}, "yes"), ({"mode": "denied"}, None), ({"mode": "planned"}, None), ({"draft": True}, None)],
)
def test_a_question_is_settled_by_what_asserts_an_answer_and_is_published(keys: dict[str, Any], answer: str) -> None:
    entities = known(make.question("q", "yes", "no", settled_by="a/x"))
    found = linked(says("a", "yes", "ann", **keys), says("b", "no", "bob"), entities=entities).settled
    assert [held.option for held in found.values()] == ([answer] if answer else [])


def test_a_question_settled_by_nothing_on_file_is_a_finding() -> None:
    entities = known(make.question("q", "yes", "no", settled_by="a/y"))
    _, findings = link_graph(make.config(), make.TODAY, entities, make.articles(says("a", "yes", "ann")).values())
    assert [(each.code, each.location.keys, each.help) for each in findings] == [
        ("unknown-statement", ("questions", "q", "settled", "by"), "did you mean `a/x`?")
    ]
