"""Numbers and sums as texts print them: `£2.6 billion`, `half a million`, `Rs 5,00,000`, `zwei Millionen Euro`.

A figure has every value that its words can mean, and none where they mean no exact one (`a few billion`). Currency and
unit are those that stand right beside it. Number words are read in English, and before a scale word in German, French
and Spanish; digits before a scale word in all languages of `SCALES`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple
from unicodedata import decimal, numeric

from builder.model.currency import ANY, Beside, beside
from builder.model.text import FILLERS, SMALL, spelt_number
from builder.model.text import SCALES as SPELT_SCALES

ENGLISH = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12, "lakh": 5, "crore": 7}
SCALES: dict[str, dict[str, int]] = {
    "en": {**ENGLISH, **{f"{word}s": power for word, power in ENGLISH.items()}, "lac": 5, "cr": 7, "thsd": 3,
           "k": 3, "m": 6, "mm": 6, "mn": 6, "mln": 6, "mil": 6, "mill": 6, "mio": 6, "b": 9, "bn": 9, "bln": 9,
           "bil": 9, "bill": 9, "mrd": 9, "t": 12, "tn": 12, "trn": 12, "tril": 12},
    "de": {"tausend": 3, "tsd": 3, "million": 6, "millionen": 6, "mio": 6, "milliarde": 9, "milliarden": 9, "mrd": 9,
           "billion": 12, "billionen": 12, "hundert": 2},
    "fr": {"mille": 3, "million": 6, "millions": 6, "milliard": 9, "milliards": 9, "md": 9,
           "mds": 9, "m": 6, "mio": 6, "billion": 12, "billions": 12},
    "es": {"mil": 3, "millón": 6, "millones": 6, "mill": 6, "billón": 12, "billones": 12},
    "it": {"mila": 3, "milione": 6, "milioni": 6, "mln": 6, "miliardo": 9, "miliardi": 9, "mld": 9},
    "pt": {"mil": 3, "milhão": 6, "milhões": 6, "bilhão": 9, "bilhões": 9},
    "nl": {"duizend": 3, "miljoen": 6, "mln": 6, "miljard": 9, "mld": 9, "biljoen": 12},
    "pl": {"tysiąc": 3, "tysiące": 3, "tysięcy": 3, "tys": 3, "milion": 6, "miliony": 6, "milionów": 6, "mln": 6,
           "miliard": 9, "miliardy": 9, "miliardów": 9, "mld": 9, "bilion": 12, "biliony": 12, "bilionów": 12},
    "uk": {"тисяча": 3, "тисячі": 3, "тисяч": 3, "тис": 3, "мільйон": 6, "мільйона": 6, "мільйони": 6, "мільйонів": 6,
           "млн": 6, "мільярд": 9, "мільярда": 9, "мільярди": 9, "мільярдів": 9, "млрд": 9, "трильйон": 12, "трлн": 12},
    "ru": {"тысяча": 3, "тысячи": 3, "тысяч": 3, "тыс": 3, "миллион": 6, "миллиона": 6, "миллионов": 6, "млн": 6,
           "миллиард": 9, "миллиарда": 9, "миллиардов": 9, "млрд": 9, "триллион": 12, "трлн": 12},
    "bg": {"хиляда": 3, "хиляди": 3, "хил": 3, "милион": 6, "милиона": 6, "млн": 6, "милиард": 9, "милиарда": 9,
           "млрд": 9, "трилион": 12, "трилиона": 12},
    "ro": {"mie": 3, "mii": 3, "milion": 6, "milioane": 6, "mil": 6, "miliard": 9, "miliarde": 9, "mld": 9},
    "ja": {"万": 4, "億": 8, "兆": 12},
    "zh": {"万": 4, "萬": 4, "亿": 8, "億": 8, "兆": 12},
    "ko": {"만": 4, "억": 8, "조": 12},
}  # fmt: skip
"""Powers of ten by language."""
LETTERS = frozenset({"k", "m", "b", "t", "mm", "mil", "cr"})
"""Scales that may be something else (metres, millimetres, tonnes) where no currency stands beside the figure."""
HALF, QUARTER = Decimal("0.5"), Decimal("0.25")
NUMBERS: dict[str, dict[str, Decimal]] = {
    language: {word: value for words, value in table for word in words.split()}
    for language, table in {
        "de": (
            *((words, Decimal(value)) for value, words in enumerate(
                ("ein eine einer einem einen", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun",
                 "zehn", "elf", "zwölf"), start=1)),
            *((words, Decimal(10 * value)) for value, words in enumerate(
                ("zwanzig", "dreißig dreissig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"),
                start=2)),
            ("hundert einhundert", Decimal(100)), ("halbe halben halbes halber", HALF), ("viertel", QUARTER),
            ("anderthalb eineinhalb", Decimal("1.5")), ("zweieinhalb", Decimal("2.5")),
            ("dreieinhalb", Decimal("3.5")),
        ),
        "fr": (
            *((words, Decimal(value)) for value, words in enumerate(
                ("un une", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze",
                 "treize", "quatorze", "quinze", "seize"), start=1)),
            ("vingt", Decimal(20)), ("trente", Decimal(30)), ("quarante", Decimal(40)), ("cinquante", Decimal(50)),
            ("soixante", Decimal(60)), ("demi demie", HALF),
        ),
        "es": (
            *((words, Decimal(value)) for value, words in enumerate(
                ("un uno una", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once",
                 "doce", "trece", "catorce", "quince"), start=1)),
            ("veinte", Decimal(20)), ("treinta", Decimal(30)), ("cuarenta", Decimal(40)), ("cincuenta", Decimal(50)),
            ("cien ciento", Decimal(100)), ("doscientos", Decimal(200)), ("trescientos", Decimal(300)),
            ("quinientos", Decimal(500)), ("medio media", HALF),
        ),
    }.items()
}  # fmt: skip
"""Number words that are read right before a scale word."""
AND_A_HALF = {
    "en": re.compile(r"[ -]and[ -]a[ -](half|quarter)(?![^\W\d_])"),
    "fr": re.compile(r" et (demi)e?(?![^\W\d_])"),
    "es": re.compile(r" y (medi)[oa](?![^\W\d_])"),
}
UNITS = {
    form: unit
    for unit, forms in {
        "%": "% percent pct prozent pourcent percentage процентів процентов відсотків",
        "day": "day days tag tage tagen jour jours día días", "week": "week weeks woche wochen semaine semaines",
        "month": "month months monat monate monaten mois mes meses", "hour": "hour hours stunde stunden heure heures",
        "year": "year years jahr jahre jahren an ans années año años", "minute": "minute minutes minuten",
        "km": "km kilometre kilometres kilometer kilometers", "mile": "mile miles meile meilen",
        "tonne": "tonne tonnes ton tons", "kg": "kg kilogram kilograms kilo kilos", "mw": "mw megawatt megawatts",
        "gw": "gw gigawatt gigawatts", "barrel": "barrel barrels",
    }.items()
    for form in forms.split()
}  # fmt: skip
"""Each form of a unit, in lower case."""

SCRIPTS_WITHOUT_SPACES = frozenset({"ja", "zh", "ko"})
"""Languages whose scale words run on into the next word."""
FEW = 12
"""Words that one number is spelt with at most."""
_END = r"(?![^\W\d_])"
_START = r"(?<![^\W\d_])"
_DIGITS = r"[0-9](?:[0-9]|[.,'][0-9]|[ ](?=[0-9]{3}(?![0-9])))*|(?<![\w.,])\.[0-9]+"
_SIGN = "[¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]"
_EXACT_SIGNS = frozenset("¼½¾⅒⅕⅖⅗⅘⅛⅜⅝⅞")
_WORDS = sorted((*SMALL, "dozen", *SPELT_SCALES), key=len, reverse=True)
_WORD = rf"(?:{'|'.join(_WORDS)})"
_LOTS = (*SPELT_SCALES, "lakh", "crore", "dozen")
_RUN = rf"{_WORD}(?:[ -](?:and[ -])?(?:an?[ -])?{_WORD}){{0,{FEW}}}"
_A_DIGIT = re.compile(rf"\d|{_SIGN}")
_PARTS = {"half": HALF, "quarter": QUARTER, "three quarters": Decimal("0.75")}
_OF_A = r"(?:[ -]of)?(?:[ -]an?)?[ -]"
_RATIO = re.compile(rf" ?([1-9])/([2458])(?![0-9/]){_OF_A}(?=(?:{'|'.join(SPELT_SCALES)}){_END})")
_FRACTION_SIGN = re.compile(rf" ?({_SIGN})")
_ON = {"": "only", " ": "only", " and ": "also", " und ": "also", " et ": "also", " y ": "also"}
"""What stands between the pieces of one number, `2 million 500 thousand`, and whether they are numbers also alone."""
_RANGE = re.compile(r" ?(?:-|/|to|or|bis|oder|à|ou|o|a|do|hasta|до|tot|la) ?")
_A = re.compile(r"\ban?[ -]$")
_AND = re.compile(r" (?:and|und|et|y|e|i|и|та|en) ")
_NO_LETTER = frozenset("0123456789.¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞")
_SPOT = re.compile(rf"[0-9]+|\.[0-9]|{_SIGN}|[^\W\d_]+")
"""Where a number may begin, if its word is one of `_beginnings`."""
_LETTERS = re.compile(r"[^\W\d_]+")
_NEXT = re.compile(r"[ -]?([^\W\d_]+)")
_PERCENT = re.compile(r"[ -]?(?:%|per cent|pour cent|por ciento|per mille|‰)")
_UNREAD = re.compile(
    rf"(?<!\w)(?:half|halves|couple|score|scores|(?:an?|#)[ -](?:third|quarter|fifth|tenth)s?)\b|{_SIGN}"
)
"""What is left of a text if a number in it was not read."""
_OTHER_DIGIT = re.compile(r"(?![0-9])\d")
_WIDE = str.maketrans("．，٫٬＄￡￥％／－", ".,.,$£¥%/-")


@lru_cache
def _beginnings(language: str) -> frozenset[str]:
    """The words that a number, or one that is not exact, can begin with."""
    if language != "en":
        scales = (word for word in SCALES.get(language, ()) if len(word) > 2)
        return frozenset((*scales, *NUMBERS.get(language, ())))
    many = (*_LOTS, *(f"{lot}s" for lot in _LOTS))
    return frozenset((*_WORDS, *many, *(f"multi{lot}" for lot in many), "multi", "half", "a", "quarter"))


def may_print_figure(text: str, language: str) -> bool:
    """A quick first look."""
    words = _beginnings(language) - {"a"}
    return _A_DIGIT.search(text) is not None or not words.isdisjoint(_LETTERS.findall(text.lower()))


@lru_cache
def _tokens(language: str) -> re.Pattern[str]:
    """What a number can begin with; one named group for each kind."""
    if language == "en":
        lots = "|".join(_LOTS)
        words = (
            rf"(?P<six>half[ -](?:a[ -])?dozen){_END}"
            rf"|(?P<part>half|a quarter|three[ -]quarters){_OF_A}(?={_WORD}{_END})"
            rf"|(?P<run>{_RUN}){_END}|(?P<lot>(?:multi-?)?(?:{lots})s?){_END}"
        )
    else:
        scales = [word for word in SCALES.get(language, ()) if len(word) > 2]
        lots = "|".join(sorted(scales, key=len, reverse=True)) or "(?!)"
        small = "|".join(sorted(NUMBERS.get(language, ()), key=len, reverse=True)) or "(?!)"
        words = rf"(?P<word>{small})[ -](?=(?:{lots}){_END})|(?P<lot>{lots}){_END}"
    return re.compile(rf"(?P<digits>{_DIGITS})|(?P<sign>{_SIGN})|{_START}(?:{words})")


@dataclass(frozen=True)
class Printed:
    """A number in a text."""

    values: frozenset[Decimal]
    """Every one that it can be, in whole units; empty where it is none: `several hundred million`."""
    start: int
    end: int
    """Offsets into the text, of the number with its scale."""
    codes: frozenset[str] = ANY
    """ISO 4217 codes of the currencies that it can be a sum of; empty where it stands beside none."""
    unit: str = ""
    """What it counts, if that is one of `UNITS`, or `cent`."""
    after: str = ""
    """The word right behind it, if that is no scale word of the language."""
    sum: tuple[int, int] = (0, 0)
    """Offsets of the number with its currency or unit."""


@dataclass(frozen=True)
class Reading:
    figures: tuple[Printed, ...]
    complete: bool
    """Whether no number can have been missed: scale words are known, and number words too or there are digits."""
    values: frozenset[Decimal]
    """Of all figures."""


@lru_cache(maxsize=4096)
def read(text: str, language: str) -> Reading:
    """The text is folded; the language is a primary BCP 47 tag, such as `en`."""
    text = in_ascii_digits(text)
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    figures = tuple(_beside_each(text, lower, _numbers(lower, language), language))
    known = language == "en" or (language in SCALES and any("0" <= sign <= "9" for sign in lower))
    complete = known and all(figure.values for figure in figures) and not _UNREAD.search(_without(lower, figures))
    return Reading(figures, complete, frozenset().union(*(figure.values for figure in figures)))


def in_ascii_digits(text: str) -> str:
    """The text with the digits of all scripts, and their points, as those of ASCII; one character for one."""
    if text.isascii():
        return text
    return _OTHER_DIGIT.sub(lambda digit: str(decimal(digit[0])), text.translate(_WIDE))


def _without(lower: str, figures: Iterable[Printed]) -> str:
    """The text less the figures that were read."""
    parts, done = [], 0
    for figure in figures:
        parts.append(lower[done : figure.start])
        done = max(done, figure.end)
    return "#".join((*parts, lower[done:]))


class _Number(NamedTuple):
    values: frozenset[Decimal]
    """Without its scale words."""
    start: int
    end: int
    power: int = 0
    """Of ten, by its scale words."""
    doubtful: bool = False
    """Whether the scale may be something else: `5 m`."""

    @property
    def worth(self) -> frozenset[Decimal]:
        return frozenset(_times(value, self.power) for value in self.values)


def _times(value: Decimal, power: int) -> Decimal:
    """Exact: built from text, since arithmetic would round to the context's precision."""
    return Decimal(format(Decimal(f"{value}E{power}"), "f"))


