"""Statements by what they move: a deal's status, its money, a question's answers; and those that bear on others.

In go statements in the order of telling, the earliest first; so stands every group. What is folded is folded a group
at a time, and where some articles change, only the groups that they are in are made anew.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date

from builder.model.dates import When
from builder.model.graph import Statement

Group = tuple[Statement, ...]


@dataclass(frozen=True)
class Groups:
    reports: dict[str, Group]
    """Deal id to the statements that report or deny a status of it alone."""
    sums: dict[str, Group]
    """Deal id to the statements that assert a sum of it alone."""
    answers: dict[str, Group]
    """Question id to the statements with a position on it."""
    relating: dict[str, Group]
    """Under an empty key, the statements that bear on others."""
    planned: dict[str, Group]
    """Under an empty key, the statements that plan something, for a date or for an open one."""


def telling(published: When) -> tuple[date, date, str]:
    """When a thing was told, to sort by: the last possible day counts, then the first, then the clock."""
    return (published.end, published.start, published.time)


def grouped(told: Iterable[Statement]) -> Groups:
    reports, sums, answers, relating, planned = (defaultdict[str, list[Statement]](list) for _ in range(5))
    for statement in told:
        written = statement.written
        if len(written.deals) == 1:
            if written.status and written.mode in ("asserted", "denied"):
                reports[written.deals[0]].append(statement)
            if is_sum(statement):
                sums[written.deals[0]].append(statement)
        if written.positions:
            for question in dict.fromkeys(position.question for position in written.positions):
                answers[question].append(statement)
        if written.relations or written.resolves:
            relating[""].append(statement)
        if written.mode == "planned" and (written.due or written.due_open):
            planned[""].append(statement)
    kinds = (reports, sums, answers, relating, planned)
    return Groups(*({key: tuple(group) for key, group in by.items()} for by in kinds))


def is_sum(statement: Statement) -> bool:
    """Whether it asserts a sum of one deal."""
    written = statement.written
    return written.amount is not None and written.mode == "asserted" and len(written.deals) == 1


def regrouped(before: Groups, gone: Groups, come: Groups, articles: Set[str]) -> Groups:
    """The groups after the statements of some articles, `gone`, have given way to others, `come`."""
    return Groups(
        reports=_changed(before.reports, gone.reports, come.reports, articles),
        sums=_changed(before.sums, gone.sums, come.sums, articles),
        answers=_changed(before.answers, gone.answers, come.answers, articles),
        relating=_changed(before.relating, gone.relating, come.relating, articles),
        planned=_changed(before.planned, gone.planned, come.planned, articles),
    )


def _changed(
    before: Mapping[str, Group], gone: Mapping[str, Group], come: Mapping[str, Group], articles: Set[str]
) -> dict[str, Group]:
    groups = dict(before)
    for key in gone.keys() | come.keys():
        kept = [statement for statement in before.get(key, ()) if statement.article not in articles]
        for statement in come.get(key, ()):
            kept.insert(bisect_right(kept, _place(statement), key=_place), statement)
        groups[key] = tuple(kept)
        if not kept:
            del groups[key]
    return groups


def _place(statement: Statement) -> tuple[tuple[date, date, str], str]:
    """Statements of one article have one place, and stay in their order."""
    return telling(statement.told), statement.article
