"""What a passage suggests for the statement that quotes it: the checks run forwards.

In go an article and the place of a quote, what the site knows, and its settings; out come values by key, each with the
printed words that it comes from. There is no model and no guess without words: where a passage can be read in several
ways, nothing is suggested.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property, lru_cache

from builder.authoring.splice import Quoted, inline
from builder.authoring.statement_form import Passage, passage
from builder.check.attribution import speeches
from builder.check.dates import Day, day_pattern, read_printed, weekday_pattern
from builder.check.figures import best, hedge_of, language_of
from builder.link.names import Names, prepare
from builder.model.config import Config
from builder.model.currency import ANY
from builder.model.entities import Deal, Entities
from builder.model.graph import Article
from builder.model.money import Amount
from builder.model.printed import Printed, read
from builder.model.text import fold, occurrences
from builder.parse.money import likeliest, parse_amount

SAYS = (
    r"said|says|told|announced that|stated|stressed|claimed|claims|wrote|writes|noted|notes|warned|denied|denies|"
    r"confirmed|added|argued|argues|insisted|reported|reports|declared|called|estimated|estimates|believes?|emphasi[sz]ed"
)
"""Reporting verbs."""
UNNAMED = re.compile(
    r"(?:\b(?:a|an|one|two|three|several|some|unnamed|anonymous|senior|former|diplomatic|government|security|people) )*"
    r"\b(?:sources?|officials?|diplomats?|aides?|insiders|people|negotiators)\b"
    r"(?: (?:close to|familiar with|briefed on|with knowledge of|involved in|within|in)(?: [\w'-]+){1,4}?)?"
    rf"(?=,? (?:{SAYS})\b)",
    re.IGNORECASE,
)
BY_VERB = re.compile(rf",? (?:has |have |also |had )?(?P<verb>{SAYS})\b(?P<to>(?<=told) )?")
VERB_BY = re.compile(r"\b(?:said|says|wrote|according to|as reported by) (?:the )?$", re.IGNORECASE)
AHEAD = re.compile(
    r"\b(?:will|shall|would|to be|expected to|expects to|plans? to|planned|intends? to|due|set to|scheduled|about to|"
    r"should|may|might|could|if|wants?|hopes? to|promised to|offers? to|ready to)\b"
)
"""Words by which a sentence tells of what has not happened."""
NOT = re.compile(r"\b(?:not|n't|never|no|nor|without|refus\w+|den(?:y|ied|ies))\b")
RUNGS = {
    "mooted": "mooted|mulling", "proposed": "proposed", "negotiating": "negotiating|in talks", "agreed": "agreed",
    "signed": "signed|signing", "submitted": "submitted", "ratified": "ratified|ratification|ratify",
    "in-force": "(?:came|entered|come|enter) into force|took effect", "implementing": "implementing|being implemented",
    "completed": "completed", "announced": "announced", "disbursing": "first (?:tranche|part|payment)",
    "disbursed": "disbursed", "repaid": "repaid", "kept": "(?:was|been) kept", "broken": "(?:was|been) broken",
    "stalled": "stalled", "suspended": "suspended", "postponed": "postponed", "rejected": "rejected",
    "withdrawn": "withdrawn|withdrew", "cancelled": "cancell?ed", "collapsed": "collapsed", "expired": "expired",
    "terminated": "terminated", "replaced": "replaced",
}  # fmt: skip
"""Words that tell of a rung."""
HEDGES = re.compile(
    r"\b(?:very likely|likely|unlikely|probably|possibly|perhaps|reportedly|allegedly|apparently|presumably|seems to|"
    r"appears? to|is said to|are said to|may|might|could)\b"
)
SENTENCE_END = re.compile(r"[.!?][\"')\]]*(?= )")
ABBREVIATED = re.compile(r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|St|No|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec))\.$")
RELATIVE = {"today": 0, "yesterday": -1}
ON = r"(?:\bon )?"
SCALES = ((12, "tn"), (9, "bn"), (6, "m"))
NEAR = 40
"""Characters between a sum and its conversion."""
LIMIT = re.compile(r"\b(?:by|until|before) $")


@dataclass(frozen=True)
class Suggestion:
    key: str
    value: str
    words: str
    """The printed words that it comes from."""


@dataclass(frozen=True)
class Known:
    """What passages are read against."""

    names: Names
    config: Config

    @property
    def entities(self) -> Entities:
        return self.names.entities

    @cached_property
    def actors(self) -> tuple[tuple[str, str], ...]:
        """Names, folded, with the one actor that each means, the longest first; a person's last name alone is one."""
        ids: dict[str, set[str]] = {}
        for actor in self.entities.actors.values():
            last = (actor.name.split()[-1],) if actor.kind == "person" else ()
            for name in (actor.name, *actor.aliases, *last):
                ids.setdefault(fold(name), set()).add(actor.id)
        known = [(name, min(of)) for name, of in ids.items() if len(of) == 1]
        return tuple(sorted(known, key=lambda one: -len(one[0])))


