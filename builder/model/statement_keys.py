"""What is known of a key of a statement. The rows themselves stand beside the fields of `Annotation`, in
model/article.py; parsing, the data files, the lock's digest and the tables of the guide are made from them.
"""

from dataclasses import dataclass, field, fields, replace
from typing import Any

from builder.model.tables import Column

PASSAGE, WHO, WHAT, WHEN, RELATION, DESK = SECTIONS = ("passage", "who", "what", "when", "relation", "desk")
"""The sections of the guide."""


@dataclass(frozen=True, kw_only=True)
class StatementKey:
    """One key that authors may give a statement."""

    name: str = ""
    field: str = ""
    """Of `Annotation`."""
    kind: str
    """What it takes. Each kind has a reader in parse/annotations.py and a spelling in plan/exports/record.py."""
    section: str
    example: str
    """A value of it, as YAML."""
    meaning: str
    """For authors, in Markdown."""
    shown: str = "card"
    """Where readers see it; empty for what no page shows."""
    options: tuple[str, ...] = ()
    """The closed list that its values are from."""
    required: bool = False
    own: bool = False
    """Whether each statement has its own: it cannot be a default of the file."""
    columns: tuple[Column, ...] = ()
    """What statements.csv and the table `statements` hold of it."""
    private: bool = False
    """Whether it is in no data file."""
    says: bool = True
    """Whether the statement says something else when it changes. The lock then notes the day, and feeds report it."""


ROWS = "statement keys"
EMPTY: dict[str, Any] = {"text": "", "choice": "", "id": "", "term": "", "zone": "", "flag": False,
                         "number": 0, "day": None, "due": None, "amount": None, "quantity": None}  # fmt: skip
"""Kind to the value of a key that is not given; () for the others."""
COLUMN_KINDS = {"id": "id", "flag": "flag", "day": "date", "due": "date", "statements": "ids", "stances": "pairs",
                "outcomes": "pairs", "corrections": "dates"}  # fmt: skip
"""Kind of key to that of its column, where it is not `text`."""


def key(
    kind: str, section: str, example: str, meaning: str, data: str | tuple[Column, ...] = "", *, default: Any = None,
    **more: Any,
) -> Any:  # fmt: skip
    """A field of `Annotation`, filled by the key of the same name. `data`: what its column holds, or its columns."""
    row = StatementKey(
        kind=kind, section=section, example=example, meaning=meaning, columns=columns(kind, data), **more
    )
    if row.required:
        return field(metadata={ROWS: (row,)})
    return field(default=EMPTY.get(kind, ()) if default is None else default, metadata={ROWS: (row,)})


def columns(kind: str, data: str | tuple[Column, ...]) -> tuple[Column, ...]:
    if isinstance(data, str):
        return (Column("", COLUMN_KINDS.get(kind, "text"), data),) if data else ()
    return data


def keys(*rows: StatementKey) -> Any:
    """A field that several keys fill with pairs."""
    return field(default=(), metadata={ROWS: rows})


def statement_keys(kind: type) -> tuple[StatementKey, ...]:
    """The rows of all fields, with the names that they leave out."""
    return tuple(
        named(row, row.name or each.name, each.name) for each in fields(kind) for row in each.metadata.get(ROWS, ())
    )


def named(row: StatementKey, name: str, field: str) -> StatementKey:
    columns = tuple(replace(column, name=column.name or name) for column in row.columns)
    return replace(row, name=name, field=field, columns=columns)
