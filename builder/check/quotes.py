"""Quotes that are found, but too long, too many, twice or only in the title; and the paragraph that a quote stands
in."""

import re
from collections.abc import Iterable, Iterator

from builder.model.config import Config
from builder.model.entities import Entities
from builder.model.finding import Finding
from builder.model.graph import Anchor, Article, Statement
from builder.model.text import fold, occurrences, stands, word_count

LONG = 40
"""Words in one quote."""


def only_in_title(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    """A headline often says more than its text."""
    for statement in article.statements:
        if statement.anchor and statement.anchor.in_title:
            message = "the quote is only in the title"
            help = "quote the text if it says the same; otherwise silence the warning with `allow` and a reason"
            yield statement.written.finding("only-in-title", message, "quote", help=help)


def long_quote(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    """A quote is no longer than its point needs."""
    for statement in article.statements:
        quote = statement.written.quote
        words = word_count(quote, 0, len(quote)) + 1
        if words > LONG and (words := word_count(quote := fold(quote), 0, len(quote)) + 1) > LONG:
            message = f"the quote has {words:.0f} words; more than {LONG} is long"
            help = "quote less, or make two statements"
            yield statement.written.finding("long-quote", message, "quote", help=help)


def quote_share(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    """Where only quotes may be published, they stay a small part of the text."""
    if article.rights == "excerpt" and article.quoted_share > config.quote_limit:
        whole = round(article.quoted_share)
        shown = whole if whole > config.quote_limit else f"just over {config.quote_limit}"
        share = f"you quote {shown} percent of the article's words"
        message = f"{share}; the limit is {config.quote_limit}"
        help = "quote less, or set `rights: full` if you may publish the whole text"
        yield article.front.finding("quote-share", message, "title", help=help)


def same_span(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    """Two statements on the same words can only be told apart by ids."""
    first: dict[Anchor, Statement] = {}
    for statement in article.statements:
        if statement.anchor is None:
            continue
        other = first.setdefault(statement.anchor, statement)
        if other is not statement and not (other.written.id and statement.written.id):
            unnamed = statement if not statement.written.id else other
            message = "another statement quotes the same words, and not both have an `id`"
            help = "give each of the two its own `id`"
            yield unnamed.written.finding("same-span", message, "quote", help=help)


ARTICLE_RULES = (only_in_title, long_quote, quote_share, same_span)


GAP = re.compile(r" \.\.\. |\s?\[\.\.\.\]\s?")


def beside(words: str, article: Article, statement: Statement) -> bool:
    """Whether these printed words stand in the quote's paragraph, as far as there is a text to look into."""
    block = paragraph(article, statement)
    return block is None or stands_in(words, block)


def paragraph(article: Article, statement: Statement) -> str | None:
    """The folded block around the quote, from its first span to its last; the title where the quote stands there.

    None where there is no text.
    """
    anchor = statement.anchor
    if anchor and anchor.in_title:
        return fold(article.front.title)
    if anchor is None or article.text_away:
        return None
    text = article.body.text
    start, end = anchor.spans[0][0], anchor.spans[-1][1]
    close = text.find("\n", end)
    return text[text.rfind("\n", 0, start) + 1 : close if close >= 0 else len(text)]


def stands_in(words: str, text: str) -> bool:
    """Whether these printed words stand in the folded text: whole words, with gaps where they have them."""
    folded = fold(words)
    if stands(text, folded):
        return True
    parts = GAP.split(folded) if "..." in folded else ()
    return len(parts) > 1 and any(_in_order(parts, block) for block in text.split("\n"))


def _in_order(parts: Iterable[str], block: str) -> bool:
    at = 0
    for part in parts:
        following = next(occurrences(block, part, at), None) if part else (at, at)
        if following is None:
            return False
        at = following[1]
    return True
