from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model.money import Amount, Quantity
from builder.parse.money import parse_amount, parse_quantity
from builder.parse.problem import Problem

BN = 10**9
M = 10**6


@pytest.mark.parametrize(
    ("text", "low", "high", "step"),
    [
        ("GBP 2.6bn", 26 * 10**8, 26 * 10**8, 10**8),
        ("GBP 2.26bn", 226 * 10**7, 226 * 10**7, 10**7),
        ("GBP 2.60bn", 26 * 10**8, 26 * 10**8, 10**7),
        ("USD 350bn", 350 * BN, 350 * BN, BN),
        ("about USD 350bn", 350 * BN, 350 * BN, BN),
        ("over EUR 20m", 20 * M, None, M),
        ("under EUR 20m", None, 20 * M, M),
        ("at least EUR 20m", 20 * M, None, M),
        ("up to EUR 20m", None, 20 * M, M),
        ("INR 2.5 crore", 25 * M, 25 * M, M),
        ("USD 1bn to 2bn", BN, 2 * BN, BN),
        ("USD 500,000 to 1m", 500_000, M, M),
        ("USD 5,000", 5000, 5000, 1),
        ("USD 5k", 5000, 5000, 1000),
        ("JPY 1.2tn", 12 * 10**11, 12 * 10**11, 10**11),
    ],
)
def test_amounts(text: str, low: int | None, high: int | None, step: int) -> None:
    found = parse_amount(text)
    assert isinstance(found, Amount)
    assert found == Amount(text, found.currency, _exact(low), _exact(high), text.startswith("about"), Decimal(step))


def _exact(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def test_cents_are_exact() -> None:
    found = parse_amount("USD 2.50")
    assert isinstance(found, Amount)
    assert (found.low, found.step) == (Decimal("2.50"), Decimal("0.01"))


def test_a_conversion_is_an_amount_of_its_own() -> None:
    found = parse_amount("GBP 2.6bn (about USD 3.2bn)")
    assert isinstance(found, Amount)
    assert found.text == "GBP 2.6bn (about USD 3.2bn)"
    assert found.converted == parse_amount("about USD 3.2bn")


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("~USD 350bn", "about USD 350bn"),
        ("> EUR 20m", "over EUR 20m"),
        ("<EUR 20m", "under EUR 20m"),
        ("USD 1bn..2bn", "USD 1bn to 2bn"),
        ("USD 1bn to USD 2bn", "USD 1bn to 2bn"),
        ("USD  2.6  bn", "USD 2.6bn"),
        ("USD 5000", "USD 5,000"),
        ("GBP 1m(~USD 2m)", "GBP 1m (about USD 2m)"),
        ("GBP 2.6 billion", "GBP 2.6bn"),
        ("GBP 2.6 billion (about USD 3.2 billion)", "GBP 2.6bn (about USD 3.2bn)"),
        ("USD 100 million", "USD 100m"),
        ("USD 5 thousand to 10 thousand", "USD 5k to 10k"),
        ("350bn USD", "USD 350bn"),
        ("USD350bn", "USD 350bn"),
        ("USD 5 mln", "USD 5m"),
        ("USD 100MM", "USD 100m"),
        ("GBP .6bn", "GBP 0.6bn"),
        ("INR 5,00,000", "INR 500,000"),
        ("INR 5 lakh", "INR 5 lakh"),
        ("INR 2.5 crores", "INR 2.5 crore"),
        ("EUR 2,6bn", "EUR 2.6bn"),
        ("EUR 1.234.567", "EUR 1,234,567"),
        ("CHF 1'234'567", "CHF 1,234,567"),
        ("USD １２m", "USD 12m"),
        ("more than USD 5 million", "over USD 5m"),
        ("approximately USD 5bn", "about USD 5bn"),
        ("no less than EUR 3m", "at least EUR 3m"),
        ("not more than EUR 3m", "up to EUR 3m"),
        ("USD 1bn-2bn", "USD 1bn to 2bn"),
        ("between USD 1bn and 2bn", "USD 1bn to 2bn"),
    ],
)
def test_normalised_text(text: str, normal: str) -> None:
    found = parse_amount(text)
    assert isinstance(found, Amount)
    assert found.text == normal


