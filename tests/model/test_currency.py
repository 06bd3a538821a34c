import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model.currency import ACTIVE, ADJECTIVES, BEFORE, CENTS, CURRENCIES, NOUNS, SIGNS, currencies_in


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("£2.26bn", {"GBP", "EGP"}, {"USD"}),
        ("$3.2bn", {"USD", "CAD"}, {"GBP"}),
        ("US$3.2bn", {"USD"}, {"CAD"}),
        ("2.6 billion pounds", {"GBP"}, {"EUR"}),
        ("2.6 billion Australian dollars", {"AUD"}, {"USD"}),
        ("20 million euros", {"EUR"}, {"USD"}),
        ("paid in zlotys and kwanzas", {"PLN", "AOA"}, {"USD"}),
        ("EUR 3bn", {"EUR"}, {"USD"}),
        ("they won a real crown", set(), {"KRW", "BRL", "SEK"}),
        ("5000 missiles", set(), {"USD"}),
    ],
)
def test_what_signs_and_names_can_mean(text: str, inside: set[str], outside: set[str]) -> None:
    found = currencies_in(text)
    assert inside <= found
    assert not outside & found


@given(st.text())
def test_no_text_raises(text: str) -> None:
    assert currencies_in(text) <= CURRENCIES


def test_the_codes_are_three_capitals_and_the_world_is_there() -> None:
    assert all(len(code) == 3 and code.isalpha() and code.isupper() for code in ACTIVE)
    assert not {"USD", "EUR", "GBP", "UAH", "RUB", "CNY", "XOF", "XDR", "ZWG"} - ACTIVE
    assert not ACTIVE & {"DEM", "FRF", "HRK", "XXX", "XTS"}


def test_the_tables_name_currencies_only() -> None:
    for table in (SIGNS, BEFORE, NOUNS, CENTS, ADJECTIVES):
        assert frozenset().union(*table.values()) <= CURRENCIES
