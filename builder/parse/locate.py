"""Where a value is in its file: line and columns, as an editor counts them; and a text with one value taken out or
replaced."""

import re
from dataclasses import dataclass
from functools import lru_cache

from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from builder.model.finding import Location
from builder.parse.yaml import compose, line_starts

FENCE = "---"


@dataclass(frozen=True)
class Located:
    line: int
    """From 1."""
    column: int
    """From 1, in code points."""
    end_column: int
    """Of the first character after the fault, or the line's end where it runs over several lines."""


def locate(location: Location, text: str) -> Located:
    """Where a location is in its file's text; the beginning of the file if it names nothing else."""
    if location.offset >= 0:
        return _located(text, location.offset, location.offset + len(location.part))
    if not location.keys:
        start = max(text.find(location.part), 0) if location.part else 0
        return _located(text, start, start + len(location.part))
    end = text.find("\n" + FENCE, len(FENCE)) if text.startswith(FENCE) else -1
    yaml, shift = (text[len(FENCE) + 1 : end + 1], len(FENCE) + 1) if end >= 0 else (text, 0)
    top, starts = _composed(yaml)
    node = _find(top, location)
    if node is None:
        return _located(text, 0, 0)
    first, last = (min(starts[mark.line] + mark.column, len(yaml)) for mark in (node.start_mark, node.end_mark))
    return _located(text, *_within(text, first + shift, last + shift, location.part))


@lru_cache(maxsize=1)
def _composed(yaml: str) -> tuple[Node | None, list[int]]:
    """The nodes of a file and where its lines start, kept for the next finding of the same file."""
    return compose(yaml)[0], line_starts(yaml)


def _find(node: Node | None, location: Location) -> Node | None:
    """The node of the location's value, or of its key; where the keys lead no further, the last node on the way."""
    name = None
    for step in location.keys:
        key, value = _step(node, step)
        if value is None:
            return node
        name, node = key, value
    empty = isinstance(node, ScalarNode) and not node.value and not node.style
    return name if name is not None and (location.on_key or empty) else node


def _step(node: Node | None, step: str | int) -> tuple[Node | None, Node | None]:
    """The nodes of the key and the value one step further in; in a list there is no key."""
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if isinstance(key, ScalarNode) and key.value == step:
                return key, value
    elif node is not None and not isinstance(node, ScalarNode) and isinstance(step, int) and step < len(node.value):
        return None, node.value[step]
    return None, None


def _within(text: str, start: int, end: int, part: str) -> tuple[int, int]:
    """Where the part stands within a stretch of the text: as a whole word if it can, across line ends too."""
    if part:
        words = r"\s+".join(re.escape(word) for word in part.split())
        for pattern in (rf"(?<![\w-]){words}(?![\w-])", words):
            found = re.compile(pattern).search(text, start, end)
            if found:
                return found.span()
    return start, end


def _located(text: str, start: int, end: int) -> Located:
    start = min(start, len(text))
    begin = text.rfind("\n", 0, start) + 1
    close = text.find("\n", start)
    stop = len(text[begin : close if close >= 0 else len(text)].rstrip())
    column = start - begin
    return Located(text.count("\n", 0, start) + 1, column + 1, max(min(end - begin, stop), column) + 1)


def without_item(text: str, key: str, index: int) -> str | None:
    """The text less one entry of the list at a top-level key, with the lines it stands on; None where the list is not
    written a line or more an entry, or this is its only one."""
    items = _value(compose(text)[0], key)
    if not isinstance(items, SequenceNode) or items.flow_style or len(items.value) < 2:
        return None
    starts = [*line_starts(text), len(text)]
    item = items.value[index]
    first, dash = item.start_mark.line, " " * items.start_mark.column + "-"
    while first and not text.startswith(dash, starts[first]):
        first -= 1  # The dash stands on a line of its own.
    return text[: starts[first]] + text[starts[_last_line(item) + 1] :]


def with_value(text: str, group: str, key: str, value: str) -> str | None:
    """The text with another value at a key of a top-level mapping; None where there is no such key."""
    entries = _value(compose(text)[0], group)
    if not isinstance(entries, MappingNode):
        return None
    starts = line_starts(text)
    for name, node in entries.value:
        if name.value == key:
            after = starts[name.end_mark.line] + name.end_mark.column
            end = _last_leaf(node).end_mark
            return f"{text[:after]}: {value}{text[starts[end.line] + end.column :]}"
    return None


def _value(node: Node | None, key: str) -> Node | None:
    pairs = node.value if isinstance(node, MappingNode) else ()
    return next((value for name, value in pairs if name.value == key), None)


def _last_leaf(node: Node) -> Node:
    """Where its last words end: what a block of lines calls its own end lies behind the blank lines that follow."""
    while isinstance(node, CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    return node


def _last_line(node: Node) -> int:
    leaf = _last_leaf(node)
    at: int = leaf.end_mark.line
    # A text over several lines ends at the beginning of the line after it.
    return at - 1 if leaf.end_mark.column == 0 and at > leaf.start_mark.line else at
