"""YAML files with one value put in, changed or taken out, and every other byte as it was.

In goes the text of a file as it lies on the disk, byte-order mark, line ends and comments included; out comes the text
to write. The place is found by the parser's own marks, the words there are replaced, and the outcome is read again: it
holds the new value and all the others, or NoSpliceError is raised. A file that cannot be read without a finding is
refused.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from builder.parse.yaml import Tree, compose, read

Keys: TypeAlias = tuple[str | int, ...]
"""The way to a value from the top of the file: `("statements", 3, "by")`."""
Edit: TypeAlias = tuple[int, int, str]
"""A stretch of a text, and the words to put there."""

BREAK = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
ESCAPED = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
STEP = "  "


class NoSpliceError(ValueError):
    """A change that cannot be made without touching more than it says; its words say why."""


class Quoted(str):
    """A text that is written between double quotation marks even where it could do without."""


def put(text: str, keys: Keys, value: Tree) -> str:
    """The text with this value at its keys, in place of the one there, or, in a mapping, as its last."""
    return Text(text).changed(lambda file: file.put(keys, value), lambda tree: with_value(tree, keys, value))


def append(text: str, keys: Keys, value: Tree) -> str:
    """The text with one more entry in the list at its keys, which may be missing or empty."""
    return Text(text).changed(lambda file: file.append(keys, value), lambda tree: with_entry(tree, keys, value))


def without(text: str, keys: Keys) -> str:
    """The text less what stands at its keys: a pair of a mapping, or an entry of a list."""
    return Text(text).changed(lambda file: file.remove(keys), lambda tree: without_value(tree, keys))


def with_key(text: str, keys: Keys, name: str) -> str:
    """The text with another name for the last of the keys."""
    return Text(text).changed(lambda file: file.rename(keys, name), lambda tree: with_name(tree, keys, name))


class Text:
    """A file's text, where its values are, and how it breaks its lines."""

    def __init__(self, text: str) -> None:
        """Raises NoSpliceError for a text with a fault."""
        self.mark, self.text = (text[:1], text[1:]) if text.startswith("\ufeff") else ("", text)
        self.tree = data(self.text)
        self.top = compose(self.text)[0]
        self.starts = [0, *(found.end() for found in BREAK.finditer(self.text))]
        found = BREAK.search(self.text)
        self.end_of_line = found[0] if found and found[0] in ("\r\n", "\r") else "\n"

    def changed(self, edits: Callable[["Text"], Iterator[Edit]], expected: Callable[[Tree], Tree]) -> str:
        """The text after these edits, which must say what is expected and no more."""
        text = self.text
        for start, end, words in sorted(edits(self), reverse=True):
            text = text[:start] + words + text[end:]
        if data(text) != expected(self.tree):
            raise NoSpliceError("the lines around it would change, too")
        return self.mark + text

    # What is to be done

    def put(self, keys: Keys, value: Tree) -> Iterator[Edit]:
        holder, last = self.find(keys[:-1]), keys[-1]
        if holder is None and len(keys) > 1 and isinstance(last, str):
            yield from self.put(keys[:-1], {last: value})
            return
        name, node = step(holder, last)
        if node is not None:
            yield from self.replace(name, node, value, in_flow=is_flow(holder))
        elif isinstance(last, int) or not (holder is None or isinstance(holder, MappingNode) or is_empty(holder)):
            raise NoSpliceError(f"there is no {last}")
        elif holder is None or is_empty(holder):
            yield from self.fill(keys[:-1], holder, {last: value})
        elif isinstance(holder, MappingNode):
            yield self.after(holder, {last: value})

    def append(self, keys: Keys, value: Tree) -> Iterator[Edit]:
        node = self.find(keys)
        if node is None:
            yield from self.put(keys, [value])
        elif is_empty(node):
            yield from self.fill(keys, node, [value])
        elif isinstance(node, SequenceNode):
            yield self.after(node, [value])
        else:
            raise NoSpliceError(f"{keys[-1]} is not a list")

    def remove(self, keys: Keys) -> Iterator[Edit]:
        holder = self.find(keys[:-1])
        name, node = step(holder, keys[-1])
        if node is None or not isinstance(holder, CollectionNode):
            raise NoSpliceError(f"there is no {keys[-1]}")
        if len(holder.value) == 1:
            yield from self.empty(keys[:-1], holder)
        elif holder.flow_style:
            yield self.cut_from_flow(holder, node)
        else:
            yield self.cut_lines(holder, name, node)

    def rename(self, keys: Keys, name: str) -> Iterator[Edit]:
        node, _ = step(self.find(keys[:-1]), keys[-1])
        if node is None:
            raise NoSpliceError(f"there is no {keys[-1]}")
        yield begin(node), end(node), scalar(name, style_of(node), in_flow=True)

    # How it is done

    def find(self, keys: Keys) -> Node | None:
        node = self.top
        for key in keys:
            node = step(node, key)[1]
        return node

    def replace(self, name: Node | None, node: Node, value: Tree, *, in_flow: bool) -> Iterator[Edit]:
        if isinstance(node, ScalarNode):
            if isinstance(value, str) and (spots := self.same_lines(node, value)):
                yield from spots
                return
            space = " " if begin(node) == end(node) else ""  # Nothing stands there but the colon.
            style = "" if isinstance(value, Quoted) else style_of(node)
            words = scalar(value, style, in_flow=in_flow) if isinstance(value, str) else inline(value, flow=in_flow)
            yield begin(node), self.last(node), space + words
        elif is_flow(node) or name is None:
            yield begin(node), self.last(node), inline(value, flow=in_flow)
        else:
            yield end(name), self.last(node), f": {inline(value)}"

    def same_lines(self, node: ScalarNode, value: str) -> list[Edit]:
        """Edits of single words of a text over several lines, which keep those; none where words will not do."""
        source = self.text[begin(node) : self.last(node)]
        if not BREAK.search(source):
            return []
        spans = [found.span() for found in re.finditer(r"\S+", source)]
        there = [source[start:stop] for start, stop in spans]
        before, after = node.value.split(), value.split()
        shift = len(there) - len(before)  # A block of lines begins with its sign.
        if shift not in (0, 1) or re.split(r"\S+", node.value) != re.split(r"\S+", value):
            return []
        edits = []
        for old, new, (start, _), written in zip(before, after, spans[shift:], there[shift:], strict=True):
            if old != new:
                if written.count(old) != 1:
                    return []
                at = begin(node) + start + written.index(old)
                edits.append((at, at + len(old), new))
        return edits

    def after(self, holder: CollectionNode, value: Tree) -> Edit:
        """One more pair or entry behind the last one."""
        if holder.flow_style:
            at = self.last(holder.value[-1][1] if isinstance(holder, MappingNode) else holder.value[-1])
            return at, at, f", {inline(value, flow=True)[1:-1]}"
        at = self.line_end(self.last(holder))
        column = holder.start_mark.column
        gap = self.end_of_line if self.is_spaced(holder) else ""
        written = lines(value, deep=holder is self.top)
        return at, at, gap + "".join(f"{self.end_of_line}{' ' * column}{line}" for line in written)

    def is_spaced(self, holder: CollectionNode) -> bool:
        """Whether an empty line stands before the last entry of a list."""
        if not isinstance(holder, SequenceNode) or len(holder.value) < 2:
            return False
        between = self.text[self.last(holder.value[-2]) : begin(holder.value[-1])]
        return any(not line.strip() for line in BREAK.split(between)[1:-1])

    def fill(self, keys: Keys, node: Node | None, value: Tree) -> Iterator[Edit]:
        """The first value where there is none, or `[]`, or `{}`."""
        if not keys:
            at = end(node) if node is not None and self.text[begin(node) : end(node)].strip() else len(self.text)
            if at != len(self.text):
                raise NoSpliceError("the file holds no mapping")
            block = "".join(line + self.end_of_line for line in lines(value, deep=True))
            yield at, at, block if self.starts[-1] == len(self.text) else self.end_of_line + block
            return
        if node is None:
            yield from self.put(keys, value)
            return
        if len(keys) > 1 or is_flow(self.find(keys[:-1])):
            space = " " if begin(node) == end(node) else ""
            yield begin(node), end(node), space + inline(value, flow=True)
            return
        start = begin(node)
        while self.text[start - 1 : start] == " ":
            start -= 1
        yield start, end(node), ""
        at = self.line_end(end(node))
        lead = STEP if isinstance(value, dict) else ""
        yield at, at, "".join(f"{self.end_of_line}{lead}{line}" for line in lines(value))

    def empty(self, keys: Keys, holder: CollectionNode) -> Iterator[Edit]:
        """`[]` or `{}` in place of all that a collection holds."""
        sign = "[]" if isinstance(holder, SequenceNode) else "{}"
        name = step(self.find(keys[:-1]), keys[-1])[0] if keys else None
        if holder.flow_style:
            yield begin(holder), end(holder), sign
        elif name is None:
            yield begin(holder), self.last(holder), sign
        else:
            colon = self.text.index(":", end(name)) + 1
            yield colon, colon, f" {sign}"
            start = self.line_start(begin(holder))
            yield (start, self.next_line(self.last(holder)), "") if start > colon else (colon, self.last(holder), "")

    def cut_from_flow(self, holder: CollectionNode, node: Node) -> Edit:
        """One entry and the comma beside it."""
        spans = list(map(self.span, holder.value))
        index = next(index for index, span in enumerate(spans) if span[1] == self.last(node))
        start, stop = spans[index]
        wide = (start, spans[index + 1][0]) if index + 1 < len(spans) else (spans[index - 1][1], stop)
        if "#" not in self.text[wide[0] : start] + self.text[stop : wide[1]]:
            return (*wide, "")
        comma = self.text.find(",", stop, wide[1])
        return start, comma + 1 if comma >= 0 else stop, ""

    def cut_lines(self, holder: CollectionNode, name: Node | None, node: Node) -> Edit:
        """The lines of one entry or pair, but for the dash of an entry whose first pair it is."""
        first = begin(name if name is not None else node)
        start, stop = self.line_start(first), self.next_line(self.last(node))
        if name is None:
            dash = " " * holder.start_mark.column + "-"
            while start and not self.text.startswith(dash, start):
                start = self.line_before(start)  # The dash stands on a line of its own.
            if not self.text.startswith(dash, start):
                raise NoSpliceError("the entry does not stand on lines of its own")
            before = self.line_before(start)
            if not self.text[before:start].strip() and not self.text[stop : self.next_line(stop)].strip():
                start = before
        elif self.text[start:first].strip(" "):
            behind = self.text[stop:]
            indent = len(behind) - len(behind.lstrip(" "))
            pulled = indent == holder.start_mark.column and not behind.lstrip(" ").startswith("#")
            dashed = start + len(self.text[start:first].rstrip(" "))
            return (first, stop + indent, "") if pulled else (dashed, self.line_end(self.last(node)), "")
        if stop == len(self.text) > self.starts[-1] and start:
            start = self.line_end(self.line_before(start))  # The last line had no end, and the one before it gets none.
        return start, stop, ""

    # Where things are

    def span(self, entry: Node | tuple[Node, Node]) -> tuple[int, int]:
        name, node = entry if isinstance(entry, tuple) else (entry, entry)
        return begin(name), max(self.last(node), end(name) if isinstance(entry, tuple) else 0)

    def last(self, node: Node) -> int:
        """Where its last words end: what a block calls its own end lies behind the blank lines that follow."""
        while isinstance(node, CollectionNode) and not node.flow_style and node.value:
            entry = node.value[-1]
            node = entry[1] if isinstance(entry, tuple) else entry
        if isinstance(node, ScalarNode) and node.style in ("|", ">"):
            return begin(node) + len(self.text[begin(node) : end(node)].rstrip())
        return end(node)

    def line_end(self, at: int) -> int:
        found = BREAK.search(self.text, at)
        return found.start() if found else len(self.text)

    def next_line(self, at: int) -> int:
        found = BREAK.search(self.text, at)
        return found.end() if found else len(self.text)

    def line_start(self, at: int) -> int:
        return self.starts[bisect_right(self.starts, at) - 1]

    def line_before(self, start: int) -> int:
        """Where the line before the one that starts there starts."""
        return self.starts[max(bisect_right(self.starts, start) - 2, 0)]


