"""The typographic folding under which a quote and its article are compared. Text in, folded text out; a pure function.

Folded away, by the fixed table below: the variants of quotation marks, dashes, white space and the ellipsis, what has no
width, and whether a letter is one code point or several. Never case, letters, digits or other punctuation.
"""

import re
from unicodedata import is_normalized, normalize

SPACES = "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
SINGLE_QUOTES = "\u2018\u2019\u201a\u201b"
DOUBLE_QUOTES = "\u201c\u201d\u201e\u201f"
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
WIDTHLESS = "\xad\u180e\u200b\u200c\u200d\u2060\ufeff"
ELLIPSIS = "\u2026"

EVEN: dict[int, str] = {
    **dict.fromkeys(map(ord, SPACES), " "),
    **dict.fromkeys(map(ord, SINGLE_QUOTES), "'"),
    **dict.fromkeys(map(ord, DOUBLE_QUOTES), '"'),
    **dict.fromkeys(map(ord, DASHES), "-"),
}
"""One character for one character."""
TABLE: dict[int, str] = {**EVEN, **dict.fromkeys(map(ord, WIDTHLESS), ""), ord(ELLIPSIS): "..."}
"""The whole table. What is left is put into NFC, and runs of spaces become one."""

UNEVEN = re.compile(rf"  |\A | \Z|[{WIDTHLESS}{ELLIPSIS}]")
"""Finds, in text that went through EVEN, what would change its length."""
UNIT = re.compile(
    rf"(?P<space> [ {WIDTHLESS}]*)"
    rf"|{ELLIPSIS}"
    rf"|(?:[!-~](?![^\x00-\x7f{ELLIPSIS}]))+"
    rf"|[^ {ELLIPSIS}][^\x00-\x7f{ELLIPSIS}]*"
)
"""Splits text that went through EVEN where nothing composes across: a mark joins only a run of non-ASCII text before it."""


def fold(text: str) -> str:
    """The text as it is compared: no white space at its ends, single spaces within."""
    if not text.isascii():
        text = normalize("NFC", text.translate(TABLE))
    return " ".join(text.split())


def fold_even(text: str) -> str | None:
    """The folded text if it has one character for each of the text's, else None."""
    even = text.translate(EVEN)
    return even if not UNEVEN.search(even) and is_normalized("NFC", even) else None


def align(text: str) -> tuple[str, list[tuple[int, int, int, int]]]:
    """The folded text, and which stretch of it (start, end) stands for which of the text (start, end), rising.

    Stretches of one length go character for character; others are indivisible.
    """
    parts: list[str] = []
    pairs: list[tuple[int, int, int, int]] = []
    at = 0
    even = text.translate(EVEN)
    for unit in UNIT.finditer(even.rstrip(" " + WIDTHLESS)):
        piece = " " if unit["space"] else normalize("NFC", unit[0].translate(TABLE))
        if not piece or (piece == " " and not at):
            continue
        parts.append(piece)
        pairs.append((at, at + len(piece), *unit.span()))
        at += len(piece)
    return "".join(parts), pairs
