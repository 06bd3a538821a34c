"""Figures against the quotes they stand for, and against each other. Articles and the graph in, findings out."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from builder.model.article import Annotation
from builder.model.config import Config
from builder.model.entities import Entities
from builder.model.finding import Finding
from builder.model.graph import Article, Graph, Level, Statement
from builder.model.money import Amount, Quantity
from builder.model.text import FILLERS, SCALES, SHORT_SCALES, SMALL, fold, spelt_number, stands

DOLLARS = frozenset(
    ("USD", "AUD", "CAD", "NZD", "SGD", "HKD", "TWD", "JMD", "TTD", "BBD", "BSD", "BZD", "FJD", "GYD", "LRD", "NAD",
     "SBD", "SRD", "XCD", "KYD", "BMD", "BND", "ARS", "MXN", "CLP", "COP", "UYU", "DOP")
)  # fmt: skip
POUNDS = frozenset(("GBP", "EGP", "LBP", "SYP", "SDG", "SSP", "FKP", "GIP", "SHP"))
CROWNS = frozenset(("SEK", "NOK", "DKK", "ISK", "CZK"))
FRANCS = frozenset(("CHF", "XAF", "XOF", "XPF", "CDF", "RWF", "BIF", "DJF", "GNF", "KMF"))
MEANINGS: dict[str, frozenset[str]] = {
    **{sign: frozenset(codes.split()) for sign, codes in {
        "us$": "USD", "a$": "AUD", "c$": "CAD", "hk$": "HKD", "nz$": "NZD", "s$": "SGD", "sterling": "GBP",
        "€": "EUR", "euro": "EUR", "¥": "JPY CNY", "yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "₴": "UAH",
        "hryvnia": "UAH", "hryvnya": "UAH", "₽": "RUB", "rouble": "RUB BYN", "ruble": "RUB BYN", "₹": "INR",
        "rupee": "INR PKR LKR NPR MUR", "₺": "TRY", "lira": "TRY SYP LBP", "₪": "ILS", "shekel": "ILS",
        "₩": "KRW KPW", "₸": "KZT", "₾": "GEL", "zł": "PLN", "zloty": "PLN", "forint": "HUF",
    }.items()},
    "$": DOLLARS, "dollar": DOLLARS, "£": POUNDS, "pound": POUNDS, "franc": FRANCS,
    **dict.fromkeys(("krona", "krone", "kronor", "kroner", "koruna"), CROWNS),
}  # fmt: skip
"""A sign or name to the codes it can stand for."""
SIGN = re.compile(r"(?<![a-z])(?:us|hk|nz|a|c|s)\$|[$£€¥₴₽₹₺₪₩₸₾]")
LETTERS = re.compile(r"[^\W\d_]+")
NAMES = {plural: codes for name, codes in MEANINGS.items() if LETTERS.fullmatch(name) for plural in (name, f"{name}s")}
NAMES_OF = {
    code: tuple(name for name in sorted(NAMES, key=len, reverse=True) if code in NAMES[name])
    for code in frozenset().union(*NAMES.values())
}
"""A code to the names that can mean it, plurals before their singulars."""
CODE = re.compile(r"[A-Z]{3}(?![^\W\d_])(?<![^\W\d_]...)")
CODES = frozenset().union(*MEANINGS.values())


def names_currency(text: str, code: str) -> bool:
    """Whether the folded text gives one of this currency's names: quicker than to look for it in `currencies_in`."""
    lower = text.lower()
    return any(name in lower and stands(lower, name) for name in NAMES_OF.get(code, ()))


def currencies_in(text: str) -> frozenset[str]:
    """Every ISO 4217 code that the folded text can mean by a sign, a name or a code; empty where it prints none."""
    lower = text.lower()
    found = CODES.intersection(() if text.islower() else CODE.findall(text))
    signs = () if "$" not in text and text.isascii() else (MEANINGS[sign] for sign in SIGN.findall(lower))
    names = (NAMES[word] for word in NAMES.keys() & LETTERS.findall(lower))
    return found.union(*signs, *names)