def data(text: str) -> Tree:
    """What a text says. Raises NoSpliceError where that is not clear."""
    tree, findings = read(BREAK.sub(lambda found: "\n" if found[0][0] == "\r" else found[0], text), "")
    if findings or tree is None:
        raise NoSpliceError(findings[0].message if findings else "the file cannot be read")
    return tree


def step(node: Node | None, key: str | int) -> tuple[Node | None, Node | None]:
    """The nodes of the key and of the value one step further in; in a list there is no key."""
    if isinstance(node, MappingNode):
        return next(((name, value) for name, value in node.value if name.value == key), (None, None))
    if isinstance(node, SequenceNode) and isinstance(key, int) and key < len(node.value):
        return None, node.value[key]
    return None, None


def is_empty(node: Node) -> bool:
    return not node.value and not style_of(node)


def is_flow(node: Node | None) -> bool:
    return isinstance(node, CollectionNode) and bool(node.flow_style)


def style_of(node: Node | None) -> str:
    return str(node.style or "") if isinstance(node, ScalarNode) else ""


def begin(node: Node) -> int:
    at: int = node.start_mark.index
    return at


def end(node: Node) -> int:
    at: int = node.end_mark.index
    return at


# What is written


def lines(value: Tree, *, deep: bool = False) -> Iterator[str]:
    """A mapping a line a pair; a list a line an entry, or, for entries that are mappings, a line each of their pairs.
    Beneath that all is on one line; `deep`: beneath the next level."""
    if isinstance(value, dict):
        for key, held in value.items():
            if deep and held and not isinstance(held, str):
                lead = STEP if isinstance(held, dict) else ""
                yield f"{scalar(key)}:"
                yield from (lead + line for line in lines(held))
            else:
                yield f"{scalar(key)}: {inline(held)}"
    else:
        for entry in value:
            pairs = list(lines(entry)) if isinstance(entry, dict) and entry else [inline(entry)]
            yield f"- {pairs[0]}"
            yield from (STEP + pair for pair in pairs[1:])


