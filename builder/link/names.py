"""What ids and names mean: in go all entities, out comes one value that every worker makes once and only reads. And
the first mentions of names in running text."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from operator import itemgetter

from ahocorasick import Automaton
from rapidfuzz import fuzz, process

from builder.model.article import Ref
from builder.model.entities import RECORDS, Actor, Deal, Entities, Place, Record
from builder.model.finding import Finding, Location
from builder.model.graph import Mention
from builder.model.text import fold, is_boundary, occurrences

Spans = tuple[tuple[int, int], ...]


def automaton(names: Mapping[str, str]) -> Automaton:
    """Built once from each name to the id that it means and only it. A name with an empty id is never linked, but keeps
    the names inside it from being taken for others."""
    found = Automaton()
    for name, id in names.items():
        folded = fold(name)
        if folded:
            found.add_word(folded, (len(folded), id))
    found.make_automaton()
    return found


def first_mentions(
    text: str, closed: Spans, refs: Iterable[Ref], names: Automaton, ids_linked: Iterable[str] = ()
) -> tuple[Mention, ...]:
    """The author's own links and the first mentions of all else, in the order of the text.

    `closed` are the stretches that hold no first mention; `ids_linked` are ids that get none.
    """
    mentions = [(ref.id, ref.start, ref.end) for ref in refs]
    linked = {"", *ids_linked, *(id for id, _, _ in mentions)}
    for start, end, id in _names(text, names):
        if id not in linked and not _touches(closed, start, end):
            linked.add(id)
            mentions.append((id, start, end))
    mentions.sort(key=itemgetter(1))
    return tuple(mentions)


def first_of(name: str, text: str, closed: Spans) -> tuple[int, int] | None:
    """Where a folded name that overlaps no other is first mentioned."""
    return next((span for span in occurrences(text, name) if not _touches(closed, *span)), None)


def _names(text: str, names: Automaton) -> Iterator[tuple[int, int, str]]:
    """Whole names from left to right, the longest where several begin or overlap."""
    if not len(names):
        return
    found = [
        (last + 1 - length, -length, last + 1, id)
        for last, (length, id) in names.iter(text)
        if is_boundary(text, last + 1) and is_boundary(text, last + 1 - length)
    ]
    found.sort()
    reached = 0
    for start, _, end, id in found:
        if start >= reached:
            yield start, end, id
            reached = end


def _touches(closed: Spans, start: int, end: int) -> bool:
    return any(begin < end and stop > start for begin, stop in closed)


NAMING = frozenset({"by", "deal", "event", "outlet", "party", "payee", "payer", "positions", "stance"})
"""Keys of articles and statements whose ids are entities'."""
NEAR = 65
"""Percent of likeness from which an id or name is worth suggesting."""


@dataclass(frozen=True)
class Names:
    entities: Entities
    kinds: dict[str, str]
    """Every entity's id to its kind."""
    lines: dict[str, frozenset[str]]
    """Deal id to itself and all deals that it is part of."""

    @cached_property
    def words(self) -> dict[str, str]:
        """Every name, folded, to the id that it means; see `linkable`."""
        return {folded: id for word, id in linkable(self.entities).items() if (folded := fold(word))}

    @cached_property
    def running(self) -> Automaton:
        """Finds them in running text."""
        return automaton(self.words)


def prepare(entities: Entities) -> Names:
    """Cheap: the names are sorted out when the first text is searched for them."""
    lines = {id: frozenset(ancestry(id, entities.deals)) for id in entities.deals}
    return Names(entities, entities.kinds, lines)


def linkable(entities: Entities) -> dict[str, str]:
    """Each name and alias to the one thing with a page that it means; to nothing where it is shared or ambiguous."""
    owners: dict[str, set[str]] = defaultdict(set)
    for record in entities.everything:
        for word in (record.name, *record.aliases):
            owners[word].add(record.id)
        for word in ambiguous_names(record):
            owners[word].add("")
    pageless = {id for id, actor in entities.actors.items() if not actor.page}
    return {
        word: ids.pop() if len(ids) == 1 and not ids & pageless else ""
        for word, ids in owners.items()
        if not ids & entities.questions.keys()
    }


def former_ids(record: Record) -> Iterator[str]:
    """Without the kind that it was of; under another one its id may have been the same."""
    yield from record.former
    as_another = {former.partition("/")[2] for former in record.elsewhere}
    yield from sorted(as_another.difference((record.id, *record.former)))


def ambiguous_names(record: Record) -> tuple[str, ...]:
    return record.ambiguous if isinstance(record, Actor | Place) else ()


def ancestry(id: str, deals: dict[str, Deal]) -> Iterator[str]:
    """A deal and what it is part of, upwards; a circle is gone round once."""
    seen: set[str] = set()
    while id in deals and id not in seen:
        seen.add(id)
        yield id
        id = deals[id].part_of


def unresolved(
    id: str, kind: str, location: Location, names: Names, article_ids: Collection[str] = (), allow: tuple[str, ...] = ()
) -> Finding:
    """The finding for an id that is no such thing. `kind` is one of RECORDS or `article`; empty where any will do."""
    actual = names.kinds.get(id) or ("article" if id in article_ids else "")
    if actual:
        message = f"`{id}` is {with_article(actual)}, not {with_article(kind)}"
        return Finding("wrong-kind", message, location, suggestion(id, kind, names, article_ids), allow=allow)
    code, message = f"unknown-{kind or 'id'}", f"no {kind or 'entity or article'} has the id `{id}`"
    return Finding(code, message, location, suggestion(id, kind, names, article_ids), allow=allow)


def ids_by_name(findings: tuple[Finding, ...], names: Names) -> tuple[Finding, ...]:
    """The findings, those of words that stand for an id and are a name with the help that gives the id it means."""
    return tuple(by_name(finding, names) if finding.code == "bad-id" else finding for finding in findings)


def by_name(finding: Finding, names: Names) -> Finding:
    if NAMING.isdisjoint(finding.location.keys):
        return finding
    words = finding.message.split("`")[1].casefold()
    called = [
        record.id
        for record in names.entities.everything
        if words in map(str.casefold, (record.name, *record.aliases, *ambiguous_names(record)))
    ]
    return replace(finding, help=phrase(called)) if called else finding


def with_article(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


def suggestion(id: str, kind: str, names: Names, article_ids: Collection[str] = ()) -> str:
    """The help that names what was perhaps meant, or nothing."""
    called: dict[str, set[str]] = defaultdict(set)
    for wanted in (kind,) if kind in RECORDS else RECORDS if not kind else ():
        for record in names.entities.of_kind(wanted).values():
            for word in (record.id, record.name, *record.aliases, *former_ids(record), *ambiguous_names(record)):
                called[word.casefold()].add(record.id)
    if kind in ("", "article"):
        for article in article_ids:
            called[article].add(article)
    return did_you_mean(id, called)


def did_you_mean(text: str, called: dict[str, set[str]]) -> str:
    """`called` leads from case-folded words to the ids that they may stand for."""
    words = text.casefold()
    if words in called:
        return phrase(called[words])
    near = process.extract(words, called.keys(), scorer=fuzz.ratio, limit=3, score_cutoff=NEAR)
    best = max((score for _, score, _ in near), default=0)
    return phrase(id for word, score, _ in near if score >= best - 5 for id in called[word])


def phrase(ids: Iterable[str]) -> str:
    quoted = [f"`{id}`" for id in sorted(set(ids))]
    return f"did you mean {' or '.join(quoted)}?" if quoted else ""