def _numbers(lower: str, language: str) -> list[_Number]:
    """Every number, with its scale, in the order of the text; pieces of one number put together."""
    found: list[_Number] = []
    tokens, words, at = _tokens(language), _beginnings(language), 0
    for spot in _SPOT.finditer(lower):
        word = spot[0]
        if word not in words and word[0] not in _NO_LETTER:
            continue
        token = tokens.match(lower, spot.start()) if spot.start() >= at else None
        if token is None:
            continue
        numbers = list(_spelt(lower, token)) if token.lastgroup == "run" else [_plain(lower, token, language)]
        for number in numbers:
            number = _scaled(lower, number, language)
            found += _with_last(lower, found, number)
            at = max(token.end(), number.end)
    return found


def _plain(lower: str, token: re.Match[str], language: str) -> _Number:
    kind, words, end = token.lastgroup, token[0], token.end()
    if kind == "part":
        part = _PARTS[token["part"].replace("-", " ").removeprefix("a ")]
        return _Number(frozenset({part}), token.start(), end)
    if kind == "six":
        return _Number(frozenset({Decimal(6)}), token.start(), end)
    if kind == "word":
        return _Number(frozenset({NUMBERS[language][token["word"]]}), token.start(), end)
    if kind == "sign":
        return _Number(_fraction(words), token.start(), end)
    if kind == "lot":
        return _Number(frozenset(), token.start(), end)
    ratio = _RATIO.match(lower, token.start())
    if ratio:
        return _Number(frozenset({Decimal(ratio[1]) / Decimal(ratio[2])}), token.start(), ratio.end())
    values = frozenset(map(Decimal, readings(words, strict=language == "en" and not _scale_at(lower, end, language))))
    ratio, sign = _RATIO.match(lower, end), _FRACTION_SIGN.match(lower, end)
    if ratio and ratio[0].startswith(" "):
        part = Decimal(ratio[1]) / Decimal(ratio[2])
        return _Number(frozenset(value + part for value in values), token.start(), ratio.end())
    if sign:
        return _Number(
            frozenset(value + part for value in values for part in _fraction(sign[1])), token.start(), sign.end()
        )
    return _Number(values, token.start(), end)


