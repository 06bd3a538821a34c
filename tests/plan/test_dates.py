from datetime import date

import pytest

from builder.model.dates import When
from builder.plan.parts.dates import clock, date_words, full_day, iso, short_date, words_of


def made(text: str, time: str = "", offset: str = "") -> When:
    return When(text, date(2025, 1, 1), date(2025, 1, 1), time=time, offset=offset)


@pytest.mark.parametrize(
    ("text", "said", "machine"),
    [
        ("2025", "2025", "2025"),
        ("2025-03", "March 2025", "2025-03"),
        ("2025-03-03", "3 March 2025", "2025-03-03"),
        ("2025-03-01~", "about 1 March 2025", ""),
        ("2025?", "2025 (uncertain)", ""),
        ("2025-05%", "about May 2025 (uncertain)", ""),
        ("2025-03-03/2025-03-09", "3–9 March 2025", ""),
        ("2025-04-30/2025-05-01", "30 April – 1 May 2025", ""),
        ("2024-12-30/2025-01-02", "30 December 2024 – 2 January 2025", ""),
        ("2025-03/2025-04", "March–April 2025", ""),
        ("2024-12/2025-01", "December 2024 – January 2025", ""),
        ("2024/2025", "2024–2025", ""),
        ("2025-03/2025-05-03", "March 2025 – 3 May 2025", ""),
        ("2025-03-03~/2025-03-09", "about 3 March 2025 to 9 March 2025", ""),
        ("../2025-05-08", "by 8 May 2025", ""),
        ("../2025-04~", "by about April 2025", ""),
        ("2025/..", "from 2025", ""),
        ("202X", "2020s", ""),
        ("20XX", "2000–2099", ""),
        ("2025-XX", "a month in 2025", ""),
        ("2025-05-XX", "a day in May 2025", ""),
        ("2025-21", "spring 2025", ""),
        ("2025-03-03T09:47", "3 March 2025", "2025-03-03T09:47"),
        ("2025-03-02T12:15-05:00", "2 March 2025", "2025-03-02T12:15-05:00"),
        ("2025-03-03T09:00 Europe/Kyiv", "3 March 2025", "2025-03-03T09:00"),
    ],
)
def test_a_date_in_words_and_for_machines(text: str, said: str, machine: str) -> None:
    assert date_words(made(text)) == said
    assert words_of(text) == said
    assert iso(made(text)) == machine


def test_short_months() -> None:
    assert short_date(made("2025-03-03")) == "3 Mar 2025"
    assert short_date(made("2025-05-30/2025-06-01")) == "30 May – 1 June 2025"


@pytest.mark.parametrize(
    ("time", "offset", "said"),
    [
        ("", "", ""),
        ("09:47", "", "09:47"),
        ("12:15", "Z", "12:15 UTC"),
        ("12:15", "-05:00", "12:15 UTC−05:00"),
        ("12:15", "+02:00", "12:15 UTC+02:00"),
        ("09:00", "Europe/Kyiv", "09:00 Europe/Kyiv"),
    ],
)
def test_the_time_of_day(time: str, offset: str, said: str) -> None:
    assert clock(made("2025-03-03", time, offset)) == said


def test_a_day_with_its_weekday() -> None:
    assert full_day(date(2025, 5, 1)) == "Thursday 1 May 2025"
