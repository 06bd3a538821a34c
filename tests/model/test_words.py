"""Where words begin and end."""

import pytest

from builder.model.text import is_boundary, occurrences, stands


@pytest.mark.parametrize(
    ("text", "words", "count"),
    [
        ("the port, the ports, import the port", "the port", 2),
        ("2.6 billion and 6 billion", "6 billion", 1),
        ("1,000,000 people", "000", 0),
        ("1,000,000 people", "1,000", 0),
        ("1,000,000 people", "1,000,000", 1),
        ("in 2025. and beyond", "2025", 1),
        ("in 2025. and beyond", "2025.", 1),
        ("£2.26bn", "2.26", 0),
        ("£2.26bn", "£2.26bn", 1),
        ("closer to $100 billion", "closer to $100", 1),
        ("2.6", ".6", 0),
        ("Ukraine's", "Ukraine", 1),
        ("US-Ukrainian", "Ukrainian", 1),
        ("cafe\u0327\u0301x", "cafe", 0),
        ("aaa aaa", "aaa", 2),
        ("text", "", 0),
        ("昨天挪兰宣布提供26亿英镑贷款。", "提供26亿", 1),
        ("昨天挪兰宣布提供26亿英镑贷款。", "挪兰", 1),
        ("提供26亿英镑", "6亿", 0),
        ("iPhone手机", "手机", 1),
        ("iPhone手机", "hone手机", 0),
        ("昨日ノルランドは融資を発表した", "ノルランド", 1),
        ("昨日ノルランドは融資を発表した", "ランド", 0),
        ("人々の生活", "人", 0),
        ("นอร์แลนด์ประกาศเงินกู้ให้ซัดแลนด์", "ประกาศเงินกู้", 1),
        ("นอร์แลนด์ประกาศเงินกู้ให้ซัดแลนด์", "นอร์แลนด์", 1),
        ("เงินกู้", "งิน", 0),
        ("กู้ให้", "ก", 0),
        ("ປະເທດນໍແລນປະກາດ", "ນໍແລນ", 1),
        ("នរវែសបានប្រកាស", "បាន", 1),
        ("ប្រកាស", "រកាស", 0),
        ("နော်လန်သည်ကြေညာ", "ကြေညာ", 1),
        ("한국은행", "한국", 0),
    ],
)
def test_whole_words(text: str, words: str, count: int) -> None:
    assert len(list(occurrences(text, words))) == count
    assert stands(text, words) == (count > 0)


def test_within_bounds() -> None:
    text = "a port and a port"
    assert list(occurrences(text, "a port", 1)) == [(11, 17)]
    assert list(occurrences(text, "a port", 0, 16)) == [(0, 6)]


def test_the_ends_are_boundaries() -> None:
    assert is_boundary("port", 0)
    assert is_boundary("port", 4)
    assert not is_boundary("port", 2)
