"""The forgeries: in go a record as it stands in its file and what else there is, out comes the record changed in one
value, or None where this kind of forgery has nothing to change."""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Record = dict[str, Any]
"""A statement, a front matter or an entity: every scalar is text."""


@dataclass(frozen=True)
class Stock:
    """What a forger takes from the site."""

    actors: tuple[str, ...]
    deals: tuple[str, ...]
    events: tuple[str, ...]
    articles: tuple[str, ...]
    statements: tuple[str, ...]
    names: dict[str, str]
    """Id to name."""
    ladders: dict[str, tuple[str, ...]]
    """Deal to the rungs and exits of its ladder."""
    options: dict[str, tuple[str, ...]]
    """Question to its options."""
    text: str = ""
    """Of the article that a statement belongs to."""
    default: Record | None = None
    """What its annotation file says of all its statements."""


Forge = Callable[[Record, Stock, random.Random], Record | None]


def changed(record: Record, key: str, value: Any) -> Record | None:
    return {**record, key: value} if record.get(key) != value else None


def other(than: Any, among: tuple[str, ...], chance: random.Random) -> str:
    return chance.choice([each for each in among if each != than])


# ── words ───────────────────────────────────────────────────────────────────────────────────────────────────────────

WORD = re.compile(r"[^\W\d_]{3,}")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def in_words(key: str, pattern: re.Pattern[str], put: Callable[[re.Match[str], random.Random], str]) -> Forge:
    """Puts something in place of one match in a key's words, links left alone."""

    def forge(record: Record, stock: Stock, chance: random.Random) -> Record | None:
        words = record.get(key, "")
        links = [link.span() for link in re.finditer(r"\[\[[^\]]*\]\]", words)]
        found = [match for match in pattern.finditer(words) if not any(a <= match.start() < b for a, b in links)]
        if not found:
            return None
        match = chance.choice(found)
        return changed(record, key, words[: match.start()] + put(match, chance) + words[match.end() :])

    return forge


def another_digit(match: re.Match[str], chance: random.Random) -> str:
    words = match[0]
    at = chance.choice([place for place, sign in enumerate(words) if sign.isdigit()])
    digit = other(words[at], tuple("123456789"), chance)
    return words[:at] + digit + words[at + 1 :]


def without(match: re.Match[str], chance: random.Random) -> str:
    return ""


SCALE = re.compile(r"\b(?:thousand|million|billion|trillion)\b")
SIGN = re.compile(r"\b(?:dollars|pounds|euros)\b")
MONTH = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b(?= \d|\b)"
)
WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
VERB = re.compile(r"\b(?:is|are|was|were|will|would|has|have|had|can|could|did|does|do)\b")
NOT = re.compile(r"\b(?:not|never|no|without)\b ?")
MODAL = re.compile(r"\b(?:could|may|might|likely|perhaps|possibly)\b ?")


def among(words: str) -> Callable[[re.Match[str], random.Random], str]:
    return lambda match, chance: other(match[0], tuple(words.split()), chance)


def gist_negated(record: Record, stock: Stock, chance: random.Random) -> Record | None:
    return in_words("gist", VERB, lambda match, _: f"{match[0]} not")(record, stock, chance)


def gist_invents(record: Record, stock: Stock, chance: random.Random) -> Record | None:
    sum = f"{chance.choice('$£€')}{chance.randint(2, 98)} {chance.choice(('million', 'billion'))}"
    return changed(record, "gist", record["gist"].rstrip(".") + f", for {sum}.") if "gist" in record else None


def gap_swallows(record: Record, stock: Stock, chance: random.Random) -> Record | None:
    """A `not` or a `may` in the middle of a quote gives way to a gap."""
    words = record.get("quote", "")
    found = [m for m in re.finditer(r" (?:not|never|may|could|might|likely|without) ", words) if m.start() > 5]
    if not found:
        return None
    match = chance.choice(found)
    return changed(record, "quote", words[: match.start()] + " … " + words[match.end() :])


