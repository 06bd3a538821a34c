from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model.dates import When
from builder.parse.dates import parse_when
from builder.parse.problem import Problem


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("text", "normal", "first", "last"),
    [
        ("2025", "2025", "2025-01-01", "2025-12-31"),
        ("2025-05", "2025-05", "2025-05-01", "2025-05-31"),
        ("2024-02", "2024-02", "2024-02-01", "2024-02-29"),
        ("2025-05-01", "2025-05-01", "2025-05-01", "2025-05-01"),
        (" 2025-05-01 ", "2025-05-01", "2025-05-01", "2025-05-01"),
        ("2025-03-03/2025-03-09", "2025-03-03/2025-03-09", "2025-03-03", "2025-03-09"),
        ("2025-03-03 to 2025-03-09", "2025-03-03/2025-03-09", "2025-03-03", "2025-03-09"),
        ("2025-03/2025-05-03", "2025-03/2025-05-03", "2025-03-01", "2025-05-03"),
        ("2025-03-03/2025-03-03", "2025-03-03", "2025-03-03", "2025-03-03"),
        ("../2025-05-08", "../2025-05-08", "", "2025-05-08"),
        ("by 2025-05-08", "../2025-05-08", "", "2025-05-08"),
        ("2025/..", "2025/..", "2025-01-01", ""),
        ("from 2025", "2025/..", "2025-01-01", ""),
        ("2025/", "2025/..", "2025-01-01", ""),
        ("202X", "202X", "2020-01-01", "2029-12-31"),
        ("20XX", "20XX", "2000-01-01", "2099-12-31"),
        ("2025-XX", "2025-XX", "2025-01-01", "2025-12-31"),
        ("2025-02-XX", "2025-02-XX", "2025-02-01", "2025-02-28"),
        ("2025-21", "2025-21", "2025-03-01", "2025-05-31"),
        ("2025-24", "2025-24", "2025-12-01", "2026-02-28"),
    ],
)
def test_bounds(text: str, normal: str, first: str, last: str) -> None:
    assert parse_when(text) == When(normal, day(first), day(last))


@pytest.mark.parametrize(
    ("text", "normal", "approximate", "uncertain"),
    [
        ("2025-03-01~", "2025-03-01~", True, False),
        ("about 2025-03-01", "2025-03-01~", True, False),
        ("2025?", "2025?", False, True),
        ("2025%", "2025%", True, True),
        ("about 2025?", "2025%", True, True),
        ("../2025-04~", "../2025-04~", True, False),
        ("by about 2025-04", "../2025-04~", True, False),
        ("about 2025-03-03 to 2025-03-09", "2025-03-03~/2025-03-09", True, False),
    ],
)
def test_how_sure(text: str, normal: str, approximate: bool, uncertain: bool) -> None:  # noqa: FBT001
    found = parse_when(text)
    assert isinstance(found, When)
    assert (found.text, found.approximate, found.uncertain) == (normal, approximate, uncertain)


@pytest.mark.parametrize(
    ("text", "time", "offset"),
    [
        ("2025-03-03T09:47", "09:47", ""),
        ("2025-03-02T12:15-05:00", "12:15", "-05:00"),
        ("2025-03-02T12:15Z", "12:15", "Z"),
        ("2025-03-03T09:00:30", "09:00:30", ""),
        ("2025-03-03T09:00 Europe/Kyiv", "09:00", "Europe/Kyiv"),
        ("2025-03-03", "", ""),
        ("2025-04-30/2025-05-01", "", ""),
    ],
)
def test_a_clock_where_it_is_allowed(text: str, time: str, offset: str) -> None:
    found = parse_when(text, clock=True)
    assert isinstance(found, When)
    assert (found.text, found.time, found.offset) == (text, time, offset)


