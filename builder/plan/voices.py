"""How a statement's voice is known to readers."""

from builder.model.corpus import OUTLET_SPEAKS
from builder.model.graph import Statement


def voice_kind(statement: Statement, form: str) -> str:
    """As `Card.voice_kind`."""
    kind = statement.voice.kind
    if kind != "actor":
        return kind
    if len(statement.chain) > 1:
        return "named"
    return "itself" if form in OUTLET_SPEAKS else "outlet"
