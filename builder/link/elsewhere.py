"""Where else a quote stands: in go findings and all articles, out come the findings, those of quotes not found with
a note that names the articles in which they do stand, by the same rules.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from builder.link.anchor import find
from builder.model.corpus import Annotation
from builder.model.finding import Finding
from builder.model.fold import fold
from builder.model.graph import Article

MISSING = "quote-not-found"


def stands_elsewhere(findings: Sequence[Finding], articles: Iterable[Article]) -> tuple[Finding, ...]:
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
    keys = finding.spot.keys
    if finding.code != MISSING or len(keys) < 2 or not isinstance(keys[1], int):
        return finding
    annotation = written.get((finding.spot.file, keys[1]))
    if annotation is None:
        return finding
    quote = fold(annotation.quote)
    there = (
        article.id for article in articles if find(quote, article.body.text) or find(quote, fold(article.front.title))
    )
    notes = tuple(f"it stands in `{id}`" for id in there)
    return replace(finding, notes=(*finding.notes, *notes))
