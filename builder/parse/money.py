"""An author's figure to an Amount or a Quantity, in exact decimals; what cannot be read, to a Problem, with what may
have been meant. Nothing raises."""

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from builder.model.currency import CURRENCIES, is_currency
from builder.model.money import Amount, Quantity
from builder.model.printed import INDIAN, in_ascii_digits
from builder.model.printed import read as read_printed
from builder.model.text import SCALES, SHORT_SCALES, fold
from builder.parse.problem import Problem

MEANT = {
    "EURO": "EUR", "EUROS": "EUR", "POUND": "GBP", "POUNDS": "GBP", "UKP": "GBP", "STG": "GBP", "DOLLAR": "USD",
    "DOLLARS": "USD", "US": "USD", "USS": "USD", "RMB": "CNY", "CNH": "CNY", "YUAN": "CNY", "YEN": "JPY", "RUR": "RUB",
    "RUBLES": "RUB", "ROUBLES": "RUB", "HRYVNIA": "UAH", "GRN": "UAH", "NIS": "ILS", "NTD": "TWD", "ZLOTY": "PLN",
    "KRONA": "SEK", "KRONE": "NOK", "FRANC": "CHF", "FRANCS": "CHF", "RUPEE": "INR", "RUPEES": "INR", "WON": "KRW",
}  # fmt: skip
"""What people write for a code."""
MEANT_BY_SIGN = {"US$": "USD", "A$": "AUD", "C$": "CAD", "£": "GBP", "€": "EUR", "¥": "JPY", "₴": "UAH", "₽": "RUB",
                 "₹": "INR", "₺": "TRY", "zł": "PLN", "₪": "ILS", "$": "USD"}  # fmt: skip
