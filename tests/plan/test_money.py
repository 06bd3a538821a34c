from decimal import Decimal

import pytest

from builder.model.graph import Level
from builder.model.money import Amount
from builder.plan.parts import figures


def amount(text: str, low: int | None = 1, high: int | None = 1, *, about: bool = False) -> Amount:
    bounds = [None if each is None else Decimal(each) for each in (low, high)]
    return Amount(text, "GBP", bounds[0], bounds[1], about, Decimal(1))


@pytest.mark.parametrize(
    ("text", "said", "short"),
    [
        ("GBP 2.6bn (about USD 3.2bn)", "£2.6 billion (about US$3.2 billion)", "£2.6bn"),
        ("about USD 350bn", "about US$350 billion", "about US$350bn"),
        ("over EUR 20m", "over €20 million", "over €20m"),
        ("under PLN 20m", "under PLN 20 million", "under PLN 20m"),
        ("USD 1bn to 2bn", "US$1–2 billion", "US$1–2bn"),
        ("USD 500m to 1bn", "US$500 million to 1 billion", "US$500m to 1bn"),
        ("JPY 5,000", "JPY 5,000", "JPY 5,000"),
    ],
)
def test_amounts_in_words(text: str, said: str, short: str) -> None:
    assert figures.money_words(amount(text)).replace("\N{NO-BREAK SPACE}", " ") == said
    assert figures.short_money(amount(text)).replace("\N{NO-BREAK SPACE}", " ") == short


def test_a_figure_never_breaks_across_lines() -> None:
    assert figures.money_words(amount("about PLN 20m")) == "about PLN\N{NO-BREAK SPACE}20\N{NO-BREAK SPACE}million"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("2260000000", "2.26 billion"),
        ("2280700000", "2,280.7 million"),
        ("4860123456", "4,860,123,456"),
        ("1000000", "1 million"),
        ("999999", "999,999"),
        ("2.50", "2.50"),
        ("0", "0"),
    ],
)
def test_sums_are_printed_exactly(value: str, said: str) -> None:
    assert figures.decimal(Decimal(value)).replace("\N{NO-BREAK SPACE}", " ") == said


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (10**9, 10**9, "about £1 billion"),
        (10**9, None, "about over £1 billion"),
        (None, 10**9, "about under £1 billion"),
        (10**9, 2 * 10**9, "about £1 billion to 2 billion"),
        (None, None, ""),
    ],
)
def test_bounds_in_words(low: int | None, high: int | None, said: str) -> None:
    low_bound, high_bound = (None if each is None else Decimal(each) for each in (low, high))
    found = figures.bounds("GBP", low_bound, high_bound, approximate=True)
    assert found.replace("\N{NO-BREAK SPACE}", " ") == said


def test_a_row_is_its_figure_or_the_sum_of_its_parts() -> None:
    first = amount("GBP 2.60bn", 26 * 10**8, 26 * 10**8)

    def row(low: int) -> Level:
        return Level("d", "pledged", "", "", None, "total", "GBP", Decimal(low), Decimal(low), False, first, ("a/x",))  # noqa: FBT003

    assert figures.level_words(row(26 * 10**8)) == "£2.60\N{NO-BREAK SPACE}billion"
    assert figures.level_words(row(36 * 10**8)) == "£3.6\N{NO-BREAK SPACE}billion"
