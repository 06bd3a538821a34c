"""An actor's page: in its own words, what it holds, and apart from functools import partial
from that what others say of it. And the index of
actors by kind."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice

from builder.model import urls
from builder.model.blocks import Parted, Period
from builder.model.briefings import PartPage
from builder.model.counting import counted
from builder.model.entities import KINDS
from builder.model.graph import Held
from builder.model.pages import Page
from builder.model.records import ActorGroup, ActorLine, ActorPage, ActorsPage, Stance, Taken
from builder.plan import pictures, schema_org
from builder.plan.backlinks import backlinks
from builder.plan.deals import mends
from builder.plan.flows import Flows
from builder.plan.following import follow
from builder.plan.material import Material
from builder.plan.outlets import Outlets
from builder.plan.parts import LATEST, MOST, part_pages, parted
from builder.plan.plans import Plans, one
from builder.plan.prose import rendered
from builder.plan.questions import answer
from builder.plan.sheet import image
from builder.plan.statuses import deal_lines
from builder.plan.ties import Bonds, offices, outward, ties
from builder.plan.waiting import waiting

INDEX = "/actors/"
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
class Around:
    """What the pages of actors look up, each worked out once for all of them."""

    bonds: Bonds
    flows: Flows
    outlets: Outlets


def plans(material: Material) -> Plans:
    """The index, and every actor's page with the parts of those too long for one."""
    yield one(INDEX, actors, material)
    around, held = Around(Bonds(material), Flows(material), Outlets(material)), positions_by_holder(material)
    for id in material.graph.entities.actors:
        if id in material.existing:
            yield urls.record("actor", id), partial(pages, material, id, around, held.get(id, ()))


def pages(material: Material, id: str, around: Around, held: Sequence[Held]) -> Iterator[Page]:
    """An actor's page and its parts."""
    yield actor(material, id, around, held)
    name, own = material.graph.entities.actors[id].name, material.graph.by_voice.get(id, ())
    yield from part_pages(material, urls.record("actor", id), name, own)
    for folder, ids in asides(material, id):
        yield from _aside_pages(material, id, folder, ids)


def actors(material: Material) -> ActorsPage:
    """Everyone who has a page, by kind and name."""
    groups: dict[str, list[ActorLine]] = {}
    for id, record in material.graph.entities.actors.items():
        if id in material.existing:
            groups.setdefault(record.kind, []).append(_line(material, id))
    return ActorsPage(
        path=INDEX,
        site=material.site,
        title="Actors",
        description="Who says what, and what others say of them.",
        canonical=material.canonical(INDEX),
        crumbs=material.crumbs(),
        groups=tuple(
            ActorGroup(kind, PLURALS[kind], tuple(sorted(groups[kind], key=lambda line: line.actor.words.casefold())))
            for kind in KINDS
            if kind in groups
        ),
    )


def _line(material: Material, id: str) -> ActorLine:
    graph = material.graph
    held = offices(material, graph.entities.actors[id])
    return ActorLine(
        actor=material.links[id],
        role=held[0] if held else None,
        said=len(graph.by_voice.get(id, ())),
        named=len(graph.by_named.get(id, ())),
    )


def actor(material: Material, id: str, around: Around, held: Sequence[Held]) -> ActorPage:
    """The page of one actor; `held`: the positions it takes or is reported to take."""
    record, path = material.graph.entities.actors[id], urls.record("actor", id)
    own, carried, others = spoken(material, id)
    full, crumbs = crowded(own, carried, others), material.crumbs(("Actors", INDEX))
    return ActorPage(
        path=path,
        site=material.site,
        title=record.name,
        waiting=waiting(record, material.graph),
        description=f"{record.name}: {counted(len(own), 'statement')} of its own, {len(others):,} by others.",
        canonical=material.canonical(path),
        genre="profile" if record.kind == "person" else "article",
        image=image(material, pictures.actor(material, id)),
        crumbs=crumbs,
        linked_data_html=schema_org.actor(material, record, around.bonds, crumbs),
        feeds=follow(material, record.name, "actor", id),
        kind=record.kind.replace("-", " "),
        aliases=record.aliases,
        about_html=rendered(record.about_html, material.links),
        about_on=material.stamps(record.about_on) if record.about_on else None,
        offices=offices(material, record),
        ties=ties(material, record, around.bonds),
        code=record.iso,
        outward=outward(record.url, record.wikidata),
        deals=deal_lines(material, around.bonds.deals.get(id, ())),
        own=parted(material, path, own),
        unattributed=record.kind == "outlet",
        positions=_positions(material, held),
        stances=tuple(islice(stances(material, id, (*own, *others)), STANCES)),
        money=around.flows.of(id),
        carried=_aside(material, id, "through", carried, full=full),
        others=_aside(material, id, "others", others, full=full),
        outlet=around.outlets.of(id) if record.kind == "outlet" else None,
        backlinks=backlinks(material, id),
        mends=mends(material, record),
    )


