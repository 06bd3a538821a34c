"""Texts in lines: nothing is lost, nothing runs over, and what can be large is."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.edges.write.drawings import read_typeface
from builder.plan.sharing.typeset import FOOT, MEASURE, TOP, Passage, Style, composed, letters, printed

TYPEFACE = read_typeface()
NAME = Style(TYPEFACE.serif, 92, 26, "#000", give=1, even=True)
FOOTING = [Passage("Minerals desk", Style(TYPEFACE.serif, 31, 25, "#000"))]
WORD = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"

texts = st.text(st.sampled_from("aWiЖґΩέ-—/ ,.1\u0301"), min_size=1, max_size=400).map(printed).filter(bool)


def lines(text: str, style: Style = NAME) -> list[tuple[str, float]]:
    """The text of each line and how far it runs."""
    laid_out = composed([Passage(text, style)], [], FOOTING, "#000", "#000")
    assert laid_out is not None
    body = laid_out[1][: -len(FOOTING)]
    return [(line.text, style.face.width(line.text) * line.size + line.spacing * len(line.text)) for line in body]


@given(texts)
def test_no_text_is_lost_and_no_line_is_too_long(text: str) -> None:
    set_lines = lines(text)
    assert "".join(words for words, _ in set_lines).replace(" ", "") == text.replace(" ", "")
    assert max(width for _, width in set_lines) <= MEASURE + 1


@given(texts)
def test_lines_are_broken_at_spaces_as_long_as_a_word_has_room(text: str) -> None:
    room = all(TYPEFACE.serif.width(word) * NAME.least <= MEASURE for word in text.split(" "))
    joined = " ".join(words for words, _ in lines(text))
    assert (joined.split() == text.split()) or not room


@given(st.lists(texts, min_size=1, max_size=3), st.lists(texts, max_size=4))
def test_what_is_set_stands_between_the_edges_and_apart(above: list[str], below: list[str]) -> None:
    top, bottom = ([Passage(text, NAME) for text in texts] for texts in (above, below))
    laid_out = composed(top, bottom, FOOTING, "#000", "#000")
    if laid_out is None:
        return
    heights = [(line.y - 0.8 * line.size, line.y + 0.25 * line.size) for line in laid_out[1]]
    assert heights[0][0] >= TOP - 10
    assert heights[-1][1] <= FOOT + 10
    assert all(upper[1] <= lower[0] + 0.2 * NAME.size for upper, lower in pairwise(heights))


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("Kremlin", ["Kremlin"]),
        ("European peacekeeping force", ["European", "peacekeeping force"]),
        ("UK loan on frozen-asset profits", ["UK loan on", "frozen-asset profits"]),
        (WORD, [WORD]),
        ("https://example.org/" + "x" * 60, ["https://example.org/", "x" * 60]),
    ],
)
def test_where_lines_are_broken(text: str, broken: list[str]) -> None:
    assert [words for words, _ in lines(text)] == broken


def test_what_no_line_can_hold_is_cut_into_letters_and_set_large() -> None:
    words = [words for words, _ in lines("x" * 90)]
    assert "".join(words) == "x" * 90
    assert len(words) == 4
    assert max(map(len, words)) - min(map(len, words)) <= 3


def test_a_short_text_is_as_large_as_its_style() -> None:
    laid_out = composed([Passage("Kremlin", NAME)], [], FOOTING, "#000", "#000")
    assert laid_out is not None
    assert laid_out[1][0].size == 92


def test_a_long_word_makes_its_own_passage_small_and_no_other() -> None:
    laid_out = composed([Passage(WORD, NAME)], [Passage("Signed", NAME)], FOOTING, "#000", "#000")
    assert laid_out is not None
    long, status, _ = laid_out[1]
    assert long.size < 40
    assert status.size == 92


@pytest.mark.parametrize("text", ["矿产协议", "اتفاق", "deal 🤝", "word " * 2000])
def test_what_has_no_letters_or_no_room_is_not_set(text: str) -> None:
    assert composed([Passage(printed(text), NAME)], [], FOOTING, "#000", "#000") is None


@pytest.mark.parametrize(
    ("written", "set_as"),
    [
        ("a  b\nc", "a b c"),
        ("e\u0301", "é"),
        ("5\u202f000", "5\u00a0000"),
        ("co\u00adop\u200b", "coop"),
        ("non\u2011stop", "non-stop"),
        ("\u200fa\u200e", "a"),
    ],
)
def test_what_is_set_of_signs_that_are_not_seen(written: str, set_as: str) -> None:
    assert printed(written) == set_as


def test_what_stands_above_a_letter_stays_with_it() -> None:
    assert list(letters("o\u0301k ")) == ["o\u0301", "k "]
