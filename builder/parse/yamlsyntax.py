"""What stopped the YAML reader, in our words and where the author went wrong rather than where libyaml noticed.

In go the lines of a text and libyaml's error, out comes one fault, with the line mended where the fault is plain.
"""

import re
from collections.abc import Callable
from typing import Any

from builder.parse.yamlfaults import Fault
from builder.parse.yamlvalues import FLOW_KEY, Flaw, flaw_of, split_entry, value_in_flow

WORDS = (
    (
        "unknown escape",
        "a backslash in double quotes, before a letter that it gives no meaning",
        "double it, or use single quotes",
    ),
    ("expected a single document", "a second document begins here, and a file holds one", "take the line `---` out"),
    ("but found another document", "a second document begins here, and a file holds one", "take the line `---` out"),
    (
        "did not find expected ',' or ']'",
        "a list in brackets without its comma or closing `]`",
        "write what is missing",
    ),
    ("did not find expected ',' or '}'", "keys in braces without their comma or closing `}`", "write what is missing"),
    ("did not find expected node content", "a value is missing before this", ""),
    ("expected the node content", "a value is missing before this", ""),
    ("unexpected end of stream", "the file ends in the middle of a value", "close the quotation mark or bracket"),
)
"""Parts of libyaml's and PyYAML's messages, what we say for them, and the mend."""
PAIRED = frozenset({"allow", "positions", "resolves", "stance"})
"""Keys whose value is no text but pairs."""
GLUED = re.compile(r" *(?:- +)*[A-Za-z_][\w-]*:(?=[^\s/])")
"""A key and what follows its colon at once, but for an address."""


def diagnose(lines: list[str], error: Any) -> Fault:
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


def _tab(lines: list[str], line: int, column: int, error: Any) -> Fault | None:
    indent = re.match(r"[ -]*\t[ \t]*", lines[line])
    if not indent:
        return None
    mended = lines[line].replace("\t", "  ")
    return Fault("bad-indent", "a tab in the indent", line, lines[line].index("\t"), "\t", "indent with spaces", mended)


def _alias(lines: list[str], line: int, column: int, error: Any) -> Fault | None:
    problem = getattr(error, "problem", "") or ""
    found = re.match(r"[&*]\S+", lines[line][column:])
    if not found or ("undefined alias" not in problem and "duplicate anchor" not in problem):
        return None
    kind = "alias" if found[0].startswith("*") else "anchor"
    message = f"`{found[0]}` is a YAML {kind}, which is not used here"
    mended = lines[line][:column] + " " + lines[line][column + 1 :]
    return Fault("yaml-alias", message, line, column, found[0], "if it is text, put it in quotes", mended)


def _open_quote(lines: list[str], line: int, column: int, error: Any) -> Fault | None:
    """A quotation mark that nothing closes before the file ends."""
    mark = getattr(error, "context_mark", None)
    if "quoted scalar" not in (getattr(error, "context", "") or "") or "escape" in error.problem or mark is None:
        return None
    return _never_closed(lines, mark.line, mark.column, lines[mark.line][mark.column])


def _value(lines: list[str], line: int, column: int, error: Any) -> Fault | None:
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
    mend = "put it in quotes, if no comma is missing" if in_flow else "put it in quotes"
    return _unquoted(lines[line], line, at, value, flaw, key, mend)


def _unquoted(text: str, line: int, at: int, value: str, flaw: Flaw, key: str, mend: str) -> Fault:
    named = f"the value of `{key}`" if key else "a value"
    message, written = f"{named} {flaw.says}", flaw.mended
    if key in PAIRED and FLOW_KEY.match(value):
        mend, written = "put it in braces", f"{{{value}}}"
    mended = text[:at] + written + text[at + len(value) :]
    return Fault("unquoted-text", message, line, at + flaw.rest, value[flaw.rest :], f"{mend}: `{written}`", mended)


def _earlier_quote(lines: list[str], line: int, column: int, error: Any) -> Fault | None:
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


def _never_closed(lines: list[str], line: int, at: int, mark: str) -> Fault:
    mended = lines[line].rstrip() + mark
    part = lines[line][at:].rstrip()
    message = f"a quotation mark `{mark}` that is never closed"
    return Fault("bad-yaml", message, line, at, part, f"end the value with `{mark}`", mended)


def _glued_dash(lines: list[str], line: int, column: int, error: Any) -> Fault | None:
    """An entry of a list without the space after its dash, which makes it a key."""
    for near in (line, line - 1):
        found = re.match(r"( *)-([A-Za-z_][\w-]*:(?: |$).*)", lines[near]) if near >= 0 else None
        if found:
            mended = f"{found[1]}- {found[2]}"
            part = lines[near].strip()
            return Fault(
                "bad-yaml", "no space after the dash", near, len(found[1]), part, f"write `{mended.strip()}`", mended
            )
    return None


