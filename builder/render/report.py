"""Findings as text: for a terminal, as JSON for other programs, and as annotations for GitHub; and what a
publication changes."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from types import MappingProxyType
from unicodedata import combining, east_asian_width

from builder.model.finding import Finding, Severity
from builder.model.publication import PublicationChanges, pages
from builder.model.text import counted

COLOURS = {Severity.ERROR: "\x1b[1;31m", Severity.WARNING: "\x1b[1;33m", Severity.NOTE: "\x1b[1;36m"}
BOLD, BLUE, PLAIN = "\x1b[1m", "\x1b[34m", "\x1b[0m"
WIDTH = 100
"""Columns of a source line that are shown; of a longer one the part around the fault."""
SHOWN = 5
"""Cards that could not be made which are named."""
OF_A_KIND = 100
"""Warnings, or notes, of one code that a terminal is given."""
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


@dataclass(frozen=True)
class PlacedFinding:
    """A finding and where an editor shows it."""

    finding: Finding
    file: str
    """As it is reached from where the command runs."""
    line: int
    """From 1."""
    column: int
    """From 1, in code points."""
    end_column: int
    """Of the first character after the fault, on the same line."""
    source: str
    """The line's text."""


@dataclass(frozen=True)
class Summary:
    """The figures of one run."""

    files: int
    """Source files read."""
    statements: int
    checks: int
    errors: int
    warnings: int
    notes: int
    pages: int
    """Pages of the site; 0 where nothing was written."""
    written: int
    """Files of the output that are new or changed."""
    deleted: int
    output: str
    """The folder to write to; empty for a check."""
    seconds: float
    cards: int | None = None
    """Pictures for links to show; None where none were asked for."""
    left_out: tuple[str, ...] = ()
    """Site paths of the pictures that could not be made."""


def few(findings: Iterable[Finding]) -> tuple[list[Finding], Counter[str]]:
    """Every error, and of the warnings or notes of each code the first OF_A_KIND; how many more there are of it."""
    shown, seen = [], Counter[str]()
    for finding in findings:
        seen[finding.code] += 1
        if finding.severity is Severity.ERROR or seen[finding.code] <= OF_A_KIND:
            shown.append(finding)
    return shown, seen - Counter(finding.code for finding in shown)


def closing(summary: Summary, more: Mapping[str, int] = MappingProxyType({})) -> str:
    """The last lines of a run. `more` findings than were shown, by code."""
    counts = (
        counted(summary.files, "file"),
        counted(summary.statements, "statement"),
        counted(summary.checks, "check"),
    )
    found = (counted(summary.errors, "error"), counted(summary.warnings, "warning"), counted(summary.notes, "note"))
    lines = [
        f"{', '.join(counts)}: {', '.join(found)}",
        *lacking(summary),
        *not_shown(more),
        f"{outcome(summary)} in {summary.seconds:.1f} s",
    ]
    return "".join(f"{line}\n" for line in lines)


def lacking(summary: Summary) -> Iterator[str]:
    """What was asked for and not made."""
    if summary.left_out:
        number, paths = len(summary.left_out), ", ".join(map(printable, summary.left_out[:SHOWN]))
        more = f" and {number - SHOWN:,} more" if number > SHOWN else ""
        yield f"{counted(number, 'card')} not made, for want of a letter in the fonts or of room: {paths}{more}"


def not_shown(more: Mapping[str, int]) -> Iterator[str]:
    """What there is besides."""
    if more:
        codes = ", ".join(f"{number:,} more of {code}" for code, number in sorted(more.items()))
        yield f"not shown: {codes} (`--format json` has all)"


def outcome(summary: Summary) -> str:
    """What became of the output."""
    if not summary.output:
        return "checked"
    if not summary.pages:
        return f"nothing was written to {summary.output}"
    deleted = f"{summary.deleted:,}" if summary.deleted else "none"
    changes = f"{counted(summary.written, 'file')} new or changed, {deleted} deleted"
    cards = "" if summary.cards is None else f" and {counted(summary.cards, 'card')}"
    return f"{counted(summary.pages, 'page')}{cards} in {summary.output} ({changes})"


def text(placed: Iterable[PlacedFinding], *, colour: bool = False) -> str:
    """All findings as a terminal shows them, an empty line after each."""
    return "".join(block(item, colour=colour) + "\n" for item in placed)


