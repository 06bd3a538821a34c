"""A date as people write it: a day, a month, a year or a span of them, open or not, sure or not; and the moment of a
date with a time of day."""

from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class When:
    text: str
    """Normalised EDTF, e.g. `2025-05-01/2025-05-08`, `../2025-05-08`, `2025-03-01~`."""
    first: date | None
    """First possible day; None where the span is open towards the past."""
    last: date | None
    """Last possible day; None where the span is open towards the future."""
    approximate: bool = False
    uncertain: bool = False
    time: str = ""
    """Clock time as printed, `09:47`; only where a date-time is allowed."""
    offset: str = ""
    """Offset from UTC as printed, `-05:00`, or empty for the local zone."""

    @property
    def words(self) -> str:
        """As an author may write it: `by 2025-05-08`, `from 2025`, `2025-03-03 to 2025-03-09`, `about 2025-03-01`."""
        first, slash, last = self.text.partition("/")
        ends = [f"about {end[:-1]}" if end.endswith("~") else end for end in (first, last)]
        if not slash:
            return ends[0]
        if first in ("", ".."):
            return f"by {ends[1]}"
        return f"from {ends[0]}" if last in ("", "..") else " to ".join(ends)

    @property
    def start(self) -> date:
        """The first known day: an open end counts as the known one."""
        known = self.first or self.last
        assert known is not None
        return known

    @property
    def end(self) -> date:
        """The last known day: an open end counts as the known one."""
        known = self.last or self.first
        assert known is not None
        return known

    def overlaps(self, other: "When") -> bool:
        """Whether the two could be one day; an open end reaches without limit."""
        ends_before = self.last is not None and other.first is not None and self.last < other.first
        starts_after = self.first is not None and other.last is not None and self.first > other.last
        return not (ends_before or starts_after)

    def contains(self, other: "When") -> bool:
        """Whether every possible day of the other is one of this."""
        from_before = self.first is None or (other.first is not None and self.first <= other.first)
        until_after = self.last is None or (other.last is not None and self.last >= other.last)
        return from_before and until_after


@lru_cache(maxsize=4096)
def by_day(day: date) -> When:
    """Some time until then: that day, or any before it."""
    return When(f"../{day}", None, day)


def instant(when: When, zone: str) -> datetime:
    """The moment, aware, in the time zone `zone` (an IANA name); `when` has a time of day."""
    clock = datetime.combine(when.end, time.fromisoformat(when.time))
    local = ZoneInfo(zone)
    if not when.offset or clock.year in (MINYEAR, MAXYEAR):  # the ends of the calendar cannot be converted
        return clock.replace(tzinfo=local)
    if when.offset[0] in "+-Z":
        return datetime.fromisoformat(f"{clock.isoformat()}{when.offset}").astimezone(local)
    return clock.replace(tzinfo=ZoneInfo(when.offset)).astimezone(local)


@lru_cache(maxsize=4096)
def midnight(day: date, zone: str) -> datetime:
    """The moment, aware, at which a day begins in the time zone `zone`. Before there were time zones, offsets had
    seconds, which no other format can say: such a day begins as it does in UTC."""
    begins = datetime.combine(day, time.min, ZoneInfo(zone))
    offset = begins.utcoffset()
    sayable = MINYEAR < day.year < MAXYEAR and offset is not None and offset.seconds % 60 == 0
    return begins if sayable else begins.replace(tzinfo=UTC)


def over(embargo: When, today: date, timezone: str) -> bool:
    """Whether the embargo has ended for certain: where it ends within a day, only after that day."""
    if embargo.last is None or not embargo.time:
        return embargo.end <= today
    ends = instant(embargo, timezone)
    return ends.date() < today or (ends.date() == today and ends.time() == time.min)
