"""What is wrong with a YAML text, in an author's words and where the author went wrong."""

import re
from collections.abc import Callable, Iterator
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

ENTRY = re.compile(r"(?P<lead> *(?:- +)*)(?:(?P<key>[^\s:\"'\[\]{}#,][^:]*?) *:(?: +|$))?(?P<value>.*)")
BLOCK = re.compile(r"[|>][+-]?[0-9]?[+-]?(?: *| +#.*)$")
FLOW_KEY = re.compile(r"\s*([^\s:\"'\[\]{},][^:\[\]{},]*): +")
COMMENT = re.compile(r" +#.*$")


@dataclass(frozen=True)
class NotTextReason:
    """Why a value is no text."""

    says: str
    mended: str
    """The value in quotes."""
    rest: int = 0
    """Where the fault begins within the value."""
    unclosed: bool = False
    """A quotation mark or bracket stays open, at least on this line."""


def split_entry(line: str) -> tuple[str, str, str, int]:
    """A line's indent with its dashes, its key, its value without a comment, and the value's column."""
    found = ENTRY.match(line)
    assert found is not None
    value = found["value"].rstrip()
    if value[:1] not in ("'", '"'):
        value = COMMENT.sub("", value)
    return found["lead"], found["key"] or "", "" if value.startswith("#") else value, found.start("value")


def flaw_of(value: str) -> NotTextReason | None:
    """What is wrong with a value as it stands on its line; None for one that YAML reads as it looks."""
    first = value[:1]
    if first in ("'", '"', "[", "{") and first:
        end = _quote_end(value) if first in "'\"" else _bracket_end(value)
        if end < 0:
            return NotTextReason("is never closed", quoted(value), unclosed=True)
        rest = value[end:].strip()
        if not rest or rest.startswith(("#", ":")):
            return None
        if first in "'\"":
            return NotTextReason(
                "goes on after its closing quotation mark", quoted(_unwrapped(value)), len(value) - len(rest)
            )
    shown = "a backtick" if first == "`" else f"`{value[:2]}`" if value[:2] in ("[[", "- ", "? ") else f"`{first}`"
    block = first in ("|", ">") and not BLOCK.match(value)
    if block or value.startswith((*"@`%&*![{", "- ", "? ")):
        return NotTextReason(f"begins with {shown}, so YAML does not read it as text", quoted(value))
    if ": " in value or value.endswith(":"):
        return NotTextReason("contains `: `, which YAML reads as a key", quoted(value))
    return None


def value_in_flow(line: str, column: int) -> tuple[int, str, str]:
    """The value around a column of a line, within brackets or braces: where it begins, itself, and its key."""
    start = _edge(line, min(column, len(line)) - 1, -1, "]}", "[{") + 1
    end = _edge(line, min(column, len(line)), 1, "[{", "]}")
    item = line[start:end]
    key = FLOW_KEY.match(item)
    lead = key.end() if key else len(item) - len(item.lstrip())
    return start + lead, item[lead:].rstrip(), key[1] if key else ""


def _edge(line: str, at: int, way: int, deeper: str, shallower: str) -> int:
    """The first comma or bracket, going one way, that bounds what stands at a column."""
    depth = 0
    while 0 <= at < len(line):
        if line[at] in deeper:
            depth += 1
        elif line[at] in shallower:
            depth -= 1
        if depth < 0 or (line[at] == "," and not depth):
            break
        at += way
    return at


def quoted(text: str) -> str:
    """The text as YAML in quotes."""
    plain = '"' not in text and "\\" not in text
    return f'"{text}"' if plain else "'" + text.replace("'", "''") + "'"


def _unwrapped(value: str) -> str:
    """A value that begins and ends with one mark, without that pair where others stand within it: an odd number of
    marks in all, or a second one that opens a word."""
    if len(value) > 4 and value[:2] == value[-2:] == 2 * value[0]:
        return value[1:-1]
    within = value.count(value[0]) - 2
    if value[0] != value[-1] or within < 1:
        return value
    return value[1:-1] if within % 2 or value[_quote_end(value) - 2] == " " else value


