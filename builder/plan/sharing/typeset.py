"""Texts broken into the lines of a picture: in go passages and how wide letters are, out come lines in their places.

All is set as large as it fits, and smaller step by step until everything does. No text is cut: what does not fit at
its smallest size is not set at all.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise
from unicodedata import combining, normalize

from builder.model.pictures import HEIGHT, WIDTH, Bar, Face, Line

MARGIN = 72
MEASURE = WIDTH - 2 * MARGIN
"""How far a line may run; pixels, as all below."""
TOP, FOOT = 60, HEIGHT - 46
"""Where the first line begins, and where the last ends."""
AROUND_RULE = (30, 18)
"""Room above and below the rule over the foot."""
BETWEEN = 52
"""Least room between what stands at the top and what stands at the bottom, a short bar in it."""
BAR = (64, 5, 26)
"""Its width and height, and how far it ends above the text."""
STEPS = tuple(step / 100 for step in range(100, 20, -4))
"""By how much everything is made smaller, until it fits."""


UNSEEN = (0x00AD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF)
SIGNS = {**dict.fromkeys(UNSEEN), 0x202F: "\N{NO-BREAK SPACE}", 0x2011: "-"}
"""What only says how a text is to be set is left out; for what a font may lack, its like stands in."""
WORD = re.compile(r"[^ ]+ ?")
PART = re.compile(r".[^-–—/]*[-–—/]*")
"""Of a word too long for a line: up to a hyphen, dash or slash."""


@dataclass(frozen=True)
class Style:
    face: Face
    size: float
    """Where there is room."""
    least: float
    ink: str
    leading: float = 1.35
    """From line to line, in ems."""
    before: float = 0
    """Room above the passage, in ems, where another stands above it."""
    give: float = 0.4
    """How readily it gets smaller as all does: 1 in step, 0 not at all."""
    spacing: float = 0
    """Between letters, in ems."""
    even: bool = False
    """Whether its lines are made about equally long, as a headline's are."""

    def at(self, step: float) -> float:
        """Its size where all is made smaller by this much; pixels."""
        return max(self.least, self.size * float(step**self.give))


@dataclass(frozen=True)
class Passage:
    """A text to set in one style. Widths are in ems."""

    text: str
    style: Style

    def width(self, text: str) -> float:
        return self.style.face.width(text) + self.style.spacing * len(text)

    @cached_property
    def pieces(self) -> tuple[tuple[str, float, float], ...]:
        """What stays together on a line, each with its width, and its width at the end of one: words, or of what no
        line can hold at the smallest size its parts, or its letters."""
        found = chain.from_iterable(map(self._short, WORD.findall(self.text)))
        return tuple((piece, self.width(piece), self.width(piece.rstrip(" "))) for piece in found)

    def _short(self, word: str) -> Iterable[str]:
        if self._fits(word):
            return [word]
        return chain.from_iterable([part] if self._fits(part) else letters(part) for part in PART.findall(word))

    def _fits(self, piece: str) -> bool:
        return self.width(piece.rstrip(" ")) * self.style.least <= MEASURE

    @cached_property
    def longest(self) -> float:
        return max((bare for _, _, bare in self.pieces), default=0)

    def size(self, step: float) -> float:
        """That of its style, or smaller, so that its longest word stands on one line."""
        return min(self.style.at(step), MEASURE / self.longest if self.longest else MEASURE)

    def lines(self, measure: float) -> list[str]:
        """Its lines, each at most `measure` ems long, which is more than the longest piece."""
        made, run = [""], 0.0
        for piece, width, bare in self.pieces:
            if run and run + bare > measure:
                made.append("")
                run = 0.0
            made[-1] += piece
            run += width
        return [line.rstrip(" ") for line in made]

    def broken(self, measure: float) -> list[str]:
        """Its lines, in as few as can be; and as equally long ones, where its style says so."""
        made = self.lines(measure)
        if self.style.even and len(made) > 1:
            for narrower in (measure * part / 100 for part in range(96, 48, -4)):
                closer = self.lines(narrower) if narrower > self.longest else made
                if len(closer) > len(made):
                    break
                made = closer
        return made


def letters(piece: str) -> Iterator[str]:
    """Each with what stands above and below it, the last with the space behind."""
    starts = [at for at, sign in enumerate(piece) if at == 0 or not (combining(sign) or sign == " ")]
    return (piece[start:end] for start, end in pairwise((*starts, len(piece))))


@dataclass(frozen=True)
class Block:
    """Passages one below the other, broken into lines at one size."""

    lines: tuple[tuple[str, Style, float, float], ...]
    """Text, style, size, and the base line's way down from the top of the block."""
    height: float

    def at(self, top: float) -> Iterator[Line]:
        for text, style, size, down in self.lines:
            yield Line(text, MARGIN, round(top + down, 1), round(size, 1), style.face.family, style.ink,
                       round(style.spacing * size, 1))  # fmt: skip


def block(passages: Sequence[Passage], step: float) -> Block:
    made: list[tuple[str, Style, float, float]] = []
    down = 0.0
    for number, passage in enumerate(passages):
        style, size = passage.style, passage.size(step)
        down += style.before * style.at(step) if number else 0
        for line in passage.broken(MEASURE / size):
            made.append((line, style, size, down + style.leading * size / 2 + 0.34 * size))
            down += style.leading * size
    return Block(tuple(made), down)


def composed(
    top: Sequence[Passage], bottom: Sequence[Passage], foot: Sequence[Passage], rule: str, accent: str
) -> tuple[tuple[Bar, ...], tuple[Line, ...]] | None:
    """Everything in its place: the foot below a rule, `bottom` above it below a short bar, `top` at the top. None
    where a letter is not in its font, or there is too much text for any size."""
    if not all(passage.style.face.has(passage.text) for passage in (*top, *bottom, *foot)):
        return None
    for step in STEPS:
        above, below, last = block(top, step), block(bottom, step), block(foot, step)
        rule_at = FOOT - last.height - AROUND_RULE[1]
        below_at = rule_at - AROUND_RULE[0] - below.height
        if TOP + above.height + BETWEEN <= below_at:
            width, height, off = BAR
            bars = [Bar(MARGIN, round(rule_at, 1), MEASURE, 1.5, rule)]
            if bottom:
                bars.append(Bar(MARGIN, round(below_at - off, 1), width, height, accent))
            return tuple(bars), (*above.at(TOP), *below.at(below_at), *last.at(FOOT - last.height))
    return None


def printed(text: str) -> str:
    """A text as fonts have it: composed letters, one space between words, no signs that are not seen."""
    return " ".join(filter(None, normalize("NFC", text).translate(SIGNS).replace("\n", " ").split(" ")))
