"""The money table: which figure of a row stands, what is added up, what is kept as corrected."""

from decimal import Decimal
from typing import Any

import pytest

from builder.model.article import Derivation
from builder.model.graph import Level, Statement
from tests import make
from tests.link.site import linked


def sum_of(id: str, value: int, *, told: str = "2025-06-01", currency: str = "GBP", **keys: Any) -> Statement:
    values = {"deal": "d", "stage": "pledged", "payer": "ann", "payee": "bob", "by": "cyd", **keys}
    return make.statement(f"{id}/x", told=told, amount=make.amount(currency, value), **values)


def rows(*statements: Statement, **fronts: Any) -> list[tuple[str, Decimal | None, list[str]]]:
    """(stage, figure, articles it rests on) of each current row."""
    return [short(level) for level in linked(*statements, **fronts).levels if not level.corrected_by]


def short(level: Level) -> tuple[str, Decimal | None, list[str]]:
    return level.stage, level.low, [id.partition("/")[0] for id in level.statements]


def test_the_latest_by_date_stands_whoever_told_it_last() -> None:
    early = sum_of("a", 5, told="2025-06-02", when="2025-01-01")
    late = sum_of("b", 7, told="2025-06-01", when="2025-05-01")
    assert rows(early, late) == [("pledged", Decimal(7), ["b"])]
    assert linked(early, late).levels[0].earlier == ("a/x",)


def test_without_dates_the_latest_told_stands() -> None:
    assert rows(sum_of("a", 7, told="2025-06-02"), sum_of("b", 5, told="2025-06-01")) == [
        ("pledged", Decimal(7), ["a"])
    ]


@pytest.mark.parametrize("key", ["stage", "payer", "payee", "deal"])
def test_what_makes_a_row(key: str) -> None:
    other = {"stage": "disbursed", "payer": "cyd", "payee": "cyd", "deal": "e"}[key]
    assert len(rows(sum_of("a", 5), sum_of("b", 7, told="2025-06-02", **{key: other}))) == 2


def test_a_claim_is_its_claimants() -> None:
    assert len(rows(sum_of("a", 5, stage="claimed", by="ann"), sum_of("b", 5, stage="claimed", by="bob"))) == 2
    assert len(rows(sum_of("a", 5, by="ann"), sum_of("b", 5, by="bob"))) == 1


def test_parts_add_up() -> None:
    one = sum_of("a", 5, measure="part", when="2025-01-01")
    two = sum_of("b", 7, measure="part", when="2025-02-01")
    assert rows(one, two) == [("pledged", Decimal(12), ["a", "b"])]


@pytest.mark.parametrize("keys", [{"stage": "claimed"}, {"condition": "if it must"}])
def test_claimed_and_conditional_parts_never_add_up(keys: dict[str, str]) -> None:
    one = sum_of("a", 5, measure="part", when="2025-01-01", **keys)
    two = sum_of("b", 7, measure="part", when="2025-02-01", **keys)
    assert [(figure, articles) for _, figure, articles in rows(one, two)] == [(Decimal(5), ["a"]), (Decimal(7), ["b"])]


def test_a_copy_of_a_corrected_figure_does_not_outrank_the_correction() -> None:
    wrong, copied = sum_of("a", 5), sum_of("c", 5, told="2025-06-03")
    right = sum_of("b", 7, told="2025-06-02", relations=(("corrects", "a/x"),))
    assert rows(wrong, right, copied, c={"derives": (Derivation("a", "summary"),)}) == [("pledged", Decimal(7), ["b"])]


def test_a_part_told_twice_counts_once() -> None:
    one = sum_of("a", 5, measure="part", when="2025-01-01")
    again = sum_of("b", 5, told="2025-06-02", measure="part", when="2025-01-01")
    assert rows(one, again) == [("pledged", Decimal(5), ["a"])]


def test_parts_of_two_currencies_are_two_sums() -> None:
    one, two = sum_of("a", 5, measure="part"), sum_of("b", 7, measure="part", currency="USD")
    assert len(rows(one, two)) == 2


def test_a_whole_is_not_added_to_its_parts() -> None:
    part, whole = sum_of("a", 5, measure="part"), sum_of("b", 9)
    assert rows(part, whole) == [("pledged", Decimal(9), ["b"])]


def test_a_yearly_sum_is_no_level() -> None:
    assert [level.measure for level in linked(sum_of("a", 5), sum_of("b", 7, measure="yearly")).levels] == [
        "total",
        "yearly",
    ]


def test_a_copy_never_outranks_its_original() -> None:
    original, copy = sum_of("a", 5, told="2025-06-01"), sum_of("b", 7, told="2025-06-03")
    derives = {"derives": (Derivation("a", "rewrite"),)}
    assert rows(original, copy, b=derives) == [("pledged", Decimal(5), ["a"])]
    assert rows(original, copy) == [("pledged", Decimal(7), ["b"])]


@pytest.mark.parametrize("mode", ["denied", "planned", "hypothetical", "demanded", "offered"])
def test_only_asserted_sums_count(mode: str) -> None:
    assert rows(sum_of("a", 5, mode=mode)) == []


def test_conditional_sums_stand_apart() -> None:
    assert len(rows(sum_of("a", 5), sum_of("b", 7, condition="should parliament agree"))) == 2


def test_a_corrected_figure_is_kept_with_its_correction() -> None:
    wrong = sum_of("a", 5)
    right = sum_of("b", 7, stage="committed", relations=(("corrects", "a/x"),))
    assert rows(wrong, right) == [("committed", Decimal(7), ["b"])]
    kept = [level for level in linked(wrong, right).levels if level.corrected_by]
    assert [(short(level), level.corrected_by) for level in kept] == [(("pledged", Decimal(5), ["a"]), "b/x")]


def test_an_updated_figure_is_an_earlier_one() -> None:
    old, new = sum_of("a", 5), sum_of("b", 7, stage="committed", relations=(("updates", "a/x"),))
    (level,) = linked(old, new).levels
    assert (short(level), level.earlier) == (("committed", Decimal(7), ["b"]), ("a/x",))


def test_a_retracted_article_tells_of_no_sum() -> None:
    assert rows(sum_of("a", 5), a={"standing": "retracted"}) == []
