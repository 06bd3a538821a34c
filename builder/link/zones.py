"""A date with a time of day as one moment. The offset or zone that is printed counts, else the one that is given."""

from datetime import MAXYEAR, MINYEAR, datetime, time
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
