"""The locks of closed editions, `content/digests/ID.lock.json`, to values and back. One item stands in one line, and
the same lock is always the same text."""

import json
import re
from functools import lru_cache
from typing import Any

from builder.model.digest import SUFFIX, DigestItem, DigestLock, DigestPart, DigestStatus, Edition
from builder.model.finding import Finding, Location
from builder.model.sources import Source
from builder.parse.locks import DAY, FEW, MARKS, RESTORE, is_day
from builder.parse.problem import Problem
from builder.parse.readers import (
    CONTROL,
    Fault,
    Key,
    Table,
    identifier,
    made_of,
    mapping,
    read_keys,
    several,
    statement_id,
    unshowable,
    wrong,
)

SPELT = {True: "true", False: "false", None: "null"}


def words(value: Any) -> Any:
    """Text, perhaps empty."""
    if value.__class__ is not str:
        return wrong(value, "text")
    bad = CONTROL.search(value)
    return unshowable(bad[0]) if bad else value


def is_iso(words: str) -> bool:
    return re.fullmatch(DAY, words) is not None and is_day(words)


def iso_day(value: Any) -> Any:
    """An ISO date."""
    if value.__class__ is not str or not is_iso(value):
        return (
            Problem("bad-value", f"`{value}` is not a day", RESTORE)
            if value.__class__ is str
            else wrong(value, "a day")
        )
    return value


def iso_days(value: Any) -> Any:
    """`2025-03-01/2025-03-07`"""
    first, _, last = value.partition("/") if value.__class__ is str else ("", "", "")
    if is_iso(first) and is_iso(last) and first <= last:
        return first, last
    return Problem("bad-value", "`covers` is not two days with a `/` between", RESTORE)


def site_path(value: Any) -> Any:
    """`/s/gazette/loan/`"""
    path = words(value)
    if path.__class__ is str and path and not path.startswith("/"):
        return Problem("bad-value", f"`{path}` is not the path of a page", RESTORE)
    return path


@lru_cache(maxsize=512)
def parse_digest_lock(source: Source) -> tuple[DigestLock | None, tuple[Finding, ...]]:
    """The lock of one edition; None, with findings, where the file is not as Dateline has written it. Kept for a
    preview, which asks at every step."""
    try:
        tree = texts(json.loads(source.text, parse_int=str, parse_float=str, parse_constant=str))
        line(tree).encode()
    except json.JSONDecodeError as error:
        return None, (unread(source, error.pos),)
    except (RecursionError, UnicodeEncodeError):  # Too deep, or an escape for half a character.
        return None, (unread(source, 0),)
    values, faults = read_keys(tree, LOCK_FILE, "a lock of an edition")
    if faults:
        return None, tuple(bad(source, fault) for fault in faults[:FEW])
    known = Edition(*(values.pop(key) for key in ("title", "date", "covers", "size", "more", "parts")))
    before = values.pop("before", ("", ""))
    statuses, meaning = values.pop("statuses"), dict(values.pop("meaning"))
    lock = DigestLock(
        edition=known, statuses=statuses, meaning=meaning, previous=before[0], previous_seal=before[1], **values
    )
    if source.path != lock.path:
        message = f"this is the lock of the edition `{lock.id}`"
        return None, (
            Finding("bad-lock", message, Location(source.path, ("digest",)), f"name the file {lock.id}{SUFFIX}"),
        )
    return lock, ()


def texts(value: Any) -> Any:
    """JSON as the readers take it: every scalar as text."""
    if value.__class__ is dict:
        return {key: texts(each) for key, each in value.items()}
    if value.__class__ is list:
        return [texts(each) for each in value]
    return value if value.__class__ is str else SPELT[value]


def unread(source: Source, at: int) -> Finding:
    """The finding of a file that is no JSON from here on."""
    text = source.text
    start = text.rfind("\n", 0, at) + 1
    marked = next((line for line in text.splitlines() if line.startswith(MARKS)), "")
    if marked:
        start = 0 if text.startswith(marked) else text.find(f"\n{marked}") + 1
    line = text[start:].partition("\n")[0]
    help = f"a merge left this: {RESTORE} of the branch that closed the edition first" if marked else RESTORE
    message = f"`{marked}` does not belong in this file" if marked else "the lock cannot be read from here on"
    return Finding("bad-lock", message, Location(source.path, part=line, offset=start), help)


