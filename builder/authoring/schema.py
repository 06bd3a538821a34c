"""JSON Schemas of a site's files, for editors: made from the tables that the build reads them with, ids included.

A schema says no less than it can and no more than it must: a file that `dateline check` takes is taken. What only the
build can judge (whether a quote stands in its article, whether dates agree) is left to it. JSON Schema draft 7, which
the YAML language server reads best.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias
from zoneinfo import available_timezones

from builder.authoring.known_ids import KnownId
from builder.link.names import KIND_OF_KEY
from builder.model.article import STATEMENT_KEYS
from builder.model.config import Config
from builder.model.currency import CURRENCIES
from builder.model.entities import ALWAYS_OPTIONS, RECORDS, Question
from builder.model.finding import CODES, Severity
from builder.parse import annotations, article, config, entities, readers
from builder.parse.readers import SHAPES, Reader, Table
from builder.parse.yaml import read

Schema: TypeAlias = dict[str, Any]
DRAFT = "http://json-schema.org/draft-07/schema#"
LINE = "# yaml-language-server: $schema="
FOLDER = ".dateline/schema"
NAMES = {"": "site", "content/annotations": "annotations", "content/entities": "entities"}
"""Folder of the site to the schema of the YAML files in it."""

SCALAR: Schema = {"type": ["string", "number", "boolean"]}
"""Dateline takes every scalar for text, whatever else YAML makes of it."""
TEXT: Schema = {**SCALAR, "minLength": 1}
ID = r"[a-z0-9][a-z0-9-]*"
NEW_ID: Schema = {"type": ["string", "integer"], "pattern": f"^{ID}$", "not": {"const": "none"}}
STATEMENT: Schema = {"type": ["string", "integer"], "pattern": f"^{ID}(/{ID})?$"}
FULL_STATEMENT: Schema = {"type": "string", "pattern": f"^{ID}/{ID}$"}
DAY = r"\s*(about )?[0-9]{2}[0-9X]{2}(-([0-9]{2}|XX)){0,2}[?~%]{0,2}\s*"
SPAN = rf"{DAY}|\s*(by |from ){DAY}|(\s*\.\.\s*)?/{DAY}|{DAY}/(\s*\.\.\s*)?|{DAY}(/| to ){DAY}"
DATE: Schema = {"type": ["string", "integer"], "pattern": f"^({SPAN})$"}
MOMENT: Schema = {
    "type": ["string", "integer"],
    "pattern": f"^({SPAN}|[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}T[0-9:]{{5,8}}.*)$",
}
FIGURE: Schema = {"type": ["string", "number"], "pattern": "[0-9]|[a-z]"}
FLAG: Schema = {"enum": ["yes", "no", "Yes", "No", "YES", "NO", True, False]}
URL: Schema = {"type": "string", "pattern": "^https?://"}
HOP = rf"\s*(~[^>]*[^>\s][^>]*|=[^>]*[^>\s][^>]*|{ID}(\s*\+\s*{ID})*)\s*"
VOICES: Schema = {"anyOf": [{"$ref": "#/definitions/actor"}, {"type": "string", "pattern": f"^{HOP}(>{HOP})*$",
                                                              "not": {"pattern": rf"^\s*{ID}\s*$"}}]}  # fmt: skip
"""One actor, whose id is known; or a chain, in which ids are left to the build."""
PERCENT: Schema = {"type": ["integer", "string"], "minimum": 1, "maximum": 100, "pattern": "^[0-9]{1,3}%?$"}
NUMBER: Schema = {"type": ["integer", "string"], "minimum": 1, "pattern": "^[0-9]+$"}
TAG: Schema = {"type": "string", "pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$"}
WARNINGS: Schema = {"enum": sorted(code.name for code in CODES.values() if code.severity is Severity.WARNING)}
NONE: Schema = {"const": "none"}
OWN = frozenset(key.name for key in STATEMENT_KEYS if key.own)
REFERS = KIND_OF_KEY | {"ladder": "ladder", "status": "rung"}
"""Keys whose ids are among those known, and which."""
LINKS = re.compile(r"\[([^\]]*)\]\([^)]*\)")


def one_or_more(each: Schema) -> Schema:
    return {"anyOf": [each, {"type": "array", "items": each}]}


@dataclass(frozen=True)
class Known:
    """What the values of a site's files may name."""

    ids: tuple[KnownId, ...]
    questions: tuple[Question, ...]
    config: Config

    def definitions(self) -> Schema:
        ladders = self.config.ladders.values()
        rungs = dict.fromkeys(word for ladder in ladders for word in (*ladder.rungs, *ladder.exits))
        return {
            **{kind: self.of_kind(kind) for kind in (*RECORDS, "article")},
            "ladder": {"enum": spelt(self.config.ladders)},
            "rung": {"enum": spelt(rungs)},
            "zone": {"enum": sorted(available_timezones())},
        }

    def of_kind(self, kind: str) -> Schema:
        """The ids of one kind, each with what it is called, which editors show beside it."""
        known = [each for each in self.ids if each.kind == kind]
        return {"enum": spelt(each.id for each in known), "enumDescriptions": [each.name for each in known]}

    def positions(self) -> Schema:
        """Each question with its answers."""
        return {
            "type": "object",
            "properties": {each.id: self.answers(each) for each in self.questions},
            "additionalProperties": False,
        }

    def answers(self, question: Question) -> Schema:
        answer: Schema = {"enum": spelt((*question.options, *ALWAYS_OPTIONS))} if question.options else TEXT
        held = {"type": "object", "propertyNames": {"$ref": "#/definitions/actor"}, "additionalProperties": answer}
        return {"description": question.name, "anyOf": [answer, held]}


