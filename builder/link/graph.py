"""The whole site as meant: in go the linked articles, the entities and the settings, out come the graph of what
is published and what does not fit together across articles.

Each fold is a pure function in a module of its own; here they stand in their order. Every one of them gets statements
in the order of telling, the earliest first, so that ties are broken alike everywhere. `again` does the same where only
some articles have changed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from operator import attrgetter

from builder.link.article import origins
from builder.link.money import levels, updates
from builder.link.names import Names, identities, prepare, unresolved
from builder.link.positions import disagreement, positions
from builder.link.relations import (
    Backlinks,
    Bearing,
    Group,
    Groups,
    Lists,
    Replaced,
    acyclic,
    backlinks,
    contradicted_by,
    derived,
    dues,
    grouped,
    is_update,
    latest_happened,
    mentions,
    outcomes,
    relate,
    replaced,
    telling,
    unknown_settling,
    with_void,
)
from builder.link.status import Known, aged, moves, standing
from builder.link.visibility import Visible, prose_links, publish
from builder.model.article import FreePage
from builder.model.config import Config
from builder.model.dates import When
from builder.model.entities import Deal, Entities
from builder.model.finding import Finding
from builder.model.graph import (
    Article,
    Corpus,
    Disagreement,
    Graph,
    Held,
    Level,
    Mention,
    Relation,
    Standing,
    Statement,
    on_file,
)

Findings = tuple[Finding, ...]


@dataclass(frozen=True)
class RelationIndex:
    """What statements do to each other, in the forms in which the folds ask for it."""

    bearing: Bearing
    gone: Replaced
    dates: dict[str, When]
    """Statement id to the date that a correction has put in place of its own."""
    denials: dict[str, Group]
    """Statement id to the denied statements that dispute it by name and still count."""
    updated: dict[str, tuple[str, ...]]
    """Statement id to those whose sum was right in its time and which it has updated."""
    outcomes: dict[str, Relation]
    """Statement id to the last that was told of what came of it."""


@dataclass(frozen=True)
class Linked:
    """A graph, with what was found and with what it was folded from."""

    corpus: Corpus
    shown: Visible
    admitted: Findings
    """What was found in admitting."""
    graph: Graph
    findings: Findings
    groups: Groups
    ties: RelationIndex
    levels: dict[str, tuple[Level, ...]]
    """By deal."""


@dataclass(frozen=True)
class FoldedGraph:
    """What is worked out, in the forms in which it is folded."""

    origins: dict[str, str]
    standings: dict[str, Standing]
    levels: dict[str, tuple[Level, ...]]
    """By deal."""
    positions: dict[str, tuple[Held, ...]]
    """By question, in order of id; of some there may be none left."""
    lists: Backlinks
    mentions: dict[str, tuple[Mention, ...]]
    derived: Lists


def link_graph(
    config: Config,
    today: date,
    entities: Entities,
    articles: Iterable[Article],
    pages: tuple[FreePage, ...] = (),
    *,
    drafts: bool = False,
    files: frozenset[str] = frozenset(),
) -> tuple[Graph, Findings]:
    """`articles` in any order, drafts included; with `drafts` they are published too. `files` are paths within
    the output of what is copied as it is."""
    linked = link(Corpus(config, today, entities, tuple(articles), pages, files, drafts))
    return linked.graph, linked.findings


def link(corpus: Corpus) -> Linked:
    """Links everything."""
    shown, findings = admit(corpus)
    told = sorted(shown.articles, key=earliness)
    articles = latest_first(told)
    statements = {statement.id: statement for article in articles.values() for statement in article.statements}
    in_order = [statement for article in told for statement in article.statements]
    groups = grouped(in_order)
    ties, found = tie(groups, statements, articles)
    found += unknown_settling(shown.entities.questions.values(), statements)
    rests = origins(articles.values(), articles)
    rows = {deal: levels(sums, articles, ties.gone, ties.updated, ties.dates) for deal, sums in groups.sums.items()}
    taken = {question: taken_on(question, groups, articles, ties, rests) for question in sorted(groups.answers)}
    lists = backlinks(latest_happened(in_order), shown.entities.kinds)
    standings = {deal.id: stand(deal, corpus, groups, ties, articles) for deal in laddered(shown, corpus)}
    folded = FoldedGraph(rests, standings, rows, taken, lists, mentions(articles.values()), derived(articles.values()))
    graph = woven(corpus, shown, articles, statements, groups, ties, folded)
    wrong = tuple(dict.fromkeys((*findings, *found)))
    return Linked(corpus, shown, findings, graph, wrong, groups, ties, rows)


def woven(
    corpus: Corpus,
    shown: Visible,
    articles: dict[str, Article],
    statements: dict[str, Statement],
    groups: Groups,
    ties: RelationIndex,
    folded: FoldedGraph,
) -> Graph:
    """The graph of all that has been worked out."""
    lists = folded.lists
    return Graph(
        corpus.config,
        corpus.today,
        shown.entities,
        articles,
        statements,
        shown.pages,
        corpus.files,
        corpus.kept,
        shown.waiting,
        as_of=corpus.as_of,
        origins=folded.origins,
        bearing=ties.bearing,
        contradicted_by=contradicted_by(folded.standings.values(), ties.bearing),
        outcomes=ties.outcomes,
        dues=dues(groups.awaited.get("", ()), articles, ties.gone, ties.outcomes, corpus.today),
        redated=ties.dates,
        standings=folded.standings,
        levels=in_one(folded.levels),
        positions={question: held for question, held in folded.positions.items() if held},
        disagreements=quarrels(folded.positions),
        settled=settlements(shown.entities, folded.positions),
        overtaken={id: frozenset(keys) for id, keys in ties.gone.items()},
        sayings=lists.sayings,
        by_deal=lists.by_deal,
        by_voice=lists.by_voice,
        by_named=lists.by_named,
        by_event=lists.by_event,
        by_mention=folded.mentions,
        derived=folded.derived,
    )


def admit(corpus: Corpus) -> tuple[Visible, Findings]:
    """What may be published; and ids and links that do not fit, be they published or not."""
    filed = sorted(corpus.articles, key=attrgetter("front.id", "path"))
    names = prepare(corpus.entities)
    findings = identities(corpus.entities, filed, corpus.pages)
    findings += prose_links(corpus.config, names, filed, corpus.pages)
    filed, found = resolve_articles(filed, names)
    today, zone, withdrawn = corpus.today, corpus.config.timezone, corpus.kept.withdrawn
    shown = publish(
        corpus.entities, filed, corpus.pages, today, zone, withdrawn, drafts=corpus.drafts, as_of=corpus.as_of
    )
    return shown, (*findings, *found)


def earliness(article: Article) -> tuple[tuple[date, date, str], str]:
    return telling(article.front.published), article.front.id


def latest_first(told: Sequence[Article]) -> dict[str, Article]:
    """By id; those told at one time stay in the order of their ids."""
    return {
        article.front.id: article
        for article in sorted(told, key=lambda article: telling(article.front.published), reverse=True)
    }


def tie(
    groups: Groups, statements: Mapping[str, Statement], articles: Mapping[str, Article]
) -> tuple[RelationIndex, list[Finding]]:
    bearing, unknown = relate(groups.relating.get("", ()), statements)
    bearing, circles = acyclic(bearing, statements)
    bearing = with_void(bearing, statements, articles)
    gone = replaced(bearing, statements)
    ties = RelationIndex(
        bearing,
        gone,
        corrected_dates(gone, statements, bearing),
        denials_by_target(bearing, gone, statements),
        updates(statements, articles, gone, bearing),
        outcomes(bearing),
    )
    return ties, [*unknown, *circles]


def laddered(shown: Visible, corpus: Corpus) -> list[Deal]:
    """The deals that can stand somewhere, in order of id, those without a status included."""
    return [deal for _, deal in sorted(shown.entities.deals.items()) if deal.ladder in corpus.config.ladders]


def stand(deal: Deal, corpus: Corpus, groups: Groups, ties: RelationIndex, articles: Mapping[str, Article]) -> Standing:
    reports = [
        statement
        for statement in groups.reports.get(deal.id, ())
        if articles[statement.article].counts and "status" not in ties.gone.get(statement.id, ())
    ]
    ladder = corpus.config.ladders[deal.ladder]
    found = standing(deal, ladder, reports, ties.dates, ties.denials)
    moved = moves(ladder, tuple(known(deal, corpus.today, groups, ties, articles)), ties.dates)
    return replace(aged(found, deal, ladder, corpus.today, corpus.config.stale_after), moves=tuple(moved))


def known(
    deal: Deal, today: date, groups: Groups, ties: RelationIndex, articles: Mapping[str, Article]
) -> Iterator[Known]:
    """The asserted reports of a deal's status, each with the days between which it counted, today at the latest."""
    for statement in groups.reports.get(deal.id, ()):
        if statement.written.mode == "asserted":
            article = articles[statement.article]
            since, standing_on = on_file(article, statement), article.front.standing_on
            ends = [] if article.counts else [standing_on.end if standing_on else since]
            by = ties.gone.get(statement.id, {}).get("status")
            if by:
                source = articles[by.partition("/")[0]]
                ends += [on_file(source, each) for each in source.statements if each.id == by]
            yield Known(statement, min(since, today), min(today, max(since, *ends)) if ends else date.max)