def inline(value: Tree, *, flow: bool = False) -> str:
    """A value on one line; `flow`: within brackets."""
    if isinstance(value, dict):
        pairs = (f"{scalar(key, in_flow=True)}: {inline(held, flow=True)}" for key, held in value.items())
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, list):
        return f"[{', '.join(inline(entry, flow=True) for entry in value)}]"
    return scalar(value, in_flow=flow)


def scalar(value: str, style: str = "", *, in_flow: bool = False) -> str:
    """A text as it was written before, in this style, if that can hold it; else plain, or between double quotation
    marks where plain would read differently."""
    single = "'" + value.replace("'", "''") + "'"
    if style == "'" and value.isprintable():
        return single
    if isinstance(value, Quoted) or style or not reads_plain(value, in_flow=in_flow):
        return f'"{"".join(map(escaped, value))}"'
    return str(value)


def escaped(sign: str) -> str:
    if sign in ESCAPED:
        return ESCAPED[sign]
    return sign if sign.isprintable() else f"\\U{ord(sign):08x}"


def reads_plain(value: str, *, in_flow: bool) -> bool:
    """Whether Dateline reads a text without quotation marks as it is meant."""
    if not value.isprintable() or (in_flow and "?" in value):  # Not all readers take that sign there.
        return False
    frames: tuple[tuple[str, Tree], ...] = (("k: {}", {"k": value}),)
    if in_flow:
        frames = ("k: [{}]", {"k": [value]}), ("k: {{{0}: {0}}}", {"k": {value: value}})
    return bool(value) and all(read(frame.format(value), "") == (wanted, ()) for frame, wanted in frames)


