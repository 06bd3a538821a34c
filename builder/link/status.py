"""Where a deal stands, as last reported, and what is disputed: in go its ladder and the statements that say so."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from builder.model.config import Ladder
from builder.model.dates import When
from builder.model.entities import Deal
from builder.model.graph import Dispute, Move, Rung, Standing, Statement


@dataclass(frozen=True)
class StatusReport:
    """One statement's rung, as the fold needs it."""

    statement: Statement
    happened: When
    rung: str
    height: int
    """0 for every rung of a ladder without order; -1 for an exit."""
    open: bool
    """Whether it is a rung that waits for an answer."""
    told: int
    """Its place in the order of telling."""

    @property
    def start(self) -> date:
        return self.happened.start

    @property
    def end(self) -> date:
        return self.happened.end

    @property
    def is_exit(self) -> bool:
        return self.height < 0

    @property
    def only_by(self) -> bool:
        """A rung known only to have been reached by a day: it may have been any time before."""
        return self.happened.first is None and not self.is_exit

    @property
    def named(self) -> bool:
        return self.statement.voice.kind != "unnamed"

    @property
    def lateness(self) -> tuple[date, date, int]:
        return (self.end, self.start, self.told)

    @property
    def chronology(self) -> tuple[date, bool, int, date, int]:
        """Sorts by time. What may be of one time stands in the order of the ladder, an exit after its rungs."""
        return (self.end if self.is_exit else self.start, self.is_exit, self.height, self.end, self.told)


def step_of(statement: Statement, ladder: Ladder, told: int, dates: Mapping[str, When]) -> StatusReport:
    rung = statement.written.status
    height = ladder.height(rung) if ladder.climbs else (0 if rung in ladder.rungs else -1)
    happened = dates.get(statement.id) or statement.status_date
    return StatusReport(statement, happened, rung, height, ladder.is_open(rung), told)


def unsuperseded(steps: Iterable[StatusReport], by: Sequence[StatusReport]) -> list[StatusReport]:
    """Those that no step of `by` supersedes. In one pass, since a deal may have thousands.

    One mend to the rule: a lower rung known only to be true *by* a day does not supersede a higher one, or else
    "agreed by 1 May" would undo "signed on 30 April".
    """
    firm = max((step.start for step in by if not step.only_by), default=date.min)
    reach: dict[int, date] = {}
    for other in by:
        if other.only_by:
            reach[other.height] = max(other.start, reach.get(other.height, date.min))
    return [
        step
        for step in steps
        if step.end >= firm and all(step.end >= start for height, start in reach.items() if height >= step.height)
    ]


@dataclass(frozen=True)
class StatusFold:
    """The outcome for the whole deal, or for one party."""

    now: Rung | None = None
    path: tuple[Rung, ...] = ()
    latest: Statement | None = None
    """The named statement, last told, that carries it."""
    disputes: tuple[Dispute, ...] = ()
    unconfirmed: tuple[str, ...] = ()
    backward: tuple[tuple[str, str], ...] = ()


def standing(
    deal: Deal,
    ladder: Ladder,
    told: Sequence[Statement],
    dates: Mapping[str, When],
    denials: Mapping[str, tuple[Statement, ...]],
) -> Standing:
    """`told`: asserted and denied statements with a status of this deal that still count, the earliest told first.

    `dates`: dates that a correction has put in place of a statement's own. `denials`: statement id to denied
    statements that dispute it by name.
    """
    steps = [step_of(s, ladder, order, dates) for order, s in enumerate(told) if ladder.has(s.written.status)]
    whole = fold(ladder, [s for s in steps if not s.statement.written.party], denials)
    asked = dict.fromkeys((*deal.parties, *sorted(s.statement.written.party for s in steps)))
    parties = {
        party: fold(ladder, [s for s in steps if s.statement.written.party == party], denials)
        for party in asked
        if party
    }
    history = sorted(steps, key=lambda s: (s.start, s.end, s.is_exit, s.told))
    unconfirmed = (*whole.unconfirmed, *(id for part in parties.values() for id in part.unconfirmed))
    stands = tuple((party, part.now) for party, part in parties.items() if part.now)
    return Standing(
        deal=deal.id,
        now=whole.now,
        as_of=whole.latest.told if whole.latest else None,
        voice=whole.latest.voice if whole.latest else None,
        parties=stands,
        disputes=whole.disputes,
        party_disputes=tuple(dispute for part in parties.values() for dispute in part.disputes),
        unconfirmed=unconfirmed,
        path=whole.path,
        history=tuple(s.statement.id for s in history),
        moved=moved((s.statement for s in history), unconfirmed),
        backward=(*whole.backward, *(pair for part in parties.values() for pair in part.backward)),
        silent=silent(deal, ladder, whole.now, stands),
        ahead="" if whole.disputes else ahead(ladder, whole.now, stands),
    )


