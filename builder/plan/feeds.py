"""Feeds of the site, of every deal and of every actor, in Atom and as JSON Feed: the latest statements, each by its
permanent id. The site's own has archives, so that whoever reads it misses nothing.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from builder.model import urls
from builder.model.entities import Record
from builder.model.feeds import AtomFeed, Feed, JsonFeed
from builder.plan.entries import Beginnings, Entries
from builder.plan.material import Material
from builder.plan.plans import Plans, one

MOST = 50
"""Entries of one feed, and of one archive."""
FORMS: dict[str, type[Feed]] = {"xml": AtomFeed, "json": JsonFeed}


class Wire:
    """What all feeds of a site draw on."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self.entries = Entries(material)
        self.begun = Beginnings(material.graph.config.timezone)

    @cached_property
    def by_outlet(self) -> dict[str, list[str]]:
        """Outlet id to the statements of its articles."""
        found: dict[str, list[str]] = {}
        for article in self.material.graph.articles.values():
            found.setdefault(article.front.outlet, []).extend([statement.id for statement in article.statements])
        return found


class About(NamedTuple):
    """What a feed is about."""

    id: str
    title: str
    subtitle: str
    page: str
    """Site path."""


def plans(material: Material) -> Plans:
    """None where the site has no address: nothing on it has an absolute one."""
    graph, wire = material.graph, Wire(material)
    if not graph.config.url:
        return
    for form in FORMS:
        yield one(urls.feed(form), site_feed, wire, form)
    for number in range(1, len(graph.statements) // MOST + 1):
        yield one(urls.archive(number), archive, wire, number)
    for kind in ("deal", "actor"):
        for id, record in graph.entities.of_kind(kind).items():
            if id in material.existing:
                for name in (id, *record.former):
                    for form in FORMS:
                        yield one(urls.feed(form, kind, name), record_feed, wire, form, kind, record, name)


def site_feed(wire: Wire, form: str) -> Feed:
    """The latest of all. What is in no archive yet is always among them; what was corrected comes again, for nobody
    looks for it in an archive that they have read."""
    recency = wire.material.recency
    archives = len(recency.oldest) // MOST
    unarchived = recency.oldest[archives * MOST :]
    changed = recency.latest(recency.oldest[: archives * MOST], MOST - len(unarchived))
    ids = recency.latest((*unarchived, *changed), MOST)
    links: dict[str, Any] = {}
    if archives and form == "xml":
        links["links"] = (_link(wire, "prev-archive", archives),)
    return _feed(wire, form, _site(wire), ids, urls.feed(form), **links)


def archive(wire: Wire, number: int) -> Feed:
    """A full one. It holds the same statements for ever, as long as none is put on file under an earlier day."""
    oldest = wire.material.recency.oldest
    ids = oldest[(number - 1) * MOST : number * MOST]
    ways = (("prev-archive", number - 1), ("next-archive", number + 1))
    links = [_link(wire, way, other) for way, other in ways if 1 <= other <= len(oldest) // MOST]
    current = ("current", wire.material.canonical(urls.feed("xml")))
    return _feed(wire, "xml", _site(wire), ids[::-1], urls.archive(number), links=(current, *links), archive=True)


def _link(wire: Wire, way: str, number: int) -> tuple[str, str]:
    return way, wire.material.canonical(urls.archive(number))


def _site(wire: Wire) -> About:
    config = wire.material.graph.config
    return About(wire.material.addresses.of_feed(None), config.title, config.scope, "/")


def record_feed(wire: Wire, form: str, kind: str, record: Record, name: str) -> Feed:
    """A deal's or an actor's. Where it was once, by the name of then, it says where it is now."""
    ids, said = SUBJECTS[kind](wire, record.id)
    title, page = f"{record.name} · {wire.material.site.title}", urls.record(kind, record.id)
    about = About(wire.material.addresses.of_feed(record, kind), title, said, page)
    latest = wire.material.recency.latest(ids, MOST)
    return _feed(wire, form, about, latest, urls.feed(form, kind, name), urls.feed(form, kind, record.id))


def _of_deal(wire: Wire, id: str) -> tuple[Iterable[str], str]:
    return wire.material.graph.by_deal.get(id, ()), "What is said of it, and by whom."


def _of_actor(wire: Wire, id: str) -> tuple[Iterable[str], str]:
    graph = wire.material.graph
    if graph.entities.actors[id].kind == "outlet":
        return wire.by_outlet.get(id, ()), "What stands in its articles, and by whose word."
    return (*graph.by_voice.get(id, ()), *graph.by_named.get(id, ())), "What it says, and what others say of it."


SUBJECTS = {"deal": _of_deal, "actor": _of_actor}
"""Kind of a record to the statements of its feed, and what they are."""


def _feed(wire: Wire, form: str, about: About, ids: Sequence[str], path: str, now: str = "", **atom: Any) -> Feed:
    """`path`: where the file stands; `now`: the feed's address where it is another; `atom`: what only AtomFeed has."""
    material, site = wire.material, wire.material.site
    none = material.recency.last_day or material.graph.today
    return FORMS[form](
        path=path,
        id=about.id,
        title=about.title,
        subtitle=about.subtitle,
        updated=wire.begun[max((material.addresses.updated[id] for id in ids), default=none)],
        address=material.canonical(now or path),
        page=material.canonical(about.page),
        root=material.canonical("/"),
        author=site.publisher or site.title,
        rights=site.licence,
        language=site.language,
        entries=tuple([wire.entries[id] for id in ids]),
        **atom,
    )
