"""A place's page: what happened there, and who speaks of it. And the index of places, each followed by those within
it."""

from collections.abc import Iterator, Mapping
from functools import partial

from builder.model import urls
from builder.model.counting import counted
from builder.model.pages import Page
from builder.model.records import PlaceLine, PlacePage, PlacesPage
from builder.plan import schema_org
from builder.plan.backlinks import backlinks
from builder.plan.deals import mends
from builder.plan.events import event_line, latest_first
from builder.plan.material import Material
from builder.plan.parts import part_pages, parted
from builder.plan.plans import Plans, one
from builder.plan.prose import rendered
from builder.plan.ties import outward
from builder.plan.waiting import waiting

INDEX = "/places/"
Children = Mapping[str, list[str]]
"""Place id to the places within it, by name."""


def plans(material: Material) -> Plans:
    within = children(material)
    here = events_at(material, within)
    yield one(INDEX, places, material, within, here)
    for id in material.graph.entities.places:
        if id in material.existing:
            yield urls.record("place", id), partial(pages, material, id, within, here.get(id, ()))


def pages(material: Material, id: str, within: Mapping[str, list[str]], here: tuple[str, ...]) -> Iterator[Page]:
    """A place's page and its parts."""
    yield place(material, id, within, here)
    name, named = material.graph.entities.places[id].name, material.graph.by_named.get(id, ())
    yield from part_pages(material, urls.record("place", id), name, named)


def children(material: Material) -> dict[str, list[str]]:
    """Those of no other place stand under an empty id."""
    known = material.graph.entities.places
    found: dict[str, list[str]] = {}
    for id in sorted((id for id in known if id in material.existing), key=lambda id: known[id].name.casefold()):
        parent = known[id].part_of
        found.setdefault(parent if parent in material.existing else "", []).append(id)
    return found


def events_at(material: Material, within: Children) -> dict[str, tuple[str, ...]]:
    """Place id to the events there or within, the latest first."""
    entities = material.graph.entities
    found: dict[str, dict[str, None]] = {}
    for id in latest_first(event for event in entities.events.values() if event.id in material.existing):
        for place in entities.events[id].at:
            at = place
            while at in entities.places:
                found.setdefault(at, {})[id] = None
                at = entities.places[at].part_of
    return {place: tuple(events) for place, events in found.items()}


def places(material: Material, within: Children, here: Mapping[str, tuple[str, ...]]) -> PlacesPage:
    return PlacesPage(
        path=INDEX,
        site=material.site,
        title="Places",
        description="Where things happened, and who speaks of it.",
        canonical=material.canonical(INDEX),
        crumbs=material.crumbs(),
        places=tuple(_lines(material, "", 0, within, here)),
    )


def _lines(
    material: Material, parent: str, depth: int, within: Children, here: Mapping[str, tuple[str, ...]]
) -> Iterator[PlaceLine]:
    for id in within.get(parent, ()):
        named = material.graph.by_named.get(id, ())
        yield PlaceLine(material.links[id], min(depth, 1), len(here.get(id, ())), len(named))
        yield from _lines(material, id, depth + 1, within, here)


def place(material: Material, id: str, within: Children, events: tuple[str, ...]) -> PlacePage:
    record, path = material.graph.entities.places[id], urls.record("place", id)
    named = material.graph.by_named.get(id, ())
    happened, crumbs = counted(len(events), "event"), material.crumbs(("Places", INDEX))
    return PlacePage(
        path=path,
        site=material.site,
        title=record.name,
        waiting=waiting(record, material.graph),
        description=f"{record.name}: {happened}, {counted(len(named), 'statement')}.",
        canonical=material.canonical(path),
        crumbs=crumbs,
        linked_data_html=schema_org.place(material, record, crumbs),
        about_html=rendered(record.about_html, material.links),
        about_on=material.stamps(record.about_on) if record.about_on else None,
        parent=material.links[record.part_of] if record.part_of else None,
        parts=tuple(material.links[part] for part in within.get(id, ())),
        code=record.iso,
        outward=outward(record.url, record.wikidata),
        events=tuple(event_line(material, event) for event in events),
        statements=parted(material, path, named),
        backlinks=backlinks(material, id),
        mends=mends(material, record),
    )
