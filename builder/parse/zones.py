"""Which names are time zones. A name in, a yes or no out; the IANA database is that of the Python in use."""

from functools import cache
from zoneinfo import ZoneInfo


@cache
def is_zone(name: str) -> bool:
    """Whether the IANA database knows this name, such as `Europe/Kyiv`."""
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):  # ZoneInfoNotFoundError is a KeyError; a folder's name is an OSError
        return False
    return True
