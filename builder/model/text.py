"""Text as it is compared and counted: typographic folding, the edges of words, and numbers spelt out in English."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from hashlib import blake2b
from unicodedata import category, is_normalized, normalize

SPACES = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
    "\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)
SINGLE_QUOTES = "\u2018\u2019\u201a\u201b\u2039\u203a\u02b9\u02bb\u02bc\u02bd\u2032\u2035\u05f3\u055a\uff07\uff40\xb4`"
"""Apostrophes too, and what is typed for one: primes, accents without a letter, the Hebrew geresh."""
DOUBLE_QUOTES = "\u201c\u201d\u201e\u201f\xab\xbb\u2033\u2036\u05f4\u301d\u301e\u301f\uff02"
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2e3a\u2e3b\u058a\u05be\ufe58\ufe63\uff0d"
WIDTHLESS = "".join(map(chr, (
    0xAD, 0x34F, 0x61C, 0x640, *range(0x180B, 0x1810), *range(0x200B, 0x2010), *range(0x202A, 0x202F),
    *range(0x2060, 0x2070), *range(0xFE00, 0xFE10), 0xFEFF, *range(0xE0100, 0xE01F0),
)))  # fmt: skip
"""Soft hyphens, joiners, marks of direction, variation selectors; and the Arabic sign that only makes a word longer."""
ELLIPSIS = "\u2026"


def _plainer(*ranges: range) -> dict[str, str]:
    """Signs that are another sign's look, or several in one, each with those."""
    plain = {chr(code): normalize("NFKC", chr(code)) for signs in ranges for code in signs}
    return {sign: letters for sign, letters in plain.items() if sign != letters and not set(" \u0640") & set(letters)}


FULL_WIDTH = _plainer(range(0xFF01, 0xFF0C), range(0xFF0E, 0xFF5F))
"""The comma is left as it is: between two numbers a plain one would make them one."""
LIGATURES = _plainer(range(0xFB00, 0xFB18), range(0xFB50, 0xFE00), range(0xFE70, 0xFEFD), range(0xFF66, 0xFFA0))
"""Latin, Armenian and Arabic ones; and half-width katakana."""
EVEN: dict[str, str] = {
    **FULL_WIDTH,
    **dict.fromkeys(SPACES, " "),
    **dict.fromkeys(SINGLE_QUOTES, "'"),
    **dict.fromkeys(DOUBLE_QUOTES, '"'),
    **dict.fromkeys(DASHES, "-"),
    "\u301c": "~",
}
"""One character for one character."""
TABLE: dict[str, str] = {**LIGATURES, **EVEN, **dict.fromkeys(WIDTHLESS, ""), ELLIPSIS: "..."}
"""The whole table. Two single quotes are then a double one, what is left is put into NFC, and runs of spaces become
one."""


