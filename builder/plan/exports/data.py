"""The record for programs, `/data/`: the page that tells what there is, and the files. They share rows, so that one
plan makes them all; a preview that wants the page makes no file.
"""

from collections.abc import Iterator, Mapping
from functools import partial

from builder.model import urls
from builder.model.config import Config
from builder.model.data_files import Database, DataFile, DataPage, Document, RecordLists, TableFile
from builder.model.dictionary import FILES, KINDS, SHEETS
from builder.model.pages import Link, Shown
from builder.model.sections import SECTIONS
from builder.model.tables import Column, Schema
from builder.plan.context import PlanContext, Plans
from builder.plan.exports import schema_org
from builder.plan.exports.licence import address, notice
from builder.plan.exports.record import record
from builder.plan.exports.tables import schemas, tables

TYPES = {"number": "number", "count": "integer", "flag": "boolean"}
"""Kind of column to its type in a Data Package; all others are strings."""


def plans(context: PlanContext) -> Plans:
    yield urls.DATA, partial(files, context)


def files(context: PlanContext) -> Iterator[Shown]:
    """The page, then the files, each made when it is asked for."""
    config = context.graph.config
    yield page(context)
    yield Document(path=urls.data_file("datapackage.json"), value=package(config))
    found = record(context.graph)
    yield RecordLists(path=urls.data_file("site.json"), lists=found)
    made = tables(found, config)
    for table in made:
        if table.schema.sheet:
            yield TableFile(path=urls.data_file(f"{table.schema.name}.csv"), table=table)
    yield Database(path=urls.data_file("site.sqlite"), tables=made)


def page(context: PlanContext) -> DataPage:
    config, crumbs = context.graph.config, context.crumbs()
    listed = tuple(
        DataFile(Link(name, urls.href(urls.data_file(name))), media, meaning)
        for name, (media, meaning) in FILES.items()
    )
    return DataPage(
        path=urls.DATA,
        site=context.site,
        title=SECTIONS["data"].title,
        description="The whole record for programs: statements, positions and money, with what each column means.",
        canonical=context.canonical(urls.DATA),
        crumbs=crumbs,
        linked_data_html=schema_org.dataset(context, listed, crumbs),
        files=listed,
        notice=notice(config),
        licence=Link(config.licence, address(config.licence)),
        kinds=tuple(KINDS.items()),
        schemas=schemas(config),
        sheets=frozenset(schema.name for schema in SHEETS),
    )


# ── datapackage.json ────────────────────────────────────────────────────────────────────────────────────────────────


def package(config: Config) -> Mapping[str, object]:
    """A Frictionless Data Package: the sheets with their schemas, the other files by name."""
    known = {f"{schema.name}.csv": schema for schema in schemas(config)}
    licence = {"name": config.licence, "path": address(config.licence), "title": "Our own words only"}
    return {
        "profile": "data-package",
        "name": "site",
        "title": config.title,
        "description": " ".join((config.scope, *notice(config))).strip(),
        **({"homepage": config.url} if config.url else {}),
        **({"licenses": [{key: value for key, value in licence.items() if value}]} if config.licence else {}),
        "resources": [
            resource(name, media, meaning, known.get(name))
            for name, (media, meaning) in FILES.items()
            if name != "datapackage.json"
        ],
    }


def resource(name: str, media: str, meaning: str, schema: Schema | None) -> Mapping[str, object]:
    stem, _, format = name.rpartition(".")
    found = {"name": stem if schema else f"{stem}-{format}", "path": name, "description": meaning, "mediatype": media,
             "format": format}  # fmt: skip
    if schema is None:
        return found
    return {**found, "profile": "tabular-data-resource", "encoding": "utf-8", "schema": described(schema)}


def described(schema: Schema) -> Mapping[str, object]:
    """A table's columns and keys. Keys lead only to tables that are in the package as well."""
    names = {sheet.name for sheet in SHEETS}
    return {
        "fields": list(map(field, schema.columns)),
        "primaryKey": list(schema.key),
        "foreignKeys": [
            {"fields": column.name, "reference": {"resource": column.refers, "fields": "id"}}
            for column in schema.columns
            if column.refers in names
        ],
    }


def field(column: Column) -> Mapping[str, object]:
    flags = {"trueValues": ["1"], "falseValues": ["0"]} if column.kind == "flag" else {}
    return {"name": column.name, "type": TYPES.get(column.kind, "string"), "description": column.meaning, **flags}
