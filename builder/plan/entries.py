"""Statements as feeds and calendars bring them: who says it stands before every sentence, and whoever denies it beside
it, for a title is often all that is read."""

from collections.abc import Iterable
from datetime import date

from builder.model import urls
from builder.model.bylines import attribution, objections
from builder.model.graph import Statement
from builder.model.machine import Entry
from builder.model.pages import Card
from builder.model.zones import midnight
from builder.plan.material import Material
from builder.plan.prose import plain
from builder.plan.record import moment, spelt


class Entries(dict[str, Entry]):
    """Entries by a statement's full id, each made when a feed first asks for it."""

    def __init__(self, material: Material) -> None:
        super().__init__()
        self._material = material

    def __missing__(self, id: str) -> Entry:
        made = self[id] = _entry(self._material, self._material.graph.statements[id])
        return made


def _entry(material: Material, statement: Statement) -> Entry:
    id, card, addresses = statement.id, material.cards[statement.id], material.addresses
    return Entry(
        id=addresses.of_statement(statement),
        href=address(material, statement),
        title=headline(card, plain(statement.written.gist, material.links)),
        published=begin(material, addresses.published[id]),
        updated=begin(material, addresses.updated[id]),
        card=card,
        deals=tuple([(deal, material.links[deal].words) for deal in statement.written.deals]),
        voice=spelt(statement.voice),
        told=moment(statement.told),
    )


def address(material: Material, statement: Statement) -> str:
    """Of the statement's own page."""
    return material.canonical(urls.statement_page(statement.article, statement.local))


def headline(card: Card, gist: str, more: Iterable[str] = ()) -> str:
    """`Kremlin, through ISW, in Fakti (Planned; disputed by Kyiv): The talks begin.`"""
    marks = [*([card.mode_words] if card.mode_words else ()), *more, *card.marks, *objections(card)]
    return f"{attribution(card)} ({'; '.join(marks)}): {gist}" if marks else f"{attribution(card)}: {gist}"


def begin(material: Material, day: date) -> str:
    """The moment at which a day begins for the desk, as RFC 3339 has it."""
    return midnight(day, material.graph.config.timezone).isoformat()
