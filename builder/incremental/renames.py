"""Names and ids that have come, gone, or mean another thing now, and the articles that read otherwise for it."""

from bisect import insort
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from operator import itemgetter

from builder.link.article import references
from builder.link.names import Names, first_mentions, first_of
from builder.model.entities import Actor, Deal, Event, Question, Record
from builder.model.finding import CODES, Finding
from builder.model.graph import Article, Mention, Statement
from builder.model.text import is_boundary


@dataclass(frozen=True)
class NameChanges:
    words: tuple[str, ...]
    """Every folded name that does not mean what it meant."""
    lost: dict[str, str]
    """Those of them that are names no more and overlap no other, each with what it meant."""
    come: dict[str, str]
    """Those that were none and overlap no other, each with what it means."""
    others: dict[str, tuple[str, ...]]
    """The names that a thing of these two has besides, by its id."""


def renaming(before: Names, now: Names) -> NameChanges:
    words = tuple(
        word for word in dict.fromkeys((*before.words, *now.words)) if before.words.get(word) != now.words.get(word)
    )
    alone = {word for word in words if not any(word != other and overlap(word, other) for other in now.words)}
    lost = {word: before.words[word] for word in alone if word not in now.words}
    come = {word: now.words[word] for word in alone if word not in before.words}
    moved = lost | come
    others = {
        id: tuple(word for word, owner in now.words.items() if owner == id and word not in come)
        for id in set(moved.values())
    }
    return NameChanges(words, lost, come, others)


def overlap(one: str, other: str) -> bool:
    """Whether two names can stand in one place of a text, each as whole words."""
    if one in other or other in one:
        return True
    return (other[0] in one and runs_into(one, other)) or (one[0] in other and runs_into(other, one))


def runs_into(one: str, other: str) -> bool:
    """Whether the first can end with words with which the other begins."""
    return any(one.endswith(other[:at]) for at in range(1, len(other)) if is_boundary(other, at))


def renamed(article: Article, renaming: NameChanges, names: Names) -> Article:
    """The article with its mentions as the names are now; itself where they are as they were."""
    text = article.body.text
    met = [word for word in renaming.words if word in text] if article.rights == "full" else []
    if not met:
        return article
    if (
        len(met) == 1
        and (id := renaming.lost.get(met[0]) or renaming.come.get(met[0]))
        and not any(word in text for word in renaming.others[id])
    ):
        mentions = alone(article, met[0], id, come=met[0] in renaming.come)
    else:
        mentions = first_mentions(text, article.body.closed, article.body.refs, names.running)
    return article if mentions == article.mentions else article.with_mentions(mentions)


def alone(article: Article, word: str, id: str, *, come: bool) -> tuple[Mention, ...]:
    """The mentions of an article that calls a thing by one name alone, after that name has come or gone."""
    if any(ref.id == id for ref in article.body.refs):
        return article.mentions
    others = [mention for mention in article.mentions if mention[0] != id]
    span = first_of(word, article.body.text, article.body.closed) if come else None
    if span:
        insort(others, (id, *span), key=itemgetter(1))
    return tuple(others)


GUESSING = frozenset(code.name for code in CODES.values() if code.by_ids)
"""Findings of what may resolve when anything changes, or whose help names what was perhaps meant."""


def changed_ids(before: Names, now: Names) -> set[str]:
    """Ids of entities that an article may read otherwise."""
    ids = {id for id in before.kinds.keys() | now.kinds.keys() if before.kinds.get(id) != now.kinds.get(id)}
    ids |= {id for id in before.lines.keys() & now.lines.keys() if before.lines[id] != now.lines[id]}
    for kind in ("actor", "deal", "event", "question"):
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
        case Event():
            return (record.when,)
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
    if article.front.wire:
        yield article.front.wire
    yield from (ref.id for ref in article.body.refs)
    yield from (id for id, _ in article.body.plain)
    for statement in article.statements:
        yield from named_by(statement)


def named_by(statement: Statement) -> Iterator[str]:
    yield from statement.named
    yield from (id for _, id, _ in references(statement.written))
