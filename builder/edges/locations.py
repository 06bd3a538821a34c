"""Findings with their places: the files that they name are read once more, for line, column and the line to show.

In come findings; out come the same in the order of their places. A file that cannot be read again gives its first
line, empty.
"""

import os
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from builder.edges.read import SHIPPED, load
from builder.model.finding import Finding
from builder.parse.locate import locate
from builder.render.report import PlacedFinding


def placed_findings(root: Path, findings: Iterable[Finding]) -> list[PlacedFinding]:
    """Sorted by file, line, column and code; files as they are reached from the working folder."""
    placed = []
    by_file = sorted(findings, key=lambda finding: finding.location.file)
    for file, group in groupby(by_file, key=lambda finding: finding.location.file):
        text = _text(root, file)
        shown = _from_here(root, file)
        lines = text.split("\n")
        placed += [_placed(finding, shown, text, lines) for finding in group]
    return sorted(placed, key=_order)


def _order(placed: PlacedFinding) -> tuple[str, int, int, str, str]:
    return placed.file, placed.line, placed.column, placed.finding.code, placed.finding.message


def _placed(finding: Finding, file: str, text: str, lines: list[str]) -> PlacedFinding:
    at = locate(finding.location, text)
    source = lines[at.line - 1] if at.line <= len(lines) else ""
    return PlacedFinding(finding, file, at.line, at.column, at.end_column, source)


def _text(root: Path, file: str) -> str:
    """The file's text, whether the site's own or of a theme that comes with Dateline."""
    for folder in (root, *(themes.parent for themes in SHIPPED)):
        if (folder / file).is_file():
            try:
                return load(folder, file)[0].text
            except OSError:
                break
    return ""


def _from_here(root: Path, file: str) -> str:
    try:
        return Path(os.path.relpath(root / file)).as_posix()
    except ValueError:  # Another drive.
        return (root / file).as_posix()
