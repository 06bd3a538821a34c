"""The pages of days, months and years. A day's is its briefing: what happened, what was said, what is due; a month's
and a year's are calendars with what stands on no smaller page. And the index of years."""

from calendar import Calendar
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial

from builder.model import urls
from builder.model.counting import counted
from builder.model.pages import Link, Page
from builder.model.picture import Picture
from builder.model.surveys import Counts, DatesPage, DayCell, DayPage, MonthLine, MonthPage, YearLine, YearPage
from builder.plan import pictures
from builder.plan.briefings import briefing, long_parts
from builder.plan.dates import WEEKDAYS, full_day, words_of
from builder.plan.material import Material
from builder.plan.moments import Moments
from builder.plan.periods import Filed
from builder.plan.plans import Plans, one
from builder.plan.sheet import image

INDEX = "/dates/"
IN_MONTH, IN_YEAR, IN_INDEX = 12, 3, 2
"""Main events shown at most: on a month's page, of each month on a year's page, of each month in the index."""
BUSY = (10, 40)
"""Statements above which a day stands out, and stands out more."""


class Almanac:
    """What calendars count: by period, everything that stands on it or on its days; and the ways between periods."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self.moments = Moments(material)
        self.by_length: dict[int, list[str]] = {urls.YEAR: [], urls.MONTH: [], urls.DAY: []}
        self._counts: dict[str, list[int]] = {}
        for period, filed in material.periods.items():
            self.by_length[len(period)].append(period)
            for length in (urls.YEAR, urls.MONTH, urls.DAY):
                if length <= len(period):
                    counts = self._counts.setdefault(period[:length], [0, 0, 0])
                    counts[0] += len(filed.happened)
                    counts[1] += len(filed.said)
                    counts[2] += len(filed.due)

    def counts(self, period: str) -> Counts:
        return Counts(*self._counts.get(period, (0, 0, 0)))

    def months(self, year: str) -> list[str]:
        return [month for month in self.by_length[urls.MONTH] if month.startswith(year)]


def plans(material: Material) -> Plans:
    almanac = Almanac(material)
    yield one(INDEX, index, almanac)
    for length, plan in ((urls.YEAR, year), (urls.MONTH, month), (urls.DAY, day)):
        known: Sequence[str | None] = (None, *almanac.by_length[length], None)
        for before, period, after in zip(known, known[1:], known[2:], strict=False):
            if period:
                whole = partial(plan, almanac, period, _link(before), _link(after))
                yield urls.day(period), partial(pages, material, period, whole)


def pages(material: Material, period: str, whole: Callable[[], Page]) -> Iterator[Page]:
    """A period's page, and the further pages of one with too much."""
    yield whole()
    yield from long_parts(material, period)


def _link(period: str | None) -> Link | None:
    return Link(name(period), urls.href(urls.day(period))) if period else None


def name(period: str) -> str:
    """`Thursday 1 May 2025`, `May 2025`, `2025`"""
    return full_day(date.fromisoformat(period)) if len(period) == urls.DAY else words_of(period)


def crumbs(material: Material, period: str) -> tuple[Link, ...]:
    longer = [period[:length] for length in (urls.YEAR, urls.MONTH) if length < len(period)]
    return material.crumbs(("Dates", INDEX), *((words_of(above), urls.day(above)) for above in longer))


def described(counts: Counts) -> str:
    """`4 statements of what happened, 3 made, 1 thing due`, without what there is none of."""
    parts = [f"{counts.happened:,} happened"] if counts.happened else []
    parts += [f"{counts.said:,} said"] if counts.said else []
    parts += [f"{counts.due:,} due"] if counts.due else []
    return ", ".join(parts)


