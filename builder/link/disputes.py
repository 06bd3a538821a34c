"""What cannot all be right among the steps of one deal: steps in, disputes and steps back out. Nothing is picked."""

from collections.abc import Mapping, Sequence
from datetime import date

from builder.link.steps import Step
from builder.model.graph import Dispute, Statement


def contests(contenders: Sequence[Step]) -> tuple[Dispute, ...]:
    """Exit against the highest rung of another voice, and exit against exit. All overlap, or one were superseded."""
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


def top_of_others(exit: Step, rungs: Sequence[Step]) -> list[Step]:
    """The highest rungs of other voices than the exit's."""
    others = [rung for rung in rungs if are_two(rung.statement, exit.statement)]
    top = max((rung.height for rung in others), default=-1)
    return [rung for rung in others if rung.height == top]


def are_two(one: Statement, other: Statement) -> bool:
    """Whether these are different voices. Nobody disputes with himself, be it alone or jointly with others."""
    return not set(one.voice.names) & set(other.voice.names)


def contradictions(
    spell: Sequence[Step], denied: Sequence[Step], denials: Mapping[str, tuple[Statement, ...]]
) -> tuple[Dispute, ...]:
    """Who denies the rung that stands, each beside the last told statement of another voice that it contradicts."""
    found: dict[str, str] = {}
    for step in sorted(spell, key=lambda s: -s.told):
        against = [s.statement for s in denied if s.rung == step.rung and s.happened.overlaps(step.happened)]
        for denial in (*against, *denials.get(step.statement.id, ())):
            if are_two(denial, step.statement):
                found.setdefault(denial.id, step.statement.id)
    return tuple(Dispute(one, other, "asserted against denied") for other, one in sorted(found.items()))


def backward(steps: Sequence[Step]) -> tuple[tuple[str, str], ...]:
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
