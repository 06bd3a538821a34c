"""What an annotation names: ids, positions, deals and the chain from carrier to voice; each resolved or found wrong."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from builder.link.names import Names, did_you_mean, unresolved
from builder.model.article import Annotation, Hop, Position
from builder.model.entities import ALWAYS_OPTIONS, Question
from builder.model.finding import Finding
from builder.model.graph import Article, Statement
from builder.model.money import Amount, Quantity

Reference = tuple[str, str, str]
"""(key of the annotation, id, kind that it must be)"""


def references(written: Annotation) -> Iterator[Reference]:
    """Every id of an entity that an annotation names, but for its links in prose."""
    for hop in written.by:
        if hop.kind == "actor":
            for name in hop.names:
                yield "by", name, "actor"
    for deal in written.deals:
        yield "deal", deal, "deal"
    for position in written.positions:
        yield "positions", position.question, "question"
        if position.holder:
            yield "positions", position.holder, "actor"
    for actor, _ in written.stance:
        yield "stance", actor, "actor"
    if written.event:
        yield "event", written.event, "event"
    if written.party:
        yield "party", written.party, "actor"
    if written.payer:
        yield "payer", written.payer, "actor"
    if written.payee:
        yield "payee", written.payee, "actor"


def named(written: Annotation) -> tuple[str, ...]:
    """The ids that gist and note link to, in order, once each, whether they name something or not."""
    return tuple(dict.fromkeys((*written.gist.ids, *written.note.ids))) if written.note else written.gist.ids


def in_full(written: Annotation, article: str) -> Annotation:
    """The annotation with every statement that it names by its full id: one without an article is of the same."""
    return replace(
        written,
        relations=tuple((kind, full_id(target, article)) for kind, target in written.relations),
        resolves=tuple((full_id(target, article), outcome) for target, outcome in written.resolves),
    )


def full_id(target: str, article: str) -> str:
    return target if "/" in target else f"{article}/{target}"


def resolve(
    written: Annotation, links: tuple[str, ...], names: Names, article_ids: Collection[str]
) -> tuple[Annotation, list[Finding]]:
    """The annotation less what names nothing, and a finding for each such id, those in prose included."""
    kinds = names.kinds
    wrong = [reference for reference in references(written) if kinds.get(reference[1]) != reference[2]]
    lost = [id for id in links if id not in kinds and id not in article_ids]
    if not wrong and not lost:
        return written, []
    places = ((id, kind, written.location_of(key, id)) for key, id, kind in wrong)
    findings = [unresolved(id, kind, place, names, article_ids, written.silenced) for id, kind, place in places]
    for id in lost:
        key = "gist" if id in written.gist.ids else "note"
        findings.append(unresolved(id, "", written.location_of(key, id), names, article_ids, written.silenced))
    return without(written, set(wrong)), findings


def without(written: Annotation, wrong: set[Reference]) -> Annotation:
    """The annotation as if these ids had not been written."""

    def kept(key: str, id: str, kind: str = "actor") -> str:
        return "" if (key, id, kind) in wrong else id

    hops = (left(hop, wrong) for hop in written.by)
    return replace(
        written,
        by=tuple(hop for hop in hops if hop.names),
        deals=tuple(deal for deal in written.deals if kept("deal", deal, "deal")),
        positions=tuple(
            position
            for position in written.positions
            if kept("positions", position.question, "question")
            and not (position.holder and not kept("positions", position.holder))
        ),
        stance=tuple((actor, stance) for actor, stance in written.stance if kept("stance", actor)),
        event=kept("event", written.event, "event"),
        party=kept("party", written.party),
        payer=kept("payer", written.payer),
        payee=kept("payee", written.payee),
        misread=written.misread.union(key for key, _, _ in wrong),
    )


def left(hop: Hop, wrong: set[Reference]) -> Hop:
    if hop.kind != "actor":
        return hop
    return Hop(hop.kind, tuple(name for name in hop.names if ("by", name, "actor") not in wrong))


FIGURES = {"amount": Amount, "number": Quantity}


def settle(written: Annotation, names: Names) -> tuple[Annotation, list[Finding]]:
    """Drops positions that their question does not allow; figures are written as normalised."""
    findings = list(one_deal(written))
    if not written.positions:
        return written, findings
    kept = []
    for position in written.positions:
        question = names.entities.questions[position.question]
        wrong = [*of_another_deal(written, question, names), *not_an_answer(written, position, question)]
        findings += wrong
        if not wrong:
            kept.append(as_asked(position, question))
    positions = tuple(kept)
    if positions == written.positions:
        return written, findings
    return replace(written, positions=positions), findings


def one_deal(written: Annotation) -> Iterator[Finding]:
    if len(written.deals) < 2:
        return
    for key, present in (("status", written.status), ("amount", written.amount), ("positions", written.positions)):
        if present:
            message = f"`{key}` must belong to one deal, but this statement is about {len(written.deals)}"
            help = "write one statement per deal, or keep only one deal"
            yield written.finding("several-deals", message, "deal", help=help)
            return


def of_another_deal(written: Annotation, question: Question, names: Names) -> Iterator[Finding]:
    if not question.deal or not written.deals:
        return
    if any(question.deal in names.lines[deal] for deal in written.deals):
        return
    message = f"`{question.id}` is a question about `{question.deal}`, not about {listed(written.deals)}"
    help = f"if this statement is about `{question.deal}`, add it to `deal`"
    yield written.finding("question-of-another-deal", message, "positions", question.id, help=help)


def not_an_answer(written: Annotation, position: Position, question: Question) -> Iterator[Finding]:
    if position.option in ALWAYS_OPTIONS:
        return
    wanted = FIGURES.get(question.measure)
    if wanted is None:
        if position.option not in question.options:
            message = f"`{position.option}` is not one of the answers to `{question.id}`"
            help = did_you_mean(position.option, {option.casefold(): {option} for option in question.options})
            options = listed((*question.options, *ALWAYS_OPTIONS))
            help = help or f"the answers are {options}"
            yield written.finding("unknown-option", message, "positions", position.option, help=help)
    elif not isinstance(position.figure, wanted):
        article = "an amount of money" if question.measure == "amount" else "a number"
        example = "about USD 350bn" if question.measure == "amount" else "5000 missiles"
        message = f"`{question.id}` asks for {article}, but the answer is `{position.option}`"
        help = f"write, for example, `{example}`"
        yield written.finding("bad-amount", message, "positions", position.option, help=help)


def as_asked(position: Position, question: Question) -> Position:
    """A figure only where the question asks for one, and then in its normalised words."""
    figure = position.figure if question.measure and position.option not in ALWAYS_OPTIONS else None
    option = figure.text if figure else position.option
    if figure is position.figure and option == position.option:
        return position
    return Position(position.question, option, figure, position.holder)


def listed(ids: tuple[str, ...]) -> str:
    return ", ".join(f"`{id}`" for id in ids)


def chain(outlet: Hop, by: tuple[Hop, ...]) -> tuple[Hop, ...]:
    """The outlet stands in front unless the first hop is it already, alone or jointly."""
    if not by:
        return (outlet,)
    first = by[0]
    if first.kind == "actor" and outlet.names[0] in first.names:
        return by
    return (outlet, *by)


def origins(some: Iterable[Article], articles: Mapping[str, Article]) -> dict[str, str]:
    """For the statements of some of the articles: id to the origin that its account rests on, an actor id, or a
    one-off voice as `=words`."""
    rests: dict[str, str] = {}
    for article in some:
        end = first_outlet(article, articles)
        for statement in article.statements:
            rests[statement.id] = end if len(statement.chain) < 3 else carrier(statement) or end
    return rests


def carrier(statement: Statement) -> str:
    """The last named carrier behind the outlet, or nothing. An unnamed phrase makes no further origin."""
    for hop in reversed(statement.chain[1:-1]):
        if hop.kind != "unnamed":
            return hop.names[0] if hop.kind == "actor" else str(hop)
    return ""


def first_outlet(article: Article, articles: Mapping[str, Article]) -> str:
    """The outlet at the end of an article's descent, the first listed source followed each time."""
    seen = {article.id}
    while article.front.derives:
        source = articles.get(article.front.derives[0].source)
        if source is None or source.id in seen:
            break
        seen.add(source.id)
        article = source
    return article.front.outlet
