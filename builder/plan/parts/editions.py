"""An edition in words: what changed in its days, what is in dispute, what is due, and the desk's own prose between.
One that is closed is taken from its lock."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from html import unescape
from itertools import islice

from builder.model import sentences, urls
from builder.model.article import SECTIONS_OF_DIGEST, Digest
from builder.model.changes import Change, heaviest, identified
from builder.model.digest import DigestItem, DigestLock, DigestPart, Edition
from builder.model.digest_pages import DigestLine
from builder.model.entities import Deal, record_addresses
from builder.model.graph import Graph
from builder.model.page_parts import DueLine, QuestionTable, WroteLine
from builder.model.pages import Card, Link
from builder.plan.context import PlanContext
from builder.plan.parts.answer_box import ways_of
from builder.plan.parts.changes import change_line, gist
from builder.plan.parts.dates import span_words, words_of
from builder.plan.parts.links import rendered
from builder.plan.parts.questions import open_disputes, question_table
from builder.plan.parts.statuses import ahead, all_dues

ITEMS = 10
"""Changes that an edition tells where the desk has chosen none."""
SIDE = 3
"""Lines of any other section, and sides of a dispute."""
NAMED = 2
"""Deals of one item."""
AWEEK = timedelta(days=6)
MENDED = ("retraction", "correction", "ours")
TURNING = ("corrects", "disputes", "retracts")
"""What a statement does to another that makes words of ours wrong, or doubtful."""
HEADINGS = {
    "since": "Since our last edition",
    "changes": "What happened",
    "prose": "Why it matters",
    "disputes": "Room for disagreement",
    "money": "Money",
    "corrections": "Corrections",
    "watch": "What to watch",
}
MARKED = re.compile(r"<p>\{(no )?([a-z-]+)\}</p>\n?")
_TAG = re.compile(r"<[^>]*>")


def covered(digest: Digest, previous: Digest | None) -> tuple[date, date]:
    """The first and the last day whose changes an edition tells."""
    if digest.covers:
        return digest.covers.start, digest.covers.end
    last = digest.date.end
    since = previous.date.end + timedelta(days=1) if previous else last - AWEEK
    return min(since, last), last


def title(graph: Graph, digest: Digest) -> str:
    """The title under which it was closed, unless that was taken out."""
    closed = graph.kept.digests.get(digest.id)
    return (closed and closed.edition.title) or digest.title


def edition(context: PlanContext, digest: Digest, previous: Digest | None) -> Edition:
    """What readers get."""
    closed = context.graph.kept.digests.get(digest.id)
    if closed is None:
        return composed(context, digest, previous)
    made = replace(closed.edition, title=title(context.graph, digest))
    return replace(made, parts=tuple(redrawn(made.parts, prose(context, digest)))) if closed.changed else made


def redrawn(parts: Sequence[DigestPart], html: str) -> Iterator[DigestPart]:
    """The parts, prose that was taken out replaced by that of the edition's file as it is now, if it is as many."""
    now = [part.html for part in arranged(html, {}) if part.kind == "prose"]
    matching = len(now) == sum(part.kind == "prose" for part in parts)
    words = iter(now if matching else [""] * len(parts))
    for part in parts:
        own = next(words) if part.kind == "prose" else ""
        yield replace(part, html=own) if part.redacted else part


def prose(context: PlanContext, digest: Digest) -> str:
    """HTML of the desk's own words, with links that begin with `/`."""
    return rendered(digest.html, context.links).replace(urls.ROOT, "/")


def composed(context: PlanContext, digest: Digest, previous: Digest | None) -> Edition:
    first, last = covered(digest, previous)
    changed = changes_in(context, first, last)
    before = context.graph.kept.digests.get(previous.id) if previous else None
    since = tuple(change_item(context, *each) for each in turned(context, before, first, last)) if before else ()
    known = {item.id for item in since}
    told = [found for found in chosen(digest, changed) if found[0] not in known]
    opening = [DigestPart("since", HEADINGS["since"], items=since)] if since else []
    parts = (
        *opening,
        *arranged(
            prose(context, digest), sections(context, told, [each for each in changed if each[0] not in known], last)
        ),
    )
    items = [item for part in parts for item in part.items]
    ids = {item.id for item in items}
    return Edition(
        title=digest.title,
        date=digest.date.end.isoformat(),
        covers=(first.isoformat(), last.isoformat()),
        size=sentences.size(len(items), sum(map(word_count, parts))),
        more=sentences.further_changes(sum(id not in ids for id, _ in changed)),
        parts=parts,
    )


