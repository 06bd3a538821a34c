"""Where deals stand, as readers see it: always as last reported, when and by whom."""

from datetime import timedelta

from builder.model.blocks import Claim, DealLine, PartyStatus, Status, Step
from builder.model.config import Ladder
from builder.model.dates import When
from builder.model.entities import Deal
from builder.model.graph import Rung, Standing, Statement
from builder.plan.material import Material
from builder.plan.words import term


def status(material: Material, id: str) -> Status:
    """The status of one deal."""
    graph, deal = material.graph, material.graph.entities.deals[id]
    standing = graph.standings.get(id) or Standing(id, None, None, None)
    now = standing.now
    since = tuple(material.stamps(when) for when in now.since) if now else ()
    sides, before = _disputed(material, standing) if standing.disputes else ((), None)
    return Status(
        rung=term(now.rung) if now else "",
        exit=bool(now) and ladder(material, deal).is_exit(now.rung) if now else False,
        since=since,
        lead="since" if since and not since[0].words.startswith(("by ", "from ")) else "",
        as_of=material.stamps(standing.as_of) if standing.as_of else None,
        voice=material.links.hop(standing.voice) if standing.voice else (),
        card=material.cards[now.statements[0]] if now else None,
        disputed=bool(standing.disputes),
        stale="no newer report" if is_stale(material, deal, standing) else "",
        checked=material.stamps(deal.checked) if deal.checked else None,
        parties=tuple(_party(material, party, rung) for party, rung in standing.parties),
        unconfirmed=material.shown(standing.unconfirmed),
        sides=sides,
        before=before,
    )


def _disputed(material: Material, standing: Standing) -> tuple[tuple[Claim, ...], Claim | None]:
    """The statuses that cannot both be right, and the last other one reported before them."""
    statements = material.graph.statements
    against = {id: None for dispute in standing.disputes for id in (dispute.one, dispute.other)}
    last: dict[str, Claim] = {}
    for id in sorted(against, key=lambda id: (stood(statements[id]).start, statements[id].told.end, id)):
        claim = _claim(material, id)
        last[claim.rung] = claim
    rungs, before = {statements[id].written.status for id in against}, ""
    for id in standing.history:
        if id in against:
            break
        written = statements[id].written
        if written.mode == "asserted" and not written.party and id not in standing.unconfirmed:
            before = id if written.status not in rungs else before
    return tuple(last.values()), _claim(material, before) if before else None


def _claim(material: Material, id: str) -> Claim:
    statement = material.graph.statements[id]
    rung = term(statement.written.status)
    if statement.written.mode == "denied":
        rung = f"not {rung}" if rung else "denied"
    return Claim(rung, material.stamps(stood(statement)), material.cards[id])


def is_stale(material: Material, deal: Deal, standing: Standing) -> bool:
    """Whether nobody has reported anything, nor the desk looked, for longer than the site allows."""
    if standing.now is None or standing.as_of is None or ladder(material, deal).is_final(standing.now.rung):
        return False
    graph = material.graph
    seen = max(when.end for when in (standing.as_of, deal.checked) if when)
    return graph.today - seen > timedelta(days=graph.config.stale_after)


def ladder(material: Material, deal: Deal) -> Ladder:
    return material.graph.config.ladders[deal.ladder]


def _party(material: Material, party: str, rung: Rung) -> PartyStatus:
    since = tuple(material.stamps(when) for when in rung.since)
    return PartyStatus(material.links[party], term(rung.rung), since, material.cards[rung.statements[0]])


def steps(material: Material, id: str) -> tuple[Step, ...]:
    """The deal's ladder, rung by rung: which were reached and when, where it stands, what is still ahead. An exit
    stands where it left the ladder."""
    graph, deal = material.graph, material.graph.entities.deals[id]
    standing = graph.standings.get(id)
    if standing is None or not standing.history:
        return ()
    rungs = ladder(material, deal)
    reached = _reached(material, standing)
    now = standing.now.rung if standing.now else ""
    top = max((rungs.height(rung) for rung in (*reached, now)), default=-1)
    found = []
    for height, rung in enumerate(rungs.rungs):
        state = (
            "now"
            if rung == now
            else "reached"
            if rung in reached
            else "skipped"
            if height < top and rungs.climbs
            else "ahead"
        )
        since = standing.now.since if standing.now and rung == now else reached.get(rung, ())
        parties = tuple(_party(material, party, its) for party, its in standing.parties if its.rung == rung != now)
        found.append(Step(term(rung), state, tuple(material.stamps(when) for when in since), parties))
    if standing.now and rungs.is_exit(now):
        found.insert(top + 1, Step(term(now), "now", tuple(material.stamps(when) for when in standing.now.since)))
    return tuple(found)


def _reached(material: Material, standing: Standing) -> dict[str, tuple[When, ...]]:
    """Rung to the first date at which the whole deal is said to have reached it; a date within one that is vague
    takes its place."""
    found: dict[str, When] = {}
    for id in standing.history:
        statement = material.graph.statements[id]
        written = statement.written
        if written.mode == "asserted" and written.status and not written.party and id not in standing.unconfirmed:
            when, before = stood(statement), found.get(written.status)
            if before is None or (before.first is None and before.contains(when)):
                found[written.status] = when
    return {rung: (when,) for rung, when in found.items()}


def stood(statement: Statement) -> When:
    """When what a statement says of a status was so: without a date of its own, by the day on which it was told."""
    day = statement.told.end
    return statement.written.when or When(f"../{day}", None, day)


def deal_lines(material: Material, ids: tuple[str, ...] | None = None) -> tuple[DealLine, ...]:
    """Deals with where they stand, the latest reported first, each followed by its parts; all of them unless `ids`
    says which."""
    deals = material.graph.entities.deals
    if ids is None:
        ids = tuple(id for id in deals if id in material.existing and deals[id].part_of not in material.existing)
    found: list[DealLine] = []
    for id in sorted(ids, key=lambda id: _newest(material, id)):
        _add(material, id, 0, found)
    return tuple(found)


def _add(material: Material, id: str, depth: int, found: list[DealLine]) -> None:
    found.append(DealLine(material.links[id], status(material, id), min(depth, 1)))
    for part in sorted(material.parts.get(id, ()), key=lambda id: _newest(material, id)):
        _add(material, part, depth + 1, found)


def _newest(material: Material, id: str) -> tuple[int, str]:
    """Sorts the latest reported first, those without a status last, then by name."""
    standing = material.graph.standings.get(id)
    told = standing.as_of.end.toordinal() if standing and standing.as_of else 0
    return -told, material.links[id].words
