"""What the site's licence covers, and where it can be read."""

import re

from builder.model.config import Config
from builder.model.sentences import ended

_CREATIVE_COMMONS = re.compile(r"CC[- ](BY(?:-NC)?(?:-SA|-ND)?)[- ](\d\.\d)", re.IGNORECASE)


def address(licence: str) -> str:
    """Where the licence can be read: itself where it is an address, else of those of Creative Commons; or nothing."""
    if licence.startswith(("https://", "http://")):
        return licence
    found = _CREATIVE_COMMONS.fullmatch(licence)
    if found:
        return f"https://creativecommons.org/licenses/{found[1].lower()}/{found[2]}/"
    return "https://creativecommons.org/publicdomain/zero/1.0/" if licence.upper() == "CC0-1.0" else ""


def notice(config: Config) -> tuple[str, ...]:
    """What the licence covers and what it does not, in sentences."""
    ours = ended(f"Our own words are licensed under {config.licence}") if config.licence else "No licence is given."
    theirs = (
        "What others wrote is not ours to license: quotes and their translations, headlines, and the printed words "
    )
    theirs += "beside them belong to their publishers."
    left_out = () if config.data_quotes else ("The quotes are left out here; each statement leads to its own.",)
    return (ours, theirs, *left_out)
