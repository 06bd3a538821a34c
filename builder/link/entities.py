"""Entities by kind and id: in go the records of all entity files, out come the entities, what does not resolve, and
every id and URL that is taken twice."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from builder.link.names import Names, former_ids, prepare, unresolved
from builder.model import urls
from builder.model.article import FreePage
from builder.model.config import Config
from builder.model.entities import RECORDS, Actor, Deal, Entities, Event, Member, Place, Question, Record, Role
from builder.model.finding import Finding, Location
from builder.model.graph import Article, Statement

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
    return without(record, {ref.id for ref in wrong}), findings


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
