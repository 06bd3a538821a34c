"""An actor's page: in its own words, what it holds, and apart from that what its officials and others say of it. And
the index of actors by kind."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import NamedTuple

from builder.model import sentences, urls
from builder.model.entities import KINDS
from builder.model.entity_pages import ActorGroup, ActorLine, ActorPage, ActorsPage, AnswersOfActor, Stance
from builder.model.graph import Held
from builder.model.page_parts import Paginated, Period
from builder.model.pages import Page
from builder.model.plain_pages import PartPage
from builder.model.sections import SECTIONS
from builder.model.text import counted
from builder.plan.context import PlanContext, Plans, one
from builder.plan.exports import schema_org
from builder.plan.parts.affiliations import AffiliationIndex, affiliations, external_links, offices
from builder.plan.parts.backlinks import backlinks, follow
from builder.plan.parts.cards import correction_notes
from builder.plan.parts.changes import last_change
from builder.plan.parts.dates import draft_notice
from builder.plan.parts.links import rendered
from builder.plan.parts.money import Flows
from builder.plan.parts.outlets import Outlets
from builder.plan.parts.pagination import LATEST, MOST, paginated, part_pages
from builder.plan.parts.questions import answer
from builder.plan.parts.statuses import deal_lines
from builder.plan.sharing import pictures
from builder.plan.sharing.pictures import image

SECTION = SECTIONS["actors"]
STANCES = 12
"""Stances shown at most; every one stands on its statement as well."""
PLURALS = {
    "person": "People",
    "country": "Countries",
    "government": "Governments",
    "legislature": "Legislatures",
    "court": "Courts",
    "military": "Armed forces",
    "company": "Companies",
    "bloc": "Blocs",
    "outlet": "Outlets",
    "think-tank": "Think tanks",
    "organisation": "Organisations",
    "group": "Groups",
}


@dataclass(frozen=True)
class ActorIndex:
    """What the pages of actors look up, each worked out once for all of them."""

    index: AffiliationIndex
    flows: Flows
    outlets: Outlets


def plans(context: PlanContext) -> Plans:
    """The index, and every actor's page with the parts of those too long for one."""
    yield one(SECTION.path, actors, context)
    around, held = ActorIndex(AffiliationIndex(context), Flows(context), Outlets(context)), positions_by_holder(context)
    for id in context.graph.entities.actors:
        if id in context.existing:
            yield urls.record("actor", id), partial(pages, context, id, around, held.get(id, ()))


def pages(context: PlanContext, id: str, around: ActorIndex, held: Sequence[Held]) -> Iterator[Page]:
    """An actor's page and its parts."""
    yield actor(context, id, around, held)
    name, own = context.graph.entities.actors[id].name, context.graph.by_voice.get(id, ())
    yield from part_pages(context, urls.record("actor", id), name, own)
    for folder, ids in asides(context, id):
        yield from _aside_pages(context, id, folder, ids)


def actors(context: PlanContext) -> ActorsPage:
    """Everyone who has a page, by kind and name."""
    groups: dict[str, list[ActorLine]] = {}
    for id, record in context.graph.entities.actors.items():
        if id in context.existing:
            groups.setdefault(record.kind, []).append(_line(context, id))
    return ActorsPage(
        path=SECTION.path,
        site=context.site,
        title=SECTION.title,
        description="Who says what, and what others say of them.",
        canonical=context.canonical(SECTION.path),
        crumbs=context.crumbs(),
        groups=tuple(
            ActorGroup(kind, PLURALS[kind], tuple(sorted(groups[kind], key=lambda line: line.actor.words.casefold())))
            for kind in KINDS
            if kind in groups
        ),
    )


def _line(context: PlanContext, id: str) -> ActorLine:
    graph = context.graph
    held = offices(context, graph.entities.actors[id])
    said, named = len(graph.by_voice.get(id, ())), len(graph.by_named.get(id, ()))
    return ActorLine(
        actor=context.links[id],
        role=held[0] if held else None,
        counts=sentences.actor_counts(said, named) if said or named else "",
    )


def actor(context: PlanContext, id: str, around: ActorIndex, held: Sequence[Held]) -> ActorPage:
    """The page of one actor; `held`: the positions it takes or is reported to take."""
    record, path = context.graph.entities.actors[id], urls.record("actor", id)
    said = spoken(context, id)
    full, crumbs = crowded(said), context.crumbs(SECTION)
    return ActorPage(
        path=path,
        site=context.site,
        title=record.name,
        draft_notice=draft_notice(record, context.graph),
        description=sentences.actor(record.name, record.kind, len(said.own), len(said.officials), len(said.others)),
        canonical=context.canonical(path),
        genre="profile" if record.kind == "person" else "article",
        image=image(context, pictures.actor(context, id)),
        crumbs=crumbs,
        linked_data_html=schema_org.actor(context, record, around.index, crumbs),
        feeds=follow(context, record.name, "actor", id),
        changed=last_change(context, said.own),
        kind=record.kind.replace("-", " "),
        aliases=record.aliases,
        about_html=rendered(record.about_html, context.links),
        about_on=context.stamps(record.about_on) if record.about_on else None,
        offices=offices(context, record),
        affiliations=affiliations(context, record, around.index),
        code=record.iso,
        external_links=external_links(record.url, record.wikidata),
        deals=deal_lines(context, around.index.deals.get(id, ())),
        words=sentences.actor_words(record.kind),
        own=paginated(context, path, said.own),
        unattributed=record.kind == "outlet",
        positions=_positions(context, held),
        stances=tuple(islice(stances(context, id, (*said.own, *said.officials, *said.others)), STANCES)),
        money=around.flows.of(id),
        officials=_aside(context, id, "officials", said.officials, full=full),
        others=_aside(context, id, "others", said.others, full=full),
        through=_aside(context, id, "through", said.through, full=full),
        outlet=around.outlets.of(id) if record.kind == "outlet" else None,
        backlinks=backlinks(context, id),
        corrections=correction_notes(record.corrected, context.stamps),
    )


