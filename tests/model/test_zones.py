from datetime import date

import pytest

from builder.model.dates import When, instant, midnight


@pytest.mark.parametrize(
    ("time", "offset", "moment"),
    [
        ("09:00", "", "2025-03-03T09:00:00+02:00"),
        ("09:00", "Z", "2025-03-03T11:00:00+02:00"),
        ("23:00", "-05:00", "2025-03-04T06:00:00+02:00"),
        ("23:00", "America/New_York", "2025-03-04T06:00:00+02:00"),
        ("09:00:30", "Europe/Kyiv", "2025-03-03T09:00:30+02:00"),
    ],
)
def test_the_moment_in_the_zone_of_the_site(time: str, offset: str, moment: str) -> None:
    when = When("", date(2025, 3, 3), date(2025, 3, 3), time=time, offset=offset)
    assert instant(when, "Europe/Kyiv").isoformat() == moment


def test_the_end_of_the_calendar_is_not_converted() -> None:
    when = When("", date.max, date.max, time="23:00", offset="-05:00")
    assert instant(when, "Europe/Kyiv").date() == date.max


@pytest.mark.parametrize(
    ("day", "begins"),
    [
        (date(2025, 3, 3), "2025-03-03T00:00:00+02:00"),
        (date(2025, 7, 3), "2025-07-03T00:00:00+03:00"),
        (date(1850, 7, 3), "1850-07-03T00:00:00+00:00"),
        (date.min, "0001-01-01T00:00:00+00:00"),
        (date.max, "9999-12-31T00:00:00+00:00"),
    ],
)
def test_a_day_begins_at_midnight_with_an_offset_that_can_be_said(day: date, begins: str) -> None:
    assert midnight(day, "Europe/Kyiv").isoformat() == begins
