"""One annotation file to Annotations, the file's defaults laid under each entry.

In goes a source, out come the entries as written, and findings. This is the hot path of a cold build: an entry
costs one look-up and one reader a key. Whether ids name anyone, and whether quotes stand in the text, is for link
to say.
"""

from dataclasses import replace
from functools import lru_cache
from typing import Any

from builder.model.corpus import MODES, OUTCOMES, RELATIONS, STAGES, STANCES, Annotation, Position
from builder.model.finding import Finding
from builder.model.money import Amount, Quantity
from builder.model.source import Source
from builder.model.sparse import sparse
from builder.parse.entities import corrected
from builder.parse.hops import chain
from builder.parse.money import parse_amount, parse_quantity
from builder.parse.problem import Problem
from builder.parse.readers import (
    WRONG,
    Fault,
    Faults,
    choice,
    day,
    faults_of,
    identifier,
    mapping,
    number,
    several,
    statement_id,
    text,
    unpaired,
    wrong,
    yes_no,
    zone,
)
from builder.parse.schema import Key, Table, allow, found, missing_keys, unknown_key
from builder.parse.yamltree import Tree, read

OPEN = "open"
NONE = "none"
CURLY = frozenset("“”„«»‘’‚")
OWN = frozenset({"quote", "gist", "id"})
"""Keys that can't be defaulted, and in which `none` is a word like any other."""


def gist(value: Any) -> Any:
    """A sentence of ours, which nobody means to stand in quotation marks as a whole."""
    words = text(value)
    if words.__class__ is str and words[0] in CURLY and words[-1] in CURLY and not CURLY.intersection(words[1:-1]):
        mend = f'write straight ones instead: `"{words[1:-1]}"`'
        return Problem("unquoted-text", "curly quotation marks around a value are part of it", mend)
    return words


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
IDS = several(identifier)
STATEMENTS = several(statement_id)
ANNOTATION: Table = {
    "quote": Key(text, required=True),
    "gist": Key(gist, required=True),
    "id": Key(identifier),
    "note": Key(text),
    "memo": Key(text),
    "nth": Key(number),
    "before": Key(text),
    "after": Key(text),
    "loc": Key(text),
    "by": Key(chain),
    "by_printed": Key(text),
    "deal": Key(IDS, "deals"),
    "positions": Key(positions),
    "stance": Key(mapping(identifier, choice(*STANCES), "`{actor: stance}`")),
    "mode": Key(choice(*MODES)),
    "hedge": Key(text),
    "condition": Key(text),
    "when": Key(day),
    "when_printed": Key(text),
    "tz": Key(zone),
    "due": Key(due),
    "status": Key(identifier),
    "party": Key(identifier),
    "amount": Key(amount),
    "stage": Key(choice(*STAGES)),
    "payer": Key(identifier),
    "payee": Key(identifier),
    "measure": Key(choice("total", "part", "yearly")),
    "quantity": Key(quantity),
    "event": Key(identifier),
    "verbatim": Key(yes_no),
    "saying": Key(identifier),
    "translation": Key(text),
    "translated_by": Key(choice("desk", "outlet", "machine")),
    **{relation: Key(STATEMENTS) for relation in RELATIONS},
    "stated": Key(yes_no),
    "resolves": Key(mapping(statement_id, choice(*OUTCOMES), "`{statement: outcome}`")),
    "corrected": Key(corrected),
    "recorded": Key(day),
    "noted_by": Key(text),
    "checked_by": Key(text),
    "flags": Key(several(text)),
    "draft": Key(yes_no),
    "share": Key(yes_no),
    "former": Key(STATEMENTS),
    "allow": Key(allow),
}
READERS = {word: key.read for word, key in ANNOTATION.items()}
RELATION_WORDS = frozenset(RELATIONS)
SHORT = 60
"""Characters of a value that may well stand in many statements, and is read once."""
FILE = ("defaults", "statements")