def taken_on(
    question: str, groups: Groups, articles: Mapping[str, Article], ties: RelationIndex, rests: Mapping[str, str]
) -> tuple[Held, ...]:
    return positions(question, groups.answers[question], articles, ties.gone, ties.bearing, rests, ties.dates)


def in_one(rows: Mapping[str, tuple[Level, ...]]) -> tuple[Level, ...]:
    """The money of all deals, in order of their ids."""
    return tuple(chain.from_iterable(rows[deal] for deal in sorted(rows)))


def quarrels(taken: Mapping[str, tuple[Held, ...]]) -> tuple[Disagreement, ...]:
    found = (disagreement(question, held) for question, held in taken.items())
    return tuple(each for each in found if each)


def settlements(entities: Entities, taken: Mapping[str, Sequence[Held]]) -> dict[str, Held]:
    """Question id to the position that settles it: asserted by the statement that the desk names, and not replaced."""
    return {
        question.id: held
        for question in entities.questions.values()
        if question.settled_by
        for held in taken.get(question.id, ())
        if held.statement == question.settled_by and held.mode == "asserted"
    }


def corrected_dates(gone: Replaced, statements: Mapping[str, Statement], bearing: Bearing) -> dict[str, When]:
    """Statement id to the date that a correction has put in place of its own. An update leaves it: it was right in its
    time."""
    dates = {}
    for id, keys in gone.items():
        source = keys.get("when", "")
        when = statements[source].written.when if source else None
        if when and not is_update(source, id, bearing):
            dates[id] = when
    return dates


def denials_by_target(bearing: Bearing, gone: Replaced, statements: Mapping[str, Statement]) -> dict[str, Group]:
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
    front = article.front
    return unresolved(id, "article", front.location_of(keys, id), names, ids, front.silenced)


def without(article: Article, gone: Set[str]) -> Article:
    front = article.front
    derives = tuple(derivation for derivation in front.derives if derivation.source not in gone)
    version_of = "" if front.version_of in gone else front.version_of
    return replace(article, front=replace(front, derives=derives, version_of=version_of))
