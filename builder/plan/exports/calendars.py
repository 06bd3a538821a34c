"""Calendars of what is due, for the site and for every deal of which anything is: a planned thing with a date is an
event of whole days, with whoever plans it, and what became of it."""

from collections.abc import Iterable, Iterator
from datetime import UTC
from itertools import islice

from builder.model import urls
from builder.model.dates import midnight
from builder.model.entities import Record
from builder.model.feeds import Calendar, CalendarEvent
from builder.model.page_parts import DueLine
from builder.model.sections import SECTIONS
from builder.plan.context import PlanContext, Plans, one
from builder.plan.exports.feeds import address, headline
from builder.plan.parts.links import plain
from builder.plan.parts.statuses import all_dues, dues, scheduled

MOST = 500
"""Events of one calendar: those ahead by date, then those without an outcome and the settled ones, the latest first."""


def plans(context: PlanContext) -> Plans:
    """None where the site has no address."""
    graph = context.graph
    planned = frozenset(scheduled(context)) if graph.config.url else frozenset()
    if not planned:
        return
    yield one(urls.feed("ics"), site_calendar, context)
    for id, deal in graph.entities.deals.items():
        if id in context.existing and not planned.isdisjoint(graph.by_deal.get(id, ())):
            for name in (id, *deal.former):
                yield one(urls.feed("ics", "deal", name), deal_calendar, context, deal, name)


def site_calendar(context: PlanContext) -> Calendar:
    return Calendar(
        path=urls.feed("ics"),
        title=context.site.title,
        address=context.canonical(urls.feed("ics")),
        page=context.canonical(SECTIONS["watch"].path),
        events=tuple(_events(context, all_dues(context))),
    )


def deal_calendar(context: PlanContext, deal: Record, name: str) -> Calendar:
    """Where it was once, by the name of then, it says where it is now."""
    return Calendar(
        path=urls.feed("ics", "deal", name),
        title=f"{deal.name} · {context.site.title}",
        address=context.canonical(urls.feed("ics", "deal", deal.id)),
        page=context.canonical(urls.record("deal", deal.id)),
        events=tuple(_events(context, dues(context, context.graph.by_deal.get(deal.id, ())))),
    )


def _events(context: PlanContext, lines: Iterable[DueLine]) -> Iterator[CalendarEvent]:
    return (_event(context, line) for line in islice((line for line in lines if line.due), MOST))


def _event(context: PlanContext, line: DueLine) -> CalendarEvent:
    """An open end counts as the known one: what is due *by* a day stands on it."""
    card, addresses = line.card, context.addresses
    statement = context.graph.statements[card.id]
    due, state = statement.written.due, [line.words] if line.words else []
    assert due is not None
    words = f"Due {line.due.words if line.due else ''}"
    return CalendarEvent(
        id=addresses.of_statement(statement),
        stamp=midnight(addresses.updated[card.id], context.graph.config.timezone).astimezone(UTC),
        first=due.start,
        last=due.end,
        title=headline(card, plain(statement.written.gist, context.links), state),
        text="\n".join((", ".join((words, *state)), card.quote, f"Told {card.told.words}")),
        href=address(context, statement),
        topics=tuple(link.words for link in line.deals),
    )
