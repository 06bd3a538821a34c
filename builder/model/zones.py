"""A date with a time of day as one moment. The offset or zone that is printed counts, else the one that is given;
and whether an embargo has ended."""

from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from builder.model.dates import When


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