def silent(deal: Deal, ladder: Ladder, now: Rung | None, stands: Sequence[tuple[str, Rung]]) -> tuple[str, ...]:
    """The parties that nobody reports to have gone further than the whole deal, where somebody says so of another."""
    whole = ladder.height(now.rung) if now else -1
    beyond = {party for party, rung in stands if ladder.climbs and ladder.height(rung.rung) > whole}
    if not beyond or (now and now.rung in ladder.exits):
        return ()
    return tuple(party for party in deal.parties if party not in beyond)


def ahead(ladder: Ladder, now: Rung | None, stands: Sequence[tuple[str, Rung]]) -> str:
    """The rung that would come next for the whole deal; those that wait for an answer are passed over."""
    if not ladder.climbs or (now and now.rung in ladder.exits) or not (now or stands):
        return ""
    top = max(ladder.height(rung.rung) for rung in (*(rung for _, rung in stands), *([now] if now else ())))
    return next((rung for rung in ladder.rungs[top + 1 :] if not ladder.is_open(rung)), "")


def moved(history: Iterable[Statement], unconfirmed: Collection[str]) -> tuple[str, ...]:
    """Those of the statements that assert a status, less the unconfirmed ones."""
    return tuple(each.id for each in history if each.written.mode == "asserted" and each.id not in unconfirmed)


def aged(standing: Standing, deal: Deal, ladder: Ladder, today: date, stale_after: int) -> Standing:
    """With the day on which it was last looked for, and whether it is stale after so many days."""
    if standing.now is None or standing.as_of is None:
        return standing
    looked = max(when.end for when in (standing.as_of, deal.checked) if when)
    stale = (today - looked).days > stale_after and not ladder.is_final(standing.now.rung)
    return replace(standing, looked=looked, stale=stale)


@dataclass(frozen=True)
class Known:
    """A statement with a status, and the days between which it counted."""

    statement: Statement
    since: date
    """The day on which it was put on file."""
    until: date = date.max
    """The day from which it counts no more: retracted, or its status replaced."""


def moves(ladder: Ladder, reports: Sequence[Known], dates: Mapping[str, When]) -> Iterator[Move]:
    """How what was known of a deal changed, in order of time: on each day on which a report came or fell away, where
    the deal and each party came to stand by the reports that counted then.

    `reports`: asserted statements with a status of this deal, the earliest told first, those that count no more
    included. `dates`: as for `standing`.
    """
    steps = [
        (step_of(each.statement, ladder, order, dates), each)
        for order, each in enumerate(reports)
        if ladder.has(each.statement.written.status)
    ]
    stood: dict[str, StatusReport] = {}
    for day in sorted({day for _, each in steps for day in (each.since, each.until) if day < date.max}):
        parties = {step.statement.written.party for step, each in steps if day in (each.since, each.until)}
        for party in sorted(parties):
            counting = [
                step for step, each in steps if each.since <= day < each.until and step.statement.written.party == party
            ]
            now, before = top(ladder, counting), stood.get(party)
            if now:
                stood[party] = now
            elif before:
                del stood[party]
            if (now.rung if now else "") != (before.rung if before else ""):
                last = now or before
                assert last is not None
                yield Move(day, party, before.rung if before else "", now.rung if now else "", last.statement.id)


