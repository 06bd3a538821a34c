"""Entities for ids that statements name and that nobody has: what a check has found, as entries to be filled in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from builder.authoring.new_file import entity, name_of
from builder.model.entities import RECORDS
from builder.model.finding import Finding


@dataclass(frozen=True)
class Missing:
    """Ids that name nothing."""

    entities: tuple[tuple[str, str], ...]
    """Kind and id of those that are to be made."""
    doubtful: tuple[tuple[str, str], ...]
    """Id and help of those that are perhaps misspelt."""
    linked: tuple[str, ...]
    """Those that are only linked to, so that their kind is not known."""


def missing(findings: Iterable[Finding]) -> Missing:
    wanted: dict[str, str] = {}
    doubtful: dict[str, str] = {}
    for finding in findings:
        kind = finding.code.removeprefix("unknown-")
        if finding.code.startswith("unknown-") and kind in (*RECORDS, "id") and finding.location.part:
            id = finding.location.part
            if finding.help:
                doubtful[id] = finding.help
            elif wanted.get(id, "id") == "id":
                wanted[id] = kind
    return Missing(
        tuple((kind, id) for id, kind in wanted.items() if kind != "id" and id not in doubtful),
        tuple(doubtful.items()),
        tuple(id for id, kind in wanted.items() if kind == "id" and id not in doubtful),
    )


def with_stubs(wanted: Iterable[tuple[str, str]], files: Mapping[str, str]) -> dict[str, str]:
    """Path to new text of the entity files that change. Raises NoSpliceError where one has a fault."""
    changed: dict[str, str] = {}
    for kind, id in wanted:
        path, text, _ = entity(kind, id, {} if kind == "question" else {"name": name_of(id)}, {**files, **changed})
        changed[path] = text
    return changed