def spelt(words: Iterable[str]) -> list[str | int]:
    """The words as other readers of YAML may find them: one of digits alone is a number to them."""
    return [spelling for word in words for spelling in ((word, int(word)) if word.isdecimal() else (word,))]


PLAIN: dict[Reader, Schema] = {
    readers.text: TEXT, readers.prose: TEXT, annotations.sentence: TEXT, entities.about: TEXT,
    readers.identifier: NEW_ID, readers.new_id: NEW_ID, readers.statement_id: STATEMENT,
    entities.statement_of: FULL_STATEMENT, readers.url: URL, config.site_url: URL, readers.number: NUMBER,
    config.site_path: {"type": "string", "pattern": "^(/|https?://)"},
    readers.day: DATE, readers.moment: MOMENT, annotations.due: {"anyOf": [{"const": "open"}, DATE]},
    readers.zone: {"$ref": "#/definitions/zone"}, readers.yes_no: FLAG, readers.warning_code: WARNINGS,
    article.language: TAG, article.change_id: {"type": "string", "pattern": f"^{article.CHANGE.pattern}$"},
    config.percent: PERCENT, config.days: {"type": "string", "pattern": "^[0-9]+[dw]$"},
    config.currency: {"enum": sorted(CURRENCIES)}, entities.country: {"enum": sorted(entities.COUNTRIES)},
    entities.wikidata: {"type": "string", "pattern": "^Q[0-9]+$"},
    entities.former_id: {"type": ["string", "integer"], "pattern": f"^(({'|'.join(RECORDS)})/)?{ID}$"},
    entities.option: STATEMENT, annotations.chain: VOICES, annotations.amount: FIGURE, annotations.quantity: FIGURE,
    entities.options: {"anyOf": [
        {"enum": ["amount", "number"]}, {"type": "array", "items": STATEMENT, "minItems": 1},
        {"type": "object", "propertyNames": STATEMENT, "additionalProperties": TEXT},
    ]},
}  # fmt: skip
MADE: "dict[Reader, Callable[[Describer], Schema]]" = {
    entities.dated_member: lambda self: {
        "anyOf": [{"$ref": "#/definitions/actor"}, self.of_table(entities.MEMBER, "actor")]
    },
    entities.settled: lambda self: self.of_table(entities.SETTLED),
    config.ladders: lambda self: {"type": "object", "additionalProperties": self.of_table(config.LADDER)},
    annotations.positions: lambda self: self.known.positions(),
}


