"""What the pictures say that links show where they are pasted: where a deal stands and by whose word, who an actor is,
what happened on a day, what someone said. Each is None where none is made: in builds without cards, and where it cannot
be set.
"""

from collections.abc import Iterable, Iterator

from builder.model import urls
from builder.model.blocks import Status
from builder.model.bylines import byline, joint, trail
from builder.model.counting import counted
from builder.model.pages import Card
from builder.model.picture import Picture
from builder.model.records import Tie
from builder.model.sharing import unshared
from builder.model.surveys import Counts, Moment
from builder.plan.material import Material
from builder.plan.prose import plain
from builder.plan.sheet import Texts, sheet
from builder.plan.statuses import status
from builder.plan.ties import offices
from builder.plan.waiting import waiting
from builder.plan.words import term

# ── deals ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def deal(material: Material, id: str) -> Picture | None:
    if material.typeface is None:
        return None
    record, now = material.graph.entities.deals[id], status(material, id)
    above = _headed(record.name, "deal", waiting(record, material.graph))
    below = [(_stands(now), "main"), *((_capital(words), "more") for words in _on_whose_word(material, now))]
    return sheet(material, urls.record("deal", id), above, below)


def _stands(now: Status) -> str:
    if now.disputed:
        return "Disputed"
    if not now.rung:
        return "No status of the whole reported" if now.parties else "No status reported"
    since = f"{now.lead} {_and(stamp.words for stamp in now.since)}".strip()
    return f"{_capital(now.rung)} {since}".strip()


def _on_whose_word(material: Material, now: Status) -> Iterator[str]:
    if now.disputed:
        yield from (f"{claim.rung}, {claim.when.words}: {byline(claim.card)}" for claim in now.sides)
    elif now.as_of:
        stale = f"; {now.stale}" if now.stale else ""
        yield f"as last reported {now.as_of.words} by {joint(now.voice)}{stale}"
    elif now.unconfirmed:
        last = now.unconfirmed[-1]
        rung = term(material.graph.statements[last.id].written.status)
        yield f"reported as {rung}, not confirmed: {byline(last)}"
    by_rung: dict[str, list[str]] = {}
    for party in now.parties:
        by_rung.setdefault(party.rung, []).append(party.party.words)
    if by_rung:
        yield "; ".join(f"{rung} by {_and(parties)}" for rung, parties in by_rung.items())


# ── actors ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def actor(material: Material, id: str) -> Picture | None:
    """Who it is and how much of it is on file: no claim about anyone."""
    if material.typeface is None:
        return None
    graph, record = material.graph, material.graph.entities.actors[id]
    said, named = len(graph.by_voice.get(id, ())), len(graph.by_named.get(id, ()))
    own = f"{counted(said, 'statement')} on file"
    counts = (
        f"{own}, named in {named:,} more"
        if said and named
        else f"Named in {counted(named, 'statement')}"
        if named
        else own
    )
    held = next(iter(offices(material, record)), None)
    below = [(_office(held), "main"), (counts, "more")] if held else [(counts, "main")]
    above = _headed(record.name, term(record.kind), waiting(record, graph))
    return sheet(material, urls.record("actor", id), above, below)


def _office(tie: Tie) -> str:
    office = f"{tie.title}, {tie.to.words}"
    if tie.described:
        return f"Described as {office}"
    since = f" from {tie.since.words}" if tie.since else ""
    until = f" {'to' if since else 'until'} {tie.until.words}" if tie.until else ""
    return f"{office},{since}{until}"


# ── days ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def day(material: Material, period: str, name: str, main: Iterable[Moment], counts: Counts) -> Picture | None:
    """The day, called `name`; its main event, if it is on file or a status that nobody disputes; how much there is."""
    events = tuple(_main_event(material, main))
    below = [*zip(events, ("main", "more"), strict=False)]
    if on_file := _capital(", ".join(_counts(counts))):
        below.append((on_file, "more" if events else "main"))
    return sheet(material, urls.day(period), _headed(name, "date"), below)


def _counts(counts: Counts) -> Iterator[str]:
    if counts.happened:
        yield f"{counted(counts.happened, 'statement')} of what happened"
    if counts.said:
        yield f"{counted(counts.said, 'statement')} made that day"
    if counts.due:
        yield f"{counted(counts.due, 'thing')} due"


def _main_event(material: Material, main: Iterable[Moment]) -> Iterator[str]:
    """What it is, and on whose word, where it is on someone's."""
    graph = material.graph
    for moment in main:
        if moment.event:
            yield moment.event.event.words
        elif moment.card and not unshared(graph, graph.statements[moment.card.id]):
            yield plain(graph.statements[moment.card.id].written.gist, material.links)
            yield _capital(byline(moment.card))


# ── statements ──────────────────────────────────────────────────────────────────────────────────────────────────────


def statement(material: Material, id: str) -> Picture | None:
    """Of one that is to be shared, and may be; else None as well."""
    found = material.graph.statements[id]
    if material.typeface is None or not found.written.share or unshared(material.graph, found):
        return None
    card = material.cards[id]
    kicker = _kicker("statement", card.mode_words, *card.marks)
    gist = plain(found.written.gist, material.links)
    below = [(words, "more") for words in (*_reserves(card), _capital(trail(card)))]
    above = [(kicker, "kicker"), (joint(card.voice), "voice"), (gist, "gist")]
    return sheet(material, urls.statement_page(found.article, found.local), above, below)


def _reserves(card: Card) -> Iterator[str]:
    if card.hedge:
        yield f"Hedged: {card.hedge}"
    if card.condition:
        yield f"On condition: {card.condition}"


# ── in words ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _headed(name: str, *kicker: str) -> Texts:
    return [(_kicker(*kicker), "kicker"), (name, "name")]


def _kicker(*words: str) -> str:
    return _capital(" · ".join(filter(None, words)))


def _and(words: Iterable[str]) -> str:
    """`a`, `a and b`, `a, b and c`"""
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
