"""The record as tables: each value in its column, and no value without one."""

from typing import Any

import pytest

from builder.model.config import Config
from builder.model.dictionary import KINDS, QUOTES, SCHEMAS, STATEMENTS
from builder.model.graph import Graph
from builder.model.tables import Table
from builder.plan.exports.record import GIVEN, record
from builder.plan.exports.tables import tables
from tests import make

ANN, BOB, PACT = make.actor("ann", kind="person"), make.actor("bob"), make.deal("pact")


def made(graph: Graph) -> dict[str, Table]:
    return {table.schema.name: table for table in tables(record(graph), graph.config)}


def rows(graph: Graph, name: str) -> list[dict[str, Any]]:
    """The rows of a table by the names of its columns, without empty cells."""
    table = made(graph)[name]
    columns = [column.name for column in table.schema.columns]
    return [
        {name: cell for name, cell in zip(columns, row, strict=True) if cell not in (None, 0)} for row in table.rows
    ]


def told(config: Config | None = None, **keys: Any) -> Graph:
    statement = make.statement("a/x", **keys)
    graph = make.graph(make.entities(ANN, BOB, PACT), make.articles(statement, make.statement("b/y")))
    return make.graph(graph.entities, graph.articles, config=config or make.config())


@pytest.mark.parametrize(
    ("keys", "cells"),
    [
        ({"by": "ann + bob"}, {"voice": "ann + bob", "chain": "gazette > ann + bob"}),
        ({"by": "~some officials"}, {"voice": "~some officials"}),
        ({"when": "2025-03-01/2025-03-02", "verbatim": True}, {"happened": "2025-03-01/2025-03-02", "verbatim": 1}),
        (
            {"deal": "pact", "amount": make.amount("GBP", "2600000000", about=True), "stage": "pledged"},
            {"deals": "pact", "currency": "GBP", "value": "2600000000", "low": "2600000000", "high": "2600000000",
             "approximate": 1, "measure": "total", "stage": "pledged"},
        ),
        ({"quantity": make.quantity("2.50", "tanks")}, {"number": "2.5", "unit": "tanks"}),
        ({"stance": (("ann", "supports"), ("bob", "opposes"))}, {"stance": "ann=supports bob=opposes"}),
        ({"relations": (("disputes", "b/y"),), "given": frozenset({"disputes"})}, {"disputes": "b/y"}),
        ({"resolves": (("b/y", "met"),)}, {"resolves": "b/y=met"}),
        ({"due_open": True, "due": None}, {"due": "open"}),
        ({"translation": "ein Zitat", "translated_by": "desk"}, {"translation": "ein Zitat", "translated_by": "desk"}),
    ],
)  # fmt: skip
def test_a_statement_s_values_stand_in_their_columns(keys: dict[str, Any], cells: dict[str, Any]) -> None:
    row = next(row for row in rows(told(**keys), "statements") if row["id"] == "a/x")
    assert cells.items() <= row.items()
    assert {
        "article": "a",
        "told": "2025-03-03",
        "quote": "a quote",
        "gist": "A gist.",
        "mode": "asserted",
    }.items() <= (row.items())


def test_every_key_of_a_statement_has_a_column() -> None:
    """Positions have a table of their own."""
    known = {column.at.partition(".")[0] or column.name for column in STATEMENTS.columns}
    assert GIVEN.keys() - {"positions"} <= known


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda schema: schema.name)
def test_a_table_is_described_whole(schema: Any) -> None:
    names = [column.name for column in schema.columns]
    assert len(names) == len(set(names))
    assert set(schema.key) <= set(names)
    known = {other.name for other in SCHEMAS}
    for column in schema.columns:
        assert column.kind in KINDS
        assert column.meaning.endswith(".")
        assert not column.refers or column.refers in known


@pytest.mark.parametrize(
    ("by", "voices"), [("ann", ["ann"]), ("ann + bob", ["ann", "bob"]), ("~One", []), ("=Olena K. + son", [])]
)
def test_voices_on_file_are_told_one_by_one(by: str, voices: list[str]) -> None:
    found = [row["actor"] for row in rows(told(by=by), "statement_voices") if row["statement"] == "a/x"]
    assert found == voices


def test_rows_keep_the_number_of_their_columns() -> None:
    graph = told(by="ann", deal="pact", stance=(("bob", "opposes"),), resolves=(("b/y", "met"),))
    for table in made(graph).values():
        assert {len(row) for row in table.rows} <= {len(table.schema.columns)}, table.schema.name
    assert {"stances", "relations", "statement_deals", "about", "columns"} <= {
        name for name, table in made(graph).items() if table.rows
    }


def test_quotes_are_left_out_where_the_site_says_so() -> None:
    graph = told(make.config(data_quotes=False), quote="their words", translation="ihre", translated_by="desk")
    assert "their words" not in str(record(graph))
    assert "ihre" not in str(record(graph))
    columns = {column.name for column in made(graph)["statements"].schema.columns}
    assert columns == {column.name for column in STATEMENTS.columns} - QUOTES
    assert "their words" not in str(made(graph))
    assert "quotes are left out" in str(made(graph)["about"].rows)


def test_what_is_not_ours_is_marked_so() -> None:
    assert {column.name for column in STATEMENTS.columns if column.printed} == {
        "quote", "translation", "by_printed", "when_printed", "hedge", "condition"
    }  # fmt: skip
