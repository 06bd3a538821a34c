"""Quotes that are found, but too long, too many, twice or only in the title. An article in, findings out."""

from collections.abc import Iterator

from builder.model.config import Config
from builder.model.entities import Entities
from builder.model.finding import Finding, Spot
from builder.model.graph import Anchor, Article, Statement

LONG = 40
"""Words in one quote."""


def only_in_title(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    """A headline often says more than its text."""
    for statement in article.statements:
        if statement.anchor and statement.anchor.in_title:
            message = "the quote stands only in the title"
            help = "quote the text if it says the same; else allow this with the reason"
            yield _finding("only-in-title", message, statement, help)


def long_quote(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    """A quote is no longer than its point needs."""
    for statement in article.statements:
        words = statement.written.quote.count(" ") + 1
        if words > LONG and (words := len(statement.written.quote.split())) > LONG:
            message = f"the quote has {words} words, more than {LONG}"
            yield _finding("long-quote", message, statement, "quote less, or make two statements of it")


def quote_share(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    """Where only quotes may be published, they stay a small part of the text."""
    if article.rights == "excerpt" and article.quoted_share > config.quote_limit:
        yield Finding(
            "quote-share",
            f"{article.quoted_share:.0f} percent of the article's words stand in quotes, "
            f"more than {config.quote_limit}",
            Spot(article.front.spot.file, ("title",)),
            "quote less of it, or set `rights: full` if you may publish the text",
            allow=tuple(code for code, _ in article.front.allow),
        )


def same_span(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    """Two statements on the same words can only be told apart by ids."""
    first: dict[Anchor, Statement] = {}
    for statement in article.statements:
        if statement.anchor is None:
            continue
        other = first.setdefault(statement.anchor, statement)
        if other is not statement and not (other.written.id and statement.written.id):
            unnamed = statement if not statement.written.id else other
            message = "another statement stands on the same words, and not both have an `id`"
            yield _finding("same-span", message, unnamed, "give each of the two an `id` of its own")


def _finding(code: str, message: str, statement: Statement, help: str) -> Finding:
    written = statement.written
    allow = tuple(allowed for allowed, _ in written.allow)
    return Finding(code, message, written.at("quote"), help, allow=allow)


ARTICLE_RULES = (only_in_title, long_quote, quote_share, same_span)
