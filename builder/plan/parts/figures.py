"""Money in words: `£2.26 billion`, `about US$350 billion`, `PLN 1–2 million`; short in tables: `£2.26bn`.

A sign is printed only where it can mean one currency; a bare `$` could be one of twenty, so it never is. What was read
is printed with the digits that its author wrote, sums with all they have.
"""

import re
from decimal import Decimal
from functools import lru_cache

from builder.model.graph import Level
from builder.model.money import Amount

GAP = "\N{NO-BREAK SPACE}"
SIGNS = {"GBP": "£", "EUR": "€", "USD": "US$", "AUD": "A$", "CAD": "C$", "NZD": "NZ$"}
LONG = {"k": " thousand", "m": " million", "bn": " billion", "tn": " trillion", " lakh": " lakh", " crore": " crore"}
SCALES = r"(k|m|bn|tn| lakh| crore)?"
EXPONENTS = (("tn", 12), ("bn", 9), ("m", 6))
AMOUNT = re.compile(rf"([A-Z]{{3}}) ([0-9][0-9.,]*){SCALES}(?: to ([0-9][0-9.,]*){SCALES})?")


def money_words(amount: Amount) -> str:
    """`about £2.6 billion (about US$3.2 billion)`: the figure and the conversion printed beside it."""
    return _words(amount.text, long=True)


def short_money(amount: Amount) -> str:
    """`about £2.6bn`, without the conversion."""
    return _words(amount.text.partition(" (")[0], long=False)


def level_words(row: Level) -> str:
    """A row of the money table: its figure as printed, or the sum of its parts."""
    if (row.low, row.high) == (row.amount.low, row.amount.high):
        return _words(row.amount.text.partition(" (")[0], long=True)
    return bounds(row.currency, row.low, row.high, approximate=row.approximate)


def bounds(currency: str, low: Decimal | None, high: Decimal | None, *, approximate: bool = False) -> str:
    """A figure worked out, such as a sum: `about £4.86 billion`, `over £2 billion`, `£1 billion to 2 billion`."""
    about = "about " if approximate else ""
    if low is None or high is None:
        known = low if high is None else high
        word = "over " if high is None else "under "
        return f"{about}{word}{figure_words(currency, known)}" if known is not None else ""
    if low == high:
        return about + figure_words(currency, low)
    return f"{about}{figure_words(currency, low)} to {decimal(high)}"


def figure_words(currency: str, value: Decimal) -> str:
    """`£2.26 billion`, `PLN 20 million`"""
    return _signed(currency) + decimal(value)


def decimal(value: Decimal) -> str:
    """An exact number in the largest scale that leaves it at most three decimals: `2,280.7 million`."""
    for scale, exponent in EXPONENTS:
        scaled = value.scaleb(-exponent).normalize()
        if scaled >= 1 and -int(scaled.as_tuple().exponent) <= 3:
            return f"{scaled:,f}{LONG[scale]}".replace(" ", GAP)
    return f"{value:,f}"


def _signed(currency: str) -> str:
    return SIGNS.get(currency) or currency + GAP


@lru_cache(maxsize=65536)
def _words(text: str, *, long: bool) -> str:
    return AMOUNT.sub(lambda found: _amount(found, long=long), text)


def _amount(found: re.Match[str], *, long: bool) -> str:
    currency, low, low_scale, high, high_scale = found.groups(default="")
    names = {scale: name.replace(" ", GAP) for scale, name in LONG.items()} if long else {}
    start = low + names.get(low_scale, low_scale)
    if not high:
        return _signed(currency) + start
    if low_scale == high_scale:
        return f"{_signed(currency)}{low}–{high}{names.get(high_scale, high_scale)}"
    return f"{_signed(currency)}{start} to {high}{names.get(high_scale, high_scale)}"
