"""Pages with more statements than can be read, or sent, in one piece: they show the latest, and lead to a page for
each year, and there to each month, and there if need be to each day."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from builder.model import sentences, urls
from builder.model.page_parts import Fold, Paginated, Period, Rows
from builder.model.pages import Link
from builder.model.plain_pages import PartPage
from builder.model.text import counted
from builder.plan.context import PlanContext
from builder.plan.parts.dates import words_of

MOST = 200
"""Statements up to which a page shows them all: about 250 KB of them."""
LATEST = 50
OPEN = 5
"""Rows that stand open on a page of rows."""
FOLDED = 25
"""Rows up to which they are not told apart by year."""


def paginated(context: PlanContext, path: str, ids: Sequence[str], length: int = urls.YEAR) -> Paginated:
    """The statements of the page at `path`: all, or the latest with the ways to those of each period."""
    found = periods(context.days, path, ids, length)
    shown = context.shown(ids[:LATEST] if found else ids)
    return Paginated(shown, len(ids), found, sentences.latest(len(shown), len(ids), "statement"))


def in_rows(context: PlanContext, path: str, ids: Sequence[str]) -> Rows:
    """The same as rows: the latest open, some more folded, then those of each year; of very many only the latest, with
    the ways to the rest."""
    found = paginated(context, path, ids)
    cards, shown = found.cards, ids[: len(found.cards)]
    folds = [Fold(sentences.more(len(cards[OPEN:FOLDED])), cards[OPEN:FOLDED])] if len(cards) > OPEN else []
    for year, members in _periods(context.days, shown[FOLDED:], urls.YEAR).items():
        words = f"{words_of(year)}: {counted(len(members), 'more statement')}"
        folds.append(Fold(words, context.shown(members)))
    return Rows(cards[:OPEN], tuple(folds), found.total, found.periods, found.latest if found.periods else "")


def periods(days: Mapping[str, str], path: str, ids: Sequence[str], length: int = urls.YEAR) -> tuple[Period, ...]:
    """The ways from a page to those of each period; none where it shows everything. `days`: id to day, `2025-05-01`."""
    if not _is_long(ids, length):
        return ()
    groups = _periods(days, ids, length).items()
    return tuple(
        Period(words_of(period), urls.href(urls.part(path, period)), len(members)) for period, members in groups
    )


def _is_long(ids: Sequence[str], length: int) -> bool:
    return len(ids) > MOST and length <= urls.DAY


class Part(NamedTuple):
    """A page of one period."""

    path: str
    period: str
    ids: list[str]
    finer: int
    """Of the periods that it leads to, should it be too long itself."""


def parts(days: Mapping[str, str], path: str, ids: Sequence[str], length: int = urls.YEAR) -> Iterator[Part]:
    """All that the page at `path` leads to, one way or another; none where it shows everything."""
    if not _is_long(ids, length):
        return
    for period, members in _periods(days, ids, length).items():
        finer = urls.MONTH if length == urls.YEAR else length + 3
        yield Part(urls.part(path, period), period, members, finer)
        yield from parts(days, path, members, finer)


def part_pages(context: PlanContext, path: str, name: str, ids: Sequence[str]) -> Iterator[PartPage]:
    """Their pages."""
    for part in parts(context.days, path, ids):
        said = words_of(part.period)
        yield PartPage(
            path=part.path,
            site=context.site,
            title=f"{name}: {said}",
            description=sentences.about(f"{name}, {said}", counted(len(part.ids), "statement")),
            canonical=context.canonical(part.path),
            crumbs=context.crumbs(Link(name, urls.href(path))),
            whole=Link(name, urls.href(path)),
            period=said,
            statements=paginated(context, path, part.ids, part.finer),
        )


def _periods(days: Mapping[str, str], ids: Sequence[str], length: int) -> dict[str, list[str]]:
    """Ids by their year, month or day, in the order given."""
    groups: dict[str, list[str]] = defaultdict(list)
    for id in ids:
        groups[days[id][:length]].append(id)
    return groups
