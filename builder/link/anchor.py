"""Where a quote stands: exactly once, or a finding says why not. One annotation and its article's folded text and title
in, the place or the findings out. Never guesses: what is similar is only named as a mend.
"""

from builder.link.gaps import Spans, across_blocks, parts, with_gaps
from builder.link.nearest import difference, nearest
from builder.model.corpus import Annotation
from builder.model.finding import Finding, Spot
from builder.model.fold import fold
from builder.model.graph import Anchor
from builder.model.words import is_boundary, occurrences, stands

Outcome = tuple[Anchor | None, tuple[Finding, ...]]
CONTEXT = 30
"""Characters shown on either side of a place."""
SHOWN = 8
"""Places listed at most."""
EDGE = " \n\"'.,;:!?()[]-"
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
        return None, (_missing(annotation, quote, text),)
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
        return None, (_needless(annotation, key, "the quote stands only once"),)
    fitting = [place for place in places if _fits(annotation, text, place)]
    if not fitting:
        key = "before" if annotation.before else "after"
        return None, (_needless(annotation, key, f"none of the {len(places)} places has these words beside it"),)
    if len(fitting) == 1 and annotation.nth:
        return None, (_needless(annotation, "nth", "one place is left without it"),)
    if len(fitting) == 1:
        return Anchor(fitting[0], in_title), ()
    if annotation.nth > len(fitting):
        return None, (_needless(annotation, "nth", f"the quote stands {len(fitting)} times"),)
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


def _needless(annotation: Annotation, key: str, why: str) -> Finding:
    return Finding(
        "needless-nth",
        f"`{key}` points to no place of its own: {why}",
        annotation.at(key, on_key=True),
        help=f"leave out `{key}`" if "once" in why or "without" in why else f"change `{key}`",
    )


def _ambiguous(annotation: Annotation, text: str, places: list[Spans]) -> Finding:
    notes = [f"`nth: {k}`: {_in_context(text, place)}" for k, place in enumerate(places[:SHOWN], 1)]
    if len(places) > SHOWN:
        notes.append(f"and {len(places) - SHOWN} more")
    return Finding(
        "quote-not-unique",
        f"the quote stands {len(places)} times in the article",
        annotation.at("quote"),
        help="add `nth`, or `before` or `after` with the words beside the one you mean, or quote more words",
        notes=tuple(notes),
    )


def _in_context(text: str, place: Spans) -> str:
    """The place in brackets, with the words around it in its block."""
    start, end = place[0][0], place[-1][1]
    before = text[:start].rpartition("\n")[2]
    after = text[end:].partition("\n")[0]
    if len(before) > CONTEXT:
        before = "…" + before[-CONTEXT:].partition(" ")[2]
    if len(after) > CONTEXT:
        after = after[:CONTEXT].rpartition(" ")[0] + "…"
    return f"{before}[{text[start:end]}]{after}"


def _missing(annotation: Annotation, quote: str, text: str) -> Finding:
    """Says as closely as possible why a quote is not found."""
    where = annotation.at("quote")
    if not text:
        help = "put it below the front matter; or, where it is kept in content/texts/, run `dateline lock` and commit"
        return _not_found(where, "the article has no text that the quote could stand in", help)
    if len(parts(quote)) > 1 and across_blocks(quote, text):
        return Finding(
            "gap-across-blocks",
            "the parts of the quote stand in different paragraphs",
            where,
            help="a gap stays inside one paragraph, heading or list item: make two statements",
        )
    if stands(text.replace("\n", " "), quote):
        return _not_found(where, "the quote runs from one paragraph into the next", "make two statements")
    if quote and quote in text:
        at = text.index(quote)
        around = _whole_words(text, at, at + len(quote))
        return _not_found(
            where, f"the quote stands only inside longer words: `{around}`", "begin and end it with whole words"
        )
    if quote[:1] == '"' and stands(text, quote.strip('"')):
        help = "take out the marks that are not the article's: of a value, only straight ones around it are no part"
        return _not_found(where, "these words stand in the article, but not in quotation marks", help)
    span = nearest(quote, text)
    if not span:
        return _not_found(where, "the quote is not in the article", "", "nothing like it stands there")
    return _not_found(
        where,
        "the quote is not in the article",
        "copy the words as they stand in the article",
        f"nearest: {span}",
        f"word by word: {difference(quote, span)}",
    )


def _not_found(where: Spot, message: str, help: str, *notes: str) -> Finding:
    return Finding("quote-not-found", message, where, help, notes)


def _whole_words(text: str, start: int, end: int) -> str:
    while not is_boundary(text, start):
        start -= 1
    while not is_boundary(text, end):
        end += 1
    return text[start:end]