def _fraction(sign: str) -> frozenset[Decimal]:
    return frozenset({Decimal(str(numeric(sign)))}) if sign in _EXACT_SIGNS else frozenset()


def _spelt(lower: str, token: re.Match[str]) -> Iterator[_Number]:
    """The numbers of a run of English words, each as long as can be: `two` and `three` of `two three-page papers`."""
    run = list(_LETTERS.finditer(lower, token.start(), token.end()))
    while run:
        words = [word[0] for word in run]
        lengths = range(len(run), 0, -1) if words[0] not in FILLERS else ()
        length = next((n for n in lengths if words[n - 1] not in FILLERS and spelt_number(words[:n]) is not None), 0)
        if length:
            yield _english(lower, words[:length], run[0].start(), run[length - 1].end())
        run = run[length or 1 :]


def _english(lower: str, words: Sequence[str], start: int, end: int) -> _Number:
    """A number spelt out, its last scales apart. A scale alone is one only behind `a`: not `a few million`."""
    if words[0] not in SMALL and not _A.search(lower, max(0, start - 4), start):
        return _Number(frozenset(), start, end)
    value = spelt_number(words) or Decimal(0)
    power = 0
    for word in reversed(words):
        if word not in SPELT_SCALES:
            break
        power += SPELT_SCALES[word]
    whole = value.scaleb(-power)
    return _Number(frozenset({whole}), start, end, power)


