"""Where a value is in its file: line and columns, as an editor counts them."""

import re
from dataclasses import dataclass
from functools import lru_cache

from yaml.nodes import MappingNode, Node, ScalarNode

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