@dataclass(frozen=True)
class Describer:
    """Schemas of readers, for one site."""

    known: Known
    group: str = ""
    """The group of entities in which `part_of` stands."""

    def of(self, reader: Reader, refers: str = "") -> Schema:
        """What a reader takes. `refers`: what the ids in it name."""
        if reader is readers.identifier and refers:
            return {"$ref": f"#/definitions/{refers}"}
        if reader in PLAIN:
            return PLAIN[reader]
        if reader in MADE:
            return MADE[reader](self)
        shape = SHAPES[reader]
        if shape.options:
            return {"enum": spelt(shape.options)}
        if shape.table is not None:
            return self.of_table(shape.table, refers)
        each = self.of(shape.each or readers.text, "" if shape.key else refers)
        if shape.key is None:
            return one_or_more(each)
        return {"type": "object", "propertyNames": self.of(shape.key, refers), "additionalProperties": each}

    def of_table(self, table: Table, refers: str = "") -> Schema:
        """A mapping with these keys."""
        required = [word for word, key in table.items() if key.required]
        return {
            "type": "object",
            "properties": {word: self.of_key(word, table, refers) for word in table},
            "additionalProperties": False,
            **({"required": required} if required else {}),
        }

    def of_key(self, word: str, table: Table, refers: str = "") -> Schema:
        key = table[word]
        named = self.group if word == "part_of" else REFERS.get(word, "")
        schema = dict(self.of(key.read, named or refers))
        if "$ref" in schema:
            schema = {"allOf": [schema]}  # In draft 7, nothing counts beside a reference.
        if key.meaning:
            schema["description"] = LINKS.sub(r"\1", key.meaning)
        if key.example:
            tree, _ = read(f"key: {key.example}\n", "")
            schema["examples"] = [tree["key"]] if isinstance(tree, dict) else []
        return schema


def schemas(known: Known) -> dict[str, Schema]:
    """Name to schema: of annotation files, entity files and site.yml, and of the front matter of articles, pages and
    digests."""
    describer = Describer(known)
    statement = describer.of_table(annotations.ANNOTATION)
    statement["properties"] = {word: or_none(word, each) for word, each in statement["properties"].items()}
    defaults = {word: each for word, each in statement["properties"].items() if word not in OWN}
    groups = {
        group: {
            "type": "object", "propertyNames": NEW_ID,
            "additionalProperties": Describer(known, group[:-1]).of_table(table),
        }
        for group, table in entities.TABLES.items()
    }  # fmt: skip
    made: dict[str, Schema] = {
        "annotations": {
            "type": ["object", "null"],
            "properties": {
                "defaults": {"type": "object", "properties": defaults, "additionalProperties": False},
                "statements": {"type": "array", "items": statement},
            },
            "additionalProperties": False,
        },
        "entities": {"type": ["object", "null"], "properties": groups, "additionalProperties": False},
        "site": describer.of_table(config.CONFIG),
        "article": describer.of_table(article.FRONT),
        "page": describer.of_table(article.PAGE),
        "digest": describer.of_table(article.DIGEST),
    }
    definitions = known.definitions()
    return {
        name: {
            "$schema": DRAFT,
            **schema,
            "definitions": {word: definitions[word] for word in sorted(referred(schema))},
        }
        for name, schema in made.items()
    }


def referred(schema: Any) -> set[str]:
    """The definitions to which a schema refers."""
    if isinstance(schema, dict):
        own = {schema["$ref"].rpartition("/")[2]} if isinstance(schema.get("$ref"), str) else set()
        return own.union(*map(referred, schema.values()))
    return set().union(*map(referred, schema)) if isinstance(schema, list) else set()


def or_none(word: str, schema: Schema) -> Schema:
    """A statement's key, which `none` unsets where it can be a default."""
    if word in OWN:
        return schema
    notes = {name: value for name, value in schema.items() if name in ("description", "examples")}
    return notes | {"anyOf": [{name: value for name, value in schema.items() if name not in notes}, NONE]}


def line(path: str) -> str:
    """The comment by which an editor finds the schema of a file of the site; nothing for one that has none."""
    folders = path.split("/")[:-1]
    name = NAMES.get("/".join(folders[:2]))
    return f"{LINE}{'../' * len(folders)}{FOLDER}/{name}.json\n" if name else ""
