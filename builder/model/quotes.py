"""Where quotes stand in texts that are kept outside git: what `content/quotes.lock` holds, so that a site is built
without those texts. In go articles, out come the entries of the lock.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import TypeAlias

from builder.model.corpus import Annotation
from builder.model.fold import fold
from builder.model.graph import Anchor, Article

QUOTES = "content/quotes.lock"


@dataclass(frozen=True)
class LockedQuote:
    """A quote as it was found when its text was at hand."""

    text: str
    """A digest of the article's folded text."""
    quote: str
    """A digest of the quote, and of what decides which of several places is its own."""
    anchor: Anchor


Quotes: TypeAlias = Mapping[str, Mapping[str, LockedQuote]]
"""By article, then by the digest of the quote; nothing under an article without statements."""


def locked(articles: Iterable[Article], before: Quotes) -> Iterator[tuple[str, LockedQuote | None]]:
    """What the lock is to hold: statement ids with their quotes, and the ids of articles that have none. What was known
    of a text that is not at hand stays known. Articles whose text stands below their front matter are not in it."""
    for article in articles:
        if article.text_apart and not article.statements:
            yield article.id, None
        elif article.text_apart:
            digest = "" if article.text_away else digest_of(article.body.text)
            for statement in article.statements:
                quote = digest_of_quote(statement.written)
                if statement.anchor:
                    text = digest or before[article.id][quote].text
                    yield statement.id, LockedQuote(text, quote, statement.anchor)


def digest_of_quote(written: Annotation) -> str:
    """Changes when the quote may stand elsewhere, and only then."""
    return digest_of("\n".join((fold(written.quote), str(written.nth), fold(written.before), fold(written.after))))


def digest_of(text: str) -> str:
    """16 hexadecimal digits."""
    return blake2b(text.encode(), digest_size=8).hexdigest()