Identified = tuple[str, Change]


def changes_in(context: PlanContext, first: date, last: date) -> list[Identified]:
    """What changed in these days, each with its id."""
    return [(id, each) for id, each in identified(context.changes.since(first)) if each.day <= last]


def turned(context: PlanContext, lock: DigestLock, first: date, last: date) -> Iterator[Identified]:
    """What was corrected, taken back or disputed in these days of all that an edition had told, by whomever: of a
    statement that disputes, what changed most."""
    graph = context.graph
    told = lock.edition.statements & graph.statements.keys()
    articles = {graph.statements[id].article for id in told}
    done = [one for id in told for one in graph.bearing.get(id, ()) if one.kind in TURNING and not one.void]
    against = {one.source for one in done if one.kind == "disputes"}
    for id, change in identified(context.changes.of({*told, *(one.source for one in done)}, articles)):
        mended = change.kind in MENDED and not {change.statement, change.of}.isdisjoint(told | articles)
        if first <= change.day <= last and (mended or change.statement in against):
            against.discard(change.statement)
            yield id, change


def chosen(digest: Digest, changed: Sequence[Identified]) -> list[Identified]:
    """What an edition tells: what the desk has chosen, else the weightiest of each deal."""
    known = dict(changed)
    if digest.items:
        return [(id, known[id]) for id in digest.items if id in known]
    ids = {each: id for id, each in changed}
    return [(ids[each], each) for each in heaviest(each for each in ids if each.kind not in MENDED)[:ITEMS]]


def sections(
    context: PlanContext, told: Sequence[Identified], changed: Sequence[Identified], last: date
) -> dict[str, DigestPart]:
    """Those in which there is something. `changed`: in all of the days that are covered."""
    rest = [each for each in changed if each not in told]
    new = {each.statement for _, each in changed}
    held = context.graph.positions
    disputes = [
        each.question
        for each in open_disputes(context.graph)
        if any(position.statement in new for position in held[each.question])
    ][:SIDE]
    coming = (
        due for due in ahead(all_dues(context)) if not due.due or due.due.iso >= last.isoformat() or not due.due.iso
    )
    items = {
        "changes": [change_item(context, *each) for each in told],
        "disputes": [dispute_item(context, question_table(context, id), id) for id in disputes],
        "money": [change_item(context, *each) for each in rest if each[1].kind == "money"][:SIDE],
        "corrections": [change_item(context, *each) for each in rest if each[1].kind in MENDED][:SIDE],
        "watch": [due_item(context, due) for due in islice(coming, SIDE)],
    }
    return {kind: DigestPart(kind, HEADINGS[kind], items=tuple(found)) for kind, found in items.items() if found}


def change_item(context: PlanContext, id: str, change: Change) -> DigestItem:
    line = change_line(context, change)
    known = context.graph.statements
    return DigestItem(
        id,
        label=line.label,
        words=line.words,
        at=_path(line.href),
        day=line.day.words,
        credit=credit(line.card) if line.card else "",
        against=against(line.card),
        deals=_named(context, change.deals),
        statements=tuple(one for one in (change.statement, change.of, change.before) if one in known),
    )


def dispute_item(context: PlanContext, table: QuestionTable, id: str) -> DigestItem:
    deal = context.graph.entities.questions[id].deal
    return DigestItem(
        id,
        label="Disputed",
        words=sentences.dispute(table.question, ways_of(table)[:SIDE]).words,
        at=urls.record("question", id),
        deals=_named(context, (deal,) if deal else ()),
        statements=tuple(dict.fromkeys(held.statement for held in context.graph.positions[id])),
    )