def swap_words(record: Record, stock: Stock, chance: random.Random) -> Record | None:
    words = record.get("quote", "").split(" ")
    pairs = [k for k in range(len(words) - 1) if words[k] != words[k + 1]]
    if not pairs:
        return None
    k = chance.choice(pairs)
    words[k], words[k + 1] = words[k + 1], words[k]
    return changed(record, "quote", " ".join(words))


# ── who ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def effective(record: Record, stock: Stock, key: str) -> Any:
    return record.get(key, (stock.default or {}).get(key, ""))


def voice_swapped(record: Record, stock: Stock, chance: random.Random) -> Record | None:
    by = str(effective(record, stock, "by"))
    if not by:
        return None
    *carriers, voice = by.split(" > ")
    if voice[:1] in "~=":
        return None
    return changed(record, "by", " > ".join([*carriers, other(voice, stock.actors, chance)]))


def carrier_added(record: Record, stock: Stock, chance: random.Random) -> Record | None:
    by = str(effective(record, stock, "by"))
    if not by or by == "none":
        return None
    return changed(record, "by", f"{other(by, stock.actors, chance)} > {by}")


def phrase_altered(record: Record, stock: Stock, chance: random.Random) -> Record | None:
    by = str(effective(record, stock, "by"))
    return changed(record, "by", f"{by} officials") if "~" in by else None


# ── values ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def value_of(key: str, values: Callable[[Stock], tuple[str, ...]]) -> Forge:
    def forge(record: Record, stock: Stock, chance: random.Random) -> Record | None:
        if key not in record or not isinstance(record[key], str):
            return None
        return changed(record, key, other(record[key], values(stock), chance))

    return forge


def date_moved(key: str, part: int) -> Forge:
    """Another year, month or day (0, 1, 2)."""

    def forge(record: Record, stock: Stock, chance: random.Random) -> Record | None:
        words: Any = record.get(key)
        found = list(re.finditer(r"(\d{4})-(\d{2})-(\d{2})", words)) if isinstance(words, str) else []
        if not found:
            return None
        match = chance.choice(found)
        year, month, day = (int(each) for each in match.groups())
        if part == 0:
            year += chance.choice((-2, -1, 1))
        elif part == 1:
            month = (month - 1 + chance.choice((2, 3, 5, 9))) % 12 + 1
        else:
            day = (day - 1 + chance.choice((3, 7, 12, 17))) % 28 + 1
        return changed(record, key, words[: match.start()] + f"{year}-{month:02}-{day:02}" + words[match.end() :])

    return forge


def currency(record: Record, stock: Stock, chance: random.Random) -> Record | None:
    sum: Any = record.get("amount")
    found = re.search(r"[A-Z]{3}", sum) if isinstance(sum, str) else None
    if not found:
        return None
    code = other(found[0], ("USD", "EUR", "GBP", "UAH"), chance)
    return changed(record, "amount", sum[: found.start()] + code + sum[found.end() :])


def scale(record: Record, stock: Stock, chance: random.Random) -> Record | None:
    sum: Any = record.get("amount")
    found = re.search(r"(?<=\d)(?:k|m|bn|tn)\b", sum) if isinstance(sum, str) else None
    if not found:
        return None
    unit = other(found[0], ("k", "m", "bn", "tn"), chance)
    return changed(record, "amount", sum[: found.start()] + unit + sum[found.end() :])


def hedged(record: Record, stock: Stock, chance: random.Random) -> Record | None:
    sum = record.get("amount")
    if not isinstance(sum, str):
        return None
    bare = re.sub(r"^(?:about|over|at least|under|up to) ", "", sum)
    return changed(record, "amount", bare if bare != sum else f"{chance.choice(('at least', 'up to', 'about'))} {sum}")


def sides_swapped(record: Record, stock: Stock, chance: random.Random) -> Record | None:
    payer, payee = record.get("payer"), record.get("payee")
    if not (payer and payee):
        return None
    return {**record, "payer": payee, "payee": payer}


def unit(record: Record, stock: Stock, chance: random.Random) -> Record | None:
    count = record.get("quantity")
    if not isinstance(count, str) or " " not in count:
        return None
    return changed(record, "quantity", f"{count.split(' ', 1)[0]} {chance.choice(('helicopters', 'bridges', 'votes'))}")


