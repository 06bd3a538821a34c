"""A date in an author's words to a When: EDTF levels 0 and 1, or `about`, `by`, `from` and `to`; time zones;
and what an author may have meant by a date that cannot be read."""

import re
from calendar import monthrange
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from builder.model.dates import When
from builder.parse.problem import Problem


@cache
def is_zone(name: str) -> bool:
    """Whether the IANA database knows this name, such as `Europe/Kyiv`."""
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):  # ZoneInfoNotFoundError is a KeyError; a folder's name is an OSError
        return False
    return True


SINGLE = re.compile(
    r"(?P<about>about )?(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX)"
    r"(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?(?P<mark>[?~%]|~\?|\?~)?"
)
CLOCK = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})T(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?"
    r"(?P<offset>Z|[+-][0-9]{2}:[0-9]{2}| [A-Za-z]+(?:[/_+-][A-Za-z0-9]+)*)?"
)
FORMS = (
    "write a year, month or day such as `2025-03-01`, `about 2025-03`, `2025-03-03 to 2025-03-09`, "
    "`by 2025-05-08` or `from 2025`"
)
ZONE_FORMS = "write, for example, `Europe/Kyiv` or `America/New_York`"
CLOCK_FORMS = "write a day, or a day and time such as `2025-03-03T09:47` or `2025-03-03T09:47-05:00`"


def parse_when(text: str, *, clock: bool = False) -> When | Problem:
    """The date that the text means. With `clock`, a time may follow, with an offset from UTC or a zone's name.

    Problems: `impossible-date` for what no calendar or clock has and for spans that run backwards, `unknown-zone`,
    else `bad-date`.
    """
    return _cached(text, clock)


@lru_cache(maxsize=65536)
def _cached(text: str, clock: bool) -> When | Problem:  # noqa: FBT001
    words = " ".join(text.split())
    found = _read(words, clock=clock)
    return found if isinstance(found, When) or found.help else replace(found, help=_help(words, clock=clock))


def _read(words: str, *, clock: bool) -> When | Problem:
    timed = CLOCK.fullmatch(words)
    if timed is None:
        return _span(words)
    if clock:
        return _timed(timed)
    return Problem(
        "bad-date", f"`{words}` has a time of day, but only a day is allowed here", f"write `{timed['day']}`"
    )


def _help(words: str, *, clock: bool) -> str:
    forms = [form for form in nearest(words) if isinstance(_read(form, clock=clock), When)]
    if forms:
        return "write " + " or ".join(f"`{form}`" for form in forms)
    return CLOCK_FORMS if clock else FORMS


def _span(words: str) -> When | Problem:
    """One date, or two with `/` or `to` between them, either of which may be open."""
    if words.startswith("by "):
        left, right = "..", words[3:]
    elif words.startswith("from "):
        left, right = words[5:], ".."
    elif " to " in words:
        left, _, right = words.partition(" to ")
    elif "/" in words:
        left, _, right = words.partition("/")
    else:
        return _single(words)
    start, end = _end(left), _end(right)
    if isinstance(start, Problem) or isinstance(end, Problem):
        return _worse(start, end, words)
    if start is None and end is None:
        return _unread(words)
    return _joined(start, end, words)


def _end(part: str) -> When | Problem | None:
    """One end of a span; None where it is open."""
    part = part.strip()
    return None if part in ("", "..") else _single(part)


def _worse(start: When | Problem | None, end: When | Problem | None, words: str) -> Problem:
    """A day that no calendar has says more than that the whole cannot be read."""
    for side in (start, end):
        if isinstance(side, Problem) and side.code == "impossible-date":
            return side
    return _unread(words)


def _joined(start: When | None, end: When | None, words: str) -> When | Problem:
    if start and end:
        if start.text == end.text:
            return start
        if start.start > end.end:
            return Problem("impossible-date", f"`{words}` ends before it begins", f"write `{end.text} to {start.text}`")
    known = [side for side in (start, end) if side]
    return When(
        f"{start.text if start else '..'}/{end.text if end else '..'}",
        start.first if start else None,
        end.last if end else None,
        approximate=any(side.approximate for side in known),
        uncertain=any(side.uncertain for side in known),
    )


def _single(words: str) -> When | Problem:
    match = SINGLE.fullmatch(words)
    if match is None:
        return _unread(words)
    bounds = _bounds(match["year"], match["month"] or "", match["day"] or "")
    if bounds is None:
        return _unread(words)
    if isinstance(bounds, Problem):
        return bounds
    mark = match["mark"] or ""
    approximate, uncertain = bool(match["about"]) or "~" in mark or mark == "%", "?" in mark or mark == "%"
    sign = "%" if approximate and uncertain else "~" if approximate else "?" if uncertain else ""
    bare = "-".join(part for part in match.group("year", "month", "day") if part)
    return When(bare + sign, *bounds, approximate=approximate, uncertain=uncertain)


def _bounds(year: str, month: str, day: str) -> tuple[date, date] | Problem | None:
    """The first and last possible day; None where an unknown digit stands before a known one."""
    if "X" in year:
        first, last = int(year.replace("X", "0")), int(year.replace("X", "9"))
        return (date(first, 1, 1), date(last, 12, 31)) if first and not month else None
    number = int(year)
    if number == 0:
        return Problem("impossible-date", "there is no year 0")
    if not month or month == "XX":
        return (date(number, 1, 1), date(number, 12, 31)) if day in ("", "XX") else None
    if "21" <= month <= "24" and not day:
        return _season(number, int(month))
    if not "01" <= month <= "12":
        swapped = f"write `{year}-{day}-{month}`" if "01" <= day <= "12" and "13" <= month <= "31" else ""
        return Problem("impossible-date", f"there is no month {month}", swapped)
    return _days(number, int(month), day)


