"""The whole site as meant: in go the configuration, the day, the entities and the linked articles, out come the
graph of what is published and what does not fit together across articles.

Each fold is a pure function in a module of its own; here they stand in their order. Every one of them gets statements
in the order of telling, the earliest first, so that ties are broken alike everywhere.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from builder.link.articles import resolve_articles
from builder.link.backlinks import backlinks, derived, mentions
from builder.link.chain import origins
from builder.link.identity import identities
from builder.link.levels import levels
from builder.link.names import kinds, prepare
from builder.link.positions import disagreements, positions
from builder.link.prose import prose_links
from builder.link.published import publish
from builder.link.relations import Bearing, Replaced, acyclic, relate, replaced, with_void
from builder.link.status import standing
from builder.model.config import Config
from builder.model.corpus import FreePage
from builder.model.dates import When
from builder.model.entities import Entities
from builder.model.finding import Finding
from builder.model.graph import Article, Graph, Standing, Statement


def link_graph(
    config: Config,
    today: date,
    entities: Entities,
    articles: Iterable[Article],
    pages: tuple[FreePage, ...] = (),
    *,
    drafts: bool = False,
    files: frozenset[str] = frozenset(),
) -> tuple[Graph, tuple[Finding, ...]]:
    """`articles` in any order, drafts included; with `drafts` they are published too. `files` are paths within
    the output of what is copied as it is."""
    filed = sorted(articles, key=lambda article: (article.id, article.path))
    findings = identities(entities, filed, pages)
    names = prepare(entities)
    findings += prose_links(config, names, filed, pages)
    filed, found = resolve_articles(filed, names)
    shown = publish(entities, filed, pages, today, config.timezone, drafts=drafts)
    earliest_first = sorted(shown.articles, key=lambda article: (telling(article.front.published), article.id))
    by_id = {article.id: article for article in latest_first(earliest_first)}
    statements = {statement.id: statement for article in by_id.values() for statement in article.statements}
    told = [statement for article in earliest_first for statement in article.statements]
    bearing, unknown = relate(told, statements)
    bearing, circles = acyclic(bearing, statements)
    bearing = with_void(bearing, statements, by_id)
    findings += [*found, *unknown, *circles]
    folded = fold(config, shown.entities, by_id, statements, told, bearing)
    graph = Graph(config, today, shown.entities, by_id, statements, shown.pages, files, **folded)
    return graph, tuple(dict.fromkeys(findings))


def latest_first(articles: Iterable[Article]) -> list[Article]:
    """Those told at one time stay in the order of their ids."""
    return sorted(articles, key=lambda article: telling(article.front.published), reverse=True)


def telling(published: When) -> tuple[date, date, str]:
    """The last possible day counts, then the first, then the clock."""
    return (published.end, published.start, published.time)


def fold(
    config: Config,
    entities: Entities,
    articles: Mapping[str, Article],
    statements: Mapping[str, Statement],
    told: Sequence[Statement],
    bearing: Bearing,
) -> dict[str, Any]:
    """The fields of the graph that are worked out, by name."""
    gone = replaced(bearing, statements)
    rests = origins(articles)
    taken = positions(told, articles, gone, bearing, rests)
    lists = backlinks(latest_happened(told), kinds(entities))
    return {
        "origins": rests,
        "bearing": bearing,
        "standings": standings(config, entities, articles, told, gone, bearing, statements),
        "levels": levels(told, articles, gone, bearing),
        "positions": taken,
        "disagreements": disagreements(taken),
        "overtaken": {id: frozenset(keys) for id, keys in gone.items()},
        "sayings": lists.sayings,
        "by_deal": lists.by_deal,
        "by_voice": lists.by_voice,
        "by_named": lists.by_named,
        "by_event": lists.by_event,
        "by_mention": mentions(articles.values()),
        "derived": derived(articles.values()),
    }


def latest_happened(told: Sequence[Statement]) -> list[Statement]:
    """In order of happening, the latest first; of what happened at one time, the latest told first."""

    def lateness(statement: Statement) -> tuple[date, date]:
        when = statement.written.when or statement.told
        if when.first and when.last:
            return (when.last, when.first)
        return (when.end, when.start)

    latest_told_first = told[::-1]
    return sorted(latest_told_first, key=lateness, reverse=True)


def standings(
    config: Config,
    entities: Entities,
    articles: Mapping[str, Article],
    told: Sequence[Statement],
    gone: Replaced,
    bearing: Bearing,
    statements: Mapping[str, Statement],
) -> dict[str, Standing]:
    """Every deal's, in order of id, those of deals without a status included."""
    reports: dict[str, list[Statement]] = defaultdict(list)
    for statement in told:
        written = statement.written
        if (
            written.status
            and len(written.deals) == 1
            and written.mode in ("asserted", "denied")
            and articles[statement.article].counts
            and "status" not in gone.get(statement.id, ())
        ):
            reports[written.deals[0]].append(statement)
    dates = corrected_dates(gone, statements)
    denials = denials_by_target(bearing, gone, statements)
    return {
        id: standing(deal, config.ladders[deal.ladder], reports[id], dates, denials)
        for id, deal in sorted(entities.deals.items())
        if deal.ladder in config.ladders
    }


def corrected_dates(gone: Replaced, statements: Mapping[str, Statement]) -> dict[str, When]:
    """Statement id to the date that a correction or update has put in place of its own."""
    dates = {}
    for id, keys in gone.items():
        when = statements[keys["when"]].written.when if "when" in keys else None
        if when:
            dates[id] = when
    return dates


def denials_by_target(
    bearing: Bearing, gone: Replaced, statements: Mapping[str, Statement]
) -> dict[str, tuple[Statement, ...]]:
    """Statement id to the denied statements that dispute it by name and still count."""
    found = {}
    for target, relations in bearing.items():
        sources = [statements[one.source] for one in relations if one.kind == "disputes" and not one.void]
        found[target] = tuple(
            source
            for source in sources
            if source.written.mode == "denied" and "positions" not in gone.get(source.id, ())
        )
    return found
