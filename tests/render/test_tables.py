"""Tables as bytes, read again by the standard library's readers."""

import csv
import io
import sqlite3
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model.tables import Cell, Column, Schema, Table
from builder.render.data import database, sheet

SCHEMA = Schema(
    "things",
    "Things.",
    (
        Column("id", "id", "Its id."),
        Column("said", "text", "Words."),
        Column("count_of", "number", "How many."),
        Column("other", "id", "Another.", refers="things"),
    ),
)
WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1).filter(lambda text: text[0] != " ")


def table(*rows: tuple[Cell, ...]) -> Table:
    return Table(SCHEMA, rows)


def read(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8"), newline=""), strict=True))


@given(st.lists(st.none() | WORDS))
def test_a_sheet_holds_every_text_to_the_letter(texts: list[str | None]) -> None:
    """But for the space before what would be a formula."""
    rows = [(f"t{place}", text, None, None) for place, text in enumerate(texts)]
    header, *found = read(sheet(table(*rows)))
    assert header == ["id", "said", "count_of", "other"]
    assert [row[1].removeprefix(" ") for row in found] == [text or "" for text in texts]
    assert [row[0] for row in found] == [row[0] for row in rows]


@pytest.mark.parametrize("text", ["=1+1", "+44 20", "-5 degrees", "@desk said", '=HYPERLINK("x")'])
def test_no_text_opens_as_a_formula(text: str) -> None:
    ((_, cell, number, _),) = read(sheet(table(("a", text, "-5", None))))[1:]
    assert cell == f" {text}"
    assert number == "-5"


def test_lines_end_as_rfc_4180_says() -> None:
    assert sheet(table(("a", 'x "y"', "2.5", None))) == b'id,said,count_of,other\r\n"a","x ""y""",2.5,\r\n'


def opened(*tables: Table) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.deserialize(database(tables))
    return connection


def test_a_database_holds_numbers_as_numbers_and_text_as_it_is() -> None:
    with closing(opened(table(("a", "=1+1", "2260000000", None), ("b", None, "2.5", "a")))) as connection:
        assert connection.execute("SELECT * FROM things").fetchall() == [
            ("a", "=1+1", 2260000000, None), ("b", None, 2.5, "a")
        ]  # fmt: skip
        assert connection.execute("SELECT sum(count_of) FROM things").fetchone() == (2260000002.5,)


def test_what_refers_to_nothing_is_found_by_its_key() -> None:
    with closing(opened(table(("a", None, None, "gone")))) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == [("things", None, "things", 0)]


def test_rows_are_found_by_what_they_refer_to() -> None:
    with closing(opened(table(("a", None, None, "a")))) as connection:
        (plan,) = connection.execute("EXPLAIN QUERY PLAN SELECT said FROM things WHERE other = 'a'").fetchall()
        assert "things_other" in plan[3]


def test_the_same_rows_make_the_same_bytes() -> None:
    made = table(("a", "x", None, None), ("b", None, "1", "a"), ("c", "y", None, None))
    assert database([made]) == database([made])
