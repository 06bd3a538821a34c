"""The money table: which figure of a row stands, what is added up, what is kept as corrected."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from builder.model.article import Derivation
from builder.model.graph import Level, Statement
from builder.model.money import Amount
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


@pytest.mark.parametrize("measure", ["yearly", "each"])
def test_a_yearly_sum_or_a_price_is_no_level(measure: str) -> None:
    levels = linked(sum_of("a", 5), sum_of("b", 7, measure=measure)).levels
    assert sorted((level.measure, level.counts) for level in levels) == sorted([("total", True), (measure, False)])


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


USD = 10**8
"""A tenth of a billion, so that `told(73)` is USD 7.3bn."""


def told(id: str, tenths: int, by: str = "wire", *, currency: str = "USD", step: int = USD, **keys: Any) -> Statement:
    """A figure by the voice, of the day of `id` (`a` on 1 June, `b` on 2 June …)."""
    value = Decimal(tenths * USD)
    amount = Amount(f"{currency} {tenths}", currency, value, value, approximate=False, step=Decimal(step))
    values = {"deal": "d", "stage": "pledged", "payer": "ann", "payee": "bob", "amount": amount, **keys}
    day = f"2025-06-{ord(id) - 96:02}"
    return make.statement(f"{id}/x", told=day, by=by, **values)


ROUND: dict[str, Any] = {"step": 10 * USD}
"""Told in whole billions."""


def converted(statement: Statement, tenths: int, currency: str = "USD") -> Statement:
    """With a conversion printed beside the figure."""
    amount = statement.written.amount
    assert amount
    value = Decimal(tenths * USD)
    beside = Amount(f"{currency} {tenths}", currency, value, value, approximate=True, step=Decimal(USD))
    return replace(statement, written=replace(statement.written, amount=replace(amount, converted=beside)))


ONE_LEVEL: dict[str, tuple[list[Statement], str, str, str]] = {
    "a rounder retelling is no other level": ([told("a", 73, "ann"), told("b", 70, **ROUND)], "a", "", ""),
    "nor is one told before": ([told("a", 70, **ROUND), told("b", 73, "ann")], "b", "", ""),
    "the more exact one is printed, by whosever word": ([told("a", 70, "ann", **ROUND), told("b", 73)], "b", "", ""),
    "of equally exact ones the payer's": (
        [told("a", 73, "ann"), told("b", 73, "bob"), told("c", 73, "cyd")], "a", "", ""),
    "then the payee's": ([told("a", 73, "bob"), told("b", 73, "cyd")], "a", "", ""),
    "then that of someone named": ([told("a", 73, "cyd"), told("b", 73, "~some"), told("c", 73, "")], "a", "", ""),
    "then that of someone unnamed": ([told("a", 73, "~some"), told("b", 73, "")], "a", "", ""),
    "of equally attributed ones the last": ([told("a", 73, "cyd"), told("b", 73, "wire")], "b", "", ""),
    "a figure that differs is another level": ([told("a", 73, "ann"), told("b", 80)], "b", "a", ""),
    "a level that was overtaken is listed once, as it was printed": (
        [told("a", 73, "ann"), told("b", 70, **ROUND), told("c", 90)], "c", "a", ""),
    "a rounder figure stays with the last level": (
        [told("a", 73, "ann"), told("b", 68), told("c", 70, **ROUND)], "b", "a", ""),
    "the same in another currency is not earlier": (
        [told("a", 149, "ann"), told("b", 21000, currency="JPY")], "a", "", "b"),
    "whichever is told first": ([told("a", 21000, currency="JPY"), told("b", 149, "ann")], "b", "", "a"),
    "of each other currency the last": (
        [told("a", 149, "ann"), told("b", 21000, currency="JPY"), told("c", 22000, currency="JPY")], "a", "", "c"),
    "a new level leaves all behind that was told of the old": (
        [told("a", 149, "ann"), told("b", 21000, currency="JPY"), told("c", 160, "ann")], "c", "a", ""),
    "what the conversion covers needs no line": (
        [converted(told("a", 26, "ann", currency="GBP"), 32), told("b", 32)], "a", "", ""),
    "rates move": ([converted(told("a", 26, "ann", currency="GBP"), 32), told("b", 33)], "a", "", ""),
    "one sum at two rates": (
        [converted(told("a", 26, "ann", currency="GBP"), 32), converted(told("b", 26, currency="GBP"), 36)],
        "a", "", ""),
    "a conversion tells of another sum": (
        [converted(told("a", 26, "ann", currency="GBP"), 32), told("b", 50)], "b", "a", ""),
}  # fmt: skip


@pytest.mark.parametrize(("statements", "printed", "earlier", "also"), ONE_LEVEL.values(), ids=ONE_LEVEL.keys())
def test_figures_that_agree_are_one_level(statements: list[Statement], printed: str, earlier: str, also: str) -> None:
    (level,) = linked(*statements).levels
    found = ("".join(id[0] for id in ids) for ids in (level.statements, level.earlier, level.also))
    assert tuple(found) == (printed, earlier, also)


def test_an_outlet_in_its_own_name_is_better_than_nobody() -> None:
    own, nobody = told("a", 73, ""), told("b", 73, "")
    (level,) = linked(own, nobody, a={"form": "document"}).levels
    assert level.statements == ("a/x",)


def test_claims_of_unnamed_voices_of_two_articles_are_two() -> None:
    claims = (sum_of("a", 5, stage="claimed", by="~an official"), sum_of("b", 5, stage="claimed", by="~an official"))
    assert len(rows(*claims)) == 2


def test_the_parts_of_a_whole_are_known_each_once() -> None:
    parts = [sum_of(id, 5, measure="part", when="2025-01-01") for id in "ab"]
    (level,) = linked(sum_of("c", 9), *parts).levels
    assert (level.statements, level.parts) == (("c/x",), ("a/x",))


def test_undated_parts_told_on_one_day_are_one() -> None:
    one, two, later = (
        sum_of(id, 5, measure="part", told=f"2025-06-0{day}") for id, day in (("a", 1), ("b", 1), ("c", 2))
    )
    assert rows(one, two, later) == [("pledged", Decimal(10), ["a", "c"])]
