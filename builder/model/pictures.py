"""A picture for sharing, laid out: every line of text in its place, in a typeface whose letters have widths in ems."""

from collections.abc import Mapping
from dataclasses import dataclass

from builder.model.pages import Shown


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


WIDTH, HEIGHT = 1200, 630
"""Pixels; what those who show such pictures ask for."""


@dataclass(frozen=True)
class Line:
    """One line of text, from its left end on its base line; pixels."""

    text: str
    x: float
    y: float
    size: float
    family: str
    ink: str
    """A colour, `#1c1b19`."""
    spacing: float = 0
    """Added after each letter."""


@dataclass(frozen=True)
class Bar:
    """A filled rectangle."""

    x: float
    y: float
    width: float
    height: float
    ink: str


@dataclass(frozen=True, kw_only=True)
class Picture(Shown):
    paper: str
    bars: tuple[Bar, ...]
    lines: tuple[Line, ...]
    alt: str
    """All that it says, in words."""
