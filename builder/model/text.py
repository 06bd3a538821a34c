"""Text as it is compared and counted: typographic folding, the edges of words, and numbers spelt out in English."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from unicodedata import category, is_normalized, normalize

SPACES = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
    "\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)
SINGLE_QUOTES = "\u2018\u2019\u201a\u201b"
DOUBLE_QUOTES = "\u201c\u201d\u201e\u201f"
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
WIDTHLESS = "\xad\u180e\u200b\u200c\u200d\u2060\ufeff"
ELLIPSIS = "\u2026"


EVEN: dict[str, str] = {
    **dict.fromkeys(SPACES, " "),
    **dict.fromkeys(SINGLE_QUOTES, "'"),
    **dict.fromkeys(DOUBLE_QUOTES, '"'),
    **dict.fromkeys(DASHES, "-"),
}
"""One character for one character."""
TABLE: dict[str, str] = {**EVEN, **dict.fromkeys(WIDTHLESS, ""), ELLIPSIS: "..."}
"""The whole table. What is left is put into NFC, and runs of spaces become one."""


CODES = str.maketrans(TABLE)
EVEN_CODES = str.maketrans(EVEN)
FOLDING = re.compile(f"[{''.join(character for character in TABLE if not character.isascii())}]")
UNIT = re.compile(
    rf"(?P<space> [ {WIDTHLESS}]*)"
    rf"|{ELLIPSIS}"
    rf"|[!-~](?:[!-~]| (?=[!-~]))*(?![^\x00-\x7f{ELLIPSIS}])"
    rf"|[^ {ELLIPSIS}][^\x00-\x7f{ELLIPSIS}]*"
)
"""Splits text where nothing composes across: a mark joins only a run of non-ASCII characters before it."""


def fold(text: str) -> str:
    """The text as it is compared: no white space at its ends, single spaces within."""
    if not text.isascii():
        for character in set(FOLDING.findall(text)):
            text = text.replace(character, TABLE[character])
        text = normalize("NFC", text)
    return _single_spaced(text)


def fold_even(text: str) -> str | None:
    """The folded text if it has one character for each of the text's, in order; else None."""
    even = text
    if not text.isascii():
        folding = set(FOLDING.findall(text))
        if not folding <= EVEN.keys():
            return None
        for character in folding:
            even = even.replace(character, EVEN[character])
        if not is_normalized("NFC", even):
            return None
    folded = _single_spaced(even)
    return folded if len(folded) == len(text) else None


def _single_spaced(text: str) -> str:
    """The text with single spaces between words, and none at its ends."""
    if text.isprintable() and "  " not in text and text[:1] != " " and text[-1:] != " ":
        return text  # The only white space that is printable is the space.
    return " ".join(text.split())


def align(text: str) -> tuple[str, list[tuple[int, int, int, int]]]:
    """The folded text, and which stretch of it (start, end) stands for which of the text (start, end), rising.

    Stretches of one length go character for character; others are indivisible.
    """
    parts: list[str] = []
    pairs: list[tuple[int, int, int, int]] = []
    at = 0
    even = text.translate(EVEN_CODES).rstrip(" " + WIDTHLESS)
    for unit in UNIT.finditer(even):
        words = " " if unit["space"] else unit[0]
        piece = words if words.isascii() else normalize("NFC", words.translate(CODES))
        if not piece or (piece == " " and not at):
            continue
        parts.append(piece)
        pairs.append((at, at + len(piece), *unit.span()))
        at += len(piece)
    return "".join(parts), pairs


def is_word(character: str) -> bool:
    """Letters, digits, and the marks on them."""
    return character.isalnum() or (not character.isascii() and category(character)[0] == "M")


def is_boundary(text: str, at: int) -> bool:
    """Whether a word may begin or end here, rather than going on."""
    if not 0 < at < len(text):
        return True
    before, after = text[at - 1], text[at]
    if before == " " or after == " ":
        return True
    if is_word(before) and is_word(after):
        return False
    if after in ".,":
        return not (before.isdigit() and text[at + 1 : at + 2].isdigit())
    if before in ".,":
        return not (after.isdigit() and text[max(0, at - 2) : at - 1].isdigit())
    return True


def stands(text: str, words: str) -> bool:
    """Whether these words stand anywhere in the text as whole words."""
    return any(occurrences(text, words))


def occurrences(text: str, words: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Every place between `start` and `end` where these words stand as whole words, rising."""
    limit = len(text) if end is None else end
    at = text.find(words, start, limit) if words else -1
    while at >= 0:
        if is_boundary(text, at) and is_boundary(text, at + len(words)):
            yield at, at + len(words)
        at = text.find(words, at + 1, limit)


UNITS = {word: value for value, word in enumerate((
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
))}  # fmt: skip
TENS = {word: 10 * value for value, word in enumerate(
    ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), start=2
)}  # fmt: skip
SMALL = {**UNITS, **TENS}
SCALES = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
"""Powers of ten."""
SHORT_SCALES = {"k": 3, "m": 6, "bn": 9, "tn": 12}
"""The letters that authors write behind a figure; powers of ten likewise."""
FILLERS = frozenset({"and", "a", "an"})


def spelt_number(words: Sequence[str]) -> Decimal | None:
    """The number that these lower-case words spell (split at spaces and hyphens), or None where it is none.

    `a` and `and` are passed over: `a hundred and one` is 101. `dozen` is twelve.
    """
    total, group, seen = 0, 0, False
    for word in words:
        if word in SMALL:
            if seen and group % (10 if SMALL[word] < 10 else 100):
                return None
            group += SMALL[word]
        elif word == "dozen":
            group = 12 * max(group, 1)
        elif word == "hundred":
            group = 100 * max(group, 1)
        elif word in SCALES:
            total, group = total + 10 ** SCALES[word] * max(group, 1), 0
        elif word in FILLERS:
            continue
        else:
            return None
        seen = True
    return Decimal(total + group) if seen else None


def counted(number: int, noun: str, plural: str = "") -> str:
    """`1 page`, `2,000 pages`, `no pages`."""
    return f"{f'{number:,}' if number else 'no'} {noun if number == 1 else plural or f'{noun}s'}"
