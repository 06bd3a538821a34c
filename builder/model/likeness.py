"""What in a text is most like words that do not stand in it, so that a finding can show what was perhaps meant."""

import re
from difflib import SequenceMatcher
from heapq import nlargest

from rapidfuzz import fuzz

from builder.model.text import UNSPACED

ALIKE = 60.0
"""Percent of likeness below which a span helps nobody."""
REACH = 4
"""Words by which a first guess at the span's ends may be off."""
LIKELY = 3
"""Blocks looked at closely."""
SAME_END = 10.0
"""Percent of likeness that the same first, or last, word is worth."""
TOKEN = re.compile(rf"{UNSPACED.pattern}|(?:(?!{UNSPACED.pattern})\w)+(?:[.,]\d+)*|\S")


def closest(words: str, text: str) -> tuple[str, ...]:
    """Notes that show the span most like these folded words, and what differs; none where nothing is like them."""
    span = nearest(words, text)
    return (f"closest: {span}", f"difference: {difference(words, span)}") if span else ()


def nearest(quote: str, text: str) -> str:
    """The span of whole words inside one block that is most like the quote; empty where nothing is."""
    likely = nlargest(LIKELY, text.split("\n"), key=lambda block: _promise(quote, block))
    best = max((_nearest_in_block(quote, block) for block in likely), key=lambda span: fuzz.ratio(quote, span))
    return best if fuzz.ratio(quote, best) >= ALIKE else ""


def _promise(quote: str, block: str) -> float:
    """How likely the span is in this block: one shorter than the quote cannot hold all of it."""
    return fuzz.partial_ratio(quote, block) * min(1, len(block) / max(1, len(quote)))


def _nearest_in_block(quote: str, block: str) -> str:
    guess = fuzz.partial_ratio_alignment(quote, block)
    words = [word.span() for word in TOKEN.finditer(block)]
    if guess is None or not words:
        return ""
    short = len(block) < len(quote)
    first = 0 if short else sum(end <= guess.dest_start for _, end in words)
    last = len(words) if short else sum(start < guess.dest_end for start, _ in words)
    starts = words[max(0, first - REACH) : first + REACH]
    ends = words[max(0, last - 1 - REACH) : last + REACH]
    spans = [block[start:end] for start, _ in starts for _, end in ends if start < end]
    return max(spans, key=lambda span: _likeness(quote, span), default="")


def _likeness(quote: str, span: str) -> float:
    """Percent, and more for a span that begins or ends with the same word: so it is not cut off before that word."""
    ours, theirs = quote.casefold().split(), span.casefold().split()
    ends = (ours[:1] == theirs[:1]) + (ours[-1:] == theirs[-1:])
    return fuzz.ratio(quote, span) + SAME_END * ends


def difference(quote: str, span: str) -> str:
    """The span with what differs in brackets, the quote's words first, `–` for none: `worth [3.6 → 2.6] billion`."""
    spaced = not UNSPACED.search(quote + span)
    ours, theirs = (quote.split(), span.split()) if spaced else (TOKEN.findall(quote), TOKEN.findall(span))
    between = " " if spaced else ""
    shown: list[str] = []
    for kind, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if kind == "equal":
            shown += ours[a:b]
        else:
            shown.append(f"[{between.join(ours[a:b]) or '–'} → {between.join(theirs[c:d]) or '–'}]")
    return between.join(shown)