def known(entities: Entities, config: Config) -> Known:
    return Known(prepare(entities), config)


def suggestions(
    article: Article, spans: tuple[tuple[int, int], ...], site: Known, defaults: Mapping[str, str]
) -> tuple[Suggestion, ...]:
    """What the passage at these places of an article's text suggests beyond the defaults of its file, at most one value
    a key."""
    text = article.body.text
    start, end = sentences(text, spans[0][0], spans[-1][1])
    around, quote = text[start:end], " ... ".join(text[begin:stop] for begin, stop in spans)
    language = language_of(article, site.config)
    found = [
        *voice(around, article, site, defaults.get("by", "")),
        *dates(around, article, language),
        *sums(quote, language, site.config),
    ]
    found += direct(text, spans)
    if language == "en":
        deals = named_deals(around, site)
        about = defaults.get("deal") or (next(iter(deals)) if len(deals) == 1 else "")
        if about in deals and "deal" not in defaults:
            found.append(Suggestion("deal", about, deals[about]))
        found += [*rung(around, about, site), *hedge(quote)]
    first = {each.key: each for each in reversed(found)}
    return tuple(first[key] for key in dict.fromkeys(each.key for each in found))


def sentences(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentences of its block that a stretch touches."""
    block = text.rfind("\n", 0, start) + 1
    close = text.find("\n", end)
    stop = close if close >= 0 else len(text)
    edges = [
        found.end()
        for found in SENTENCE_END.finditer(text, block, stop)
        if not ABBREVIATED.search(text[block : found.end()])
    ]
    first = max((edge for edge in edges if edge <= start), default=block)
    return first + (text[first] == " "), min((edge for edge in edges if edge >= end), default=stop)


# Who


def voice(words: str, article: Article, site: Known, default: str) -> Iterator[Suggestion]:
    """Whoever stands beside a reporting verb: `Norland said`, `according to Norland`, `sources close to it said`. It
    speaks through whom the default names; where that names it already, there is nothing to suggest."""
    named = sorted(actors_in(words, site))
    found = [(at, end, id) for at, end, id in named if reports(words, at, end)]
    unnamed = UNNAMED.search(words)
    if len({id for *_, id in found}) == 1:
        at, end, speaker = found[0]
        if speaker in re.split(r"[^\w-]+", default):
            return
    elif not found and unnamed:
        at, end, speaker = *unnamed.span(), f"~{unnamed[0]}"
    else:
        return
    verb, lead = BY_VERB.match(words, end), VERB_BY.search(words[:at])
    carrier = heard_by(verb.end(), named, site, article) if verb and verb["verb"] == "told" else ""
    said = words[at : verb.end()] if verb else words[lead.start() if lead else at : end]
    yield Suggestion("by", chain(default, carrier, speaker, article), said)


def reports(words: str, at: int, end: int) -> bool:
    return bool(BY_VERB.match(words, end) or VERB_BY.search(words[:at]))


def heard_by(at: int, named: list[tuple[int, int, str]], site: Known, article: Article) -> str:
    """The outlet that is named behind `told`, if the words went through it before they came to that of the article."""
    id = next((id for start, _, id in named if 0 <= start - at <= len(" the ")), "")
    actor = site.entities.actors.get(id)
    return id if actor is not None and actor.kind == "outlet" and id != article.front.outlet else ""


def chain(default: str, carrier: str, voice: str, article: Article) -> str:
    """From the carrier to the voice; that the article's own outlet carries it goes without saying."""
    first = "" if carrier and default == article.front.outlet else default
    return " > ".join(filter(None, (first, carrier, voice)))


def actors_in(words: str, site: Known) -> Iterator[tuple[int, int, str]]:
    """Where names of actors stand, the longest first."""
    taken: list[tuple[int, int]] = []
    for name, id in site.actors:
        for start, end in occurrences(words, name):
            if all(end <= begin or start >= stop for begin, stop in taken):
                taken.append((start, end))
                yield start, end, id


def direct(text: str, spans: tuple[tuple[int, int], ...]) -> Iterator[Suggestion]:
    """Words within quotation marks."""
    for begin, stop in speeches(text):
        if all(begin <= start and end <= stop for start, end in spans):
            yield Suggestion("verbatim", "yes", text[begin:stop])
            return


# When


def dates(words: str, article: Article, language: str) -> Iterator[Suggestion]:
    """The one day that is printed, by the day on which the article came out: `when`, or `due` of what is ahead."""
    lower = words.lower()
    printed = [found.span() for found in printed_dates(language).finditer(lower)]
    if len(printed) != 1:
        return
    start, end = printed[0]
    said = words[start:end].rstrip(".,")
    day = resolved(fold(said).lower(), article, language)
    if day is None:
        return
    ahead = language == "en" and AHEAD.search(lower)
    if ahead and day < article.front.published.end:
        return
    if ahead:
        limit = LIMIT.search(words[:start])
        said = f"{limit[0]}{said}" if limit else said
        yield Suggestion("due", f"by {day}" if limit else str(day), said)
        yield Suggestion("mode", "planned", ahead[0])
    else:
        yield Suggestion("when", str(day), said)
    yield Suggestion("when_printed", said, said)


@lru_cache(maxsize=64)
def printed_dates(language: str) -> re.Pattern[str]:
    """A weekday, a day of a month, or both; in English also `today` and `yesterday`."""

    def unnamed(pattern: re.Pattern[str]) -> str:
        return re.sub(r"\(\?P<\w+>", "(?:", pattern.pattern)

    weekday, day = unnamed(weekday_pattern(language)), unnamed(day_pattern(language))
    words = rf"|\b(?:{'|'.join(RELATIVE)})\b" if language == "en" else ""
    on = ON if language == "en" else ""
    return re.compile(rf"{on}(?:{weekday})(?:,? (?:{day}))?|{on}(?:{day}){words}")


def resolved(words: str, article: Article, language: str) -> date | None:
    """The day that printed words mean; None where that is not certain."""
    told = article.front.published.last
    if told is None or article.front.published.first is None:
        return None
    if words in RELATIVE:
        return told + timedelta(days=RELATIVE[words]) if told == article.front.published.first else None
    read = read_printed(words, language)
    if len(read.days) == 1:
        (printed,) = read.days
        found = nearest(printed, told)
        fits = found is not None and (not read.weekdays or found.weekday() in read.weekdays)
        return found if fits else None
    if len(read.weekdays) == 1 and not read.days and told == article.front.published.first:
        (weekday,) = read.weekdays
        return told - timedelta(days=(told.weekday() - weekday) % 7)
    return None


def nearest(printed: Day, told: date) -> date | None:
    """The day of the year that is printed, or else the one that is nearest to the telling."""
    if not printed.month:
        return None
    years = [printed.year] if printed.year else [told.year - 1, told.year, told.year + 1]
    days = []
    for year in years:
        try:
            days.append(date(year, printed.month, printed.day))
        except ValueError:
            continue
    return min(days, key=lambda day: abs(day - told), default=None)


# What


def sums(quote: str, language: str, config: Config) -> Iterator[Suggestion]:
    """The one sum that the quote prints, with what is printed as its conversion."""
    figures = [each for each in read(quote, language).figures if each.codes and each.codes != ANY and not each.unit]
    if not figures or any(len(each.values) != 1 for each in figures) or len(figures) > 2:
        return
    first, *others = figures
    if others and not is_conversion(quote, first, others[0]):
        return
    value = spelt(quote, first, language, config)
    if others:
        value += f" ({spelt(quote, others[0], language, config)})"
    if isinstance(parse_amount(value), Amount):
        yield Suggestion("amount", value, quote[first.sum[0] : (others or [first])[-1].sum[1]])


def is_conversion(quote: str, one: Printed, other: Printed) -> bool:
    between = quote[one.sum[1] : other.sum[0]]
    return "(" in between and len(between) < NEAR and one.codes.isdisjoint(other.codes)


def spelt(quote: str, figure: Printed, language: str, config: Config) -> str:
    """A sum as authors write it."""
    (value,) = figure.values
    code = config.currency if config.currency in figure.codes else likeliest(figure.codes)[0]
    scale, letter = next(((scale, letter) for scale, letter in SCALES if value >= Decimal(10) ** scale), (0, ""))
    number = f"{(value / Decimal(10) ** scale).normalize():f}"
    words, fits = hedge_of(quote.lower(), *figure.sum)
    return f"{best(words, fits)} {code} {number}{letter}" if fits else f"{code} {number}{letter}"


def named_deals(words: str, site: Known) -> dict[str, str]:
    """The deals that are named, each with its name there."""
    found = {}
    for id, deal in site.entities.deals.items():
        for name in sorted((deal.name, *deal.aliases), key=len, reverse=True):
            if at := next(occurrences(words.lower(), fold(name).lower()), None):
                found[id] = words[slice(*at)]
                break
    return found


def rung(words: str, about: str, site: Known) -> Iterator[Suggestion]:
    """The one step of a deal's ladder whose words are printed, of something that has happened."""
    deal: Deal | None = site.entities.deals.get(about)
    ladder = site.config.ladders.get(deal.ladder) if deal else None
    if ladder is None or AHEAD.search(words) or NOT.search(words):
        return
    found = {}
    for name in (*ladder.rungs, *ladder.exits):
        pattern = RUNGS.get(name, re.escape(name.replace("-", " ")))
        if at := re.search(rf"\b(?:{pattern})\b", words, re.IGNORECASE):
            found[name] = at[0]
    if len(found) == 1:
        ((name, said),) = found.items()
        yield Suggestion("status", name, said)


def hedge(quote: str) -> Iterator[Suggestion]:
    found = HEDGES.findall(quote)
    if len(found) == 1:
        yield Suggestion("hedge", found[0], found[0])


# As a file may have it


def proposed(
    article: Article, quoted: Collection[tuple[int, int]], site: Known, defaults: Mapping[str, str]
) -> Iterator[tuple[Passage, tuple[Suggestion, ...]]]:
    """The sentences of which none of these quoted places is a part, and that tell who says it, a sum, or a step with
    its day; each with what it suggests."""
    passed_over = (*quoted, *article.body.headings)
    for start, end in every_sentence(article.body.text):
        found = passage(article, [(start, end - (article.body.text[end - 1] == "."))])
        if found is None or any(begin < end and start < stop for begin, stop in passed_over):
            continue
        made = suggestions(article, found.spans, site, defaults)
        keys = {each.key for each in made}
        if keys & {"by", "amount"} or {"status", "when"} <= keys:
            yield found, made


def stubs(article: Article, site: Known, defaults: Mapping[str, str]) -> Iterator[str]:
    """Statements to begin with, as comments to put below those of the file. Each value has the words that it comes from
    beside it."""
    anchors = [each.anchor for each in article.statements if each.anchor and not each.anchor.in_title]
    quoted = [span for anchor in anchors for span in anchor.spans]
    for found, made in proposed(article, quoted, site, defaults):
        yield stub(found, made)


def every_sentence(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    while at < len(text):
        start, end = sentences(text, at, at + 1)
        if end <= at:
            break
        yield max(start, at), end
        at = end + 1


def stub(found: Passage, made: Iterable[Suggestion]) -> str:
    lines = [f"- quote: {inline(Quoted(found.quote))}", '  gist: ""']
    lines += [f"  nth: {found.nth}"] if found.nth else []
    lines += [f"  {each.key}: {inline(each.value)}  # from “{each.words}”" for each in made]
    return "".join(f"# {line}\n" for line in lines)