def due_item(context: PlanContext, line: DueLine) -> DigestItem:
    card = line.card
    return DigestItem(
        card.id,
        label="Due",
        words=gist(context, card.id),
        at=_path(card.href),
        day=line.due.words if line.due else "no date given",
        credit=credit(card),
        against=against(card),
        deals=_named(context, context.graph.statements[card.id].written.deals),
        statements=(card.id,),
    )


def credit(card: Card) -> str:
    """Who says so, where and when, and what to know of it."""
    return "; ".join(filter(None, (sentences.byline(card), card.mode_words, *card.labels)))


def against(card: Card | None) -> tuple[str, ...]:
    return tuple(sentences.objections(card)) if card else ()


def _named(context: PlanContext, deals: Sequence[str]) -> tuple[tuple[str, str], ...]:
    return tuple((deal, context.links[deal].words) for deal in deals)


def _path(href: str) -> str:
    return href.replace(urls.ROOT, "/", 1)


def arranged(prose: str, made: dict[str, DigestPart]) -> Iterator[DigestPart]:
    """The sections where the markers of the prose place them; those that none names stand in their order around it:
    what happened before it, the rest after it."""
    pieces = MARKED.split(prose)
    named = set(pieces[2::3])
    left = [name for name in SECTIONS_OF_DIGEST if name in made and name not in named]
    if "changes" in left:
        yield made["changes"]
    headed = False
    for no, name, words in zip((None, *pieces[1::3]), ("", *pieces[2::3]), pieces[::3], strict=True):
        if name in made and no is None:
            yield made[name]
        if words.strip():
            yield DigestPart("prose", "" if headed else HEADINGS["prose"], words)
            headed = True
    yield from (made[name] for name in left if name != "changes")


def word_count(part: DigestPart) -> int:
    """How many words of a part are read before anything is unfolded."""
    told = [words for item in part.items for words in (item.words, item.credit, *item.against)]
    return len(" ".join((part.heading, *told, unescape(_TAG.sub(" ", part.html)))).split())


def covers_words(edition: Edition) -> str:
    """`3–9 March 2025`"""
    first, last = edition.covers
    return span_words(date.fromisoformat(first), date.fromisoformat(last))


def line(context: PlanContext, item: DigestItem) -> DigestLine:
    """What was withdrawn since is gone from it."""
    deals = tuple(Link(name, urls.href(urls.record("deal", id))) for id, name in item.deals[:NAMED])
    if len(item.deals) > NAMED:
        deals += (Link(sentences.more(len(item.deals) - NAMED, "deal")),)
    gone = item.redacted or next(withdrawn(context, item.statements), "")
    if gone:
        return DigestLine(item.label, sentences.withdrawn_item(words_of(gone)), deals=() if item.redacted else deals)
    return DigestLine(
        item.label,
        item.words,
        urls.href(item.at),
        item.day,
        deals,
        item.credit,
        tuple(map(sentences.capital, item.against)),
    )


def withdrawn(context: PlanContext, statements: Sequence[str]) -> Iterator[str]:
    """The days on which some of these were withdrawn."""
    pages = context.graph.kept.withdrawn
    for id in statements if pages else ():
        article, _, local = id.partition("/")
        for at in (urls.statement_page(article, local), urls.record("article", article)):
            if at in pages:
                yield pages[at].on.text


def as_we_wrote(context: PlanContext, deal: Deal) -> Iterator[WroteLine]:
    """How closed editions put where it stands, under whatever id. What was withdrawn since is left out."""
    graph, said = context.graph, ""
    own = set(record_addresses("deal", deal)) if graph.closed else frozenset[str]()
    for digest in graph.editions if own else ():
        lock = graph.kept.digests.get(digest.id)
        for status in lock.statuses if lock else ():
            new = urls.record("deal", status.deal) in own and status.words not in ("", said)
            if new and not any(withdrawn(context, status.statements)):
                said = status.words
                at = Link(title(graph, digest), urls.href(urls.free_page(digest.stem)))
                yield WroteLine(at, context.stamps(digest.date), said)
