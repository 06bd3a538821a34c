"""The briefing of a day, and of what stands on a month or a year alone: the events, what happened, what was said,
what is due."""

from collections.abc import Iterator, Sequence

from builder.model import sentences, urls
from builder.model.overview_pages import Briefing, Dated
from builder.model.page_parts import Paginated, Period
from builder.model.pages import Link
from builder.model.plain_pages import PartPage
from builder.model.sections import SECTIONS
from builder.model.text import counted
from builder.plan.context import PlanContext
from builder.plan.pages.articles import article_line
from builder.plan.pages.events import event_line
from builder.plan.parts.dates import words_of
from builder.plan.parts.pagination import LATEST, MOST
from builder.plan.parts.periods import PeriodContents
from builder.plan.parts.statuses import dues, overdue


def briefing(context: PlanContext, period: str) -> Briefing:
    """Whatever stands on this period itself; of very much a part, and the ways to all of it."""
    filed = context.periods.get(period, PeriodContents())
    everything = statements(filed)
    most = LATEST if len(everything) > MOST else len(everything)
    happened, said = filed.happened[:most], filed.said[:most]
    due = tuple(dues(context, filed.due))
    return Briefing(
        events=tuple(event_line(context, id) for id in filed.events),
        happened=tuple(_by_date(context, happened)),
        said=context.shown(id for id in said if not context.graph.statements[id].written.when),
        of_other_days=context.shown(id for id in said if context.graph.statements[id].written.when),
        due=tuple(line for line in due if line.state != "overdue"),
        overdue=tuple(overdue(due)),
        put_off=context.shown(filed.put_off),
        articles=tuple(article_line(context, context.graph.articles[id]) for id in filed.articles),
        left_out=sentences.left_out(len(everything) - len(happened) - len(said)),
        periods=tuple(_parts(period, everything)),
    )


def statements(filed: PeriodContents) -> Sequence[str]:
    """All that happened or was said, in the order of the articles."""
    return (*filed.happened, *filed.said)


def numbered(period: str, everything: Sequence[str]) -> Iterator[tuple[str, int, Sequence[str]]]:
    """The further pages of a period with too much for one, by number, since its statements have no nearer date to go
    by: the path of each, how many statements come before, and its own."""
    if len(everything) > MOST:
        for number, start in enumerate(range(0, len(everything), MOST), 1):
            yield urls.part(urls.day(period), str(number)), start, everything[start : start + MOST]


def long_parts(context: PlanContext, period: str) -> Iterator[PartPage]:
    everything = statements(context.periods[period])
    whole = Link(words_of(period), urls.href(urls.day(period)))
    for path, start, ids in numbered(period, everything):
        yield PartPage(
            path=path,
            site=context.site,
            title=f"{whole.words}: {_numbers(start, len(ids))}",
            description=f"Of {counted(len(everything), 'statement')} in all.",
            canonical=context.canonical(path),
            crumbs=context.crumbs(SECTIONS["dates"], whole),
            whole=whole,
            period=whole.words,
            statements=Paginated(context.shown(ids), len(ids)),
        )


def _parts(period: str, everything: Sequence[str]) -> Iterator[Period]:
    """The ways to them."""
    for path, start, ids in numbered(period, everything):
        yield Period(_numbers(start, len(ids)), urls.href(path), len(ids))


def _numbers(start: int, count: int) -> str:
    return f"statements {start + 1:,} to {start + count:,}"


def _by_date(context: PlanContext, ids: Sequence[str]) -> Iterator[Dated]:
    """What happened in the period itself, then what did by its end or from its beginning."""
    groups: dict[str, list[str]] = {"": []}
    for id in ids:
        when = context.graph.statements[id].happened
        half_open = when.first is None or when.last is None
        groups.setdefault(sentences.capital(context.stamps(when).words) if half_open else "", []).append(id)
    for words in sorted(groups):
        if groups[words]:
            yield Dated(words, context.shown(groups[words]))
