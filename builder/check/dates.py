"""Dates against what is printed, each other and the calendar. Articles or the graph in, findings out."""

import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import combinations
from zoneinfo import ZoneInfo

from builder.check.quotes import beside, paragraph
from builder.model.article import Annotation, Front
from builder.model.config import Config
from builder.model.dates import When
from builder.model.entities import Deal, Entities, Record
from builder.model.finding import Finding, KeyPath, Written
from builder.model.graph import Article, Graph, Statement
from builder.model.likeness import closest
from builder.model.text import fold

MONTHS = {
    "en": "jan(?:uary)? feb(?:ruary)? mar(?:ch)? apr(?:il)? may june? july? aug(?:ust)? sept?(?:ember)? oct(?:ober)? "
    "nov(?:ember)? dec(?:ember)?",
    "de": r"j[aä]n(?:ner|uar)? feb(?:ruar)? märz apr(?:il)? mai juni? juli? aug(?:ust)? sept?(?:ember)? okt(?:ober)? "
    r"nov(?:ember)? dez(?:ember)?",
    "fr": "janv(?:ier)? févr(?:ier)? mars avr(?:il)? mai juin juil(?:let)? août sept(?:embre)? oct(?:obre)? "
    "nov(?:embre)? déc(?:embre)?",
    "es": "ene(?:ro)? feb(?:rero)? mar(?:zo)? abr(?:il)? mayo jun(?:io)? jul(?:io)? ago(?:sto)? sep?t?(?:iembre)? "
    "oct(?:ubre)? nov(?:iembre)? dic(?:iembre)?",
    "it": "gen(?:naio)? feb(?:braio)? mar(?:zo)? apr(?:ile)? mag(?:gio)? giu(?:gno)? lug(?:lio)? ago(?:sto)? "
    "set(?:tembre)? ott(?:obre)? nov(?:embre)? dic(?:embre)?",
    "pt": "jan(?:eiro)? fev(?:ereiro)? mar(?:ço)? abr(?:il)? mai(?:o)? jun(?:ho)? jul(?:ho)? ago(?:sto)? "
    "set(?:embro)? out(?:ubro)? nov(?:embro)? dez(?:embro)?",
    "nl": "jan(?:uari)? feb(?:ruari)? maart apr(?:il)? mei juni? juli? aug(?:ustus)? sep(?:tember)? okt(?:ober)? "
    "nov(?:ember)? dec(?:ember)?",
    "pl": r"stycz\w+ lut\w+ mar[zc]\w* kwie\w+ maja? czerw\w+ lip[ice]\w+ sierp\w+ wrze\w+ paźdz\w+ listop\w+ grud\w+",
    "uk": r"січ\w+ лют\w+ берез\w+ квіт\w+ трав\w+ черв\w+ лип\w+ серп\w+ верес\w+ жовт\w+ листоп\w+ груд\w+",
    "ru": r"янв\w* фев\w* март\w* апр\w* ма[йяе] июн\w* июл\w* авг\w* сен\w* окт\w* ноя\w* дек\w*",
    "bg": r"януари февруари март април май юни юли август септември октомври ноември декември",
    "ro": "ian(?:uarie)? feb(?:ruarie)? mar(?:tie)? apr(?:ilie)? mai iun(?:ie)? iul(?:ie)? aug(?:ust)? "
    "sept?(?:embrie)? oct(?:ombrie)? n(?:oiembrie|oi|ov) dec(?:embrie)?",
}
"""January to December."""
WEEKDAY_PATTERNS = {
    "en": "mon(?:day)? tue(?:s(?:day)?)? wednesday thu(?:r(?:s(?:day)?)?)? fri(?:day)? saturday sunday",
    "de": "montags? dienstags? mittwochs? donnerstags? freitags? (?:samstags?|sonnabends?) sonntags?",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "it": "lunedì martedì mercoledì giovedì venerdì sabato domenica",
    "pt": "segunda(?:-feira)? terça(?:-feira)? quarta(?:-feira)? quinta(?:-feira)? sexta(?:-feira)? sábado domingo",
    "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "pl": r"poniedział\w+ wtor\w+ środ\w+ czwart\w+ piąt\w+ sobot\w+ niedziel\w+",
    "uk": r"понеділ\w+ вівтор\w+ серед[аиуію] четвер\w* п'ятниц\w+ субот\w+ неділ\w+",
    "ru": r"понедельник\w* вторник\w* сред[аыуе] четверг\w* пятниц\w+ суббот\w+ воскресень\w+",
    "bg": r"понеделник вторник сряда четвъртък петък събота неделя",
    "ro": r"luni marți(?:a)? miercuri(?:a)? joi(?:a)? vineri(?:a)? sâmbăt[aă] duminic[aă]",
}
"""Monday to Sunday."""
SHORT_WEEKDAYS = {
    "en": "mon tue wed thu fri sat sun",
    "de": "mo di mi do fr sa so",
    "fr": "lun mar mer jeu ven sam dim",
    "es": "lun mar mi[ée] jue vie s[áa]b dom",
    "it": "lun mar mer gio ven sab dom",
    "pt": "seg ter qua qui sex s[áa]b dom",
    "nl": "maa? din? woe? do vrij? zat? zon?",
    "pl": "pon wt śr czw pt sob niedz",
    "uk": "пн вт ср чт пт сб нд",
    "ru": "пн вт ср чт пт сб вс",
    "bg": "пн вт ср чт пт сб нд",
    "ro": "lun mar mie joi vin sâm dum",
}
"""The same, cut short. Many are other words as well: they count where a full stop, a comma or a day's number follows,
and no number stands before, as in the Spanish for 3 March, `3 mar.`"""


