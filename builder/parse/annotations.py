"""The `by` chain, from carrier to voice: `nyt > ~sources close to the negotiations`, `=Olena K., resident`, `a + b`.

In goes the text of the key, out comes a tuple of hops, or what is wrong with it. Whether an id names anyone is for
link to say.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import Any

from builder.model.article import RELATIONS, STATEMENT_KEYS, Annotation, Hop, Position
from builder.model.finding import Finding
from builder.model.money import Amount, Quantity
from builder.model.prose import Prose
from builder.model.sources import Source
from builder.model.sparse import sparse
from builder.model.statement_keys import StatementKey
from builder.parse.entities import corrected
from builder.parse.money import parse_amount, parse_quantity
from builder.parse.problem import Problem
from builder.parse.readers import (
    ID,
    WRONG,
    Fault,
    Faults,
    Key,
    Reader,
    Table,
    allow,
    at_fault,
    choice,
    day,
    faults_of,
    findings_of,
    identifier,
    mapping,
    missing_keys,
    number,
    prose,
    several,
    statement_id,
    taken,
    text,
    unknown_key,
    unknown_keys,
    unpaired,
    value_of,
    wrong,
    yes_no,
    zone,
)
from builder.parse.yaml import Tree, read

AND = re.compile(r"(?: *,)? +and +| *[,&/] *")
KINDS = {"~": "unnamed", "=": "oneoff"}


def chain(value: Any) -> Any:
    """Reader of `by`: a non-empty tuple of hops, a Problem, or Faults."""
    if value.__class__ is list and value and all(item.__class__ is str for item in value):
        one_by_one, together = " > ".join(value), " + ".join(value)
        mend = f"write `{one_by_one}`, from carrier to voice, or `{together}` if they speak together"
        return replace(wrong(value, "who speaks"), help=mend)
    if value.__class__ is not str or not value:
        return wrong(value, "who speaks")
    return _chain(value)


@lru_cache(maxsize=16384)
def _chain(text: str) -> tuple[Hop, ...] | Problem | Faults:
    hops: list[Hop] = []
    faults: list[Fault] = []
    for words in text.split(">"):
        hop = _hop(words.strip(), text)
        if isinstance(hop, Hop):
            hops.append(hop)
        else:
            faults.append(hop)
    return Faults(faults) if faults else tuple(hops)


def _hop(words: str, text: str) -> Hop | Fault:
    kind = KINDS.get(words[:1])
    if kind:
        phrase = words[1:].strip()
        return Hop(kind, (phrase,)) if phrase else _empty(text, words)
    names = tuple(name.strip() for name in words.split("+"))
    if not all(names):
        return _empty(text, words)
    for name in names:
        if name[0] in KINDS:
            mend = "an unnamed or one-off voice must be on its own between the `>` signs"
            return Fault(Problem("bad-value", f"`{name}` cannot be joined to others by `+`", mend), part=words)
        bad = identifier(name)
        if isinstance(bad, Problem):
            return Fault(Problem(bad.code, bad.message, _mend(name, bad.help)), part=name)
    return Hop("actor", names)


def _mend(name: str, help: str) -> str:
    """How words that are no id are written as voices."""
    joined = AND.split(name)
    if len(joined) > 1 and all(map(ID.match, joined)):
        return f"if they speak together, write `{' + '.join(joined)}`"
    return f"write `~{name}` for an unnamed voice, `={name}` for one without an entity" if " " in name else help


def _empty(text: str, words: str) -> Fault:
    message = f"`{words}` names nobody" if words else "one side of `>` is empty"
    return Fault(Problem("empty-hop", message, "add the missing actor, or remove the sign"), part=words)


OPEN = "open"
NONE = "none"
CURLY = frozenset("“”„«»‘’‚")


def sentence(value: Any) -> Any:
    """A sentence of ours, which nobody means to stand in quotation marks as a whole."""
    words = value.strip() if value.__class__ is str else ""
    if words and words[0] in CURLY and words[-1] in CURLY and not CURLY.intersection(words[1:-1]):
        mend = f'use straight ones: `"{words[1:-1]}"`'
        return Problem("unquoted-text", "curly quotation marks count as part of the value", mend)
    return prose(value)


def amount(value: Any) -> Any:
    return parse_amount(value) if value.__class__ is str and value else wrong(value, "an amount")


def quantity(value: Any) -> Any:
    return parse_quantity(value) if value.__class__ is str and value else wrong(value, "a number and its unit")


def due(value: Any) -> Any:
    return OPEN if value == OPEN else day(value)


def positions(value: Any) -> Any:
    """`{question: option}` or `{question: {actor: option}}`, flattened."""
    if value.__class__ is not dict:
        return unpaired(value, "`{question: option}`")
    made: list[Position] = []
    faults: list[Fault] = []
    for question, answer in value.items():
        faults += [Fault(fault.problem, (question,), on_key=True) for fault in faults_of(identifier(question))]
        if answer.__class__ is not dict:
            words = text(answer)
            faults += faults_of(words, question)
            made.append(Position(question, words, figure(words)))
            continue
        held = HELD(answer)
        faults += faults_of(held, question)
        if not isinstance(held, Faults):
            made += [Position(question, words, figure(words), holder) for holder, words in held]
    return Faults(faults) if faults else tuple(made)


def figure(words: Any) -> Amount | Quantity | None:
    """The answer as a figure, where it is one: whether the question asks for one is not known here."""
    if words.__class__ is not str:
        return None
    money = parse_amount(words) if any(map(str.isdigit, words)) else None
    answer = money if isinstance(money, Amount) else parse_quantity(words, bare=True)
    return None if isinstance(answer, Problem) else answer


HELD = mapping(identifier, text, "`{actor: option}`")
READER_OF: dict[str, Reader] = {
    "text": text, "sentence": sentence, "prose": prose, "id": identifier, "ids": several(identifier),
    "term": identifier, "number": number,
    "flag": yes_no, "day": day, "zone": zone, "voices": chain, "positions": positions, "due": due, "amount": amount,
    "quantity": quantity, "statements": several(statement_id), "texts": several(text), "corrections": corrected,
    "reasons": allow,
}  # fmt: skip
"""Kind of key to what reads its values."""
CHOICE_OF: dict[str, Callable[[Reader], Reader]] = {
    "choice": lambda one: one,
    "stances": lambda one: mapping(identifier, one, "`{actor: stance}`"),
    "outcomes": lambda one: mapping(statement_id, one, "`{statement: outcome}`"),
}
"""Kind of key whose values are from its options, to its reader, made of the reader of one option."""


def reader_of(key: StatementKey) -> Reader:
    return CHOICE_OF[key.kind](choice(*key.options)) if key.options else READER_OF[key.kind]


ANNOTATION: Table = {
    key.name: Key(reader_of(key), required=key.required, meaning=key.meaning, example=key.example)
    for key in STATEMENT_KEYS
}
READERS = {word: key.read for word, key in ANNOTATION.items()}
OWN = frozenset(key.name for key in STATEMENT_KEYS if key.own)
"""Keys that can't be defaulted, and in which `none` is a word like any other."""
DEFAULTABLE = {word: reader for word, reader in READERS.items() if word not in OWN}
NO_GIST = Prose("")
"""Stands for one that is missing or at fault, so that the rest of its statement can be judged."""
RELATION_WORDS = frozenset(RELATIONS)
SHORT = 60
"""Characters of a value that may well stand in many statements, and is read once."""
FILE: dict[str, Reader] = dict.fromkeys(("defaults", "statements"), lambda value: value)


