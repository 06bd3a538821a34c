"""What an author may have meant by words that stand nowhere: the nearest span of the text, and how the two differ, word by
word. Only ever a hint for a finding; nothing is linked by likeness.
"""

from difflib import SequenceMatcher

from rapidfuzz import fuzz

from builder.model.words import is_boundary

ALIKE = 60.0
"""Percent of likeness below which a span helps nobody."""


def nearest(quote: str, text: str) -> str:
    """The span of whole words that is most like the quote; empty where nothing is."""
    found = fuzz.partial_ratio_alignment(quote, text, score_cutoff=ALIKE) if text else None
    if found is None or not quote:
        return ""
    start, end = found.dest_start, found.dest_end
    if len(quote) > len(text):
        start, end = 0, len(text)
    while not is_boundary(text, start):
        start -= 1
    while not is_boundary(text, end):
        end += 1
    return text[start:end].strip()


def difference(quote: str, span: str) -> str:
    """The span with what differs in brackets: `a loan worth [3.6 → 2.6] billion`, the quote's words first; `–` for none."""
    ours, theirs = quote.split(), span.split()
    shown: list[str] = []
    for kind, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if kind == "equal":
            shown += ours[a:b]
        else:
            shown.append(f"[{' '.join(ours[a:b]) or '–'} → {' '.join(theirs[c:d]) or '–'}]")
    return " ".join(shown)