def _glued_colon(lines: list[str], line: int, column: int, error: Any) -> Fault | None:
    """A key without the space after its colon: before a bracket, or first in an entry, found when the second comes."""
    bracket = GLUED.match(lines[line])
    if bracket and lines[line][bracket.end()] in "{[":
        return _spaced(lines[line], line, bracket)
    above = lines[line - 1] if line else ""
    glued = GLUED.match(above)
    if not glued or "mapping values are not allowed" not in (getattr(error, "problem", "") or ""):
        return None
    return _spaced(above, line - 1, glued)


def _spaced(text: str, line: int, glued: re.Match[str]) -> Fault:
    mended = f"{glued[0]} {text[glued.end() :]}"
    help = f"write `{mended.strip()}`"
    return Fault("bad-yaml", "no space after the colon", line, _depth(text), text.strip(), help, mended)


def _after_comment(lines: list[str], line: int, column: int, error: Any) -> Fault | None:
    """Text that goes on after a line cut by ` #`."""
    above = line - 1
    if above < 0 or " #" not in lines[above] or _depth(lines[line]) <= _depth(lines[above]):
        return None
    at = lines[above].index(" #") + 1
    message = f"the value ends at ` #`: `{lines[above][at:]}` is read as a comment"
    return Fault("text-after-hash", message, above, at, lines[above][at:], "put the whole value in quotes")


def _indent(lines: list[str], line: int, column: int, error: Any) -> Fault | None:
    """A line whose indent is none of those that stand open above it."""
    depth = _depth(lines[line])
    open_depths, takes_deeper = _open_depths(lines[:line])
    if not open_depths or depth in open_depths or (depth > max(open_depths) and takes_deeper):
        return None
    key = split_entry(lines[line])[1]
    if depth > max(open_depths) and " " in key:
        colon = lines[line].index(":", depth)
        message = "the value holds `: `, which YAML reads as a key"
        part = lines[line][depth : colon + 1]
        return Fault("unquoted-text", message, line, depth, part, "put the whole value in quotes")
    near = min(open_depths, key=lambda other: (abs(other - depth), -other))
    message = f"indented by {_spaces(depth)}, its neighbours by {_spaces(near)}"
    mended = " " * near + lines[line].lstrip()
    part = lines[line].strip()
    mend = f"indent it by {_spaces(near)}" if near else "take the spaces before it out"
    return Fault("bad-indent", message, line, depth, part, mend, mended)


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


def _no_key(lines: list[str], line: int, column: int, error: Any) -> Fault | None:
    """A line that is neither `key: value` nor a list entry."""
    mark = getattr(error, "context_mark", None)
    if "could not find expected ':'" not in (getattr(error, "problem", "") or "") or mark is None:
        return None
    text = lines[mark.line]
    glued = GLUED.match(text)
    if glued:
        return _spaced(text, mark.line, glued)
    message = "neither a key with its colon nor an entry of a list"
    help = "if it belongs to the text above, put the whole text in quotes"
    return Fault("bad-yaml", message, mark.line, mark.column, text.strip(), help, "#" + text)


def _open_bracket(lines: list[str], line: int, column: int, error: Any) -> Fault | None:
    """A bracket on an earlier line that nothing closes."""
    mark = getattr(error, "context_mark", None)
    if "flow" not in (getattr(error, "context", "") or "") or mark is None or mark.line >= line:
        return None
    bracket = lines[mark.line][mark.column]
    closing = {"[": "]", "{": "}"}.get(bracket)
    part = lines[mark.line][mark.column :].rstrip()
    message = f"a bracket `{bracket}` that is never closed"
    help = f"end the value with `{closing}`"
    return Fault("bad-yaml", message, mark.line, mark.column, part, help) if closing else None


ENTRY_HELP = (
    "write the key of the list, such as `statements:`, on a line of its own above it, or indent it under its key"
)


def _mixture(lines: list[str], line: int, column: int, error: Any) -> Fault | None:
    """A list entry among keys, or a key among list entries."""
    text = lines[line].strip()
    context = getattr(error, "context", "") or ""
    depth = _depth(lines[line])
    if "block mapping" in context and text.startswith("- "):
        return Fault("bad-yaml", "an entry of a list among keys", line, depth, text, ENTRY_HELP)
    if "block collection" in context and split_entry(text)[1] and not text.startswith("- "):
        return Fault("bad-yaml", "a key among the entries of a list", line, depth, text, "indent it under its entry")
    return None


def _in_our_words(lines: list[str], line: int, column: int, error: Any) -> Fault:
    problem = " ".join(str(words) for words in (getattr(error, "context", ""), getattr(error, "problem", "")) if words)
    part = lines[line][column:].split(" ")[0].strip()
    for sign, message, help in WORDS:
        if sign in problem:
            return Fault("bad-yaml", message, line, column, part, help)
    help = "a key stands as `key: value`, an entry of a list as `- value`, any other text in quotes"
    return Fault("bad-yaml", "this line can't be read as YAML", line, column, part, help)


RULES: tuple[Callable[[list[str], int, int, Any], Fault | None], ...] = (
    _tab, _glued_dash, _glued_colon, _alias, _open_quote, _value, _earlier_quote, _after_comment,
    _open_bracket, _indent, _no_key, _mixture,
)  # fmt: skip
