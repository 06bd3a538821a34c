"""Small values for tests: each factory fills in what a case does not care about.

Nothing is parsed here, so that a test of one stage stands without the others.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from builder.link.article import origins
from builder.link.relations import contradicted_by, dues, grouped, outcomes
from builder.link.status import aged, moved
from builder.model.article import Annotation, Body, Front, Hop
from builder.model.config import Config
from builder.model.dates import When
from builder.model.entities import Actor, Deal, Entities, Event, Place, Question, Record
from builder.model.finding import Location
from builder.model.graph import Anchor, Article, Graph, Level, Standing, Statement
from builder.model.money import Amount, Quantity
from builder.model.pages import Page
from builder.model.prose import read
from builder.plan.context import Plan

TODAY = date(2025, 6, 1)


def location(file: str = "content/test.yml", *keys: str | int) -> Location:
    return Location(file, keys)


def when(text: str) -> When:
    """`2025-05-01`, `2025-05`, `2025`, `A/B`, `../B` or `A/..`; a closing `~` for about."""
    plain = text.removesuffix("~")
    start, _, end = plain.partition("/")
    end = end or start
    first = None if start == ".." else _bounds(start)[0]
    last = None if end == ".." else _bounds(end)[1]
    return When(text, first, last, approximate=text != plain)


def _bounds(text: str) -> tuple[date, date]:
    year, month, day = (*map(int, text.split("-")), 0, 0)[:3]
    first = date(year, month or 1, day or 1)
    if day:
        return first, first
    after = date(year + 1, 1, 1) if month in (0, 12) else date(year, month + 1, 1)
    return first, after - timedelta(days=1)


def amount(currency: str, value: str | int, *, about: bool = False, step: str | int = 1) -> Amount:
    """One figure in whole units: `amount("GBP", 2_260_000_000, step=10_000_000)`."""
    figure = Decimal(value)
    text = f"{'about ' if about else ''}{currency} {figure}"
    return Amount(text, currency, figure, figure, about, Decimal(step))


def level(deal: str, value: int, stage: str = "pledged", *, currency: str = "USD", **keys: Any) -> Level:
    """A row of the money table, resting on `a/x`."""
    figure = amount(currency, value)
    sides = {
        "payer": "",
        "payee": "",
        "voice": None,
        "measure": "total",
        "approximate": False,
        "statements": ("a/x",),
        **keys,
    }
    return Level(deal, stage, currency=currency, low=figure.low, high=figure.high, amount=figure, **sides)


def quantity(number: str | int, unit: str) -> Quantity:
    return Quantity(f"{number} {unit}", Decimal(number), unit)


def hop(text: str) -> Hop:
    """`isw`, `a + b`, `~some sources` or `=Olena K., resident`."""
    kind = {"~": "unnamed", "=": "oneoff"}.get(text[0], "actor")
    return Hop(kind, tuple(part.strip().lstrip("~=") for part in text.split(" + ")))


def chain(text: str) -> tuple[Hop, ...]:
    """`nyt > ~sources close to the talks`; nothing for an empty text."""
    return tuple(hop(part.strip()) for part in text.split(">")) if text else ()


def annotation(quote: str = "a quote", gist: str = "A gist.", **keys: Any) -> Annotation:
    """`by` and `note` may be text; the `given` set follows the keys. `deal="x"` stands for `deals=("x",)`."""
    given = frozenset({"quote", "gist", *keys} - {"index", "file", "given", "defaulted"})
    if isinstance(keys.get("by"), str):
        keys["by"] = chain(keys["by"])
    if "deal" in keys:
        keys["deals"] = (keys.pop("deal"),)
    for key in ("when", "due", "recorded"):
        if isinstance(keys.get(key), str):
            keys[key] = when(keys[key])
    keys.setdefault("given", given)
    keys.setdefault("index", 0)
    keys.setdefault("file", "content/annotations/a.yml")
    if "note" in keys:
        keys["note"] = read(keys["note"])
    return Annotation(quote=quote, gist=read(gist), **keys)


def front(id: str = "a", **keys: Any) -> Front:
    for key in ("published", "recorded", "cutoff", "standing_on", "embargo"):
        if isinstance(keys.get(key), str):
            keys[key] = when(keys[key])
    values: dict[str, Any] = {"title": "A title", "outlet": "gazette", "published": when("2025-03-03"),
                              "location": location(f"content/articles/{id}.md"), **keys}  # fmt: skip
    return Front(id=id, **values)


def body(text: str = "", **keys: Any) -> Body:
    keys.setdefault("html", "".join(f"<p>{block}</p>\n" for block in text.split("\n") if block))
    return Body(text=text, **keys)


def statement(id: str = "a/x", *, told: str = "2025-03-03", outlet: str = "gazette", **keys: Any) -> Statement:
    """The chain is `by` behind the outlet; all keys but `named` and `anchor` go to the annotation."""
    article, _, local = id.partition("/")
    named = tuple(keys.pop("named", ()))
    anchor = keys.pop("anchor", Anchor(((0, 7),)))
    written = annotation(id=local, **keys)
    hops = written.by
    if not hops or hops[0] != hop(outlet):
        hops = (hop(outlet), *hops)
    return Statement(id, article, written, hops, when(told), anchor, named)


def article(id: str = "a", *statements: Statement, text: str = "", **keys: Any) -> Article:
    """Front-matter keys by name; `published` defaults to when its first statement was told."""
    rights = keys.get("rights") or "excerpt"
    if statements:
        keys.setdefault("published", statements[0].told)
        keys.setdefault("outlet", statements[0].chain[0].names[0])
    return Article(front(id, **keys), body(text, file=f"content/articles/{id}.md"), rights, statements)


def articles(*statements: Statement, **fronts: dict[str, Any]) -> dict[str, Article]:
    """The articles of these statements; `fronts` adds front-matter keys by article id (`_` for `-`)."""
    keys = {id.replace("_", "-"): given for id, given in fronts.items()}
    ids = dict.fromkeys((*(statement.article for statement in statements), *keys))
    return {id: article(id, *(s for s in statements if s.article == id), **keys.get(id, {})) for id in ids}


def actor(id: str, **keys: Any) -> Actor:
    return Actor(**_record(id, "actors", {"kind": "government", **keys}))


def deal(id: str, **keys: Any) -> Deal:
    return Deal(**_record(id, "deals", {"ladder": "agreement", **keys}))


def event(id: str, **keys: Any) -> Event:
    if isinstance(keys.get("when"), str):
        keys["when"] = when(keys["when"])
    return Event(**_record(id, "events", keys))


def place(id: str, **keys: Any) -> Place:
    return Place(**_record(id, "places", keys))


def question(id: str, *options: str, **keys: Any) -> Question:
    return Question(**_record(id, "questions", {"options": options, **keys}))


def _record(id: str, group: str, keys: dict[str, Any]) -> dict[str, Any]:
    place = location("content/entities/all.yml", group, id)
    return {"id": id, "name": id.replace("-", " ").title(), "location": place, **keys}


def entities(*records: Record) -> Entities:
    """Any entities; the outlet `gazette` that the other factories use is there unless given."""
    by_kind: dict[type[Record], dict[str, Any]] = {kind: {} for kind in (Actor, Deal, Event, Place, Question)}
    for record in (actor("gazette", name="The Gazette", kind="outlet"), *records):
        by_kind[type(record)][record.id] = record
    return Entities(by_kind[Actor], by_kind[Deal], by_kind[Event], by_kind[Place], by_kind[Question])


def config(**keys: Any) -> Config:
    return Config(**{"title": "Test desk", "scope": "Tests.", "url": "https://example.org/test/", **keys})


def graph(known: Entities, filed: dict[str, Article] | Iterable[Article] = (), **keys: Any) -> Graph:
    """A graph with nothing folded: what a case needs of the folds, it gives. What follows from those is worked out."""
    by_id = filed if isinstance(filed, dict) else {article.id: article for article in filed}
    statements = {s.id: s for article in by_id.values() for s in article.statements}
    return settled(
        replace(Graph(config(), TODAY, known, by_id, statements, origins=origins(by_id.values(), by_id)), **keys)
    )


def settled(graph: Graph) -> Graph:
    """The graph with what linking makes of its statements, what bears on them and where deals stand."""
    planned, came_of_it = grouped(graph.statements.values()).awaited.get("", ()), outcomes(graph.bearing)
    return replace(
        graph,
        standings={id: _settled(standing, graph) for id, standing in graph.standings.items()},
        contradicted_by=contradicted_by(graph.standings.values(), graph.bearing),
        outcomes=came_of_it,
        dues=dues(planned, graph.articles, graph.overtaken, came_of_it, graph.today),
    )


def _settled(standing: Standing, graph: Graph) -> Standing:
    deal = graph.entities.deals.get(standing.deal)
    history = (graph.statements[id] for id in standing.history if id in graph.statements)
    standing = replace(standing, moved=moved(history, standing.unconfirmed))
    if deal is None:
        return standing
    return aged(standing, deal, graph.config.ladders[deal.ladder], graph.today, graph.config.stale_after)


def pages(plans: Iterable[tuple[str, Plan]]) -> list[Page]:
    """Every page that these plans make."""
    return [shown for _, plan in plans for shown in plan() if isinstance(shown, Page)]