def _scale_at(lower: str, at: int, language: str) -> bool:
    following = _NEXT.match(lower, at)
    return following is not None and following[1] in SCALES.get(language, {})


def _scaled(lower: str, number: _Number, language: str) -> _Number:
    """The number with the scale words behind it, and a half more where the text says so."""
    scales, half = SCALES.get(language, {}), AND_A_HALF.get(language)
    values, end, power = number.values, number.end, number.power
    more = half.match(lower, end) if half and not power else None
    if more and values:
        values, end = frozenset(value + (QUARTER if more[1] == "quarter" else HALF) for value in values), more.end()
    start_of_scale, first = end, ""
    while following := _NEXT.match(lower, end):
        word = following[1][0] if language in SCRIPTS_WITHOUT_SPACES else following[1]
        if word not in scales:
            break
        first = first or word
        power += scales[word]
        end = following.start(1) + len(word)
    doubtful = language == "en" and first in LETTERS
    doubtful = doubtful or (len(first) == 1 and first.isascii() and lower[start_of_scale] == " ")
    more = half.match(lower, end) if half and power else None
    if more and values:
        values, end = frozenset(value + HALF for value in values), more.end()
    return _Number(values, number.start, end, power, doubtful)


def _with_last(lower: str, found: list[_Number], number: _Number) -> list[_Number]:
    """What the next number adds to those found: it may go on from the last, which then is taken away."""
    last = found[-1] if found else None
    on = _ON.get(lower[last.end : number.start]) if last else None
    if not last or not on or not 2 < number.power < last.power or not last.values or not number.values:
        return [number]
    whole = frozenset(
        _times(one + another, -last.power) for one in last.worth for another in number.worth if another < 10**last.power
    )
    if not whole:
        return [number]
    del found[-1]
    if on == "only":
        return [_Number(whole, last.start, number.end, last.power)]
    return [last._replace(values=last.values | whole), number]


