"""What goes over the wire to open pages: the state of the sources, and events as browsers read them.

In come values, out come JSON and bytes.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from builder.model.finding import Severity
from builder.render.report import PlacedFinding, excerpt

SHOWN = 100
"""Findings that a page is sent; the counts tell of all."""
Edit = Callable[[str, int, int], str]
"""Gives a link that opens a file at a line and column."""


@dataclass(frozen=True)
class State:
    """What is to be said of the sources."""

    good: bool
    """Whether what is served is made from them as they are."""
    begun: bool
    """Whether there has been a site yet."""
    trouble: str
    """What the outside world did, in one line."""
    placed: tuple[PlacedFinding, ...]
    """What is wrong with them, all errors included."""
    others: Mapping[Severity, int] = field(default_factory=dict)
    """How many findings more there are of each severity."""


def as_state(state: State, edit: Edit) -> dict[str, Any]:
    """The state as a page is sent it, the worst first."""
    worst_first = sorted(state.placed, key=lambda placed: -placed.finding.severity)
    return {
        "good": state.good,
        "begun": state.begun,
        "trouble": state.trouble,
        "counts": {f"{severity.word}s": number for severity, number in counts(state).items()},
        "findings": [as_finding(placed, edit) for placed in worst_first[:SHOWN]],
    }


def counts(state: State) -> dict[Severity, int]:
    """How many findings there are of each severity, the worst first."""
    numbers = {severity: state.others.get(severity, 0) for severity in reversed(Severity)}
    for item in state.placed:
        numbers[item.finding.severity] += 1
    return numbers


def as_finding(placed: PlacedFinding, edit: Edit) -> dict[str, Any]:
    """One finding with the line to show."""
    finding = placed.finding
    before, fault, after = excerpt(placed)
    return {
        "severity": finding.severity.word,
        "code": finding.code,
        "message": finding.message,
        "file": placed.file,
        "line": placed.line,
        "column": placed.column,
        "excerpt": before + fault + after,
        "start": len(before),
        "length": len(fault),
        "help": finding.help,
        "notes": list(finding.notes),
        "edit": edit(placed.file, placed.line, placed.column),
    }


def event(name: str, data: dict[str, Any]) -> bytes:
    """One server-sent event."""
    return f"event: {name}\ndata: {json.dumps(data)}\n\n".encode()
