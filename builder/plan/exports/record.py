"""The compiled record, `data/site.json`: everything the site says, as data. Lists of objects, each with an
`id`.

Keys with nothing to say are left out. Dates are EDTF text, voices and chains are spelt as authors spell them, figures
are decimals as text in whole units of their currency. Nothing private (memo, flags, allow, who noted it) is in it.
"""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import lru_cache, partial
from operator import attrgetter
from typing import Any

from builder.model import urls
from builder.model.article import STATEMENT_KEYS, Annotation, Front, Hop, Position
from builder.model.changes import Change, identified
from builder.model.dates import When
from builder.model.dictionary import QUOTES
from builder.model.entities import Actor, Correction, Place, Record
from builder.model.graph import Article, Graph, Held, Level, Rung, Statement, on_file
from builder.model.graph_changes import Changes
from builder.model.money import Amount, Quantity
from builder.model.statement_keys import StatementKey
from builder.plan.history import Addresses

Value = object
Item = dict[str, Value]


def record(graph: Graph) -> dict[str, list[Item]]:
    """The whole record, each list in the order of its ids, changes by day. Of an entity that was withdrawn there is its
    id, which statements refer to."""
    entities, used, gone = graph.entities, graph.referred_to, graph.withdrawn
    addresses = Addresses(graph)
    actors = [id for id, value in entities.actors.items() if value.page or id in used]
    return {
        "deals": listed({"id": id, "status": None} if id in gone else deal(graph, id) for id in entities.deals),
        "actors": listed({"id": id} if id in gone else actor(graph, id) for id in actors),
        "events": listed({"id": id} if id in gone else event(graph, id) for id in entities.events),
        "places": listed({"id": id} if id in gone else place(graph, id) for id in entities.places),
        "questions": listed(
            {"id": id, "positions": []} if id in gone else question(graph, id) for id in entities.questions
        ),
        "articles": listed(article(item) for item in graph.articles.values()),
        "statements": listed(
            {**statement(graph, item), **days(graph, item, addresses)} for item in graph.statements.values()
        ),
        "money": listed(level(item) for item in graph.levels),
        "changes": [{"id": id, **change(found)} for id, found in identified(Changes(graph).all)],
    }


def days(graph: Graph, value: Statement, addresses: Addresses) -> Item:
    """When a statement was put on file, published and last changed."""
    return {
        "recorded": on_file(graph.articles[value.article], value).isoformat(),
        "first_published": addresses.published[value.id].isoformat(),
        "last_changed": addresses.updated[value.id].isoformat(),
    }


def change(value: Change) -> Item:
    return filled({
        "day": value.day.isoformat(), "kind": value.kind, "statement": value.statement, "deals": list(value.deals),
        "of": value.of, "before": value.before, "now": value.now, "lead": value.lead or None,
    })  # fmt: skip


def listed(items: Iterable[Item]) -> list[Item]:
    return sorted(items, key=lambda item: str(item["id"]))


def filled(item: Mapping[str, Value]) -> Item:
    """The keys that say something."""
    return {key: value for key, value in item.items() if value not in ("", None, (), [], {})}


def deal(graph: Graph, id: str) -> Item:
    """What is known of a deal; its main keys are there even where they are empty."""
    value = graph.entities.deals[id]
    main: Item = {
        "ladder": value.ladder,
        "status": status(graph, id),
        "parties": list(value.parties),
        "part_of": value.part_of or None,
    }
    return {**filled({**named(value), "checked": when(value.checked)}), **main}


def status(graph: Graph, id: str) -> Item | None:
    standing = graph.standings.get(id)
    if standing is None or (standing.now is None and not standing.parties):
        return None
    now = standing.now
    return {
        "rung": now.rung if now else None,
        "since": since(now) if now else [],
        "as_of": when(standing.as_of),
        "voice": str(standing.voice) if standing.voice else None,
        "disputed": bool(standing.disputes),
        "parties": {party: {"rung": rung.rung, "since": since(rung)} for party, rung in standing.parties},
        "statements": list(now.statements) if now else [],
        "path": [
            {"rung": rung.rung, "since": since(rung), "statements": list(rung.statements)} for rung in standing.path
        ],
    }


