"""What search engines are told: every page that is meant to be found, with the last day on which something that it
shows was put on file or corrected; and where that list is. No page is made for it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain

from builder.model import urls
from builder.model.data_files import PlainText, Sitemap
from builder.model.entities import RECORDS, Record
from builder.model.graph import Article, on_file
from builder.model.sections import SECTIONS
from builder.plan.context import PlanContext, Plans, one
from builder.plan.pages import money
from builder.plan.pages.actors import asides
from builder.plan.pages.articles import by_month, is_long
from builder.plan.pages.events import accounts_and_mentions
from builder.plan.parts.day_briefing import numbered, statements
from builder.plan.parts.pagination import parts
from builder.plan.parts.periods import PeriodContents

MOST = 50_000
"""Addresses that one sitemap may hold."""
INDEXES = (urls.HOME, *map(urls.index, (*RECORDS, "article")),
           *(section.path for section in SECTIONS.values() if section.sitemap and not section.kind))  # fmt: skip
"""Those of records, then those across the site."""


Pages = Iterator[tuple[str, date | None]]
"""Site paths, each with the last day on which something there changed, where that is known."""


def plans(context: PlanContext) -> Plans:
    """Neither without an address, nor where the site has such a file of its own."""
    graph = context.graph
    if graph.config.url:
        if urls.SITEMAP[1:] not in graph.files:
            yield urls.SITEMAP, lambda: sitemaps(context, MOST)
        if urls.ROBOTS[1:] not in graph.files:
            yield one(urls.ROBOTS, robots, context)


def robots(context: PlanContext) -> PlainText:
    where = context.canonical(urls.SITEMAP)
    return PlainText(path=urls.ROBOTS, text=f"User-agent: *\nAllow: /\n\nSitemap: {where}\n")


def sitemaps(context: PlanContext, most: int) -> Iterator[Sitemap]:
    """One, or an index and as many as it takes."""
    found = [(context.canonical(path), day.isoformat() if day else "") for path, day in pages(context)]
    if len(found) <= most:
        yield Sitemap(path=urls.SITEMAP, addresses=tuple(found))
        return
    shares = [tuple(found[start : start + most]) for start in range(0, len(found), most)]
    named = [(urls.sitemap_part(number), share) for number, share in enumerate(shares, 1)]
    lists = tuple((context.canonical(path), max(day for _, day in share)) for path, share in named)
    yield Sitemap(path=urls.SITEMAP, addresses=lists, index=True)
    for path, share in named:
        yield Sitemap(path=path, addresses=share)


def pages(context: PlanContext) -> Pages:
    """All that are meant to be found. One at a former address, and the one for who is lost, are not; a statement's own
    only where the site says so."""
    graph = context.graph
    withdrawn = (one.on.end for one in graph.kept.withdrawn.values())
    changed = max((*context.addresses.updated.values(), *withdrawn), default=context.recency.last_day)
    yield from ((path, changed) for path in INDEXES)
    yield from ((urls.free_page(page.stem), None) for page in graph.pages)
    for kind in KINDS:
        for id, record in graph.entities.of_kind(kind).items():
            if id in context.existing:
                yield from _record(context, kind, record)
    days = {id: _of_article(context, article) for id, article in graph.articles.items()}
    yield from ((urls.record("article", id), day) for id, day in days.items())
    if graph.config.index_statements:
        updated = context.addresses.updated
        for statement in graph.statements.values():
            yield urls.statement_page(statement.article, statement.local), updated[statement.id]
    if is_long(graph):
        for month, members in by_month(graph).items():
            yield urls.part(urls.index("article"), month), max(days[article.id] for article in members)
    for part in money.parts_of(context):
        yield part.path, last(context, (id for deal in part.ids for id in money.statements(context, deal)))
    yield from _dates(context)


def last(context: PlanContext, ids: Iterable[str], *more: date) -> date | None:
    """The last day on which any of these statements changed; or one of `more`."""
    return max(chain(map(context.addresses.updated.__getitem__, ids), more), default=None)


def _record(context: PlanContext, kind: str, record: Record) -> Pages:
    """Its page, and the parts of one too long."""
    graph, path = context.graph, urls.record(kind, record.id)
    own = [entry.on.end for entry in record.corrected]
    near = (record.id, *(context.parts.get(record.id, ()) if kind == "deal" else ()))
    by = (graph.by_deal, graph.by_voice, graph.by_event, graph.by_named)
    yield path, last(context, chain.from_iterable(index.get(id, ()) for index in by for id in near), *own)
    for at, ids in _lists(context, kind, record.id):
        if at != path:
            yield at, last(context, ids)
        yield from ((part.path, last(context, part.ids)) for part in parts(context.days, at, ids))


def _lists(context: PlanContext, kind: str, id: str) -> Iterator[tuple[str, Sequence[str]]]:
    """The lists of statements on a record's page that may be too long for it, each with the page that they begin on."""
    graph, path = context.graph, urls.record(kind, id)
    if kind == "deal":
        yield path, graph.by_deal.get(id, ())
    if kind == "actor":
        yield path, graph.by_voice.get(id, ())
        yield from ((urls.part(path, folder), ids) for folder, ids in asides(context, id))
    if kind == "event":
        yield path, accounts_and_mentions(context, id)[0]
    if kind == "place":
        yield path, graph.by_named.get(id, ())


def _of_article(context: PlanContext, article: Article) -> date:
    own = [on_file(article), *(entry.on.end for entry in article.front.corrected)]
    return last(context, (statement.id for statement in article.statements), *own) or own[0]


def _dates(context: PlanContext) -> Pages:
    """Days, months and years; a month shows what is on its days, and a year what is in its months."""
    days: dict[str, list[date]] = defaultdict(list)
    for period, filed in context.periods.items():
        if day := _of_period(context, filed):
            for length in {urls.YEAR, urls.MONTH, len(period)}:
                days[period[:length]].append(day)
    for period, filed in context.periods.items():
        yield urls.day(period), max(days[period], default=None)
        yield from ((path, last(context, ids)) for path, _, ids in numbered(period, statements(filed)))


def _of_period(context: PlanContext, filed: PeriodContents) -> date | None:
    graph = context.graph
    accounts = (id for event in filed.events for id in graph.by_event.get(event, ()))
    articles = (on_file(graph.articles[id]) for id in filed.articles)
    return last(context, chain(filed.happened, filed.said, filed.due, filed.put_off, accounts), *articles)


KINDS = ("deal", "actor", "event", "place", "question")
