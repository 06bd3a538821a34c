"""How a statement's voice is known to readers, and how it is named where there is no room for links."""

from builder.model.corpus import OUTLET_SPEAKS
from builder.model.graph import Statement
from builder.model.pages import Card, Link


def voice_kind(statement: Statement, form: str) -> str:
    """As `Card.voice_kind`."""
    kind = statement.voice.kind
    if kind != "actor":
        return kind
    if len(statement.chain) > 1:
        return "named"
    return "itself" if form in OUTLET_SPEAKS else "outlet"


def byline(card: Card) -> str:
    """`Kremlin, through ISW, in Fakti, 3 March 2025`"""
    if card.voice_kind == "itself":
        return f"{card.outlet.words}, {card.told.words}"
    who = "Unattributed" if card.voice_kind == "outlet" else f"{speaker(card)},"
    return f"{who} in {card.outlet.words}, {card.told.words}"


def speaker(card: Card) -> str:
    """`Kremlin, through ISW`"""
    return ", through ".join(_joint(hop) for hop in (card.voice, *card.via))


def _joint(hop: tuple[Link, ...]) -> str:
    return " and ".join(link.words for link in hop)