SCALE_WORDS: dict[str, dict[str, int]] = {
    "en": {**SCALES, **SHORT_SCALES, "hundreds": 2, "thousands": 3, "millions": 6, "billions": 9, "trillions": 12,
           "dozen": 0, "mn": 6, "mln": 6, "mio": 6, "b": 9, "bln": 9, "t": 12, "trn": 12, "lakh": 5, "crore": 7},
    "de": {"tausend": 3, "tsd": 3, "million": 6, "millionen": 6, "mio": 6, "milliarde": 9, "milliarden": 9, "mrd": 9,
           "billion": 12, "billionen": 12},
    "fr": {"mille": 3, "million": 6, "millions": 6, "milliard": 9, "milliards": 9, "md": 9, "mds": 9, "m": 6,
           "billion": 12, "billions": 12},
    "es": {"mil": 3, "millón": 6, "millones": 6, "billón": 12, "billones": 12},
    "it": {"mila": 3, "milione": 6, "milioni": 6, "mln": 6, "miliardo": 9, "miliardi": 9, "mld": 9},
    "pt": {"mil": 3, "milhão": 6, "milhões": 6, "bilhão": 9, "bilhões": 9},
    "nl": {"duizend": 3, "miljoen": 6, "mln": 6, "miljard": 9, "mld": 9, "biljoen": 12},
    "pl": {"tysiąc": 3, "tysiące": 3, "tysięcy": 3, "tys": 3, "milion": 6, "miliony": 6, "milionów": 6, "mln": 6,
           "miliard": 9, "miliardy": 9, "miliardów": 9, "mld": 9, "bilion": 12, "biliony": 12, "bilionów": 12},
    "uk": {"тисяча": 3, "тисячі": 3, "тисяч": 3, "тис": 3, "мільйон": 6, "мільйона": 6, "мільйони": 6, "мільйонів": 6,
           "млн": 6, "мільярд": 9, "мільярда": 9, "мільярди": 9, "мільярдів": 9, "млрд": 9, "трильйон": 12, "трлн": 12},
    "ru": {"тысяча": 3, "тысячи": 3, "тысяч": 3, "тыс": 3, "миллион": 6, "миллиона": 6, "миллионов": 6, "млн": 6,
           "миллиард": 9, "миллиарда": 9, "миллиардов": 9, "млрд": 9, "триллион": 12, "трлн": 12},
    "bg": {"хиляда": 3, "хиляди": 3, "хил": 3, "милион": 6, "милиона": 6, "млн": 6, "милиард": 9, "милиарда": 9,
           "млрд": 9, "трилион": 12, "трилиона": 12},
    "ro": {"mie": 3, "mii": 3, "milion": 6, "milioane": 6, "mil": 6, "miliard": 9, "miliarde": 9, "mld": 9},
}  # fmt: skip
"""Powers of ten by language."""
NUMBER = re.compile(r"[0-9](?:[0-9]|[.,'][0-9]|[ ](?=[0-9]{3}(?![0-9])))*")
WORD_AFTER_NUMBER = re.compile(r"[ -]?([^\W\d_]+)\.?")
WORDS = re.compile(r"[^\W\d_]+")
JOINED = re.compile(r" ?(?:-|to|and|or|bis|und|oder|à|et|y|o|a|e|do|i|до|и|та|la|tot|en) ?(?:us)?\W{0,3}", re.I)
"""What stands between the two ends of a range, the second of which may bear the scale for both."""
FRACTION = re.compile(r"\b(?:half|halves|thirds?|quarters?|fifths?|tenths?|couple|score)\b|[¼½¾⅓⅔⅛]")
"""Words that make a number which is not read here."""


@dataclass(frozen=True)
class Figures:
    values: frozenset[Decimal]
    complete: bool
    """Whether no number can have been missed: scale words are known, and number words too or there are digits."""


@lru_cache(maxsize=4096)
def read_figures(text: str, language: str) -> Figures:
    """The text is folded; the language is a primary BCP 47 tag, such as `en`."""
    lower = text.lower()
    values = figures_in_digits(text, language).union(_spelt(lower) if language == "en" else ())
    has_digits = any("0" <= sign <= "9" for sign in lower)
    known = language == "en" or (language in SCALE_WORDS and has_digits)
    return Figures(values, known and not FRACTION.search(lower))


@lru_cache(maxsize=4096)
def figures_in_digits(text: str, language: str) -> frozenset[Decimal]:
    """Those of the figures that begin with digits: nearly always the ones that matter, and found far sooner."""
    return frozenset(_in_digits(text.lower(), SCALE_WORDS.get(language, {})))


def _in_digits(text: str, scales: dict[str, int]) -> Iterator[Decimal]:
    """From the right, since the end of a range may bear the scale for its beginning too: `1 to 2 billion`."""
    later, later_start = frozenset({0}), -1
    for match in reversed(list(NUMBER.finditer(text))):
        powers = _powers(text, match.end(), scales)
        if powers == {0} and later_start >= 0 and JOINED.fullmatch(text, match.end(), later_start):
            powers |= later
        later, later_start = powers, match.start()
        for reading in readings(match.group()):
            yield from (Decimal(f"{reading}E{power}") for power in powers)


def _powers(text: str, at: int, scales: dict[str, int]) -> frozenset[int]:
    """Powers of ten that the words behind a number give it: `mil millones` nine; a letter apart may be a unit."""
    power = 0
    word = first = WORD_AFTER_NUMBER.match(text, at)
    while word and word[1] in scales:
        power += scales[word[1]]
        word = WORD_AFTER_NUMBER.match(text, word.end())
    apart = first is not None and first.group()[0] == " " and len(first[1]) == 1
    return frozenset({power, 0} if apart else {power})


