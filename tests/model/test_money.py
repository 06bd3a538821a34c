"""Whether two figures are one sum as printed."""

import pytest

from builder.model.money import Amount
from builder.parse.money import parse_amount


def amount(text: str) -> Amount:
    found = parse_amount(text)
    assert isinstance(found, Amount)
    return found


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("USD 350bn", "about USD 350bn", True),
        ("USD 350bn", "USD 350.4bn", True),
        ("USD 350bn", "USD 352bn", False),
        ("USD 2.6bn", "USD 2.64bn", True),
        ("USD 2.60bn", "USD 2.64bn", False),
        ("USD 3bn", "EUR 3bn", False),
        ("over USD 3bn", "USD 5bn", True),
        ("under USD 3bn", "USD 5bn", False),
        ("USD 1bn to 2bn", "USD 1.5bn", True),
        ("GBP 2.6bn (about USD 3.2bn)", "USD 3.2bn", True),
        ("GBP 2.6bn (about USD 3.2bn)", "USD 3.5bn", False),
        ("GBP 2.6bn (about USD 3.2bn)", "USD 3.3bn", True),
        ("GBP 2.6bn (about USD 3.2bn)", "GBP 2.6bn (about USD 3.5bn)", True),
        ("GBP 2.6bn (about USD 3.2bn)", "EUR 3bn", False),
        ("GBP 2.6bn (about USD 3.2bn)", "USD 3.2bn (GBP 2.6bn)", True),
        ("GBP 2.6bn (about USD 3.2bn)", "GBP 2.26bn (about USD 3.2bn)", False),
    ],
)
def test_as_printed(one: str, other: str, agree: bool) -> None:  # noqa: FBT001
    assert amount(one).agrees_with(amount(other)) == agree
    assert amount(other).agrees_with(amount(one)) == agree
