"""The record as tables: rows of plain cells under the columns of the dictionary, and between the tables the pairs
that lists in the record stand for."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import replace
from typing import Any

from builder.model.article import RELATIONS
from builder.model.config import Config
from builder.model.dictionary import POSITIONS, QUOTES, SCHEMAS
from builder.model.tables import Cell, Schema, Table
from builder.plan.exports.licence import notice

Item = Mapping[str, Any]
Record = Mapping[str, Iterable[Item]]
Row = tuple[Cell, ...]
Spelling = Callable[[Any], Cell]


def schemas(config: Config) -> tuple[Schema, ...]:
    """The dictionary, less what the site leaves out."""
    return SCHEMAS if config.data_quotes else tuple(map(_without_quotes, SCHEMAS))


def _without_quotes(schema: Schema) -> Schema:
    return replace(schema, columns=tuple(column for column in schema.columns if column.name not in QUOTES))


def tables(record: Record, config: Config) -> tuple[Table, ...]:
    """Every table of the dictionary, its rows in the order of the record."""
    known = schemas(config)
    made = {"about": about(config), "columns": described(known), **{name: make(record) for name, make in MADE.items()}}
    return tuple(
        Table(schema, list(made[schema.name]) if schema.name in made else rows(schema, record[schema.name]))
        for schema in known
    )


def rows(schema: Schema, items: Iterable[Item]) -> list[Row]:
    """A row for each item. Only what an item has is looked at: of some fifty columns, most are empty."""
    blank: list[Cell] = [0 if column.kind == "flag" else None for column in schema.columns]
    places = {column.at or column.name: (at, SPELT.get(column.kind)) for at, column in enumerate(schema.columns)}
    nested = {at.partition(".")[0] for at in places if "." in at}
    return [row(flat(item, nested), blank.copy(), places) for item in items]


def row(item: Item, cells: list[Cell], places: Mapping[str, tuple[int, Spelling | None]]) -> Row:
    for key, found in item.items():
        if found is not None and key in places:
            at, spelt = places[key]
            cells[at] = spelt(found) if spelt else found
    return tuple(cells)


def flat(item: Item, nested: Set[str]) -> Item:
    """What stands in an object within the item, `amount: {low: …}`, as `amount.low` too."""
    for key in nested & item.keys():
        item = {**item, **{f"{key}.{part}": value for part, value in (item[key] or {}).items()}}
    return item


def words(found: Any) -> str:
    return found if found.__class__ is str else " | ".join(found)


def dates(found: Iterable[Any]) -> str:
    """Dates, or the days of corrections."""
    return " ".join([date if date.__class__ is str else date["on"] for date in found])


def pairs(found: Mapping[str, str]) -> str:
    return " ".join([f"{id}={term}" for id, term in found.items()])


SPELT: dict[str, Spelling] = {
    "ids": " ".join, "words": words, "chain": " > ".join, "dates": dates, "pairs": pairs, "flag": int,
}  # fmt: skip
"""Kind of column to how its values become one cell; those of the other kinds are cells already."""


def positions(record: Record) -> list[Row]:
    asked = ({**held, "question": one["id"]} for one in record["questions"] for held in one["positions"])
    return rows(POSITIONS, asked)


def statement_deals(record: Record) -> Iterator[Row]:
    return ((one["id"], deal) for one in record["statements"] for deal in one.get("deal", ()))


def statement_voices(record: Record) -> Iterator[Row]:
    for statement in record["statements"]:
        voice = statement["voice"]
        if " + " in voice:
            yield from ((statement["id"], name) for name in dict.fromkeys(voice.split(" + ")) if name[0] not in "~=")
        elif voice[0] not in "~=":
            yield statement["id"], voice


def stances(record: Record) -> Iterator[Row]:
    return ((one["id"], *held) for one in record["statements"] if "stance" in one for held in one["stance"].items())


def steps(record: Record) -> Iterator[Row]:
    for deal in record["deals"]:
        for place, step in enumerate(deal["status"]["path"] if deal["status"] else (), start=1):
            yield deal["id"], place, step["rung"], " ".join(step["since"]), " ".join(step["statements"])


def relations(record: Record) -> Iterator[Row]:
    for statement in record["statements"]:
        for kind in [kind for kind in RELATIONS if kind in statement]:
            yield from ((statement["id"], kind, target, None) for target in dict.fromkeys(statement[kind]))
        for target, outcome in statement.get("resolves", {}).items():
            yield statement["id"], "resolves", target, outcome


def derivations(record: Record) -> Iterator[Row]:
    for article in record["articles"]:
        found = {one["from"]: one for one in article.get("derives", ())}
        yield from ((article["id"], source, one["how"], one["basis"]) for source, one in found.items())


MADE: dict[str, Callable[[Record], Iterable[Row]]] = {
    each.__name__: each
    for each in (positions, statement_deals, statement_voices, stances, steps, relations, derivations)
}
"""The tables that are no list of the record itself."""


def about(config: Config) -> Iterator[Row]:
    given = {"title": config.title, "url": config.url, "publisher": config.publisher, "licence": config.licence,
             "notice": " ".join(notice(config))}  # fmt: skip
    return ((name, value) for name, value in given.items() if value)


def described(known: Iterable[Schema]) -> Iterator[Row]:
    """The dictionary as a table."""
    for schema in known:
        for place, column in enumerate(schema.columns, start=1):
            refers, printed = column.refers or None, int(column.printed)
            yield schema.name, place, column.name, column.kind, refers, printed, column.meaning
