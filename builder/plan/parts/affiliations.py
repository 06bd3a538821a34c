"""What actors are bound to: offices, parents, members, owners, in both directions; and the pages elsewhere that say
who they are."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from builder.model.dates import When
from builder.model.entities import Actor, Role
from builder.model.entity_pages import Affiliation, Affiliations
from builder.model.pages import Link
from builder.plan.context import PlanContext

WIKIDATA = "https://www.wikidata.org/wiki/"


class AffiliationIndex:
    """Who points at an actor: parts, members' blocs, owned outlets, holders of its offices, and the deals it is a
    party to. By id, and only what is on file."""

    def __init__(self, context: PlanContext) -> None:
        self.parts: dict[str, list[str]] = defaultdict(list)
        self.blocs: dict[str, list[Affiliation]] = defaultdict(list)
        self.owned: dict[str, list[str]] = defaultdict(list)
        self.holders: dict[str, list[Affiliation]] = defaultdict(list)
        self.deals: dict[str, tuple[str, ...]] = defaultdict(tuple)
        entities = context.graph.entities
        for id, actor in entities.actors.items():
            if id in context.existing:
                self._add(context, actor)
        for id, deal in entities.deals.items():
            if id in context.existing:
                whole = entities.deals.get(deal.part_of)
                for party in deal.parties:
                    if whole is None or party not in whole.parties:
                        self.deals[party] += (id,)

    def _add(self, context: PlanContext, actor: Actor) -> None:
        if actor.part_of:
            self.parts[actor.part_of].append(actor.id)
        if actor.owner:
            self.owned[actor.owner].append(actor.id)
        for member in actor.members:
            self.blocs[member.id].append(affiliation(context, actor.id, "", member.since, member.until))
        for role in actor.roles:
            self.holders[role.of].append(_office(context, actor.id, role))


def affiliations(context: PlanContext, actor: Actor, index: AffiliationIndex) -> tuple[Affiliations, ...]:
    """Everything but the offices that the actor itself holds; nothing that is empty."""
    links, id = context.links, actor.id
    found: list[tuple[str, Iterable[Affiliation]]] = [
        ("Part of", without_dates(context, [actor.part_of])),
        ("Member of", index.blocs.get(id, ())),
        ("Owned by", without_dates(context, [actor.owner])),
        ("Members", (affiliation(context, member.id, "", member.since, member.until) for member in actor.members)),
        ("Parts", without_dates(context, sorted(index.parts.get(id, ()), key=lambda part: links[part].words))),
        ("Owns", without_dates(context, sorted(index.owned.get(id, ()), key=lambda part: links[part].words))),
        ("In office", index.holders.get(id, ())),
        ("Not the same as", without_dates(context, actor.not_same_as)),
    ]
    return tuple(Affiliations(words, made) for words, each in found if (made := tuple(each)))


def without_dates(context: PlanContext, ids: Iterable[str]) -> Iterator[Affiliation]:
    return (Affiliation(context.links[id]) for id in ids if id)


def offices(context: PlanContext, actor: Actor) -> tuple[Affiliation, ...]:
    """The offices an actor holds or held, the latest first, those without a date before them."""
    dated = [role for role in actor.roles if role.since or role.until]
    undated = [role for role in actor.roles if not (role.since or role.until)]
    dated.sort(key=lambda role: (role.since or role.until or _NEVER).start, reverse=True)
    return tuple(_office(context, role.of, role) for role in (*undated, *dated))


_NEVER = When("", None, None)


def _office(context: PlanContext, to: str, role: Role) -> Affiliation:
    return affiliation(context, to, role.title, role.since, role.until, described=not (role.since or role.until))


def affiliation(
    context: PlanContext, to: str, title: str, since: When | None, until: When | None, *, described: bool = False
) -> Affiliation:
    stamps = context.stamps
    return Affiliation(
        context.links[to], title, stamps(since) if since else None, stamps(until) if until else None, described
    )


def external_links(url: str, wikidata: str) -> tuple[Link, ...]:
    """Pages elsewhere that say who or where this is."""
    site = (Link("Own site", url),) if url else ()
    known = (Link(f"Wikidata {wikidata}", f"{WIKIDATA}{wikidata}"),) if wikidata else ()
    return site + known