def spoken(material: Material, id: str) -> tuple[Sequence[str], Sequence[str], Sequence[str]]:
    """Statements of the actor's own, those of others that are known through it, and those that speak of it."""
    graph = material.graph
    named = graph.by_named.get(id, ())
    carried = [
        other
        for other in named
        if any(id in hop.names for hop in graph.statements[other].carriers if hop.kind == "actor")
    ]
    through = set(carried)
    return graph.by_voice.get(id, ()), carried, [other for other in named if other not in through] if through else named


# ── too much for one page ───────────────────────────────────────────────────────────────────────────────────────────

ASIDE = {"others": "What others say of {}", "through": "Known through {}"}
"""Folder below the actor's page to the title of what stands there."""


def crowded(*lists: Sequence[str]) -> bool:
    """Whether the page shows of others' words only the latest."""
    return sum(map(len, lists)) > MOST


def asides(material: Material, id: str) -> Iterator[tuple[str, Sequence[str]]]:
    """Folders and statements of what the page leads to apart from its own statements."""
    own, carried, others = spoken(material, id)
    if crowded(own, carried, others):
        for folder, ids in (("through", carried), ("others", others)):
            if len(ids) > LATEST:
                yield folder, ids


def _aside(material: Material, id: str, folder: str, ids: Sequence[str], *, full: bool) -> Parted:
    if not full or len(ids) <= LATEST:
        return Parted(material.shown(ids), len(ids))
    href = urls.href(urls.part(urls.record("actor", id), folder))
    everything = Period(ASIDE[folder].format(material.links[id].words), href, len(ids))
    return Parted(material.shown(ids[:LATEST]), len(ids), (everything,))


def _aside_pages(material: Material, id: str, folder: str, ids: Sequence[str]) -> Iterator[PartPage]:
    actor = material.links[id]
    path, title = urls.part(urls.record("actor", id), folder), ASIDE[folder].format(actor.words)
    yield PartPage(
        path=path,
        site=material.site,
        title=title,
        description=f"{title}: {counted(len(ids), 'statement')}.",
        canonical=material.canonical(path),
        crumbs=(*material.crumbs(("Actors", INDEX)), actor),
        whole=actor,
        period="",
        statements=parted(material, path, ids),
    )
    yield from part_pages(material, path, title, ids)


# ── positions and stances ───────────────────────────────────────────────────────────────────────────────────────────


def positions_by_holder(material: Material) -> dict[str, list[Held]]:
    """Actor id to the positions it takes, alone or jointly, and to those that others report of it."""
    found: dict[str, list[Held]] = {}
    for positions in material.graph.positions.values():
        for position in positions:
            if position.holder.kind == "actor":
                for name in position.holder.names:
                    found.setdefault(name, []).append(position)
    return found


def _positions(material: Material, held: Sequence[Held]) -> tuple[Taken, ...]:
    by_question: dict[str, list[Held]] = {}
    for position in held:
        by_question.setdefault(position.question, []).append(position)
    return tuple(_taken(material, question, found) for question, found in by_question.items())


def _taken(material: Material, question: str, held: list[Held]) -> Taken:
    deal = material.graph.entities.questions[question].deal
    latest = sorted(held, key=lambda position: position.start, reverse=True)
    return Taken(
        material.links[question],
        material.links[deal] if deal else None,
        tuple(answer(material, position) for position in latest),
    )


def stances(material: Material, id: str, ids: Sequence[str]) -> Iterator[Stance]:
    """What the actor is reported to think of deals, in the order of the statements; each view of a deal once, where
    it was told last."""
    graph, seen = material.graph, set()
    for other in ids:
        written = graph.statements[other].written
        for holder, stance in written.stance:
            if holder == id and (written.deals, stance) not in seen:
                seen.add((written.deals, stance))
                overtaken = "overtaken" if "stance" in graph.overtaken.get(other, ()) else ""
                deals = tuple(material.links[deal] for deal in written.deals)
                yield Stance(deals, stance, overtaken, material.cards[other])
