"""What may be published today: in go all entities, articles and free pages, out come those neither in draft nor
under embargo nor withdrawn; and what the sources hold that may not be public at all."""

from collections.abc import Callable, Collection, Container, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from builder.link.article import references
from builder.link.names import Names, unresolved, without
from builder.model import urls
from builder.model.article import Digest, FreePage, Front
from builder.model.config import Config
from builder.model.dates import over
from builder.model.entities import RECORDS, Actor, Entities, Place, Record, record_addresses
from builder.model.finding import Finding, Location
from builder.model.graph import Article, Corpus, NonPublic, Statement, article_addresses, on_file, statement_addresses
from builder.model.prose import NO_PROSE, Prose


@dataclass(frozen=True)
class Visible:
    entities: Entities
    articles: tuple[Article, ...]
    pages: tuple[FreePage, ...]
    waiting: frozenset[str] = frozenset()
    """The pages, of now and once, of all that is on file and not published."""


def publish(
    entities: Entities,
    articles: Iterable[Article],
    pages: Collection[FreePage],
    today: date,
    timezone: str,
    withdrawn: Container[str] = (),
    *,
    drafts: bool = False,
    as_of: bool = False,
) -> Visible:
    """With `drafts`, all but articles without a known outlet, which cannot be shown at all, and what is `withdrawn`:
    paths of pages. An entity whose page is withdrawn is still named. With `as_of`, nothing that was recorded later than
    `today`."""

    def waits(one: Record | Front | FreePage) -> bool:
        return not drafts and (one.draft or under_embargo(one, today, timezone))

    hidden = {record.id for record in entities.everything if waits(record)}
    hidden |= {question.id for question in entities.questions.values() if question.deal in hidden}
    filed = tuple(articles)
    known = entities.actors.keys() - hidden
    away = hidden | {
        article.front.id
        for article in filed
        if article.front.outlet not in known
        or waits(article.front)
        or (as_of and on_file(article) > today)
        or (withdrawn and any(page in withdrawn for page in article_addresses(article)))
        or (hidden and article.rights == "full" and any(mention.id in hidden for mention in article.body.refs))
    }
    shown = [article for article in filed if article.front.id not in away] if away else filed
    if withdrawn:
        shown = [less_withdrawn(article, withdrawn) for article in shown]
    if as_of:
        shown = [replace(a, statements=tuple(s for s in a.statements if on_file(a, s) <= today)) for a in shown]
    kept = shown if drafts and not away else [publishable(article, away, drafts=drafts) for article in shown]
    held: dict[str, tuple[Article, Statement]] = {}
    if count(kept) < count(filed):
        seen = {statement.id for article in kept for statement in article.statements}
        held = {s.id: (article, s) for article in filed for s in article.statements if s.id not in seen}
        kept = [silent_on(held, article) for article in kept]
    free = tuple(
        page
        for page in pages
        if not waits(page)
        and not (as_of and isinstance(page, Digest) and page.date.end > today)
        and urls.free_page(page.stem) not in withdrawn
        and away.isdisjoint(page.html.ids)
    )
    waits_there = waiting(entities, hidden, (article for article in filed if article.front.id in away), held.values())
    drafted = frozenset(urls.free_page(page.stem) for page in pages if page not in free)
    shown_entities = unsettled(less(entities, hidden, away), held)
    if withdrawn:
        shown_entities = by_kind(shown_entities, lambda record: unsaid(entities.kind_of(record.id), record, withdrawn))
    return Visible(shown_entities, tuple(kept), free, waits_there | drafted)


def waiting(
    entities: Entities,
    hidden: Collection[str],
    articles: Iterable[Article],
    statements: Iterable[tuple[Article, Statement]],
) -> frozenset[str]:
    """Every site path, of now and once, of what is held back: entities by id, articles, statements with theirs."""
    return frozenset(
        chain(
            *(record_addresses(entities.kind_of(one.id), one) for one in entities.everything if one.id in hidden),
            *map(article_addresses, articles),
            *(statement_addresses(article, statement) for article, statement in statements),
        )
    )


def less_withdrawn(article: Article, withdrawn: Container[str]) -> Article:
    """The article without statements that are withdrawn, at whichever of their addresses; itself where none is."""
    kept = tuple(
        [
            statement
            for statement in article.statements
            if not any(page in withdrawn for page in statement_addresses(article, statement))
        ]
    )
    return article if len(kept) == len(article.statements) else replace(article, statements=kept)


def under_embargo(one: Record | Front | FreePage, today: date, timezone: str) -> bool:
    return one.embargo is not None and not over(one.embargo, today, timezone)


def count(articles: Iterable[Article]) -> int:
    return sum(len(article.statements) for article in articles)


def publishable(article: Article, away: Collection[str], *, drafts: bool) -> Article:
    """The article without what waits; itself where nothing of it does."""
    kept = article.statements if drafts else tuple([s for s in article.statements if not s.written.draft])
    if not away:
        return article if len(kept) == len(article.statements) else replace(article, statements=kept)
    kept = tuple(s for s in kept if not names_any(s, away))
    front = article.front
    if front.version_of in away or any(derivation.source in away for derivation in front.derives):
        derives = tuple(derivation for derivation in front.derives if derivation.source not in away)
        front = replace(front, derives=derives, version_of="" if front.version_of in away else front.version_of)
    mentions = tuple(mention for mention in article.mentions if mention[0] not in away)
    if front is article.front and (len(kept), len(mentions)) == (len(article.statements), len(article.mentions)):
        return article
    return replace(article, front=front, statements=kept, mentions=mentions)


