"""The search page, and what can be found there: statements first of all, each with its speaker, and by their names the
pages of articles and of all that they speak of. In go the graph and its cards; out come the page and the bundles of
the index. An article's text is found by its statements alone.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain

from builder.model import urls
from builder.model.briefings import SearchPage
from builder.model.bylines import joint, trail
from builder.model.entities import Actor, Question, Record
from builder.model.graph import Article, Statement
from builder.model.pages import Card, Reply
from builder.model.search import GAP, LETTERS, Bundle, Findable
from builder.plan.material import Material
from builder.plan.plans import Plans, one
from builder.plan.prose import plain
from builder.plan.waiting import waiting
from builder.plan.words import term

MOST = 8192
"""Articles and statements in one bundle: the time that one takes grows faster than their number."""


def plans(material: Material) -> Plans:
    yield one(urls.SEARCH, page, material)


def page(material: Material) -> SearchPage:
    return SearchPage(
        path=urls.SEARCH,
        site=material.site,
        title="Search",
        description="Statements by their words, narrowed by deal, actor, outlet, year and stage of money.",
        canonical=material.canonical(urls.SEARCH),
        crumbs=material.crumbs(),
        bundles=tuple(urls.href(path) for path, _ in shares(material)),
        letters=tuple(letter + instead for letter, instead in LETTERS.items()),
    )


def bundles(material: Material) -> Iterator[Bundle]:
    """The whole index, the latest first. What is found by its name alone is in the first bundle."""
    for number, (path, ids) in enumerate(shares(material)):
        yield Bundle(path, chain(() if number else named(material), map(partial(told, material), ids)))


def shares(material: Material) -> list[tuple[str, Sequence[str]]]:
    """Site paths of bundles, each with the ids of its articles and statements. Only the first is not full, so that
    what is new leaves the others as they are."""
    ids = [id for article in material.graph.articles.values() for id in (article.id, *_statements(article))]
    first = len(ids) % MOST or MOST
    parts = [ids[:first], *(ids[start : start + MOST] for start in range(first, len(ids), MOST))]
    return [(urls.bundle(len(parts) - number), part) for number, part in enumerate(parts)]


def _statements(article: Article) -> Iterable[str]:
    return (statement.id for statement in article.statements)


def told(material: Material, id: str) -> Findable:
    """A statement, or an article, by its id."""
    if id in material.graph.articles:
        return article(material, material.graph.articles[id])
    return statement(material, material.graph.statements[id])


def statement(material: Material, value: Statement) -> Findable:
    """By our sentence and the exact words. Shown with its speaker, and with all that a reader must not miss."""
    written, card = value.written, material.cards[value.id]
    facets = {
        "kind": ("Statement",),
        **_speakers_and_deals(material, value),
        "outlet": (card.outlet.words,),
        "year": (str(value.told.end.year),),
        **({"stage": (term(written.stage),)} if written.stage else {}),
    }
    texts = [
        plain(written.gist, material.links),
        written.quote,
        *([written.translation] if written.translation else []),
    ]
    return Findable(urls.statement_page(value.article, value.local), GAP.join(texts), facets, shown(card))


def shown(card: Card) -> dict[str, str]:
    """What stands beside a statement's text: who says it, through whom, where and when; what it is; and what others do
    to it."""
    labels = ", ".join(filter(None, [card.mode_words, *card.marks]))
    replies = "\n".join([reply(one) for one in card.replies])
    by = {"voice": "Unattributed" if card.voice_kind == "outlet" else joint(card.voice), "trail": trail(card)}
    return {**by, **({"labels": labels} if labels else {}), **({"replies": replies} if replies else {})}


def reply(one: Reply) -> str:
    """`Denied by Kremlin, in Fakti, 4 March 2025`"""
    if one.voice_kind == "outlet":
        return f"{one.words} in {one.outlet.words}, unattributed, {one.told.words}"
    return f"{one.words} {joint(one.voice)}, {trail(one)}"


def _speakers_and_deals(material: Material, value: Statement) -> dict[str, tuple[str, ...]]:
    """By whom or of whom, and of what. Who may have no page is in no list of the search, either."""
    entities, voice = material.graph.entities, value.voice
    names = (*(voice.names if voice.kind == "actor" else ()), *value.named)
    actors = [id for id in names if id in entities.actors and id in material.existing]
    deals = [*value.written.deals, *(id for id in value.named if id in entities.deals)]
    found = {"actor": actors, "deal": deals}
    return {
        facet: tuple(dict.fromkeys([material.links[id].words for id in ids])) for facet, ids in found.items() if ids
    }


def article(material: Material, value: Article) -> Findable:
    front, name = value.front, material.links[value.id].words
    outlet, told = material.links[front.outlet].words, material.stamps(front.published).words
    notes = [f"Article in {outlet}", told, "" if value.counts else "retracted", waiting(front, material.graph)]
    facets = {"kind": ("Article",), "outlet": (outlet,), "year": (str(front.published.end.year),)}
    return Findable(urls.record("article", value.id), name, facets, {"title": name, "note": _noted(notes)})


def named(material: Material) -> Iterator[Findable]:
    """What has a page and a name."""
    graph = material.graph
    for kind in ("deal", "actor", "event", "place", "question"):
        records = graph.entities.of_kind(kind)
        yield from (record(material, kind, records[id]) for id in records if id in material.existing)
    for own in graph.pages:
        note = _noted(["Page", waiting(own, graph)])
        yield Findable(urls.free_page(own.stem), own.title, {"kind": ("Page",)}, {"title": own.title, "note": note})


def record(material: Material, kind: str, value: Record) -> Findable:
    """By all its names, and what kind of thing it is."""
    what = term(value.kind) if isinstance(value, Actor) else kind
    options = [term(option) for option in value.options] if isinstance(value, Question) else []
    facets = {"kind": (kind.capitalize(),), **({kind: (value.name,)} if kind in ("deal", "actor") else {})}
    return Findable(
        urls.record(kind, value.id),
        " ".join([value.name, *value.aliases, *options]),
        facets,
        {"title": value.name, "note": _noted([what.capitalize(), waiting(value, material.graph)])},
    )


def _noted(notes: Iterable[str]) -> str:
    return ", ".join(filter(None, notes))
