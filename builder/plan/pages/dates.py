"""The pages of days, months and years, and the calendar's main events."""

from calendar import Calendar
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import chain

from builder.model import sentences, urls
from builder.model.entity_pages import EventLine
from builder.model.graph import Standing
from builder.model.overview_pages import (
    Counts,
    DatesPage,
    DayCell,
    DayPage,
    MainEvent,
    MonthLine,
    MonthPage,
    YearLine,
    YearPage,
)
from builder.model.pages import Link, Page
from builder.model.pictures import Picture
from builder.model.sections import SECTIONS
from builder.model.text import counted
from builder.plan.context import PlanContext, Plans, one
from builder.plan.pages.events import event_line
from builder.plan.parts.dates import WEEKDAYS, full_day, words_of
from builder.plan.parts.day_briefing import briefing, long_parts
from builder.plan.parts.periods import PeriodContents
from builder.plan.sharing import pictures
from builder.plan.sharing.pictures import image


@dataclass(frozen=True)
class FoundEvent:
    """A moment before it is shown."""

    period: str
    """`2025-05-01`; of one that is not dated to a day, its month or year."""
    event: str
    statement: str
    """Where there is no event."""
    weight: tuple[bool, int]
    """Sorts events before reports, what is most spoken of first."""


class MainEvents:
    """Of every day, month and year. What happened on a day is one of its month's and its year's as well."""

    def __init__(self, context: PlanContext) -> None:
        self._context = context
        self._by_period: dict[str, list[FoundEvent]] = {}
        for found in chain(_events(context), _moves(context)):
            for length in (4, 7, 10):
                if length <= len(found.period):
                    self._by_period.setdefault(found.period[:length], []).append(found)

    def of(self, period: str, most: int) -> tuple[MainEvent, ...]:
        """At most so many of a period, in order of time."""
        heaviest = sorted(self._by_period.get(period, ()), key=lambda found: found.weight)[:most]
        return tuple(self._main_event(found) for found in sorted(heaviest, key=lambda found: found.period))

    def days(self, month: str) -> set[str]:
        """The days of a month on which any of them falls."""
        return {found.period for found in self._by_period.get(month, ())}

    def _main_event(self, found: FoundEvent) -> MainEvent:
        context = self._context
        if found.event:
            line: EventLine = event_line(context, found.event)
            assert line.when is not None
            return MainEvent(line.when, line, None)
        when = context.graph.status_date(found.statement)
        return MainEvent(context.stamps(when), None, context.cards[found.statement])


def _events(context: PlanContext) -> Iterator[FoundEvent]:
    for period, filed in context.periods.items():
        for id in filed.events:
            yield FoundEvent(period, id, "", (False, -len(context.graph.by_event.get(id, ()))))


def _moves(context: PlanContext) -> Iterator[FoundEvent]:
    graph = context.graph
    for deal, standing in graph.standings.items():
        spoken_of = len(graph.by_deal.get(deal, ()))
        for id in _firsts(context, standing):
            period = urls.period(graph.happened(id))
            if period:
                yield FoundEvent(period, "", id, (True, -spoken_of))


def _firsts(context: PlanContext, standing: Standing) -> Iterator[str]:
    """The first statement of each status that counts, of the whole deal and of each party; less those that report an
    event, which stands for itself."""
    seen: set[tuple[str, str]] = set()
    for id in standing.moved:
        written = context.graph.statements[id].written
        reached = (written.status, written.party)
        if reached not in seen:
            seen.add(reached)
            if written.event not in context.existing:
                yield id


SECTION = SECTIONS["dates"]
IN_MONTH, IN_YEAR, IN_INDEX = 12, 3, 2
"""Main events shown at most: on a month's page, of each month on a year's page, of each month in the index."""
BUSY = (10, 40)
"""Statements above which a day stands out, and stands out more."""


class CalendarIndex:
    """What calendars count: by period, everything that stands on it or on its days; and the ways between periods."""

    def __init__(self, context: PlanContext) -> None:
        self.context = context
        self.main_events = MainEvents(context)
        self.by_length: dict[int, list[str]] = {urls.YEAR: [], urls.MONTH: [], urls.DAY: []}
        self._counts: dict[str, list[int]] = {}
        for period, filed in context.periods.items():
            self.by_length[len(period)].append(period)
            for length in (urls.YEAR, urls.MONTH, urls.DAY):
                if length <= len(period):
                    counts = self._counts.setdefault(period[:length], [0, 0, 0])
                    counts[0] += len(filed.happened)
                    counts[1] += len(filed.said)
                    counts[2] += len(filed.due)

    def counts(self, period: str) -> Counts:
        happened, said, due = self._counts.get(period, (0, 0, 0))
        return Counts(happened + said + due, sentences.period_counts(happened, said, due))

    def months(self, year: str) -> list[str]:
        return [month for month in self.by_length[urls.MONTH] if month.startswith(year)]


def plans(context: PlanContext) -> Plans:
    calendar = CalendarIndex(context)
    yield one(SECTION.path, index, calendar)
    for length, plan in ((urls.YEAR, year), (urls.MONTH, month), (urls.DAY, day)):
        known: Sequence[str | None] = (None, *calendar.by_length[length], None)
        for before, period, after in zip(known, known[1:], known[2:], strict=False):
            if period:
                whole = partial(plan, calendar, period, _link(before), _link(after))
                yield urls.day(period), partial(pages, context, period, whole)


