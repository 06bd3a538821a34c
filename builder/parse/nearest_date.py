"""What an author may have meant by a date that cannot be read: candidates in our form, tried by the parser."""

import re

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
    text = SEASON.sub(_season, words.lower())
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


def _season(found: re.Match[str]) -> str:
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
