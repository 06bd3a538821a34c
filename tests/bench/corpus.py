"""A made-up corpus of briefing articles, the same for every generator under test.

In goes a number of articles and a seed, out comes a `Corpus`: about 450 words an article, three to eight statements in
each; deals, voices and outlets that are spoken of as unevenly as in real news (Zipf); published on about n/12 days.
Equal arguments give an equal corpus. It knows no generator: the `*_site` modules write it down for one.
"""

import datetime as dt
import random
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

FIRST_DAY = dt.date(2015, 1, 1)
LADDER = ("mooted", "proposed", "negotiating", "agreed", "signed", "submitted", "ratified", "in-force", "implementing",
          "completed")  # fmt: skip
STANCES = ("supports", "opposes", "neutral")
SYLLABLE_LIST = "ba cor dun el fi gra ho il jat ku len mor nis op pra qui ros sta tem ul vik wes yan zol"
WORD_LIST = """
the of and to in a for on with by at from as its was said would has had have will after before under over
during minister ministry government parliament commission council delegation envoy spokesman adviser
official expert analyst investor company operator court agency bank fund reserve budget loan grant
tranche guarantee licence royalty revenue tax tariff quota port railway pipeline refinery mine deposit
grid harvest corridor border region capital district treaty charter protocol clause annex draft text list
schedule timetable deadline review audit summit session meeting talks visit vote statement letter report
plan offer demand proposal condition objection reply answer doubt hope concern support pressure joint new
final early late formal public private foreign domestic regional bilateral partial binding open announced
confirmed expected delayed discussed rejected welcomed described prepared published repeated noted added
warned week month year spring autumn yesterday today again already still never often only also more than
two three four
"""
SYLLABLES = tuple(SYLLABLE_LIST.split())
WORDS = tuple(WORD_LIST.split())


@dataclass(frozen=True)
class Claim:
    """One statement. `status` is empty and `millions` (of dollars) 0 where it tells neither."""

    id: str
    deal: str
    voice: str
    when: dt.date
    stance: str
    status: str
    millions: int
    quote: str
    gist: str
    """A sentence without its full stop, so that the site can add a link to the deal."""


@dataclass(frozen=True)
class Article:
    id: str
    title: str
    outlet: str
    url: str
    published: dt.date
    body: str
    """Markdown, in which each claim's quote stands exactly once."""
    claims: tuple[Claim, ...]


@dataclass(frozen=True)
class Corpus:
    articles: tuple[Article, ...]
    """By day of publication."""
    deals: dict[str, str]
    """Id to name; so too the voices and outlets."""
    voices: dict[str, str]
    outlets: dict[str, str]


@dataclass(frozen=True)
class Telling:
    """Who speaks of which deal, and when: what is drawn before any words are."""

    published: dt.date
    article: int
    deal: str
    voice: str
    when: dt.date