def silent_on(held: Collection[str], article: Article) -> Article:
    """The article without what its statements do to those that wait; itself where they do nothing to them."""
    statements = tuple(statement_silent_on(held, statement) for statement in article.statements)
    return article if statements == article.statements else replace(article, statements=statements)


def statement_silent_on(held: Collection[str], statement: Statement) -> Statement:
    written = statement.written
    if not written.relations and not written.resolves:
        return statement
    relations = tuple(relation for relation in written.relations if relation[1] not in held)
    resolves = tuple(outcome for outcome in written.resolves if outcome[0] not in held)
    if (relations, resolves) == (written.relations, written.resolves):
        return statement
    return replace(statement, written=replace(written, relations=relations, resolves=resolves))


def names_any(statement: Statement, away: Collection[str]) -> bool:
    return any(id in away for id in statement.named) or any(id in away for _, id, _ in references(statement.written))


def less(entities: Entities, hidden: set[str], away: set[str]) -> Entities:
    """The entities that are not hidden, without what they say of anything that is away."""
    if not away:
        return entities

    return by_kind(entities, lambda one: None if one.id in hidden else silent(without(one, hidden), away))


def by_kind(entities: Entities, change: Callable[[Record], Record | None]) -> Entities:
    """The entities, each changed, or left out."""

    def changed(records: Iterable[Record]) -> dict[str, Record]:
        return {record.id: record for record in map(change, records) if record}

    return Entities(*(changed(entities.of_kind(kind).values()) for kind in RECORDS))  # type: ignore[arg-type]


def unsaid(kind: str, record: Record, withdrawn: Container[str]) -> Record:
    """A record whose page is withdrawn, without what else is known of it: it has a name, for statements to name it, and
    what they are checked against."""
    if not any(page in withdrawn for page in record_addresses(kind, record)):
        return record
    record = replace(record, aliases=(), about_html=NO_PROSE, about_on=None, corrected=(), memo="")
    if isinstance(record, Actor):
        record = replace(record, not_same_as=(), members=(), roles=(), owner="")
    if isinstance(record, Actor | Place):
        record = replace(record, ambiguous=(), part_of="", iso="", tz="", url="", wikidata="")
    return record


def silent(record: Record, away: set[str]) -> Record:
    """The record without its `about` where that links to something that is away."""
    return record if away.isdisjoint(record.about_html.ids) else replace(record, about_html=NO_PROSE, about_on=None)


def unsettled(entities: Entities, held: Collection[str]) -> Entities:
    """The entities with those questions open that a statement settles which waits."""
    waiting = {id: one for id, one in entities.questions.items() if one.settled_by in held}
    if not waiting:
        return entities
    opened = {id: replace(one, settled_by="") for id, one in waiting.items()}
    return replace(entities, questions={**entities.questions, **opened})


def prose_links(config: Config, names: Names, articles: Iterable[Article], pages: Iterable[FreePage]) -> list[Finding]:
    article_ids = {article.front.id for article in articles}
    policy = Location("site.yml", ("corrections",))
    findings = lost(config.corrections_html, policy, names, article_ids)
    for record in names.entities.everything:
        if not record.about_html.spans:
            continue
        findings += lost(record.about_html, record.location_of("about"), names, article_ids, record.silenced)
    for page in pages:
        findings += lost(page.html, Location(page.location.file), names, article_ids)
    return findings


def lost(
    prose: Prose, location: Location, names: Names, article_ids: set[str], allow: tuple[str, ...] = ()
) -> list[Finding]:
    return [
        unresolved(id, "", Location(location.file, location.keys, id), names, article_ids, allow)
        for id in prose.ids
        if id not in names.kinds and id not in article_ids
    ]


def non_public(corpus: Corpus) -> tuple[NonPublic, ...]:
    """Texts that rights forbid, drafts, and what is under embargo; a file once for each reason, sorted."""
    return tuple(sorted(set(_all(corpus)), key=lambda one: (one.file, one.why)))


def _all(corpus: Corpus) -> Iterator[NonPublic]:
    for record in corpus.entities.everything:
        yield from _waiting(record, corpus)
    for article in corpus.articles:
        yield from _waiting(article.front, corpus)
        yield from _of_article(article)
    for page in corpus.pages:
        yield from _waiting(page, corpus)


def _waiting(one: Record | Front | FreePage, corpus: Corpus) -> Iterator[NonPublic]:
    if one.draft:
        yield NonPublic(one.location.file, "draft")
    if under_embargo(one, corpus.today, corpus.config.timezone):
        yield NonPublic(one.location.file, "embargo")


def _of_article(article: Article) -> Iterator[NonPublic]:
    if article.rights != "full" and article.body.text:
        yield NonPublic(article.body.file, "text")
    for statement in article.statements:
        if statement.written.draft:
            yield NonPublic(statement.written.file, "draft")
