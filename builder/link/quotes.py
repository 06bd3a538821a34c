"""Where a quote stands: exactly once, or a finding says why not, and what may have been meant."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from builder.model.article import Annotation
from builder.model.finding import Finding
from builder.model.graph import Anchor, Article
from builder.model.likeness import closest
from builder.model.quote_lock import LockedQuote, anchor_of, digest_of_quote
from builder.model.text import fold, is_boundary, occurrences, stands

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


Outcome = tuple[Anchor | None, tuple[Finding, ...]]
CONTEXT = 30
"""Characters shown on either side of a place."""
SHOWN = 8
"""Places listed at most."""
EDGE = " \n\"'.,;:!?()[]-،؛؟।。，、「」『』《》〈〉【】"
"""May stand between a quote and the words beside it."""


def anchor(annotation: Annotation, text: str, title: str) -> Outcome:
    """The place of the quote in the text, else in the title. Both are folded already."""
    pointed = annotation.nth or annotation.before or annotation.after
    once = None if pointed else _stands_once(annotation.quote, text)
    if once:
        return Anchor((once,)), ()
    quote = fold(annotation.quote)
    places = find(quote, text)
    in_title = not places
    if in_title:
        places = find(quote, title)
    if not places:
        return None, (_missing(annotation, quote, text, title),)
    if len(places) == 1 and not pointed:
        return Anchor(places[0], in_title), ()
    return _choose(annotation, title if in_title else text, places, in_title=in_title)


def _stands_once(quote: str, text: str) -> tuple[int, int] | None:
    """The ordinary case, quickly: words that stand literally in folded text, inside one block, need no folding."""
    at = text.find(quote)
    end = at + len(quote)
    if at < 0 or "\n" in quote or text.find(quote, at + 1) >= 0 or quote != quote.strip():
        return None
    return (at, end) if is_boundary(text, at) and is_boundary(text, end) else None


def find(quote: str, text: str) -> list[Spans]:
    """Every place of a folded quote in a folded text: a literal match goes first, then one with gaps."""
    literal: list[Spans] = [(span,) for span in occurrences(text, quote)]
    return literal or (with_gaps(quote, text) if "..." in quote else [])


def _choose(annotation: Annotation, text: str, places: list[Spans], *, in_title: bool) -> Outcome:
    """The one place that `before`, `after` and `nth` point to."""
    if len(places) == 1:
        key = next(key for key in ("nth", "before", "after") if getattr(annotation, key))
        return None, (_wrong_nth(annotation, key, "the quote occurs only once", needless=True),)
    fitting = [place for place in places if _fits(annotation, text, place)]
    if not fitting:
        key = "before" if annotation.before else "after"
        return None, (_wrong_nth(annotation, key, f"none of the {len(places)} places has these words next to it"),)
    if len(fitting) == 1 and annotation.nth:
        return None, (_wrong_nth(annotation, "nth", "without it, only one place is left", needless=True),)
    if len(fitting) == 1:
        return Anchor(fitting[0], in_title), ()
    if annotation.nth > len(fitting):
        return None, (_wrong_nth(annotation, "nth", f"the quote occurs {len(fitting)} times"),)
    if annotation.nth:
        return Anchor(fitting[annotation.nth - 1], in_title), ()
    return None, (_ambiguous(annotation, text, fitting),)


def _fits(annotation: Annotation, text: str, place: Spans) -> bool:
    """Whether `before` stands right before the place and `after` right after it, punctuation aside."""
    before = fold(annotation.before).rstrip(EDGE)
    after = fold(annotation.after).lstrip(EDGE)
    start = len(text[: place[0][0]].rstrip(EDGE))
    end = len(text) - len(text[place[-1][1] :].lstrip(EDGE))
    return bool(
        (not before or any(occurrences(text, before, max(0, start - len(before)), start)))
        and (not after or any(occurrences(text, after, end, end + len(after))))
    )


def _wrong_nth(annotation: Annotation, key: str, why: str, *, needless: bool = False) -> Finding:
    message = f"`{key}` does not select one place: {why}"
    help = f"{'remove' if needless else 'change'} `{key}`"
    return Finding("needless-nth", message, annotation.location_of(key, on_key=True), help)


def _ambiguous(annotation: Annotation, text: str, places: list[Spans]) -> Finding:
    notes = [f"`nth: {k}`: {_in_context(text, place)}" for k, place in enumerate(places[:SHOWN], 1)]
    if len(places) > SHOWN:
        notes.append(f"and {len(places) - SHOWN} more")
    message = f"the quote occurs {len(places)} times in the article"
    help = "quote more words, or add `nth`, or `before` or `after` with the words next to the place you mean"
    return annotation.finding("quote-not-unique", message, "quote", help=help, notes=tuple(notes))


def _in_context(text: str, place: Spans) -> str:
    """The place in brackets, with the words around it in its block."""
    start, end = place[0][0], place[-1][1]
    before = text[:start].rpartition("\n")[2]
    after = text[end:].partition("\n")[0]
    if len(before) > CONTEXT:
        before = "…" + (before[-CONTEXT:].partition(" ")[2] or before[-CONTEXT:])
    if len(after) > CONTEXT:
        after = (after[:CONTEXT].rpartition(" ")[0] or after[:CONTEXT]) + "…"
    return f"{before}[{text[start:end]}]{after}"


def _missing(annotation: Annotation, quote: str, text: str, title: str) -> Finding:
    """Says as closely as possible why a quote is not found."""
    if not text:
        lock = "if it is in content/texts/ elsewhere, run `dateline lock` there and commit"
        help = f"put the text below the front matter; {lock}"
        return _not_found(annotation, "the article has no text to check the quote against", help)
    if len(parts(quote)) > 1 and across_blocks(quote, text):
        message = "the parts of the quote are in different paragraphs"
        help = "a gap cannot cross paragraphs, headings or list items: make two statements"
        return annotation.finding("gap-across-blocks", message, "quote", help=help)
    if stands(text.replace("\n", " "), quote):
        return _not_found(annotation, "the quote runs on into the next paragraph", "make two statements")
    if quote and quote in text:
        at = text.index(quote)
        around = _whole_words(text, at, at + len(quote))
        message = f"the quote cuts through a word: `{around}`"
        return _not_found(annotation, message, "begin and end with whole words")
    if quote[:1] == '"' and stands(text, quote.strip('"')):
        help = "remove quotation marks that are not the article's: only straight ones around a value are ignored"
        return _not_found(annotation, "these words are in the article, but not in quotation marks", help)
    notes = closest(quote, f"{text}\n{title}")
    help = "copy the exact words from the article" if notes else ""
    return _not_found(annotation, "the quote is not in the article", help, *(notes or ("nothing similar found",)))


def _not_found(annotation: Annotation, message: str, help: str, *notes: str) -> Finding:
    return annotation.finding("quote-not-found", message, "quote", help=help, notes=notes)


def _whole_words(text: str, start: int, end: int) -> str:
    while not is_boundary(text, start):
        start -= 1
    while not is_boundary(text, end):
        end += 1
    return text[start:end]


def locate_by_lock(annotation: Annotation, locked: Mapping[str, LockedQuote], title: str) -> Outcome:
    """The title is at hand: what stood in it must still stand there."""
    known = locked.get(digest_of_quote(annotation))
    place = anchor_of(known[1]) if known else None
    if place and not (place.in_title and anchor(annotation, "", title)[0] != place):
        return place, ()
    message = "the article's text is not available, and content/quotes.lock does not contain this quote"
    help = "run `dateline lock` where the text is available, and commit content/quotes.lock"
    return None, (annotation.finding("quote-not-locked", message, "quote", help=help),)


MISSING = "quote-not-found"


def name_other_articles(findings: Sequence[Finding], articles: Iterable[Article]) -> tuple[Finding, ...]:
    """The findings in the order given."""
    if not any(finding.code == MISSING for finding in findings):
        return tuple(findings)
    filed = sorted(articles, key=lambda article: article.id)
    written = {
        (statement.written.file, statement.written.index): statement.written
        for article in filed
        for statement in article.statements
    }
    return tuple(noted(finding, written, filed) for finding in findings)


def noted(finding: Finding, written: dict[tuple[str, int], Annotation], articles: Sequence[Article]) -> Finding:
    keys = finding.location.keys
    if finding.code != MISSING or len(keys) < 2 or not isinstance(keys[1], int):
        return finding
    annotation = written.get((finding.location.file, keys[1]))
    if annotation is None:
        return finding
    quote = fold(annotation.quote)
    there = (
        article.id for article in articles if find(quote, article.body.text) or find(quote, fold(article.front.title))
    )
    notes = tuple(f"these words are in `{id}`" for id in there)
    return replace(finding, notes=(*finding.notes, *notes))
