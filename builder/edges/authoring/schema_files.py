"""The JSON Schemas of a site on disk, in `.dateline/schema/`: made once by a command of the author's, and kept up to
date from then on by whatever reads the whole site."""

import json
from contextlib import suppress
from pathlib import Path

from builder.authoring.known_ids import KnownId, in_order, of_record
from builder.authoring.schema import FOLDER, Known, schemas
from builder.model.config import Config
from builder.model.entities import Question
from builder.model.sources import Tree
from builder.parse.config import parse_config
from builder.parse.entities import parse_entities


def write_schemas(root: Path, tree: Tree) -> tuple[str, ...]:
    """Writes those that are new or other than before; the paths of all."""
    folder = root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, schema in schemas(known_of(tree)).items():
        file, text = folder / f"{name}.json", json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
        paths.append(f"{FOLDER}/{name}.json")
        if not file.is_file() or file.read_text(encoding="utf-8") != text:
            file.write_text(text, encoding="utf-8")
    return tuple(paths)


def refresh_schemas(root: Path, tree: Tree) -> None:
    """Writes them again where they have been made before. What cannot be written is of no matter here."""
    if (root / FOLDER).is_dir():
        with suppress(OSError):
            write_schemas(root, tree)


def known_of(tree: Tree) -> Known:
    records = [pair for source in tree.entities for pair in parse_entities(source)[0]]
    ids = [of_record(kind, record) for kind, record in records]
    ids += [KnownId("article", id, "") for id in tree.article_ids]
    questions = sorted((each for _, each in records if isinstance(each, Question)), key=lambda each: each.id)
    settings, _ = parse_config(tree.config)
    return Known(in_order(ids), tuple(questions), settings or Config(""))
