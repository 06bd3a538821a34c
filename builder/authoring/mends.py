"""What an author does who follows the help of a finding word by word: the underlined words give way to those in
backticks. Only helps that say exactly what to write can be followed so."""

import re

from rapidfuzz import fuzz

from builder.model.finding import Finding
from builder.model.lookalikes import plain
from builder.parse.locate import Located

INSTEAD = re.compile(
    r"(?P<how>did you mean|write(?: it as)?|write a list:|put it in (?:quotation marks|braces):|"
    r"use the id of the one you mean:|use straight ones:) `(?P<words>[^`]+)`\??(?P<or>; if it is one thing, .*)?"
)
INDENT = re.compile(r"indent it by (?P<number>\d+) spaces?|(?P<none>remove the spaces before it)")
CLOSING = re.compile(r"end the value with `(?P<mark>.)`")
GUESSES = ("did you mean", "use the id of the one you mean:")
CLOSED = ("unknown-key", "bad-value")
"""Findings whose words are from a closed list of Dateline's own."""
SURE = 80
"""Percent of likeness from which one of those is meant."""


def followed(finding: Finding, where: Located, text: str) -> str | None:
    """The file's text after its author has followed the help; None where that takes a decision of the author's."""
    lines = text.split("\n")
    line, help = lines[where.line - 1], finding.help
    if found := INSTEAD.fullmatch(help):
        line = line[: where.column - 1] + found["words"] + line[where.end_column - 1 :]
    elif found := INDENT.fullmatch(help):
        line = " " * int(found["number"] or 0) + line.lstrip()
    elif found := CLOSING.fullmatch(help):
        line = line.rstrip() + found["mark"]
    else:
        return None
    return "\n".join([*lines[: where.line - 1], line, *lines[where.line :]])


def is_certain(finding: Finding, words: str) -> bool:
    """Whether nobody can mean anything else than the help says. `words`: those that are underlined."""
    found = INSTEAD.fullmatch(finding.help)
    if not found or found["or"]:
        return not found
    if found["how"] not in GUESSES:
        return True
    if finding.code in CLOSED:
        return fuzz.ratio(words, found["words"]) >= SURE
    return squeezed(words) == squeezed(found["words"])


def squeezed(words: str) -> str:
    """Letters and digits alone, whatever the capitals, and those that only look like others as what they look like."""
    return "".join(filter(str.isalnum, plain(words).casefold()))
