"""What every page knows of the site: its title, its language, and the ways in."""

from collections.abc import Iterable

from builder.model import urls
from builder.model.graph import Graph
from builder.model.pages import Link, Site

NAV = (("Deals", "/deals/"), ("Actors", "/actors/"), ("Dates", "/dates/"), ("Disagreements", "/disagreements/"),
       ("To watch", "/watch/"), ("Articles", "/articles/"), ("Search", urls.SEARCH))  # fmt: skip
FOOT = (("Questions", "/questions/"), ("Money", "/money/"), ("Events", "/events/"), ("Places", "/places/"),
        ("Corrections", "/corrections/"), ("Data", "/data/site.json"))  # fmt: skip


def site(graph: Graph) -> Site:
    config = graph.config
    more = [(item.name, item.url) for item in config.nav]
    shown = {url for _, url in more}
    own = [(page.title, urls.free_page(page.stem)) for page in graph.pages]
    return Site(
        title=config.title,
        language=config.language,
        nav=_links([*NAV, *more]),
        foot=_links([*FOOT, *(entry for entry in own if entry[1] not in shown)]),
        publisher=config.publisher,
        contact=config.contact,
        licence=config.licence,
        repository=config.repository,
    )


def _links(entries: Iterable[tuple[str, str]]) -> tuple[Link, ...]:
    return tuple(Link(words, urls.href(path)) for words, path in entries)
