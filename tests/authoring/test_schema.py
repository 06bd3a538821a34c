"""The JSON Schemas take every file that the build takes, and refuse each fault of shape that has a page."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from check_jsonschema.parsers.yaml import construct_yaml_implementation
from jsonschema import Draft7Validator
from ruamel.yaml.error import YAMLError

from builder.authoring.schema import DATE, MOMENT, Schema, line, schemas
from builder.build import Options
from builder.edges.authoring.schema_files import known_of, write_schemas
from builder.edges.read import read_tree, scan
from builder.edges.site import check_site
from builder.parse import annotations, article, config, entities
from builder.parse.article import split
from builder.parse.readers import WRONG, Table, day
from builder.parse.yaml import read
from tests.conftest import ROOT, SHARED
from tests.findings_pages import BASE_DAY, base_site, codes, example
from tests.test_findings import write

SCAFFOLD = ROOT / "builder/edges/scaffold"
TABLES: dict[str, Table] = {
    **entities.TABLES, "statements": annotations.ANNOTATION, "articles": article.FRONT, "pages": article.PAGE,
    "digests": article.DIGEST,
    "settings": config.CONFIG,
}  # fmt: skip
SHAPE = {
    "bad-yaml", "bad-indent", "duplicate-key", "unknown-key", "missing-key", "empty-value", "unquoted-text",
    "yaml-alias", "wrong-type", "bad-value", "bad-id", "unknown-actor", "unknown-deal", "unknown-event",
    "unknown-place", "unknown-question", "unknown-article", "wrong-kind", "unknown-country", "unknown-zone",
    "unknown-option", "bad-date", "empty-hop", "no-front-matter",
}  # fmt: skip
"""Findings that an editor can show while one types."""


def faults(root: Path, path: str, made: dict[str, Schema]) -> list[str]:
    """What a validator says of one file of a site, as other programs read YAML."""
    text = (root / path).read_bytes().decode("utf-8-sig", "replace")
    name = path.split("/")[1] if path != "site.yml" else "site"
    if path.endswith(".md"):
        name, parts = name.removesuffix("s"), split(text)
        text = parts[0] if isinstance(parts, tuple) else ""
    if name not in made:
        return []
    try:
        tree: Any = construct_yaml_implementation(pure=True).load(text)
    except YAMLError as error:
        return [str(error)]
    return [
        f"{'/'.join(map(str, fault.path))}: {fault.message}" for fault in Draft7Validator(made[name]).iter_errors(tree)
    ]


def schemas_of(root: Path) -> dict[str, Schema]:
    return schemas(known_of(read_tree(root, scan(root))))


def files(root: Path) -> list[str]:
    found = (*root.glob("content/**/*.yml"), *root.glob("content/**/*.md"), root / "site.yml")
    return [path.relative_to(root).as_posix() for path in found]


def test_it_is_a_schema() -> None:
    for schema in schemas_of(SCAFFOLD).values():
        Draft7Validator.check_schema(schema)


@pytest.mark.parametrize("root", [ROOT, SCAFFOLD, SHARED / "seed-site"], ids=["sample", "first site", "seed"])
def test_every_file_is_taken(root: Path) -> None:
    if not root.is_dir():
        pytest.skip("the two real articles are not published with Dateline")
    made = schemas_of(root)
    assert {path: found for path in files(root) if (found := faults(root, path, made))} == {}


def test_faults_of_shape_are_refused_and_no_others(tmp_path: Path) -> None:
    write(tmp_path, base_site())
    base, refused = schemas_of(tmp_path), set()
    for code in codes():
        changed, root = example(code).files, tmp_path / code
        write(root, base_site() | changed)
        made = base if changed.keys() <= {"content/annotations/a.yml"} else schemas_of(root)
        if any(faults(root, path, made) for path in changed):
            refused.add(code)
    assert refused == SHAPE


@pytest.mark.parametrize("words", [
    "2025", "2025-05-01", " 2025-05 ", "2025-03-03/2025-03-09", "2025/..", "2025-03-03 to 2025-03-09", "../2025-05-08",
    "by 2025-05-08", "from 2025", "2025/", "202X", "2025-02-XX", "about 2025-03-01", "2025-03-01~", "2025?", "2025?~",
    "by about 2025-04", "about 2025-03-03 to 2025-03-09",
])  # fmt: skip
def test_a_date_is_known_by_its_form(words: str) -> None:
    assert Draft7Validator(DATE).is_valid(words)
    assert day(words).__class__ not in WRONG


@pytest.mark.parametrize("words", [
    "yesterday", "2025/03/03/04", "3 March 2025", "12025", "since 2025", "2025-3-3", "2025-03-03T09:47",
])  # fmt: skip
def test_what_is_no_date_is_known_too(words: str) -> None:
    assert not Draft7Validator(DATE).is_valid(words)
    assert day(words).__class__ in WRONG


@pytest.mark.parametrize("words", ["2025-03-03T09:47", "2025-03-02T12:15-05:00", "2025-03-03T09:00:30 Europe/Kyiv"])
def test_a_moment_is_known_by_its_form(words: str) -> None:
    assert Draft7Validator(MOMENT).is_valid(words)


@pytest.mark.parametrize("name", TABLES)
def test_every_key_has_its_meaning_and_an_example_that_can_be_read(name: str) -> None:
    for word, key in TABLES[name].items():
        tree, found = read(f"key: {key.example}\n", "")
        assert key.meaning, word
        assert found == ()
        assert isinstance(tree, dict)
        assert key.read(tree["key"]).__class__ not in WRONG, word


def test_another_program_takes_the_files_by_their_schemas(tmp_path: Path) -> None:
    write_schemas(tmp_path, read_tree(ROOT, scan(ROOT)))
    files = [str(path) for path in (ROOT / "content/annotations").rglob("*.yml")]
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile", ".dateline/schema/annotations.json", *files]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("content/annotations/a.yml", "# yaml-language-server: $schema=../../.dateline/schema/annotations.json\n"),
        (
            "content/annotations/2025/a.yml",
            "# yaml-language-server: $schema=../../../.dateline/schema/annotations.json\n",
        ),
        ("content/entities/actors.yml", "# yaml-language-server: $schema=../../.dateline/schema/entities.json\n"),
        ("content/articles/a.md", ""),
        ("site.yml", "# yaml-language-server: $schema=.dateline/schema/site.json\n"),
    ],
)
def test_a_file_says_where_its_schema_is(path: str, words: str) -> None:
    assert line(path) == words


def test_what_was_made_once_is_kept_up_to_date(tmp_path: Path) -> None:
    write(tmp_path, base_site())
    check_site(tmp_path, Options(BASE_DAY), 1, lambda stage, done, total: None)
    assert not (tmp_path / ".dateline").exists()
    tree = read_tree(tmp_path, scan(tmp_path))
    paths = write_schemas(tmp_path, tree)
    assert paths[0] == ".dateline/schema/annotations.json"
    actors = tmp_path / "content/entities/actors.yml"
    actors.write_text("actors:\n  westland: {name: Westland, kind: country}\n", encoding="utf-8")
    check_site(tmp_path, Options(BASE_DAY), 1, lambda stage, done, total: None)
    schema = json.loads((tmp_path / paths[0]).read_text(encoding="utf-8"))
    assert schema["definitions"]["actor"]["enum"] == ["gazette", "norland", "sudland", "westland"]
    assert schema["definitions"]["actor"]["enumDescriptions"][-1] == "Westland"