def _quote_end(value: str) -> int:
    """Where a quoted value ends, after its closing mark; -1 where it does not end on this line."""
    pattern = r'"(?:[^"\\]|\\.)*"' if value[0] == '"' else r"'(?:[^']|'')*'"
    found = re.match(pattern, value)
    return found.end() if found else -1


def _bracket_end(value: str) -> int:
    """Where a value in brackets ends, after the closing one; -1 where it does not end on this line."""
    depth = 0
    for at, character in enumerate(value):
        depth += (character in "[{") - (character in "]}")
        if not depth:
            return at + 1
    return -1


LINE_END = re.compile(r"[\n\r\x85\u2028\u2029]")
"""What YAML takes for the end of a line."""
DEEPEST = 100
"""Levels of nesting that are read; no file of a site needs ten."""


@dataclass(frozen=True)
class YamlFault:
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


def unprintable(text: str) -> Iterator[YamlFault]:
    """Characters that YAML refuses: control characters and the like. One fault a line."""
    if not Reader.NON_PRINTABLE.search(text):
        return
    for number, line in enumerate(LINE_END.split(text)):
        found = Reader.NON_PRINTABLE.search(line)
        if found:
            message = f"YAML does not allow the character U+{ord(found[0]):04X}"
            mended = Reader.NON_PRINTABLE.sub(" ", line)
            yield YamlFault("bad-yaml", message, number, found.start(), found[0], "remove it", mended)


def too_deep(composer: Any) -> Iterator[YamlFault]:
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


def unwanted_marks(composer: Any) -> Iterator[YamlFault]:
    """Anchors, aliases and tags, valid as YAML but of no use in a site. The composer is used up."""
    mend = "write the value out; if it is text, put it in quotation marks"
    while composer.check_event():
        event = composer.get_event()
        if isinstance(event, AliasEvent):
            message = f"YAML aliases are not supported: `*{event.anchor}`"
            yield _at(event.start_mark, "yaml-alias", message, f"*{event.anchor}", mend)
        elif isinstance(event, ScalarEvent | SequenceStartEvent | MappingStartEvent):
            if event.anchor:
                message = f"YAML anchors are not supported: `&{event.anchor}`"
                yield _at(event.start_mark, "yaml-alias", message, f"&{event.anchor}", mend)
            if event.tag == "!":
                message = "a value begins with `!`, so YAML does not read it as text"
                yield _at(event.start_mark, "unquoted-text", message, "!", "put it in quotation marks")
            elif event.tag:
                mark = event.tag.replace("tag:yaml.org,2002:", "!!")
                yield _at(event.start_mark, "yaml-alias", f"YAML tags are not supported: `{mark}`", mark, mend)


def cut_texts(lines: list[str], node: Node | None) -> Iterator[YamlFault]:
    """Plain values that a comment ends after a single space: most likely the `#` was meant as text."""
    for scalar in _scalars(node):
        end = scalar.end_mark
        if scalar.value and not scalar.style and lines[end.line][end.column : end.column + 2] == " #":
            rest = lines[end.line][end.column + 1 :]
            mend = "put the whole value in quotation marks; if it is a comment, put two spaces before `#`"
            message = f"the value ends at ` #`; the rest is read as a comment: `{rest}`"
            yield YamlFault("text-after-hash", message, end.line, end.column + 1, rest, mend)


def irregular_keys(node: Node | None, *, entry: bool = False) -> Iterator[YamlFault]:
    """Keys that stand twice in one mapping, and keys that are no text. `entry`: the node is one of a list."""
    if isinstance(node, MappingNode):
        first: dict[str, Mark] = {}
        for key, value in node.value:
            if not isinstance(key, ScalarNode):
                mend = "if it is text, put it in quotation marks"
                yield _at(
                    key.start_mark,
                    "unquoted-text",
                    "this key begins with a bracket, so YAML does not read it as text",
                    "",
                    mend,
                )
            elif key.value in first:
                message = f"the key `{key.value}` appears twice here"
                mend = f"it is already on line {first[key.value].line + 1}: keep one of the two"
                if entry and key.value == next(iter(first)) and not node.flow_style:
                    mend += ", or put `- ` before it if it begins the next list item"
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