def readings(digits: str) -> set[str]:
    """Every plain number that these digits can be: `5,000` is 5000 or 5.000, `5 000` is 5000, 5 or 000."""
    if digits.isdigit():
        return {digits}
    if " " in digits:
        return {each for part in (digits.replace(" ", ""), *digits.split(" ")) for each in readings(part)}
    parts = re.split(r"[.,']", digits)
    found = set()
    if all(len(part) == 3 for part in parts[1:]):
        found.add("".join(parts))
    if len(parts) > 1 and all(len(part) == 3 for part in parts[1:-1]):
        found.add(f"{''.join(parts[:-1])}.{parts[-1]}")
    return found or set(parts)


def _spelt(text: str) -> Iterator[Decimal]:
    """English number words: `nine-page`, `two dozen`, `a hundred and one`, and both ends of `one to two billion`."""
    later, later_start = 0, -1
    for number in reversed([number for run in _runs(text) for number in _numbers(run)]):
        words = _words(number)
        power = sum(SCALES.get(word, 0) for word in words)
        value = spelt_number(words) or Decimal(0)
        yield value
        if not power and later_start >= 0 and JOINED.fullmatch(text, number[-1].end(), later_start):
            yield Decimal(f"{value}E{later}")
            power = later
        later, later_start = power, number[0].start()


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    """Number words that nothing but a space or hyphen parts; a scale behind digits belongs to those."""
    run: list[re.Match[str]] = []
    for match in WORDS.finditer(text):
        word = match.group()
        if run and (text[run[-1].end() : match.start()] not in (" ", "-") or not _is_number(word)):
            yield run
            run = []
        if _is_number(word) and (run or word not in SCALES or not text[: match.start()].rstrip(" -")[-1:].isdigit()):
            run.append(match)
    yield run


