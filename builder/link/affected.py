"""Which articles read otherwise as entities or ids change: in go the names and ids as they were and as they are, out
comes for each article whether it must be compiled again.

What an article is given by an entity: whether its ids resolve, ladders, parties, questions, roles. Its names are not
among it: they have `renamed` and rules of their own.
"""

from collections.abc import Iterable, Iterator, Set

from builder.link.names import Names
from builder.link.references import references
from builder.model.entities import Actor, Deal, Question, Record
from builder.model.finding import Finding
from builder.model.graph import Article, Statement

GUESSING = frozenset({
    "bad-id", "unknown-id", "unknown-actor", "unknown-deal", "unknown-event", "unknown-place", "unknown-question",
    "unknown-article", "wrong-kind", "unknown-option", "bad-amount", "question-of-another-deal",
})  # fmt: skip
"""Findings of what may resolve when anything changes, or whose help names what was perhaps meant."""


def changed_ids(before: Names, now: Names) -> set[str]:
    """Ids of entities that an article may read otherwise."""
    ids = {id for id in before.kinds.keys() | now.kinds.keys() if before.kinds.get(id) != now.kinds.get(id)}
    ids |= {id for id in before.lines.keys() & now.lines.keys() if before.lines[id] != now.lines[id]}
    for kind in ("actor", "deal", "question"):
        old, new = before.entities.of_kind(kind), now.entities.of_kind(kind)
        ids |= {id for id in old.keys() & new.keys() if old[id] is not new[id] and given(old[id]) != given(new[id])}
    return ids


def given(record: Record) -> tuple[object, ...]:
    """What an article that names it is read against."""
    match record:
        case Actor():
            return (record.roles,)
        case Deal():
            return (record.ladder, record.parties)
        case Question():
            return (record.deal, record.options, record.measure)
    return ()


def is_affected(article: Article | None, findings: Iterable[Finding], ids: Set[str]) -> bool:
    """Whether these ids, or any, play a part in what was made of the article."""
    if any(finding.code in GUESSING for finding in findings):
        return True
    return article is not None and bool(ids) and not ids.isdisjoint(names_of(article))


def names_of(article: Article) -> Iterator[str]:
    """Every id that an article and its statements name."""
    yield article.front.outlet
    yield from (ref.id for ref in article.body.refs)
    for statement in article.statements:
        yield from named_by(statement)


def named_by(statement: Statement) -> Iterator[str]:
    yield from statement.named
    yield from (id for _, id, _ in references(statement.written))
