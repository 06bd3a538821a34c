"""The lock as it stands once a site is published: every address so far and now, and when statements first stood
there and last changed their meaning.
"""

import json
from collections.abc import Iterable
from hashlib import blake2b

from builder.model import urls
from builder.model.existing import statement_addresses
from builder.model.graph import Article, Graph, Statement
from builder.model.kept import Entry, Lock
from builder.plan.addresses import Addresses, on_file
from builder.plan.record import statement as record

BESIDE = ("id", "url", "origin", "former", "recorded")
"""What may change without a statement's saying anything else."""


def locked(graph: Graph, pages: Iterable[str]) -> Lock:
    """`pages`: the site paths of all that is published today. Those that every site has are not locked."""
    before = graph.kept.lock
    new = (page for page in pages if page.endswith("/") and not urls.is_overview(page))
    found: dict[str, Entry | None] = {**before.pages, **{page: before.pages.get(page) for page in new}}
    for article in graph.articles.values():
        for statement in article.statements:
            found[urls.statement_page(article.id, statement.local)] = entry(graph, article, statement)
    return Lock(found, Addresses(graph).authority)


def entry(graph: Graph, article: Article, statement: Statement) -> Entry:
    """A statement's history up to today, as of its present page; what it said at earlier ones is not forgotten."""
    today, means, lock = graph.today.isoformat(), meaning(graph, statement), graph.kept.lock
    # A site that is locked for the first time may have been published for long.
    first = today if lock.tag else on_file(article, statement).isoformat()
    here, *_ = pages = list(statement_addresses(article, statement))
    known = [one for page in pages if (one := lock.pages.get(page))]
    if not known:
        return Entry(first, first, means)
    last, now = max(known, key=lambda one: one.changed), lock.pages.get(here)
    return Entry(now.first if now else today, last.changed if last.meaning == means else today, means)


def meaning(graph: Graph, statement: Statement) -> str:
    """A digest of what a statement says, as published."""
    written = statement.written
    published = {**record(graph, statement), "quote": written.quote, "translation": written.translation}
    item = {key: value for key, value in published.items() if key not in BESIDE}
    return blake2b(json.dumps(item, sort_keys=True, ensure_ascii=False).encode(), digest_size=8).hexdigest()
