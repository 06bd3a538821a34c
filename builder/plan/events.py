"""An event's page: when and where, and each account of it. And the index of events by year."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial

from builder.model import urls
from builder.model.counting import counted
from builder.model.entities import Event
from builder.model.pages import Card, Page
from builder.model.records import EventGroup, EventLine, EventPage, EventsPage
from builder.plan import schema_org
from builder.plan.backlinks import backlinks
from builder.plan.deals import mends
from builder.plan.material import Material
from builder.plan.parts import part_pages, parted
from builder.plan.plans import Plans, one
from builder.plan.prose import rendered
from builder.plan.waiting import waiting

INDEX = "/events/"
UNDATED = "Without a date"


def plans(material: Material) -> Plans:
    yield one(INDEX, events, material)
    for id in material.graph.entities.events:
        if id in material.existing:
            yield urls.record("event", id), partial(pages, material, id)


def pages(material: Material, id: str) -> Iterator[Page]:
    """An event's page and its parts."""
    yield event(material, id)
    accounts, _ = told(material, id)
    yield from part_pages(material, urls.record("event", id), material.graph.entities.events[id].name, accounts)


def events(material: Material) -> EventsPage:
    """All events by year, the latest first."""
    known = material.graph.entities.events
    groups: dict[str, list[EventLine]] = {}
    for id in latest_first(event for event in known.values() if event.id in material.existing):
        when = known[id].when
        groups.setdefault(f"{when.end.year:04}" if when else UNDATED, []).append(event_line(material, id))
    return EventsPage(
        path=INDEX,
        site=material.site,
        title="Events",
        description="What happened, when and where, with every account on file.",
        canonical=material.canonical(INDEX),
        crumbs=material.crumbs(),
        groups=tuple(
            EventGroup(year, urls.href(urls.day(year)) if year in material.periods else "", tuple(lines))
            for year, lines in groups.items()
        ),
    )


def latest_first(events: Iterable[Event]) -> list[str]:
    """Ids of events by their last day, then their first, the latest first; those without a date last."""
    by_name = sorted(events, key=lambda event: event.name)
    dated = [event for event in by_name if event.when]
    dated.sort(key=lambda event: (event.when.end, event.when.start) if event.when else (), reverse=True)
    return [event.id for event in (*dated, *(event for event in by_name if not event.when))]


def event_line(material: Material, id: str) -> EventLine:
    record = material.graph.entities.events[id]
    accounts, _ = told(material, id)
    return EventLine(
        event=material.links[id],
        when=material.stamps(record.when) if record.when else None,
        places=tuple(material.links[place] for place in record.at),
        count=len(accounts),
        first=min((material.cards[other] for other in accounts), key=_told(material), default=None),
    )


def _told(material: Material) -> Callable[[Card], tuple[date, str]]:
    """Sorts cards the first told first."""
    return lambda card: (material.graph.statements[card.id].told.end, card.id)


def told(material: Material, id: str) -> tuple[list[str], list[str]]:
    """The statements that report the event, and those that only name it; the latest first."""
    accounts: list[str] = []
    named: list[str] = []
    for other in material.graph.by_event.get(id, ()):
        (accounts if material.graph.statements[other].written.event == id else named).append(other)
    return accounts, named


def event(material: Material, id: str) -> EventPage:
    record, path = material.graph.entities.events[id], urls.record("event", id)
    accounts, named = told(material, id)
    line, crumbs = event_line(material, id), material.crumbs(("Events", INDEX))
    return EventPage(
        path=path,
        site=material.site,
        title=record.name,
        waiting=waiting(record, material.graph),
        description=f"{record.name}{', ' + line.when.words if line.when else ''}: {counted(len(accounts), 'account')}.",
        canonical=material.canonical(path),
        crumbs=crumbs,
        linked_data_html=schema_org.event(material, record, crumbs),
        about_html=rendered(record.about_html, material.links),
        about_on=material.stamps(record.about_on) if record.about_on else None,
        when=line.when,
        places=line.places,
        accounts=parted(material, path, accounts),
        articles=len({material.graph.statements[other].article for other in accounts}),
        named=material.shown(named),
        backlinks=backlinks(material, id),
        mends=mends(material, record),
    )
