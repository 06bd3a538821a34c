"""The search page, and what can be found there: statements first of all, each with its speaker, and by their names
the pages of articles and of all that they speak of. In go the graph and its cards; out come the page and what can be
found. An article's text is found by its statements alone."""

from collections.abc import Iterable, Iterator

from builder.model import urls
from builder.model.article import Digest
from builder.model.entities import Actor, Question, Record
from builder.model.graph import Article, Statement
from builder.model.pages import Card
from builder.model.plain_pages import SearchPage
from builder.model.search import GAP, LETTERS, Findable
from builder.model.sections import SECTIONS
from builder.model.sentences import joint, reply, trail
from builder.plan.context import PlanContext, Plans, one
from builder.plan.parts.dates import draft_notice, words_of
from builder.plan.parts.editions import line, title
from builder.plan.parts.links import plain, term


def plans(context: PlanContext) -> Plans:
    yield one(urls.SEARCH, page, context)


def page(context: PlanContext) -> SearchPage:
    return SearchPage(
        path=urls.SEARCH,
        site=context.site,
        title=SECTIONS["search"].title,
        description="Statements by their words, narrowed by deal, actor, outlet, year and stage of money.",
        canonical=context.canonical(urls.SEARCH),
        crumbs=context.crumbs(),
        index=urls.href(urls.INDEX),
        letters=tuple(letter + instead for letter, instead in LETTERS.items()),
    )


def findables(context: PlanContext) -> Iterator[Findable]:
    """All that can be found: what is found by its name alone, then articles with their statements, the earliest first,
    so that what is new changes little of the index."""
    yield from entities_and_pages(context)
    for value in reversed(context.graph.articles.values()):
        yield article(context, value)
        yield from (statement(context, one) for one in reversed(value.statements))


def statement(context: PlanContext, value: Statement) -> Findable:
    """By our sentence and the exact words. Shown with its speaker, and with all that a reader must not miss."""
    written, card = value.written, context.cards[value.id]
    facets = {
        "kind": ("Statement",),
        **_speakers_and_deals(context, value),
        "outlet": (card.outlet.words,),
        "year": (str(value.told.end.year),),
        **({"stage": (term(written.stage),)} if written.stage else {}),
    }
    texts = [
        plain(written.gist, context.links),
        written.quote,
        *([written.translation] if written.translation else []),
    ]
    shown = snippet(card)
    return Findable(urls.statement_page(value.article, value.local), GAP.join(texts), facets, shown)


def snippet(card: Card) -> dict[str, str]:
    """What stands beside a statement's text: who says it, through whom, where and when; what it is; and what others do
    to it."""
    labels = ", ".join(filter(None, [card.mode_words, *card.labels]))
    replies = "\n".join([reply(one) for one in card.replies])
    by = {"voice": "Unattributed" if card.voice_kind == "outlet" else joint(card.voice), "trail": trail(card)}
    return {**by, **({"labels": labels} if labels else {}), **({"replies": replies} if replies else {})}


def _speakers_and_deals(context: PlanContext, value: Statement) -> dict[str, tuple[str, ...]]:
    """By whom or of whom, and of what. Who may have no page is in no list of the search, either."""
    entities, voice = context.graph.entities, value.voice
    names = (*(voice.names if voice.kind == "actor" else ()), *value.named)
    actors = [id for id in names if id in entities.actors and id in context.existing]
    deals = [*value.written.deals, *(id for id in value.named if id in entities.deals)]
    found = {"actor": actors, "deal": deals}
    return {facet: tuple(dict.fromkeys([context.links[id].words for id in ids])) for facet, ids in found.items() if ids}


def article(context: PlanContext, value: Article) -> Findable:
    front, name = value.front, context.links[value.id].words
    outlet, told = context.links[front.outlet].words, context.stamps(front.published).words
    notes = [
        "Article" if outlet == context.site.title else f"Article in {outlet}",
        told,
        "" if value.counts else "retracted",
        draft_notice(front, context.graph),
    ]
    facets = {"kind": ("Article",), "outlet": (outlet,), "year": (str(front.published.end.year),)}
    return Findable(urls.record("article", value.id), name, facets, {"title": name, "note": _noted(notes)})


def entities_and_pages(context: PlanContext) -> Iterator[Findable]:
    """What has a page and a name."""
    graph = context.graph
    for kind in ("deal", "actor", "event", "place", "question"):
        records = graph.entities.of_kind(kind)
        yield from (record(context, kind, records[id]) for id in records if id in context.existing)
    for period in context.periods:
        words = words_of(period)
        names = words, words.rpartition(" ")[0]  # Who looks for “1 May” means that of any year.
        shown = {"title": words, "note": "Date"}
        yield Findable(urls.day(period), words, {"kind": ("Date",)}, shown, tuple(filter(None, names)))
    for own in graph.pages:
        kind, told = ("Digest", digest_words(context, own)) if isinstance(own, Digest) else ("Page", (own.title,))
        shown = {"title": told[0], "note": _noted([kind, draft_notice(own, graph)])}
        yield Findable(urls.free_page(own.stem), GAP.join(told), {"kind": (kind,)}, shown, told[:1])


def digest_words(context: PlanContext, digest: Digest) -> tuple[str, ...]:
    """Its title and, once it is closed, what it tells."""
    closed = context.graph.kept.digests.get(digest.id)
    if closed is None:
        return (digest.title,)
    return (title(context.graph, digest), *(line(context, item).words for item in closed.edition.items))


def record(context: PlanContext, kind: str, value: Record) -> Findable:
    """By all its names and its id, a question by its answers and by who gives them, too; and what kind of thing it
    is."""
    what = term(value.kind) if isinstance(value, Actor) else kind
    names = (value.name, *value.aliases, value.id.replace("-", " "))
    others = []
    if isinstance(value, Question):
        holders = [joint(context.links.hop(held.holder)) for held in context.graph.positions.get(value.id, ())]
        others = [*(context.links.option(value.id, option).words for option in value.options), *holders]
    facets = {"kind": (kind.capitalize(),), **({kind: (value.name,)} if kind in ("deal", "actor") else {})}
    note = _noted([what.capitalize(), draft_notice(value, context.graph)])
    text = GAP.join(dict.fromkeys([*names, *others]))
    return Findable(urls.record(kind, value.id), text, facets, {"title": value.name, "note": note}, names)


def _noted(notes: Iterable[str]) -> str:
    return ", ".join(filter(None, notes))
