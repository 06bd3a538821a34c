"""Today, where nobody says which day it is: of SOURCE_DATE_EPOCH, else of the clock, in the site's time zone.

In come the site and the environment; out comes a day. Nothing else in Dateline asks a clock.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from builder.edges.read import load
from builder.edges.trouble import Trouble
from builder.parse.config import parse_config

EPOCH = "SOURCE_DATE_EPOCH"


def today(root: Path, environment: Mapping[str, str]) -> date:
    """The day in the site's zone. Raises Trouble on an epoch that is no number of seconds."""
    return _now(environment).astimezone(_zone(root)).date()


def _now(environment: Mapping[str, str]) -> datetime:
    epoch = environment.get(EPOCH, "")
    if not epoch:
        return datetime.now(UTC)
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError):
        raise Trouble(f"{EPOCH} is `{epoch}`, which is no number of seconds since 1970") from None


def _zone(root: Path) -> ZoneInfo:
    """The site's; UTC where site.yml is missing or wrong, since that is a finding of its own."""
    if not (root / "site.yml").is_file():
        return ZoneInfo("UTC")
    config, _ = parse_config(load(root, "site.yml")[0])
    try:
        return ZoneInfo(config.timezone if config else "UTC")
    except (KeyError, ValueError, OSError):
        return ZoneInfo("UTC")
