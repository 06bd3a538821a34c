"""The money table: in go the statements that tell of sums, out come its rows, current ones and corrected ones.

Figures that agree within their printed digits are one level. It is printed as its most exact figure gives it; of
equally exact ones, on the best word.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from builder.link.relations import is_sum, is_update, telling
from builder.model.article import OUTLET_SPEAKS, STAGES
from builder.model.dates import When
from builder.model.graph import Article, Level, Relation, Statement
from builder.model.money import Amount

Articles = Mapping[str, Article]


class LevelKey(NamedTuple):
    """What figures must share to be one level. A tuple, since thousands of them are keys."""

    deal: str
    stage: str
    payer: str
    payee: str
    voice: frozenset[str] | None
    """Of a claim, what tells its claimants apart from others."""
    measure: str
    conditional: bool


@dataclass(frozen=True)
class Figure:
    statement: Statement
    amount: Amount
    happened: When
    told: int
    """Its place in the order of telling."""

    @property
    def id(self) -> str:
        return self.statement.id

    @property
    def lateness(self) -> tuple[date, date, int]:
        return (self.happened.end, self.happened.start, self.told)


def levels(
    sums: Iterable[Statement],
    articles: Articles,
    replaced: Mapping[str, Mapping[str, str]],
    updated: Mapping[str, Sequence[str]],
    dates: Mapping[str, When],
) -> tuple[Level, ...]:
    """The rows of one deal. `sums`: the statements that assert one, the earliest told first; `updated`: as below;
    `dates`: dates that a correction has put in place of a statement's own."""
    standing: dict[LevelKey, list[Figure]] = defaultdict(list)
    told_in: dict[LevelKey, set[str]] = defaultdict(set)
    rows: list[Level] = []
    updates = {id for ids in updated.values() for id in ids}
    for figure in figures(sums, articles, dates):
        row = row_of(figure.statement)
        told_in[row].add(figure.statement.article)
        source = replaced.get(figure.id, {}).get("amount", "")
        if not source:
            standing[row].append(figure)
        elif figure.id not in updates:
            rows.append(replace(level(row, (figure,)), corrected_by=source))
    for row, group in standing.items():
        rows += (with_updated(each, updated) for each in stands(row, group, told_in[row], articles))
    return tuple(sorted(rows, key=order))


def updates(
    statements: Mapping[str, Statement],
    articles: Articles,
    replaced: Mapping[str, Mapping[str, str]],
    bearing: Mapping[str, Sequence[Relation]],
) -> dict[str, tuple[str, ...]]:
    """Statement id to those, the earliest told first, whose sum was right in its time and which it has updated."""
    found: dict[str, list[Statement]] = defaultdict(list)
    for id, keys in replaced.items():
        source, statement = keys.get("amount", ""), statements[id]
        if source and is_sum(statement) and articles[statement.article].counts and is_update(source, id, bearing):
            found[source].append(statement)

    def place(statement: Statement) -> tuple[Any, ...]:
        return telling(statement.told), statement.article, articles[statement.article].statements.index(statement)

    return {source: tuple(each.id for each in sorted(targets, key=place)) for source, targets in found.items()}


def figures(sums: Iterable[Statement], articles: Articles, dates: Mapping[str, When]) -> Iterator[Figure]:
    """The sums that move the table: those in articles that still count."""
    for place, statement in enumerate(sums):
        amount = statement.written.amount
        if amount is not None and articles[statement.article].counts:
            yield Figure(statement, amount, dates.get(statement.id, statement.happened), place)


def row_of(statement: Statement) -> LevelKey:
    written = statement.written
    return LevelKey(
        deal=written.deals[0],
        stage=written.stage,
        payer=written.payer,
        payee=written.payee,
        voice=statement.speaking if written.stage == "claimed" else None,
        measure="total" if written.measure == "part" else written.measure,
        conditional=bool(written.condition),
    )


def stands(row: LevelKey, group: Sequence[Figure], told_in: Set[str], articles: Articles) -> Iterator[Level]:
    """The level of one row: its last whole, or else its parts added up, a sum for each currency. What is claimed or
    conditional is never added up. `told_in` are the articles that tell of this row, those of corrected figures too."""
    wholes = [figure for figure in group if figure.statement.written.measure != "part"]
    parts = once_each([figure for figure in group if figure.statement.written.measure == "part"], articles)
    if wholes:
        yield whole(row, wholes, parts, told_in, articles)
    elif row.stage == "claimed" or row.conditional:
        yield from (level(row, (part,)) for part in parts)
    else:
        by_currency: dict[str, list[Figure]] = defaultdict(list)
        for part in parts:
            by_currency[part.amount.currency].append(part)
        for same in by_currency.values():
            yield level(row, tuple(same))


def whole(
    row: LevelKey, wholes: Sequence[Figure], parts: Sequence[Figure], told_in: Set[str], articles: Articles
) -> Level:
    in_time = sorted(wholes, key=lambda figure: figure.lateness)
    free = not_outranked(in_time, told_in, articles)
    *before, (main, *also) = reached(free, articles)
    known = [figures[0] for figures in (*before, (main, *also))]
    copies = [copy for copy in in_time if copy not in free and not any(is_level(copy, other) for other in known)]
    earlier = sorted((*(figures[0] for figures in before), *copies), key=lambda figure: figure.lateness, reverse=True)
    found = level(row, (main,), ids(earlier))
    return replace(found, also=ids(also), parts=ids(parts)) if also or parts else found


