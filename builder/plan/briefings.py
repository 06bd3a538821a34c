"""The briefing of a day, and of what stands on a month or a year alone: the events, what happened, what was said,
what is due."""

from collections.abc import Iterator, Sequence

from builder.model import urls
from builder.model.briefings import PartPage
from builder.model.surveys import Briefing, Dated
from builder.plan.articles import article_line
from builder.plan.dates import words_of
from builder.plan.dues import dues
from builder.plan.events import event_line
from builder.plan.material import Material
from builder.plan.parts import DAY, LATEST, MOST, part_pages, parted
from builder.plan.periods import Filed


def briefing(material: Material, period: str) -> Briefing:
    """Whatever stands on this period itself; of very much the latest, and the ways to all of it by day."""
    filed = material.periods.get(period, Filed())
    everything = statements(material, filed)
    most = LATEST if len(everything) > MOST else len(everything)
    happened, said = filed.happened[:most], filed.said[:most]
    due = dues(material, filed.due)
    planned = {line.card.id for line in due}
    return Briefing(
        events=tuple(event_line(material, id) for id in filed.events),
        happened=tuple(_by_date(material, happened)),
        said=material.shown(said),
        due=due,
        wanted=material.shown(id for id in filed.due if id not in planned),
        articles=tuple(article_line(material, material.graph.articles[id]) for id in filed.articles),
        left_out=len(everything) - len(happened) - len(said),
        periods=parted(material, urls.day(period), everything, DAY).periods,
    )


def statements(material: Material, filed: Filed) -> Sequence[str]:
    """All that happened or was said. In the order of the articles; where there is too much for one page, the latest
    happened first."""
    everything = [*filed.happened, *filed.said]
    if len(everything) > MOST:
        everything.sort(key=lambda id: material.graph.statements[id].happened.start, reverse=True)
    return everything


def long_parts(material: Material, period: str) -> Iterator[PartPage]:
    """The further pages of a period with too much for one."""
    everything = statements(material, material.periods.get(period, Filed()))
    return part_pages(material, urls.day(period), words_of(period), everything, DAY)


def _by_date(material: Material, ids: Sequence[str]) -> Iterator[Dated]:
    """What happened in the period itself, then what did by its end or from its beginning."""
    groups: dict[str, list[str]] = {"": []}
    for id in ids:
        when = material.graph.statements[id].happened
        half_open = when.first is None or when.last is None
        groups.setdefault(material.stamps(when).words if half_open else "", []).append(id)
    for words in sorted(groups):
        if groups[words]:
            yield Dated(words, material.shown(groups[words]))
