from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.check.money import CODES, NAMES, currencies_in, names_currency, read_figures


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("a loan worth 2.6 billion. pounds (approximately $3.2 billion)", "en", {2_600_000_000, 3_200_000_000}),
        ("the £2.26bn package", "en", {2_260_000_000}),
        ("20 million euros", "en", {20_000_000}),
        ("a $2.6-billion loan", "en", {2_600_000_000}),
        ("$100", "en", {100}),
        ("5,000 missiles", "en", {5000, 5}),
        ("5 000 missiles", "en", {5000, 5, 0}),
        ("1.234,50 euros", "en", {Decimal("1234.50")}),
        ("£1 to £2 billion", "en", {1, 10**9, 2 * 10**9}),
        ("nine-page agreement", "en", {9}),
        ("two dozen ships, a hundred and one men", "en", {24, 101}),
        ("three million people", "en", {3_000_000}),
        ("350 million people", "en", {350_000_000}),
        ("two three-page papers", "en", {2, 3}),
        ("one to two billion dollars", "en", {1, 10**9, 2 * 10**9}),
        ("between one and two billion", "en", {1, 10**9, 2 * 10**9}),
        ("two or three hundred million", "en", {2, 2 * 10**8, 3 * 10**8}),
        ("one man or two", "en", {1, 2}),
        ("one hundred, two thousand", "en", {100, 2000}),
        ("5 m deep", "en", {5, 5_000_000}),
        ("$5m", "en", {5_000_000}),
        ("2,6 Milliarden Euro", "de", {2_600_000_000}),
        ("2 mil millones", "es", {2_000_000_000}),
        ("2,6 млрд гривень", "uk", {2_600_000_000}),
        ("2,6 miljardia puntaa", "fi", {Decimal("2.6")}),
        ("several", "en", set()),
    ],
)
def test_every_reading_of_every_number(text: str, language: str, values: set[int | Decimal]) -> None:
    assert read_figures(text, language).values == values


@pytest.mark.parametrize(
    ("text", "language", "complete"),
    [
        ("several pages", "en", True),
        ("half a billion pounds", "en", False),
        ("2,6 Milliarden Euro", "de", True),
        ("neun Seiten", "de", False),
        ("2,6 miljardia puntaa", "fi", False),
    ],
)
def test_whether_a_number_can_have_been_missed(text: str, language: str, complete: bool) -> None:  # noqa: FBT001
    assert read_figures(text, language).complete == complete


@given(st.text(), st.sampled_from(["en", "de", "fi", ""]))
def test_no_text_raises(text: str, language: str) -> None:
    read_figures(text, language)
    currencies_in(text)


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("£2.26bn", {"GBP", "EGP"}, {"USD"}),
        ("$3.2bn", {"USD", "CAD"}, {"GBP"}),
        ("US$3.2bn", {"USD"}, {"CAD"}),
        ("2.6 billion pounds", {"GBP"}, {"EUR"}),
        ("20 million euros", {"EUR"}, {"USD"}),
        ("PLN 3bn is not in the table, EUR 3bn is", {"EUR"}, {"USD"}),
        ("5000 missiles", set(), {"USD"}),
    ],
)
def test_what_signs_and_names_can_mean(text: str, inside: set[str], outside: set[str]) -> None:
    found = currencies_in(text)
    assert inside <= found
    assert not outside & found


@given(st.lists(st.sampled_from([*NAMES, "USD", "Euro", " ", " ", "-", "x", "é", "5", "_"]), max_size=8).map("".join))
def test_a_name_found_sooner_is_among_all_that_are_found(text: str) -> None:
    assert {code for code in CODES if names_currency(text, code)} <= currencies_in(text)


def test_a_currency_is_known_by_its_names() -> None:
    assert names_currency("worth 245 million Dollars", "USD")
    assert not names_currency("worth 245 million eurodollars", "USD")
    assert not names_currency("worth $245 million", "USD")
