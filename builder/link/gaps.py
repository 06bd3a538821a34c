"""Quotes with gaps: `the deal … ratified` or `the deal [...] ratified`. Its parts stand in this order inside one block,
as close together as they do anywhere in it. A folded quote and text in, spans out.
"""

import re
from itertools import pairwise

from builder.model.words import occurrences

GAP = re.compile(r" ?\[\.\.\.\] ?| \.\.\. ")
"""In folded text, where the ellipsis is three points."""
Spans = tuple[tuple[int, int], ...]


def parts(quote: str) -> tuple[str, ...]:
    """The words between the gaps; one part where there are none."""
    return tuple(part for part in GAP.split(quote) if part)


def with_gaps(quote: str, text: str) -> list[Spans]:
    """Every shortest run of the quote's parts, in order, inside one block."""
    wanted = parts(quote)
    if len(wanted) < 2 or not all(part in text for part in wanted):
        return []
    return [spans for start, end in blocks(text) for spans in _in_block(wanted, text, start, end)]


def _in_block(wanted: tuple[str, ...], text: str, start: int, end: int) -> list[Spans]:
    found: list[Spans] = []
    for first in occurrences(text, wanted[0], start, end):
        spans = [first]
        for part in wanted[1:]:
            following = next(occurrences(text, part, spans[-1][1], end), None)
            if following is None:
                return found
            spans.append(following)
        if found and found[-1][-1] == spans[-1]:
            found.pop()
        found.append(tuple(spans))
    return found


def across_blocks(quote: str, text: str) -> bool:
    """Whether all parts stand in the text in this order, though in no one block."""
    at = 0
    for part in parts(quote):
        following = next(occurrences(text, part, at), None)
        if following is None:
            return False
        at = following[1]
    return True


def blocks(text: str) -> list[tuple[int, int]]:
    """Start and end of each block."""
    breaks = [-1, *(at for at, character in enumerate(text) if character == "\n"), len(text)]
    return [(before + 1, after) for before, after in pairwise(breaks)]
