"""Who says a statement and who denies it, in plain text, for where there is no room for links."""

from collections.abc import Iterable, Iterator

from builder.model.pages import Card, Link, Reply

DENYING = frozenset({"denied", "disputes", "against"})
"""Kinds of replies without which a claim is never shown."""


def byline(one: Card | Reply) -> str:
    """`Kremlin, through ISW, in Fakti, 3 March 2025`"""
    return f"{attribution(one)}, {one.told.words}"


def attribution(one: Card | Reply) -> str:
    """`Kremlin, through ISW, in Fakti`"""
    outlet = one.outlet.words
    if one.voice_kind == "itself":
        return outlet
    return f"Unattributed in {outlet}" if one.voice_kind == "outlet" else f"{speaker(one)}, in {outlet}"


def speaker(one: Card | Reply) -> str:
    """`Kremlin, through ISW`"""
    return ", through ".join([joint(hop) for hop in (one.voice, *one.via)])


def trail(one: Card | Reply) -> str:
    """What comes behind the voice: `through ISW, in Fakti, 3 March 2025`"""
    through = "".join([f"through {joint(hop)}, " for hop in one.via])
    outlet = "" if one.voice_kind == "itself" else f"in {one.outlet.words}, "
    return f"{through}{outlet}{one.told.words}"


def objections(card: Card) -> Iterator[str]:
    """`denied by Kremlin`, for every voice that denies or disputes it."""
    for reply in card.replies:
        if reply.kind in DENYING:
            by = f"in {reply.outlet.words}" if reply.voice_kind == "outlet" else joint(reply.voice)
            yield f"{reply.words[0].lower()}{reply.words[1:]} {by}"


def joint(hop: Iterable[Link]) -> str:
    """`Ukraine and US`"""
    return " and ".join([link.words for link in hop])
