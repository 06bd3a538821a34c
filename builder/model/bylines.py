"""Who says a statement and who denies it, in plain text, for where there is no room for links."""

from collections.abc import Iterator

from builder.model.pages import Card, Link, Reply

DENYING = frozenset({"denied", "disputes", "against"})
"""Kinds of replies without which a claim is never shown."""


def attribution(one: Card | Reply) -> str:
    """`Kremlin, through ISW, in Fakti`"""
    outlet = one.outlet.words
    if one.voice_kind == "itself":
        return outlet
    return f"Unattributed in {outlet}" if one.voice_kind == "outlet" else f"{speaker(one)}, in {outlet}"


def speaker(one: Card | Reply) -> str:
    """`Kremlin, through ISW`"""
    return ", through ".join([_joint(hop) for hop in (one.voice, *one.via)])


def objections(card: Card) -> Iterator[str]:
    """`denied by Kremlin`, for every voice that denies or disputes it."""
    for reply in card.replies:
        if reply.kind in DENYING:
            by = f"in {reply.outlet.words}" if reply.voice_kind == "outlet" else _joint(reply.voice)
            yield f"{reply.words[0].lower()}{reply.words[1:]} {by}"


def _joint(hop: tuple[Link, ...]) -> str:
    return hop[0].words if len(hop) == 1 else " and ".join([link.words for link in hop])