def make(articles: int, seed: int = 1) -> Corpus:
    rng = random.Random(seed)
    deals = _names(rng, max(4, articles // 20), ("agreement", "loan", "accord", "corridor", "package"))
    voices = _names(rng, max(8, articles // 10), ("",))
    outlets = _names(rng, max(5, articles // 200), ("Courier", "Gazette", "Wire", "Monitor"))
    pick_deal, pick_voice, pick_outlet = (_uneven(rng, tuple(ids)) for ids in (deals, voices, outlets))
    days = sorted(FIRST_DAY + dt.timedelta(rng.randrange(max(10, articles // 12))) for _ in range(articles))
    tellings = [
        [
            Telling(day, number, pick_deal(), pick_voice(), day - dt.timedelta(rng.randint(0, 3)))
            for _ in range(rng.randint(3, 8))
        ]
        for number, day in enumerate(days)
    ]
    news = _news(rng, (telling for told in tellings for telling in told))

    def article(number: int, told: list[Telling]) -> Article:
        title = _sentence(rng, 6, 11)[:-1]
        outlet = pick_outlet()
        claims = tuple(
            _claim(rng, f"s{nth}", telling, voices[telling.voice], *news[id(telling)])
            for nth, telling in enumerate(told, 1)
        )
        body = _body(rng, number, claims, deals, outlets[outlet])
        slug = "-".join(title.lower().split()[:4])
        day = days[number]
        url = f"https://example.org/original/{number}"
        return Article(f"{day}-{number:06d}-{slug}", title, outlet, url, day, body, claims)

    written = tuple(article(number, told) for number, told in enumerate(tellings))
    return Corpus(written, deals, voices, outlets)


def _names(rng: random.Random, count: int, endings: tuple[str, ...]) -> dict[str, str]:
    names: dict[str, str] = {}
    while len(names) < count:
        name = f"{_word(rng)} {_word(rng)} {rng.choice(endings)}".strip()
        names[name.lower().replace(" ", "-")] = name
    return names


def _word(rng: random.Random) -> str:
    return "".join(rng.choices(SYLLABLES, k=rng.randint(2, 3))).capitalize()


def _uneven(rng: random.Random, ids: tuple[str, ...]) -> Callable[[], str]:
    """Draws the first id often and the last one seldom, as 1/rank."""
    weights = list(accumulate(1 / rank for rank in range(1, len(ids) + 1)))
    return lambda: ids[min(bisect_left(weights, rng.random() * weights[-1]), len(ids) - 1)]


def _news(rng: random.Random, tellings: Iterable[Telling]) -> dict[int, tuple[str, int]]:
    """What each telling (by its identity) reports of its deal: a status and a level of money.

    In the order of happening a deal climbs a rung at its first, second, fourth, eighth … telling, and its money only
    grows, so that nothing contradicts anything and no rule has cause to warn.
    """
    told: dict[str, int] = {}
    level: dict[str, int] = {}
    news = {}
    for telling in sorted(tellings, key=lambda telling: (telling.when, telling.published, telling.article)):
        deal = telling.deal
        told[deal] = count = told.get(deal, 0) + 1
        rung = count.bit_length() - 1
        status = LADDER[rung] if count == 1 << rung and rung < len(LADDER) else ""
        millions = 0
        if rng.random() < 1 / 3:
            level[deal] = millions = level.get(deal, 0) + rng.randint(1, 9)
        news[id(telling)] = status, millions
    return news


def _claim(rng: random.Random, id: str, telling: Telling, voice: str, status: str, millions: int) -> Claim:
    worth = f" worth {millions} million dollars" if millions else ""
    quote = f"{voice} {_sentence(rng, 10, 24)[:-1].lower()}{worth}"
    gist = _without_figures(_sentence(rng, 10, 18)[:-1])
    stance = rng.choice(STANCES)
    return Claim(id, telling.deal, telling.voice, telling.when, stance, status, millions, quote, gist)


def _without_figures(gist: str) -> str:
    """A gist tells no figure that its article does not."""
    for word in ("two", "three", "four"):
        gist = re.sub(rf"\b{word}\b", "some", gist, flags=re.IGNORECASE)
    return gist[0].upper() + gist[1:]


def _body(rng: random.Random, number: int, claims: tuple[Claim, ...], deals: dict[str, str], outlet: str) -> str:
    paragraphs = list(_quoting(rng, number, claims, deals, outlet))
    while sum(paragraph.count(" ") for paragraph in paragraphs) < 400:
        paragraphs.append(" ".join(_sentence(rng) for _ in range(rng.randint(2, 4))))
    rng.shuffle(paragraphs)
    paragraphs.insert(len(paragraphs) // 2, f"## {_sentence(rng, 3, 5)[:-1]}")
    if rng.random() < 0.4:
        paragraphs.append("\n".join(f"- {_sentence(rng)}" for _ in range(4)))
    if rng.random() < 0.3:
        paragraphs.append(f"> {_sentence(rng)}")
    return "\n\n".join(paragraphs) + "\n"


def _quoting(
    rng: random.Random, number: int, claims: tuple[Claim, ...], deals: dict[str, str], outlet: str
) -> Iterator[str]:
    """A paragraph for each claim with its quote in it, and after half of them one with emphasis and a link."""
    for claim in claims:
        yield f"{_sentence(rng)} On the {deals[claim.deal]}, {claim.quote}. {_sentence(rng)}"
        if rng.random() < 0.5:
            link = f"[the record](https://example.org/record/{number}/{claim.id})"
            yield f"**{outlet}** writes that *{_word(rng)}* {_sentence(rng).lower()} See {link}."


def _sentence(rng: random.Random, least: int = 8, most: int = 18) -> str:
    return " ".join(rng.choices(WORDS, k=rng.randint(least, most))).capitalize() + "."
