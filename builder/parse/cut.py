"""A YAML text with one value taken out or put in another's place, every other character as it was."""

from yaml.nodes import CollectionNode, MappingNode, Node, SequenceNode

from builder.parse.yamltree import compose, line_starts


def without_item(text: str, key: str, index: int) -> str | None:
    """The text less one entry of the list at a top-level key, with the lines it stands on; None where the list is not
    written a line or more an entry, or this is its only one."""
    items = _value(compose(text)[0], key)
    if not isinstance(items, SequenceNode) or items.flow_style or len(items.value) < 2:
        return None
    starts = [*line_starts(text), len(text)]
    item = items.value[index]
    return text[: starts[item.start_mark.line]] + text[starts[_last_line(item) + 1] :]


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
