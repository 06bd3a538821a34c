"""Figures against the words they stand for: those of amounts, quantities and answers against the quote, those of a gist
against the quote's paragraph. Articles in, findings out."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache

from builder.check.dates import months
from builder.check.quotes import paragraph
from builder.model.article import Annotation
from builder.model.config import Config
from builder.model.currency import currencies_in
from builder.model.entities import Entities
from builder.model.finding import Finding
from builder.model.graph import Article, Statement
from builder.model.money import Amount, Quantity
from builder.model.printed import SCALES, Printed, Reading, may_print_figure, read
from builder.model.text import fold, stands

COMMON = frozenset(("USD", "EUR", "GBP", "JPY", "CNY", "SEK", "CHF"))
"""The likeliest of the currencies that share a sign."""


def language_of(article: Article, config: Config) -> str:
    """The primary tag of the language that its text is in."""
    return (article.front.lang or config.language).partition("-")[0].lower()


# ── in the quote ────────────────────────────────────────────────────────────────────────────────────────────────────


def figure_not_in_quote(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    """`amount`, its conversion and `quantity` stand in the quote, compared as values."""
    for statement in article.statements:
        amount, quantity = statement.written.amount, statement.written.quantity
        if amount or quantity:
            language = language_of(article, config)
            found = read(fold(statement.written.quote), language)
            if amount and not bounds_of(amount) <= found.values:
                yield missing(found, statement, "amount", amount, language)
            if quantity and quantity.number not in found.values:
                yield missing(found, statement, "quantity", quantity, language)


def answer_not_in_quote(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    """Figures that answer a question stand there, too; without a text on file, words around it may be missing."""
    for statement in article.statements:
        if statement.written.positions and statement.anchor:
            for position in statement.written.positions:
                if position.figure:
                    language = language_of(article, config)
                    found = read(fold(statement.written.quote), language)
                    if not figures_of(position.figure) <= found.values:
                        yield missing(found, statement, "positions", position.figure, language)


def figures_of(figure: Amount | Quantity) -> set[Decimal]:
    return {figure.number} if isinstance(figure, Quantity) else bounds_of(figure)


def bounds_of(amount: Amount) -> set[Decimal]:
    """Every bound of the amount and of its conversion."""
    found = {bound for bound in (amount.low, amount.high) if bound is not None}
    return found | bounds_of(amount.converted) if amount.converted else found


def missing(found: Reading, statement: Statement, key: str, figure: Amount | Quantity, language: str) -> Finding:
    """An error where every number of the quote could be read without doubt; else the desk is asked to look."""
    wanted = figures_of(figure) - found.values
    unread = next((each for each in found.figures if may_be(each, wanted)), None)
    if found.complete and not unread:
        help = "quote the passage that prints the figure, or correct the figure"
        return statement.written.finding("figure-not-in-quote", f"`{figure.text}` is not in the quote", key, help=help)
    message = f"`{figure.text}` was not found in the quote, but some of its number words are unknown"
    help = "compare the figure with the quote, then silence this warning with `allow`"
    if any(not each.values for each in found.figures) and not unread:
        message = f"`{figure.text}` was not found in the quote, which prints a number that is not exact"
        help = "give no figure, or quote the passage that prints it; otherwise silence this warning with `allow`"
    other = of_language(unread.after, language) if unread else ""
    if other:
        help = f"if the article is not in {language}, give its language, such as `lang: {other}`"
    return statement.written.finding("figure-unread", message, key, help=help)


def may_be(figure: Printed, wanted: Iterable[Decimal]) -> bool:
    """Whether a printed number has the digits of a wanted one, and a word behind it that could be its scale."""
    if not figure.after or figure.after in NO_SCALE:
        return False
    printed = {digits(value) for value in figure.values}
    return any(digits(value) in printed and value > min(figure.values) for value in wanted)


NO_SCALE = frozenset(
    [
        "of",
        "or",
        "and",
        "to",
        "in",
        "per",
        "a",
        "an",
        "on",
        "for",
        "at",
        "by",
        "from",
        "the",
        "is",
        "was",
        "st",
        "nd",
        "rd",
        "th",
    ]
)


def digits(value: Decimal) -> str:
    """The digits of a number without the noughts at its ends: `26` of 2,600,000."""
    return "".join(map(str, value.as_tuple().digits)).strip("0")


def of_language(word: str, known: str) -> str:
    """The first language in which the word is a scale, unless it is one in the known one too."""
    return next((language for language, scales in SCALES.items() if word in scales and language != known), "")


# ── its currency ────────────────────────────────────────────────────────────────────────────────────────────────────


def currency_sign(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    """A sum has the currency that is printed beside it; where none is, one that the quote prints."""
    for statement in article.statements:
        for key, amount in sums_of(statement.written):
            quote = fold(statement.written.quote)
            for sum in amount.figures:
                printed = printed_instead(sum, quote, language_of(article, config))
                if printed:
                    message, codes = printed
                    help = f"did you mean {_or(codes)}?" if codes else "give the sum that is printed"
                    yield statement.written.finding("currency-sign", message, key, help=help)


def sums_of(written: Annotation) -> Iterator[tuple[str, Amount]]:
    """Every sum of a statement, with its key."""
    if written.amount:
        yield "amount", written.amount
    for position in written.positions:
        if isinstance(position.figure, Amount):
            yield "positions", position.figure


def printed_instead(amount: Amount, quote: str, language: str) -> tuple[str, frozenset[str]] | None:
    """What is wrong with the currency of a sum, and the codes that the quote can mean; None where it fits."""
    for value in sorted(bound for bound in {amount.low, amount.high} if bound is not None):
        same = [figure for figure in read(quote, language).figures if value in figure.values]
        if any(amount.currency in figure.codes for figure in same):
            continue
        if same and all(figure.codes or figure.unit for figure in same):
            words = quote[slice(*same[0].sum)]
            return f"the quote prints `{words}`, which is not a sum in `{amount.currency}`", same[0].codes
        codes = currencies_in(quote)
        if codes and amount.currency not in codes:
            return f"the quote prints a different currency than `{amount.currency}`", codes
    return None


def _or(codes: Iterable[str]) -> str:
    likeliest = sorted(codes, key=lambda code: (code not in COMMON, code))
    return " or ".join(f"`{code}`" for code in likeliest[:2])


# ── how near it is ──────────────────────────────────────────────────────────────────────────────────────────────────

ABOUT, OVER, UNDER = frozenset({"about"}), frozenset({"over", "at least"}), frozenset({"under", "up to"})
"""The words of authors for one kind of bound."""
SURE = {
    words.strip(): kind
    for kind, table in (
        (ABOUT, """about|around|approximately|approx|approx.|roughly|circa|ca.|in the region of|rund|etwa|
            ungefähr|zirka|environ|autour de|alrededor de|cerca de|aproximadamente|unos|unas"""),
        (ABOUT | UNDER, "nearly|almost|close to|just under|fast|knapp|beinahe|près de|presque|casi"),
        (ABOUT | OVER, "closer to|just over|un peu plus de|poco más de"),
        (OVER, """more than|at least|no less than|not less than|upwards of|in excess of|exceeding|a minimum of|
            mehr als|mindestens|wenigstens|plus de|au moins|más de|al menos|por lo menos"""),
        (UNDER, """less than|up to|fewer than|at most|no more than|not more than|as much as|a maximum of|weniger als|
            bis zu|höchstens|moins de|jusqu'à|au plus|menos de|hasta|como máximo"""),
    )
    for words in table.split("|")
}  # fmt: skip
"""Words before a sum that say how near it is, to the words of authors that fit."""
PERHAPS = {
    **dict.fromkeys(("over", "above", "beyond", "über", "gut", "sobre"), OVER),
    **dict.fromkeys(("under", "below", "unter"), UNDER),
    **dict.fromkeys(("some", "estimated", "quelque", "algunos"), ABOUT),
}
"""Words that can be something else: a row can be over a sum."""
HEDGES = SURE | PERHAPS
LONGEST_FIRST = sorted((f" {words}" for words in HEDGES), key=len, reverse=True)
ANY_HEDGE = tuple(LONGEST_FIRST)
OPENING_MARKS = dict.fromkeys(map(ord, "(['\""), " ")
BETWEEN = (" a", " an", " another", " additional", " further", " record")
"""What may stand between such words and the sum."""
_AFTER = re.compile(r"[ ,-]*(?:(or more|and more|at least|plus\b|\+)|(or so)|(or less|at most))")
BOUNDARIES = ("at least", "no less", "not less", "a minimum", "mindestens", "wenigstens", "au moins", "al menos",
              "por lo", "or more", "and more", "plus", "+", "up to", "at most", "no more", "not more", "as much",
              "a maximum", "bis zu", "höchstens", "jusqu", "au plus", "hasta", "como", "or less")  # fmt: skip