def bad(source: Source, fault: Fault) -> Finding:
    where = Location(source.path, fault.keys, fault.part, on_key=fault.on_key)
    return Finding("bad-lock", fault.problem.message, where, RESTORE)


ITEM: Table = {
    "id": Key(words, required=True),
    "label": Key(words),
    "words": Key(words),
    "at": Key(site_path),
    "day": Key(words),
    "credit": Key(words),
    "against": Key(several(words)),
    "deals": Key(mapping(identifier, words, "`{deal: name}`")),
    "statements": Key(several(statement_id)),
    "redacted": Key(iso_day),
    "seal": Key(words, "locked", required=True),
}
PART: Table = {
    "kind": Key(words, required=True),
    "heading": Key(words),
    "html": Key(words),
    "items": Key(several(made_of(DigestItem, ITEM, "an item"))),
    "redacted": Key(iso_day),
    "seal": Key(words, "locked"),
}
STATUS: Table = {
    "deal": Key(identifier, required=True),
    "words": Key(words),
    "statements": Key(several(statement_id)),
    "redacted": Key(iso_day),
    "seal": Key(words, "locked", required=True),
}
LOCK_FILE: Table = {
    "digest": Key(identifier, "id", required=True),
    "closed": Key(iso_day, required=True),
    "title": Key(words, required=True),
    "date": Key(iso_day, required=True),
    "covers": Key(iso_days, required=True),
    "size": Key(words, required=True),
    "more": Key(words, required=True),
    "parts": Key(several(made_of(DigestPart, PART, "a section")), required=True),
    "statuses": Key(several(made_of(DigestStatus, STATUS, "a status")), required=True),
    "meaning": Key(mapping(statement_id, words, "`{statement: digest}`"), required=True),
    "source": Key(words, required=True),
    "before": Key(made_of(lambda digest, seal: (digest, seal), {
        "digest": Key(identifier, required=True), "seal": Key(words, required=True),
    }, "`{digest, seal}`")),
    "title_seal": Key(words, "title_locked", required=True),
    "redacted": Key(iso_day),
    "seal": Key(words, required=True),
}  # fmt: skip


def spelt_digest_lock(lock: DigestLock) -> str:
    """The file of a lock."""
    edition = lock.edition
    parts = [spelt_part(part) for part in edition.parts]
    statuses = [
        line(
            given(
                deal=one.deal, words=one.words, statements=list(one.statements), redacted=one.redacted, seal=one.locked
            )
        )
        for one in lock.statuses
    ]
    meaning = [f"{line(id)}: {line(lock.meaning[id])}" for id in sorted(lock.meaning)]
    rows = {
        "digest": line(lock.id),
        "closed": line(lock.closed),
        "title": line(edition.title),
        "date": line(edition.date),
        "covers": line("/".join(edition.covers)),
        "size": line(edition.size),
        "more": line(edition.more),
        "parts": f"[\n  {joined(parts, 2)}\n ]" if parts else "[]",
        "statuses": f"[\n  {joined(statuses, 2)}\n ]" if statuses else "[]",
        "meaning": f"{{\n  {joined(meaning, 2)}\n }}" if meaning else "{}",
        "source": line(lock.source),
        "before": line({"digest": lock.previous, "seal": lock.previous_seal}) if lock.previous else "",
        "title_seal": line(lock.title_locked),
        "redacted": line(lock.redacted) if lock.redacted else "",
        "seal": line(lock.seal),
    }
    return "{\n" + ",\n".join(f' "{key}": {value}' for key, value in rows.items() if value) + "\n}\n"


def spelt_part(part: DigestPart) -> str:
    head = line(given(kind=part.kind, heading=part.heading, html=part.html, redacted=part.redacted, seal=part.locked))
    items = [line(spelt_item(item)) for item in part.items]
    return f'{head[:-1]}, "items": [\n   {joined(items, 3)}\n  ]}}' if items else head


def spelt_item(item: DigestItem) -> dict[str, Any]:
    return given(
        id=item.id,
        label=item.label,
        words=item.words,
        at=item.at,
        day=item.day,
        credit=item.credit,
        against=list(item.against),
        deals=dict(item.deals),
        statements=list(item.statements),
        redacted=item.redacted,
        seal=item.locked,
    )


def given(**values: Any) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value}


def joined(lines: list[str], indent: int) -> str:
    return (",\n" + " " * indent).join(lines)


def line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