@pytest.mark.parametrize(
    ("text", "help"),
    [
        ("3 March 2025", "write `2025-03-03`"),
        ("March 3rd, 2025", "write `2025-03-03`"),
        ("Mar 2025", "write `2025-03`"),
        ("2025-3-3", "write `2025-03-03`"),
        ("2025/03/03", "write `2025-03-03`"),
        ("20250303", "write `2025-03-03`"),
        ("03/03/2025", "write `2025-03-03`"),
        ("03/04/2025", "write `2025-04-03` or `2025-03-04`"),
        ("25/12/2025", "write `2025-12-25`"),
        ("3.4.2025", "write `2025-04-03`"),
        ("between 3 March 2025 and 9 March 2025", "write `2025-03-03 to 2025-03-09`"),
        ("2025-03-03–2025-03-09", "write `2025-03-03 to 2025-03-09`"),
        ("until 2025-05-08", "write `by 2025-05-08`"),
        ("since March 2025", "write `from 2025-03`"),
        ("circa 2025", "write `about 2025`"),
        ("autumn 2025", "write `2025-23`"),
        ("2025-03-03T09:47", "write `2025-03-03`"),
    ],
)
def test_the_nearest_form_of_what_is_no_date(text: str, help: str) -> None:
    found = parse_when(text)
    assert isinstance(found, Problem)
    assert (found.code, found.help) == ("bad-date", help)


@pytest.mark.parametrize("text", ["yesterday", "", "../..", "/", "2025-03-03/2025-03-04/2025-03-05", "12025", "٢٠٢٥"])
def test_what_is_no_date_at_all(text: str) -> None:
    found = parse_when(text)
    assert isinstance(found, Problem)
    assert found.code == "bad-date"
    assert found.help.startswith("write a year, month or day")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2025-02-30", "`2025-02-30`"),
        ("2023-02-29", "`2023-02-29`"),
        ("2025-13", "month 13"),
        ("2025-00-01", "month 00"),
        ("0000", "year 0"),
        ("2025-05-08/2025-05-01", "ends before it begins"),
        ("2025-03-03T24:30", "`24:30`"),
        ("2025-03-03T09:60", "`09:60`"),
        ("2025-02-30T09:00", "`2025-02-30`"),
    ],
)
def test_what_no_calendar_has(text: str, words: str) -> None:
    found = parse_when(text, clock=True)
    assert isinstance(found, Problem)
    assert found.code == "impossible-date"
    assert words in found.message


@pytest.mark.parametrize("zone", ["Europe/Kyiw", "Europe", "Mars"])
def test_a_zone_that_is_none(zone: str) -> None:
    found = parse_when(f"2025-03-03T09:00 {zone}", clock=True)
    assert isinstance(found, Problem)
    assert found.code == "unknown-zone"


def test_the_mend_of_a_reversed_span_and_of_swapped_month_and_day() -> None:
    for text, help in {
        "2025-05-08/2025-05-01": "write `2025-05-01 to 2025-05-08`",
        "2025-13-01": "write `2025-01-13`",
    }.items():
        found = parse_when(text)
        assert isinstance(found, Problem)
        assert found.help == help


PIECES = st.sampled_from(
    [*"0123456789-/.~?%XTZ: ", "2025", "-03", "-31", "..", " to ", "by ", "from ", "about ", "March ", "/2025"]
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=8).map("".join)), st.booleans())
def test_nothing_raises_and_what_is_read_reads_back(text: str, clock: bool) -> None:  # noqa: FBT001
    found = parse_when(text, clock=clock)
    if isinstance(found, When):
        assert parse_when(found.text, clock=clock) == found
    else:
        assert found.message
        assert found.help or found.code == "impossible-date"


ENDS = st.tuples(st.dates(), st.sampled_from([4, 7, 10])).map(lambda each: each[0].isoformat()[: each[1]])


@given(ENDS, ENDS)
def test_a_span_reaches_from_its_first_to_its_last_day(one: str, other: str) -> None:
    start, end = parse_when(one), parse_when(other)
    assert isinstance(start, When)
    assert isinstance(end, When)
    found = parse_when(f"{one} to {other}")
    if isinstance(found, When):
        assert (found.first, found.last) == (start.first, end.last)
    else:
        assert start.start > end.end
