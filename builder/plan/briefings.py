"""The briefing of a day, and of what stands on a month or a year alone: the events, what happened, what was said,
what is due."""

from collections.abc import Iterator, Sequence

from builder.model import urls
from builder.model.blocks import Parted, Period
from builder.model.briefings import PartPage
from builder.model.counting import counted
from builder.model.pages import Link
from builder.model.surveys import Briefing, Dated
from builder.plan.article_index import article_line
from builder.plan.dates import words_of
from builder.plan.dues import dues
from builder.plan.events import event_line
from builder.plan.material import Material
from builder.plan.parts import LATEST, MOST
from builder.plan.periods import Filed


def briefing(material: Material, period: str) -> Briefing:
    """Whatever stands on this period itself; of very much a part, and the ways to all of it."""
    filed = material.periods.get(period, Filed())
    everything = statements(filed)
    most = LATEST if len(everything) > MOST else len(everything)
    happened, said = filed.happened[:most], filed.said[:most]
    due = tuple(dues(material, filed.due))
    planned = {line.card.id for line in due}
    return Briefing(
        events=tuple(event_line(material, id) for id in filed.events),
        happened=tuple(_by_date(material, happened)),
        said=material.shown(id for id in said if not material.graph.statements[id].written.when),
        retold=material.shown(id for id in said if material.graph.statements[id].written.when),
        due=due,
        wanted=material.shown(id for id in filed.due if id not in planned),
        articles=tuple(article_line(material, material.graph.articles[id]) for id in filed.articles),
        left_out=len(everything) - len(happened) - len(said),
        periods=tuple(_parts(period, everything)),
    )


def statements(filed: Filed) -> Sequence[str]:
    """All that happened or was said, in the order of the articles."""
    return (*filed.happened, *filed.said)


def numbered(period: str, everything: Sequence[str]) -> Iterator[tuple[str, int, Sequence[str]]]:
    """The further pages of a period with too much for one, by number, since its statements have no nearer date to go
    by: the path of each, how many statements come before, and its own."""
    if len(everything) > MOST:
        for number, start in enumerate(range(0, len(everything), MOST), 1):
            yield urls.part(urls.day(period), str(number)), start, everything[start : start + MOST]


def long_parts(material: Material, period: str) -> Iterator[PartPage]:
    everything = statements(material.periods[period])
    whole = Link(words_of(period), urls.href(urls.day(period)))
    for path, start, ids in numbered(period, everything):
        yield PartPage(
            path=path,
            site=material.site,
            title=f"{whole.words}: {_numbers(start, len(ids))}",
            description=f"Of {counted(len(everything), 'statement')} of {whole.words}.",
            canonical=material.canonical(path),
            crumbs=(*material.crumbs(("Dates", "/dates/")), whole),
            whole=whole,
            period=whole.words,
            statements=Parted(material.shown(ids), len(ids)),
        )


def _parts(period: str, everything: Sequence[str]) -> Iterator[Period]:
    """The ways to them."""
    for path, start, ids in numbered(period, everything):
        yield Period(_numbers(start, len(ids)), urls.href(path), len(ids))


def _numbers(start: int, count: int) -> str:
    return f"statements {start + 1:,} to {start + count:,}"


def _by_date(material: Material, ids: Sequence[str]) -> Iterator[Dated]:
    """What happened in the period itself, then what did by its end or from its beginning."""
    groups: dict[str, list[str]] = {"": []}
    for id in ids:
        when = material.graph.statements[id].happened
        half_open = when.first is None or when.last is None
        groups.setdefault(_headed(material.stamps(when).words) if half_open else "", []).append(id)
    for words in sorted(groups):
        if groups[words]:
            yield Dated(words, material.shown(groups[words]))


def _headed(words: str) -> str:
    """As a heading begins."""
    return words[:1].upper() + words[1:]
