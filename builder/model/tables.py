"""Tables for programs: their columns and their rows."""

from collections.abc import Sequence
from dataclasses import dataclass

Cell = str | int | None
"""A value of a table. None: there is nothing to say."""


@dataclass(frozen=True)
class Column:
    """What stands in one column of a table of data."""

    name: str
    kind: str
    """`id`, `ids`, `text`, `words`, `chain`, `date`, `dates`, `number`, `count`, `flag`, `pairs` or `url`."""
    meaning: str
    at: str = ""
    """Where it stands in an object of `data/site.json`, `amount.low`; empty where that has the column's own name."""
    refers: str = ""
    """The table in which its ids are looked up."""
    printed: bool = False
    """Whether these are words of the source, which the site's licence does not cover."""


@dataclass(frozen=True)
class Schema:
    """A table without its rows."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ("id",)
    """The columns that tell its rows apart."""
    sheet: bool = False
    """Whether it is a CSV file too, besides a table of the database."""


@dataclass(frozen=True)
class Table:
    schema: Schema
    rows: Sequence[tuple[Cell, ...]]
    """Cells in the order of the columns."""
