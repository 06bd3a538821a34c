import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.check.dates import MONTHS, SHORT_WEEKDAYS, WEEKDAY_PATTERNS, months, read_printed, weekdays
from tests.make import when


@pytest.mark.parametrize(
    ("words", "language", "date", "agrees"),
    [
        ("On March 1", "en", "2025-03-01", True),
        ("On March 1", "en", "2025-03-02", False),
        ("March 1", "en", "2025-04-01", False),
        ("May 1st, 2024", "en", "2025-05-01", False),
        ("1 May 2025", "en", "2025-05-01", True),
        ("Thursday", "en", "2025-05-01", True),
        ("Friday", "en", "2025-05-01", False),
        ("on Saturday", "en", "2025-03-01", True),
        ("Thursday, April 30", "en", "2025-05-01", False),
        ("3-9 March", "en", "2025-03-03/2025-03-09", True),
        ("3-9 March", "en", "2025-03-05", True),
        ("3-9 March", "en", "2025-03-10", False),
        ("March 3 to 9", "en", "2025-03-05", True),
        ("March 1 and 2", "en", "2025-03-02", True),
        ("March 1 and 3", "en", "2025-03-02", False),
        ("March 1st, 2nd and 3rd", "en", "2025-03-03", True),
        ("March 1, 2025", "en", "2025-03-20", False),
        ("March 30 to April 2", "en", "2025-04-01", True),
        ("March 30 and April 2", "en", "2025-04-01", False),
        ("1. und 2. Mai", "de", "2025-05-02", True),
        ("Monday to Friday", "en", "2025-03-05", True),
        ("Friday-Monday", "en", "2025-03-02", True),
        ("Monday and Friday", "en", "2025-03-05", False),
        ("Monday to Friday", "en", "2025-03-08", False),
        ("on the 3rd", "en", "2025-05-03", True),
        ("on the 3rd", "en", "2025-05-04", False),
        ("newly", "en", "2025-05-01", True),
        ("later next week", "en", "2025-03-03/2025-03-09", True),
        ("within two weeks", "en", "2025-05-01/2025-05-22", True),
        ("before March 1", "en", "2025-02-27", True),
        ("On 1 May", "en", "../2025-04-01", True),
        ("March 2", "en", "2025-03-01~", True),
        ("2025-03-02", "en", "2025-03-01", False),
        ("3.5.2025", "de", "2025-05-03", True),
        ("1. Mai", "de", "2025-05-01", True),
        ("am Freitag", "de", "2025-05-01", False),
        ("1er mai 2025", "fr", "2025-05-01", True),
        ("1 травня", "uk", "2025-05-02", False),
        ("в четверг", "ru", "2025-05-01", True),
        ("On Mon.", "en", "2025-03-03", True),
        ("On Mon.", "en", "2025-03-04", False),
        ("Thu, 1 May", "en", "2025-05-01", True),
        ("Sat. night", "en", "2025-05-01", False),
        ("Sun 4 May", "en", "2025-05-03", False),
        ("they wed in spring", "en", "2025-05-01", True),
        ("the sun", "en", "2025-05-01", True),
        ("Mo., 5. Mai", "de", "2025-05-06", False),
        ("so kam es", "de", "2025-05-01", True),
        ("3 mar. 2025", "es", "2025-03-03", True),
        ("jeu. 1er mai", "fr", "2025-05-02", False),
        ("чт, 1 мая", "ru", "2025-05-01", True),
        ("у п'ятницю", "uk", "2025-05-01", False),
        ("1 toukokuuta", "fi", "2025-03-09", True),
    ],
)
def test_printed_words_against_a_date(words: str, language: str, date: str, agrees: bool) -> None:  # noqa: FBT001
    assert read_printed(words, language).agrees(when(date)) == agrees


@pytest.mark.parametrize("language", sorted(MONTHS.keys() | WEEKDAY_PATTERNS.keys()))
def test_every_language_names_all(language: str) -> None:
    assert len(months(language)) == 12
    assert len(weekdays(language)) == len(SHORT_WEEKDAYS[language].split()) == 7


@given(st.text(), st.sampled_from(["en", "de", "fi"]))
def test_no_words_raise(words: str, language: str) -> None:
    read_printed(words, language).agrees(when("2025-05-01"))