def _numbers(run: list[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """The numbers of a run, each as long as can be: `two` and `three` of `two three-page papers`."""
    while run:
        lengths = range(len(run), 0, -1) if run[0].group() != "and" else ()
        length = next((n for n in lengths if _spells(_words(run[:n]))), 0)
        if length:
            yield run[:length]
        run = run[length or 1 :]


def _spells(words: list[str]) -> bool:
    return words[-1] not in FILLERS and spelt_number(words) is not None


def _words(matches: list[re.Match[str]]) -> list[str]:
    return [match.group() for match in matches]


def _is_number(word: str) -> bool:
    return word in SMALL or word in SCALES or word in FILLERS or word == "dozen"


COMMON = frozenset(("USD", "EUR", "GBP", "JPY", "CNY", "SEK", "CHF"))
"""The likeliest of the currencies that share a sign."""


def figure_not_in_quote(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    """`amount`, its conversion and `quantity` stand in the quote, compared as values."""
    for statement in article.statements:
        written = statement.written
        if written.amount or written.quantity:
            language = (article.front.lang or config.language).partition("-")[0].lower()
            quote = fold(written.quote)
            if bounds(written) <= figures_in_digits(quote, language):
                continue
            found = read_figures(quote, language)
            if written.amount and not bounds_of(written.amount) <= found.values:
                yield _missing(found, statement, "amount", written.amount.text)
            if written.quantity and written.quantity.number not in found.values:
                yield _missing(found, statement, "quantity", written.quantity.text)


def answer_not_in_quote(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    """Figures that answer a question stand there, too; without a text on file, words around it may be missing."""
    for statement in article.statements:
        if statement.written.positions and statement.anchor:
            for position in statement.written.positions:
                if position.figure:
                    language = (article.front.lang or config.language).partition("-")[0].lower()
                    found = read_figures(fold(statement.written.quote), language)
                    if not figures_of(position.figure) <= found.values:
                        yield _missing(found, statement, "positions", position.option)


def figures_of(figure: Amount | Quantity) -> set[Decimal]:
    return {figure.number} if isinstance(figure, Quantity) else bounds_of(figure)


def bounds(written: Annotation) -> set[Decimal]:
    """Every figure that must stand in the quote."""
    wanted = bounds_of(written.amount) if written.amount else set()
    return wanted | {written.quantity.number} if written.quantity else wanted


def bounds_of(amount: Amount) -> set[Decimal]:
    """Every bound of the amount and of its conversion."""
    found = {bound for bound in (amount.low, amount.high) if bound is not None}
    return found | bounds_of(amount.converted) if amount.converted else found


def _missing(found: Figures, statement: Statement, key: str, figure: str) -> Finding:
    """An error where every number of the quote could be read; else the desk is asked to look."""
    if found.complete:
        help = "quote the passage that prints the figure, or correct the figure"
        return statement.written.finding("figure-not-in-quote", f"`{figure}` is not in the quote", key, help=help)
    message = f"`{figure}` was not found in the quote, but some of its number words are unknown"
    help = "compare the figure with the quote, then silence this warning with `allow`"
    return statement.written.finding("figure-unread", message, key, help=help)


def currency_sign(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    """Where the quote prints signs or names of currencies, the code is one that they can mean."""
    for statement in article.statements:
        amount = statement.written.amount
        if amount:
            quote = fold(statement.written.quote)
            codes = [amount.currency, *([amount.converted.currency] if amount.converted else [])]
            if all(names_currency(quote, code) for code in codes):
                continue
            printed = currencies_in(quote)
            for code in codes:
                if printed and code not in printed:
                    message = f"the quote prints a different currency than `{code}`"
                    help = f"did you mean {_or(printed)}?"
                    yield statement.written.finding("currency-sign", message, "amount", help=help)


def _or(codes: frozenset[str]) -> str:
    likeliest = sorted(codes, key=lambda code: (code not in COMMON, code))
    return " or ".join(f"`{code}`" for code in likeliest[:2])


def no_stage(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    for statement in article.statements:
        written = statement.written
        if written.amount and not written.stage and "stage" not in written.misread:
            message = "an amount without a stage counts nowhere"
            help = "add `stage`: claimed, requested, pledged, committed, disbursed, delivered or repaid"
            yield written.finding("no-stage", message, "amount", help=help)


def no_rate(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    for statement in article.statements:
        amount = statement.written.amount
        if amount and not amount.converted and amount.currency != config.currency:
            message = f"`{amount.text}` has no printed conversion to {config.currency}"
            yield statement.written.finding("no-rate", message, "amount")


def level_falls(graph: Graph) -> Iterator[Finding]:
    """A figure is the level so far, so a later one is no lower, unless it corrects or updates the earlier."""
    for row in graph.levels:
        if row.corrected_by or row.measure == "yearly":
            continue
        now = graph.statements[row.statements[0]]
        for id in row.earlier:
            before = graph.statements[id]
            amount = before.written.amount
            if not amount or not _fell(amount, row) or "amount" in graph.overtaken.get(id, ()):
                continue
            if graph.happened(id).end <= graph.happened(now.id).end:
                stage = f" {row.stage}" if row.stage else ""
                message = f"{row.amount.text}{stage} is less than the {amount.text} reported earlier in `{id}`"
                help = f"add `corrects: [{id}]` if it corrects that figure, or `measure: part` if it is only a part"
                yield now.written.finding("level-falls", message, "amount", help=help)


def _fell(amount: Amount, row: Level) -> bool:
    if amount.currency != row.currency or amount.low is None or row.high is None or amount.low <= row.high:
        return False
    return row.high + max(amount.step, row.amount.step) / 2 < amount.low


def parts_exceed_whole(graph: Graph) -> Iterator[Finding]:
    """What is told as a part of a deal's money, or of its sub-deals', comes to no more than the deal's own figure."""
    of_children = _child_rows(graph)
    for row in graph.levels:
        whole = graph.statements[row.statements[0]]
        if not row.counts or row.high is None or whole.written.measure == "part":
            continue
        for parts in (_told_parts(graph, row), of_children[row.deal, row.stage, row.currency]):
            total = sum(parts.values(), Decimal(0))
            if total > row.high + row.amount.step / 2:
                message = f"the parts add up to {row.currency} {total:,f}, more than the whole, {row.amount.text}"
                notes = tuple(f"{row.currency} {value:,f} in `{id}`" for id, value in sorted(parts.items()))
                help = "correct a figure, or the `stage` of one that is not part of this whole"
                yield whole.written.finding("parts-exceed-whole", message, "amount", help=help, notes=notes)


def _told_parts(graph: Graph, row: Level) -> dict[str, Decimal]:
    """The least that each part of a row is told to be, as far as it is in the row's currency."""
    amounts = ((id, graph.statements[id].written.amount) for id in row.parts)
    return {
        id: found.low for id, found in amounts if found and found.currency == row.currency and found.low is not None
    }


def _child_rows(graph: Graph) -> dict[tuple[str, str, str], dict[str, Decimal]]:
    """What each sub-deal's own rows come to, by the parent deal, stage and currency; claims are never summed."""
    found: dict[tuple[str, str, str], dict[str, Decimal]] = defaultdict(dict)
    for row in graph.levels:
        child = graph.entities.deals.get(row.deal)
        if child and child.part_of and row.summable and row.low is not None:
            found[child.part_of, row.stage, row.currency][row.statements[0]] = row.low
    return found


ARTICLE_RULES = (figure_not_in_quote, answer_not_in_quote, currency_sign, no_stage, no_rate)
WARNING_RULES = (level_falls, parts_exceed_whole)
