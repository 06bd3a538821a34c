"""Today, where nobody says which day it is: of SOURCE_DATE_EPOCH, else of the clock, in the site's time zone.

In come the site and the environment; out comes a day, or a calendar that tells the day whenever it is asked. Nothing
else in Dateline asks what time it is.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from builder.edges.errors import UserError
from builder.edges.read import load
from builder.parse.config import parse_config

EPOCH = "SOURCE_DATE_EPOCH"


@dataclass(frozen=True)
class SiteClock:
    """Which day it is, for what runs longer than a day."""

    today: Callable[[], date]
    left: Callable[[], float]
    """Seconds until the day ends."""


def fixed(day: date) -> SiteClock:
    """One day for ever."""
    return SiteClock(lambda: day, lambda: math.inf)


def running(root: Path, environment: Mapping[str, str]) -> SiteClock:
    """The days of the site's zone."""
    return SiteClock(partial(today, root, environment), partial(left, root, environment))


def today(root: Path, environment: Mapping[str, str]) -> date:
    """The day in the site's zone. Raises UserError on an epoch that is no number of seconds."""
    return _now(environment).astimezone(_zone(root)).date()


def left(root: Path, environment: Mapping[str, str]) -> float:
    """Seconds until midnight in the site's zone. Raises UserError as `today` does."""
    now = _now(environment).astimezone(_zone(root))
    midnight = datetime.combine(now.date() + timedelta(days=1), time(), now.tzinfo)
    return midnight.timestamp() - now.timestamp()


def time_of_day() -> str:
    """What a clock on the wall shows, to the second: `12:03:07`."""
    return f"{datetime.now():%H:%M:%S}"


def _now(environment: Mapping[str, str]) -> datetime:
    epoch = environment.get(EPOCH, "")
    if not epoch:
        return datetime.now(UTC)
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError):
        raise UserError(f"{EPOCH} is `{epoch}`, which is not a number of seconds since 1970") from None


def _zone(root: Path) -> ZoneInfo:
    """The site's; UTC where site.yml is missing, out of reach or wrong, since that is said elsewhere."""
    if not (root / "site.yml").is_file():
        return ZoneInfo("UTC")
    try:
        config, _ = parse_config(load(root, "site.yml")[0])
        return ZoneInfo(config.timezone if config else "UTC")
    except (KeyError, ValueError, OSError):
        return ZoneInfo("UTC")
