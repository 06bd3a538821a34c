"""Calendars as RFC 5545 has them: lines of at most 75 octets, a comma or semicolon of a text behind a backslash."""

from collections.abc import Iterator
from datetime import date, timedelta

from builder.model.feeds import Calendar, Happening

LONGEST = 75
_ESCAPED = str.maketrans(
    {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"} | {code: None for code in range(32) if code != 10}
)


def ics(calendar: Calendar) -> bytes:
    """A reader asks once a day what is new."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Dateline//Dateline//EN",
        f"NAME:{_text(calendar.title)}",
        f"X-WR-CALNAME:{_text(calendar.title)}",
        f"URL:{calendar.page}",
        f"SOURCE;VALUE=URI:{calendar.address}",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
        *(line for event in calendar.events for line in _event(event)),
        "END:VCALENDAR",
    ]
    return b"".join(map(_folded, lines))


def _event(event: Happening) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(event.id)}"
    yield f"DTSTAMP:{_bare(event.stamp.isoformat()[:19])}Z"
    yield f"DTSTART;VALUE=DATE:{_bare(event.first.isoformat())}"
    if event.last < date.max:
        yield f"DTEND;VALUE=DATE:{_bare((event.last + timedelta(1)).isoformat())}"
    yield f"SUMMARY:{_text(event.title)}"
    yield f"DESCRIPTION:{_text(event.text)}"
    yield f"URL:{event.href}"
    if event.topics:
        yield f"CATEGORIES:{','.join(map(_text, event.topics))}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _bare(iso: str) -> str:
    return iso.replace("-", "").replace(":", "")


def _text(text: str) -> str:
    return text.translate(_ESCAPED)


def _folded(line: str) -> bytes:
    """A line with its end, the parts of a long one on lines of their own; no character is cut in two."""
    rest = line.encode()
    parts: list[bytes] = []
    while len(rest) > LONGEST - bool(parts):
        cut = LONGEST - bool(parts)
        while rest[cut] & 0xC0 == 0x80:
            cut -= 1
        parts.append(rest[:cut])
        rest = rest[cut:]
    return b"\r\n ".join((*parts, rest)) + b"\r\n"