def readings(digits: str, *, strict: bool = False) -> set[str]:
    """Every plain number that these digits can be: `5,000` is 5000 or 5.000, or with `strict`, as in English, 5000
    alone; `5 000` is 5000."""
    if digits.isdigit():
        return {digits}
    if digits[0] == ".":
        return {f"0{digits}"}
    if " " in digits:
        groups = digits.split(" ")
        joined = readings("".join(groups), strict=strict) if len(groups[0]) <= 3 else set()
        if any(group[0] == "0" for group in groups[1:]):
            return joined or set(groups)
        return joined.union(*(readings(group, strict=strict) for group in groups))
    parts = re.split(r"[.,']", digits)
    found = set()
    if all(len(part) == 3 for part in parts[1:]):
        found.add("".join(parts))
    if INDIAN.fullmatch(digits):
        found.add(digits.replace(",", ""))
    in_groups = all(len(part) == 3 for part in parts[1:-1])
    if in_groups and not (strict and len(parts[-1]) == 3 and "," in digits and "." not in digits):
        found.add(f"{''.join(parts[:-1])}.{parts[-1]}")
    return found or set(parts)


INDIAN = re.compile(r"[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}")
"""Groups as in `5,00,000`."""


def _beside_each(text: str, lower: str, numbers: Sequence[_Number], language: str) -> Iterator[Printed]:
    """The numbers with what stands beside them; the ends of a range share scale and currency."""
    sides = [beside(text, lower, number.start, number.end) for number in numbers]
    values = [_values(number, side) for number, side in zip(numbers, sides, strict=True)]
    codes = [side.codes for side in sides]
    for at in reversed(range(len(numbers) - 1)):
        between = lower[sides[at].end : sides[at + 1].start]
        ranged, joined = _RANGE.fullmatch(between), _AND.fullmatch(between)
        if not (ranged or joined):
            continue
        if not numbers[at].power and numbers[at + 1].power:
            power = numbers[at + 1].power
            values[at] = values[at] | {_times(value, power) for value in values[at]}
        if not codes[at]:
            codes[at] = codes[at + 1]
        elif ranged and not codes[at + 1]:
            codes[at + 1] = codes[at]
    for at, (number, side) in enumerate(zip(numbers, sides, strict=True)):
        after, percent = _NEXT.match(lower, number.end), _PERCENT.match(lower, number.end)
        named = percent or (after if after and after[1] in UNITS else None)
        if codes[at] or side.hundredths or not named:
            word = after[1] if after and not codes[at] else ""
            yield Printed(values[at], number.start, number.end, codes[at], "", word, (side.start, side.end))
        else:
            unit = "%" if percent else UNITS[named[1]]
            yield Printed(values[at], number.start, number.end, ANY, unit, "", (side.start, named.end()))
        if side.hundredths:
            yield Printed(number.worth, number.start, number.end, ANY, "cent", "", (side.start, side.end))


def _values(number: _Number, side: Beside) -> frozenset[Decimal]:
    worth = number.worth
    if side.hundredths:
        return frozenset(_times(value, -2) for value in worth)
    return worth | number.values if number.doubtful and not side.codes else worth
