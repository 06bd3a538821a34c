"""What a statement reports in so many words: the status, the sum, the position, the stance, the date it is due.
Each is a labelled fact on its card, struck through where a later statement has replaced it.
"""

from builder.model.corpus import Position
from builder.model.graph import Graph, Statement
from builder.model.money import Amount, Quantity
from builder.model.pages import Fact, Link
from builder.plan import money
from builder.plan.links import Links
from builder.plan.stamps import Stamps
from builder.plan.words import OVERTAKEN, term

_KEYS = frozenset({"status", "amount", "quantity", "positions", "stance", "due", "due_open", "event"})


def facts(statement: Statement, graph: Graph, links: Links, stamps: Stamps) -> tuple[Fact, ...]:
    """The facts of one statement, in the order in which a card shows them."""
    written = statement.written
    if written.given.isdisjoint(_KEYS):
        return ()
    overtaken = _overtaken(statement.id, graph)
    found = []
    denied = " denied" if written.mode == "denied" else ""
    if written.status:
        party = (Link(f"by {links[written.party].words}", links[written.party].href),) if written.party else ()
        deals = tuple([links[deal] for deal in written.deals])
        found.append(
            Fact(f"Status{denied}", (Link(term(written.status)), *party, *deals), "status", overtaken.get("status", ""))
        )
    if written.amount:
        sides = _sides(written.payer, written.payee, links)
        sum = f"{money.words(written.amount)}{', ' + written.stage if written.stage else ''}"
        found.append(Fact("Money", (Link(sum), *sides), "money", overtaken.get("amount", "")))
    if written.quantity:
        found.append(Fact("Number", (Link(written.quantity.text),), "quantity", overtaken.get("quantity", "")))
    for position in written.positions:
        values = (links[position.question], answer(position, links))
        found.append(Fact(f"Position{denied}", values, "position", overtaken.get("positions", "")))
    for actor, stance in written.stance:
        found.append(Fact("Stance", (links[actor], Link(stance)), "stance", overtaken.get("stance", "")))
    if written.due:
        stamp = stamps(written.due)
        printed = "" if written.when or not written.when_printed else f" (printed “{written.when_printed}”)"
        found.append(Fact("Due", (Link(stamp.words + printed, stamp.href),), "due", overtaken.get("due", "")))
    elif written.due_open:
        found.append(Fact("Due", (Link("no date given"),), "due"))
    if written.event:
        found.append(Fact("Event", (links[written.event],), "event"))
    return tuple(found)


def answer(position: Position, links: Links) -> Link:
    """The option in words, with its holder where the voice reports another's."""
    option = Link(figure(position.figure)) if position.figure else links.option(position.option)
    held = f", held by {links[position.holder].words}" if position.holder else ""
    return Link(option.words + held, option.href)


def figure(found: Amount | Quantity) -> str:
    """A figure in words."""
    return money.words(found) if isinstance(found, Amount) else found.text


def _sides(payer: str, payee: str, links: Links) -> list[Link]:
    found = [(f"from {links[payer].words}", payer)] if payer else []
    found += [(f"to {links[payee].words}", payee)] if payee else []
    return [Link(words, links[id].href) for words, id in found]


def _overtaken(id: str, graph: Graph) -> dict[str, str]:
    """Key to the word for what became of it."""
    keys = graph.overtaken.get(id)
    if not keys:
        return {}
    kinds = [
        OVERTAKEN[relation.kind]
        for relation in graph.bearing.get(id, ())
        if relation.kind in OVERTAKEN and not relation.void
    ]
    return dict.fromkeys(keys, kinds[-1] if kinds else "replaced")
