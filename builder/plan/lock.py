"""The lock as it stands once a site is published: every address so far and now, and when statements first stood
there and last changed their meaning.
"""

import json
import re
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import Any

from builder.model import urls
from builder.model.article import STATEMENT_KEYS
from builder.model.entities import Record
from builder.model.graph import Article, Graph, Statement, on_file, statement_addresses
from builder.model.locks import Lock, LockEntry
from builder.model.prose import Prose
from builder.plan.exports.record import statement as record
from builder.plan.history import Addresses

BESIDE = frozenset({"article", "url", "origin", "disputed_by", *(key.name for key in STATEMENT_KEYS if not key.says)})
"""What may change without a statement's saying anything else."""
LINKED = frozenset(key.name for key in STATEMENT_KEYS if key.kind in ("sentence", "prose"))
WORDS = frozenset(key.name for key in STATEMENT_KEYS if key.kind == "text") | LINKED
"""Text, in which a word is no id."""
ID = re.compile(r"(?<![a-z0-9-])[a-z0-9][a-z0-9-]*(?![a-z0-9-])")


def locked(graph: Graph, pages: Iterable[str]) -> Lock:
    """`pages`: the site paths of all that is published today. Those that every site has are not locked."""
    before, meaning = graph.kept.lock, Meaning(graph)
    new = (page for page in pages if page.endswith("/") and not urls.is_overview(page))
    today = LockEntry(graph.today.isoformat(), graph.today.isoformat(), "")
    found: dict[str, LockEntry | None] = {page: today if is_named(page) else None for page in new}
    found |= before.pages
    for article in graph.articles.values():
        for statement in article.statements:
            found[urls.statement_page(article.id, statement.local)] = entry(
                graph, article, statement, meaning(statement)
            )
    return Lock(found, Addresses(graph).authority)


def is_named(page: str) -> bool:
    """Whether it is the page of an entity, whose feed has an id by its first address."""
    folder, *rest = page.strip("/").split("/")
    return folder in urls.KINDS and folder != urls.FOLDERS["article"] and len(rest) == 1


def entry(graph: Graph, article: Article, statement: Statement, means: str) -> LockEntry:
    """A statement's history up to today, as of its present page; what it said at earlier ones is not forgotten."""
    today, lock = graph.today.isoformat(), graph.kept.lock
    # A site that is locked for the first time may have been published for long, but not from a day that is to come.
    first = today if lock.tag else min(today, on_file(article, statement).isoformat())
    here, *_ = pages = list(statement_addresses(article, statement))
    known = [one for page in pages if (one := lock.pages.get(page))]
    if not known:
        return LockEntry(first, first, means)
    last, now = max(known, key=lambda one: one.changed), lock.pages.get(here)
    return LockEntry(now.first if now else today, last.changed if last.meaning == means else today, means)


class Meaning:
    """A digest of what a statement says, as published; ids count as those that they were first."""

    def __init__(self, graph: Graph) -> None:
        self._graph, self._first = graph, firsts(graph)

    def __call__(self, statement: Statement) -> str:
        written, first = statement.written, self._first
        published = {**record(self._graph, statement), "quote": written.quote, "translation": written.translation}
        item = {key: value for key, value in published.items() if key not in BESIDE}
        if first:
            item |= {key: as_first(value, first) for key, value in item.items() if key not in WORDS}
            item |= {key: links_as_first(getattr(written, key), first) for key in LINKED & item.keys()}
        return blake2b(json.dumps(item, sort_keys=True, ensure_ascii=False).encode(), digest_size=8).hexdigest()


def as_first(value: Any, first: dict[str, str]) -> Any:
    """The same with every id as it was at first."""
    return json.loads(ID.sub(lambda id: first.get(id[0], id[0]), json.dumps(value)))


def links_as_first(prose: Prose, first: dict[str, str]) -> str:
    return prose.filled(prose.source[start:end].replace(id, first.get(id, id), 1) for start, end, id, _ in prose.spans)


def firsts(graph: Graph) -> dict[str, str]:
    """The ids that were others once, each with the first."""
    once = ((record.id, (*record.elsewhere, *record.former)) for record in everything(graph))
    found = {id: former[0].rpartition("/")[2] for id, former in once if former}
    found.update({article.id: article.front.former[0] for article in graph.articles.values() if article.front.former})
    return found


def everything(graph: Graph) -> Iterator[Record]:
    for kind in urls.FOLDERS.keys() - {"article"}:
        yield from graph.entities.of_kind(kind).values()
