"""Dates in words, for machines, and with the page of their day, month or year; and what is not public yet."""

from collections.abc import Container
from datetime import date
from functools import lru_cache

from builder.model import urls
from builder.model.article import FreePage, Front
from builder.model.dates import When, over
from builder.model.entities import Record
from builder.model.graph import Graph
from builder.model.pages import Stamp

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")  # fmt: skip
SHORT_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
MINUS = "\N{MINUS SIGN}"
Names = tuple[str, ...]


def date_words(when: When) -> str:
    """`3 March 2025`, `about 1 March 2025`, `3–9 March 2025`, `by 8 May 2025`, `from 2025`; no time of day."""
    return _words(when.text, MONTHS)


def span_words(first: date, last: date) -> str:
    """`4–10 May 2025`"""
    return words_of(f"{first}/{last}")


def short_date(when: When) -> str:
    """As `words`, with the months cut short: `3 Mar 2025`."""
    return _words(when.text, SHORT_MONTHS)


def words_of(edtf: str) -> str:
    """The words for a normalised text, such as the period of a date page: `2025-05` is `May 2025`."""
    return _words(edtf, MONTHS)


def clock(when: When) -> str:
    """The time of day as printed: `09:47`, `12:15 UTC−05:00`, `09:00 Europe/Kyiv`; empty where there is none."""
    offset = "UTC" if when.offset == "Z" else when.offset
    if offset[:1] in ("+", "-"):
        offset = "UTC" + offset.replace("-", MINUS)
    return f"{when.time} {offset}".rstrip()


def iso(when: When) -> str:
    """The `datetime` of a `<time>`; empty for a span, an open end or an unsure date, which HTML cannot say."""
    return _iso(when.text)


def full_day(day: date) -> str:
    """`Thursday 1 May 2025`"""
    return f"{WEEKDAYS[day.weekday()]} {_date((f'{day.year:04}', f'{day.month:02}', f'{day.day:02}'), MONTHS)}"


@lru_cache(maxsize=65536)
def _words(text: str, months: Names) -> str:
    text = text.partition("T")[0]
    left, slash, right = text.partition("/")
    if not slash:
        return _marked(text, months)
    if left == "..":
        return f"by {_marked(right, months)}"
    if right == "..":
        return f"from {_marked(left, months)}"
    if left[-1] in "?~%" or right[-1] in "?~%":
        return f"{_marked(left, months)} to {_marked(right, months)}"
    return _span(left, right, months)


def _marked(text: str, months: Names) -> str:
    """One date with its marks in words."""
    mark = text[-1] if text[-1] in "?~%" else ""
    said = _date(tuple(text.removesuffix(mark).split("-")), months)
    return f"{'about ' if mark in ('~', '%') else ''}{said}{' (uncertain)' if mark in ('?', '%') else ''}"


def _date(parts: tuple[str, ...], months: Names) -> str:
    year, month, day = (*parts, "", "")[:3]
    if "X" in year:
        return f"{year.replace('X', '0')}s" if year[2] != "X" else f"{year[:2]}00–{year[:2]}99"
    if not month:
        return year
    if month == "XX":
        return f"{'a day' if day else 'a month'} in {year}"
    named = f"{SEASONS.get(month) or months[int(month) - 1]} {year}"
    return named if not day else f"a day in {named}" if day == "XX" else f"{int(day)} {named}"


def _span(left: str, right: str, months: Names) -> str:
    """Two plain dates, what they share said once: `3–9 March 2025`, `30 April – 1 May 2025`, `March–April 2025`."""
    first, last = _date(tuple(left.split("-")), months), _date(tuple(right.split("-")), months)
    same_form = len(left) == len(right) and "X" not in left + right
    if same_form and left[:4] == right[:4]:
        first = first.removesuffix(f" {left[:4]}")
    if same_form and len(left) == 10 and left[:7] == right[:7]:
        first = first.partition(" ")[0]
    dash = " – " if " " in first or len(left) != len(right) else "–"
    return f"{first}{dash}{last}"


@lru_cache(maxsize=65536)
def _iso(text: str) -> str:
    bare = text.partition(" ")[0]
    whole = bare.partition("T")[0]
    if not whole.replace("-", "").isdecimal() or whole[5:7] in SEASONS:
        return ""
    return bare


class Stamps:
    """Stamps by the text of their date; they link to the day, month or year only where that has a page."""

    def __init__(self, pages: Container[str]) -> None:
        """`pages`: the periods that have one, `2025-05-01`."""
        self._pages = pages
        self._made: dict[tuple[str, str, str], Stamp] = {}

    def __call__(self, when: When) -> Stamp:
        key = (when.text, when.time, when.offset)
        stamp = self._made.get(key)
        if stamp is None:
            stamp = self._made[key] = self._stamp(when)
        return stamp

    def _stamp(self, when: When) -> Stamp:
        period = urls.period(when)
        href = urls.href(urls.day(period)) if period in self._pages else ""
        return Stamp(date_words(when), iso(when)[:10], href)


def day(stamp: Stamp) -> str:
    """The day that a date is, `2025-05-01`; empty where it is none, or not sure."""
    return stamp.iso if len(stamp.iso) == len("2025-05-01") else ""


DRAFT = "Draft"


def draft_notice(one: Record | Front | FreePage, graph: Graph) -> str:
    """`Draft`, `Under embargo until 1 April 2025`, or nothing."""
    if one.draft:
        return DRAFT
    embargo = one.embargo
    if embargo is None or over(embargo, graph.today, graph.config.timezone):
        return ""
    return f"Under embargo until {date_words(embargo)}"
