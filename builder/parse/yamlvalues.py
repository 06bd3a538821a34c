"""One value on one line of YAML: what makes it no text although text was meant, and how it reads in quotes."""

import re
from dataclasses import dataclass

ENTRY = re.compile(r"(?P<lead> *(?:- +)*)(?:(?P<key>[^\s:\"'\[\]{}#,][^:]*?) *:(?: +|$))?(?P<value>.*)")
BLOCK = re.compile(r"[|>][+-]?[0-9]?[+-]?(?: *| +#.*)$")
FLOW_KEY = re.compile(r"\s*([^\s:\"'\[\]{},][^:\[\]{},]*): +")
COMMENT = re.compile(r" +#.*$")


@dataclass(frozen=True)
class Flaw:
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


def flaw_of(value: str) -> Flaw | None:
    """What is wrong with a value as it stands on its line; None for one that YAML reads as it looks."""
    first = value[:1]
    if first in ("'", '"', "[", "{") and first:
        end = _quote_end(value) if first in "'\"" else _bracket_end(value)
        if end < 0:
            return Flaw("is never closed", quoted(value), unclosed=True)
        rest = value[end:].strip()
        if not rest or rest.startswith(("#", ":")):
            return None
        if first in "'\"":
            return Flaw("goes on after its closing quotation mark", quoted(_unwrapped(value)), len(value) - len(rest))
    shown = "a backtick" if first == "`" else f"`{value[:2]}`" if value[:2] in ("[[", "- ", "? ") else f"`{first}`"
    block = first in ("|", ">") and not BLOCK.match(value)
    if block or value.startswith((*"@`%&*![{", "- ", "? ")):
        return Flaw(f"begins with {shown}, so YAML does not read it as text", quoted(value))
    if ": " in value or value.endswith(":"):
        return Flaw("holds `: `, which YAML reads as a key", quoted(value))
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
