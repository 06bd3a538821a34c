import pytest

from builder.check.quotes import paragraph, stands_in
from builder.model.graph import Anchor
from tests import make

TEXT = "A heading\nThe first block. It has two sentences.\nThe last block."


@pytest.mark.parametrize(
    ("spans", "block"),
    [
        (((0, 9),), "A heading"),
        (((10, 13),), "The first block. It has two sentences."),
        (((14, 19), (34, 47)), "The first block. It has two sentences."),
        (((len(TEXT) - 6, len(TEXT)),), "The last block."),
    ],
)
def test_the_block_around_a_quote(spans: tuple[tuple[int, int], ...], block: str) -> None:
    statement = make.statement("a/x", anchor=Anchor(spans))
    assert paragraph(make.article("a", statement, text=TEXT), statement) == block


@pytest.mark.parametrize(
    ("words", "text", "stands"),
    [
        ("March 2", "on March 2, they met", True),
        ("March 2", "on March 2.", True),
        ("March 2", "on March 25", False),
        ("6 billion", "2.6 billion", False),
        ("about 2", "about 2.6 billion", False),
        ("“likely”", 'a "likely" result', True),
        ("un\u00adlikely", "most unlikely", True),
        ("should … ratify", "should parliament ratify", True),
        ("should [...] ratify", "should parliament ratify", True),
        ("ratify … should", "should parliament ratify", False),
        ("wait...", "they wait...", True),
    ],
)
def test_whole_words_of_the_folded_text(words: str, text: str, stands: bool) -> None:  # noqa: FBT001
    assert stands_in(words, text) == stands
