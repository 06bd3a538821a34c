"""What a site's sources hold that may not be public, whether or not it is published: in goes a corpus, out come the
files, each with the reason.
"""

from collections.abc import Iterator

from builder.link.names import everything
from builder.link.published import under_embargo
from builder.model.corpus import Front
from builder.model.entities import Record
from builder.model.graph import Article, Corpus
from builder.model.withheld import Withheld


def withheld(corpus: Corpus) -> tuple[Withheld, ...]:
    """Texts that rights forbid, drafts, and what is under embargo; a file once for each reason, sorted."""
    return tuple(sorted(set(_all(corpus)), key=lambda one: (one.file, one.why)))


def _all(corpus: Corpus) -> Iterator[Withheld]:
    for record in everything(corpus.entities):
        yield from _waiting(record, corpus)
    for article in corpus.articles:
        yield from _waiting(article.front, corpus)
        yield from _of_article(article)
    for page in corpus.pages:
        if page.draft:
            yield Withheld(page.spot.file, "draft")


def _waiting(one: Record | Front, corpus: Corpus) -> Iterator[Withheld]:
    if one.draft:
        yield Withheld(one.spot.file, "draft")
    if under_embargo(one, corpus.today, corpus.config.timezone):
        yield Withheld(one.spot.file, "embargo")


def _of_article(article: Article) -> Iterator[Withheld]:
    if article.rights != "full" and article.body.text:
        yield Withheld(article.body.file, "text")
    for statement in article.statements:
        if statement.written.draft:
            yield Withheld(statement.written.file, "draft")
