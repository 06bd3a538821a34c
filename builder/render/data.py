"""Data as bytes: JSON, CSV, SQLite, and the W3C's Web Annotations."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from functools import lru_cache
from itertools import compress
from json.encoder import encode_basestring as quoted
from types import NoneType

from builder.model.data_files import AnnotationFile, TextQuote, WebAnnotation
from builder.model.tables import Cell, Column, Schema, Table


def site_json(record: Mapping[str, Sequence[object]]) -> bytes:
    """The compiled record. One object a line: a reader's diff shows which ones changed."""
    encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
    lists = (f"{encode(name)}:[\n" + ",\n".join(map(encode, record[name])) + "\n]" for name in sorted(record))
    return ("{" + ",\n".join(lists) + "}\n").encode("utf-8")


def document(value: Mapping[str, object]) -> bytes:
    """One object, its keys in the order given."""
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8")


FORMULA = frozenset("=+-@")
AFFINITY = {"number": "NUMERIC", "count": "INTEGER", "flag": "INTEGER"}
"""Kinds of columns that hold numbers, as SQLite names them; all others hold text."""


def sheet(table: Table) -> bytes:
    """A table as CSV: every text in quotation marks, numbers and empty cells without. The standard library's writer
    cannot tell an empty cell from an empty text before Python 3.12."""
    columns = table.schema.columns
    spellings = [str if column.kind in AFFINITY else quoted_cell for column in columns]
    lines = [",".join([column.name for column in columns])]
    for row in table.rows:
        lines.append(
            ",".join(["" if cell is None else spelt(cell) for cell, spelt in zip(row, spellings, strict=True)])
        )
    return ("\r\n".join(lines) + "\r\n").encode()


def quoted_cell(cell: Cell) -> str:
    text = str(cell).replace('"', '""')
    return f'" {text}"' if text[:1] in FORMULA else f'"{text}"'


def database(tables: Iterable[Table]) -> bytes:
    """Tables as one SQLite file, with an index for each column that refers to another table."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute("BEGIN")
        for table in tables:
            fill(connection, table)
        connection.execute("COMMIT")
        return connection.serialize()


def fill(connection: sqlite3.Connection, table: Table) -> None:
    """Makes the table and fills it, rows of one shape at a time: most cells are empty, and need not be handed over."""
    schema, shapes = table.schema, defaultdict(list)
    connection.execute(created(schema))
    for row in table.rows:
        shapes[tuple(map(type, row))].append(row)
    for shape, rows in shapes.items():
        given = [kind is not NoneType for kind in shape]
        names = [column.name for column in compress(schema.columns, given)]
        into = f"INSERT INTO {schema.name} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
        connection.executemany(into, rows if all(given) else [tuple(compress(row, given)) for row in rows])
    for column in schema.columns:
        if column.refers and schema.key[0] != column.name:
            connection.execute(indexed(schema.name, column.name))


def created(schema: Schema) -> str:
    """The statement that makes the table. Names of tables and columns are no words of SQL."""
    parts = [*map(defined, schema.columns), f"PRIMARY KEY ({', '.join(schema.key)})"]
    return f"CREATE TABLE {schema.name} (\n  {f',{chr(10)}  '.join(parts)}\n) WITHOUT ROWID"


def indexed(table: str, column: str) -> str:
    return f"CREATE INDEX {table}_{column} ON {table} ({column}) WHERE {column} IS NOT NULL"


def defined(column: Column) -> str:
    refers = f" REFERENCES {column.refers} (id)" if column.refers else ""
    return f"{column.name} {AFFINITY.get(column.kind, 'TEXT')}{refers}"


CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def collection(shown: AnnotationFile) -> bytes:
    """An AnnotationCollection with its one AnnotationPage."""
    rights = f',"rights":{quoted(shown.rights)}' if shown.rights else ""
    ours = (
        f'"type":"Annotation","motivation":"describing","creator":{quoted(shown.maker)},'
        '"body":[{"type":"TextualBody","purpose":"describing","format":"text/plain",'
        f'"language":{quoted(shown.language)}{rights},"value":'
    )
    items = ",\n".join([annotation(note, ours) for note in shown.notes])
    head = (
        f'{{"@context":{quoted(CONTEXT)},"id":{quoted(shown.id)},"type":"AnnotationCollection",'
        f'"label":{quoted(shown.title)},'
        f'"creator":{{"id":{quoted(shown.maker)},"type":"Organization","name":{quoted(shown.maker_name)}}},'
        f'"total":{len(shown.notes)},'
    )
    page = f'"first":{{"id":{quoted(shown.id + "#first")},"type":"AnnotationPage","startIndex":0,"items":['
    return f"{head}{page}\n{items}\n]}}}}\n".encode()


def annotation(note: WebAnnotation, ours: str) -> str:
    """`ours`: what stands in all, from the type to the text of the first body."""
    return f'{{"id":{quoted(note.id)},{ours}{quoted(note.said)}}}{tags(note.tags)}],"target":{target(note)}}}'


@lru_cache(maxsize=4096)
def tags(words: tuple[str, ...]) -> str:
    return "".join([f',{{"type":"TextualBody","purpose":"tagging","value":{quoted(word)}}}' for word in words])


def target(note: WebAnnotation) -> str:
    """The page and the passage. A quote with gaps is several targets: several selectors on one would mean several ways
    to the same words."""
    source = quoted(note.source)
    found = [f'{{"source":{source},"selector":{selector(piece)}}}' for piece in note.pieces] or [source]
    return found[0] if len(found) == 1 else f"[{','.join(found)}]"


def selector(piece: TextQuote) -> str:
    before = f',"prefix":{quoted(piece.before)}' if piece.before else ""
    after = f',"suffix":{quoted(piece.after)}' if piece.after else ""
    return f'{{"type":"TextQuoteSelector","exact":{quoted(piece.exact)}{before}{after}}}'
