"""What articles say of each other: in go all articles, out come they with only such sources and earlier versions
as exist, and a finding for each other one.
"""

from collections.abc import Iterable, Sequence, Set
from dataclasses import replace

from builder.link.names import Names, unresolved
from builder.model.finding import Finding, Spot
from builder.model.graph import Article


def resolve_articles(articles: Sequence[Article], names: Names) -> tuple[list[Article], list[Finding]]:
    ids = {article.front.id for article in articles}
    resolved, findings = [], []
    for article in articles:
        front = article.front
        made_from = front.derives or front.version_of
        wrong = [(key, id) for key, id in references(article) if id not in ids] if made_from else ()
        if wrong:
            findings += [missing(article, key, id, names, ids) for key, id in wrong]
            article = without(article, {id for _, id in wrong})
        resolved.append(article)
    return resolved, findings


def references(article: Article) -> Iterable[tuple[tuple[str | int, ...], str]]:
    front = article.front
    found: list[tuple[tuple[str | int, ...], str]] = [
        (("derives", index, "from"), derivation.source) for index, derivation in enumerate(front.derives)
    ]
    if front.version_of:
        found.append((("version_of",), front.version_of))
    return found


def missing(article: Article, keys: tuple[str | int, ...], id: str, names: Names, ids: Set[str]) -> Finding:
    allow = tuple(code for code, _ in article.front.allow)
    return unresolved(id, "article", Spot(article.front.spot.file, keys, id), names, ids, allow)


def without(article: Article, gone: Set[str]) -> Article:
    front = article.front
    derives = tuple(derivation for derivation in front.derives if derivation.source not in gone)
    version_of = "" if front.version_of in gone else front.version_of
    return replace(article, front=replace(front, derives=derives, version_of=version_of))
