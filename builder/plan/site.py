"""What every page knows of the site: its title, its language, the ways in, and the terms of use."""

import re
from collections.abc import Iterable
from urllib.parse import quote

from builder.model import urls
from builder.model.config import Config
from builder.model.graph import Graph
from builder.model.pages import Link, Site

NAV = (("Deals", "/deals/"), ("Actors", "/actors/"), ("Dates", "/dates/"), ("Disagreements", "/disagreements/"),
       ("To watch", "/watch/"), ("Articles", "/articles/"), ("Search", urls.SEARCH))  # fmt: skip
FOOT = (("Questions", "/questions/"), ("Money", "/money/"), ("Events", "/events/"), ("Places", "/places/"),
        ("Corrections", "/corrections/"), ("Data", urls.DATA))  # fmt: skip


def site(graph: Graph) -> Site:
    config = graph.config
    more = [(item.name, item.url) for item in config.nav]
    shown = {url for _, url in more}
    own = [(page.title, urls.free_page(page.stem)) for page in graph.pages]
    return Site(
        title=config.title,
        language=config.language,
        locale=locale(config.language),
        nav=_links([*NAV, *more]),
        foot=_links([*FOOT, *(entry for entry in own if entry[1] not in shown)]),
        publisher=config.publisher,
        contact=config.contact,
        licence=config.licence,
        repository=config.repository,
        report=report(config),
    )


def locale(language: str) -> str:
    """`en_GB` for `en-GB`, `zh_TW` for `zh-Hant-TW`: the language and, where it is given, the country."""
    parts = language.split("-")
    country = next((part.upper() for part in parts[1:] if len(part) == 2), "")
    return f"{parts[0].lower()}_{country}" if country else parts[0].lower()


def report(config: Config) -> str:
    """A letter to the desk, or an issue where its sources are kept, that names the page whose path is put behind it."""
    subject = quote(f"Error on {config.url.rstrip('/')}", safe=":/")
    if "@" in config.contact:
        return f"mailto:{quote(config.contact, safe='@')}?subject={subject}"
    return f"{config.repository.rstrip('/')}/issues/new?title={subject}" if config.repository else ""


def _links(entries: Iterable[tuple[str, str]]) -> tuple[Link, ...]:
    return tuple(Link(words, urls.href(path)) for words, path in entries)


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
    ours = f"Our own words are licensed under {config.licence}." if config.licence else "No licence is given."
    theirs = (
        "What others wrote is not ours to license: quotes and their translations, headlines, and the printed words "
    )
    theirs += "beside them belong to their publishers."
    left_out = () if config.data_quotes else ("The quotes are left out here; each statement leads to its own.",)
    return (ours, theirs, *left_out)
