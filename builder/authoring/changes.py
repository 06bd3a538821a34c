"""What a newer copy of an article's page changes: paragraphs gone and new, and the quotes that it no longer has."""

from collections.abc import Iterable
from dataclasses import dataclass

from builder.authoring.reading import Block, words_of
from builder.link.quotes import anchor
from builder.model.article import Annotation
from builder.model.text import fold


@dataclass(frozen=True)
class Touched:
    """A statement whose quote the article has, and the newer copy has not, or not once."""

    statement: str
    """Its id, or `#3` where it has none of its own."""
    quote: str
    why: str
    """What the build would say."""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Changes:
    gone: tuple[str, ...]
    new: tuple[str, ...]
    touched: tuple[Touched, ...]


def changes(before: str, title: str, annotations: Iterable[Annotation], blocks: Iterable[Block]) -> Changes:
    """`before`: the article's text as it is on file, folded, a line each block."""
    old, new = before.split("\n") if before else [], list(words_of(blocks))
    after = "\n".join(new)
    touched = []
    for number, written in enumerate(annotations, start=1):
        stood, _ = anchor(written, before, fold(title))
        stands, findings = anchor(written, after, fold(title))
        if stood and not stands:
            finding = findings[0]
            touched.append(Touched(written.id or f"#{number}", written.quote, finding.message, finding.notes))
    known, kept = set(old), set(new)
    return Changes(
        tuple(line for line in old if line not in kept),
        tuple(line for line in new if line not in known),
        tuple(touched),
    )