def _days(year: int, month: int, day: str) -> tuple[date, date] | Problem:
    length = monthrange(year, month)[1]
    if day in ("", "XX"):
        return date(year, month, 1), date(year, month, length)
    if not 1 <= int(day) <= length:
        month_text = f"{year:04}-{month:02}"
        return Problem("impossible-date", f"there is no day `{month_text}-{day}`", f"`{month_text}` has {length} days")
    return (date(year, month, int(day)),) * 2


def _season(year: int, code: int) -> tuple[date, date]:
    month = 3 * (code - 20)
    if code < 24:
        return date(year, month, 1), date(year, month + 2, monthrange(year, month + 2)[1])
    ends = date(year + 1, 2, monthrange(year + 1, 2)[1]) if year < date.max.year else date.max
    return date(year, 12, 1), ends


def _timed(match: re.Match[str]) -> When | Problem:
    day = _single(match["day"])
    if isinstance(day, Problem):
        return day
    offset = (match["offset"] or "").strip()
    if offset[:1].isalpha() and offset != "Z" and not is_zone(offset):
        return Problem("unknown-zone", f"there is no time zone `{offset}`", ZONE_FORMS)
    if match["hour"] > "23" or match["minute"] > "59" or (match["second"] or "") > "59" or not _is_offset(offset):
        return Problem("impossible-date", f"`{match.group().partition('T')[2]}` is not a time of day")
    time = ":".join(part for part in match.group("hour", "minute", "second") if part)
    return When(match.group(), day.first, day.last, time=time, offset=offset)


def _is_offset(offset: str) -> bool:
    """Whether it can be an offset from UTC; a zone's name is none to doubt."""
    return offset[:1] not in ("+", "-") or (offset[1:3] <= "14" and offset[4:] <= "59")


def _unread(words: str) -> Problem:
    return Problem("bad-date", f"`{words}` is not a date" if words else "the date is missing")


MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NAME = r"(?P<name>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
DAY_NAME = re.compile(rf"\b(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)? (?:of )?{NAME},? (?P<year>[0-9]{{4}})")
NAME_DAY = re.compile(rf"\b{NAME} (?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?,? (?P<year>[0-9]{{4}})")
NAME_YEAR = re.compile(rf"\b{NAME},? (?P<year>[0-9]{{4}})")
YEAR_FIRST = re.compile(r"\b([0-9]{4})[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?(?![0-9])")
YEAR_LAST = re.compile(r"\b([0-9]{1,2})([-/.])([0-9]{1,2})[-/.]([0-9]{4})\b")
COMPACT = re.compile(r"\b([12][0-9]{3})([0-9]{2})([0-9]{2})\b")
SEASON = re.compile(r"\b(spring|summer|autumn|fall|winter) (?:of )?([0-9]{4})\b")
WORDS = (
    (re.compile(r"^(?:on|in|at|the) "), ""),
    (
        re.compile(r"\b(?:around|circa|ca\.?|c\.|approximately|roughly|some time in|early|mid|late)[ -]"),
        "about ",
    ),
    (re.compile(r"^(?:until|till|before|up to|no later than|not later than) "), "by "),
    (re.compile(r"^(?:since|after|starting|beginning|as of) "), "from "),
    (re.compile(r"^(?:from|between) (.+) (?:to|until|till|and|-|–|—) "), r"\1 to "),
    (re.compile(r" ?(?:--|–|—| - | until | till | through ) ?"), " to "),
    (re.compile(r"^\.\./"), "by "),
    (re.compile(r"(?<=[0-9]) (?=[0-9]{1,2}:[0-9]{2})"), "T"),
    (re.compile(r"(?<=[0-9])t(?=[0-9])"), "T"),
    (re.compile(r"T([0-9]:)"), r"T0\1"),
    (re.compile(r"(?<=:[0-9]{2}) ?z$"), "Z"),
    (re.compile(r"(?<=:[0-9]{2}) ?([+-][0-9]{2}):?([0-9]{2})$"), r"\1:\2"),
)


def nearest(words: str) -> list[str]:
    """Up to two candidates: two where day and month can change places."""
    text = SEASON.sub(_as_season, words.lower())
    for pattern in (DAY_NAME, NAME_DAY, NAME_YEAR):
        text = pattern.sub(_named, text)
    text = COMPACT.sub(r"\1-\2-\3", YEAR_FIRST.sub(_year_first, text))
    readings = [YEAR_LAST.sub(_day_first, text), YEAR_LAST.sub(_month_first, text)]
    for pattern, better in WORDS:
        readings = [pattern.sub(better, reading) for reading in readings]
    return [reading for reading in dict.fromkeys(readings) if reading != words]


def _named(found: re.Match[str]) -> str:
    month = f"{found['year']}-{MONTHS.index(found['name']) + 1:02}"
    return f"{month}-{int(found['day']):02}" if "day" in found.groupdict() else month


def _as_season(found: re.Match[str]) -> str:
    code = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}[found[1]]
    return f"{found[2]}-{code}"


def _year_first(found: re.Match[str]) -> str:
    return "-".join(part.zfill(2) for part in found.groups() if part)


def _day_first(found: re.Match[str]) -> str:
    day, _, month, year = found.groups()
    return f"{year}-{month.zfill(2)}-{day.zfill(2)}"


def _month_first(found: re.Match[str]) -> str:
    """As Americans write, but only with slashes."""
    month, sign, day, year = found.groups()
    return f"{year}-{month.zfill(2)}-{day.zfill(2)}" if sign == "/" else _day_first(found)
