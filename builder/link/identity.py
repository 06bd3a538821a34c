"""One id, one thing, one address: in go all entities, articles and pages, out comes every id and URL taken twice.

Entities and articles share one id space, compared case-folded, and so do their former ids: the addresses that once
were theirs lead to them still.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from builder.link.names import everything, former_ids
from builder.model import urls
from builder.model.corpus import FreePage
from builder.model.entities import Entities
from builder.model.finding import Finding, Spot
from builder.model.graph import Article, Statement

Claim = tuple[str, Spot]
"""An id and where it is given."""


def identities(entities: Entities, articles: Sequence[Article], pages: Iterable[FreePage]) -> list[Finding]:
    owned = () if all_distinct(entities, articles) else owned_ids(entities, articles)
    return [
        *twice(owned, "duplicate-id", "id"),
        *twice(page_urls(pages), "url-collision", "URL"),
        *arrived_twice(articles),
    ]


def all_distinct(entities: Entities, articles: Sequence[Article]) -> bool:
    """Whether no id is taken twice: nearly always so, and sooner seen without their places."""
    ids = [article.front.id for article in articles]
    for article in articles:
        ids += article.front.former
    for record in everything(entities):
        ids += (record.id, *former_ids(record))
    return len({id.casefold() for id in ids}) == len(ids)


def owned_ids(entities: Entities, articles: Iterable[Article]) -> Iterator[Claim]:
    """Every id now in use, then every former one."""
    for record in everything(entities):
        yield record.id, replace(record.spot, on_key=True)
    for article in articles:
        yield article.id, article.front.spot
    for record in everything(entities):
        for former in former_ids(record):
            yield former, Spot(record.spot.file, (*record.spot.keys, "former"), former)
    for article in articles:
        for former in article.front.former:
            yield former, Spot(article.front.spot.file, ("former",), former)


def page_urls(pages: Iterable[FreePage]) -> Iterator[Claim]:
    """Reserved names are refused when a page is parsed."""
    for page in pages:
        yield urls.free_page(page.stem), page.spot


def twice(claims: Iterable[Claim], code: str, word: str) -> Iterator[Finding]:
    first: dict[str, Claim] = {}
    for name, spot in claims:
        other, place = first.setdefault(name.casefold(), (name, spot))
        if place is not spot:
            spelt = "" if other == name else f", there spelt `{other}`"
            message = f"the {word} `{name}` is taken already, in {place.file}{spelt}"
            yield Finding(code, message, spot, f"give one of the two another {word}")


def arrived_twice(articles: Sequence[Article]) -> Iterator[Finding]:
    """Statements that say they stood where another one stands or stood."""
    arrived = [(id, statement) for article in articles for statement in article.arrived
               for id in statement.written.elsewhere]  # fmt: skip
    if not arrived:
        return
    owners: dict[str, Statement] = {}
    left = {id.partition("/")[0] for id, _ in arrived}
    for article in articles:
        for name in left.intersection((article.id, *article.front.former)):
            for statement in article.statements:
                owners.update((f"{name}/{local}", statement) for local in (statement.local, *statement.written.former))
    for id, statement in arrived:
        other = owners.setdefault(id, statement)
        if other is not statement:
            message = f"`{id}` is or was the id of another statement, now `{other.id}`"
            spot = statement.written.at("former", id)
            yield Finding("duplicate-id", message, spot, "take it out, or give the other one another id")
