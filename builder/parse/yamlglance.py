"""A glance at a YAML text: whether it may hold what libyaml reads past, or nest until C code runs out of stack.

It costs next to nothing for an ordinary file. Where quotes leave it in doubt, it asks for the slow look.
"""

import re

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
