"""Which entities and days have a page, and every address that a thing has or had."""

from collections.abc import Container, Iterable, Iterator

from builder.model import urls
from builder.model.entities import Actor, Deal, Event, Place, Question, Record
from builder.model.graph import Article, Graph, Statement


def existing(graph: Graph) -> frozenset[str]:
    """Ids of all entities with a page."""
    return frozenset(id for id in referred_to(graph) | _once_published(graph) if _may_have_page(graph, id))


def dates(graph: Graph, existing: Container[str]) -> frozenset[str]:
    """Every day, month and year on which something stands; the month and the year of a day are among them."""
    found = {urls.period(event.when) for event in graph.entities.events.values() if event.id in existing and event.when}
    found.update(*(article.periods for article in graph.articles.values()))
    return frozenset(period[:length] for period in found for length in (urls.YEAR, urls.MONTH, urls.DAY) if period)


def article_addresses(article: Article) -> Iterator[str]:
    """Every site path that the article's page has or had, the present one first."""
    for id in (article.id, *article.front.former):
        yield urls.record("article", id)


def statement_addresses(article: Article, statement: Statement) -> Iterator[str]:
    """Every site path that the statement's page has or had, the present one first."""
    for id in (article.id, *article.front.former):
        for local in (statement.local, *statement.written.former):
            yield urls.statement_page(id, local)
    for full_id in statement.written.elsewhere:
        yield urls.statement_page(*full_id.split("/"))


def statement_pages(graph: Graph) -> frozenset[str]:
    """The pages of all statements, at their former addresses as well."""
    return frozenset(
        page
        for article in graph.articles.values()
        for statement in article.statements
        for page in statement_addresses(article, statement)
    )


def record_addresses(kind: str, record: Record) -> Iterator[str]:
    """Every site path that an entity's page has or had, the present one first."""
    for id in (record.id, *record.former):
        yield urls.record(kind, id)
    for former in record.elsewhere:
        yield urls.record(*former.split("/"))


def _once_published(graph: Graph) -> set[str]:
    """Those that had a page and are still on file: they keep it, whether or not anything refers to them now."""
    if not graph.kept.lock.pages:
        return set()
    now = {
        page: record.id
        for kind in urls.FOLDERS.keys() - {"article"}
        for record in graph.entities.of_kind(kind).values()
        for page in record_addresses(kind, record)
    }
    return {now[page] for page in now.keys() & graph.kept.lock.pages.keys()}


def referred_to(graph: Graph) -> set[str]:
    """Ids of all entities that something published refers to, whether or not they may have a page."""
    known: set[str] = set()
    waiting = set(_referred(graph))
    while waiting:
        found = {id: record for id in waiting if (record := graph.entities.get(id))}
        known.update(found)
        waiting = {id for record in found.values() for id in _neighbours(record)} - known
    known.update(question.id for question in graph.entities.questions.values() if question.deal in known)
    return known


def _referred(graph: Graph) -> Iterator[str]:
    """Everything that statements, articles and free pages refer to."""
    for by in (graph.by_deal, graph.by_voice, graph.by_named, graph.by_event, graph.by_mention):
        yield from (id for id, found in by.items() if found)
    yield from graph.positions
    yield from {article.front.outlet for article in graph.articles.values()}
    for page in graph.pages:
        yield from page.html.ids


def _neighbours(record: Record) -> Iterator[str]:
    """What a page of this record names without a statement's help."""
    yield from _related(record)
    if record.about_html.spans:
        yield from record.about_html.ids


def _related(record: Record) -> Iterable[str]:
    match record:
        case Actor():
            roles = (role.of for role in record.roles)
            return (record.part_of, record.owner, *roles, *(member.id for member in record.members))
        case Deal():
            return (record.part_of, *record.parties)
        case Event():
            return record.at
        case Place():
            return (record.part_of,)
        case Question():
            return (record.deal,)
    return ()


def _may_have_page(graph: Graph, id: str) -> bool:
    actor = graph.entities.actors.get(id)
    if actor is not None and not actor.page:
        return False
    withdrawn, record = graph.kept.withdrawn, graph.entities.get(id)
    if not withdrawn or record is None:
        return True
    return withdrawn.keys().isdisjoint(record_addresses(graph.entities.kind_of(id), record))
