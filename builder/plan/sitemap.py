"""What search engines are told: every page that is meant to be found, with the last day on which something that it
shows was put on file or corrected; and where that list is. No page is made for it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain

from builder.model import urls
from builder.model.entities import Record
from builder.model.graph import Article
from builder.model.machine import PlainText, Sitemap
from builder.plan import ledger
from builder.plan.actors import asides
from builder.plan.addresses import on_file
from builder.plan.article_index import by_month, is_long
from builder.plan.briefings import numbered, statements
from builder.plan.events import told
from builder.plan.material import Material
from builder.plan.parts import parts
from builder.plan.periods import Filed
from builder.plan.plans import Plans, one

ROBOTS = "/robots.txt"
MOST = 50_000
"""Addresses that one sitemap may hold."""
INDEXES = ("/", *map(urls.index, urls.FOLDERS), "/dates/", "/disagreements/", "/money/", "/watch/", "/corrections/",
           urls.DATA, urls.SEARCH)  # fmt: skip

Pages = Iterator[tuple[str, date | None]]
"""Site paths, each with the last day on which something there changed, where that is known."""


def plans(material: Material) -> Plans:
    """Neither without an address, nor where the site has such a file of its own."""
    graph = material.graph
    if graph.config.url:
        if urls.SITEMAP[1:] not in graph.files:
            yield urls.SITEMAP, lambda: sitemaps(material, MOST)
        if ROBOTS[1:] not in graph.files:
            yield one(ROBOTS, robots, material)


def robots(material: Material) -> PlainText:
    where = material.canonical(urls.SITEMAP)
    return PlainText(path=ROBOTS, text=f"User-agent: *\nAllow: /\n\nSitemap: {where}\n")


def sitemaps(material: Material, most: int) -> Iterator[Sitemap]:
    """One, or an index and as many as it takes."""
    found = [(material.canonical(path), day.isoformat() if day else "") for path, day in pages(material)]
    if len(found) <= most:
        yield Sitemap(path=urls.SITEMAP, addresses=tuple(found))
        return
    shares = [tuple(found[start : start + most]) for start in range(0, len(found), most)]
    named = [(urls.sitemap_part(number), share) for number, share in enumerate(shares, 1)]
    lists = tuple((material.canonical(path), max(day for _, day in share)) for path, share in named)
    yield Sitemap(path=urls.SITEMAP, addresses=lists, index=True)
    for path, share in named:
        yield Sitemap(path=path, addresses=share)


def pages(material: Material) -> Pages:
    """All that are meant to be found. One at a former address, and the one for who is lost, are not; a statement's own
    only where the site says so."""
    graph = material.graph
    withdrawn = (one.on.end for one in graph.kept.withdrawn.values())
    changed = max((*material.addresses.updated.values(), *withdrawn), default=material.recency.last_day)
    yield from ((path, changed) for path in INDEXES)
    yield from ((urls.free_page(page.stem), None) for page in graph.pages)
    for kind in KINDS:
        for id, record in graph.entities.of_kind(kind).items():
            if id in material.existing:
                yield from _record(material, kind, record)
    days = {id: _of_article(material, article) for id, article in graph.articles.items()}
    yield from ((urls.record("article", id), day) for id, day in days.items())
    if graph.config.index_statements:
        updated = material.addresses.updated
        for statement in graph.statements.values():
            yield urls.statement_page(statement.article, statement.local), updated[statement.id]
    if is_long(graph):
        for month, members in by_month(graph).items():
            yield urls.part(urls.index("article"), month), max(days[article.id] for article in members)
    for part in ledger.parts_of(material):
        yield part.path, last(material, (id for deal in part.ids for id in ledger.statements(material, deal)))
    yield from _dates(material)


def last(material: Material, ids: Iterable[str], *more: date) -> date | None:
    """The last day on which any of these statements changed; or one of `more`."""
    return max(chain(map(material.addresses.updated.__getitem__, ids), more), default=None)


def _record(material: Material, kind: str, record: Record) -> Pages:
    """Its page, and the parts of one too long."""
    graph, path = material.graph, urls.record(kind, record.id)
    own = [entry.on.end for entry in record.corrected]
    near = (record.id, *(material.parts.get(record.id, ()) if kind == "deal" else ()))
    by = (graph.by_deal, graph.by_voice, graph.by_event, graph.by_named)
    yield path, last(material, chain.from_iterable(index.get(id, ()) for index in by for id in near), *own)
    for at, ids in _lists(material, kind, record.id):
        if at != path:
            yield at, last(material, ids)
        yield from ((part.path, last(material, part.ids)) for part in parts(material.days, at, ids))


def _lists(material: Material, kind: str, id: str) -> Iterator[tuple[str, Sequence[str]]]:
    """The lists of statements on a record's page that may be too long for it, each with the page that they begin on."""
    graph, path = material.graph, urls.record(kind, id)
    if kind == "deal":
        yield path, graph.by_deal.get(id, ())
    if kind == "actor":
        yield path, graph.by_voice.get(id, ())
        yield from ((urls.part(path, folder), ids) for folder, ids in asides(material, id))
    if kind == "event":
        yield path, told(material, id)[0]
    if kind == "place":
        yield path, graph.by_named.get(id, ())


def _of_article(material: Material, article: Article) -> date:
    own = [on_file(article), *(entry.on.end for entry in article.front.corrected)]
    return last(material, (statement.id for statement in article.statements), *own) or own[0]


def _dates(material: Material) -> Pages:
    """Days, months and years; a month shows what is on its days, and a year what is in its months."""
    days: dict[str, list[date]] = defaultdict(list)
    for period, filed in material.periods.items():
        if day := _of_period(material, filed):
            for length in {urls.YEAR, urls.MONTH, len(period)}:
                days[period[:length]].append(day)
    for period, filed in material.periods.items():
        yield urls.day(period), max(days[period], default=None)
        yield from ((path, last(material, ids)) for path, _, ids in numbered(period, statements(filed)))


def _of_period(material: Material, filed: Filed) -> date | None:
    graph = material.graph
    accounts = (id for event in filed.events for id in graph.by_event.get(event, ()))
    articles = (on_file(graph.articles[id]) for id in filed.articles)
    return last(material, chain(filed.happened, filed.said, filed.due, accounts), *articles)


KINDS = ("deal", "actor", "event", "place", "question")
