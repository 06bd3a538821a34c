"""What an author may have meant."""

import pytest

from builder.model.likeness import difference, nearest

TEXT = "Norland announced a loan of 2.6 billion. pounds to Sudland.\nThe minister called it fair."


@pytest.mark.parametrize(
    ("quote", "span"),
    [
        ("a loan of 2.6 billion pounds", "a loan of 2.6 billion. pounds"),
        ("the Minister called it fair", "The minister called it fair"),
        ("nnounced a load of 2.6 billion", "announced a loan of 2.6 billion"),
        ("Norland a loan of", "Norland announced a loan of"),
        ("Norland a loan of 2.6 billion", "Norland announced a loan of 2.6 billion"),
        ("a loan of pounds to Sudland", "a loan of 2.6 billion. pounds to Sudland"),
        ("zebras", ""),
        ("", ""),
    ],
)
def test_whole_words_that_are_most_alike(quote: str, span: str) -> None:
    assert nearest(quote, TEXT) == span


@pytest.mark.parametrize(
    ("quote", "span", "shown"),
    [
        ("a loan of 3.6 billion", "a loan of 2.6 billion", "a loan of [3.6 → 2.6] billion"),
        ("a very big loan", "a loan", "a [very big → –] loan"),
        ("a loan", "a new loan", "a [– → new] loan"),
        ("a loan", "a loan", "a loan"),
    ],
)
def test_word_by_word(quote: str, span: str, shown: str) -> None:
    assert difference(quote, span) == shown
