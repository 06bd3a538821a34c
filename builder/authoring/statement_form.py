"""The form in which an author notes a statement: what its fields are and hold, which words a selection quotes, and the
text of the annotation file with what was typed.

In go the fields as texts, an article and the text of its annotation file; out come values and texts to write. Nothing
is judged here: that is for the rules of the build.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from builder.authoring.splice import NoSpliceError, Quoted, append, data, inline, put, without
from builder.link.quotes import anchor, find
from builder.model.article import STATEMENT_KEYS, Annotation
from builder.model.entities import RECORDS
from builder.model.graph import Anchor, Article
from builder.model.prose import Prose
from builder.model.statement_keys import StatementKey
from builder.model.text import fold, is_boundary
from builder.parse.yaml import Tree, read

Fields = Mapping[str, str]
"""Key to what stands in its field; empty for one that is not given."""

FIRST = (
    "quote",
    "gist",
    "by",
    "deal",
    "when",
    "when_printed",
    "status",
    "amount",
    "stage",
    "payer",
    "payee",
    "positions",
)
"""The keys that the form shows at once, in this order."""
IN_MARKS = frozenset({"sentence", "prose"})
"""Kinds of keys whose values are sentences, and stand between quotation marks; quotes do, too."""
LISTS = frozenset({"ids", "texts", "statements"})
MAPPINGS = frozenset({"positions", "stances", "outcomes", "reasons", "corrections"})
KEYS = {key.name: key for key in STATEMENT_KEYS}
GAP = " ... "
GROUPS = tuple(f"{kind}s" for kind in RECORDS)


def form_keys() -> tuple[StatementKey, ...]:
    """The keys in the order of the form: the first ones, then all others."""
    return (*(KEYS[name] for name in FIRST), *(key for key in STATEMENT_KEYS if key.name not in FIRST))


@dataclass(frozen=True)
class Passage:
    """What a selection quotes."""

    quote: str
    nth: str
    """Which of several places it is; empty where the words stand once."""
    spans: tuple[tuple[int, int], ...]
    """Of the article's text: from the edge of a word to that of another."""


def passage(article: Article, spans: Iterable[tuple[int, int]]) -> Passage | None:
    """The quote of what was selected in an article's text, with gaps between its stretches; None where that holds no
    word."""
    text = article.body.text
    widened = [span for span in (words(text, *span) for span in sorted(spans)) if span]
    if not widened:
        return None
    quote = GAP.join(text[start:end] for start, end in widened)
    places = find(fold(quote), text)
    place = tuple(widened)
    nth = str(places.index(place) + 1) if len(places) > 1 and place in places else ""
    return Passage(quote, nth, place)


def passage_of(article: Article, words: str, before: str) -> Passage | None:
    """The quote of words that were selected where they are printed, with what stands before them; None where the
    article's text does not have them."""
    text = article.body.text
    quote = fold(words)
    places = [found.start() for found in re.finditer(re.escape(quote), text)]
    known = [at for at in places if text[:at].rstrip().endswith(fold(before))]
    return passage(article, [(at, at + len(quote)) for at in (known or places)[:1]])


def words(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The stretch from word to word that a selection means: spaces at its ends left off, cut words made whole."""
    start, end = max(start, 0), min(end, len(text))
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start >= end:
        return None
    while not is_boundary(text, start):
        start -= 1
    while not is_boundary(text, end):
        end += 1
    return start, end


def place_of(fields: Fields, article: Article) -> Anchor | None:
    """Where the quote of an entry stands in its article."""
    nth = fields.get("nth", "")
    annotation = Annotation(
        quote=fields.get("quote", ""),
        gist=Prose(""),
        nth=int(nth) if nth.isdecimal() else 0,
        before=fields.get("before", ""),
        after=fields.get("after", ""),
        index=0,
        file="",
    )
    return anchor(annotation, article.body.text, fold(article.front.title))[0]


# Files to fields


def annotations_path(article: str) -> str:
    """The path of the first annotation file of an article, by that of the article."""
    return f"content/annotations/{article.removeprefix('content/articles/').removesuffix('.md')}.yml"


def entries(text: str) -> tuple[Fields, ...]:
    """The statements of an annotation file as fields. Raises NoSpliceError where it cannot be read."""
    tree = data(text)
    listed = tree.get("statements", []) if isinstance(tree, dict) else []
    return tuple(fields(entry) for entry in listed) if isinstance(listed, list) else ()


def defaults(text: str) -> Fields:
    tree = data(text)
    return fields(tree.get("defaults", {})) if isinstance(tree, dict) else {}


def fields(entry: Tree) -> Fields:
    return {key: shown(value) for key, value in entry.items()} if isinstance(entry, dict) else {}


def shown(value: Tree) -> str:
    """A value as its field shows it: lists and pairs without their brackets."""
    return value if isinstance(value, str) else inline(value)[1:-1]


# Fields to files


def with_statement(text: str, index: int | None, typed: Fields) -> str:
    """The annotation file with a statement changed, or, without an index, with one more. A field that says what the
    file says leaves it as it is. Raises NoSpliceError."""
    if index is None:
        given = {key.name: value_of(key, typed[key.name]) for key in STATEMENT_KEYS if typed.get(key.name, "").strip()}
        return append(text, ("statements",), given)
    there = entries(text)
    if index >= len(there):
        raise NoSpliceError("the statement is not there any more")
    for key in STATEMENT_KEYS:
        now, before = typed.get(key.name, "").strip(), there[index].get(key.name, "")
        if now and now != before:
            text = put(text, ("statements", index, key.name), value_of(key, now))
        elif before and not now:
            text = without(text, ("statements", index, key.name))
    return text


def without_statement(text: str, index: int) -> str:
    """Raises NoSpliceError."""
    return without(text, ("statements", index))


def value_of(key: StatementKey, words: str) -> Tree:
    """What a field means: a text, or for keys that take them, a list of several or pairs."""
    words = words.strip()
    if key.kind in IN_MARKS or key.name in ("quote", "translation"):
        return Quoted(words)
    if key.kind in LISTS and "," in words:
        return flow(f"[{words}]") or words
    if key.kind in MAPPINGS:
        return flow(f"{{{words}}}") or flow(f"[{words}]") or words
    return words


def flow(words: str) -> Tree | None:
    """What words between brackets say; None where they are at fault, or say nothing."""
    tree, findings = read(f"k: {words}", "")
    made = tree.get("k") if isinstance(tree, dict) and len(tree) == 1 and not findings else None
    return made if made and all(made.values() if isinstance(made, dict) else made) else None


@dataclass(frozen=True)
class NewEntity:
    group: str
    """`actors`, `deals`, …"""
    id: str
    values: Fields
    """`name`, and what else its kind asks for."""


def with_entity(text: str, entity: NewEntity) -> str:
    """An entity file with one line more. Raises NoSpliceError, also where the file has that id already."""
    if entity.group not in GROUPS or not entity.id or not entity.values:
        raise NoSpliceError("it has no group, id or name")
    tree = data(text)
    group = tree.get(entity.group, {}) if isinstance(tree, dict) else {}
    if entity.id in group:
        raise NoSpliceError(f"there is an entry `{entity.id}` already")
    values: Tree = {
        key: (flow(f"[{words}]") if key == "options" and "," in words else None) or words
        for key, words in entity.values.items()
        if words
    }
    return put(text, (entity.group, entity.id), values)
