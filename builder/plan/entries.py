"""Statements as feeds and calendars bring them: who says it stands before every sentence, and whoever denies it beside
it, for a title is often all that is read."""

from collections.abc import Iterable
from datetime import date

from builder.model import urls
from builder.model.bylines import attribution, objections
from builder.model.feeds import Entry
from builder.model.graph import Statement
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
        self._begun = Beginnings(material.graph.config.timezone)

    def __missing__(self, id: str) -> Entry:
        material, addresses = self._material, self._material.addresses
        statement, card = material.graph.statements[id], material.cards[id]
        written = statement.written
        made = self[id] = Entry(
            addresses.of_statement(statement),
            address(material, statement),
            headline(card, plain(written.gist, material.links)),
            self._begun[addresses.published[id]],
            self._begun[addresses.updated[id]],
            card,
            tuple([(deal, material.links[deal].words) for deal in written.deals]),
            spelt(statement.voice),
            moment(statement.told),
        )
        return made


class Beginnings(dict[date, str]):
    """The moments at which days begin in a time zone, as RFC 3339 has them; each worked out once."""

    def __init__(self, zone: str) -> None:
        super().__init__()
        self._zone = zone

    def __missing__(self, day: date) -> str:
        begun = self[day] = midnight(day, self._zone).isoformat()
        return begun


def address(material: Material, statement: Statement) -> str:
    """Of the statement's own page."""
    return material.canonical(urls.statement_page(statement.article, statement.local))


def headline(card: Card, gist: str, more: Iterable[str] = ()) -> str:
    """`Kremlin, through ISW, in Fakti (Planned; disputed by Kyiv): The talks begin.`"""
    marks = "; ".join(filter(None, (card.mode_words, *more, *card.marks, *objections(card))))
    return f"{attribution(card)} ({marks}): {gist}" if marks else f"{attribution(card)}: {gist}"
