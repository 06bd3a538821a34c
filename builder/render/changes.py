"""What a publication changes, in words for a terminal."""

from builder.model.changes import Changes, pages
from builder.model.counting import counted

SHOWN = 20
"""Pages of a kind that are named; of more, how many there are."""


def told(changes: Changes) -> str:
    """Lines with the pages that are new, changed and gone, and one that counts them."""
    kinds = {"new": changes.new, "changed": changes.changed, "gone": changes.gone}
    lines = [line for kind, files in kinds.items() for line in _named(kind, pages(files))]
    counts = ", ".join(f"{len(pages(files)):,} {kind}" for kind, files in kinds.items())
    others = sum(len(files) - len(pages(files)) for files in kinds.values())
    beside = f"; and {counted(others, 'other file')}" if others else ""
    return "\n".join([*lines, f"pages: {counts}{beside}", ""])


def _named(kind: str, paths: tuple[str, ...]) -> list[str]:
    more = len(paths) - SHOWN
    return [f"{kind:<8} {path}" for path in paths[:SHOWN]] + ([f"{kind:<8} and {more:,} more"] if more > 0 else [])
