"""What was read from a page that an author hands in: its text, what it says about itself, and what was left out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from builder.model.text import fold
from builder.parse.markdown import body

Kind = Literal["paragraph", "heading", "item", "quote"]
MARKS = {"paragraph": "", "heading": "## ", "item": "- ", "quote": "> "}
SPECIAL = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_{}[]<>#+-.!|~&"})


@dataclass(frozen=True)
class Block:
    words: str
    """As a reader sees them, on one line."""
    kind: Kind = "paragraph"


@dataclass(frozen=True)
class Segment:
    """A stretch of the text as two readers have it. They are equal where both agree; an empty one left it out."""

    one: tuple[Block, ...]
    other: tuple[Block, ...]

    @property
    def agreed(self) -> bool:
        return self.one == self.other

    @property
    def fuller(self) -> tuple[Block, ...]:
        """What is taken unless the author says otherwise: nothing that may be quoted is lost."""
        return self.one or self.other


@dataclass(frozen=True)
class PrintedDate:
    value: str
    """As front matter has it: `2025-03-03` or `2025-03-03T09:47`."""
    signal: str
    """Where it stands: `the page's meta data`, ``the line `Mar 3, 2025 09:47` ``."""


@dataclass(frozen=True)
class Reading:
    title: str
    segments: tuple[Segment, ...]
    dates: tuple[PrintedDate, ...] = ()
    """When it may have been published, the likeliest first."""
    names: tuple[str, ...] = ()
    """Words that may name the outlet."""
    url: str = ""
    lang: str = ""
    left_out: tuple[str, ...] = ()
    """Lines that are not the article's text."""
    cleaned: tuple[str, ...] = ()
    """What was changed within lines, one remark each."""

    @property
    def blocks(self) -> tuple[Block, ...]:
        return tuple(block for segment in self.segments for block in segment.fuller)


def same(blocks: Iterable[Block]) -> tuple[Segment, ...]:
    """Blocks about which there is no doubt."""
    known = tuple(blocks)
    return (Segment(known, known),) if known else ()


def markdown(blocks: Iterable[Block]) -> str:
    """The text as Markdown, which Dateline reads as the same words."""
    parts: list[str] = []
    before = ""
    for block in blocks:
        parts += ("\n" if block.kind == before == "item" else "\n\n", MARKS[block.kind], _escaped(block.words))
        before = block.kind
    return "".join(parts).lstrip("\n") + "\n" if parts else ""


def _escaped(words: str) -> str:
    """The words, with backslashes only where they would be read as something else."""
    return words if _reads_as(words, words) else words.translate(SPECIAL)


def _reads_as(markdown: str, words: str) -> bool:
    read = body(markdown, 0, "")
    return read.text == fold(words) and read.html.startswith("<p>") and not read.refs


def words_of(blocks: Iterable[Block]) -> Iterator[str]:
    """Each block's words, folded, for comparison."""
    return (fold(block.words) for block in blocks)
