"""What ids and names mean: in go the records of all entity files, out come the entities by kind and id, every
id or URL that is taken twice, and one value of all names that every process makes once and only reads."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from operator import itemgetter
from typing import Any

from ahocorasick import Automaton
from rapidfuzz import fuzz, process

from builder.model import urls
from builder.model.article import FreePage, Ref
from builder.model.config import Config
from builder.model.entities import (
    RECORDS,
    Actor,
    Deal,
    Entities,
    Event,
    Member,
    Place,
    Question,
    Record,
    Role,
    ancestry,
)
from builder.model.finding import Finding, Location
from builder.model.graph import Article, Mention, Statement
from builder.model.lookalikes import plain
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


KIND_OF_KEY = {
    "by": "actor", "outlet": "actor", "party": "actor", "parties": "actor", "payee": "actor", "payer": "actor",
    "stance": "actor", "owner": "actor", "not_same_as": "actor", "members": "actor", "roles": "actor", "deal": "deal",
    "event": "event", "at": "place", "positions": "question", "derives": "article", "version_of": "article",
}  # fmt: skip
"""Keys whose ids name something, and what. `part_of` names a thing of its own kind."""
BETWEEN = re.compile(r" *(?:[,;&+/]|\band\b) *")
"""What stands between names."""
ARTICLE_WORDS = re.compile(r"(?:the|an?|der|die|das|le|la|les|el|los|las|il) +", re.IGNORECASE)
"""What stands before a name, and in no id."""
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


def ids_by_name(findings: tuple[Finding, ...], names: Names, article_ids: Collection[str] = ()) -> tuple[Finding, ...]:
    """The findings; those of words that stand where an id names something, with the help that gives that id, or with
    none: an id that is made of the words would name nothing."""
    return tuple(by_name(finding, names, article_ids) if finding.code == "bad-id" else finding for finding in findings)


def by_name(finding: Finding, names: Names, article_ids: Collection[str]) -> Finding:
    kind = kind_at(finding.location)
    if not kind:
        return finding
    words = ARTICLE_WORDS.sub("", plain(finding.message.split("`")[1]).strip(), count=1)
    close = suggestion(words, kind, names, article_ids)
    parts = [by_exact_name(part, kind, names) for part in BETWEEN.split(words)]
    if len(parts) > 1 and all(parts):
        ids = ", ".join(parts)
        together = f"if they speak together, write `{' + '.join(parts)}`"
        return replace(finding, help=together if finding.location.keys[-1] == "by" else f"write a list: `[{ids}]`")
    slug = re.sub("[^a-z0-9]+", "-", words.lower()).strip("-")
    close = close if not slug or slug == words else suggestion(slug, kind, names, article_ids) or close
    kept = "" if finding.help.startswith("write it as ") else finding.help
    return replace(finding, help=close or kept)


def by_exact_name(words: str, kind: str, names: Names) -> str:
    """The one id of this kind that has this id or name, whatever the capitals; else an empty string."""
    called = {
        record.id
        for record in (names.entities.of_kind(kind).values() if kind in RECORDS else ())
        if words.casefold() in map(str.casefold, (record.id, record.name, *record.aliases, *ambiguous_names(record)))
    }
    return called.pop() if len(called) == 1 else ""


def kind_at(location: Location) -> str:
    """What an id in this place names; nothing where it names something new, or a statement."""
    keys = [key for key in location.keys if key == "part_of" or key in KIND_OF_KEY]
    if not keys:
        return ""
    if keys[-1] == "part_of":
        return str(location.keys[0])[:-1]
    if keys[-1] == "positions" and location.keys[-1] != "positions" and not location.on_key:
        return "actor"
    return KIND_OF_KEY[str(keys[-1])]


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


Keys = tuple[str | int, ...]


@dataclass(frozen=True)
class Reference:
    """One id that a record names: where, and what it must be."""

    keys: Keys
    id: str
    kind: str


def link_entities(records: Iterable[tuple[str, Record]], config: Config) -> tuple[Entities, tuple[Finding, ...]]:
    """`records` are (kind, record) of all files, in the order of the files."""
    entities, findings = sort_out(records)
    names = prepare(entities)
    mended: dict[str, dict[str, Record]] = {}
    for kind in RECORDS:
        mended[kind] = {}
        for id, record in sorted(entities.of_kind(kind).items()):
            mended[kind][id], found = resolve(record, names)
            findings += found
    findings += [finding for deal in entities.deals.values() for finding in ladder_missing(deal, config)]
    return by_kind(mended), tuple(findings)


def sort_out(records: Iterable[tuple[str, Record]]) -> tuple[Entities, list[Finding]]:
    kept: dict[str, dict[str, Record]] = {kind: {} for kind in RECORDS}
    seen: dict[str, Record] = {}
    findings = []
    for kind, record in sorted(records, key=lambda pair: (pair[1].location.file, pair[1].id)):
        first = seen.setdefault(record.id.casefold(), record)
        if first is not record:
            message = f"another entity already has the id `{record.id}`, in {first.location.file}"
            location = replace(record.location, on_key=True)
            findings.append(Finding("duplicate-id", message, location, "change one of the two ids"))
        else:
            kept[kind][record.id] = record
    return by_kind(kept), findings


def by_kind(records: dict[str, dict[str, Any]]) -> Entities:
    return Entities(*(records[kind] for kind in RECORDS))


def ladder_missing(deal: Deal, config: Config) -> Iterator[Finding]:
    if deal.ladder not in config.ladders:
        known = ", ".join(f"`{name}`" for name in sorted(config.ladders))
        message = f"there is no ladder `{deal.ladder}`"
        yield deal.finding("bad-value", message, "ladder", deal.ladder, help=f"known ladders: {known}")


def resolve(record: Record, names: Names) -> tuple[Record, list[Finding]]:
    wrong = [ref for ref in references(record) if names.kinds.get(ref.id) != ref.kind]
    if not wrong:
        return record, []
    places = ((ref, record.location_of(ref.keys, ref.id)) for ref in wrong)
    findings = [unresolved(ref.id, ref.kind, place, names, allow=record.silenced) for ref, place in places]
    misread = record.misread.union(str(ref.keys[0]) for ref in wrong)
    return replace(without(record, {ref.id for ref in wrong}), misread=misread), findings


def references(record: Record) -> Iterator[Reference]:
    """Every id that a record names, with where it stands and what it must be."""
    match record:
        case Actor():
            yield from one("part_of", record.part_of, "actor")
            yield from one("owner", record.owner, "actor")
            yield from several("not_same_as", record.not_same_as, "actor")
            for index, member in enumerate(record.members):
                yield Reference(("members", index, "id"), member.id, "actor")
            for index, role in enumerate(record.roles):
                yield Reference(("roles", index, "of"), role.of, "actor")
        case Deal():
            yield from several("parties", record.parties, "actor")
            yield from one("part_of", record.part_of, "deal")
        case Event():
            yield from several("at", record.at, "place")
        case Place():
            yield from one("part_of", record.part_of, "place")
        case Question():
            yield from one("deal", record.deal, "deal")


def one(key: str, id: str, kind: str) -> Iterator[Reference]:
    if id:
        yield Reference((key,), id, kind)


def several(key: str, ids: tuple[str, ...], kind: str) -> Iterator[Reference]:
    for id in ids:
        yield Reference((key,), id, kind)


def without(record: Record, gone: set[str]) -> Record:
    """The record without what it says of these ids. Used for ids that name nothing, and for unpublished ones."""

    def kept(id: str) -> str:
        return "" if id in gone else id

    def left(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(id for id in ids if id not in gone)

    match record:
        case Actor():
            members: tuple[Member, ...] = tuple(m for m in record.members if m.id not in gone)
            roles: tuple[Role, ...] = tuple(role for role in record.roles if role.of not in gone)
            return replace(record, part_of=kept(record.part_of), owner=kept(record.owner), roles=roles,
                           members=members, not_same_as=left(record.not_same_as))  # fmt: skip
        case Deal():
            return replace(record, parties=left(record.parties), part_of=kept(record.part_of))
        case Event():
            return replace(record, at=left(record.at))
        case Place():
            return replace(record, part_of=kept(record.part_of))
        case Question():
            return replace(record, deal=kept(record.deal))
    return record


Claim = tuple[str, Location]
"""An id and where it is given."""


def identities(entities: Entities, articles: Sequence[Article], pages: Iterable[FreePage]) -> list[Finding]:
    owned = () if all_distinct(entities, articles) else owned_ids(entities, articles)
    return [
        *twice(owned, "duplicate-id", "id"),
        *twice(page_urls(pages), "url-collision", "URL"),
        *arrived_twice(articles),
    ]


def all_distinct(entities: Entities, articles: Sequence[Article]) -> bool:
    """Whether no id is taken twice: nearly always so, and sooner seen without their places."""
    ids = [article.front.id for article in articles]
    for article in articles:
        ids += article.front.former
    for record in entities.everything:
        ids += (record.id, *former_ids(record))
    return len({id.casefold() for id in ids}) == len(ids)


def owned_ids(entities: Entities, articles: Iterable[Article]) -> Iterator[Claim]:
    """Every id now in use, then every former one."""
    for record in entities.everything:
        yield record.id, replace(record.location, on_key=True)
    for article in articles:
        yield article.id, article.front.location
    for record in entities.everything:
        for former in former_ids(record):
            yield former, record.location_of("former", former)
    for article in articles:
        for former in article.front.former:
            yield former, article.front.location_of("former", former)


def page_urls(pages: Iterable[FreePage]) -> Iterator[Claim]:
    """Reserved names are refused when a page is parsed."""
    for page in pages:
        yield urls.free_page(page.stem), page.location


def twice(claims: Iterable[Claim], code: str, word: str) -> Iterator[Finding]:
    first: dict[str, Claim] = {}
    for name, location in claims:
        other, place = first.setdefault(name.casefold(), (name, location))
        if place is not location:
            spelt = "" if other == name else f", spelt `{other}` there"
            message = f"the {word} `{name}` is already taken, in {place.file}{spelt}"
            yield Finding(code, message, location, f"change the {word} of one of the two")


def arrived_twice(articles: Sequence[Article]) -> Iterator[Finding]:
    """Statements that say they stood where another one stands or stood."""
    arrived = [(id, statement) for article in articles for statement in article.arrived
               for id in statement.written.elsewhere]  # fmt: skip
    if not arrived:
        return
    owners: dict[str, Statement] = {}
    left = {id.partition("/")[0] for id, _ in arrived}
    for article in articles:
        for name in left.intersection((article.id, *article.front.former)):
            for statement in article.statements:
                owners.update((f"{name}/{local}", statement) for local in (statement.local, *statement.written.former))
    for id, statement in arrived:
        other = owners.setdefault(id, statement)
        if other is not statement:
            message = f"`{id}` already belongs, or belonged, to another statement, now `{other.id}`"
            help = "remove it, or change the other statement's id"
            yield statement.written.finding("duplicate-id", message, "former", id, help=help)
