"""The folding table, vector by vector, and what holds for any text."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model.text import DASHES, TABLE, WIDTHLESS, align, fold, fold_even, fold_for_ids

ODD = "".join(TABLE) + " e\u0301\u0302\u00e9\u1100\u1161\u11a8\u212bab1.'\"-"
texts = st.one_of(st.text(), st.text(alphabet=ODD))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("", ""),
        ("as it is", "as it is"),
        ("  two  spaces \n a line\tand\xa0more\u202f", "two spaces a line and more"),
        ("\u2009thin\u3000wide\u2028line", "thin wide line"),
        ("“double” „low” ‟high", '"double" "low" "high'),
        ("it’s ‘single’ ‚low’ ‛high", "it's 'single' 'low' 'high"),
        ("a‐b‑c‒d–e—f―g−1", "a-b-c-d-e-f-g-1"),
        ("so… ...", "so... ..."),
        ("soft\xadly zero\u200bwidth\u2060join\ufeff", "softly zerowidthjoin"),
        ("a \u200b b", "a b"),
        ("cafe\u0301", "caf\u00e9"),
        ("e\u200d\u0301", "\u00e9"),
        ("«one» ‹two› 5′ 5″ it`s it´s itʼs", "\"one\" 'two' 5' 5\" it's it's it's"),
        ("‘‘one’’ ``two'' ,,three", '"one" "two" ,,three'),
        ("Il dit : «\u202fOui\xa0», puis « non ».", 'Il dit : "Oui", puis "non".'),
        ("Er sagt »Ja« und »Nein«, ›so‹", 'Er sagt "Ja" und "Nein", \'so\''),
        ("צה״ל של ג׳ורג׳ – דו־קיום", "צה\"ל של ג'ורג' - דו-קיום"),
        ("\u202bשלום\u202c \u200fעולם\u200e \u2066a\u2069", "שלום עולם a"),
        ("الدولـــة ﻻ ﷲ", "الدولة لا الله"),
        ("oﬃce ﬁnds ﬂats ﬅ", "office finds flats st"),
        ("２．６ ＢＮ （ok）％ 〜", "2.6 BN (ok)% ~"),
        ("在2025年，100人", "在2025年，100人"),
        ("ﾉﾙﾗﾝﾄﾞ", "ノルランド"),
        ("sec\ufe01urity \U000e0101loan", "security loan"),
        ("Case KEPT 2.6 ½ ² £ € ; ·", "Case KEPT 2.6 ½ ² £ € ; ·"),
    ],
)
def test_the_table(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize("character", DASHES)
def test_every_dash_is_a_hyphen(character: str) -> None:
    assert fold(f"a{character}b") == "a-b"


@pytest.mark.parametrize("character", WIDTHLESS)
def test_nothing_without_width_stays(character: str) -> None:
    assert fold(f"a{character}b") == "ab"


@given(texts)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(texts)
def test_it_does_not_matter_how_letters_are_composed(text: str) -> None:
    assert fold(normalize("NFD", text)) == fold(text)


@given(texts)
def test_aligned_text_is_the_folded_text(text: str) -> None:
    folded, pairs = align(text)
    assert folded == fold(text)
    at = end = 0
    for start, stop, raw, raw_end in pairs:
        assert start == at
        assert end <= raw < raw_end
        assert fold(text[raw:raw_end]) == folded[start:stop].strip()
        at, end = stop, raw_end
    assert at == len(folded)


@given(texts)
def test_even_text_keeps_every_place(text: str) -> None:
    even = fold_even(text)
    assert even is None or (even == fold(text) and len(even) == len(text))


@pytest.mark.parametrize("text", ["«Это» ‹кредит›", "it`s 2.6´", "２０２５年", "obʼєкт"])
def test_other_marks_are_even_too(text: str) -> None:
    assert fold_even(text) == fold(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [("it’s  “so” – a…b\xad", 'it\'s "so" - a...b'), ("«kept» ′ ` '' ﬁ ２ \ufe01", "«kept» ′ ` '' ﬁ ２ \ufe01")],
)
def test_ids_are_made_as_they_were_when_the_first_were_published(text: str, folded: str) -> None:
    assert fold_for_ids(text) == folded


def test_ordinary_text_is_even() -> None:
    assert fold_even("It’s “2.6 billion” – more") == 'It\'s "2.6 billion" - more'
