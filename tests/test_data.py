"""The files for programs of the built sample, read by programs that are not ours: csv, SQLite, pyld, pySHACL."""

import csv
import json
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from builder.model.dictionary import FILES, QUOTES, SCHEMAS, SHEETS
from tests import linked_data
from tests.conftest import ROOT, BuiltSite, build

SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
KINDS = {schema.name: {column.name: column.kind for column in schema.columns} for schema in SCHEMAS}
LISTS = ("statements", "deals", "actors", "events", "places", "questions", "articles", "money")

Rows = list[dict[str, Any]]


def compiled(site: BuiltSite) -> dict[str, Rows]:
    found: dict[str, Rows] = json.loads((site.output / "data" / "site.json").read_text(encoding="utf-8"))
    return found


def sheet(site: BuiltSite, name: str) -> list[dict[str, str]]:
    with (site.output / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


@pytest.fixture(scope="module")
def database(sample: BuiltSite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    file = shutil.copy(sample.output / "data" / "site.sqlite", tmp_path_factory.mktemp("data"))
    with closing(sqlite3.connect(file)) as connection:
        connection.row_factory = sqlite3.Row
        yield connection


def table(database: sqlite3.Connection, name: str) -> Rows:
    return [dict(row) for row in database.execute(f"SELECT * FROM {name}")]


def test_all_files_are_there_and_the_page_leads_to_them(sample: BuiltSite) -> None:
    page = (sample.output / "data" / "index.html").read_text(encoding="utf-8")
    assert sorted([*FILES, "index.html"]) == sorted(path.name for path in (sample.output / "data").iterdir())
    assert [name for name in FILES if f'href="../data/{name}"' not in page] == []


# ── tables ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_database_is_whole(database: sqlite3.Connection) -> None:
    assert [tuple(row) for row in database.execute("PRAGMA integrity_check")] == [("ok",)]
    assert [tuple(row) for row in database.execute("PRAGMA foreign_key_check")] == []
    assert table(database, "statements")


def plain(cell: object, kind: str) -> object:
    """A cell of either file in one form: numbers as numbers, an empty cell as None."""
    if cell in (None, ""):
        return None
    return Decimal(str(cell)) if kind in ("number", "count", "flag") else str(cell).lstrip(" ")


@pytest.mark.parametrize("schema", SHEETS, ids=lambda schema: schema.name)
def test_a_sheet_says_what_the_database_says(schema: Any, sample: BuiltSite, database: sqlite3.Connection) -> None:
    kinds = KINDS[schema.name]

    def rows(found: Any) -> list[str]:
        return sorted(repr([plain(row[name], kind) for name, kind in kinds.items()]) for row in found)

    assert list(sheet(sample, schema.name)[0]) == list(kinds)
    assert rows(sheet(sample, schema.name)) == rows(table(database, schema.name))


@pytest.mark.parametrize("name", LISTS)
def test_a_table_says_what_the_record_says(name: str, sample: BuiltSite, database: sqlite3.Connection) -> None:
    """Row by row, as far as a value is one word or number in both."""
    rows = {row["id"]: row for row in table(database, name)}
    record = {item["id"]: item for item in compiled(sample)[name]}
    assert rows.keys() == record.keys()
    columns = next(schema.columns for schema in SCHEMAS if schema.name == name)
    compared = 0
    for id, item in record.items():
        for column in columns:
            value: Any = item
            for key in (column.at or column.name).split("."):
                value = value.get(key) if isinstance(value, dict) else None
            if isinstance(value, str | bool):
                cell = rows[id][column.name]
                assert plain(cell, column.kind) == plain(int(value) if value in (True, False) else value, column.kind)
                compared += 1
    assert compared > len(record)


def test_positions_and_what_stands_between_tables_are_those_of_the_record(
    sample: BuiltSite, database: sqlite3.Connection
) -> None:
    record = compiled(sample)
    held = [(item["id"], one["statement"], one["holder"]) for item in record["questions"] for one in item["positions"]]
    assert sorted(held) == [tuple(row) for row in database.execute(
        "SELECT question, statement, holder FROM positions ORDER BY 1, 2, 3")]  # fmt: skip
    assert held
    deals = [(item["id"], deal) for item in record["statements"] for deal in item.get("deal", ())]
    assert sorted(deals) == [tuple(row) for row in database.execute("SELECT * FROM statement_deals ORDER BY 1, 2")]
    relations = [(item["id"], target) for item in record["statements"] for target in item.get("disputes", ())]
    asked = "SELECT statement, target FROM relations WHERE kind = 'disputes' ORDER BY 1, 2"
    assert sorted(relations) == [tuple(row) for row in database.execute(asked)]
    assert relations


def test_who_speaks_can_be_joined(database: sqlite3.Connection) -> None:
    (count,) = database.execute(
        "SELECT count(*) FROM statements JOIN statement_voices ON statement = statements.id JOIN actors ON actor = "
        "actors.id WHERE actors.name = 'Institute for the Study of War'"
    ).fetchone()
    assert count == database.execute("SELECT count(*) FROM statements WHERE voice = 'isw'").fetchone()[0] > 0


def test_every_column_is_in_the_dictionary(sample: BuiltSite, database: sqlite3.Connection) -> None:
    page = (sample.output / "data" / "index.html").read_text(encoding="utf-8")
    told = {(row["in_table"], row["name"]): row["meaning"] for row in table(database, "columns")}
    names = [row["name"] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    assert sorted(names) == sorted(KINDS)
    there = {(name, row["name"]) for name in names for row in database.execute(f"PRAGMA table_info({name})")}
    assert there == told.keys()
    assert all(told.values())
    assert [name for _, name in told if f"<code>{name}</code>" not in page] == []


def test_the_data_package_describes_the_sheets(sample: BuiltSite) -> None:
    package = json.loads((sample.output / "data" / "datapackage.json").read_text(encoding="utf-8"))
    described = {one["path"]: one for one in package["resources"]}
    assert sorted([*described, "datapackage.json"]) == sorted(FILES)
    for schema in SHEETS:
        fields = described[f"{schema.name}.csv"]["schema"]["fields"]
        assert [field["name"] for field in fields] == list(sheet(sample, schema.name)[0])
        assert {field["type"] for field in fields} <= {"string", "number", "integer", "boolean"}
    assert package["licenses"][0]["path"] == "https://creativecommons.org/licenses/by/4.0/"
    assert "not ours to license" in package["description"]


def example(language: str) -> str:
    guide = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
    return guide.partition(f"```{language}\n")[2].partition("```")[0]


def test_the_guide_s_examples_say_the_same(
    sample: BuiltSite, database: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = [f"{told} {voice} {gist}" for told, voice, gist, _ in database.execute(example("sql"))]
    monkeypatch.chdir(sample.output / "data")
    exec(example("python"), {})
    assert sorted(capsys.readouterr().out.splitlines()) == sorted(asked)
    assert len(asked) > 10


# ── linked data ─────────────────────────────────────────────────────────────────────────────────────────────────────


def annotations(site: BuiltSite) -> Any:
    return json.loads((site.output / "data" / "annotations.jsonld").read_text(encoding="utf-8"))


def test_the_annotations_are_w3c_annotations(sample: BuiltSite) -> None:
    document, record = annotations(sample), {item["id"]: item for item in compiled(sample)["statements"]}
    assert linked_data.unknown(document, linked_data.ANNOTATION) == set()
    (collection,) = linked_data.expanded(document)
    items = collection["http://www.w3.org/ns/activitystreams#first"][0][
        "http://www.w3.org/ns/activitystreams#items"][0]["@list"]  # fmt: skip
    prefix = "https://example.org/minerals-desk/s/"
    assert {item["@id"].removeprefix(prefix).strip("/") for item in items} == record.keys()
    assert document["total"] == len(items) == len(record)
    oa = linked_data.OA
    for item in items:
        assert item["@type"] == [f"{oa}Annotation"]
        assert item[f"{oa}motivatedBy"] == [{"@id": f"{oa}describing"}]
        for target in item[f"{oa}hasTarget"]:
            assert target[f"{oa}hasSource"][0]["@id"].startswith("https://")
            assert target[f"{oa}hasSelector"][0]["@type"] == [f"{oa}TextQuoteSelector"]


def test_every_annotation_names_its_speaker_first(sample: BuiltSite) -> None:
    for item in annotations(sample)["first"]["items"]:
        who, _, said = item["body"][0]["value"].partition(": ")
        assert who
        assert said


def scripts(site: BuiltSite) -> dict[str, str]:
    found = {path.relative_to(site.output).as_posix(): SCRIPT.findall(path.read_text(encoding="utf-8"))
             for path in site.pages()}  # fmt: skip
    assert all(len(each) <= 1 for each in found.values())
    return {path: each[0] for path, each in found.items() if each}


def test_what_pages_are_about_is_in_words_of_schema_org(sample: BuiltSite) -> None:
    found = scripts(sample)
    assert {
        "index.html",
        "data/index.html",
        "actors/trump/index.html",
        "events/loan-signing/index.html",
    } <= found.keys()
    graph = linked_data.graph(found.values())
    assert len(graph) > 500
    assert linked_data.faults(graph) == []


def test_nothing_is_rated_or_reviewed(sample: BuiltSite) -> None:
    assert not [path for path, script in scripts(sample).items() if re.search("Review|Rating", script)]


# ── a site that gives no quotes, and has no address ─────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def reticent(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    source = tmp_path_factory.mktemp("reticent")
    shutil.copytree(ROOT / "content", source / "content")
    settings = (ROOT / "site.yml").read_text(encoding="utf-8")
    (source / "site.yml").write_text(re.sub("^url: .*$", "data_quotes: no", settings, flags=re.M), encoding="utf-8")
    return build(source, source / "output")


def test_no_file_holds_a_quote_where_the_site_says_so(reticent: BuiltSite, sample: BuiltSite, tmp_path: Path) -> None:
    """But where a gist or a title has the same words."""
    record, folder = compiled(sample), reticent.output / "data"
    others = [item["body"][0]["value"] for item in annotations(sample)["first"]["items"]]
    others += [item["title"] for item in record["articles"]]
    quotes = [item["quote"] for item in record["statements"] if not any(item["quote"] in other for other in others)]
    with closing(sqlite3.connect(shutil.copy(folder / "site.sqlite", tmp_path))) as connection:
        cells = {cell for name in KINDS for row in connection.execute(f"SELECT * FROM {name}") for cell in row}
        names = {row[1] for row in connection.execute("PRAGMA table_info(statements)")}
    rows = {cell for name in ("statements", "positions", "money") for row in sheet(reticent, name)
            for cell in row.values()}  # fmt: skip
    objects = set(strings(json.loads((folder / "site.json").read_text(encoding="utf-8"))))
    published = "\n".join(map(str, cells | rows | objects | set(strings(annotations(reticent)))))
    assert len(quotes) > 50
    assert [quote for quote in quotes if quote in published] == []
    assert not names & QUOTES
    assert names == set(sheet(reticent, "statements")[0])
    assert {"gist", "voice"} <= names


def strings(value: Any) -> Iterator[str]:
    """Every text that stands anywhere in a value."""
    if isinstance(value, str):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from strings(inner)


def test_without_an_address_annotations_lead_from_where_they_lie(reticent: BuiltSite) -> None:
    document = annotations(reticent)
    base = "https://elsewhere.example/any/data/annotations.jsonld"
    (collection,) = linked_data.expanded(document, base)
    assert collection["@id"] == base
    items = collection["http://www.w3.org/ns/activitystreams#first"][0][
        "http://www.w3.org/ns/activitystreams#items"][0]["@list"]  # fmt: skip
    assert all(item["@id"].startswith("https://elsewhere.example/any/s/") for item in items)


def test_without_an_address_pages_still_say_what_they_are_about(reticent: BuiltSite) -> None:
    found = scripts(reticent)
    assert linked_data.faults(linked_data.graph(found.values())) == []
    assert '"@id"' not in "".join(found.values())
