"""Who holds what on a question, from when until when: in go the statements that tell of it, out come the
positions in order of time, each on its side, and where different holders contradict each other.

A position holds until the same holder takes another. Two outlets' paraphrases are no change of mind, unless the later
one says that it updates the earlier.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from builder.link.relations import is_update
from builder.model.article import Hop, Position
from builder.model.dates import When
from builder.model.graph import Article, Disagreement, Held, Relation, Statement, voices
from builder.model.money import Amount, Quantity

NO_ANSWER = ("unclear", "declined")
"""Options that contradict nobody."""


@dataclass(frozen=True)
class ReportedPosition:
    """One position of one statement, before its end is known."""

    position: Position
    statement: Statement
    told: int
    """Its place in the order of telling."""
    start: date
    """The first day from which it holds."""

    @property
    def holder(self) -> Hop:
        return Hop("actor", (self.position.holder,)) if self.position.holder else self.statement.voice

    @property
    def identity(self) -> tuple[frozenset[str], str]:
        """Whose position, in which mode."""
        return voices(self.holder, self.statement.article), self.statement.written.mode


def positions(
    question: str,
    answers: Iterable[Statement],
    articles: Mapping[str, Article],
    replaced: Mapping[str, Mapping[str, str]],
    bearing: Mapping[str, Sequence[Relation]],
    origins: Mapping[str, str],
    dates: Mapping[str, When],
) -> tuple[Held, ...]:
    """All positions on one question, in order of time. `answers`: the statements that take one, the earliest told
    first. `dates`: dates that a correction has put in place of a statement's own."""
    taken: list[ReportedPosition] = []
    for place, statement in enumerate(answers):
        if articles[statement.article].counts:
            by = replaced.get(statement.id, {}).get(f"positions.{question}")
            if by is None or is_update(by, statement.id, bearing):
                start = dates.get(statement.id, statement.happened).start
                each_of = statement.written.positions_on(question)
                taken += (ReportedPosition(each, statement, place, start) for each in each_of)
    return held(sorted(taken, key=lambda each: (each.start, each.told)), articles, bearing, origins)


def held(
    taken: Sequence[ReportedPosition],
    articles: Mapping[str, Article],
    bearing: Mapping[str, Sequence[Relation]],
    origins: Mapping[str, str],
) -> tuple[Held, ...]:
    """Each with its side and its end."""
    sides = number(taken)
    mine: dict[tuple[frozenset[str], str], list[int]] = defaultdict(list)
    for index, each in enumerate(taken):
        mine[each.identity].append(index)
    found = [as_held(each, side, origins) for each, side in zip(taken, sides, strict=True)]
    for (_, mode), indexes in mine.items():
        if mode != "denied":
            for index in indexes:
                found[index] = followed(index, indexes, taken, found, articles, bearing)
    return tuple(found)


def as_held(taken: ReportedPosition, side: int, origins: Mapping[str, str]) -> Held:
    return Held(
        question=taken.position.question,
        option=taken.position.option,
        holder=taken.holder,
        statement=taken.statement.id,
        reported=bool(taken.position.holder),
        mode=taken.statement.written.mode,
        origin=origins.get(taken.statement.id, ""),
        told=taken.statement.told,
        start=taken.start,
        until=None,
        side=side,
    )


def followed(
    index: int,
    indexes: Sequence[int],
    taken: Sequence[ReportedPosition],
    found: Sequence[Held],
    articles: Mapping[str, Article],
    bearing: Mapping[str, Sequence[Relation]],
) -> Held:
    """The position with its end: the holder's next one on another side that is a change of mind."""
    held = found[index]
    rephrased = ""
    for later in indexes:
        if found[later].side == held.side:
            continue
        id, start = taken[later].statement.id, found[later].start
        if changed(taken[index], taken[later], articles, bearing):
            return replace(held, until=max(start, held.start), changed_to=id, rephrased_by=rephrased)
        if start > held.start and not rephrased:
            rephrased = id
    return replace(held, rephrased_by=rephrased) if rephrased else held


def changed(
    earlier: ReportedPosition,
    later: ReportedPosition,
    articles: Mapping[str, Article],
    bearing: Mapping[str, Sequence[Relation]],
) -> bool:
    """Whether the holder has taken another position, rather than two outlets reporting one differently: the later one
    says so, or is of a later day and told by the same outlet, or both are in the holder's own words."""
    one, other = earlier.statement, later.statement
    if is_update(other.id, one.id, bearing):
        return True
    if later.start <= earlier.start:
        return False
    same_outlet = articles[one.article].front.outlet == articles[other.article].front.outlet
    return same_outlet or (one.written.verbatim and other.written.verbatim)


def number(taken: Sequence[ReportedPosition]) -> list[int]:
    """The side of each: one per option, or per figure as far as figures agree, from 0 in the order met."""
    first: list[ReportedPosition] = []
    by_option: dict[tuple[str, bool], int] = {}
    sides = []
    for each in taken:
        key = (each.position.option, each.statement.written.mode == "denied")
        side = by_option.get(key)
        if side is None:
            side = next((n for n, other in enumerate(first) if one_side(each, other)), len(first))
            by_option[key] = side
            if side == len(first):
                first.append(each)
        sides.append(side)
    return sides


def one_side(one: ReportedPosition, other: ReportedPosition) -> bool:
    """A denial is never on the side of what it denies."""
    if (one.statement.written.mode == "denied") != (other.statement.written.mode == "denied"):
        return False
    match one.position.figure, other.position.figure:
        case Amount() as figure, Amount() as second:
            return figure.agrees_with(second)
        case Quantity() as figure, Quantity() as second:
            return figure.number == second.number and (figure.unit == second.unit or not (figure.unit and second.unit))
        case _:
            return one.position.option == other.position.option


def disagreement(question: str, held: Sequence[Held]) -> Disagreement | None:
    """The sides of a question on which two holders contradict each other at one time."""
    if all(each.side == 0 for each in held):
        return None
    sides: dict[int, list[Held]] = defaultdict(list)
    for each in held:
        if any(contradict(each, other) for other in held):
            sides[each.side].append(each)
    if len(sides) < 2:
        return None
    ordered = sorted(sides.items(), key=lambda pair: (not any(asserts(h) for h in pair[1]), pair[0]))
    return Disagreement(question, tuple((label(side), tuple(asserted_first(side))) for _, side in ordered))


def contradict(one: Held, other: Held) -> bool:
    """Different holders, different answers, overlapping in time. A denial contradicts only who says what it denies."""
    if one.side == other.side:
        return False
    if one.option in NO_ANSWER or other.option in NO_ANSWER:
        return False
    if "denied" in (one.mode, other.mode) and (one.mode == other.mode or one.option != other.option):
        return False
    overlap = (other.until is None or one.start < other.until) and (one.until is None or other.start < one.until)
    return overlap and one.holders.isdisjoint(other.holders)


def asserts(held: Held) -> bool:
    return held.mode == "asserted"


def asserted_first(side: Iterable[Held]) -> Iterator[Held]:
    yield from sorted(side, key=lambda held: not asserts(held))


def label(side: Sequence[Held]) -> str:
    """The option of a side; for figures that agree, the first one met."""
    return f"not {side[0].option}" if side[0].mode == "denied" else side[0].option