def since(rung: Rung) -> list[str]:
    return [date.text for date in rung.since]


def actor(graph: Graph, id: str) -> Item:
    """All that is known of an actor; of a private person only what stands where they are quoted."""
    value = graph.entities.actors[id]
    if not value.page:
        return {"id": value.id, "name": value.name, "kind": value.kind}
    roles = [
        filled({"title": role.title, "of": role.of, "from": when(role.since), "to": when(role.until)})
        for role in value.roles
    ]
    members = [
        filled({"id": member.id, "from": when(member.since), "to": when(member.until)}) for member in value.members
    ]
    others: Item = {"not_same_as": list(value.not_same_as), "owner": value.owner}
    return filled(
        {
            **named(value),
            "kind": value.kind,
            "part_of": value.part_of,
            "roles": roles,
            "members": members,
            **found_at(value),
            **others,
        }
    )


def event(graph: Graph, id: str) -> Item:
    value = graph.entities.events[id]
    return filled({**named(value), "when": when(value.when), "at": list(value.at)})


def place(graph: Graph, id: str) -> Item:
    value = graph.entities.places[id]
    return filled({**named(value), "part_of": value.part_of, **found_at(value)})


def found_at(value: Actor | Place) -> Item:
    """By which other names, codes and addresses an actor or place is known."""
    names: Item = {"ambiguous": list(value.ambiguous), "iso": value.iso, "tz": value.tz}
    return {**names, "url": value.url, "wikidata": value.wikidata}


def question(graph: Graph, id: str) -> Item:
    value = graph.entities.questions[id]
    options: Value = list(value.options) or value.measure
    item = filled({"id": id, "ask": value.name, "deal": value.deal, "options": options,
                   "labels": list(value.labels), "settled_by": value.settled_by,
                   "former": [*value.elsewhere, *value.former],
                   "corrected": corrections(value.corrected)})  # fmt: skip
    return {**item, "positions": [position(graph, held) for held in graph.positions.get(id, ())]}


def position(graph: Graph, held: Held) -> Item:
    return {
        "option": held.option,
        "holder": str(held.holder),
        "voice": spelt(graph.statements[held.statement].voice),
        "origin": held.origin,
        "mode": held.mode,
        "told": held.told.text,
        "statement": held.statement,
        "side": held.side,
        "from": held.start.isoformat(),
        "to": held.until.isoformat() if held.until else None,
    }


def named(value: Record) -> Item:
    """What every entity has."""
    return {
        "id": value.id,
        "name": value.name,
        "aliases": list(value.aliases),
        "former": [*value.elsewhere, *value.former],
        "corrected": corrections(value.corrected),
    }


def article(value: Article) -> Item:
    front = value.front
    return filled({
        "id": front.id, "title": front.title, "title_ours": front.title_ours, "outlet": front.outlet,
        "form": front.form, "published": moment(front.published), "dated_by": front.dated_by,
        "dated_why": front.dated_why, "recorded": when(front.recorded), "url": front.url, "archive": front.archive,
        "cutoff": moment(front.cutoff), "lang": front.lang, "topics": list(front.topics), "rights": value.rights,
        "rights_why": front.rights_why,
        "checked": {"by": front.checked.by, "on": front.checked.on.text} if front.checked else None,
        "derives": derivations(front), "version_of": front.version_of, "standing": front.standing,
        "standing_on": when(front.standing_on), "standing_why": front.standing_why, "former": list(front.former),
        "corrected": corrections(front.corrected), "statements": [item.id for item in value.statements],
    })  # fmt: skip


def derivations(front: Front) -> list[Item]:
    return [
        filled({"from": item.source, "how": item.how, "basis": item.basis, "why": item.why}) for item in front.derives
    ]


