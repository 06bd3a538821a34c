"""Dates against what is printed, each other and the calendar. Articles or the graph in, findings out."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import combinations
from zoneinfo import ZoneInfo

from builder.check.paragraph import beside
from builder.check.printed import read_printed
from builder.model.config import Config
from builder.model.dates import When
from builder.model.entities import Entities
from builder.model.finding import Finding, Spot
from builder.model.fold import fold
from builder.model.graph import Article, Graph, Statement

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def printed_date_not_found(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    """`when_printed` stands in the quote's paragraph."""
    for statement in article.statements:
        words = statement.written.when_printed
        if words and not beside(words, article, statement):
            where = "the title" if statement.anchor and statement.anchor.in_title else "the quote's paragraph"
            yield _finding(
                "printed-date-not-found",
                f"`{words}` does not stand in {where}",
                statement,
                "when_printed",
                "copy the words from the paragraph, or leave the key out",
            )


def printed_date_disagrees(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    """`when_printed` agrees with `when`, or else with `due`, by weekday and day."""
    for statement in article.statements:
        written = statement.written
        when = written.when or written.due
        if written.when_printed and when:
            key = "when" if written.when else "due"
            language = (article.front.lang or config.language).partition("-")[0].lower()
            printed = read_printed(fold(written.when_printed), language, due=key == "due")
            if not printed.agrees(when if key == "when" else closed(when)):
                message = f"`{written.when_printed}` is printed, but `{key}` is {when.text}{_weekday(when)}"
                help = f"mend `{key}`, or copy the words that are printed for it"
                yield _finding("printed-date-disagrees", message, statement, "when_printed", help)


def closed(due: When) -> When:
    """The window between the days that are known: `by 31 October` is due on that day, whenever it begins."""
    return replace(due, first=due.start, last=due.end)


def asserted_before_it_happened(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    """What is asserted has happened by the last possible day of its telling; a day's grace across time zones."""
    last = article.front.published.last
    for statement in article.statements:
        written = statement.written
        if written.when and written.mode == "asserted" and written.when.first and last:
            grace = timedelta(days=1 if written.tz and last < date.max else 0)
            if written.when.first > last + grace:
                yield _finding(
                    "asserted-before-it-happened",
                    f"asserted on {last}, but it happened on {written.when.text}",
                    statement,
                    "when",
                    "set `mode: planned` and `due`, or mend one of the dates",
                )


def published_after_recorded(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    front = article.front
    if front.recorded and front.published.start > front.recorded.end:
        yield Finding(
            "published-after-recorded",
            f"published on {front.published.text}, after it was recorded on {front.recorded.text}",
            Spot(front.spot.file, ("recorded",)),
            "mend one of the two dates",
            allow=tuple(code for code, _ in front.allow),
        )


def planned_without_due(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    for statement in article.statements:
        written = statement.written
        if written.mode == "planned" and not written.due and not written.due_open and "due" not in written.misread:
            message = "planned, without a day by which it is due"
            help = "give `due` as a day or window, or `due: open` where none is told"
            yield _finding("planned-without-due", message, statement, "mode", help)


def no_outcome(graph: Graph) -> Iterator[Finding]:
    """What was due before today has an outcome, unless it was withdrawn or put off since."""
    for statement in graph.statements.values():
        due = statement.written.due
        if not due or statement.written.mode != "planned" or not due.last or due.last >= graph.today:
            continue
        if graph.articles[statement.article].counts and not _is_settled(graph, statement):
            message = f"`{statement.id}` was due by {due.last}, and no statement tells what came of it"
            help = f"add `resolves: {{{statement.id}: met}}` (or missed, partly, void) to the statement that does"
            yield _finding("no-outcome", message, statement, "due", help)


def _is_settled(graph: Graph, statement: Statement) -> bool:
    resolved = any(
        relation.kind == "resolves" and not relation.void for relation in graph.bearing.get(statement.id, ())
    )
    return resolved or "due" in graph.overtaken.get(statement.id, ())


def stale(graph: Graph) -> Iterator[Finding]:
    """A status that can still change was reported, or looked for, within `stale_after` days."""
    for standing in graph.standings.values():
        deal = graph.entities.deals.get(standing.deal)
        ladder = graph.config.ladders.get(deal.ladder) if deal else None
        if not deal or not ladder or not standing.now or not standing.as_of or ladder.is_final(standing.now.rung):
            continue
        looked = max(when.end for when in (standing.as_of, deal.checked) if when)
        age = (graph.today - looked).days
        if age > graph.config.stale_after:
            yield Finding(
                "stale",
                f"`{deal.id}` was last reported `{standing.now.rung}` {age} days ago, on {looked}",
                deal.spot,
                "look for newer reports; if there are none, set `checked` on the deal to the day you looked",
                allow=tuple(code for code, _ in deal.allow),
            )


def one_moment(graph: Graph) -> Iterator[Finding]:
    """Two days told for one rung of a deal may be one moment seen from two time zones."""
    for deal, ids in graph.by_deal.items():
        dated: dict[tuple[str, str], dict[tuple[date, str], Statement]] = defaultdict(dict)
        for id in ids:
            statement = graph.statements[id]
            written = statement.written
            if not (written.status and written.tz and deal in written.deals):
                continue
            when = written.when
            if when and when.first and when.first == when.last:
                dated[written.status, written.party].setdefault((when.first, written.tz), statement)
        for days in dated.values():
            yield from _one_moments(deal, days.items())


def _one_moments(deal: str, days: Iterable[tuple[tuple[date, str], Statement]]) -> Iterator[Finding]:
    for earlier, later in combinations(sorted(days, key=lambda item: item[0]), 2):
        (day, zone), first = earlier
        (other_day, other_zone), second = later
        if day != other_day and _overlap(_instants(day, zone), _instants(other_day, other_zone)):
            yield _finding(
                "one-moment",
                f"`{deal}` is `{first.written.status}` on {day} in {zone} (`{first.id}`) and on {other_day} in "
                f"{other_zone} (`{second.id}`): possibly one moment",
                second,
                "when",
            )


@lru_cache(maxsize=4096)
def _instants(day: date, zone: str) -> tuple[datetime, datetime] | None:
    """The moments at which this day begins and ends in this zone; None at the ends of the calendar."""
    if not date.min < day < date.max - timedelta(days=1):
        return None
    tz = ZoneInfo(zone)
    return datetime.combine(day, time(), tz), datetime.combine(day + timedelta(days=1), time(), tz)


def _overlap(one: tuple[datetime, datetime] | None, other: tuple[datetime, datetime] | None) -> bool:
    return one is not None and other is not None and one[0] < other[1] and other[0] < one[1]


def _weekday(when: When) -> str:
    """`, a Thursday`, to show why a printed weekday disagrees."""
    return f", a {WEEKDAYS[when.first.weekday()]}" if when.first and when.first == when.last else ""


def _finding(code: str, message: str, statement: Statement, key: str, help: str = "") -> Finding:
    written = statement.written
    return Finding(code, message, written.at(key), help, allow=tuple(code for code, _ in written.allow))


ARTICLE_RULES = (
    printed_date_not_found,
    printed_date_disagrees,
    asserted_before_it_happened,
    published_after_recorded,
    planned_without_due,
)
GRAPH_RULES = (no_outcome, stale, one_moment)
