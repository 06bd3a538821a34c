"""What the terminal says of rebuilds: in come their causes and figures, out come lines and the errors that are new."""

from collections.abc import Callable, Collection

from builder.edges.serve.answers import ErrorAnswer
from builder.edges.serve.session import Rebuilt
from builder.edges.serve.wire import counts
from builder.model.finding import Finding, Severity
from builder.model.text import counted
from builder.render.report import PlacedFinding, printable, text

NAMED = 3
"""Files and pages that are named; of more the number is told."""
BLOCKS = 10
"""Errors that are shown in full."""
Say = Callable[[str], None]


class Terminal:
    """Says a line for each rebuild, and each error once for as long as it stands."""

    def __init__(self, say: Say, clock: Callable[[], str], *, colour: bool) -> None:
        self._say, self._clock, self._colour = say, clock, colour
        self._known: frozenset[Finding] = frozenset()

    def tell(self, cause: str, rebuilt: Rebuilt) -> None:
        errors = [item for item in rebuilt.state.placed if item.finding.severity is Severity.ERROR]
        new = [item for item in errors if item.finding not in self._known]
        self._known = frozenset(item.finding for item in errors)
        faults = [*rebuilt.faults, *([rebuilt.step] if isinstance(rebuilt.step, ErrorAnswer) else [])]
        traces = "".join(fault.trace for fault in faults)
        self._say(f"{self._clock()} {line(cause, rebuilt)}\n{traces}{blocks(new, colour=self._colour)}")


def line(cause: str, rebuilt: Rebuilt) -> str:
    """`content/x.yml: 1 of 2 open pages changed (/deals/x/), 231 may have, 0.12 s, 1 warning`."""
    found = [counted(number, severity.word) for severity, number in counts(rebuilt.state).items() if number]
    return printable(", ".join([f"{cause}: {outcome(rebuilt)}", f"{rebuilt.seconds:.2f} s", *found]))


def outcome(rebuilt: Rebuilt) -> str:
    """What became of the site and of the open pages."""
    step, changed = rebuilt.step, len(rebuilt.changed)
    if isinstance(step, ErrorAnswer) or not step.good:
        reason = f"{step.words}; " if isinstance(step, ErrorAnswer) else ""
        return reason + ("the site was left unchanged" if rebuilt.state.begun else "there is no site yet")
    if not rebuilt.open:
        return f"no page is open, {step.candidates:,} may have changed"
    named = f" ({', '.join(rebuilt.changed)})" if 0 < changed <= NAMED else ""
    changes = f"{changed} of {counted(rebuilt.open, 'open page')} changed{named}"
    return f"{changes}, {step.candidates:,} pages may have changed in all"


def first_of_paths(paths: Collection[str]) -> str:
    """The first of the paths, and how many more there are."""
    first = sorted(paths)[:NAMED]
    more = len(paths) - len(first)
    return ", ".join(first) + (f" and {more:,} more" if more else "")


def blocks(errors: Collection[PlacedFinding], *, colour: bool) -> str:
    """Errors as `dateline check` shows them; of many the first."""
    more = len(errors) - BLOCKS
    rest = f"and {counted(more, 'error')} more: run `dateline check` to see all\n" if more > 0 else ""
    return text(list(errors)[:BLOCKS], colour=colour) + rest
