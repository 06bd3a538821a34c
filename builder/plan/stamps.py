"""Dates as readers meet them: in words, for machines, and with the page of their day, month or year. Each is made once."""

from builder.model import urls
from builder.model.dates import When
from builder.model.pages import Stamp
from builder.plan.dates import iso, words


class Stamps:
    """Stamps by the text of their date."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, str, str], Stamp] = {}

    def __call__(self, when: When) -> Stamp:
        key = (when.text, when.time, when.offset)
        stamp = self._made.get(key)
        if stamp is None:
            stamp = self._made[key] = _stamp(when)
        return stamp


def _stamp(when: When) -> Stamp:
    period = urls.period(when)
    return Stamp(words(when), iso(when)[:10], urls.href(urls.day(period)) if period else "")
