"""What the printed words of a date say for certain: weekdays, and days with or without month and year.

Folded words in, values out. `newly` and `later next week` say nothing for certain, nor does `before 1 March`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from builder.check.calendar_words import months, weekdays
from builder.model.dates import When

ISO = re.compile(r"\b([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})\b")
NUMERIC = re.compile(r"\b([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4})\b")
ORDINAL = re.compile(r"\b([0-9]{1,2})(?:st|nd|rd|th)\b")
BEYOND = re.compile(r"\b(?:before|after|since|within|ahead of|prior to|following)\b")
UP_TO = re.compile(r"\b(?:until|till|by)\b")
"""Words behind which a day is the last of a span: certain of when a thing is due, and not of when it happened."""
RANGE = re.compile(r" ?- ?| (?:to|through|bis|à|au|al|a|até|tot|do|до|по|la|până la) ")
AND = "and|or|und|oder|et|ou|y|o|e|en|of|i|lub|и|или|та|і|або|și|sau"
ALSO = rf"(?:{RANGE.pattern}|,? (?:{AND}) |, )"
"""What may stand between two days of one month; a range holds the days between, too."""
NUMBER = re.compile(r"[0-9]{1,2}")
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
def read_printed(words: str, language: str, *, due: bool = False) -> Printed:
    """The words are folded; the language is a primary BCP 47 tag, such as `en`. `due`: they say when a thing is due."""
    text = words.lower()
    if language == "en" and (BEYOND.search(text) or (not due and UP_TO.search(text))):
        return Printed(frozenset(), frozenset())
    days = (*_numeric(text), *_with_month(text, language)) or _bare(text)
    return Printed(frozenset(_weekdays(text, language)), frozenset(days))


def _weekdays(text: str, language: str) -> Iterator[int]:
    """`Monday and Tuesday`; with `Monday to Friday` the days between as well."""
    before, end = 0, -1
    for match in _weekday_pattern(language).finditer(text):
        day = int((match.lastgroup or "w0")[1:])
        if end >= 0 and RANGE.fullmatch(text, end, match.start()):
            yield from ((before + step) % 7 for step in range((day - before) % 7))
        yield day
        before, end = day, match.end()


def _numeric(text: str) -> list[Day]:
    days = [Day(*map(int, match.groups())) for match in ISO.finditer(text)]
    for match in NUMERIC.finditer(text):
        one, other, year = int(match[1]), int(match[3]), int(match[4])
        days += [Day(year, other, one), Day(year, one, other)]
    return days


def _with_month(text: str, language: str) -> list[Day]:
    """`March 1`, `1 March 2025`, `3-9 March`, `March 1 and 2`; a range across months says nothing for certain."""
    days: list[Day] = []
    end = -1
    for match in _day_pattern(language).finditer(text):
        if end >= 0 and RANGE.fullmatch(text, end, match.start()):
            return []
        end = match.end()
        found = {name: value for name, value in match.groupdict().items() if value}
        side, month = next((name[0], int(name[1:])) for name in found if name[0] in "ab")
        year = int(found.get(f"year{side}", 0))
        days += [Day(year, month, number) for number in _numbers(found[f"days{side}"])]
    return days


def _numbers(text: str) -> Iterator[int]:
    """`3, 4 and 6`; with `3-9` the days between as well."""
    before, end = 0, -1
    for match in NUMBER.finditer(text):
        day = int(match.group())
        yield from range(before + 1 if end >= 0 and RANGE.search(text, end, match.start()) else day, day + 1)
        before, end = day, match.end()


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
        one = rf"[0-9]{{1,2}}{suffix}(?![0-9])"
        return rf"(?P<days{side}>{one}(?:{ALSO}{one})*)"

    year = r"(?:,? (?:de |del )?(?P<year{0}>[0-9]{{4}})\b)?"
    return re.compile(
        rf"\b{number('b')} ?(?:of |de |d')?(?:{month('b')})\b\.?{year.format('b')}"
        rf"|\b(?:{month('a')})\b\.? {number('a')}{year.format('a')}"
    )
