"""Figures against the quotes they stand for, and against each other. Articles and the graph in, findings out."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from builder.check.figures import Figures, figures_in_digits, read_figures
from builder.check.signs import currencies_in, names_currency
from builder.model.config import Config
from builder.model.corpus import Annotation
from builder.model.entities import Entities
from builder.model.finding import Finding
from builder.model.fold import fold
from builder.model.graph import Article, Graph, Level, Statement
from builder.model.money import Amount, Quantity

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
        help = "quote the passage that prints the figure, or mend the figure"
        return _finding("figure-not-in-quote", f"`{figure}` is not in the quote", statement, key, help)
    message = f"`{figure}` could not be read in the quote, whose number words are not all known"
    return _finding("figure-unread", message, statement, key, "compare it with the quote, then allow this warning")


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
                    message = f"`{code}` is not a currency that the quote prints"
                    yield _finding("currency-sign", message, statement, "amount", f"is it {_or(printed)}?")


def _or(codes: frozenset[str]) -> str:
    likeliest = sorted(codes, key=lambda code: (code not in COMMON, code))
    return " or ".join(f"`{code}`" for code in likeliest[:2])


def no_stage(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    for statement in article.statements:
        written = statement.written
        if written.amount and not written.stage and "stage" not in written.misread:
            message = "an amount without a stage is counted nowhere"
            help = "add `stage`: claimed, requested, pledged, committed, disbursed, delivered or repaid"
            yield _finding("no-stage", message, statement, "amount", help)


def no_rate(article: Article, entities: Entities, config: Config) -> Iterator[Finding]:
    for statement in article.statements:
        amount = statement.written.amount
        if amount and not amount.converted and amount.currency != config.currency:
            message = f"`{amount.text}` has no conversion to {config.currency} printed beside it"
            yield _finding("no-rate", message, statement, "amount")


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
            if before.happened.end <= now.happened.end:
                stage = f" {row.stage}" if row.stage else ""
                message = f"{row.amount.text}{stage} is less than the {amount.text} told before in `{id}`"
                help = f"add `corrects: [{id}]` if it corrects that figure, `measure: part` if it is one part"
                yield _finding("level-falls", message, now, "amount", help)


def _fell(amount: Amount, row: Level) -> bool:
    if amount.currency != row.currency or amount.low is None or row.high is None or amount.low <= row.high:
        return False
    return row.high + max(amount.step, row.amount.step) / 2 < amount.low


def parts_exceed_whole(graph: Graph) -> Iterator[Finding]:
    """What is told as a part of a deal's money, or of its sub-deals', comes to no more than the deal's own figure."""
    told, of_children = _told_parts(graph), _child_rows(graph)
    for row in graph.levels:
        whole = graph.statements[row.statements[0]]
        if not _counts(row) or row.high is None or whole.written.measure == "part":
            continue
        for parts in (told[_key(whole)], of_children[row.deal, row.stage, row.currency]):
            total = sum(parts.values(), Decimal(0))
            if total > row.high + row.amount.step / 2:
                message = f"the parts come to {row.currency} {total:,f}, more than the whole, {row.amount.text}"
                notes = tuple(f"{row.currency} {value:,f} in `{id}`" for id, value in sorted(parts.items()))
                help = "mend a figure, or the `stage` of one that is not a part of this whole"
                allow = tuple(code for code, _ in whole.written.allow)
                yield Finding("parts-exceed-whole", message, whole.written.at("amount"), help, notes, allow)


def _counts(row: Level) -> bool:
    return not row.corrected_by and not row.conditional and row.measure == "total"


def _key(statement: Statement) -> tuple[str, ...]:
    """What a part and its whole share."""
    written = statement.written
    voice = str(statement.voice) if written.stage == "claimed" else ""
    currency = written.amount.currency if written.amount else ""
    return (*written.deals, written.stage, written.payer, written.payee, currency, voice)


def _told_parts(graph: Graph) -> dict[tuple[str, ...], dict[str, Decimal]]:
    """The least that each part is told to be; a sum told twice for one day is one part."""
    found: dict[tuple[str, ...], dict[str, Decimal]] = defaultdict(dict)
    seen = set()
    for statement in graph.statements.values():
        written = statement.written
        if written.measure != "part" or not written.amount or written.amount.low is None or written.condition:
            continue
        stands = written.mode == "asserted" and "amount" not in graph.overtaken.get(statement.id, ())
        once = (*_key(statement), statement.happened.text, written.amount.low)
        if stands and graph.articles[statement.article].counts and once not in seen:
            seen.add(once)
            found[_key(statement)][statement.id] = written.amount.low
    return found


def _child_rows(graph: Graph) -> dict[tuple[str, str, str], dict[str, Decimal]]:
    """What each sub-deal's own rows come to, by the parent deal, stage and currency; claims are never summed."""
    found: dict[tuple[str, str, str], dict[str, Decimal]] = defaultdict(dict)
    for row in graph.levels:
        child = graph.entities.deals.get(row.deal)
        if child and child.part_of and _counts(row) and row.low is not None and row.stage != "claimed":
            found[child.part_of, row.stage, row.currency][row.statements[0]] = row.low
    return found


def _finding(code: str, message: str, statement: Statement, key: str, help: str = "") -> Finding:
    written = statement.written
    return Finding(code, message, written.at(key), help, allow=tuple(code for code, _ in written.allow))


ARTICLE_RULES = (figure_not_in_quote, answer_not_in_quote, currency_sign, no_stage, no_rate)
GRAPH_RULES = (level_falls, parts_exceed_whole)