def ids(figures: Iterable[Figure]) -> tuple[str, ...]:
    return tuple(figure.id for figure in figures)


def reached(figures: Sequence[Figure], articles: Articles) -> list[list[Figure]]:
    """The levels that these figures, the earliest first, have reached one after another: of each the figure to print,
    then the last of every other currency in which it was told."""
    found: list[list[Figure]] = []
    for figure in figures:
        if not found or not is_level(figure, found[-1][0]):
            found.append([figure])
            continue
        main, *others = found[-1]
        first, second = (figure, main) if is_better(figure, main, articles) else (main, figure)
        by_currency = {other.amount.currency: other for other in (*others, second)}
        for printed in first.amount.figures:
            by_currency.pop(printed.currency, None)
        found[-1] = [first, *by_currency.values()]
    return found


def is_level(figure: Figure, other: Figure) -> bool:
    """Whether a figure may be of the same level: as printed it is one sum, or nobody can tell, for lack of a common
    currency."""
    return not figure.amount.is_comparable(other.amount) or figure.amount.agrees_with(other.amount)


def is_better(later: Figure, earlier: Figure, articles: Articles) -> bool:
    """Which of two figures of one level is printed: the more exact, then the better attributed, then the later. In two
    currencies neither is more exact."""
    one, other = attribution(later.statement, articles), attribution(earlier.statement, articles)
    if later.amount.currency != earlier.amount.currency:
        return one < other
    return (inexactness(later.amount), one) <= (inexactness(earlier.amount), other)


def inexactness(amount: Amount) -> tuple[bool, Decimal, bool]:
    """Sorts open bounds last, and what is told as about so much after what is not."""
    if amount.low is None or amount.high is None:
        return True, amount.step, amount.approximate
    return False, amount.high - amount.low + amount.step, amount.approximate


def attribution(statement: Statement, articles: Articles) -> int:
    """From 0: the payer's own word, the payee's, that of someone named, the outlet's in its own name, that of someone
    unnamed, nobody's."""
    written, voice = statement.written, statement.voice
    for place, side in enumerate((written.payer, written.payee)):
        if side and side in statement.speakers:
            return place
    if voice.kind == "unnamed":
        return 4
    if len(statement.chain) > 1:
        return 2
    return 3 if articles[statement.article].front.form in OUTLET_SPEAKS else 5


def not_outranked(wholes: Sequence[Figure], told_in: Set[str], articles: Articles) -> list[Figure]:
    """Those whose article derives from no other's here: a copy never outranks its original."""
    if len(wholes) == 1:
        return list(wholes)
    return [f for f in wholes if not told_in & lineage(f.statement.article, articles)] or list(wholes)


def lineage(article: str, articles: Articles) -> set[str]:
    """All articles that one derives from, near and far, never itself."""
    found: set[str] = set()
    if article in articles and not articles[article].front.derives:
        return found
    open_ends = [article]
    while open_ends:
        at = open_ends.pop()
        sources = [derivation.source for derivation in articles[at].front.derives] if at in articles else []
        open_ends += [source for source in sources if source not in found]
        found.update(sources)
    return found - {article}


def once_each(parts: Iterable[Figure], articles: Articles) -> list[Figure]:
    """Parts in order of time; of one that another article tells again, the better figure."""
    kept: list[Figure] = []
    for part in sorted(parts, key=lambda figure: figure.lateness):
        at = next((at for at, other in enumerate(kept) if same_part(part, other, articles)), None)
        if at is None:
            kept.append(part)
        elif inexactness(part.amount) < inexactness(kept[at].amount):
            kept[at] = part
    return kept


def same_part(one: Figure, other: Figure, articles: Articles) -> bool:
    """One sum in two articles on one date, or in an article and its source."""
    article, source = one.statement.article, other.statement.article
    if article == source or not one.amount.agrees_with(other.amount):
        return False
    if source in lineage(article, articles) or article in lineage(source, articles):
        return True
    return one.happened.overlaps(other.happened)


def level(row: LevelKey, parts: tuple[Figure, ...], earlier: tuple[str, ...] = ()) -> Level:
    first = parts[0].amount
    return Level(
        deal=row.deal,
        stage=row.stage,
        payer=row.payer,
        payee=row.payee,
        voice=parts[0].statement.voice if row.voice else None,
        measure=row.measure,
        currency=first.currency,
        low=total(part.amount.low for part in parts),
        high=total(part.amount.high for part in parts),
        approximate=any(part.amount.approximate for part in parts),
        amount=first,
        statements=tuple(part.id for part in parts),
        earlier=earlier,
        conditional=row.conditional,
    )


def total(bounds: Iterable[Decimal | None]) -> Decimal | None:
    """None as soon as one of them has no bound."""
    known = list(bounds)
    return None if None in known else sum((bound for bound in known if bound is not None), Decimal(0))


def with_updated(row: Level, updated: Mapping[str, Sequence[str]]) -> Level:
    """What a statement of this row has updated stands among its earlier figures."""
    more = tuple(id for statement in row.statements for id in updated.get(statement, ()))
    return replace(row, earlier=(*more, *row.earlier)) if more else row


def order(row: Level) -> tuple[str, bool, int, str, str, str, str, bool, str]:
    stage = STAGES.index(row.stage) if row.stage in STAGES else len(STAGES)
    voice = str(row.voice or "")
    return (row.deal, bool(row.corrected_by), stage, row.payer, row.payee, voice, row.measure, row.conditional,
            row.statements[0])  # fmt: skip
