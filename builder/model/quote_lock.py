"""Where quotes stand in texts that are kept outside git: what `content/quotes.lock` holds, so that a site is built
without those texts. In go articles, out come the lines of the lock, in their parts.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from builder.model.article import Annotation
from builder.model.graph import Anchor, Article
from builder.model.text import digest_of, fold_for_ids

QUOTES = "content/quotes.lock"
IN_TITLE = "title:"
LockedQuote: TypeAlias = tuple[str, str]
"""What was found when a text was at hand: (digest of the text, where the quote stands in it). Every process is sent
those of a whole site, so that a class for them would show in the time of a build."""
Quotes: TypeAlias = Mapping[str, Mapping[str, LockedQuote]]
"""By article, then by the digest of the quote; nothing under an article without statements."""


def locked_quotes(articles: Iterable[Article], before: Quotes) -> Iterator[tuple[str, ...]]:
    """(statement id, digest of the text, digest of the quote, where it stands); of an article without statements
    (article id,).

    What was known of a text that is not at hand stays known. Of texts below their front matter there is nothing.
    """
    for article in articles:
        if article.text_apart and not article.statements:
            yield (article.id,)
        elif article.text_apart:
            text = "" if article.text_away else digest_of(article.body.text)
            for statement in article.statements:
                quote = digest_of_quote(statement.written)
                if statement.anchor:
                    yield statement.id, text or before[article.id][quote][0], quote, spelt(statement.anchor)


def digest_of_quote(written: Annotation) -> str:
    """Changes when the quote may stand elsewhere, and only then."""
    quote, before, after = map(fold_for_ids, (written.quote, written.before, written.after))
    return digest_of("\n".join((quote, str(written.nth), before, after)))


def spelt(anchor: Anchor) -> str:
    """`120-180,200-210` in the folded text, `title:3-20` in the folded title."""
    return (IN_TITLE if anchor.in_title else "") + ",".join(f"{start}-{end}" for start, end in anchor.spans)


def anchor_of(where: str) -> Anchor:
    """The anchor that is spelt so."""
    bounds = (span.partition("-") for span in where.removeprefix(IN_TITLE).split(","))
    return Anchor(tuple((int(start), int(end)) for start, _, end in bounds), where.startswith(IN_TITLE))
