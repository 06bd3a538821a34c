"""The numbers that a passage prints, under every reading of `.` and `,`, with scale words where the language is known.

Text in, values out. Nothing here knows what a figure is for.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from builder.model.numerals import FILLERS, SCALES, SHORT_SCALES, SMALL, spelt_number

SCALE_WORDS: dict[str, dict[str, int]] = {
    "en": {**SCALES, **SHORT_SCALES, "hundreds": 2, "thousands": 3, "millions": 6, "billions": 9, "trillions": 12,
           "dozen": 0, "mn": 6, "mln": 6, "mio": 6, "b": 9, "bln": 9, "t": 12, "trn": 12, "lakh": 5, "crore": 7},
    "de": {"tausend": 3, "tsd": 3, "million": 6, "millionen": 6, "mio": 6, "milliarde": 9, "milliarden": 9, "mrd": 9,
           "billion": 12, "billionen": 12},
    "fr": {"mille": 3, "million": 6, "millions": 6, "milliard": 9, "milliards": 9, "md": 9, "mds": 9, "m": 6,
           "billion": 12, "billions": 12},
    "es": {"mil": 3, "millón": 6, "millones": 6, "billón": 12, "billones": 12},
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
}  # fmt: skip
"""Powers of ten by language."""
NUMBER = re.compile(r"[0-9](?:[0-9]|[.,'][0-9]|[ ](?=[0-9]{3}(?![0-9])))*")
WORD = re.compile(r"[ -]?([^\W\d_]+)\.?")
WORDS = re.compile(r"[^\W\d_]+")
JOINED = re.compile(r" ?(?:-|to|and|or|bis|und|oder|à|et|y|o|a|e|do|i|до|и|та|la|tot|en) ?(?:us)?\W{0,3}", re.I)
"""What stands between the two ends of a range, the second of which may bear the scale for both."""
FRACTION = re.compile(r"\b(?:half|halves|thirds?|quarters?|fifths?|tenths?|couple|score)\b|[¼½¾⅓⅔⅛]")
"""Words that make a number which is not read here."""


@dataclass(frozen=True)
class Figures:
    values: frozenset[Decimal]
    complete: bool
    """Whether no number can have been missed: scale words are known, and number words too or there are digits."""


@lru_cache(maxsize=4096)
def read_figures(text: str, language: str) -> Figures:
    """The text is folded; the language is a primary BCP 47 tag, such as `en`."""
    lower = text.lower()
    values = figures_in_digits(text, language).union(_spelt(lower) if language == "en" else ())
    has_digits = any("0" <= sign <= "9" for sign in lower)
    known = language == "en" or (language in SCALE_WORDS and has_digits)
    return Figures(values, known and not FRACTION.search(lower))


@lru_cache(maxsize=4096)
def figures_in_digits(text: str, language: str) -> frozenset[Decimal]:
    """Those of the figures that begin with digits: nearly always the ones that matter, and found far sooner."""
    return frozenset(_in_digits(text.lower(), SCALE_WORDS.get(language, {})))


def _in_digits(text: str, scales: dict[str, int]) -> Iterator[Decimal]:
    """From the right, since the end of a range may bear the scale for its beginning too: `1 to 2 billion`."""
    later, later_start = frozenset({0}), -1
    for match in reversed(list(NUMBER.finditer(text))):
        powers = _powers(text, match.end(), scales)
        if powers == {0} and later_start >= 0 and JOINED.fullmatch(text, match.end(), later_start):
            powers |= later
        later, later_start = powers, match.start()
        for reading in readings(match.group()):
            yield from (Decimal(f"{reading}E{power}") for power in powers)


def _powers(text: str, at: int, scales: dict[str, int]) -> frozenset[int]:
    """Powers of ten that the words behind a number give it: `mil millones` nine; a letter apart may be a unit."""
    power = 0
    word = first = WORD.match(text, at)
    while word and word[1] in scales:
        power += scales[word[1]]
        word = WORD.match(text, word.end())
    apart = first is not None and first.group()[0] == " " and len(first[1]) == 1
    return frozenset({power, 0} if apart else {power})


def readings(digits: str) -> set[str]:
    """Every plain number that these digits can be: `5,000` is 5000 or 5.000, `5 000` is 5000, 5 or 000."""
    if digits.isdigit():
        return {digits}
    if " " in digits:
        return {each for part in (digits.replace(" ", ""), *digits.split(" ")) for each in readings(part)}
    parts = re.split(r"[.,']", digits)
    found = set()
    if all(len(part) == 3 for part in parts[1:]):
        found.add("".join(parts))
    if len(parts) > 1 and all(len(part) == 3 for part in parts[1:-1]):
        found.add(f"{''.join(parts[:-1])}.{parts[-1]}")
    return found or set(parts)


def _spelt(text: str) -> Iterator[Decimal]:
    """English number words: `nine-page`, `two dozen`, `a hundred and one`, and both ends of `one to two billion`."""
    later, later_start = 0, -1
    for number in reversed([number for run in _runs(text) for number in _numbers(run)]):
        words = _words(number)
        power = sum(SCALES.get(word, 0) for word in words)
        value = spelt_number(words) or Decimal(0)
        yield value
        if not power and later_start >= 0 and JOINED.fullmatch(text, number[-1].end(), later_start):
            yield Decimal(f"{value}E{later}")
            power = later
        later, later_start = power, number[0].start()


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    """Number words that nothing but a space or hyphen parts; a scale behind digits belongs to those."""
    run: list[re.Match[str]] = []
    for match in WORDS.finditer(text):
        word = match.group()
        if run and (text[run[-1].end() : match.start()] not in (" ", "-") or not _is_number(word)):
            yield run
            run = []
        if _is_number(word) and (run or word not in SCALES or not text[: match.start()].rstrip(" -")[-1:].isdigit()):
            run.append(match)
    yield run


def _numbers(run: list[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """The numbers of a run, each as long as can be: `two` and `three` of `two three-page papers`."""
    while run:
        lengths = range(len(run), 0, -1) if run[0].group() != "and" else ()
        length = next((n for n in lengths if _spells(_words(run[:n]))), 0)
        if length:
            yield run[:length]
        run = run[length or 1 :]


def _spells(words: list[str]) -> bool:
    return words[-1] not in FILLERS and spelt_number(words) is not None


def _words(matches: list[re.Match[str]]) -> list[str]:
    return [match.group() for match in matches]


def _is_number(word: str) -> bool:
    return word in SMALL or word in SCALES or word in FILLERS or word == "dozen"