@lru_cache(maxsize=64)
def months(language: str) -> tuple[str, ...]:
    """Twelve patterns, or none where the language is not known."""
    return tuple(MONTHS.get(language, "").split())


@lru_cache(maxsize=64)
def weekdays(language: str) -> tuple[str, ...]:
    """Seven patterns, or none where the language is not known."""
    return tuple(WEEKDAY_PATTERNS.get(language, "").split())


ISO = re.compile(r"\b([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})\b")
NUMERIC = re.compile(r"\b([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4})\b")
ORDINAL = re.compile(r"\b([0-9]{1,2})(?:st|nd|rd|th)\b")
BEYOND = re.compile(r"\b(?:before|after|since|within|ahead of|prior to|following)\b")
UP_TO = re.compile(r"\b(?:until|till|by)\b")
"""Words behind which a day is the last of a span: certain of when a thing is due, and not of when it happened."""
RANGE = re.compile(r" ?- ?| (?:to|through|bis|à|au|al|a|até|tot|do|до|по|la|până la) ")
AND = "and|or|und|oder|et|ou|y|o|e|en|of|i|lub|и|или|та|і|або|și|sau"
ALSO = rf"(?:{RANGE.pattern}|,? (?:{AND}) |, )"
"""What may stand between two days of one month; a range holds the days between, too."""
NUMBER = re.compile(r"[0-9]{1,2}")
NEVER = re.compile(r"(?!)")


@dataclass(frozen=True)
class Day:
    """A printed day; 0 stands for what is not printed."""

    year: int
    month: int
    day: int

    def may_be(self, candidate: date) -> bool:
        return self.day == candidate.day and self.month in (0, candidate.month) and self.year in (0, candidate.year)

    def may_lie(self, first: date, last: date) -> bool:
        """Whether it can be a day from the first to the last."""
        years = (self.year,) if self.year else range(first.year, min(last.year, first.year + 1) + 1)
        for year in years:
            try:
                begin = date(year, self.month, self.day or 1)
                end = begin if self.day else date(year, self.month, monthrange(year, self.month)[1])
            except ValueError:
                continue
            if begin <= last and first <= end:
                return True
        return last.year - first.year > 1 and not self.year


@dataclass(frozen=True)
class Printed:
    weekdays: frozenset[int]
    """Monday is 0."""
    days: frozenset[Day]
    """Every reading of every day."""

    def agrees(self, when: When) -> bool:
        """Whether some day of the date has a printed weekday, and some day of it is a printed one."""
        if when.first is None or when.last is None or when.approximate or when.uncertain:
            return True
        length = (when.last - when.first).days + 1
        if length > 366:
            return True
        span = [when.first + timedelta(days=step) for step in range(length)]
        by_weekday = not self.weekdays or any(day.weekday() in self.weekdays for day in span)
        return by_weekday and (not self.days or any(printed.may_be(day) for printed in self.days for day in span))


