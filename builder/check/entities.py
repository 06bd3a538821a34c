"""Actors, deals and the rest against each other and what is said of them; names that could be taken for one another."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import combinations

from builder.model.config import Config
from builder.model.dates import When
from builder.model.entities import RECORDS, Actor, Deal, Entities, Place, Record, Role
from builder.model.finding import Finding
from builder.model.graph import Article, Graph
from builder.model.text import fold


def part_of_cycle(graph: Graph) -> Iterator[Finding]:
    """Nothing is part of itself, by whatever way round."""
    groups: tuple[Mapping[str, Actor | Deal | Place], ...] = (
        graph.entities.actors,
        graph.entities.deals,
        graph.entities.places,
    )
    for records in groups:
        for record in records.values():
            circle = way_round(record, records)
            if circle and record.id == min(circle):
                message = f"`{' → '.join((*circle, record.id))}`: this makes it part of itself"
                help = "remove the `part_of` that points the wrong way"
                yield record.finding("part-of-cycle", message, "part_of", help=help)


def way_round(record: Actor | Deal | Place, records: Mapping[str, Actor | Deal | Place]) -> list[str]:
    """The ids from a record by its parents back to it, or nothing where there is no such way."""
    way = {record.id: None}  # A list that is quick to look into.
    at = record.part_of
    while at in records and at not in way:
        way[at] = None
        at = records[at].part_of
    return list(way) if at == record.id else []


def deal_without_status(graph: Graph) -> Iterator[Finding]:
    """Statements speak of the deal, but none says where it stands."""
    for deal in graph.entities.deals.values():
        standing = graph.standings.get(deal.id)
        known = standing and (standing.now or standing.parties or standing.unconfirmed)
        if deal.id in graph.by_deal and not known:
            message = f"no statement gives a status for `{deal.id}`"
            help = "add a `status` to a statement about this deal"
            yield deal.finding("deal-without-status", message, help=help)


def overlapping_roles(graph: Graph) -> Iterator[Finding]:
    """Two persons do not hold one office at one time, as far as both are dated."""
    holders: dict[tuple[str, str], list[tuple[Actor, int, Role]]] = defaultdict(list)
    for actor in graph.entities.actors.values():
        for index, role in enumerate(actor.roles):
            if role.since or role.until:
                holders[role.title.casefold(), role.of].append((actor, index, role))
    for held in holders.values():
        for (one, _, first), (other, index, second) in combinations(held, 2):
            if one.id != other.id and days(first)[0] < days(second)[1] and days(second)[0] < days(first)[1]:
                message = f"`{one.id}` is also {first.title} of `{first.of}` at the same time"
                help = "use `from` and `to` to give the day on which one followed the other"
                yield other.finding("overlapping-roles", message, ("roles", index), help=help)


def days(role: Role) -> tuple[date, date]:
    """First and last possible day of a role."""
    first = role.since.first if role.since else None
    last = role.until.last if role.until else None
    return first or date.min, last or date.max


def voice_outside_role(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    """A person whose roles are all dated speaks while holding one of them."""
    for statement in article.statements:
        for id in statement.speakers:
            actor = entities.actors.get(id)
            if actor and actor.roles and outside(statement.happened, actor.roles):
                message = f"`{id}` speaks on {statement.happened.words}, outside the dates of all their roles"
                help = "correct the dates of the role, or add the role held then"
                yield statement.written.finding("voice-outside-role", message, "by", id, help=help)


def outside(when: When, roles: tuple[Role, ...]) -> bool:
    if not all(role.since or role.until for role in roles):
        return False
    spans = [days(role) for role in roles]
    return not any(first <= when.end and when.start <= last for first, last in spans)


def unused_entity(graph: Graph) -> Iterator[Finding]:
    """Something published refers to each entity, or to the deal of a question; the others have no page."""
    for kind in RECORDS:
        for record in graph.entities.of_kind(kind).values():
            if record.id not in graph.referred_to:
                yield record.finding("unused-entity", f"nothing published refers to `{record.id}`, so it has no page")


NAMED = ("actor", "deal", "event", "place")
"""The kinds that have names; a question has words of its own."""


def shared_alias(graph: Graph) -> Iterator[Finding]:
    """An alias means one entity and only it."""
    owners: dict[str, list[Record]] = defaultdict(list)
    for record in named(graph.entities):
        for alias in dict.fromkeys(record.aliases):
            owners[alias].append(record)
    for alias, records in owners.items():
        for record in records[1:]:
            message = f"`{alias}` is also an alias of `{records[0].id}`"
            yield record.finding("shared-alias", message, "aliases", alias, help=AMBIGUOUS)


def alias_is_name(graph: Graph) -> Iterator[Finding]:
    """An alias of one entity is not the name of another."""
    names = {record.name: record.id for record in named(graph.entities)}
    for record in named(graph.entities):
        for alias in record.aliases:
            if names.get(alias, record.id) != record.id:
                message = f"the alias `{alias}` is the name of `{names[alias]}`"
                yield record.finding("alias-is-name", message, "aliases", alias, help=AMBIGUOUS)


def shared_name(graph: Graph) -> Iterator[Finding]:
    """No two entities are called the same."""
    first: dict[str, Record] = {}
    for record in named(graph.entities):
        other = first.setdefault(fold(record.name).casefold(), record)
        if other is not record:
            message = f"`{other.id}` has the name `{record.name}`, too"
            help = "correct one of the names, or make them tell what differs"
            yield record.finding("shared-name", message, "name", help=help)


AMBIGUOUS = "for an actor or place, list this name under `ambiguous`; otherwise remove it"


def ambiguous_voice(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    """A voice without an id is not called by a name that may mean several, nor by one that means an actor."""
    for statement in article.statements:
        for hop in statement.written.by:
            if hop.kind == "actor":
                continue
            called = sorted(id for id, actor in entities.actors.items() if is_called(actor, hop.names[0]))
            meant = called or meanings(hop.names[0], entities)
            if meant:
                what = "is an actor's name" if called else "is ambiguous"
                message = f"`{hop.names[0]}` {what}; use an id"
                help = f"use the id of the one you mean: {' or '.join(f'`{id}`' for id in meant)}"
                yield statement.written.finding("ambiguous-voice", message, "by", hop.names[0], help=help)


def is_called(actor: Actor, name: str) -> bool:
    return name == actor.name or name in actor.aliases


def meanings(name: str, entities: Entities) -> list[str]:
    """The ids of those that list this name as ambiguous."""
    by_kind: tuple[Mapping[str, Actor | Place], ...] = (entities.actors, entities.places)
    return sorted(id for records in by_kind for id, record in records.items() if name in record.ambiguous)


def named(entities: Entities) -> Iterator[Record]:
    for kind in NAMED:
        yield from entities.of_kind(kind).values()


NAMING_RULES = (ambiguous_voice,)
ARTICLE_RULES = (voice_outside_role,)
ERROR_RULES = (part_of_cycle,)
WARNING_RULES = (deal_without_status, overlapping_roles, unused_entity, shared_alias, alias_is_name, shared_name)
