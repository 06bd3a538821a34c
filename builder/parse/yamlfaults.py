"""What is wrong with a YAML text that can be composed, or must not be: faults that libyaml reads past without a word.

In go the text, its events or its nodes, out come faults with their line and column. What stops libyaml is for
yamlsyntax.py.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from yaml.error import Mark, YAMLError
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from yaml.nodes import MappingNode, Node, ScalarNode
from yaml.reader import Reader

LINE_END = re.compile(r"[\n\r\x85\u2028\u2029]")
"""What YAML takes for the end of a line."""
DEEPEST = 100
"""Levels of nesting that are read; no file of a site needs ten."""


@dataclass(frozen=True)
class Fault:
    code: str
    message: str
    line: int
    """From 0, in the file's text."""
    column: int
    part: str = ""
    """The words at fault, from that column."""
    help: str = ""
    mended: str | None = None
    """The line without this fault, so that the rest of the file can be read; None where nobody can tell."""


def unprintable(text: str) -> Iterator[Fault]:
    """Characters that YAML refuses: control characters and the like. One fault a line."""
    if not Reader.NON_PRINTABLE.search(text):
        return
    for number, line in enumerate(LINE_END.split(text)):
        found = Reader.NON_PRINTABLE.search(line)
        if found:
            message = f"the character U+{ord(found[0]):04X} may not stand in YAML"
            mended = Reader.NON_PRINTABLE.sub(" ", line)
            yield Fault("bad-yaml", message, number, found.start(), found[0], "take it out", mended)


def too_deep(composer: Any) -> Iterator[Fault]:
    """A text nested so deep that reading it would exhaust the stack. The composer is used up."""
    depth = 0
    try:
        while composer.check_event():
            event = composer.get_event()
            depth += isinstance(event, MappingStartEvent | SequenceStartEvent)
            depth -= isinstance(event, MappingEndEvent | SequenceEndEvent)
            if depth > DEEPEST:
                yield _at(event.start_mark, "bad-yaml", f"nested more than {DEEPEST} levels deep")
                return
    except YAMLError:
        return  # The rest is never nested: the text has a syntax error here, which composing it finds.


def unwanted_marks(composer: Any) -> Iterator[Fault]:
    """Anchors, aliases and tags, valid as YAML but of no use in a site. The composer is used up."""
    mend = "write the value out; if it is text, put it in quotes"
    while composer.check_event():
        event = composer.get_event()
        if isinstance(event, AliasEvent):
            message = f"`*{event.anchor}` is a YAML alias, which is not used here"
            yield _at(event.start_mark, "yaml-alias", message, f"*{event.anchor}", mend)
        elif isinstance(event, ScalarEvent | SequenceStartEvent | MappingStartEvent):
            if event.anchor:
                message = f"`&{event.anchor}` is a YAML anchor, which is not used here"
                yield _at(event.start_mark, "yaml-alias", message, f"&{event.anchor}", mend)
            if event.tag == "!":
                message = "a value begins with `!`, so YAML does not read it as text"
                yield _at(event.start_mark, "unquoted-text", message, "!", "put it in quotes")
            elif event.tag:
                mark = event.tag.replace("tag:yaml.org,2002:", "!!")
                yield _at(event.start_mark, "yaml-alias", f"`{mark}` is a YAML tag, which is not used here", mark, mend)


def cut_texts(lines: list[str], node: Node | None) -> Iterator[Fault]:
    """Plain values that a comment ends after a single space: most likely the `#` was meant as text."""
    for scalar in _scalars(node):
        end = scalar.end_mark
        if scalar.value and not scalar.style and lines[end.line][end.column : end.column + 2] == " #":
            rest = lines[end.line][end.column + 1 :]
            mend = "put the whole value in quotes, or set a comment apart by two spaces"
            message = f"the value ends at ` #`: `{rest}` is read as a comment"
            yield Fault("text-after-hash", message, end.line, end.column + 1, rest, mend)


def irregular_keys(node: Node | None, *, entry: bool = False) -> Iterator[Fault]:
    """Keys that stand twice in one mapping, and keys that are no text. `entry`: the node is one of a list."""
    if isinstance(node, MappingNode):
        first: dict[str, Mark] = {}
        for key, value in node.value:
            if not isinstance(key, ScalarNode):
                mend = "put it in quotes, if it is text"
                yield _at(key.start_mark, "unquoted-text", "a bracket begins this key, so it is no text", "", mend)
            elif key.value in first:
                message = f"the key `{key.value}` stands here a second time"
                mend = f"it stands on line {first[key.value].line + 1} already: keep one of the two"
                if entry and key.value == next(iter(first)) and not node.flow_style:
                    mend += ", or put `- ` before it if it begins another entry"
                yield _at(key.start_mark, "duplicate-key", message, key.value, mend)
            else:
                first[key.value] = key.start_mark
            yield from irregular_keys(value)
    elif node is not None and not isinstance(node, ScalarNode):
        for item in node.value:
            yield from irregular_keys(item, entry=True)


def _scalars(node: Node | None) -> Iterator[ScalarNode]:
    if isinstance(node, ScalarNode):
        yield node
    elif isinstance(node, MappingNode):
        for _, value in node.value:
            yield from _scalars(value)
    elif node is not None:
        for item in node.value:
            yield from _scalars(item)


def _at(mark: Any, code: str, message: str, part: str = "", help: str = "") -> Fault:
    return Fault(code, message, mark.line, mark.column, part, help)
