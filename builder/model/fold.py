"""The typographic folding under which a quote and its article are compared. Text in, folded text out; pure.

Folded away, by the fixed table below: the variants of quotation marks, dashes, white space and the ellipsis,
what has no width, and whether a letter is one code point or several. Never case, letters, digits or other
punctuation.
"""

import re
from unicodedata import is_normalized, normalize

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
