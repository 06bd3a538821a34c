"""What every page knows of the site: its title, its language, the ways in, and the terms of use."""

import re
from itertools import starmap
from operator import attrgetter
from urllib.parse import quote

from builder.model import urls
from builder.model.config import Config
from builder.model.graph import Graph
from builder.model.pages import Link, Site
from builder.model.sections import SECTIONS, Section


def site(graph: Graph) -> Site:
    config = graph.config
    menu = (section for section in SECTIONS.values() if section.menu)
    foot = (section for section in SECTIONS.values() if section.foot)
    shown = {item.url for item in config.nav}
    free = ((page.title, path) for page in graph.pages if (path := urls.free_page(page.stem)) not in shown)
    return Site(
        title=config.title,
        language=config.language,
        locale=locale(config.language),
        nav=(*map(link_to, sorted(menu, key=attrgetter("menu"))), *(_link(item.name, item.url) for item in config.nav)),
        foot=(*map(link_to, sorted(foot, key=attrgetter("foot"))), *starmap(_link, free)),
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


def link_to(section: Section) -> Link:
    return _link(section.title, section.path)


def _link(words: str, path: str) -> Link:
    return Link(words, urls.href(path))


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