def top(ladder: Ladder, asserted: Iterable[StatusReport]) -> StatusReport | None:
    """The step that stands, by what somebody named asserts."""
    named = [step for step in asserted if step.named]
    return highest(unsuperseded(named, named), ladder)


def fold(ladder: Ladder, steps: Sequence[StatusReport], denials: Mapping[str, tuple[Statement, ...]]) -> StatusFold:
    """Only asserted steps by someone named stand; unnamed ones may join a rung that stands, denied ones dispute it."""
    asserted = [step for step in steps if step.statement.written.mode == "asserted"]
    denied = [step for step in steps if step.statement.written.mode == "denied"]
    named = [step for step in asserted if step.named]
    unnamed = unsuperseded((step for step in asserted if not step.named), named)
    contenders = unsuperseded(named, named)
    top = highest(contenders, ladder)
    spell = unbroken(top.rung, asserted, ladder) if top else []
    rung = Rung(top.rung, since(spell), latest_told(spell)) if top else None
    alone = [step for step in unnamed if not top or step.is_exit or step.height > top.height or (
        not ladder.climbs and step.rung != top.rung)]  # fmt: skip
    left_out = {step.told for step in (*spell, *alone)}
    before = path((step for step in asserted if step.told not in left_out), ladder)
    return StatusFold(
        now=rung,
        path=(*before, rung) if rung else before,
        latest=max((s for s in spell if s.named), key=lambda s: s.told).statement if top else None,
        disputes=(*contests(contenders), *contradictions(spell, denied, denials)),
        unconfirmed=latest_told(alone),
        backward=backward(asserted),
    )


def highest(contenders: Sequence[StatusReport], ladder: Ladder) -> StatusReport | None:
    """The rung that stands; an exit where no rung is left that it does not follow from."""
    rungs = [step for step in contenders if not step.is_exit]
    exits = [step for step in contenders if step.is_exit]
    if exits and not contests(contenders):
        rungs = [rung for rung in rungs if not any(follows(exit, rung) for exit in exits)]
    return max(rungs or exits, key=lambda s: (s.height if ladder.climbs else 0, s.lateness), default=None)


def follows(exit: StatusReport, rung: StatusReport) -> bool:
    """Whether an exit came after a rung of the same time that it does not contradict. If one voice gave both, it told
    the exit later, or with a rung that waited for that answer."""
    if are_two(exit.statement, rung.statement) or exit.told > rung.told:
        return True
    return rung.open and exit.statement.told == rung.statement.told


def path(steps: Iterable[StatusReport], ladder: Ladder) -> tuple[Rung, ...]:
    """The rungs and exits of these steps in order of time. In one climb, a rung comes once, until a step back; a lower
    rung known only to have been reached by a day came before the higher one."""
    spells: list[list[StatusReport]] = []
    climb = 0  # where the climb since the last exit begins
    for step in sorted(steps, key=lambda step: step.chronology):
        if step.is_exit or not ladder.climbs:
            if spells and spells[-1][0].rung == step.rung:
                spells[-1].append(step)
            else:
                spells.append([step])
            climb = len(spells) if step.is_exit and step.named else climb
            continue
        at = next((at for at in range(len(spells) - 1, climb - 1, -1) if spells[at][0].rung == step.rung), None)
        above = next((at for at in range(climb, len(spells)) if spells[at][0].height > step.height), None)
        if at is not None and (step.only_by or above is None or above < at):
            spells[at].append(step)
        else:
            spells.insert(len(spells) if above is None or not step.only_by else above, [step])
    return tuple(Rung(spell[0].rung, since(spell), latest_told(spell)) for spell in spells)