def parse_annotations(source: Source) -> tuple[tuple[Annotation, ...], tuple[Finding, ...]]:
    """The file's statements in its order, less those without a quote or gist; and findings."""
    file = source.path
    tree, findings = read(source.text, file)
    if not tree:
        return (), findings
    if not isinstance(tree, dict):
        wanted = "the keys `defaults` and `statements`"
        problem = replace(wrong(tree, wanted), help="write `statements:` on a line of its own above the list")
        return (), (*findings, *findings_of([Fault(problem)], file))
    strays = stray_keys(tree)
    more = findings_of(strays, file)
    tree |= {fault.meant: tree[str(fault.keys[0])] for fault in strays if fault.meant}
    defaults, misread, found = _defaults(source, tree, findings)
    more += found
    entries = tree.get("statements", [])
    if not isinstance(entries, list):
        problem = wrong(entries, "a list of statements")
        mend = "put `- ` before the first key of each statement"
        more += findings_of([Fault(replace(problem, help=mend) if entries else problem)], file, "statements")
        entries = []
    if entries and isinstance(entries[-1], dict):
        entries[-1] |= {word: tree[word] for word in unindented(tree) if word not in entries[-1]}
    annotations = []
    for index, entry in enumerate(entries):
        values, faults = _typed(entry, defaults)
        if faults or "quote" not in values or "gist" not in values:
            faults += missing_keys(entry, ANNOTATION) if isinstance(entry, dict) else []
            more += findings_of(faults, file, "statements", index)
        if "quote" in values:
            annotations.append(
                _annotation(values, entry, index, file, misread | at_fault(faults) if faults else misread, faults)
            )
    return tuple(annotations), (*findings, *more)


