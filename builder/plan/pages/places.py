"""A place's page: what happened there, and who speaks of it. And the index of places, each followed by those within
it."""

from collections.abc import Iterator, Mapping
from functools import partial

from builder.model import sentences, urls
from builder.model.entity_pages import PlaceLine, PlacePage, PlacesPage
from builder.model.pages import Page
from builder.model.sections import SECTIONS
from builder.plan.context import PlanContext, Plans, one
from builder.plan.exports import schema_org
from builder.plan.pages.events import event_line, latest_first
from builder.plan.parts.affiliations import external_links
from builder.plan.parts.backlinks import backlinks
from builder.plan.parts.cards import correction_notes
from builder.plan.parts.dates import draft_notice
from builder.plan.parts.links import rendered
from builder.plan.parts.pagination import paginated, part_pages

SECTION = SECTIONS["places"]
Children = Mapping[str, list[str]]
"""Place id to the places within it, by name."""


def plans(context: PlanContext) -> Plans:
    within = children(context)
    here = events_at(context, within)
    yield one(SECTION.path, places, context, within, here)
    for id in context.graph.entities.places:
        if id in context.existing:
            yield urls.record("place", id), partial(pages, context, id, within, here.get(id, ()))


def pages(context: PlanContext, id: str, within: Mapping[str, list[str]], here: tuple[str, ...]) -> Iterator[Page]:
    """A place's page and its parts."""
    yield place(context, id, within, here)
    name, named = context.graph.entities.places[id].name, context.graph.by_named.get(id, ())
    yield from part_pages(context, urls.record("place", id), name, named)


def children(context: PlanContext) -> dict[str, list[str]]:
    """Those of no other place stand under an empty id."""
    known = context.graph.entities.places
    found: dict[str, list[str]] = {}
    for id in sorted((id for id in known if id in context.existing), key=lambda id: known[id].name.casefold()):
        parent = known[id].part_of
        found.setdefault(parent if parent in context.existing else "", []).append(id)
    return found


def events_at(context: PlanContext, within: Children) -> dict[str, tuple[str, ...]]:
    """Place id to the events there or within, the latest first."""
    entities = context.graph.entities
    found: dict[str, dict[str, None]] = {}
    for id in latest_first(event for event in entities.events.values() if event.id in context.existing):
        for place in entities.events[id].at:
            at = place
            while at in entities.places:
                found.setdefault(at, {})[id] = None
                at = entities.places[at].part_of
    return {place: tuple(events) for place, events in found.items()}


def places(context: PlanContext, within: Children, here: Mapping[str, tuple[str, ...]]) -> PlacesPage:
    return PlacesPage(
        path=SECTION.path,
        site=context.site,
        title=SECTION.title,
        description="Where things happened, and who speaks of it.",
        canonical=context.canonical(SECTION.path),
        crumbs=context.crumbs(),
        places=tuple(_lines(context, "", 0, within, here)),
    )


def _lines(
    context: PlanContext, parent: str, depth: int, within: Children, here: Mapping[str, tuple[str, ...]]
) -> Iterator[PlaceLine]:
    for id in within.get(parent, ()):
        named = context.graph.by_named.get(id, ())
        counts = sentences.counts((len(here.get(id, ())), "event"), (len(named), "statement"))
        yield PlaceLine(context.links[id], min(depth, 1), ", ".join(counts))
        yield from _lines(context, id, depth + 1, within, here)


def place(context: PlanContext, id: str, within: Children, events: tuple[str, ...]) -> PlacePage:
    record, path = context.graph.entities.places[id], urls.record("place", id)
    named = context.graph.by_named.get(id, ())
    crumbs = context.crumbs(SECTION)
    return PlacePage(
        path=path,
        site=context.site,
        title=record.name,
        draft_notice=draft_notice(record, context.graph),
        description=sentences.about(record.name, *sentences.counts((len(events), "event"), (len(named), "statement"))),
        canonical=context.canonical(path),
        crumbs=crumbs,
        linked_data_html=schema_org.place(context, record, crumbs),
        about_html=rendered(record.about_html, context.links),
        about_on=context.stamps(record.about_on) if record.about_on else None,
        parent=context.links[record.part_of] if record.part_of else None,
        parts=tuple(context.links[part] for part in within.get(id, ())),
        code=record.iso,
        external_links=external_links(record.url, record.wikidata),
        events=tuple(event_line(context, event) for event in events),
        statements=paginated(context, path, named),
        backlinks=backlinks(context, id),
        corrections=correction_notes(record.corrected, context.stamps),
    )