@pytest.mark.parametrize(
    ("text", "help"),
    [
        ("£2.26bn", "write `GBP 2.26bn`"),
        ("$350 billion", "write `USD 350bn`"),
        ("more than $5 million", "write `over USD 5m`"),
        ("75p", "write `GBP 0.75`"),
        ("2 million 500 thousand pounds", "write `GBP 2.5m`"),
        ("half a billion USD", "write `USD 500m`"),
        ("INR 5 lakh crore", "write `INR 5tn`"),
        ("$1bn or $2bn", "write the code, then the figure: `GBP 2.6bn`, `about USD 350m`, `USD 1bn to 2bn`"),
        ("up to USD 1bn to 2bn", "write `USD 1bn to 2bn`"),
        ("2,6 billion euros", "write `EUR 2.6bn`"),
        ("1.234.567 €", "write `EUR 1,234,567`"),
        ("USD 1 to 2bn", "write `USD 1bn to 2bn`"),
        ("USD 2bn to 1bn", "write `USD 1bn to 2bn`"),
        ("over USD 1bn to 2bn", "write `USD 1bn to 2bn`"),
        ("£1.6 billion (approximately $2 billion)", "write `GBP 1.6bn (about USD 2bn)`"),
        ("350bn", "write the code, then the figure: `GBP 2.6bn`, `about USD 350m`, `USD 1bn to 2bn`"),
        ("USD -5", "write the code, then the figure: `GBP 2.6bn`, `about USD 350m`, `USD 1bn to 2bn`"),
        ("GBP 2bn (about GBP 3bn)", "give one amount in a different currency"),
    ],
)
def test_the_nearest_form_of_what_is_no_amount(text: str, help: str) -> None:
    found = parse_amount(text)
    assert isinstance(found, Problem)
    assert (found.code, found.help) == ("bad-amount", help)


@pytest.mark.parametrize(
    ("text", "help"),
    [
        ("GPB 2.26bn", "did you mean `GBP`?"),
        ("UKP 2.26bn", "did you mean `GBP`?"),
        ("usd 350bn", "did you mean `USD`?"),
        ("EURO 3m", "did you mean `EUR`?"),
        ("QQQ 3m", "write an ISO 4217 code"),
    ],
)
def test_unknown_currencies(text: str, help: str) -> None:
    found = parse_amount(text)
    assert isinstance(found, Problem)
    assert (found.code, found.help) == ("unknown-currency", help)


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("5000 missiles", "5000", "missiles"),
        ("5,000 missiles", "5000", "missiles"),
        ("nine pages", "9", "pages"),
        ("338 votes", "338", "votes"),
        ("twenty-five ships", "25", "ships"),
        ("two hundred and fifty tanks", "250", "tanks"),
        ("a dozen ships", "12", "ships"),
        ("5.5 million people", "5500000", "people"),
        ("2.6m barrels a day", "2600000", "barrels a day"),
        ("5 metres", "5", "metres"),
        ("half a million people", "500000", "people"),
        ("one and a half tonnes", "1.5", "tonnes"),
        ("5,00,000 people", "500000", "people"),
        ("5 lakh people", "500000", "people"),
        ("3% of GDP", "3", "% of GDP"),
    ],
)
def test_quantities(text: str, number: str, unit: str) -> None:
    assert parse_quantity(text) == Quantity(text, Decimal(number), unit)


@pytest.mark.parametrize("text", ["", "pages", "some pages", "5000", "nine", "a few ships", "3-4 ships", "75p"])
def test_what_is_no_quantity(text: str) -> None:
    found = parse_quantity(text)
    assert isinstance(found, Problem)
    assert found.code == "bad-amount"


@pytest.mark.parametrize(
    ("text", "help"), [("USD 32.8bn", "write `amount: USD 32.8bn`"), ("£5 million", "write `amount: GBP 5m`")]
)
def test_a_sum_of_money_is_no_quantity(text: str, help: str) -> None:
    found = parse_quantity(text)
    assert isinstance(found, Problem)
    assert (found.message, found.help) == (f"`{text}` is a sum of money", help)


@pytest.mark.parametrize("text", ["USD " + "9" * 20_000, "9" * 20_000 + " ships", "one " * 5_000, "USD 1 (" * 500])
def test_what_is_too_long_for_a_figure_is_not_looked_into(text: str) -> None:
    for found in (parse_amount(text), parse_quantity(text)):
        assert isinstance(found, Problem)
        assert found.message == f"this has {len(text):,} characters, too many for a figure"


def test_a_bare_number_where_it_is_allowed() -> None:
    assert parse_quantity("5000", bare=True) == Quantity("5000", Decimal(5000), "")


PIECES = st.sampled_from(
    [*"0123456789.,()<>~ -$", "USD", "GBP ", "bn", "m", " to ", "..", "about ", "over ", "nine ", "€"]
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=10).map("".join)))
def test_nothing_raises_and_what_is_read_reads_back(text: str) -> None:
    amount, quantity = parse_amount(text), parse_quantity(text)
    if isinstance(amount, Amount):
        assert parse_amount(amount.text) == amount
    if isinstance(quantity, Quantity):
        assert parse_quantity(quantity.text) == quantity
    assert all(each.help for each in (amount, quantity) if isinstance(each, Problem))


@given(
    st.decimals(min_value=0, max_value=10**15, places=3, allow_nan=False),
    st.sampled_from(["", "k", "m", "bn", "tn"]),
    st.sampled_from(["", "about ", "over ", "under "]),
)
def test_values_are_exact(number: Decimal, scale: str, word: str) -> None:
    found = parse_amount(f"{word}USD {number:f}{scale}")
    assert isinstance(found, Amount)
    power = {"": 0, "k": 3, "m": 6, "bn": 9, "tn": 12}[scale]
    known = found.low if found.low is not None else found.high
    assert known is not None
    assert known * 10**3 == int(number * 1000) * 10**power
    assert parse_amount(found.text) == found
