"""Levels of money against each other, and what an amount should have beside it. Articles and the graph in, findings
out. Whether figures are those of the quote is in `figures.py`."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from builder.model.article import RISING, STAGES
from builder.model.config import Config
from builder.model.entities import Actor, Deal, Entities, ancestry
from builder.model.finding import Finding
from builder.model.graph import Article, Graph, Level
from builder.model.money import Amount


def no_stage(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    for statement in article.statements:
        written = statement.written
        if written.amount and not written.stage and written.measure != "each" and "stage" not in written.misread:
            message = "an amount without a stage counts nowhere"
            help = f"add `stage`: {', '.join(STAGES[:-1])} or {STAGES[-1]}"
            yield written.finding("no-stage", message, "amount", help=help)


def no_rate(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    for statement in article.statements:
        amount = statement.written.amount
        if amount and not amount.converted and amount.currency != config.currency:
            message = f"`{amount.text}` has no printed conversion to {config.currency}"
            yield statement.written.finding("no-rate", message, "amount")


def payer_not_a_party(graph: Graph) -> Iterator[Finding]:
    """Who pays and who is paid take part in the deal, or in a larger or smaller one; so does what they are part of."""
    deals, below = graph.entities.deals, parties_below(graph.entities.deals)
    taking: dict[str, frozenset[str]] = {}
    for statement in graph.statements.values():
        written = statement.written
        if not written.amount or not (written.payer or written.payee) or len(written.deals) != 1:
            continue
        (deal,) = written.deals
        if deal not in taking:
            above = (party for id in ancestry(deal, deals) for party in deals[id].parties)
            taking[deal] = taking_part({*below.get(deal, ()), *above}, graph.entities.actors)
        for key, id in (("payer", written.payer), ("payee", written.payee)):
            if id and taking[deal] and taking[deal].isdisjoint(ancestry(id, graph.entities.actors)):
                message = f"`{id}` is not a party of `{deal}`"
                help = f"correct `{key}`, or add `{id}` to the `parties` of the deal"
                yield written.finding("payer-not-a-party", message, key, id, help=help)


def parties_below(deals: Mapping[str, Deal]) -> dict[str, set[str]]:
    """The parties of each deal and of those that are part of it, near or far."""
    found: dict[str, set[str]] = defaultdict(set)
    for id, deal in deals.items():
        for above in ancestry(id, deals) if deal.parties else ():
            found[above].update(deal.parties)
    return found


def taking_part(parties: Iterable[str], actors: Mapping[str, Actor]) -> frozenset[str]:
    """The parties, with their members and what they are part of."""
    parties = frozenset(parties)
    members = {member.id for party in parties if party in actors for member in actors[party].members}
    above = {id for party in parties for id in ancestry(party, actors)}
    return frozenset(parties | members | above)


def level_falls(graph: Graph) -> Iterator[Finding]:
    """A figure is the level so far, so a later one is no lower, unless it corrects or updates the earlier."""
    for row in graph.levels:
        if row.corrected_by or row.measure != "total" or row.stage not in (*RISING, ""):
            continue
        now = graph.statements[row.statements[0]]
        for id in row.earlier:
            before = graph.statements[id]
            amount = before.written.amount
            if not amount or not _fell(amount, row) or "amount" in graph.overtaken.get(id, ()):
                continue
            if graph.happened(id).end <= graph.happened(now.id).end:
                stage = f" {row.stage}" if row.stage else ""
                message = f"{row.amount.text}{stage} is less than the {amount.text} reported earlier in `{id}`"
                help = f"add `corrects: [{id}]` if it corrects that figure, or `measure: part` if it is only a part"
                yield now.written.finding("level-falls", message, "amount", help=help)


def _fell(amount: Amount, row: Level) -> bool:
    if amount.currency != row.currency or amount.low is None or row.high is None or amount.low <= row.high:
        return False
    return row.high + max(amount.step, row.amount.step) / 2 < amount.low


def parts_exceed_whole(graph: Graph) -> Iterator[Finding]:
    """What is told as a part of a deal's money, or of its sub-deals', comes to no more than the deal's own figure."""
    of_children = _child_rows(graph)
    for row in graph.levels:
        whole = graph.statements[row.statements[0]]
        if not row.counts or row.high is None or whole.written.measure == "part":
            continue
        for parts in (_told_parts(graph, row), of_children[row.deal, row.stage, row.currency]):
            total = sum(parts.values(), Decimal(0))
            if total > row.high + row.amount.step / 2:
                message = f"the parts add up to {row.currency} {total:,f}, more than the whole, {row.amount.text}"
                notes = tuple(f"{row.currency} {value:,f} in `{id}`" for id, value in sorted(parts.items()))
                help = "correct a figure, or the `stage` of one that is not part of this whole"
                yield whole.written.finding("parts-exceed-whole", message, "amount", help=help, notes=notes)


def _told_parts(graph: Graph, row: Level) -> dict[str, Decimal]:
    """The least that each part of a row is told to be, as far as it is in the row's currency."""
    amounts = ((id, graph.statements[id].written.amount) for id in row.parts)
    return {
        id: found.low for id, found in amounts if found and found.currency == row.currency and found.low is not None
    }


def _child_rows(graph: Graph) -> dict[tuple[str, str, str], dict[str, Decimal]]:
    """What each sub-deal's own rows come to, by the parent deal, stage and currency; claims are never summed."""
    found: dict[tuple[str, str, str], dict[str, Decimal]] = defaultdict(dict)
    for row in graph.levels:
        child = graph.entities.deals.get(row.deal)
        if child and child.part_of and row.summable and row.low is not None:
            found[child.part_of, row.stage, row.currency][row.statements[0]] = row.low
    return found


ARTICLE_RULES = (no_stage, no_rate)
WARNING_RULES = (payer_not_a_party, level_falls, parts_exceed_whole)
