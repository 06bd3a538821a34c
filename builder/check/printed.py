"""What the printed words of a date say for certain: weekdays, and days with or without month and year.

Folded words in, values out. `newly` and `later next week` say nothing for certain, nor does `before 1 March`.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from builder.check.calendar_words import months, weekdays
from builder.model.dates import When

ISO = re.compile(r"\b([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})\b")
NUMERIC = re.compile(r"\b([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4})\b")
ORDINAL = re.compile(r"\b([0-9]{1,2})(?:st|nd|rd|th)\b")
ONE_SIDED = re.compile(r"\b(?:before|after|since|until|till|by|within|ahead of|prior to|following)\b")
NEVER = re.compile(r"(?!)")


@dataclass(frozen=True)
class Day:
    """A printed day; 0 stands for what is not printed."""

    year: int
    month: int
    day: int

    def may_be(self, candidate: date) -> bool:
        return self.day == candidate.day and self.month in (0, candidate.month) and self.year in (0, candidate.year)


@dataclass(frozen=True)
class Printed:
    weekdays: frozenset[int]
    """Monday is 0."""
    days: frozenset[Day]
    """Every reading of every day."""

    def agrees(self, when: When) -> bool:
        """Whether some day of the date has a printed weekday, and some day of it is a printed one."""
        if when.first is None or when.last is None or when.approximate or when.uncertain:
            return True
        length = (when.last - when.first).days + 1
        if length > 366:
            return True
        span = [when.first + timedelta(days=step) for step in range(length)]
        by_weekday = not self.weekdays or any(day.weekday() in self.weekdays for day in span)
        return by_weekday and (not self.days or any(printed.may_be(day) for printed in self.days for day in span))


@lru_cache(maxsize=65536)
def read_printed(words: str, language: str) -> Printed:
    """The words are folded; the language is a primary BCP 47 tag, such as `en`."""
    text = words.lower()
    if language == "en" and ONE_SIDED.search(text):
        return Printed(frozenset(), frozenset())
    named = _weekday_pattern(language)
    found = frozenset(int(match.lastgroup[1:]) for match in named.finditer(text) if match.lastgroup)
    return Printed(found, frozenset((*_numeric(text), *_with_month(text, language)) or _bare(text)))


def _numeric(text: str) -> list[Day]:
    days = [Day(*map(int, match.groups())) for match in ISO.finditer(text)]
    for match in NUMERIC.finditer(text):
        one, other, year = int(match[1]), int(match[3]), int(match[4])
        days += [Day(year, other, one), Day(year, one, other)]
    return days


def _with_month(text: str, language: str) -> list[Day]:
    """`March 1`, `1 March 2025`, `3-9 March`."""
    days = []
    for match in _day_pattern(language).finditer(text):
        found = {name: value for name, value in match.groupdict().items() if value}
        side, month = next((name[0], int(name[1:])) for name in found if name[0] in "ab")
        year = int(found.get(f"year{side}", 0))
        days += [Day(year, month, int(found[key])) for key in (f"day{side}", f"to{side}") if key in found]
    return days


def _bare(text: str) -> list[Day]:
    """`on the 3rd`"""
    return [Day(0, 0, int(match[1])) for match in ORDINAL.finditer(text)]


@lru_cache(maxsize=64)
def _weekday_pattern(language: str) -> re.Pattern[str]:
    names = weekdays(language)
    return re.compile(rf"\b(?:{'|'.join(f'(?P<w{n}>{name})' for n, name in enumerate(names))})\b") if names else NEVER


@lru_cache(maxsize=64)
def _day_pattern(language: str) -> re.Pattern[str]:
    names = months(language)
    if not names:
        return NEVER

    def month(side: str) -> str:
        return "|".join(f"(?P<{side}{n}>{name})" for n, name in enumerate(names, start=1))

    def number(side: str) -> str:
        suffix = r"(?:st|nd|rd|th|er|º|ª|\.)?"
        return rf"(?P<day{side}>[0-9]{{1,2}}){suffix}(?:-(?P<to{side}>[0-9]{{1,2}}){suffix})?(?![0-9])"

    year = r"(?:,? (?:de |del )?(?P<year{0}>[0-9]{{4}})\b)?"
    return re.compile(
        rf"\b{number('b')} ?(?:of |de |d')?(?:{month('b')})\b\.?{year.format('b')}"
        rf"|\b(?:{month('a')})\b\.? {number('a')}{year.format('a')}"
    )