def parse_annotations(source: Source) -> tuple[tuple[Annotation, ...], tuple[Finding, ...]]:
    """The file's statements in its order, less those without a quote or gist; and findings."""
    file = source.path
    tree, findings = read(source.text, file)
    if not tree:
        return (), findings
    if not isinstance(tree, dict):
        wanted = "a mapping of `defaults` and `statements`"
        problem = replace(wrong(tree, wanted), help="write `statements:` on a line of its own above the list")
        return (), (*findings, *found([Fault(problem)], file))
    more = found(stray_keys(tree), file)
    defaults, faults = _typed(tree.get("defaults", {}), {})
    misread = at_fault(faults)
    more += found([*faults, *_not_for_all(tree)], file, "defaults")
    entries = tree.get("statements", [])
    if not isinstance(entries, list):
        problem = wrong(entries, "a list of statements")
        mend = "put `- ` before the first key of each statement"
        more += found([Fault(replace(problem, help=mend) if entries else problem)], file, "statements")
        entries = []
    annotations = []
    for index, entry in enumerate(entries):
        values, faults = _typed(entry, defaults)
        if faults or "quote" not in values or "gist" not in values:
            faults += missing_keys(entry, ANNOTATION) if isinstance(entry, dict) else []
            more += found(faults, file, "statements", index)
        if "quote" in values and "gist" in values:
            annotations.append(
                _annotation(values, entry, index, file, misread | at_fault(faults) if faults else misread)
            )
    return tuple(annotations), (*findings, *more)


def _typed(tree: Tree, under: dict[str, Any]) -> tuple[dict[str, Any], list[Fault]]:
    """Typed values by key, laid over those of the defaults, and faults."""
    if not isinstance(tree, dict):
        return {}, [Fault(wrong(tree, "a statement with its keys"))]
    values = under.copy()
    faults: list[Fault] = []
    for word, value in tree.items():
        reader = READERS.get(word)
        if reader is None:
            faults.append(unknown_key(word, READERS))
        elif value == NONE and word not in OWN:
            values.pop(word, None)
        else:
            answer = _read_short(word, value) if isinstance(value, str) and len(value) < SHORT else reader(value)
            if answer.__class__ in WRONG:
                faults += faults_of(answer, word)
                values.pop(word, None)
            else:
                values[word] = answer
    return values, faults


def stray_keys(tree: dict[str, Tree]) -> list[Fault]:
    """Keys beside `statements`; of those that belong into one statement, the first."""
    strays = [word for word in tree if word not in FILE]
    first = next((word for word in strays if word in ANNOTATION), "")
    return [stray_key(word) for word in strays if word == first or word not in ANNOTATION]


def stray_key(word: str) -> Fault:
    """A key beside `statements`, where it may have been meant for one of them."""
    if word not in ANNOTATION:
        return unknown_key(word, FILE)
    mend = "begin the statement with `- `, under `statements:`, and indent its keys"
    return Fault(
        Problem("unknown-key", f"`{word}` is a key of a statement, and stands outside of all", mend),
        (word,),
        on_key=True,
    )


@lru_cache(maxsize=65536)
def _read_short(word: str, value: str) -> Any:
    return READERS[word](value)


def _not_for_all(tree: dict[str, Tree]) -> list[Fault]:
    """Faults for the keys under `defaults` that each statement has to have for itself."""
    defaults = tree.get("defaults")
    words = sorted(OWN & defaults.keys()) if isinstance(defaults, dict) else []
    mend = "write it in each statement"
    return [Fault(Problem("unknown-key", f"`{word}` can't be a default", mend), (word,), on_key=True) for word in words]


def at_fault(faults: list[Fault]) -> frozenset[str]:
    """The keys that these faults are in."""
    return frozenset(str(fault.keys[0]) for fault in faults if fault.keys)


def _annotation(values: dict[str, Any], entry: Any, index: int, file: str, misread: frozenset[str]) -> Annotation:
    """The entry as a value; `values` is used up."""
    given, defaulted, related = _given(tuple(values), tuple(entry))
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
