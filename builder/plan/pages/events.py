"""An event's page: when and where, and each account of it. And the index of events by year."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial

from builder.model import sentences, urls
from builder.model.entities import Event
from builder.model.entity_pages import EventGroup, EventLine, EventPage, EventsPage
from builder.model.pages import Card, Page
from builder.model.sections import SECTIONS
from builder.model.text import counted
from builder.plan.context import PlanContext, Plans, one
from builder.plan.exports import schema_org
from builder.plan.parts.backlinks import backlinks
from builder.plan.parts.cards import correction_notes
from builder.plan.parts.dates import draft_notice
from builder.plan.parts.links import rendered
from builder.plan.parts.pagination import paginated, part_pages

SECTION = SECTIONS["events"]
UNDATED = "Without a date"


def plans(context: PlanContext) -> Plans:
    yield one(SECTION.path, events, context)
    for id in context.graph.entities.events:
        if id in context.existing:
            yield urls.record("event", id), partial(pages, context, id)


def pages(context: PlanContext, id: str) -> Iterator[Page]:
    """An event's page and its parts."""
    yield event(context, id)
    accounts, _ = accounts_and_mentions(context, id)
    yield from part_pages(context, urls.record("event", id), context.graph.entities.events[id].name, accounts)


def events(context: PlanContext) -> EventsPage:
    """All events by year, the latest first."""
    known = context.graph.entities.events
    groups: dict[str, list[EventLine]] = {}
    for id in latest_first(event for event in known.values() if event.id in context.existing):
        when = known[id].when
        groups.setdefault(f"{when.end.year:04}" if when else UNDATED, []).append(event_line(context, id))
    return EventsPage(
        path=SECTION.path,
        site=context.site,
        title=SECTION.title,
        description="What happened, when and where, with every account of it.",
        canonical=context.canonical(SECTION.path),
        crumbs=context.crumbs(),
        groups=tuple(
            EventGroup(year, urls.href(urls.day(year)) if year in context.periods else "", tuple(lines))
            for year, lines in groups.items()
        ),
    )


def latest_first(events: Iterable[Event]) -> list[str]:
    """Ids of events by their last day, then their first, the latest first; those without a date last."""
    by_name = sorted(events, key=lambda event: event.name)
    dated = [event for event in by_name if event.when]
    dated.sort(key=lambda event: (event.when.end, event.when.start) if event.when else (), reverse=True)
    return [event.id for event in (*dated, *(event for event in by_name if not event.when))]


def event_line(context: PlanContext, id: str) -> EventLine:
    record = context.graph.entities.events[id]
    accounts, _ = accounts_and_mentions(context, id)
    return EventLine(
        event=context.links[id],
        when=context.stamps(record.when) if record.when else None,
        places=tuple(context.links[place] for place in record.at),
        count=counted(len(accounts), "account"),
        first=min((context.cards[other] for other in accounts), key=_by_telling(context), default=None),
    )


def _by_telling(context: PlanContext) -> Callable[[Card], tuple[date, str]]:
    """Sorts cards the first told first."""
    return lambda card: (context.graph.statements[card.id].told.end, card.id)


def accounts_and_mentions(context: PlanContext, id: str) -> tuple[list[str], list[str]]:
    """The statements that report the event, and those that only name it; the latest first."""
    accounts: list[str] = []
    named: list[str] = []
    for other in context.graph.by_event.get(id, ()):
        (accounts if context.graph.statements[other].written.event == id else named).append(other)
    return accounts, named


def event(context: PlanContext, id: str) -> EventPage:
    record, path = context.graph.entities.events[id], urls.record("event", id)
    accounts, named = accounts_and_mentions(context, id)
    line, crumbs = event_line(context, id), context.crumbs(SECTION)
    return EventPage(
        path=path,
        site=context.site,
        title=record.name,
        draft_notice=draft_notice(record, context.graph),
        description=sentences.about(f"{record.name}{', ' + line.when.words if line.when else ''}", line.count),
        canonical=context.canonical(path),
        crumbs=crumbs,
        linked_data_html=schema_org.event(context, record, crumbs),
        about_html=rendered(record.about_html, context.links),
        about_on=context.stamps(record.about_on) if record.about_on else None,
        when=line.when,
        places=line.places,
        accounts=paginated(context, path, accounts),
        differ=sentences.side_by_side(len({context.graph.statements[other].article for other in accounts})),
        named=context.shown(named),
        backlinks=backlinks(context, id),
        corrections=correction_notes(record.corrected, context.stamps),
    )