def _defaults(
    source: Source, tree: dict[str, Tree], unread: tuple[Finding, ...]
) -> tuple[dict[str, Any], frozenset[str], list[Finding]]:
    """The values for all statements, the keys that may be missing there, since they could not be read; and findings."""
    given = tree.get("defaults", {})
    defaults, faults = _typed(given, {}, DEFAULTABLE)
    head = source.text.find("\nstatements:")
    lost = "defaults" in source.text[:head] and any(finding.location.offset < head for finding in unread)
    misread = frozenset(DEFAULTABLE) if lost or not isinstance(given, dict) else at_fault(faults)
    faults += [not_for_all(word) for word in sorted(OWN & given.keys())] if isinstance(given, dict) else []
    return defaults, misread, findings_of(faults, source.path, "defaults")


def not_for_all(word: str) -> Fault:
    """The fault of a key under `defaults` that each statement has to have for itself."""
    problem = Problem("unknown-key", f"`{word}` cannot be a default", "write it in each statement")
    return Fault(problem, (word,), on_key=True)


def _typed(
    tree: Tree, under: dict[str, Any], allowed: dict[str, Reader] = READERS
) -> tuple[dict[str, Any], list[Fault]]:
    """Typed values by key, laid over those of the defaults, and faults; `allowed` are keys that may be suggested."""
    if not isinstance(tree, dict):
        return {}, [Fault(wrong(tree, "a statement with its keys"))]
    values = under.copy()
    faults: list[Fault] = []
    for word, value in tree.items():
        reader = READERS.get(word)
        if reader is None:
            continue
        if value == NONE and word not in OWN:
            values.pop(word, None)
        else:
            answer = _read_short(word, value) if isinstance(value, str) and len(value) < SHORT else reader(value)
            if answer.__class__ in WRONG:
                faults += faults_of(taken(reader, value), word)
                values.pop(word, None)
            else:
                values[word] = answer
    if not tree.keys() <= READERS.keys():
        misspelt = [fault for fault in unknown_keys(tree, allowed) if fault.keys[0] not in READERS]
        faults += misspelt
        for fault in misspelt:
            if fault.meant:
                answer = taken(allowed[fault.meant], value_of(fault, tree))
                faults += faults_of(answer, *fault.keys)
                if answer.__class__ not in WRONG:
                    values[fault.meant] = answer
    return values, faults


def stray_keys(tree: dict[str, Tree]) -> list[Fault]:
    """Keys beside `statements`; of those that belong into one statement, the first."""
    strays = [word for word in tree if word not in FILE]
    first = next((word for word in strays if word in ANNOTATION), "")
    return [
        stray_key(word, word in unindented(tree)) if word in ANNOTATION else unknown_key(word, tree, FILE)
        for word in strays
        if word == first or word not in ANNOTATION
    ]


def unindented(tree: dict[str, Tree]) -> list[str]:
    """Keys of the last statement, most likely, that stand below it without their indent."""
    words = list(tree)
    below = words[words.index("statements") + 1 :] if tree.get("statements") else []
    return [word for word in below if word in ANNOTATION]


def stray_key(word: str, below: bool) -> Fault:  # noqa: FBT001
    """A statement's key beside `statements`, or `below` it."""
    mend = "begin the statement with `- ` under `statements:`, and indent its keys"
    if below:
        mend = "indent it like the other keys of the statement above it"
    message = f"`{word}` is a statement's key, but is outside any statement"
    return Fault(Problem("unknown-key", message, mend), (word,), on_key=True)


@lru_cache(maxsize=65536)
def _read_short(word: str, value: str) -> Any:
    return READERS[word](value)


def _annotation(
    values: dict[str, Any], entry: Any, index: int, file: str, misread: frozenset[str], faults: list[Fault]
) -> Annotation:
    """The entry as a value; `values` is used up."""
    own = (*entry, *(fault.meant for fault in faults if fault.meant))
    given, defaulted, related = _given(tuple(values), own)
    if "gist" not in values:
        values["gist"], misread = NO_GIST, misread | {"gist"}
    if misread:
        values["misread"] = misread
    values["given"], values["defaulted"] = given, defaulted
    values["index"], values["file"] = index, file
    if "deal" in values:
        values["deals"] = values.pop("deal")
    if values.get("due") == OPEN:
        values |= {"due": None, "due_open": True}
    if related:
        values["relations"] = tuple((word, id) for word in RELATIONS if word in values for id in values.pop(word))
    return sparse(Annotation, values)


@lru_cache(maxsize=4096)
def _given(keys: tuple[str, ...], own: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str], bool]:
    """The keys that are given, those of them that are not the entry's own, and whether a relation is among them."""
    given = frozenset(keys)
    return given, given.difference(own), not given.isdisjoint(RELATION_WORDS)
