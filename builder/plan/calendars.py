"""Calendars of what is due, for the site and for every deal of which anything is: a planned thing with a date is an
event of whole days, with whoever plans it, and what became of it."""

from collections.abc import Iterable, Iterator
from datetime import UTC
from itertools import islice

from builder.model import urls
from builder.model.blocks import DueLine
from builder.model.entities import Record
from builder.model.feeds import Calendar, Happening
from builder.model.zones import midnight
from builder.plan.dues import all_dues, dues, scheduled
from builder.plan.entries import address, headline
from builder.plan.material import Material
from builder.plan.plans import Plans, one
from builder.plan.prose import plain

MOST = 500
"""Events of one calendar: those ahead by date, then those without an outcome and the settled ones, the latest first."""


def plans(material: Material) -> Plans:
    """None where the site has no address."""
    graph = material.graph
    planned = frozenset(scheduled(material)) if graph.config.url else frozenset()
    if not planned:
        return
    yield one(urls.feed("ics"), site_calendar, material)
    for id, deal in graph.entities.deals.items():
        if id in material.existing and not planned.isdisjoint(graph.by_deal.get(id, ())):
            for name in (id, *deal.former):
                yield one(urls.feed("ics", "deal", name), deal_calendar, material, deal, name)


def site_calendar(material: Material) -> Calendar:
    return Calendar(
        path=urls.feed("ics"),
        title=material.site.title,
        address=material.canonical(urls.feed("ics")),
        page=material.canonical("/watch/"),
        events=tuple(_events(material, all_dues(material))),
    )


def deal_calendar(material: Material, deal: Record, name: str) -> Calendar:
    """Where it was once, by the name of then, it says where it is now."""
    return Calendar(
        path=urls.feed("ics", "deal", name),
        title=f"{deal.name} · {material.site.title}",
        address=material.canonical(urls.feed("ics", "deal", deal.id)),
        page=material.canonical(urls.record("deal", deal.id)),
        events=tuple(_events(material, dues(material, material.graph.by_deal.get(deal.id, ())))),
    )


def _events(material: Material, lines: Iterable[DueLine]) -> Iterator[Happening]:
    return (_event(material, line) for line in islice((line for line in lines if line.due), MOST))


def _event(material: Material, line: DueLine) -> Happening:
    """An open end counts as the known one: what is due *by* a day stands on it."""
    card, addresses = line.card, material.addresses
    statement = material.graph.statements[card.id]
    due, state = statement.written.due, [line.words] if line.words else []
    assert due is not None
    words = f"Due {line.due.words if line.due else ''}"
    return Happening(
        id=addresses.of_statement(statement),
        stamp=midnight(addresses.updated[card.id], material.graph.config.timezone).astimezone(UTC),
        first=due.start,
        last=due.end,
        title=headline(card, plain(statement.written.gist, material.links), state),
        text="\n".join((", ".join((words, *state)), card.quote, f"Told {card.told.words}")),
        href=address(material, statement),
        topics=tuple(link.words for link in line.deals),
    )
