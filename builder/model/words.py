"""Where words begin and end in folded text. A number is one word: digits joined by a point or a comma."""

from collections.abc import Iterator
from unicodedata import category


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
