"""A deal's timeline: what moved or tried to move its status, and the dated events that statements on it report."""

from collections.abc import Iterator, Sequence

from builder.model.blocks import Turn
from builder.model.dates import When
from builder.plan.material import Material
from builder.plan.statuses import stood


def timeline(material: Material, deal: str, history: Sequence[str], most: int) -> tuple[tuple[Turn, ...], int]:
    """The last lines of it, at most so many, and how many came before them. `history`: the statements of the deal's
    status. Every other event stands once, by the account told first."""
    statements = material.graph.statements
    dated = [(stood(statements[id]), statements[id].written.when is None, id) for id in history]
    dated += [(when, False, id) for when, id in _events(material, deal, history)]
    dated.sort(key=lambda line: (line[0].start, line[0].end))
    return tuple(_turn(material, *line) for line in dated[-most:]), max(len(dated) - most, 0)


def _turn(material: Material, when: When, told: bool, id: str) -> Turn:  # noqa: FBT001
    statement = material.graph.statements[id]
    event = material.links[statement.written.event] if statement.written.event else None
    return Turn(material.stamps(statement.told if told else when), told, event, material.cards[id])


def _events(material: Material, deal: str, history: Sequence[str]) -> Iterator[tuple[When, str]]:
    """The first account of each event that no statement of the status reports."""
    graph = material.graph
    seen = {graph.statements[id].written.event for id in history}
    accounts = [
        statement
        for statement in (graph.statements[id] for id in graph.by_deal.get(deal, ()))
        if statement.written.event and statement.written.mode == "asserted" and deal in statement.written.deals
    ]
    for statement in sorted(accounts, key=lambda each: (each.told.end, each.id)):
        event = statement.written.event
        when = statement.written.when or graph.entities.events[event].when
        if when and event not in seen and graph.articles[statement.article].counts:
            seen.add(event)
            yield when, statement.id
