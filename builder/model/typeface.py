"""The letters that pictures are set in, as far as setting them needs it: how wide each is. Widths are in ems, so that
they hold for any size."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Face:
    """One font."""

    family: str
    """As an SVG names it."""
    widths: Mapping[str, float]
    """By character; those that it has no letter for are not in it."""

    def width(self, text: str) -> float:
        """How far a text runs that the font has all letters of."""
        return sum(map(self.widths.__getitem__, text))

    def has(self, text: str) -> bool:
        return self.widths.keys() >= set(text)


@dataclass(frozen=True)
class Typeface:
    serif: Face
    sans: Face