def block(placed: PlacedFinding, *, colour: bool = False) -> str:
    """One finding: its head, its place, the line with the fault underlined, the mend."""
    finding, margin = placed.finding, " " * len(str(placed.line))
    tint, bold, blue, plain = (COLOURS[finding.severity], BOLD, BLUE, PLAIN) if colour else ("",) * 4
    lines = [
        f"{tint}{finding.severity.word}[{finding.code}]{plain}{bold}: {printable(finding.message)}{plain}",
        f"{margin}{blue}-->{plain} {printable(placed.file)}:{placed.line}:{placed.column}",
    ]
    before, fault, after = excerpt(placed)
    shown = before + fault + after
    if shown.strip():
        bar, carets = f"{blue}|{plain}", "^" * max(columns(fault), 1)
        lines += [f"{margin} {bar}", f"{blue}{placed.line}{plain} {bar} {shown}"]
        lines.append(f"{margin} {bar} {' ' * columns(before)}{tint}{carets}{plain}")
    lines += [labelled("help", finding.help, bold, plain)] if finding.help else []
    lines += [labelled("note", note, bold, plain) for note in finding.notes]
    return "\n".join(lines) + "\n"


def labelled(label: str, words: str, bold: str, plain: str) -> str:
    """A help or note; further lines of it stand under its first."""
    first, *rest = words.split("\n")
    return "\n".join([f"  {bold}{label}{plain}: {printable(first)}", *(f"        {printable(line)}" for line in rest)])


def excerpt(placed: PlacedFinding) -> tuple[str, str, str]:
    """The line up to the fault, the fault, and the line after it; of a long line what is near to the fault."""
    line, start, end = placed.source, placed.column - 1, placed.end_column - 1
    cut = max(0, min(start - WIDTH // 3, len(line) - WIDTH))
    left, right = ("…" if cut else ""), ("…" if cut + WIDTH < len(line) else "")
    end = min(end, cut + WIDTH)
    return printable(left + line[cut:start]), printable(line[start:end]), printable(line[end : cut + WIDTH] + right)


def columns(text: str) -> int:
    """How many columns a terminal gives these characters."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1 for char in text)


def printable(text: str) -> str:
    """The text without what would move a terminal's cursor or change its colours; a tab is one column."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else " " if char.isspace() else "�" for char in text)


def as_json(placed: Iterable[PlacedFinding], summary: Summary) -> str:
    """One document: every finding with its place, and the run's figures."""
    document = {"findings": [record(item) for item in placed], "summary": asdict(summary)}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def record(placed: PlacedFinding) -> dict[str, object]:
    """One finding as JSON holds it."""
    finding = placed.finding
    return {
        "file": placed.file,
        "line": placed.line,
        "column": placed.column,
        "end_column": placed.end_column,
        "severity": finding.severity.word,
        "code": finding.code,
        "message": finding.message,
        "help": finding.help,
        "notes": list(finding.notes),
    }


def github(placed: Iterable[PlacedFinding]) -> str:
    """Workflow commands that GitHub shows beside the lines of a change."""
    return "".join(annotation(item) + "\n" for item in placed)


def annotation(placed: PlacedFinding) -> str:
    """One command."""
    finding = placed.finding
    place = {
        "file": placed.file,
        "line": placed.line,
        "col": placed.column,
        "endColumn": placed.end_column,
        "title": finding.code,
    }
    properties = ",".join(f"{name}={escaped(str(value), property=True)}" for name, value in place.items())
    words = "\n".join([finding.message, *(["help: " + finding.help] if finding.help else []), *finding.notes])
    return f"::{LEVELS[finding.severity]} {properties}::{escaped(words)}"


def escaped(text: str, *, property: bool = False) -> str:
    """Text within a workflow command, where the percent sign escapes."""
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if property else text


PAGES_SHOWN = 20
"""Pages of a kind that are named; of more, how many there are."""


def changes_text(changes: PublicationChanges) -> str:
    """Lines with the pages that are new, changed and gone, and one that counts them."""
    kinds = {"new": changes.new, "changed": changes.changed, "gone": changes.gone}
    lines = [line for kind, files in kinds.items() for line in _named(kind, pages(files))]
    counts = ", ".join(f"{len(pages(files)):,} {kind}" for kind, files in kinds.items())
    others = sum(len(files) - len(pages(files)) for files in kinds.values())
    beside = f"; and {counted(others, 'other file')}" if others else ""
    return "\n".join([*lines, f"pages: {counts}{beside}", ""])


def _named(kind: str, paths: tuple[str, ...]) -> list[str]:
    more = len(paths) - PAGES_SHOWN
    return [f"{kind:<8} {path}" for path in paths[:PAGES_SHOWN]] + (
        [f"{kind:<8} and {more:,} more"] if more > 0 else []
    )
