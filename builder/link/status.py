"""Where a deal stands, as last reported: in go its ladder and the statements that say so, out comes its standing.

Among the steps that nothing supersedes, the highest rung stands; on a ladder without order, the latest.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from builder.link.disputes import backward, contests, contradictions
from builder.link.steps import Step, step_of, unsuperseded
from builder.model.config import Ladder
from builder.model.dates import When
from builder.model.entities import Deal
from builder.model.graph import Dispute, Rung, Standing, Statement


@dataclass(frozen=True)
class Fold:
    """The outcome for the whole deal, or for one party."""

    now: Rung | None = None
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
    history = sorted(steps, key=lambda s: (s.start, s.end, s.told))
    return Standing(
        deal=deal.id,
        now=whole.now,
        as_of=whole.latest.told if whole.latest else None,
        voice=whole.latest.voice if whole.latest else None,
        parties=tuple((party, part.now) for party, part in parties.items() if part.now),
        disputes=whole.disputes,
        party_disputes=tuple(dispute for part in parties.values() for dispute in part.disputes),
        unconfirmed=(*whole.unconfirmed, *(id for part in parties.values() for id in part.unconfirmed)),
        history=tuple(s.statement.id for s in history),
        backward=(*whole.backward, *(pair for part in parties.values() for pair in part.backward)),
    )


def fold(ladder: Ladder, steps: Sequence[Step], denials: Mapping[str, tuple[Statement, ...]]) -> Fold:
    """Only asserted steps by someone named stand; unnamed ones may join a rung that stands, denied ones dispute it."""
    asserted = [step for step in steps if step.statement.written.mode == "asserted"]
    denied = [step for step in steps if step.statement.written.mode == "denied"]
    named = [step for step in asserted if step.named]
    unnamed = unsuperseded((step for step in asserted if not step.named), named)
    contenders = unsuperseded(named, named)
    top = highest(contenders, ladder)
    spell = unbroken(top.rung, asserted, ladder) if top else []
    rung = Rung(top.rung, since(spell), latest_told(spell)) if top else None
    return Fold(
        now=rung,
        latest=max((s for s in spell if s.named), key=lambda s: s.told).statement if top else None,
        disputes=(*contests(contenders), *contradictions(spell, denied, denials)),
        unconfirmed=latest_told(s for s in unnamed if not top or s.is_exit or s.height > top.height or (
            not ladder.climbs and s.rung != top.rung)),
        backward=backward(asserted),
    )  # fmt: skip


def highest(contenders: Sequence[Step], ladder: Ladder) -> Step | None:
    """The rung that stands; an exit where no rung is left, or where the same voices gave it later than the rung."""
    rungs = [step for step in contenders if not step.is_exit]
    exits = [step for step in contenders if step.is_exit]
    if not rungs or not exits:
        return max(contenders, key=lambda s: (s.height if ladder.climbs else 0, s.lateness), default=None)
    if contests(contenders):
        return highest(rungs, ladder)
    last = max(contenders, key=lambda s: (s.told, s.is_exit))
    return last if last.is_exit else highest(rungs, ladder)


def unbroken(rung: str, asserted: Sequence[Step], ladder: Ladder) -> list[Step]:
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


def since(spell: Sequence[Step]) -> tuple[When, ...]:
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


def latest_told(steps: Iterable[Step]) -> tuple[str, ...]:
    return tuple(s.statement.id for s in sorted(steps, key=lambda s: -s.told))
