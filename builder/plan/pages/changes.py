"""What changed in the record, by week, the latest first; a long history by year, and by month."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import groupby

from builder.model import sentences, urls
from builder.model.changes import Change, week_of, weight
from builder.model.overview_pages import ChangesPage, Week
from builder.model.page_parts import Period
from builder.model.sections import SECTIONS
from builder.plan.context import PlanContext, Plans
from builder.plan.parts.backlinks import follow_feed
from builder.plan.parts.changes import change_line, per_day
from builder.plan.parts.dates import span_words, words_of
from builder.plan.parts.pagination import parts, periods

SECTION = SECTIONS["changes"]
MOST = 20
"""Changes of one week that stand here."""
WEEKS = 4
"""Weeks on the page of a long history, beside the ways to all of them."""


def plans(context: PlanContext) -> Plans:
    yield SECTION.path, lambda: pages(context)


def pages(context: PlanContext) -> Iterator[ChangesPage]:
    """The page, and those of years and months where it is too long for one."""
    weeks = [
        (monday.isoformat(), sorted(changes, key=weight))
        for monday, changes in groupby(context.changes.all, key=lambda change: week_of(change.day))
    ]
    by_id = dict(weeks)
    lines = [f"{id} {number}" for id, changes in weeks for number in range(min(MOST, len(changes)))]
    days = {line: line.partition(" ")[0] for line in lines}
    ways = periods(days, SECTION.path, lines)
    yield page(context, SECTION.path, SECTION.title, weeks[:WEEKS] if ways else weeks, ways)
    for part in parts(days, SECTION.path, lines):
        ids = dict.fromkeys(days[line] for line in part.ids)
        finer = periods(days, part.path, part.ids, part.finer)
        title = f"{SECTION.title}: {words_of(part.period)}"
        found = [(id, by_id[id]) for id in ids]
        yield page(context, part.path, title, found[:WEEKS] if finer else found, finer)


def page(
    context: PlanContext, path: str, title: str, weeks: Sequence[tuple[str, Sequence[Change]]], ways: tuple[Period, ...]
) -> ChangesPage:
    """`weeks`: the first day of each, and what changed in it."""
    whole = path == SECTION.path
    return ChangesPage(
        path=path,
        site=context.site,
        title=title,
        description="What changed in the record, week by week: statuses, sums, positions, denials, corrections.",
        canonical=context.canonical(path),
        crumbs=context.crumbs() if whole else context.crumbs(SECTION),
        feeds=follow_feed(context, SECTION.title, urls.changes_feed),
        weeks=tuple(week(context, id, changes) for id, changes in weeks),
        days=per_day(context) if whole else (),
        periods=ways,
    )


def week(context: PlanContext, id: str, changes: Sequence[Change]) -> Week:
    """`changes`: the weightiest first."""
    monday = week_of(changes[0].day)
    return Week(
        id=id,
        words=span_words(monday, monday + timedelta(days=6)),
        changes=tuple(change_line(context, change) for change in changes[:MOST]),
        more=sentences.elsewhere(len(changes) - MOST, "on the pages of their deals and speakers"),
    )