def statement(graph: Graph, value: Statement) -> Item:
    written = value.written
    item: Item = {
        "id": value.id,
        "article": value.article,
        "url": address(graph, value),
        "quote": written.quote,
        "gist": written.gist.source,
        "voice": spelt(value.voice),
        "chain": [spelt(hop) for hop in value.chain],
        "origin": graph.origins.get(value.id, ""),
        "told": moment(value.told),
        "mode": written.mode,
        "wording": "checked" if value.anchor else "unchecked",
    }
    for key in written.given & GIVEN.keys():
        found = GIVEN[key](written)
        if found:
            item[key] = found
    disputed = [one.source for one in graph.done_to(value.id, "disputes")]
    if disputed:
        item["disputed_by"] = disputed
    if written.amount:
        item["measure"] = written.measure
    if written.mode == "planned" or written.is_awaited:
        outcome = graph.outcomes.get(value.id)
        item["outcome"] = outcome.outcome if outcome else None
    if not graph.config.data_quotes:
        for key in QUOTES & item.keys():
            del item[key]
    return item


def answers(positions: Iterable[Position]) -> list[Item]:
    return [filled({"question": one.question, "option": one.option, "holder": one.holder}) for one in positions]


def quantity(found: Quantity | None) -> Item | None:
    return {"number": plain(found.number), "unit": found.unit} if found else None


def targets(kind: str, written: Annotation) -> list[str]:
    return [target for relation, target in written.relations if relation == kind]


def spelling(key: StatementKey) -> Callable[[Annotation], Value]:
    """How an annotation's value of a key is spelt."""
    if key.field == "relations":
        return partial(targets, key.name)
    get, spell = attrgetter(key.field), SPELLINGS.get(key.kind)
    return (lambda written: spell(get(written))) if spell else get


@lru_cache(maxsize=4096)
def spelt(hop: Hop) -> str:
    return str(hop)


def address(graph: Graph, value: Statement) -> str:
    return f"{graph.config.url or '/'}{urls.statement_page(value.article, value.local)[1:]}"


def level(value: Level) -> Item:
    return {
        "id": value.statements[0], "deal": value.deal, "stage": value.stage, "payer": value.payer or None,
        "payee": value.payee or None, "voice": str(value.voice) if value.voice else None, "measure": value.measure,
        **figure(value.currency, value.low, value.high, approximate=value.approximate),
        "conditional": value.conditional, "corrected": bool(value.corrected_by),
        "corrected_by": value.corrected_by or None, "statements": list(value.statements),
        "also": list(value.also), "earlier": list(value.earlier),
    }  # fmt: skip


def money(amount: Amount | None) -> Item | None:
    if amount is None:
        return None
    item = figure(amount.currency, amount.low, amount.high, approximate=amount.approximate)
    return {**item, "converted": money(amount.converted)} if amount.converted else item


def figure(currency: str, low: Decimal | None, high: Decimal | None, *, approximate: bool) -> Item:
    return {
        "currency": currency,
        "value": plain(low) if low == high else None,
        "low": plain(low),
        "high": plain(high),
        "approx": approximate,
    }


def plain(number: Decimal | None) -> str | None:
    """A decimal without an exponent or needless zeros: `2260000000`, `2.5`."""
    if number is None:
        return None
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def when(date: When | None) -> str:
    return date.text if date else ""


def moment(date: When | None) -> str:
    """A date with its clock time and zone, where it has them."""
    if date is None:
        return ""
    return f"{date.text}T{date.time}{date.offset}" if date.time and "T" not in date.text else date.text


def corrections(items: tuple[Correction, ...]) -> list[Item]:
    return [{"on": item.on.text, "was": item.was, "why": item.why} for item in items]


SPELLINGS: dict[str, Callable[[Any], Value]] = {
    "sentence": attrgetter("source"), "prose": attrgetter("source"), "day": when, "ids": list, "stances": dict,
    "outcomes": dict, "positions": answers, "amount": money, "quantity": quantity, "corrections": corrections,
}  # fmt: skip
"""Kind of key to the spelling of its values, where they are no text."""
COMPUTED = frozenset({"id", "quote", "gist", "by", "mode", "measure"})
"""Keys that a statement is spelt by in any case, in a way of their own."""
GIVEN: dict[str, Callable[[Annotation], Value]] = {
    **{key.name: spelling(key) for key in STATEMENT_KEYS if not key.private and key.name not in COMPUTED},
    "due": lambda written: "open" if written.due_open else when(written.due),
    "former": lambda written: [*written.elsewhere, *written.former],
}
"""The published ones of the keys that an author may give, each with how its value is spelt."""