CODES = str.maketrans(TABLE)
EVEN_CODES = str.maketrans(EVEN)
FIRST_TABLE: dict[str, str] = {
    **dict.fromkeys(SPACES, " "),
    **dict.fromkeys("\u2018\u2019\u201a\u201b", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-"),
    **dict.fromkeys("\xad\u180e\u200b\u200c\u200d\u2060\ufeff", ""),
    ELLIPSIS: "...",
}
"""The table as it was when the first addresses were made from quotes."""
INNER_SPACE = re.compile(r"(?:(?<=[\s(]«)|(?<=^«))[^\S\n]+(?=\S)|(?<=\S)[^\S\n]+(?=»(?![^\W_]))")
"""Between a French quotation mark and the words within; `»` that opens German ones stands right before a letter."""
PAIR = f"'[{WIDTHLESS}]*'"
UNIT = re.compile(
    rf"(?P<space> [ {WIDTHLESS}]*)"
    rf"|{ELLIPSIS}"
    rf"|(?P<pair>{PAIR})"
    rf"|[!-&(-~](?:[!-&(-~]|'(?!{PAIR[1:]})| (?=[!-~]))*(?![^\x00-\x7f{ELLIPSIS}])"
    rf"|[^ {ELLIPSIS}][^\x00-\x7f{ELLIPSIS}]*"
)
"""Splits text where nothing composes across: a mark joins only a run of non-ASCII characters before it."""


def fold(text: str) -> str:
    """The text as it is compared: no white space at its ends, single spaces within."""
    if not text.isascii():
        text = _by_table(_closed_up(text), TABLE)
    if "`" in text:
        text = text.replace("`", "'")
    if "''" in text:
        text = text.replace("''", '"')
    return _single_spaced(text)


def fold_for_ids(text: str) -> str:
    """The text as ids and digests are made of it. It does not change with `fold`, or published addresses would."""
    return _single_spaced(text if text.isascii() else _by_table(text, FIRST_TABLE))


def fold_even(text: str) -> str | None:
    """The folded text if it has one character for each of the text's, in order; else None."""
    even = text
    if not text.isascii():
        if ("«" in text or "»" in text) and INNER_SPACE.search(text):
            return None
        for character in TABLE.keys() & set(text):
            if character not in EVEN:
                return None
            even = even.replace(character, EVEN[character])
        if not is_normalized("NFC", even):
            return None
    if "`" in even:
        even = even.replace("`", "'")
    if "''" in even:
        return None
    folded = _single_spaced(even)
    return folded if len(folded) == len(text) else None


def _by_table(text: str, table: dict[str, str]) -> str:
    for character in table.keys() & set(text):
        text = text.replace(character, table[character])
    return normalize("NFC", text)


def _closed_up(text: str) -> str:
    """The text with nothing that shows in place of each space between a French quotation mark and the words within."""
    if "«" not in text and "»" not in text:
        return text
    return INNER_SPACE.sub(lambda space: "\u200b" * len(space[0]), text)


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
    even = _closed_up(text).translate(EVEN_CODES).rstrip(" " + WIDTHLESS)
    for unit in UNIT.finditer(even):
        words = " " if unit["space"] else '"' if unit["pair"] else unit[0]
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
        return (before >= "\u0e00" or after >= "\u0e00") and _is_edge_without_space(before, after)
    if after in ".,":
        return not (before.isdigit() and text[at + 1 : at + 2].isdigit())
    if before in ".,":
        return not (after.isdigit() and text[max(0, at - 2) : at - 1].isdigit())
    return True


UNSPACED = re.compile(
    "[\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf\ua9e0-\ua9ff\uaa60-\uaadf"
    "\u3005-\u3007\u3031-\u3035\u3041-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua48f\uf900-\ufaff"
    "\U00016fe0-\U00018aff\U0001b000-\U0001b16f\U00020000-\U0003ffff]"
)
"""Scripts that put no space between words, after Unicode's line breaking (classes SA and ID): Thai, Lao, Burmese, Khmer
and their neighbours; Chinese, Japanese, Yi."""
KATAKANA = re.compile("[\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff]")
"""Whose words go on as long as they do, as in Unicode's word breaking."""
SYLLABLE_GOES_ON = re.compile(
    "[\u0e40-\u0e44\u0ec0-\u0ec4\uaab5\uaab6\uaab9\uaabb\uaabc\u1039\u17d2]."
    "|.[\u0e30\u0e32\u0e33\u0e45\u0e46\u0eb0\u0eb2\u0eb3\u0ec6\u3005\u30fc]"
)
"""After a vowel written before its consonant, or a sign that stacks the next one under it; before a vowel written after
its consonant, or a mark of repetition or length."""


def _is_edge_without_space(before: str, after: str) -> bool:
    """Whether a word may begin or end between two letters because one of them is of a script without spaces."""
    if not (UNSPACED.match(before) or UNSPACED.match(after)) or category(after)[0] == "M":
        return False
    if KATAKANA.match(before) and KATAKANA.match(after):
        return False
    return not SYLLABLE_GOES_ON.match(before + after)


def word_count(text: str, start: int, end: int) -> float:
    """Words of folded text that begin in this stretch, but for the first; in scripts without spaces two letters count
    as one."""
    spaces = text.count(" ", start, end) + text.count("\n", start, end)
    return spaces if text.isascii() else spaces + len(UNSPACED.findall(text, start, end)) / 2


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


def digest_of(text: str) -> str:
    """16 hexadecimal digits."""
    return blake2b(text.encode(), digest_size=8).hexdigest()