@lru_cache(maxsize=65536)
def read_printed(words: str, language: str, *, due: bool = False) -> Printed:
    """The words are folded; the language is a primary BCP 47 tag, such as `en`. `due`: they say when a thing is due."""
    text = words.lower()
    if language == "en" and (BEYOND.search(text) or (not due and UP_TO.search(text))):
        return Printed(frozenset(), frozenset())
    days = (*_numeric(text), *_with_month(text, language)) or _bare(text)
    return Printed(frozenset(_weekdays(text, language)), frozenset(days))


def _weekdays(text: str, language: str) -> Iterator[int]:
    """`Monday and Tuesday`; with `Monday to Friday` the days between as well."""
    before, end = 0, -1
    for match in weekday_pattern(language).finditer(text):
        day = int((match.lastgroup or "w0")[1:])
        if end >= 0 and RANGE.fullmatch(text, end, match.start()):
            yield from ((before + step) % 7 for step in range((day - before) % 7))
        yield day
        before, end = day, match.end()


def _numeric(text: str) -> list[Day]:
    days = [Day(*map(int, match.groups())) for match in ISO.finditer(text)]
    for match in NUMERIC.finditer(text):
        one, other, year = int(match[1]), int(match[3]), int(match[4])
        days += [Day(year, other, one), Day(year, one, other)]
    return days


def _with_month(text: str, language: str) -> list[Day]:
    """`March 1`, `1 March 2025`, `3-9 March`, `March 1 and 2`; a range across months says nothing for certain."""
    days: list[Day] = []
    end = -1
    for match in day_pattern(language).finditer(text):
        if end >= 0 and RANGE.fullmatch(text, end, match.start()):
            return []
        end = match.end()
        found = {name: value for name, value in match.groupdict().items() if value}
        side, month = next((name[0], int(name[1:])) for name in found if name[0] in "ab")
        year = int(found.get(f"year{side}", 0))
        days += [Day(year, month, number) for number in _numbers(found[f"days{side}"])]
    return days


def _numbers(text: str) -> Iterator[int]:
    """`3, 4 and 6`; with `3-9` the days between as well."""
    before, end = 0, -1
    for match in NUMBER.finditer(text):
        day = int(match.group())
        yield from range(before + 1 if end >= 0 and RANGE.search(text, end, match.start()) else day, day + 1)
        before, end = day, match.end()


def _bare(text: str) -> list[Day]:
    """`on the 3rd`"""
    return [Day(0, 0, int(match[1])) for match in ORDINAL.finditer(text)]


@lru_cache(maxsize=64)
def weekday_pattern(language: str) -> re.Pattern[str]:
    names, short = weekdays(language), SHORT_WEEKDAYS.get(language, "").split()
    both = (
        f"(?P<w{n}>{name}|(?<![0-9] ){cut}(?=[.,]| [0-9]))"
        for n, (name, cut) in enumerate(zip(names, short, strict=True))
    )
    return re.compile(rf"\b(?:{'|'.join(both)})\b") if names else NEVER


@lru_cache(maxsize=64)
def day_pattern(language: str) -> re.Pattern[str]:
    names = months(language)
    if not names:
        return NEVER

    def month(side: str) -> str:
        return "|".join(f"(?P<{side}{n}>{name})" for n, name in enumerate(names, start=1))

    def number(side: str) -> str:
        suffix = r"(?:st|nd|rd|th|er|º|ª|\.)?"
        one = rf"[0-9]{{1,2}}{suffix}(?![0-9])"
        return rf"(?P<days{side}>{one}(?:{ALSO}{one})*)"

    year = r"(?:,? (?:de |del )?(?P<year{0}>[0-9]{{4}})\b)?"
    return re.compile(
        rf"\b{number('b')} ?(?:of |de |d')?(?:{month('b')})\b\.?{year.format('b')}"
        rf"|\b(?:{month('a')})\b\.? {number('a')}{year.format('a')}"
    )


WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def printed_date_not_found(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    """`when_printed` stands in the quote's paragraph."""
    for statement in article.statements:
        words = statement.written.when_printed
        if words and not beside(words, article, statement):
            where = "the title" if statement.anchor and statement.anchor.in_title else "the quote's paragraph"
            message = f"`{words}` is not in {where}"
            help = "copy the words from the paragraph, or remove the key"
            notes = closest(fold(words), paragraph(article, statement) or "")
            yield statement.written.finding("printed-date-not-found", message, "when_printed", help=help, notes=notes)


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
                message = f"the article prints `{written.when_printed}`, but `{key}` is {when.words}{_weekday(when)}"
                help = f"correct `{key}`, or copy the words that the article prints for it"
                yield written.finding("printed-date-disagrees", message, "when_printed", help=help)


def date_not_coded(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    """A day or month that is printed in a quote or told in a gist is one of the statement's dates: of what it tells, of
    when that is due, of its event or of its telling. A text with several dates may mean any of them."""
    ours, theirs = config.language.partition("-")[0].lower(), (article.front.lang or config.language)
    theirs = theirs.partition("-")[0].lower()
    for statement in article.statements:
        written = statement.written
        event = entities.events.get(written.event)
        coded = [when for when in (written.when, written.due, event.when if event else None) if when]
        if not coded:
            continue
        coded.append(statement.told)
        for key, words, language in (("quote", written.quote, theirs), ("gist", written.gist.source, ours)):
            if key == "quote" and written.when_printed:
                continue  # Which of the printed dates is meant is said already.
            printed = told_in(fold(words), language) if may_print_date(words) else ()
            if printed and not any(one.agrees(when) for one in printed for when in coded):
                date = written.when or written.due
                is_when = "`when`" if written.when else "`due`" if written.due else "the event's `when`"
                message = f"the {key} says `{printed[0].words}`, but {is_when} is {(date or coded[0]).words}"
                help = "correct the date, or add `when_printed` with the words that mean it"
                yield written.finding("date-not-coded", message, key, printed[0].words, help=help)
                break


def may_print_date(words: str) -> bool:
    """Whether there is a digit at all."""
    return any(map(words.__contains__, "0123456789"))


@dataclass(frozen=True)
class Told:
    """A day or a month of a year as printed, and what it may be."""

    words: str
    days: tuple[Day, ...]
    """A month of a year has the day 0."""

    def agrees(self, when: When) -> bool:
        if when.approximate or when.uncertain:
            return True
        first, last = when.first or date.min, when.last or date.max
        return any(day.may_lie(first, last) for day in self.days)


@lru_cache(maxsize=65536)
def told_in(text: str, language: str) -> tuple[Told, ...]:
    """Every day of a month, and every month of a year, that folded words print."""
    lower = text.lower()
    found: list[Told] = []
    for match in (*ISO.finditer(lower), *NUMERIC.finditer(lower), *day_pattern(language).finditer(lower)):
        words = text[match.start() : match.end()]
        read = (*_numeric(match[0]), *_with_month(match[0], language))
        if read:
            found.append(Told(words, tuple(read)))
    for match in _month_pattern(language).finditer(lower):
        number = next(int(name[1:]) for name, value in match.groupdict().items() if value and name[0] == "m")
        if not any(one.words.lower().endswith(match[0]) for one in found):
            found.append(Told(text[match.start() : match.end()], (Day(int(match["year"]), number, 0),)))
    return tuple(found)


@lru_cache(maxsize=64)
def _month_pattern(language: str) -> re.Pattern[str]:
    names = "|".join(f"(?P<m{n}>{name})" for n, name in enumerate(months(language), start=1))
    return re.compile(rf"(?<!\w)(?:{names})\.?,? (?:de |del |of )?(?P<year>[0-9]{{4}})(?![0-9])") if names else NEVER


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
                message = f"asserted by {last}, but dated {written.when.words}, which is later"
                help = "set `mode: planned` and `due`, or correct one of the dates"
                yield written.finding("asserted-before-it-happened", message, "when", help=help)


def published_after_recorded(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    """Drafts and what was under embargo may well have been on file before."""
    front = article.front
    held_back = front.draft or front.embargo
    if front.recorded and front.published.start > front.recorded.end and not held_back:
        message = f"published on {front.published.words}, but recorded earlier, on {front.recorded.words}"
        yield front.finding("published-after-recorded", message, "recorded", help="correct one of the two dates")


def day_in_future(graph: Graph) -> Iterator[Finding]:
    """What the desk has done, it did today or earlier: added, checked, corrected, withdrew."""
    today = max(graph.today, graph.kept.now)

    def found(written: Written, *days: tuple[KeyPath, When | None]) -> Iterator[Finding]:
        for key, when in days:
            if when and when.start > today:
                yield written.finding("day-in-future", ahead(when), key, help=late)

    def ahead(when: When) -> str:
        return f"{when.text} lies in the future: today is {today} (in the site's time zone, {graph.config.timezone})"

    late = f"write the day on which you did it, {today} or earlier"
    for article in graph.articles.values():
        front = article.front
        checked = front.checked.on if front.checked else None
        yield from found(front, ("recorded", front.recorded), ("standing_on", front.standing_on))
        yield from found(front, (("checked", "on"), checked), *corrections(front))
        for statement in article.statements:
            written = statement.written
            if written.recorded or written.corrected:
                yield from found(written, ("recorded", written.recorded), *corrections(written))
    for record in graph.entities.everything:
        looked = record.checked if isinstance(record, Deal) else None
        yield from found(record, ("checked", looked), ("about_on", record.about_on), *corrections(record))
    for withdrawal in graph.kept.withdrawn.values():
        if withdrawal.on.start > today:
            yield Finding("day-in-future", ahead(withdrawal.on), withdrawal.location.within("on"), late)


def corrections(one: Front | Annotation | Record) -> Iterator[tuple[KeyPath, When]]:
    """The days of the desk's own corrections, each with the way to it."""
    return ((("corrected", index, "on"), correction.on) for index, correction in enumerate(one.corrected))


def event_on_another_day(graph: Graph) -> Iterator[Finding]:
    """What is asserted of an event happened while it took place; a day's grace across time zones."""
    for event in graph.entities.events.values():
        if event.when is None or event.when.approximate or event.when.uncertain:
            continue
        for id in graph.by_event.get(event.id, ()):
            written = graph.statements[id].written
            when = written.when
            if when is None or written.mode != "asserted" or when.approximate or when.uncertain:
                continue
            if (event.when.start - when.end).days > 1 or (when.start - event.when.end).days > 1:
                message = f"`{event.id}` took place on {event.when.words}, but this happened on {when.words}"
                help = "correct one of the two dates, or remove `event`"
                yield written.finding("event-on-another-day", message, "when", help=help)


def planned_without_due(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    for statement in article.statements:
        written = statement.written
        if written.mode == "planned" and not written.due and not written.due_open and "due" not in written.misread:
            message = "planned, but with no deadline"
            help = "add `due` as a day or a span, or `due: open` if the article gives no date"
            yield written.finding("planned-without-due", message, "mode", help=help)


def no_outcome(graph: Graph) -> Iterator[Finding]:
    """What was due before today has an outcome, unless it was withdrawn or put off since."""
    for id, state in graph.dues.items():
        statement = graph.statements[id]
        due = statement.written.due
        if state == "overdue" and due:
            message = f"`{statement.id}` was due by {due.last}, and no statement gives the outcome"
            help = f"add `resolves: {{{statement.id}: met}}` (or missed, partly, void) to the statement that reports it"
            yield statement.written.finding("no-outcome", message, "due", help=help)


def stale(graph: Graph) -> Iterator[Finding]:
    """A status that can still change was reported, or looked for, within `stale_after` days."""
    for standing in graph.standings.values():
        if standing.stale and standing.now and standing.looked:
            deal, age = graph.entities.deals[standing.deal], (graph.today - standing.looked).days
            message = f"`{deal.id}` was last reported as `{standing.now.rung}` {age} days ago, on {standing.looked}"
            help = "look for newer reports; if there are none, set the deal's `checked` to the day you looked"
            yield deal.finding("stale", message, help=help)


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
            one, other = f"{day} in {zone} (`{first.id}`)", f"{other_day} in {other_zone} (`{second.id}`)"
            message = f"`{deal}` is `{first.written.status}` on {one} and on {other}: this may be the same moment"
            yield second.written.finding("one-moment", message, "when")


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


ARTICLE_RULES = (
    printed_date_not_found,
    printed_date_disagrees,
    date_not_coded,
    asserted_before_it_happened,
    published_after_recorded,
    planned_without_due,
)
ERROR_RULES = (day_in_future,)
WARNING_RULES = (event_on_another_day, no_outcome, stale, one_moment)