def unbroken(rung: str, asserted: Sequence[StatusReport], ladder: Ladder) -> list[StatusReport]:
    """The steps of a rung since an exit or a higher rung last broke it; without order, since any other did."""
    ours = [step for step in asserted if step.rung == rung]
    height = ours[0].height
    breaking = [
        step
        for step in asserted
        if step.named
        and step.rung != rung
        and (step.is_exit or height < 0 or not ladder.climbs or step.height > height)
    ]
    last = max((step.start for step in breaking), default=date.min)
    return [step for step in ours if step.end >= last]


def since(spell: Sequence[StatusReport]) -> tuple[When, ...]:
    """The dates of a spell in order of time; one that contains a narrower one adds nothing."""
    dates: dict[tuple[date | None, date | None], When] = {}
    for step in spell:
        span = (step.happened.first, step.happened.last)
        if span not in dates or dates[span].approximate:
            dates[span] = step.happened
    kept = [
        when
        for span, when in dates.items()
        if not any(span != other and when.contains(narrower) for other, narrower in dates.items())
    ]
    return tuple(sorted(kept, key=lambda when: (when.start, when.end, when.text)))


def latest_told(steps: Iterable[StatusReport]) -> tuple[str, ...]:
    return tuple(s.statement.id for s in sorted(steps, key=lambda s: -s.told))


def contests(contenders: Sequence[StatusReport]) -> tuple[Dispute, ...]:
    """Exit against the highest rung of another voice that it cannot follow from, and exit against exit. All overlap, or
    one were superseded."""
    last = {(step.rung, step.statement.voice): step for step in contenders}
    exits = [step for step in last.values() if step.is_exit]
    rungs = [step for step in last.values() if not step.is_exit]
    pairs = [(rung, exit, "exit against rung") for exit in exits for rung in top_of_others(exit, rungs)]
    pairs += [
        (one, other, "exit against exit")
        for index, one in enumerate(exits)
        for other in exits[index + 1 :]
        if one.rung != other.rung and are_two(one.statement, other.statement)
    ]
    return tuple(Dispute(one.statement.id, other.statement.id, why) for one, other, why in pairs)


def top_of_others(exit: StatusReport, rungs: Sequence[StatusReport]) -> list[StatusReport]:
    """The highest rungs of other voices than the exit's."""
    others = [rung for rung in rungs if are_two(rung.statement, exit.statement)]
    top = max((rung.height for rung in others), default=-1)
    return [rung for rung in others if rung.height == top and not rung.open]


def are_two(one: Statement, other: Statement) -> bool:
    """Whether these are different voices. Nobody disputes with himself, be it alone or jointly with others."""
    return one.speaking.isdisjoint(other.speaking)


def contradictions(
    spell: Sequence[StatusReport], denied: Sequence[StatusReport], denials: Mapping[str, tuple[Statement, ...]]
) -> tuple[Dispute, ...]:
    """Who denies the rung that stands, each beside the last told statement of another voice that it contradicts."""
    found: dict[str, str] = {}
    for step in sorted(spell, key=lambda s: -s.told):
        against = [s.statement for s in denied if s.rung == step.rung and s.happened.overlaps(step.happened)]
        for denial in (*against, *denials.get(step.statement.id, ())):
            if are_two(denial, step.statement):
                found.setdefault(denial.id, step.statement.id)
    return tuple(Dispute(one, other, "asserted against denied") for other, one in sorted(found.items()))


def backward(steps: Sequence[StatusReport]) -> tuple[tuple[str, str], ...]:
    """(later statement of a lower rung, earlier one of a higher), one pair a lower one; exits allow a new climb."""
    exits = sorted(step.start for step in steps if step.is_exit)
    rungs = sorted((step for step in steps if not step.is_exit), key=lambda s: (s.end, s.told))
    top_height = max((step.height for step in rungs), default=0)
    pairs = []
    for lower in rungs:
        if lower.only_by or lower.height >= top_height:
            continue
        fresh = max((start for start in exits if start <= lower.start), default=date.min)
        higher = [s for s in rungs if s.height > lower.height and fresh <= s.end < lower.start]
        if higher:
            top = max(higher, key=lambda s: (s.height, s.lateness))
            pairs.append((lower.statement.id, top.statement.id))
    return tuple(pairs)
