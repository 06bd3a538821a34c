"""What a reader of one value says when the text is not one: a value, never an exception, and still without a place."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    code: str
    """One of the codes in `builder.model.finding.CODES`."""
    message: str
    """Lower case, no full stop, identifiers in backticks."""
    help: str = ""
    """The mend."""