def status(record: Record, stock: Stock, chance: random.Random) -> Record | None:
    steps = stock.ladders.get(str(effective(record, stock, "deal")), ())
    if "status" not in record or not steps:
        return None
    return changed(record, "status", other(record["status"], steps, chance))


def answer(record: Record, stock: Stock, chance: random.Random) -> Record | None:
    held: Any = record.get("positions")
    plain = {k: v for k, v in held.items() if isinstance(v, str)} if isinstance(held, dict) else {}
    open_to = [question for question in plain if len(stock.options.get(question, ())) > 1]
    if not open_to:
        return None
    question = chance.choice(open_to)
    return changed(record, "positions", {**held, question: other(held[question], stock.options[question], chance)})


def related(record: Record, stock: Stock, chance: random.Random) -> Record | None:
    keys = [key for key in RELATIONS if isinstance(record.get(key), list) and record[key]]
    if not keys:
        return None
    key = chance.choice(keys)
    return changed(record, key, [other(record[key][0], stock.statements, chance), *record[key][1:]])


RELATIONS = ("confirms", "disputes", "qualifies", "corrects", "updates", "retracts")


def relates_to_itself(record: Record, stock: Stock, chance: random.Random) -> Record | None:
    return changed(record, chance.choice(RELATIONS), [record["id"]]) if record.get("id") else None


def resolves_wrongly(record: Record, stock: Stock, chance: random.Random) -> Record | None:
    return changed(record, "resolves", {chance.choice(stock.statements): "met"})


def due_added(record: Record, stock: Stock, chance: random.Random) -> Record | None:
    return changed(record, "due", "2025-09-01") if "due" not in record and "mode" not in record else None


# ── spelling ────────────────────────────────────────────────────────────────────────────────────────────────────────


def key_misspelt(record: Record, stock: Stock, chance: random.Random) -> Record | None:
    key = chance.choice(sorted(record))
    if len(key) < 3:
        return None
    at = chance.randrange(len(key) - 1)
    wrong = key[:at] + key[at + 1] + key[at] + key[at + 2 :]
    return {(wrong if each == key else each): value for each, value in record.items()} if wrong != key else None


def id_misspelt(record: Record, stock: Stock, chance: random.Random) -> Record | None:
    keys = [
        key for key in ("deal", "payer", "payee", "event", "party", "outlet", "part_of", "of")
        if isinstance(record.get(key), str) and len(record[key]) > 2 and record[key] != "none"
    ]  # fmt: skip
    if not keys:
        return None
    key = chance.choice(keys)
    return changed(record, key, record[key][:-1] + other(record[key][-1], tuple("abcdefgxyz"), chance))


def link_misspelt(record: Record, stock: Stock, chance: random.Random) -> Record | None:
    links = list(re.finditer(r"(?<=\[\[)[a-z0-9-]+", record.get("gist", "")))
    if not links:
        return None
    link = chance.choice(links)
    return changed(record, "gist", record["gist"][: link.start()] + f"{link[0]}x" + record["gist"][link.end() :])


def link_swapped(kind: str) -> Forge:
    """A link of the gist leads to another of its kind."""

    def forge(record: Record, stock: Stock, chance: random.Random) -> Record | None:
        ids = stock.deals if kind == "deal" else stock.actors
        links = [link for link in re.finditer(r"(?<=\[\[)[a-z0-9-]+", record.get("gist", "")) if link[0] in ids]
        if not links:
            return None
        link = chance.choice(links)
        put = other(link[0], ids, chance)
        return changed(record, "gist", record["gist"][: link.start()] + put + record["gist"][link.end() :])

    return forge


# ── articles and entities ───────────────────────────────────────────────────────────────────────────────────────────


def derives_from_itself_or_later(record: Record, stock: Stock, chance: random.Random) -> Record | None:
    return changed(record, "derives", [{"from": chance.choice(stock.articles), "how": "rewrite"}])


def derives_dropped(record: Record, stock: Stock, chance: random.Random) -> Record | None:
    listed = record.get("derives")
    return changed(record, "derives", listed[1:]) if isinstance(listed, list) and len(listed) > 1 else None


def recorded_ahead(record: Record, stock: Stock, chance: random.Random) -> Record | None:
    return changed(record, "recorded", "2031-01-01")


