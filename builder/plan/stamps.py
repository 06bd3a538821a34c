"""Dates as readers meet them: in words, for machines, and with the page of their day, month or year. Each is made
once."""

from collections.abc import Container

from builder.model import urls
from builder.model.dates import When
from builder.model.pages import Stamp
from builder.plan.dates import iso, words


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
        return Stamp(words(when), iso(when)[:10], href)


def day(stamp: Stamp) -> str:
    """The day that a date is, `2025-05-01`; empty where it is none, or not sure."""
    return stamp.iso if len(stamp.iso) == len("2025-05-01") else ""
