"""An author's figure to an Amount or a Quantity, in exact decimals; what cannot be read, to a Problem, with what may
have been meant. Nothing raises."""

import re
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from builder.model.money import Amount, Quantity
from builder.model.text import FILLERS, SCALES, SHORT_SCALES, spelt_number
from builder.parse.problem import Problem

ACTIVE = frozenset(
    """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF
    CHW CLF CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD
    HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL
    MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON
    RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX
    USD USN UYI UYU UYW UZS VED VES VND VUV WST XAF XAG XAU XBA XBB XBC XBD XCD XCG XDR XOF XPD XPF XPT XSU XUA YER ZAR
    ZMW ZWG
    """.split()  # noqa: SIM905
)
RECENT = frozenset({"ANG", "CUC", "HRK", "MRO", "SLL", "STD", "VEF", "ZWL"})
CURRENCIES = ACTIVE | RECENT
MEANT = {
    "EURO": "EUR", "EUROS": "EUR", "POUND": "GBP", "POUNDS": "GBP", "UKP": "GBP", "STG": "GBP", "DOLLAR": "USD",
    "DOLLARS": "USD", "US": "USD", "USS": "USD", "RMB": "CNY", "CNH": "CNY", "YUAN": "CNY", "YEN": "JPY", "RUR": "RUB",
    "RUBLES": "RUB", "ROUBLES": "RUB", "HRYVNIA": "UAH", "GRN": "UAH", "NIS": "ILS", "NTD": "TWD", "ZLOTY": "PLN",
    "KRONA": "SEK", "KRONE": "NOK", "FRANC": "CHF", "FRANCS": "CHF", "RUPEE": "INR", "RUPEES": "INR", "WON": "KRW",
}  # fmt: skip
"""What people write for a code."""
SIGNS = {"US$": "USD", "A$": "AUD", "C$": "CAD", "£": "GBP", "€": "EUR", "¥": "JPY", "₴": "UAH", "₽": "RUB", "₹": "INR",
         "₺": "TRY", "zł": "PLN", "₪": "ILS", "$": "USD"}  # fmt: skip
"""The first currency that a sign stands for, longer signs first: enough to suggest a code, never to read one."""
COMMON = (
    "USD",
    "EUR",
    "GBP",
    "JPY",
    "CHF",
    "CNY",
    "UAH",
    "RUB",
    "PLN",
    "AUD",
    "CAD",
    "SEK",
    "NOK",
    "DKK",
    "CZK",
)


def is_currency(code: str) -> bool:
    return code in CURRENCIES


def nearest_currencies(code: str) -> list[str]:
    """Up to three codes that could be meant, the likeliest first."""
    upper = code.upper()
    if upper in CURRENCIES or upper in MEANT:
        return [MEANT.get(upper, upper)]
    near = [known for known in CURRENCIES if _off_by_one(upper, known)]
    return sorted(near, key=lambda known: (COMMON.index(known) if known in COMMON else len(COMMON), known))[:3]


def _off_by_one(code: str, known: str) -> bool:
    """One letter wrong, or the same letters in another order."""
    wrong = sum(one != other for one, other in zip(code, known, strict=False))
    return len(code) == 3 and (wrong == 1 or sorted(code) == sorted(known))


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
SIGN_WORDS = {"~": "about ", ">": "over ", "<": "under "}
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
        return Problem("bad-amount", f"`{found.text}` does not say what is counted", QUANTITY_FORMS)
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
        return Problem("bad-amount", f"`{words}` is not an amount" if words else "the amount is missing")
    word, sign, code, number, scale, number_to, scale_to, conversion = match.groups(default="")
    if not is_currency(code):
        near = nearest_currencies(code)
        return Problem("unknown-currency", f"`{code}` is not a currency code", _or(near) or "write an ISO 4217 code")
    word = f"{word} " if word else SIGN_WORDS.get(sign, "")
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
            "bad-amount",
            f'`{text}` is a range, so it cannot be "over" or "under"',
            f"write `{text.removeprefix(word)}`",
        )
    if low >= high:
        upper = f" to {start[0]}{start[1]}" if low > high else ""
        mend = f"write `{word}{code} {end[0]}{end[1]}{upper}`"
        return Problem("bad-amount", f"`{text}` does not go from low to high", mend)
    return Amount(text, code, low, high, word == "about ", max(_step(*start), _step(*end)))


