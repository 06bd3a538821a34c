"""What an author does who follows the help of a finding word by word: the underlined words give way to those in
backticks. Only helps that say exactly what to write can be followed so."""

import re

from builder.render.report import PlacedFinding

INSTEAD = re.compile(
    r"(?:did you mean|write(?: it as)?|write a list:|put it in (?:quotation marks|braces):|"
    r"use the id of the one you mean:|use straight ones:) `(?P<words>[^`]+)`\??(?:; if it is one thing, .*)?"
)
INDENT = re.compile(r"indent it by (?P<number>\d+) spaces?|(?P<none>remove the spaces before it)")
CLOSING = re.compile(r"end the value with `(?P<mark>.)`")


def followed(placed: PlacedFinding, text: str) -> str | None:
    """The file's text after its author has followed the help; None where that takes a decision of the author's."""
    lines = text.split("\n")
    line, help = lines[placed.line - 1], placed.finding.help
    if found := INSTEAD.fullmatch(help):
        line = line[: placed.column - 1] + found["words"] + line[placed.end_column - 1 :]
    elif found := INDENT.fullmatch(help):
        line = " " * int(found["number"] or 0) + line.lstrip()
    elif found := CLOSING.fullmatch(help):
        line = line.rstrip() + found["mark"]
    else:
        return None
    return "\n".join([*lines[: placed.line - 1], line, *lines[placed.line :]])
