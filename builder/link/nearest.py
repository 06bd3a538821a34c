"""What an author may have meant by words that stand nowhere: the nearest span of the text, and how the two differ,
word by word. Only ever a hint for a finding; nothing is linked by likeness.
"""

import re
from difflib import SequenceMatcher
from heapq import nlargest

from rapidfuzz import fuzz

ALIKE = 60.0
"""Percent of likeness below which a span helps nobody."""
REACH = 4
"""Words by which a first guess at the span's ends may be off."""
LIKELY = 3
"""Blocks looked at closely."""
TOKEN = re.compile(r"\w+(?:[.,]\d+)*|\S")


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
    return max(spans, key=lambda span: fuzz.ratio(quote, span), default="")


def difference(quote: str, span: str) -> str:
    """The span with what differs in brackets, the quote's words first, `–` for none: `worth [3.6 → 2.6] billion`."""
    ours, theirs = quote.split(), span.split()
    shown: list[str] = []
    for kind, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if kind == "equal":
            shown += ours[a:b]
        else:
            shown.append(f"[{' '.join(ours[a:b]) or '–'} → {' '.join(theirs[c:d]) or '–'}]")
    return " ".join(shown)
