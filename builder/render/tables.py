"""Tables as bytes: CSV for spreadsheets, and a SQLite database whose tables refer to each other.

CSV is that of RFC 4180 in UTF-8, with a header. A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a
formula, so a text that begins so has one space in front; no text begins with a space of its own.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from contextlib import closing
from itertools import compress
from types import NoneType

from builder.model.machine import Cell, Column, Schema, Table

FORMULA = frozenset("=+-@")
AFFINITY = {"number": "NUMERIC", "count": "INTEGER", "flag": "INTEGER"}
"""Kinds of columns that hold numbers, as SQLite names them; all others hold text."""


def sheet(table: Table) -> bytes:
    """A table as CSV. Texts are always in quotation marks: to ask of each whether it needs them, as the standard
    library does, takes twice the time."""
    columns = table.schema.columns
    spellings = [str if column.kind in AFFINITY else quoted for column in columns]
    lines = [",".join([column.name for column in columns])]
    for row in table.rows:
        lines.append(
            ",".join(["" if cell is None else spelt(cell) for cell, spelt in zip(row, spellings, strict=True)])
        )
    return ("\r\n".join(lines) + "\r\n").encode()


def quoted(cell: Cell) -> str:
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
