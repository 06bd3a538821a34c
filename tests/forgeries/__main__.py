"""`python -m tests.forgeries [MOST]`: at most so many forgeries of each kind, 60 if left out; rewrites the table."""

import sys
from pathlib import Path

from tests.forgeries.trial import Desk, Tally, row, trial

ROOT = Path(__file__).parents[2]
SEED = 14
PAGE = ROOT / "docs" / "checks.md"
BEGIN, END = "<!-- measured: forgeries -->\n", "<!-- end -->"


def table(tallies: dict[str, Tally]) -> str:
    whole = Tally()
    for tally in tallies.values():
        whole.tried += tally.tried
        whole.found += tally.found
        whole.placed += tally.placed
    head = (
        "| one value changed | tried | error | warning | note | missed | in its place |\n|---|---|---|---|---|---|---|"
    )
    rows = (row(kind, tally) for kind, tally in tallies.items() if tally.tried)
    return "\n".join((head, *rows, row("**all**", whole)))


def put(made: str) -> None:
    """The table in place of the one that stands in the page."""
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}{made}\n{end}{after}", encoding="utf-8")


if __name__ == "__main__":
    put(table(trial(Desk(ROOT), SEED, int(sys.argv[1]) if len(sys.argv) > 1 else 60, rounds=3)))
