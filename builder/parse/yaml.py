"""YAML text to nested dicts, lists and strings, every scalar as text."""

import re
from typing import Any, TypeAlias

from yaml.composer import Composer
from yaml.error import YAMLError
from yaml.nodes import MappingNode, Node, ScalarNode
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.resolver import BaseResolver
from yaml.scanner import Scanner

from builder.model.finding import Finding, Location
from builder.parse.fast_yaml import read_plain
from builder.parse.yaml_errors import (
    LINE_END,
    YamlFault,
    cut_texts,
    diagnose,
    irregular_keys,
    too_deep,
    unprintable,
    unwanted_marks,
)

DEEP = 50
"""Levels that an ordinary file never has; beyond them a text is counted with care, before C code recurses into it."""
SHORT = 2000
"""Characters below which no text nests deep enough to exhaust the stack of C code."""
BRACKET = re.compile(r"[\[\]{}]")
STACKED = re.compile(rf"(?:---)?[ \t]*(?:[-?:][ \t]+){{{DEEP}}}")
"""Block collections that open within one line; further lines need a deeper indent each, and so can't be many."""
CUT = re.compile(r"\S #")
"""What may be a text cut by a comment; a comment of its own line, or set apart by two spaces, is not."""
MARKS = re.compile(r"(?:^|[\s\[{,])[&*!]", re.MULTILINE)
"""What an anchor, alias or tag looks like; text in quotes can look so too."""


def suspicious(text: str) -> bool:
    """Whether a text needs the slow look; costs next to nothing for an ordinary one."""
    if " #" in text and CUT.search(text):
        return True
    if ("&" in text or "*" in text or "!" in text) and MARKS.search(text):
        return True
    return len(text) > SHORT and (_nested(text) or _stacked(text))


def _stacked(text: str) -> bool:
    return any(STACKED.match(line) for line in text.splitlines())


def _nested(text: str) -> bool:
    """Whether brackets seem to nest deep; those within quotes are counted too."""
    if text.count("[") + text.count("{") <= DEEP:
        return False
    depth = 0
    for bracket in BRACKET.findall(text):
        depth = depth + 1 if bracket in "[{" else max(depth - 1, 0)
        if depth > DEEP:
            return True
    return False


try:
    from yaml._yaml import CParser
except ImportError:  # PyYAML without libyaml: the same data, ten times slower
    CParser = None  # type: ignore[assignment, misc]


Tree: TypeAlias = str | list["Tree"] | dict[str, "Tree"]


class Bare(str):
    """What stands for the value of a word in braces that is neither key nor value: `president` in
    `{title: Chairman, president}`. Equal to an empty text."""


MOST_FAULTS = 30
"""Syntax faults looked for in one file: beyond these, the first ones are the ones to mend."""


class TextOnly(BaseResolver):
    """Gives every scalar the empty type. The composers ask it once a node, so it does nothing else."""

    def resolve(self, kind: object, value: object, implicit: object) -> str:
        return ""

    def descend_resolver(self, current_node: object, current_index: object) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass


class PureComposer(TextOnly, Reader, Scanner, Parser, Composer):
    """Composes nodes without libyaml."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)
        Composer.__init__(self)


if CParser is None:
    YamlComposer: Any = PureComposer
else:

    class FastComposer(TextOnly, CParser):
        """Composes nodes through libyaml."""

        def __init__(self, text: str) -> None:
            CParser.__init__(self, text)

    YamlComposer = FastComposer


class IrregularError(ValueError):
    """A key stands twice. Never leaves this module."""


def read(text: str, file: str, offset: int = 0) -> tuple[Tree | None, tuple[Finding, ...]]:
    """Plain data of a YAML text, and findings; None where nothing can be read. An empty text is an empty mapping.

    `offset` is where the text begins within its file, in code points. Data may come with findings: lines whose fault
    is plain are mended for the reading, so that all faults of a file are found in one go.
    """
    easy = read_plain(text)
    if easy is not None:
        return easy, ()
    if not suspicious(text):
        try:
            return plain(YamlComposer(text).get_single_node()), ()
        except (YAMLError, IrregularError, TypeError, UnicodeEncodeError, RecursionError):
            pass  # The slow look finds each fault and its place.
    node, faults = compose(text)
    starts = line_starts(text)
    tree: Tree | None = {} if not faults else None
    if node is not None:
        tree = _forgiving(node)
    return tree, tuple(
        Finding(
            fault.code,
            fault.message,
            Location(file, (), fault.part, offset + starts[fault.line] + fault.column),
            fault.help,
        )
        for fault in sorted(faults, key=lambda fault: (fault.line, fault.column))
    )


def plain(node: Node | None) -> Tree:
    """Dicts, lists and strings of a node. IrregularError or TypeError where a key stands twice or is no text."""
    kind = node.__class__
    if kind is ScalarNode:
        return node.value  # type: ignore[no-any-return, union-attr]
    if kind is MappingNode:
        pairs = node.value  # type: ignore[union-attr]
        made = {key.value: value.value if value.__class__ is ScalarNode else plain(value) for key, value in pairs}
        if len(made) < len(pairs):
            raise IrregularError
        return with_bare(made, node) if "" in made.values() else made  # type: ignore[arg-type]
    return {} if node is None else [plain(item) for item in node.value]


def with_bare(made: dict[str, Tree], node: MappingNode) -> Tree:
    """A mapping in braces with its Bare values; any other as it is."""
    if node.flow_style:
        made |= {key.value: Bare() for key, value in node.value if value.start_mark.index == key.end_mark.index}
    return made


def compose(text: str) -> tuple[Node | None, list[YamlFault]]:
    """The nodes of a text, its faulty lines mended as far as may be, and their faults. Lines stay where they are.

    None with faults where the text can't be read, or has aliases, which could make it endless.
    """
    lines = LINE_END.split(text)
    faults = list(unprintable(text))
    for fault in faults:
        lines[fault.line] = fault.mended or ""
    while len(faults) < MOST_FAULTS:
        mended = "\n".join(lines)
        depth = list(too_deep(YamlComposer(mended)))
        if depth:
            return None, faults + depth
        try:
            node = YamlComposer(mended).get_single_node()
        except YAMLError as error:
            fault = diagnose(lines, error)
            if any(fault.line - other.line in (0, fault.code == "bad-indent") for other in faults):
                return None, faults  # A second fault here, or an indent right below, comes of the mending.
            faults.append(fault)
            if fault.mended is None:
                return None, faults
            lines[fault.line] = fault.mended
            continue
        aliases = list(unwanted_marks(YamlComposer(mended)))
        if any(fault.part.startswith("*") for fault in aliases):
            return None, faults + aliases
        return node, [*faults, *aliases, *cut_texts(lines, node), *irregular_keys(node)]
    return None, faults


def line_starts(text: str) -> list[int]:
    """The offset of the first character of each line, as YAML counts lines."""
    starts = [0]
    for line in LINE_END.split(text):
        starts.append(starts[-1] + len(line) + 1)
    return starts


def _forgiving(node: Node) -> Tree:
    """Plain data of a node with irregular keys: the first of equal ones stands, one that is no text is left out."""
    if isinstance(node, ScalarNode):
        return str(node.value)
    if isinstance(node, MappingNode):
        made: dict[str, Tree] = {}
        for key, value in node.value:
            if isinstance(key, ScalarNode):
                made.setdefault(key.value, _forgiving(value))
        return with_bare(made, node)
    return [_forgiving(item) for item in node.value]
