"""What the pictures say that links show where they are pasted, and their design."""

from collections.abc import Iterable, Iterator, Sequence

from builder.model import urls
from builder.model.entity_pages import Affiliation
from builder.model.overview_pages import Counts, MainEvent
from builder.model.page_parts import Status
from builder.model.pages import Card, Image
from builder.model.pictures import Picture, Typeface
from builder.model.sentences import actor_counts, byline, capital, ended, joint, trail
from builder.model.sharing import unshared
from builder.plan.context import PlanContext
from builder.plan.parts.affiliations import offices
from builder.plan.parts.dates import draft_notice
from builder.plan.parts.links import plain, term
from builder.plan.parts.statuses import status
from builder.plan.sharing.typeset import Passage, Style, composed, printed

PAPER, INK, SOFT, RULE, ACCENT = "#fdfcf9", "#1c1b19", "#5a564e", "#d9d4c7", "#8f1d14"
"""The default theme's, by day."""


Texts = Sequence[tuple[str, str]]
"""Each with the name of its style."""


def styles(typeface: Typeface) -> dict[str, Style]:
    serif, sans = typeface.serif, typeface.sans
    return {
        "kicker": Style(sans, 27, 18, ACCENT, spacing=0.08, give=0.2),
        "name": Style(serif, 92, 26, INK, leading=1.12, before=0.16, give=1, even=True),
        "gist": Style(serif, 62, 24, INK, leading=1.2, before=0.3, give=1, even=True),
        "voice": Style(serif, 46, 22, ACCENT, leading=1.2, before=0.4, even=True),
        "main": Style(serif, 56, 24, ACCENT, leading=1.18, even=True),
        "more": Style(sans, 33, 18, SOFT, before=0.4, even=True),
        "foot": Style(serif, 31, 22, INK, give=0.2),
    }


def sheet(context: PlanContext, page: str, above: Texts, below: Texts) -> Picture | None:
    """The picture of the page at this path. None in builds without cards, or where it cannot be set."""
    if context.typeface is None:
        return None
    look = styles(context.typeface)
    top, bottom, foot = (
        [Passage(printed(words.upper() if style == "kicker" else words), look[style]) for words, style in texts]
        for texts in (above, below, [(context.site.title, "foot")])
    )
    laid_out = composed(top, bottom, foot, RULE, ACCENT)
    if laid_out is None:
        return None
    alt = " ".join(ended(words) for words, _ in (*above, *below))
    return Picture(path=urls.picture(page), paper=PAPER, bars=laid_out[0], lines=laid_out[1], alt=alt)


def image(context: PlanContext, picture: Picture | None) -> Image | None:
    """A picture as its page names it."""
    return Image(context.canonical(picture.path), picture.alt) if picture else None


# ── deals ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def deal(context: PlanContext, id: str) -> Picture | None:
    if context.typeface is None:
        return None
    record, now = context.graph.entities.deals[id], status(context, id)
    above = _headed(record.name, "deal", draft_notice(record, context.graph))
    main = "Disputed" if now.disputed else now.sentence.words
    below = [(main, "main"), *((capital(words), "more") for words in _on_whose_word(now))]
    return sheet(context, urls.record("deal", id), above, below)


def _on_whose_word(now: Status) -> Iterator[str]:
    if now.disputed:
        yield from (f"{claim.rung}, {claim.when.words}: {byline(claim.card)}" for claim in now.sides)
    elif now.as_of:
        stale = f"; {now.stale}" if now.stale else ""
        yield f"as last reported {now.as_of.words} by {joint(now.voice)}{stale}"


# ── actors ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def actor(context: PlanContext, id: str) -> Picture | None:
    """Who it is and how much of it is on file: no claim about anyone."""
    if context.typeface is None:
        return None
    graph, record = context.graph, context.graph.entities.actors[id]
    said, named = len(graph.by_voice.get(id, ())), len(graph.by_named.get(id, ()))
    counts = capital(actor_counts(said, named))
    held = next(iter(offices(context, record)), None)
    below = [(_office(held), "main"), (counts, "more")] if held else [(counts, "main")]
    above = _headed(record.name, term(record.kind), draft_notice(record, graph))
    return sheet(context, urls.record("actor", id), above, below)


def _office(tie: Affiliation) -> str:
    office = f"{tie.title}, {tie.to.words}"
    if tie.described:
        return f"Described as {office}"
    since = f" from {tie.since.words}" if tie.since else ""
    until = f" {'to' if since else 'until'} {tie.until.words}" if tie.until else ""
    return f"{office},{since}{until}"


# ── days ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def day(context: PlanContext, period: str, name: str, main: Iterable[MainEvent], counts: Counts) -> Picture | None:
    """The day, called `name`; its main event, if it is on file or a status that nobody disputes; how much there is."""
    events = tuple(_main_event(context, main))
    below = [*zip(events, ("main", "more"), strict=False)]
    if counts.words:
        below.append((capital(", ".join(counts.words)), "more" if events else "main"))
    return sheet(context, urls.day(period), _headed(name, "date"), below)


def _main_event(context: PlanContext, main: Iterable[MainEvent]) -> Iterator[str]:
    """What it is, and on whose word, where it is on someone's."""
    graph = context.graph
    for moment in main:
        if moment.event:
            yield moment.event.event.words
        elif moment.card and not unshared(graph, graph.statements[moment.card.id]):
            yield plain(graph.statements[moment.card.id].written.gist, context.links)
            yield capital(byline(moment.card))


# ── statements ──────────────────────────────────────────────────────────────────────────────────────────────────────


def statement(context: PlanContext, id: str) -> Picture | None:
    """Of one that is to be shared, and may be; else None as well."""
    found = context.graph.statements[id]
    if context.typeface is None or not found.written.share or unshared(context.graph, found):
        return None
    card = context.cards[id]
    kicker = _kicker("statement", card.mode_words, *card.labels)
    gist = plain(found.written.gist, context.links)
    below = [(words, "more") for words in (*_reserves(card), capital(trail(card)))]
    above = [(kicker, "kicker"), (joint(card.voice), "voice"), (gist, "gist")]
    return sheet(context, urls.statement_page(found.article, found.local), above, below)


def _reserves(card: Card) -> Iterator[str]:
    if card.hedge:
        yield f"Hedged: {card.hedge}"
    if card.condition:
        yield f"On condition: {card.condition}"


# ── in words ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _headed(name: str, *kicker: str) -> Texts:
    return [(_kicker(*kicker), "kicker"), (name, "name")]


def _kicker(*words: str) -> str:
    return capital(" · ".join(filter(None, words)))