def _with_conversion(amount: Amount, words: str) -> Amount | Problem:
    converted = _read(words.strip())
    if isinstance(converted, Problem):
        return converted
    if converted.converted or converted.currency == amount.currency:
        message = f"`{words}` is not a conversion of `{amount.text}`"
        return Problem("bad-amount", message, "give one amount in a different currency")
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
            message = f"`{words}` does not begin with a number" if words else "the number is missing"
            return Problem("bad-amount", message, QUANTITY_FORMS)
        found = Quantity(words, number_of, unit)
    if found.unit.split(" ")[0] in UNFINISHED:
        return Problem("bad-amount", f"`{words}` is not a complete number", "write the number in figures")
    return found


def _spelt(words: list[str]) -> tuple[Decimal | None, str]:
    """The number that the longest beginning spells, and the rest."""
    for length in range(len(words), 0, -1):
        number = spelt_number([part for word in words[:length] for part in word.lower().split("-")])
        if number is not None and words[length - 1].lower() not in FILLERS:
            return number, " ".join(words[length:])
    return None, ""


SIGN = re.compile("|".join(re.escape(sign) for sign in SIGNS))
SCALE_REPAIRS = (
    (re.compile(r"(?<=[0-9]) ?(?:thousand|thsd|K)\b"), "k"),
    (re.compile(r"(?<=[0-9]) ?(?:millions?|mill|mil|mln|mn|mio|M)\b"), "m"),
    (re.compile(r"(?<=[0-9]) ?(?:billions?|bill|bil|bln|mrd|Bn|BN|B|b)\b"), "bn"),
    (re.compile(r"(?<=[0-9]) ?(?:trillions?|trn|Tn|TN|T|t)\b"), "tn"),
)
WORD_REPAIRS = (
    (
        re.compile(r"\b(?:around|circa|ca\.?|approximately|approx\.?|roughly|nearly|almost|close to)(?= )", re.I),
        "about",
    ),
    (re.compile(r"\b(?:more than|at least|upwards of|above|exceeding)\b|≥|>=", re.I), "over"),
    (re.compile(r"\b(?:less than|at most|up to|below|fewer than)\b|≤|<=", re.I), "under"),
    (re.compile(r"≈"), "~"),
    (re.compile(r"(?<=[0-9kmn]) ?(?:-|–|—|and|or) ?(?=[0-9A-Z])"), " to "),
    (re.compile(r"\b(?:between|from) "), ""),
    (re.compile(r"\b(of|in) "), ""),
)
CODE = re.compile(r"\b[A-Za-z]{2,8}\b")
FIGURE_FIRST = re.compile(r"([0-9][0-9.,]*(?:k|m|bn|tn)?(?: to [0-9][0-9.,]*(?:k|m|bn|tn)?)?) ?([A-Z]{3})\b")
GLUED = re.compile(r"\b([A-Z]{3})(?=[0-9])")
SPACED = re.compile(r"(?<=[0-9])[ '’](?=[0-9]{3}(?![0-9]))")
GROUPED_BY_POINTS = re.compile(r"\b[0-9]{1,3}(?:\.[0-9]{3}){2,}(?:,[0-9]+)?\b")
DECIMAL_COMMA = re.compile(r"(?<=[0-9]),(?=[0-9]{1,2}(?:k|m|bn|tn)?\b)(?![0-9]{3})")


def nearest(words: str) -> list[str]:
    """Candidates, the likeliest first."""
    text = SIGN.sub(lambda found: f" {SIGNS[found.group()]} ", words)
    for pattern, better in (*SCALE_REPAIRS, *WORD_REPAIRS):
        text = pattern.sub(better, text)
    text = CODE.sub(_code, SPACED.sub("", text))
    text = DECIMAL_COMMA.sub(".", GROUPED_BY_POINTS.sub(_ungrouped, text))
    text = " ".join(GLUED.sub(r"\1 ", FIGURE_FIRST.sub(r"\2 \1", " ".join(text.split()))).split())
    return [form for form in dict.fromkeys((text, text.replace("( ", "(").replace(" )", ")"))) if form != words]


def _code(found: re.Match[str]) -> str:
    upper = found.group().upper()
    return upper if upper in CURRENCIES else MEANT.get(upper, found.group())


def _ungrouped(found: re.Match[str]) -> str:
    """`1.234.567,89` as `1,234,567.89`."""
    return found.group().translate(str.maketrans(".,", ",."))
