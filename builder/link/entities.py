"""Entities by kind and id: in go the records of all entity files, out come the entities and what does not resolve.

An id that stands twice keeps its first record; a reference to nothing is dropped, so that later stages can trust
what is left. Articles are not known here: links in an `about` are the graph's to check.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from builder.link.names import Names, prepare, unresolved
from builder.model.config import Config
from builder.model.entities import RECORDS, Actor, Deal, Entities, Event, Member, Place, Question, Record, Role
from builder.model.finding import Finding, Spot

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
    for kind, record in sorted(records, key=lambda pair: (pair[1].spot.file, pair[1].id)):
        first = seen.setdefault(record.id.casefold(), record)
        if first is not record:
            message = f"`{record.id}` is the id of another entity already, in {first.spot.file}"
            spot = replace(record.spot, on_key=True)
            findings.append(Finding("duplicate-id", message, spot, "give one of the two another id"))
        else:
            kept[kind][record.id] = record
    return by_kind(kept), findings


def by_kind(records: dict[str, dict[str, Any]]) -> Entities:
    return Entities(*(records[kind] for kind in RECORDS))


def ladder_missing(deal: Deal, config: Config) -> Iterator[Finding]:
    if deal.ladder not in config.ladders:
        known = ", ".join(f"`{name}`" for name in sorted(config.ladders))
        spot = at(deal, ("ladder",), deal.ladder)
        yield Finding("bad-value", f"there is no ladder `{deal.ladder}`", spot, f"known ladders: {known}")


def resolve(record: Record, names: Names) -> tuple[Record, list[Finding]]:
    wrong = [ref for ref in references(record) if names.kinds.get(ref.id) != ref.kind]
    if not wrong:
        return record, []
    allow = tuple(code for code, _ in record.allow)
    findings = [unresolved(ref.id, ref.kind, at(record, ref.keys, ref.id), names, allow=allow) for ref in wrong]
    return without(record, {ref.id for ref in wrong}), findings


def at(record: Record, keys: Keys, part: str = "") -> Spot:
    return Spot(record.spot.file, (*record.spot.keys, *keys), part)


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
