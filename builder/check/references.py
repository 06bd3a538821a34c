"""Names that could be taken for one another. The graph or an article in, findings out."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from builder.model.config import Config
from builder.model.entities import Actor, Entities, Place, Record
from builder.model.finding import Finding, Spot
from builder.model.graph import Article, Graph

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
            message = f"`{alias}` is an alias of `{records[0].id}` too"
            yield about(record, "shared-alias", message, alias, AMBIGUOUS)


def alias_is_name(graph: Graph) -> Iterator[Finding]:
    """An alias of one entity is not the name of another."""
    names = {record.name: record.id for record in named(graph.entities)}
    for record in named(graph.entities):
        for alias in record.aliases:
            if names.get(alias, record.id) != record.id:
                message = f"`{alias}` is the name of `{names[alias]}`"
                yield about(record, "alias-is-name", message, alias, AMBIGUOUS)


AMBIGUOUS = "give an actor or place such a name under `ambiguous`, or take it out"


def ambiguous_voice(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    """A voice without an id is not called by a name that may mean several, nor by one that means an actor."""
    for statement in article.statements:
        for hop in statement.written.by:
            if hop.kind == "actor":
                continue
            called = sorted(id for id, actor in entities.actors.items() if is_called(actor, hop.names[0]))
            meant = called or meanings(hop.names[0], entities)
            if meant:
                what = "is the name of an actor" if called else "is an ambiguous name"
                message = f"`{hop.names[0]}` {what}, and so no voice without an id"
                help = f"write whom it means here: {' or '.join(f'`{id}`' for id in meant)}"
                spot = statement.written.at("by", hop.names[0])
                yield Finding("ambiguous-voice", message, spot, help, allow=allowed(statement.written.allow))


def is_called(actor: Actor, name: str) -> bool:
    return name == actor.name or name in actor.aliases


def meanings(name: str, entities: Entities) -> list[str]:
    """The ids of those that list this name as ambiguous."""
    by_kind: tuple[Mapping[str, Actor | Place], ...] = (entities.actors, entities.places)
    return sorted(id for records in by_kind for id, record in records.items() if name in record.ambiguous)


def named(entities: Entities) -> Iterator[Record]:
    for kind in NAMED:
        yield from entities.of_kind(kind).values()


def about(record: Record, code: str, message: str, alias: str, help: str) -> Finding:
    spot = Spot(record.spot.file, (*record.spot.keys, "aliases"), alias)
    return Finding(code, message, spot, help, allow=allowed(record.allow))


def allowed(allow: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    return tuple(code for code, _ in allow)


ARTICLE_RULES = (ambiguous_voice,)
GRAPH_RULES = (shared_alias, alias_is_name)