# What a change means


def with_value(tree: Tree, keys: Keys, value: Tree) -> Tree:
    if not keys:
        return value
    key, rest = keys[0], keys[1:]
    if isinstance(tree, list) and isinstance(key, int):
        return [with_value(entry, rest, value) if index == key else entry for index, entry in enumerate(tree)]
    there: dict[str, Any] = tree if isinstance(tree, dict) else {}
    return {**there, str(key): with_value(there.get(str(key), {}), rest, value)}


def with_entry(tree: Tree, keys: Keys, value: Tree) -> Tree:
    there = at(tree, keys)
    return with_value(tree, keys, [*(there if isinstance(there, list) else []), value])


def without_value(tree: Tree, keys: Keys) -> Tree:
    there, last = at(tree, keys[:-1]), keys[-1]
    if isinstance(there, list):
        left: Tree = [entry for index, entry in enumerate(there) if index != last]
    else:
        left = {key: value for key, value in there.items() if key != last} if isinstance(there, dict) else {}
    return with_value(tree, keys[:-1], left)


def with_name(tree: Tree, keys: Keys, name: str) -> Tree:
    there, last = at(tree, keys[:-1]), keys[-1]
    pairs = there.items() if isinstance(there, dict) else ()
    return with_value(tree, keys[:-1], {name if key == last else key: value for key, value in pairs})


def at(tree: Tree, keys: Keys) -> Tree | None:
    found: Tree | None = tree
    for key in keys:
        if isinstance(found, dict):
            found = found.get(str(key))
        else:
            found = found[key] if isinstance(found, list) and isinstance(key, int) and key < len(found) else None
    return found
