"""Tables of keys: which keys a mapping may have, which reader each goes to, which must be there.

In goes plain data and a table, out come values by the names of the fields they fill, and every fault at once.
Nothing here knows a file; `found` puts the file's name on, to make findings of faults.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from builder.model.finding import CODES, Finding, Location, Severity
from builder.parse.problem import Problem
from builder.parse.readers import (
    WRONG,
    Fault,
    Faults,
    Reader,
    did_you_mean,
    faults_of,
    listed,
    mapping,
    nearest,
    text,
    wrong,
)


@dataclass(frozen=True)
class Key:
    read: Reader
    name: str = ""
    """The field that it fills, where that has another name."""
    required: bool = False
    options: tuple[str, ...] = ()
    """What a help lists where the key is missing."""


Table = dict[str, Key]

OTHER_WORDS = {
    "author": "outlet", "category": "topics", "date": "published", "description": "about", "from": "by",
    "label": "name", "language": "lang", "license": "licence", "link": "url", "parent": "part_of",
    "publication": "outlet", "source": "outlet", "speaker": "by", "summary": "gist", "tags": "topics",
    "text": "quote", "type": "kind", "who": "by",
}  # fmt: skip
"""What newcomers call a key that has another name here."""


FEW = 8
"""As many keys as a help can list."""


def read_keys(tree: Any, table: Table, wanted: str = "a mapping of keys") -> tuple[dict[str, Any], list[Fault]]:
    """Values by field, and faults. A value at fault is left out, so the rest can still be used."""
    if tree.__class__ is not dict:
        return {}, [Fault(wrong(tree, wanted))]
    values: dict[str, Any] = {}
    faults: list[Fault] = []
    for word, value in tree.items():
        key = table.get(word)
        if key is None:
            faults.append(unknown_key(word, table))
            continue
        answer = key.read(value)
        if answer.__class__ in WRONG:
            faults += faults_of(answer, word)
        else:
            values[key.name or word] = answer
    faults += missing_keys(tree, table)
    return values, faults


def unknown_key(word: str, known: Iterable[str]) -> Fault:
    known = tuple(known)
    key, colon, value = word.partition(":")
    if colon and key in known:
        return Fault(Problem("unknown-key", f"unknown key `{word}`", f"write `{key}: {value}`"), (word,), on_key=True)
    close = meant(word, known)
    few = "known keys: " + listed(known) if len(known) <= FEW else "see docs/content-model.md for all keys"
    help = f"did you mean `{close}`?" if close else few
    return Fault(Problem("unknown-key", f"unknown key `{word}`", help), (word,), on_key=True)


def meant(word: str, known: Collection[str]) -> str:
    """The known key that a word most likely stands for, or an empty string."""
    plain = word.partition(":")[0]
    other = OTHER_WORDS.get(plain.lower(), "")
    return plain if plain in known else other if other in known else nearest(word, known)


def missing_keys(tree: dict[str, Any], table: Table) -> list[Fault]:
    """Faults for required keys, but for those that stand there misspelt."""
    missing = [word for word, key in table.items() if key.required and word not in tree]
    if missing:
        misspelt = {meant(word, table) for word in tree if word not in table}
        missing = [word for word in missing if word not in misspelt]
    return [
        Fault(Problem("missing-key", f"the key `{word}` is missing", _added(word, table[word].options)), on_key=True)
        for word in missing
    ]


def _added(word: str, options: tuple[str, ...]) -> str:
    return f"add `{word}:`, one of {listed(options)}" if options else f"add `{word}:`"


def made_of(make: Callable[..., Any], table: Table, wanted: str) -> Reader:
    """A reader that makes a value of a mapping's keys."""

    def read(value: Any) -> Any:
        values, faults = read_keys(value, table, wanted)
        return Faults(faults) if faults else make(**values)

    return read


def findings_of(faults: Iterable[Fault], file: str, *keys: str | int) -> list[Finding]:
    """Findings of faults in the value that stands at these keys of a file."""
    return [
        Finding(
            fault.problem.code,
            fault.problem.message,
            Location(file, (*keys, *fault.keys), fault.part, on_key=fault.on_key),
            fault.problem.help,
        )
        for fault in faults
    ]


def warning_code(value: Any) -> Any:
    """A code that an author may silence."""
    code = CODES.get(value)
    if code is None:
        warnings = [code.name for code in CODES.values() if code.severity is Severity.WARNING]
        return Problem("bad-value", f"no warning has the code `{value}`", did_you_mean(value, warnings))
    if code.severity is Severity.WARNING:
        return value
    if code.severity is Severity.NOTE:
        return Problem(
            "bad-value", f"`{value}` is a note; notes fail nothing, so there is nothing to silence", "remove it"
        )
    return Problem("bad-value", f"`{value}` is an error; errors cannot be silenced", "fix what it reports")


allow = mapping(warning_code, text, "`{warning code: reason}`")