class Spoken(NamedTuple):
    """Ids of the statements on an actor's page, each in one list."""

    own: Sequence[str]
    officials: Sequence[str]
    """Those that speak of it by whoever speaks for it."""
    others: Sequence[str]
    """Those that speak of it by all others."""
    through: Sequence[str]
    """Those of others that are known through it."""


def spoken(context: PlanContext, id: str) -> Spoken:
    graph, officials = context.graph, context.officials[id]
    apart: tuple[list[str], list[str], list[str]] = ([], [], [])
    by_officials, by_others, through = apart
    for other in graph.by_named.get(id, ()):
        statement = graph.statements[other]
        if any(id in hop.names for hop in statement.carriers if hop.kind == "actor"):
            through.append(other)
        else:
            (by_officials if officials.speak_in(statement) else by_others).append(other)
    return Spoken(graph.by_voice.get(id, ()), *apart)


# ── too much for one page ───────────────────────────────────────────────────────────────────────────────────────────

ASIDE = ("officials", "others", "through")
"""Folders below the actor's page for what stands there, each of a list of `Spoken`."""


def crowded(said: Spoken) -> bool:
    """Whether the page shows of others' words only the latest."""
    return sum(map(len, said)) > MOST


def asides(context: PlanContext, id: str) -> Iterator[tuple[str, Sequence[str]]]:
    """Folders and statements of what the page leads to apart from its own statements."""
    said = spoken(context, id)
    if crowded(said):
        for folder in ASIDE:
            ids: Sequence[str] = getattr(said, folder)
            if len(ids) > LATEST:
                yield folder, ids


def _aside(context: PlanContext, id: str, folder: str, ids: Sequence[str], *, full: bool) -> Paginated:
    if not full or len(ids) <= LATEST:
        return Paginated(context.shown(ids), len(ids))
    href = urls.href(urls.part(urls.record("actor", id), folder))
    everything = Period(_titled(context, id, folder), href, len(ids))
    latest = sentences.latest(LATEST, len(ids), "statement")
    return Paginated(context.shown(ids[:LATEST]), len(ids), (everything,), latest)


def _titled(context: PlanContext, id: str, folder: str) -> str:
    """`Kremlin: what others say about it`"""
    record = context.graph.entities.actors[id]
    heading: str = getattr(sentences.actor_words(record.kind), folder)
    return f"{record.name}: {heading[0].lower()}{heading[1:]}"


def _aside_pages(context: PlanContext, id: str, folder: str, ids: Sequence[str]) -> Iterator[PartPage]:
    actor = context.links[id]
    path, title = urls.part(urls.record("actor", id), folder), _titled(context, id, folder)
    yield PartPage(
        path=path,
        site=context.site,
        title=title,
        description=sentences.about(title, counted(len(ids), "statement")),
        canonical=context.canonical(path),
        crumbs=context.crumbs(SECTION, actor),
        whole=actor,
        period="",
        statements=paginated(context, path, ids),
    )
    yield from part_pages(context, path, title, ids)


# ── positions and stances ───────────────────────────────────────────────────────────────────────────────────────────


def positions_by_holder(context: PlanContext) -> dict[str, list[Held]]:
    """Actor id to the positions it takes, alone or jointly, and to those that others report of it."""
    found: dict[str, list[Held]] = {}
    for positions in context.graph.positions.values():
        for position in positions:
            if position.holder.kind == "actor":
                for name in position.holder.names:
                    found.setdefault(name, []).append(position)
    return found


def _positions(context: PlanContext, held: Sequence[Held]) -> tuple[AnswersOfActor, ...]:
    by_question: dict[str, list[Held]] = {}
    for position in held:
        by_question.setdefault(position.question, []).append(position)
    return tuple(_taken(context, question, found) for question, found in by_question.items())


def _taken(context: PlanContext, question: str, held: list[Held]) -> AnswersOfActor:
    deal = context.graph.entities.questions[question].deal
    latest = sorted(held, key=lambda position: position.start, reverse=True)
    return AnswersOfActor(
        context.links[question],
        context.links[deal] if deal else None,
        tuple(answer(context, position) for position in latest),
    )


def stances(context: PlanContext, id: str, ids: Sequence[str]) -> Iterator[Stance]:
    """What the actor is reported to think of deals, in the order of the statements; each view of a deal once, where
    it was told last."""
    graph, seen = context.graph, set()
    for other in ids:
        written = graph.statements[other].written
        for holder, stance in written.stance:
            if holder == id and (written.deals, stance) not in seen:
                seen.add((written.deals, stance))
                overtaken = "overtaken" if "stance" in graph.overtaken.get(other, ()) else ""
                deals = tuple(context.links[deal] for deal in written.deals)
                yield Stance(deals, stance, overtaken, context.cards[other])
