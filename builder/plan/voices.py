"""How a statement's voice is known to readers."""

from builder.model.graph import Statement

OUTLET_SPEAKS = frozenset({"document", "post", "own"})
"""Forms whose outlet is itself the speaker; in any other, an outlet alone is a claim without a named source."""


def voice_kind(statement: Statement, form: str) -> str:
    """As `Card.voice_kind`."""
    kind = statement.voice.kind
    if kind != "actor":
        return kind
    if len(statement.chain) > 1:
        return "named"
    return "itself" if form in OUTLET_SPEAKS else "outlet"
