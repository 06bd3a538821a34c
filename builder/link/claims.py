"""Positions and deals of one annotation: in go an annotation whose ids resolve and the names, out come the annotation
with its positions as its questions ask for them, and what they do not allow.
"""

from collections.abc import Iterator
from dataclasses import replace

from builder.link.names import Names, did_you_mean
from builder.model.corpus import Annotation, Position
from builder.model.entities import ALWAYS_OPTIONS, Question
from builder.model.finding import Finding
from builder.model.money import Amount, Quantity

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
            message = f"`{key}` must belong to one deal, but this statement speaks of {len(written.deals)}"
            help = "write one statement for each deal, or leave one deal"
            yield Finding("several-deals", message, written.at("deal"), help, allow=allowed(written))
            return


def of_another_deal(written: Annotation, question: Question, names: Names) -> Iterator[Finding]:
    if not question.deal or not written.deals:
        return
    if any(question.deal in names.lines[deal] for deal in written.deals):
        return
    message = f"`{question.id}` is a question of `{question.deal}`, not of {listed(written.deals)}"
    help = f"is this statement about `{question.deal}`? then say so with `deal`"
    spot = written.at("positions", question.id)
    yield Finding("question-of-another-deal", message, spot, help, allow=allowed(written))


def not_an_answer(written: Annotation, position: Position, question: Question) -> Iterator[Finding]:
    if position.option in ALWAYS_OPTIONS:
        return
    spot = written.at("positions", position.option)
    wanted = FIGURES.get(question.measure)
    if wanted is None:
        if position.option not in question.options:
            message = f"`{position.option}` is no answer to `{question.id}`"
            help = did_you_mean(position.option, {option.casefold(): {option} for option in question.options})
            options = listed((*question.options, *ALWAYS_OPTIONS))
            yield Finding("unknown-option", message, spot, help or f"the answers are {options}", allow=allowed(written))
    elif not isinstance(position.figure, wanted):
        article = "an amount of money" if question.measure == "amount" else "a number"
        example = "about USD 350bn" if question.measure == "amount" else "5000 missiles"
        message = f"`{question.id}` asks for {article}, and `{position.option}` is none"
        yield Finding("bad-amount", message, spot, f"write it like `{example}`", allow=allowed(written))


def as_asked(position: Position, question: Question) -> Position:
    """A figure only where the question asks for one, and then in its normalised words."""
    figure = position.figure if question.measure and position.option not in ALWAYS_OPTIONS else None
    option = figure.text if figure else position.option
    if figure is position.figure and option == position.option:
        return position
    return Position(position.question, option, figure, position.holder)


def listed(ids: tuple[str, ...]) -> str:
    return ", ".join(f"`{id}`" for id in ids)


def allowed(written: Annotation) -> tuple[str, ...]:
    return tuple(code for code, _ in written.allow)