def _at(mark: Any, code: str, message: str, part: str = "", help: str = "") -> YamlFault:
    return YamlFault(code, message, mark.line, mark.column, part, help)


WORDS = (
    (
        "unknown escape",
        "a backslash in double quotation marks, followed by a letter that means nothing there",
        "double the backslash, or use single quotation marks",
    ),
    (
        "expected a single document",
        "a second document begins here, but a file may contain only one",
        "remove the `---` line",
    ),
    (
        "did not find expected ',' or ']'",
        "a list in brackets lacks a comma or the closing `]`",
        "add what is missing",
    ),
    ("did not find expected ',' or '}'", "keys in braces lack a comma or the closing `}`", "add what is missing"),
    ("did not find expected node content", "a value is missing before this point", ""),
    ("unexpected end of stream", "the file ends in the middle of a value", "close the quotation mark or bracket"),
)
"""Parts of libyaml's and PyYAML's messages, what we say for them, and the mend."""
PAIRED = frozenset({"allow", "positions", "resolves", "stance"})
"""Keys whose value is no text but pairs."""
GLUED = re.compile(r" *(?:- +)*[A-Za-z_][\w-]*:(?=[^\s/])")
"""A key and what follows its colon at once, but for an address."""


def diagnose(lines: list[str], error: Any) -> YamlFault:
    """The fault behind a YAMLError: the first rule that recognises it."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line, column = (mark.line, mark.column) if mark else (0, 0)
    while line > 0 and (line >= len(lines) or not lines[line].strip()):
        line, column = line - 1, len(lines[min(line, len(lines)) - 1])
    for rule in RULES:
        fault = rule(lines, line, column, error)
        if fault:
            return fault
    return _in_our_words(lines, line, column, error)


def _tab(lines: list[str], line: int, column: int, error: Any) -> YamlFault | None:
    indent = re.match(r"[ -]*\t[ \t]*", lines[line])
    if not indent:
        return None
    mended = lines[line].replace("\t", "  ")
    return YamlFault(
        "bad-indent", "a tab in the indentation", line, lines[line].index("\t"), "\t", "use spaces", mended
    )


def _alias(lines: list[str], line: int, column: int, error: Any) -> YamlFault | None:
    problem = getattr(error, "problem", "") or ""
    found = re.match(r"[&*]\S+", lines[line][column:])
    if not found or ("undefined alias" not in problem and "duplicate anchor" not in problem):
        return None
    kind = "alias" if found[0].startswith("*") else "anchor"
    message = f"a YAML {kind} is not supported: `{found[0]}`"
    mended = lines[line][:column] + " " + lines[line][column + 1 :]
    return YamlFault("yaml-alias", message, line, column, found[0], "if it is text, put it in quotation marks", mended)


def _value(lines: list[str], line: int, column: int, error: Any) -> YamlFault | None:
    """A value that had to stand in quotes: on this line, or in this bracket of it."""
    indent, key, value, at = split_entry(lines[line])
    flaw = flaw_of(value)
    in_flow = flaw is None and value[:1] in ("[", "{")
    if in_flow:
        at, value, key = value_in_flow(lines[line], column)
        flaw = flaw_of(value)
    if flaw is None or (flaw.rest and key == "" and not indent and value[:1] not in "\"'[{"):
        return None
    if flaw.unclosed:
        return _never_closed(lines, line, at, value[0]) if value[0] in "\"'" else None
    mend = "put it in quotation marks, or add the missing comma" if in_flow else "put it in quotation marks"
    return _unquoted(lines[line], line, at, value, flaw, key, mend)


def _unquoted(text: str, line: int, at: int, value: str, flaw: NotTextReason, key: str, mend: str) -> YamlFault:
    named = f"the value of `{key}`" if key else "a value"
    message, written = f"{named} {flaw.says}", flaw.mended
    if key in PAIRED and FLOW_KEY.match(value):
        mend, written = "put it in braces", f"{{{value}}}"
    mended = text[:at] + written + text[at + len(value) :]
    return YamlFault("unquoted-text", message, line, at + flaw.rest, value[flaw.rest :], f"{mend}: `{written}`", mended)


def _earlier_quote(lines: list[str], line: int, column: int, error: Any) -> YamlFault | None:
    """A quotation mark that is closed by the next one further down, where other text was meant to begin."""
    for earlier in range(line):
        value, at = split_entry(lines[earlier])[2:]
        flaw = flaw_of(value) if value[:1] in ('"', "'") else None
        if flaw and flaw.unclosed and _opens_again(lines, earlier, value[0]):
            return _never_closed(lines, earlier, at, value[0])
    for earlier in range(line - 1, max(line - 4, -1), -1):
        _, _, value, at = split_entry(lines[earlier])
        flaw = flaw_of(value)
        if flaw and flaw.unclosed and value[0] in "\"'":
            return _never_closed(lines, earlier, at, value[0])
    return None


def _opens_again(lines: list[str], line: int, mark: str) -> bool:
    """Whether the next such mark below a line begins a value of its own."""
    below = next((other for other in lines[line + 1 :] if mark in other), "")
    return split_entry(below)[2][:1] == mark


def _never_closed(lines: list[str], line: int, at: int, mark: str) -> YamlFault:
    mended = lines[line].rstrip() + mark
    part = lines[line][at:].rstrip()
    message = f"the quotation mark `{mark}` is never closed"
    return YamlFault("bad-yaml", message, line, at, part, f"end the value with `{mark}`", mended)


def _glued_dash(lines: list[str], line: int, column: int, error: Any) -> YamlFault | None:
    """An entry of a list without the space after its dash, which makes it a key."""
    for near in (line, line - 1):
        found = re.match(r"( *)-([A-Za-z_][\w-]*:(?: |$).*)", lines[near]) if near >= 0 else None
        if found:
            mended = f"{found[1]}- {found[2]}"
            part = lines[near].strip()
            return YamlFault(
                "bad-yaml", "no space after the dash", near, len(found[1]), part, f"write `{mended.strip()}`", mended
            )
    return None


def _glued_colon(lines: list[str], line: int, column: int, error: Any) -> YamlFault | None:
    """A key without the space after its colon: before a bracket, or first in an entry, found when the second comes."""
    bracket = GLUED.match(lines[line])
    if bracket and lines[line][bracket.end()] in "{[":
        return _spaced(lines[line], line, bracket)
    above = lines[line - 1] if line else ""
    glued = GLUED.match(above)
    if not glued or "mapping values are not allowed" not in (getattr(error, "problem", "") or ""):
        return None
    return _spaced(above, line - 1, glued)


def _spaced(text: str, line: int, glued: re.Match[str]) -> YamlFault:
    mended = f"{glued[0]} {text[glued.end() :]}"
    help = f"write `{mended.strip()}`"
    return YamlFault("bad-yaml", "no space after the colon", line, _depth(text), text.strip(), help, mended)


def _after_comment(lines: list[str], line: int, column: int, error: Any) -> YamlFault | None:
    """Text that goes on after a line cut by ` #`."""
    above = line - 1
    if above < 0 or " #" not in lines[above] or _depth(lines[line]) <= _depth(lines[above]):
        return None
    at = lines[above].index(" #") + 1
    message = f"the value ends at ` #`; the rest is read as a comment: `{lines[above][at:]}`"
    return YamlFault("text-after-hash", message, above, at, lines[above][at:], "put the whole value in quotation marks")


def _indent(lines: list[str], line: int, column: int, error: Any) -> YamlFault | None:
    """A line whose indent is none of those that stand open above it."""
    depth = _depth(lines[line])
    open_depths, takes_deeper = _open_depths(lines[:line])
    if not open_depths or depth in open_depths or (depth > max(open_depths) and takes_deeper):
        return None
    key = split_entry(lines[line])[1]
    if depth > max(open_depths) and " " in key:
        colon = lines[line].index(":", depth)
        message = "the value contains `: `, which YAML reads as a key"
        part = lines[line][depth : colon + 1]
        return YamlFault("unquoted-text", message, line, depth, part, "put the whole value in quotation marks")
    if line > 1 and not _depth(lines[line - 1]) and len(split_entry(lines[line - 2])[0]) == depth:
        line, depth, open_depths = line - 1, 0, [depth]  # The line before left the item that this one goes on with.
    near = min(open_depths, key=lambda other: (abs(other - depth), -other))
    message = f"indented by {_spaces(depth)}, but its neighbours by {_spaces(near)}"
    mended = " " * near + lines[line].lstrip()
    part = lines[line].strip()
    return YamlFault("bad-indent", message, line, depth, part, _indent_by(near), mended)


def _indent_by(depth: int) -> str:
    return f"indent it by {_spaces(depth)}" if depth else "remove the spaces before it"


def _spaces(number: int) -> str:
    return {0: "no space", 1: "1 space"}.get(number, f"{number} spaces")


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _open_depths(lines: list[str]) -> tuple[list[int], bool]:
    """The indents of the lists and mappings open after these lines, and whether a deeper one may begin."""
    depths: list[int] = []
    takes_deeper = False
    for line in lines:
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        depth = _depth(line)
        value = split_entry(line)[2]
        depths = [other for other in depths if other < depth] + [depth]
        content = re.match(r" *(?:- +)*", line)
        if content and content.end() > depth:
            depths.append(content.end())
        takes_deeper = not value or value[0] in "|>"
    return depths, takes_deeper


def _no_key(lines: list[str], line: int, column: int, error: Any) -> YamlFault | None:
    """A line that is neither `key: value` nor a list entry."""
    mark = getattr(error, "context_mark", None)
    if "could not find expected ':'" not in (getattr(error, "problem", "") or "") or mark is None:
        return None
    text = lines[mark.line]
    glued = GLUED.match(text)
    if glued:
        return _spaced(text, mark.line, glued)
    message = "this line is neither a key with a colon nor a list item"
    help = "if it belongs to the text above, put the whole text in quotation marks"
    return YamlFault("bad-yaml", message, mark.line, mark.column, text.strip(), help, "#" + text)


def _open_bracket(lines: list[str], line: int, column: int, error: Any) -> YamlFault | None:
    """A bracket on an earlier line that nothing closes."""
    mark = getattr(error, "context_mark", None)
    if "flow" not in (getattr(error, "context", "") or "") or mark is None or mark.line >= line:
        return None
    bracket = lines[mark.line][mark.column]
    closing = {"[": "]", "{": "}"}.get(bracket)
    part = lines[mark.line][mark.column :].rstrip()
    message = f"the bracket `{bracket}` is never closed"
    help = f"end the value with `{closing}`"
    return YamlFault("bad-yaml", message, mark.line, mark.column, part, help) if closing else None


ENTRY_HELP = "write the list's key, such as `statements:`, on its own line above, or indent the item under its key"


def _mixture(lines: list[str], line: int, column: int, error: Any) -> YamlFault | None:
    """A list entry among keys, or a key among list entries."""
    text = lines[line].strip()
    context = getattr(error, "context", "") or ""
    depth = _depth(lines[line])
    if "block mapping" in context and text.startswith("- "):
        dash = next((_depth(above) for above in reversed(lines[:line]) if above.lstrip().startswith("- ")), depth)
        help = ENTRY_HELP if dash == depth else _indent_by(dash)
        return YamlFault("bad-yaml", "a list item among keys", line, depth, text, help)
    if "block collection" in context and split_entry(text)[1] and not text.startswith("- "):
        return YamlFault("bad-yaml", "a key among list items", line, depth, text, "indent it under its list item")
    return None


def _in_our_words(lines: list[str], line: int, column: int, error: Any) -> YamlFault:
    problem = " ".join(str(words) for words in (getattr(error, "context", ""), getattr(error, "problem", "")) if words)
    part = lines[line][column:].split(" ")[0].strip()
    for sign, message, help in WORDS:
        if sign in problem:
            return YamlFault("bad-yaml", message, line, column, part, help)
    help = "write a key as `key: value`, a list item as `- value`, and any other text in quotation marks"
    return YamlFault("bad-yaml", "this line cannot be read as YAML", line, column, part, help)


RULES: tuple[Callable[[list[str], int, int, Any], YamlFault | None], ...] = (
    _tab, _glued_dash, _glued_colon, _alias, _value, _earlier_quote, _after_comment,
    _open_bracket, _indent, _no_key, _mixture,
)  # fmt: skip
