"""A picture that a link shows where it is pasted, as laid out: every line of text in its place, and nothing left to
decide."""

from dataclasses import dataclass

from builder.model.pages import Shown

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