def name_taken(record: Record, stock: Stock, chance: random.Random) -> Record | None:
    return (
        changed(record, "name", other(record["name"], tuple(stock.names.values()), chance))
        if "name" in record
        else None
    )


def alias_taken(record: Record, stock: Stock, chance: random.Random) -> Record | None:
    if "name" not in record:
        return None
    return changed(record, "aliases", [other(record["name"], tuple(stock.names.values()), chance)])


def party_dropped(record: Record, stock: Stock, chance: random.Random) -> Record | None:
    parties = record.get("parties")
    return changed(record, "parties", parties[1:]) if isinstance(parties, list) and len(parties) > 1 else None


STATEMENT: dict[str, Forge] = {
    "quote: a word changed": in_words("quote", WORD, lambda match, chance: match[0][::-1]),
    "quote: a word left out": in_words("quote", re.compile(r" \w+(?= )"), without),
    "quote: two words change places": swap_words,
    "quote: a figure changed": in_words("quote", NUMBER, another_digit),
    "quote: a gap swallows `not` or `may`": gap_swallows,
    "gist: a figure changed": in_words("gist", NUMBER, another_digit),
    "gist: a scale changed": in_words("gist", SCALE, among("thousand million billion trillion")),
    "gist: a currency changed": in_words("gist", SIGN, among("dollars pounds euros")),
    "gist: a sum invented": gist_invents,
    "gist: a month changed": in_words("gist", MONTH, among("January February March April June July")),
    "gist: `not` put in": gist_negated,
    "gist: `not` left out": in_words("gist", NOT, without),
    "gist: `may` left out": in_words("gist", MODAL, without),
    "gist: a link to another deal": link_swapped("deal"),
    "gist: a link to another actor": link_swapped("actor"),
    "gist: a link misspelt": link_misspelt,
    "by: another voice": voice_swapped,
    "by: a carrier added": carrier_added,
    "by: an unnamed voice in other words": phrase_altered,
    "when: another day": date_moved("when", 2),
    "when: another month": date_moved("when", 1),
    "when: another year": date_moved("when", 0),
    "due: another month": date_moved("due", 1),
    "due: put where nothing is awaited": due_added,
    "event: another one": value_of("event", lambda stock: stock.events),
    "deal: another one": value_of("deal", lambda stock: stock.deals),
    "status: another step": status,
    "mode: denied or planned": value_of("mode", lambda stock: ("denied", "planned", "offered", "hypothetical")),
    "positions: another answer": answer,
    "amount: a figure changed": in_words("amount", NUMBER, another_digit),
    "amount: another currency": currency,
    "amount: another scale": scale,
    "amount: a hedge put in or left out": hedged,
    "amount: another stage": value_of(
        "stage", lambda stock: ("claimed", "requested", "pledged", "committed", "disbursed", "delivered")
    ),
    "amount: another payer": value_of("payer", lambda stock: stock.actors),
    "amount: another payee": value_of("payee", lambda stock: stock.actors),
    "amount: payer and payee swapped": sides_swapped,
    "quantity: a figure changed": in_words("quantity", NUMBER, another_digit),
    "quantity: something else counted": unit,
    "relation: to another statement": related,
    "relation: to itself": relates_to_itself,
    "relation: an outcome of what was never awaited": resolves_wrongly,
    "a key misspelt": key_misspelt,
    "an id misspelt": id_misspelt,
}
ARTICLE: dict[str, Forge] = {
    "article: another outlet": value_of("outlet", lambda stock: stock.actors),
    "article: published a month off": date_moved("published", 1),
    "article: made from another one": derives_from_itself_or_later,
    "article: a source left out": derives_dropped,
    "article: recorded in the future": recorded_ahead,
    "article: a key misspelt": key_misspelt,
}
ENTITY: dict[str, Forge] = {
    "entity: the name of another": name_taken,
    "entity: an alias that is another's name": alias_taken,
    "entity: part of another": value_of("part_of", lambda stock: stock.actors + stock.deals),
    "deal: a party left out": party_dropped,
    "event: another month": date_moved("when", 1),
    "entity: a key misspelt": key_misspelt,
}
