"""Where a quote stands in a text that is not at hand: in go its annotation, what the lock holds of its article and the
folded title; out comes the place at which it was found when the text was, or a finding.
"""

from collections.abc import Mapping

from builder.link.anchor import Outcome, anchor
from builder.model.corpus import Annotation
from builder.model.finding import Finding
from builder.model.quotes import LockedQuote, anchor_of, digest_of_quote


def recall(annotation: Annotation, locked: Mapping[str, LockedQuote], title: str) -> Outcome:
    """The title is at hand: what stood in it must still stand there."""
    known = locked.get(digest_of_quote(annotation))
    place = anchor_of(known[1]) if known else None
    if place and not (place.in_title and anchor(annotation, "", title)[0] != place):
        return place, ()
    message = "the text of the article is not at hand, and content/quotes.lock does not hold this quote"
    help = "run `dateline lock` where the text is, and commit content/quotes.lock"
    return None, (Finding("quote-not-locked", message, annotation.at("quote"), help),)
