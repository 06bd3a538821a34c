"""An author's figure to an Amount or a Quantity, in exact decimals; what cannot be read, to a Problem. Nothing raises.

`[about | over | under] CUR n[k m bn tn]`, a range `USD 1bn to 2bn`, a printed conversion in brackets; `~ > <` and `..`
do as well.
Every digit written counts as printed, so 5,000 is exact to one, 5k to a thousand, and 2.60bn says more than 2.6bn.
"""

import re
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from builder.model.money import Amount, Quantity
from builder.model.numerals import FILLERS, SCALES, SHORT_SCALES, spelt_number
from builder.parse.currencies import is_currency, nearest_currencies
from builder.parse.nearest_money import nearest
from builder.parse.problem import Problem

NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,5}|[0-9]{1,18})(?:\.[0-9]{1,9})?"
FIGURE = rf"({NUMBER}) ?(k|m|bn|tn)?"
AMOUNT = re.compile(
    rf"(?:(about|over|under) |([~><]) ?)?([A-Za-z]{{2,8}}) {FIGURE}(?:(?: to | ?\.\. ?)(?:\3 )?{FIGURE})?"
    r"(?: ?\((.*)\))?"
)
QUANTITY = re.compile(rf"({NUMBER})(?:(k|m|bn|tn)\b| (thousand|million|billion|trillion)\b)?(?: ([^\d\s].*)|(%.*))?")
UNFINISHED = ("and", "or", "to", "half", "-")
"""What follows a number that goes on: `one and a half tonnes`."""
POWERS = {"": 0, **SHORT_SCALES, **SCALES}
WORDS = {"~": "about ", ">": "over ", "<": "under "}
AMOUNT_FORMS = "write the code, then the figure: `GBP 2.6bn`, `about USD 350m`, `USD 1bn to 2bn`"
QUANTITY_FORMS = "write a number and what it counts: `5000 missiles`, `nine pages`"


def parse_amount(text: str) -> Amount | Problem:
    """The amount that the text means. Problems: `unknown-currency`; `bad-amount` with the nearest form."""
    return _amount(text)


def parse_quantity(text: str, *, bare: bool = False) -> Quantity | Problem:
    """A number, in figures or English words, and its unit; with `bare` the unit may be left out.

    Problems: `bad-amount`.
    """
    found = _quantity(text)
    if isinstance(found, Quantity) and not found.unit and not bare:
        return Problem("bad-amount", f"`{found.text}` does not say what it counts", QUANTITY_FORMS)
    return found


@lru_cache(maxsize=65536)
def _amount(text: str) -> Amount | Problem:
    words = " ".join(text.split())
    found = _read(words)
    if isinstance(found, Amount) or found.help:
        return found
    forms = [form for form in nearest(words) if isinstance(_read(form), Amount)]
    return replace(found, help=f"write `{forms[0]}`" if forms else AMOUNT_FORMS)


def _read(words: str) -> Amount | Problem:
    match = AMOUNT.fullmatch(words)
    if match is None:
        return Problem("bad-amount", f"`{words}` is not an amount" if words else "an amount is missing")
    word, sign, code, number, scale, number_to, scale_to, conversion = match.groups(default="")
    if not is_currency(code):
        near = nearest_currencies(code)
        return Problem("unknown-currency", f"`{code}` is not a currency code", _or(near) or "write an ISO 4217 code")
    word = f"{word} " if word else WORDS.get(sign, "")
    if number_to:
        found = _range(word, code, (number, scale), (number_to, scale_to))
    else:
        found = _single(word, code, number, scale)
    return _with_conversion(found, conversion) if conversion and isinstance(found, Amount) else found


def _or(codes: list[str]) -> str:
    return "did you mean " + " or ".join(f"`{code}`" for code in codes) + "?" if codes else ""


def _single(word: str, code: str, number: str, scale: str) -> Amount:
    value, text = _value(number, scale), f"{word}{code} {_shown(number)}{scale}"
    low = None if word == "under " else value
    high = None if word == "over " else value
    return Amount(text, code, low, high, word == "about ", _step(number, scale))


def _range(word: str, code: str, start: tuple[str, str], end: tuple[str, str]) -> Amount | Problem:
    low, high = _value(*start), _value(*end)
    text = f"{word}{code} {_shown(start[0])}{start[1]} to {_shown(end[0])}{end[1]}"
    if end[1] and not start[1] and 0 < low < 1000:
        mend = f"write `{word}{code} {start[0]}{end[1]} to {end[0]}{end[1]}`"
        return Problem("bad-amount", f"`{text}` begins at {start[0]} and ends at {end[0]}{end[1]}", mend)
    if word in ("over ", "under "):
        return Problem(
            "bad-amount", f"`{text}` is a range, which has both bounds", f"write `{text.removeprefix(word)}`"
        )
    if low >= high:
        upper = f" to {start[0]}{start[1]}" if low > high else ""
        return Problem("bad-amount", f"`{text}` does not rise", f"write `{word}{code} {end[0]}{end[1]}{upper}`")
    return Amount(text, code, low, high, word == "about ", max(_step(*start), _step(*end)))


def _with_conversion(amount: Amount, words: str) -> Amount | Problem:
    converted = _read(words.strip())
    if isinstance(converted, Problem):
        return converted
    if converted.converted or converted.currency == amount.currency:
        message = f"`{words}` is no conversion of `{amount.text}`"
        return Problem("bad-amount", message, "write it in another currency, once")
    return replace(amount, text=f"{amount.text} ({converted.text})", converted=converted)


def _value(number: str, scale: str) -> Decimal:
    """Exact, in whole units: built from text, since arithmetic would round to the context's precision."""
    return Decimal(format(Decimal(f"{number.replace(',', '')}E{POWERS[scale]}"), "f"))


def _step(number: str, scale: str) -> Decimal:
    """The worth of the last digit written."""
    places = len(number.partition(".")[2])
    return Decimal(format(Decimal(f"1E{POWERS[scale] - places}"), "f"))


def _shown(number: str) -> str:
    """The digits with commas between thousands and no leading zeros."""
    whole, dot, places = number.replace(",", "").partition(".")
    return f"{int(whole):,}{dot}{places}"


@lru_cache(maxsize=65536)
def _quantity(text: str) -> Quantity | Problem:
    words = " ".join(text.split())
    match = QUANTITY.fullmatch(words)
    if match:
        number, letter, scale, unit, percent = match.groups(default="")
        found = Quantity(words, _value(number, letter or scale), unit or percent)
    else:
        number_of, unit = _spelt(words.split(" "))
        if number_of is None:
            message = f"`{words}` does not begin with a number" if words else "a number is missing"
            return Problem("bad-amount", message, QUANTITY_FORMS)
        found = Quantity(words, number_of, unit)
    if found.unit.split(" ")[0] in UNFINISHED:
        return Problem("bad-amount", f"`{words}` is not one number", "write the number in figures")
    return found


def _spelt(words: list[str]) -> tuple[Decimal | None, str]:
    """The number that the longest beginning spells, and the rest."""
    for length in range(len(words), 0, -1):
        number = spelt_number([part for word in words[:length] for part in word.lower().split("-")])
        if number is not None and words[length - 1].lower() not in FILLERS:
            return number, " ".join(words[length:])
    return None, ""