def pages(context: PlanContext, period: str, whole: Callable[[], Page]) -> Iterator[Page]:
    """A period's page, and the further pages of one with too much."""
    yield whole()
    yield from long_parts(context, period)


def _link(period: str | None) -> Link | None:
    return Link(name(period), urls.href(urls.day(period))) if period else None


def name(period: str) -> str:
    """`Thursday 1 May 2025`, `May 2025`, `2025`"""
    return full_day(date.fromisoformat(period)) if len(period) == urls.DAY else words_of(period)


def crumbs(context: PlanContext, period: str) -> tuple[Link, ...]:
    longer = [period[:length] for length in (urls.YEAR, urls.MONTH) if length < len(period)]
    return context.crumbs(SECTION, *(Link(words_of(above), urls.href(urls.day(above))) for above in longer))


def day(calendar: CalendarIndex, period: str, previous: Link | None, next: Link | None) -> DayPage:
    context, path = calendar.context, urls.day(period)
    return DayPage(
        path=path,
        site=context.site,
        title=name(period),
        description=sentences.about(name(period), *calendar.counts(period).words),
        canonical=context.canonical(path),
        image=image(context, day_picture(calendar, period)),
        crumbs=crumbs(context, period),
        briefing=briefing(context, period),
        previous=previous,
        next=next,
    )


def day_picture(calendar: CalendarIndex, period: str) -> Picture | None:
    """What a link to a day's page shows where it is pasted."""
    if calendar.context.typeface is None:
        return None
    main = calendar.main_events.of(period, 1)
    return pictures.day(calendar.context, period, name(period), main, calendar.counts(period))


def month(calendar: CalendarIndex, period: str, previous: Link | None, next: Link | None) -> MonthPage:
    context, path = calendar.context, urls.day(period)
    counts = calendar.counts(period)
    return MonthPage(
        path=path,
        site=context.site,
        title=name(period),
        description=sentences.about(name(period), *counts.words),
        canonical=context.canonical(path),
        crumbs=crumbs(context, period),
        weekdays=tuple((weekday[:2], weekday) for weekday in WEEKDAYS),
        weeks=tuple(_weeks(calendar, period)),
        counts=counts,
        main=calendar.main_events.of(period, IN_MONTH),
        briefing=briefing(context, period),
        previous=previous,
        next=next,
    )


def _weeks(calendar: CalendarIndex, period: str) -> Iterator[tuple[DayCell | None, ...]]:
    main = calendar.main_events.days(period)
    for week in Calendar().monthdayscalendar(int(period[: urls.YEAR]), int(period[urls.YEAR + 1 :])):
        yield tuple(_cell(calendar, f"{period}-{number:02}", main) if number else None for number in week)


def _cell(calendar: CalendarIndex, day: str, main: set[str]) -> DayCell:
    number = int(day[-2:])
    filed = calendar.context.periods.get(day)
    if filed is None:
        return DayCell(number, "", "", 0, main=False, total=0)
    counts = calendar.counts(day)
    other = counted(len(filed.articles), "article") if filed.articles else counted(len(filed.events), "event")
    said = ", ".join(counts.words or (other,))
    weight = 1 + sum(counts.total > limit for limit in BUSY)
    words = f"{words_of(day)}: {said}{', with a main event' if day in main else ''}"
    return DayCell(number, urls.href(urls.day(day)), words, weight, main=day in main, total=counts.total)


def year(calendar: CalendarIndex, period: str, previous: Link | None, next: Link | None) -> YearPage:
    context, path = calendar.context, urls.day(period)
    return YearPage(
        path=path,
        site=context.site,
        title=name(period),
        description=sentences.about(name(period), *calendar.counts(period).words),
        canonical=context.canonical(path),
        crumbs=crumbs(context, period),
        year=_year(calendar, period, IN_YEAR),
        briefing=briefing(context, period),
        previous=previous,
        next=next,
    )


def _year(calendar: CalendarIndex, period: str, most: int) -> YearLine:
    filed = calendar.context.periods.get(period, PeriodContents())
    months = calendar.months(period)
    return YearLine(
        year=Link(period, urls.href(urls.day(period))),
        counts=calendar.counts(period),
        months=tuple(
            MonthLine(
                Link(words_of(month).partition(" ")[0], urls.href(urls.day(month))),
                calendar.counts(month),
                calendar.main_events.of(month, most),
            )
            for month in months
        ),
        own=sentences.dated_to_year(len(filed.happened) + len(filed.said)),
    )


def index(calendar: CalendarIndex) -> DatesPage:
    context = calendar.context
    return DatesPage(
        path=SECTION.path,
        site=context.site,
        title=SECTION.title,
        description="What happened, was said and is due, by year, month and day.",
        canonical=context.canonical(SECTION.path),
        crumbs=context.crumbs(),
        years=tuple(_year(calendar, year, IN_INDEX) for year in reversed(calendar.by_length[urls.YEAR])),
    )
