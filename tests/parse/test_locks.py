"""Locks as hands and merges leave them: each fault is a finding at its line, whatever the text, and soon."""

from collections.abc import Callable
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model.finding import Finding
from builder.model.locks import LOCK, WITHDRAWN, LockEntry
from builder.model.quote_lock import QUOTES
from builder.model.sources import Source
from builder.parse.locate import locate
from builder.parse.locks import parse_lock, parse_quotes, parse_withdrawn

D = "0123456789abcdef"
PLACE = f"a/loan {D} {D}"
GOOD = "/actors/norland/ 2025-03-04 2025-03-04 -\n"
PARSERS: dict[str, Callable[[Source], tuple[object, tuple[Finding, ...]]]] = {
    LOCK: parse_lock,
    QUOTES: parse_quotes,
    WITHDRAWN: parse_withdrawn,
}
MARKS = "<<<<<<< HEAD", "=======", ">>>>>>> other", "||||||| base"


def found(path: str, text: str) -> list[Finding]:
    return list(PARSERS[path](Source(path, text))[1])


@pytest.mark.parametrize(
    "line",
    [
        "/actors/norland/", "/actors/norland/ 2025-03-04 2025-03-04 -", f"/s/a/loan/ 2025-03-04 2025-03-05 {D}",
        "/articles/2025-03/", "/actors/norland/2025/", "/actors/norland/others/", "/actors/norland/through/2025-03/",
        "/dates/2025-03-03/", "/dates/2025/", "/dates/2025-03-03/2/", "/money/2025/", "/about/",
        "tag:example.org,2025:/harbour", "tag:xn--e1afmkfd.xn--p1ai,2025-03-04:", "# a remark",
    ],
)  # fmt: skip
def test_a_line_that_dateline_writes_has_no_fault(line: str) -> None:
    assert found(LOCK, f"{GOOD}{line}\n") == []


@pytest.mark.parametrize(
    "line",
    [
        *MARKS, "/actors/norland", "actors/norland/", "/actors/../norland/", "/actors//", "//", "/a:b/", "/A/", "/é/",
        "/con/", "/dates/2025-13/", "/dates/2025-02-30/", "/dates/0000/", "/articles/2025-99/", "/money/x/", "/s/a/",
        "/s/a/b/c/", "/deals/x/y/", "/feeds/x/", "/actors/norland/ 2025-03-04", "/actors/norland/  2025-03-04 2025 -",
        "/actors/norland/ ２０２５-03-04 2025-03-04 -", f"/actors/{'x' * 241}/", "tag:a b,2025:", 'tag:x,2025:"',
        "x" * 10_000,
        "/actors/norland/ 2025-02-30 2025-03-04 -", "/actors/norland/ 2025-03-04 2025-13-04 -",
        "/actors/norland/ 0000-03-04 2025-03-04 -",
    ],
)  # fmt: skip
def test_any_other_line_is_a_finding_at_its_place(line: str) -> None:
    text = f"# Addresses.\n{GOOD}{line}\n{GOOD}"
    (finding,) = found(LOCK, text)
    assert finding.code == "bad-lock"
    assert locate(finding.location, text).line == 3
    assert len(finding.message) < 120


@pytest.mark.parametrize(
    "where", ["5-3", "5-5", "3-5,4-6", "title:", "3-", "-3", f"1-{'9' * 5000}", f"1-{'9' * 10}", "3-5,", "٣-٥"]
)
def test_so_is_a_quote_that_can_stand_nowhere(where: str) -> None:
    text = f"{PLACE} 3-5,5-9\n{PLACE} {where}\n"
    (finding,) = found(QUOTES, text)
    assert finding.code == "bad-lock"
    assert locate(finding.location, text).line == 2


@pytest.mark.parametrize(
    ("path", "text"), [(LOCK, ""), (LOCK, "\n"), (LOCK, "# Every address.\n"), (QUOTES, ""), (WITHDRAWN, "")]
)
def test_an_emptied_lock_is_an_error(path: str, text: str) -> None:
    (finding,) = found(path, text)
    assert finding.severity.word == "error"


@pytest.mark.parametrize(
    "page",
    ["/", "/actors/", "/dates/2025-03-03/", "/deals/x/2025/", "x", "/a b/", "/s/a/", "/a:b/", "/../x/", "/x/../y/",
     "/x//", "//x/", "/é/", "/con/", "[]", "{a: b}", '"\\0"', "/actors/norland", "https://example.org/x/", "x" * 300,
     "/data/statements.csv", "/cards/x/", "/404/"],
)  # fmt: skip
def test_so_is_a_withdrawn_page_that_cannot_be(page: str) -> None:
    text = f"withdrawn:\n- {{page: /about/, on: 2025-03-04, why: w}}\n- {{page: {page}, on: 2025-03-04, why: w}}\n"
    (finding,) = found(WITHDRAWN, text)
    assert finding.severity.word == "error"
    assert locate(finding.location, text).line == 3


def test_a_merge_counts_both_sides_in_any_order() -> None:
    lines = [f"/s/a/x/ 2025-03-0{first} 2025-04-0{changed} {D[:-1]}{first}\n" for first, changed in ((1, 2), (2, 2))]
    for text in ("".join(lines), "".join(reversed(lines))):
        lock, findings = parse_lock(Source(LOCK, text))
        assert not findings
        assert lock.pages == {"/s/a/x/": LockEntry("2025-03-01", "2025-04-02", f"{D[:-1]}2")}


PIECES = st.sampled_from(
    [*MARKS, "\n", " ", "/", "-", ",", "#", "tag:", "title:", "/s/a/x/", "/dates/2025-03-03/", "2025-03-04", D,
     "a/loan", "withdrawn:", "- page: ", "  on: ", "  why: ", "{", "}", "[", "]", ": ", '"', "\x00", "\ufeff", "\u2028",
     "9" * 5000]
)  # fmt: skip


@pytest.mark.parametrize("path", PARSERS)
@given(text=st.lists(PIECES | st.text(max_size=6), max_size=40).map("".join))
def test_no_text_raises(path: str, text: str) -> None:
    for finding in found(path, text):
        assert 1 <= locate(finding.location, text).line <= text.count("\n") + 1


@pytest.mark.parametrize("path", PARSERS)
@pytest.mark.parametrize(
    "piece", ["x", "x\n", "/", "/a", "/a/ ", "1-2,", f"{PLACE} ", "- ", "[", "{a: ", "<<<<<<<\n", "  "]
)
def test_a_hundred_thousand_characters_take_less_than_a_second(path: str, piece: str) -> None:
    text = piece * (100_000 // len(piece))
    begun = process_time()
    for finding in found(path, text):
        locate(finding.location, text)
    assert process_time() - begun < 1