def day(almanac: Almanac, period: str, previous: Link | None, next: Link | None) -> DayPage:
    material, path = almanac.material, urls.day(period)
    return DayPage(
        path=path,
        site=material.site,
        title=name(period),
        description=f"{name(period)}: {described(almanac.counts(period)) or 'nothing said'}.",
        canonical=material.canonical(path),
        image=image(material, day_picture(almanac, period)),
        crumbs=crumbs(material, period),
        briefing=briefing(material, period),
        previous=previous,
        next=next,
    )


def day_picture(almanac: Almanac, period: str) -> Picture | None:
    """What a link to a day's page shows where it is pasted."""
    if almanac.material.typeface is None:
        return None
    main = almanac.moments.of(period, 1)
    return pictures.day(almanac.material, period, name(period), main, almanac.counts(period))


def month(almanac: Almanac, period: str, previous: Link | None, next: Link | None) -> MonthPage:
    material, path = almanac.material, urls.day(period)
    counts = almanac.counts(period)
    return MonthPage(
        path=path,
        site=material.site,
        title=name(period),
        description=f"{name(period)}: {described(counts) or 'nothing said'}.",
        canonical=material.canonical(path),
        crumbs=crumbs(material, period),
        weekdays=tuple((weekday[:2], weekday) for weekday in WEEKDAYS),
        weeks=tuple(_weeks(almanac, period)),
        counts=counts,
        main=almanac.moments.of(period, IN_MONTH),
        briefing=briefing(material, period),
        previous=previous,
        next=next,
    )


def _weeks(almanac: Almanac, period: str) -> Iterator[tuple[DayCell | None, ...]]:
    main = almanac.moments.days(period)
    for week in Calendar().monthdayscalendar(int(period[: urls.YEAR]), int(period[urls.YEAR + 1 :])):
        yield tuple(_cell(almanac, f"{period}-{number:02}", main) if number else None for number in week)


def _cell(almanac: Almanac, day: str, main: set[str]) -> DayCell:
    number = int(day[-2:])
    filed = almanac.material.periods.get(day)
    if filed is None:
        return DayCell(number, "", "", 0, main=False, total=0)
    counts = almanac.counts(day)
    total = counts.happened + counts.said + counts.due
    said = described(counts) or counted(
        len(filed.articles) or len(filed.events), "article" if filed.articles else "event"
    )
    weight = 1 + sum(total > limit for limit in BUSY)
    words = f"{words_of(day)}: {said}{', with a main event' if day in main else ''}"
    return DayCell(number, urls.href(urls.day(day)), words, weight, main=day in main, total=total)


def year(almanac: Almanac, period: str, previous: Link | None, next: Link | None) -> YearPage:
    material, path = almanac.material, urls.day(period)
    return YearPage(
        path=path,
        site=material.site,
        title=name(period),
        description=f"{name(period)}: {described(almanac.counts(period)) or 'nothing said'}.",
        canonical=material.canonical(path),
        crumbs=crumbs(material, period),
        year=_year(almanac, period, IN_YEAR),
        briefing=briefing(material, period),
        previous=previous,
        next=next,
    )


def _year(almanac: Almanac, period: str, most: int) -> YearLine:
    filed = almanac.material.periods.get(period, Filed())
    months = almanac.months(period)
    return YearLine(
        year=Link(period, urls.href(urls.day(period))),
        counts=almanac.counts(period),
        months=tuple(
            MonthLine(
                Link(words_of(month).partition(" ")[0], urls.href(urls.day(month))),
                almanac.counts(month),
                almanac.moments.of(month, most),
            )
            for month in months
        ),
        own=len(filed.happened) + len(filed.said),
    )


def index(almanac: Almanac) -> DatesPage:
    material = almanac.material
    return DatesPage(
        path=INDEX,
        site=material.site,
        title="Dates",
        description="What happened, was said and is due, by year, month and day.",
        canonical=material.canonical(INDEX),
        crumbs=material.crumbs(),
        years=tuple(_year(almanac, year, IN_INDEX) for year in reversed(almanac.by_length[urls.YEAR])),
    )