"""How words begin that take in the sum itself."""
HEDGED_LANGUAGES = frozenset({"en", "de", "fr", "es"})
ROOM = 40
"""Characters before a sum in which its hedge stands."""
WORDS = ("about", "over", "at least", "under", "up to")
"""How authors say how near an amount is."""


def amount_hedge(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    """A sum is told as exactly as it is printed: with its `at least`, `up to` or `about`, and with none of its own."""
    language = language_of(article, config)
    if language not in HEDGED_LANGUAGES:
        return
    for statement in article.statements:
        for key, amount in sums_of(statement.written):
            before, quote = words_before(article, statement), fold(statement.written.quote)
            for sum in amount.figures:
                wrong = hedged_otherwise(sum, before, quote, language)
                if wrong:
                    yield statement.written.finding("amount-hedge", wrong[0], key, help=wrong[1])


def words_before(article: Article, statement: Statement) -> str:
    """The words of the text that stand right before the quote, as far as there is a text."""
    if statement.anchor is None or statement.anchor.in_title or article.text_away:
        return ""
    at = statement.anchor.spans[0][0]
    return article.body.text[max(0, at - ROOM) : at].rpartition("\n")[2]


def hedged_otherwise(amount: Amount, before: str, quote: str, language: str) -> tuple[str, str] | None:
    """What is wrong with how near a sum is said to be, and the mend; None where it is as printed."""
    value = amount.low if amount.low is not None else amount.high
    if amount.value is None and None not in (amount.low, amount.high):
        return None
    same = [each for each in read(quote, language).figures if value in each.values]
    word = next((word for word in WORDS if amount.text.startswith(f"{word} ")), "")
    figure, lower = amount.text.partition(" (")[0].removeprefix(word).strip(), (before + quote).lower()
    printed = [hedge_of(lower, each.sum[0] + len(before), each.sum[1] + len(before)) for each in same]
    if not printed or any(word in fits if word else words not in SURE and not fits for words, fits in printed):
        return None
    words, fits = printed[0]
    if words in PERHAPS and not word:
        return None
    if words:
        given = f"{word} {figure}".strip()
        return f"`{words}` stands beside the sum, but the amount is `{given}`", f"write `{best(words, fits)} {figure}`"
    if any(word in fits and stands(lower, hedge) for hedge, fits in HEDGES.items()):
        return None
    return f"the article does not say `{word}` of this sum", f"write `{figure}`"


def hedge_of(lower: str, at: int, end: int) -> tuple[str, frozenset[str]]:
    """The words that say how near the sum at these offsets is, and the words of authors that fit; or nothing."""
    before = f" {lower[max(0, at - ROOM) : at]}".translate(OPENING_MARKS).rstrip()
    while before.endswith(BETWEEN):
        before = before.rpartition(" ")[0]
    if before.endswith(ANY_HEDGE):
        words = next(words for words in LONGEST_FIRST if before.endswith(words)).strip()
        return words, HEDGES[words]
    after = _AFTER.match(lower, end)
    if after:
        return after[0].strip(" ,-"), OVER if after[1] else ABOUT if after[2] else UNDER
    return "", frozenset()


def best(words: str, fits: frozenset[str]) -> str:
    """The word of authors that says what the printed words say."""
    if words in fits:
        return words
    if "about" in fits:
        return "about"
    inclusive = words.startswith(BOUNDARIES)
    return next(word for word in WORDS if word in fits and (word in ("at least", "up to")) == inclusive)


# ── in the gist ─────────────────────────────────────────────────────────────────────────────────────────────────────


def figure_only_in_gist(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    """A figure of the gist stands, by value and with its currency, where the quote stands, or is the statement's own.
    Of a text that may not be kept, the quote is all there is to compare with."""
    if article.text_away:
        return
    ours, theirs = config.language.partition("-")[0].lower(), language_of(article, config)
    for statement in article.statements:
        gist = statement.written.gist
        if not may_print_figure(gist.source, ours):
            continue
        words = fold(gist.filled([words or "_" for _, _, _, words in gist.spans]))
        figures = [
            each
            for each in read(words, ours).figures
            if is_told(each, words) and not is_of_own_date(each, words, ours, statement)
        ]
        if not figures:
            continue
        own = own_figures(statement)
        block, place = paragraph(article, statement), "the quote's paragraph"
        if block is None:
            block, place = fold(statement.written.quote), "the quote"
        for figure in figures:
            message = foreign(figure, words, own, block, theirs, place)
            if message:
                help = "correct the gist, or quote the passage that prints the figure"
                part = words[slice(*figure.sum)]
                yield statement.written.finding("figure-only-in-gist", message, "gist", part, help=help)


def is_told(figure: Printed, words: str) -> bool:
    """Whether a gist tells a figure here: `one of them` is none, and cents are told as money."""
    return (
        bool(figure.values) and figure.unit != "cent" and words[figure.start : figure.end].lower() not in ("one", "1")
    )


def own_figures(statement: Statement) -> list[Printed]:
    """The statement's amount, quantity and answers (if they were checked), as if they were printed."""
    written = statement.written
    answers = [position.figure for position in written.positions if statement.anchor]
    amounts = [figure for figure in (written.amount, *answers) if isinstance(figure, Amount)]
    sums = [sum for amount in amounts for sum in amount.figures]
    found = [Printed(frozenset(bounds_of(sum)), 0, 0, frozenset({sum.currency})) for sum in sums]
    counts = [written.quantity, *answers]
    found += [Printed(frozenset({count.number}), 0, 0) for count in counts if isinstance(count, Quantity)]
    return found


def is_of_own_date(figure: Printed, words: str, language: str, statement: Statement) -> bool:
    """Whether a figure is the day, month or year of a date that is the statement's own."""
    if figure.codes or figure.unit or not is_of_date(figure, words.lower(), language):
        return False
    whens = (statement.written.when, statement.written.due, statement.told)
    days = [day for when in whens if when for day in (when.start, when.end)]
    return not figure.values.isdisjoint(Decimal(number) for day in days for number in (day.year, day.month, day.day))


def is_of_date(figure: Printed, lower: str, language: str) -> bool:
    """Whether it stands beside a month or in a date of digits alone, or can be a year."""
    start, end = figure.start, figure.end
    if is_beside_month(figure, lower, language):
        return True
    if len(lower[start:end]) == 4 and lower[start:end].isdigit():
        return True
    return lower[end : end + 2].strip("0123456789") in ("-", ".", "/") or lower[start - 1 : start] in ("-", ".", "/")


def is_beside_month(figure: Printed, lower: str, language: str) -> bool:
    before, after = beside_months(language)
    return bool(before.search(lower, max(0, figure.start - ROOM), figure.start) or after.match(lower, figure.end))


@lru_cache(maxsize=64)
def beside_months(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands right before and right behind the number of a day; where months are not known, anything."""
    month = rf"(?:{'|'.join(months(language)) or '.*'})"
    return re.compile(rf"(?<!\w){month}\.? ?$"), re.compile(rf"(?:st|nd|rd|th|\.)?(?: of| de)? ?{month}(?!\w)")


def foreign(figure: Printed, words: str, own: list[Printed], block: str, language: str, place: str) -> str:
    """What is wrong with a figure of a gist; nothing where it stands in the block or is the statement's own."""
    printed, lower, said = read(block, language), block.lower(), words[slice(*figure.sum)]
    same = [each for each in (*printed.figures, *own) if not each.values.isdisjoint(figure.values)]
    if figure.unit:
        same = [each for each in same if not is_beside_month(each, lower, language)]
    if any(agree(figure, each) for each in same):
        return ""
    if same:
        there = block[slice(*same[0].sum)]
        other = f"the article prints `{there}`" if there else f"the amount is in `{min(same[0].codes, default='')}`"
        return f"the gist says `{said}`, but {other}"
    if language != "en" and not printed.complete and may_be_unread(figure, printed):
        return ""
    return f"`{said}` is in the gist, but not in {place}"


def agree(one: Printed, other: Printed) -> bool:
    """Whether two equal numbers may be one figure: neither currencies nor units exclude it."""
    if one.codes and other.codes:
        return not one.codes.isdisjoint(other.codes)
    if one.unit and other.unit:
        return one.unit == other.unit
    return not ((one.codes and other.unit) or (one.unit and other.codes))


def may_be_unread(figure: Printed, printed: Reading) -> bool:
    """Whether a text with number words that are not read may print the figure all the same."""
    there = {digits(value) for each in printed.figures for value in each.values}
    wanted = {digits(value) for value in figure.values}
    return not there.isdisjoint(wanted) or (all(len(each) < 3 for each in wanted) and max(figure.values) < 1000)


# ── what a quantity counts ──────────────────────────────────────────────────────────────────────────────────────────


def unit_not_in_paragraph(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    """What a quantity counts is printed where the quote stands."""
    if language_of(article, config) != config.language.partition("-")[0].lower():
        return
    for statement in article.statements:
        quantity = statement.written.quantity
        if quantity and quantity.unit:
            block = paragraph(article, statement)
            noun = counted_noun(quantity.unit)
            if block is not None and noun and not names(block, noun):
                message = f"`{noun}` is not in the quote's paragraph"
                help = "count what the article counts, in its words"
                yield statement.written.finding("unit-not-in-paragraph", message, "quantity", noun, help=help)


_WORDS = re.compile(r"[^\W\d_]+")
_FIRST_PHRASE = re.compile(r" (?:of|a|an|per|for|in|by|on|to|from|at|with|von|de|des|pro|par|por)\b")
IRREGULAR = {"men": "man", "women": "woman", "children": "child", "people": "person", "feet": "foot", "lives": "life"}


def counted_noun(unit: str) -> str:
    """The last word before `of`, `a`, `per` …: `barrels` of `barrels a day`."""
    words = _WORDS.findall(_FIRST_PHRASE.split(f" {unit}", maxsplit=1)[0])
    return words[-1] if words else ""


def names(block: str, noun: str) -> bool:
    """Whether the block has the noun in any number: `nine-page` has `pages`."""
    wanted = singular(noun.lower())
    return any(singular(word) == wanted for word in _WORDS.findall(block.lower()))


@lru_cache(maxsize=4096)
def singular(word: str) -> str:
    """A word without the ending of its plural, as far as that can be told; only to compare two."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    for ending, left in (("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x"), ("s", "")):
        if word.endswith(ending) and len(word) > len(ending) + 2 and not word.endswith("ss"):
            return word.removesuffix(ending) + left
    return word


ARTICLE_RULES = (
    figure_not_in_quote, answer_not_in_quote, currency_sign, amount_hedge, figure_only_in_gist, unit_not_in_paragraph,
)  # fmt: skip