"""The first currency that a sign stands for, longer signs first: enough to suggest a code, never to read one."""
COMMON = (
    "USD",
    "EUR",
    "GBP",
    "JPY",
    "CHF",
    "CNY",
    "INR",
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


def nearest_currencies(code: str) -> list[str]:
    """Up to three codes that could be meant, the likeliest first."""
    upper = code.upper()
    if upper in CURRENCIES or upper in MEANT:
        return [MEANT.get(upper, upper)]
    near = [known for known in CURRENCIES if _off_by_one(upper, known)]
    return likeliest(near)[:3]


def likeliest(codes: Iterable[str]) -> list[str]:
    """The codes, those that news tell of most first."""
    return sorted(codes, key=lambda code: (COMMON.index(code) if code in COMMON else len(COMMON), code))


def _off_by_one(code: str, known: str) -> bool:
    """One letter wrong, or the same letters in another order."""
    wrong = sum(one != other for one, other in zip(code, known, strict=False))
    return len(code) == 3 and (wrong == 1 or sorted(code) == sorted(known))


NUMBER = rf"(?:[0-9]{{1,3}}(?:,[0-9]{{3}}){{1,5}}|{INDIAN.pattern}|[0-9]{{1,18}})(?:\.[0-9]{{1,9}})?"
LETTER = {"thousand": "k", "million": "m", "billion": "bn", "trillion": "tn"}
"""How the words for a scale are written short."""
SCALE = rf"(?:k|m|bn|tn|{'|'.join(LETTER)}|lakh|crore)\b"
FIGURE = rf"({NUMBER}) ?({SCALE})?"
WORDS = ("about", "over", "under", "at least", "up to")
"""How near an amount is to its figure, as authors write it."""
AMOUNT = re.compile(
    rf"(?:({'|'.join(WORDS)}) |([~><]) ?)?([A-Za-z]{{2,8}}) {FIGURE}(?:(?: to | ?\.\. ?)(?:\3 )?{FIGURE})?"
    r"(?: ?\((.*)\))?"
)
QUANTITY = re.compile(
    rf"({NUMBER})(?:(k|m|bn|tn)\b| (thousand|million|billion|trillion|lakh|crore)\b)?(?: ([^\d\s].*)|(%.*))?"
)
SHORTEST = ((12, "tn"), (9, "bn"), (6, "m"))
LONG = 200
"""Characters; no amount or quantity has more, and a longer one is not looked into."""
UNFINISHED = ("and", "or", "to", "half", "-")
"""What follows a number that goes on: `one and a half tonnes`."""
POWERS = {"": 0, **SHORT_SCALES, **SCALES, "lakh": 5, "crore": 7}
BELOW, ABOVE = frozenset({"under ", "up to "}), frozenset({"over ", "at least "})
SIGN_WORDS = {"~": "about ", ">": "over ", "<": "under "}
AMOUNT_FORMS = "write the code, then the figure: `GBP 2.6bn`, `about USD 350m`, `USD 1bn to 2bn`"
QUANTITY_FORMS = "write a number and what it counts: `5000 missiles`, `nine pages`"


def parse_amount(text: str) -> Amount | Problem:
    """The amount that the text means. Problems: `unknown-currency`; `bad-amount` with the nearest form."""
    return too_long(text) or _amount(text)


def too_long(text: str) -> Problem | None:
    if len(text) <= LONG:
        return None
    return Problem("bad-amount", f"this has {len(text):,} characters, too many for a figure", AMOUNT_FORMS)


def parse_quantity(text: str, *, bare: bool = False) -> Quantity | Problem:
    """A number, in figures or English words, and its unit; with `bare` the unit may be left out.

    Problems: `bad-amount`.
    """
    found = too_long(text) or _quantity(text)
    if isinstance(found, Quantity) and not found.unit and not bare:
        return Problem("bad-amount", f"`{found.text}` does not say what is counted", QUANTITY_FORMS)
    return found


@lru_cache(maxsize=65536)
def _amount(text: str) -> Amount | Problem:
    words = " ".join(in_ascii_digits(text).split())
    found = _read(words)
    if isinstance(found, Amount) or found.help:
        return found
    for form in () if TWO_FIGURES.search(words) else nearest(words):
        meant = _read(form)
        if isinstance(meant, Amount):
            return meant if is_sure(words, meant) else replace(found, help=f"write `{form}`")
    printed = as_printed(words)
    return replace(found, help=f"write `{printed}`" if printed else AMOUNT_FORMS)


def as_printed(words: str) -> str:
    """The amount that these words are where they are a sum as texts print it: `75p`, `half a billion pounds`."""
    figures = [figure for figure in read_printed(fold(words), "en").figures if figure.unit != "cent"]
    if len(figures) != 1 or len(figures[0].values) != 1 or not figures[0].codes:
        return ""
    code, value = likeliest(figures[0].codes)[0], min(figures[0].values)
    power, scale = next((each for each in SHORTEST if value >= 10 ** each[0]), (0, ""))
    amount = _read(f"{code} {value.scaleb(-power).normalize():f}{scale}")
    return amount.text if isinstance(amount, Amount) else ""


def is_sure(words: str, meant: Amount) -> bool:
    """Whether what was written in another form can mean nothing else: its code is there, and no sign or name of a
    currency, each of which may stand for several."""
    codes = {figure.currency for figure in meant.figures}
    written = CURRENCIES.intersection(WRITTEN_CODE.findall(words))
    return written == codes and not SIGN.search(words)


def _read(words: str) -> Amount | Problem:
    match = AMOUNT.fullmatch(words)
    if match is None:
        return Problem("bad-amount", f"`{words}` is not an amount" if words else "the amount is missing")
    word, sign, code, number, scale, number_to, scale_to, conversion = match.groups(default="")
    if not is_currency(code):
        near = nearest_currencies(code)
        return Problem("unknown-currency", f"`{code}` is not a currency code", _or(near) or "write an ISO 4217 code")
    word = f"{word} " if word else SIGN_WORDS.get(sign, "")
    scale, scale_to = LETTER.get(scale, scale), LETTER.get(scale_to, scale_to)
    if number_to:
        found = _range(word, code, (number, scale), (number_to, scale_to))
    else:
        found = _single(word, code, number, scale)
    return _with_conversion(found, conversion) if conversion and isinstance(found, Amount) else found


def _or(codes: list[str]) -> str:
    return "did you mean " + " or ".join(f"`{code}`" for code in codes) + "?" if codes else ""


def _single(word: str, code: str, number: str, scale: str) -> Amount:
    value, text = _value(number, scale), f"{word}{code} {_figure(number, scale)}"
    low = None if word in BELOW else value
    high = None if word in ABOVE else value
    return Amount(text, code, low, high, word == "about ", _step(number, scale))


def _range(word: str, code: str, start: tuple[str, str], end: tuple[str, str]) -> Amount | Problem:
    low, high = _value(*start), _value(*end)
    text = f"{word}{code} {_figure(*start)} to {_figure(*end)}"
    if end[1] and not start[1] and 0 < low < 1000:
        mend = f"write `{word}{code} {_figure(start[0], end[1])} to {_figure(*end)}`"
        return Problem("bad-amount", f"`{text}` begins at {start[0]} and ends at {_figure(*end)}", mend)
    if word in BELOW | ABOVE:
        return Problem(
            "bad-amount",
            f'`{text}` is a range, so it cannot be "{word.strip()}"',
            f"write `{text.removeprefix(word)}`",
        )
    if low >= high:
        upper = f" to {_figure(*start)}" if low > high else ""
        mend = f"write `{word}{code} {_figure(*end)}{upper}`"
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


def _figure(number: str, scale: str) -> str:
    """`2.6bn`, `5 lakh`"""
    return f"{_shown(number)} {scale}" if scale in ("lakh", "crore") else f"{_shown(number)}{scale}"


def _shown(number: str) -> str:
    """The digits with commas between thousands and no leading zeros."""
    whole, dot, places = number.replace(",", "").partition(".")
    return f"{int(whole):,}{dot}{places}"


@lru_cache(maxsize=65536)
def _quantity(text: str) -> Quantity | Problem:
    words = " ".join(in_ascii_digits(text).split())
    match = QUANTITY.fullmatch(words)
    if match:
        number, letter, scale, unit, percent = match.groups(default="")
        found = Quantity(words, _value(number, letter or scale), unit or percent)
    else:
        number_of, unit = _spelt(words)
        if number_of is None:
            message = f"`{words}` does not begin with a number" if words else "the number is missing"
            return _money(words) or Problem("bad-amount", message, QUANTITY_FORMS)
        found = Quantity(words, number_of, unit)
    if found.unit.split(" ")[0] in UNFINISHED:
        return Problem("bad-amount", f"`{words}` is not a complete number", "write the number in figures")
    return found


def _money(words: str) -> Problem | None:
    """What to say of a quantity that is a sum of money."""
    sums = (meant for form in (words, *nearest(words)) if isinstance(meant := _read(form), Amount))
    found = next(sums, None)
    return Problem("bad-amount", f"`{words}` is a sum of money", f"write `amount: {found.text}`") if found else None


def _spelt(words: str) -> tuple[Decimal | None, str]:
    """The number that the words begin with, if it has one value, and the rest."""
    figure = next(iter(read_printed(words, "en").figures), None)
    rest = words[figure.end :] if figure else ""
    begins = figure is not None and words[: figure.start].lower() in ("", "a ", "an ")
    if figure is None or not begins or figure.codes or len(figure.values) != 1 or (rest and rest[0] != " "):
        return None, ""
    return min(figure.values), rest.strip()


SIGN = re.compile("|".join(re.escape(sign) for sign in MEANT_BY_SIGN))
SCALE_REPAIRS = (
    (re.compile(r"(?<=[0-9]) ?(?:thsd|K)\b"), "k"),
    (re.compile(r"(?<=[0-9]) ?(?:millions|mill|mil|mln|mn|mio|MM|M)\b"), "m"),
    (re.compile(r"(?<=[0-9]) ?(?:billions|bill|bil|bln|mrd|Bn|BN|B|b)\b"), "bn"),
    (re.compile(r"(?<=[0-9]) ?(?:trillions|trn|Tn|TN|T|t)\b"), "tn"),
    (re.compile(r"(?<=[0-9]) ?(?:lakhs|lacs?)\b"), " lakh"),
    (re.compile(r"(?<=[0-9]) ?(?:crores|cr)\b"), " crore"),
    *((re.compile(rf"(?<=[0-9]) ?{word}\b"), letter) for word, letter in LETTER.items()),
)
WORD_REPAIRS = (
    (
        re.compile(r"\b(?:around|circa|ca\.?|approximately|approx\.?|roughly|nearly|almost|close to)(?= )", re.I),
        "about",
    ),
    (re.compile(r"\b(?:no|not) less than\b|≥|>=|\b(?:a )?minimum of\b", re.I), "at least"),
    (re.compile(r"\b(?:no|not) more than\b|\bat most\b|≤|<=|\b(?:a )?maximum of\b|\bas much as\b", re.I), "up to"),
    (re.compile(r"\b(?:more than|upwards of|above|exceeding|in excess of)\b", re.I), "over"),
    (re.compile(r"\b(?:less than|below|fewer than)\b", re.I), "under"),
    (re.compile(r"≈"), "~"),
    (re.compile(r"(?<=[0-9kmn]) ?(?:-|–|—|and|or) ?(?=[0-9A-Z])"), " to "),
    (re.compile(r"\b(?:between|from) "), ""),
    (re.compile(r"\b(of|in) "), ""),
)
WRITTEN_CODE = re.compile(r"(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])")
TWO_FIGURES = re.compile(r"\bor\b|^(?!.*\b(?:between|from)\b).*\band\b", re.I)
"""Two figures rather than a range."""
CODE = re.compile(r"\b[A-Za-z]{2,8}\b")
_FIRST = r"[0-9][0-9.,]*(?:k|m|bn|tn| lakh| crore)?"
FIGURE_FIRST = re.compile(rf"({_FIRST}(?: to {_FIRST})?) ?([A-Z]{{3}})\b")
GLUED = re.compile(r"\b([A-Z]{3})(?=[0-9])")
SPACED = re.compile(r"(?<=[0-9])[ '’](?=[0-9]{3}(?![0-9]))")
BARE_POINT = re.compile(r"(?<![0-9.,])(?=\.[0-9])")
GROUPED_BY_POINTS = re.compile(r"\b[0-9]{1,3}(?:\.[0-9]{3}){2,}(?:,[0-9]+)?\b")
DECIMAL_COMMA = re.compile(r"(?<=[0-9]),(?=[0-9]{1,2}(?:k|m|bn|tn)?\b)(?![0-9]{3})")


def nearest(words: str) -> list[str]:
    """Candidates, the likeliest first."""
    text = SIGN.sub(lambda found: f" {MEANT_BY_SIGN[found.group()]} ", words)
    for pattern, better in (*SCALE_REPAIRS, *WORD_REPAIRS):
        text = pattern.sub(better, text)
    text = CODE.sub(_code, SPACED.sub("", text))
    text = BARE_POINT.sub("0", DECIMAL_COMMA.sub(".", GROUPED_BY_POINTS.sub(_ungrouped, text)))
    text = " ".join(GLUED.sub(r"\1 ", FIGURE_FIRST.sub(r"\2 \1", " ".join(text.split()))).split())
    return [form for form in dict.fromkeys((text, text.replace("( ", "(").replace(" )", ")"))) if form != words]


def _code(found: re.Match[str]) -> str:
    upper = found.group().upper()
    return upper if upper in CURRENCIES else MEANT.get(upper, found.group())


def _ungrouped(found: re.Match[str]) -> str:
    """`1.234.567,89` as `1,234,567.89`."""
    return found.group().translate(str.maketrans(".,", ",."))
