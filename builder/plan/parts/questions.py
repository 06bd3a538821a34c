"""Questions as pages show them: the sides, who takes each, in what way and until when. The coding is the desk's,
and the page says so."""

from collections.abc import Iterable, Iterator, Sequence

from builder.model import sentences
from builder.model.graph import Disagreement, Graph, Held
from builder.model.page_parts import Answer, Chip, Chips, QuestionTable, Side
from builder.model.pages import Link
from builder.plan.context import PlanContext
from builder.plan.parts.cards import figure

CHIP = 3
"""Holders of one answer that stand beside it."""
MOST = 40
"""Answers of one side that a page shows at most."""


def question_table(context: PlanContext, id: str) -> QuestionTable:
    """One question with everybody's answers, those asserted first."""
    graph = context.graph
    question = graph.entities.questions[id]
    held = graph.positions.get(id, ())
    taken = {position.option for position in held}
    return QuestionTable(
        question=context.links[id],
        deal=context.links[question.deal] if question.deal else None,
        sides=tuple(_side(context, members) for members in _sides(held)),
        unanswered=sentences.unanswered(
            [context.links.option(id, option).words for option in question.options if option not in taken]
            if held
            else []
        ),
        disagreement=id not in graph.settled and any(one.question == id for one in graph.disagreements),
        chips=() if id in graph.settled else tuple(_chips(context, held)),
        settled=settled(context, id),
    )


def _chips(context: PlanContext, held: Sequence[Held]) -> Iterator[Chips]:
    """The positions that hold now by the way in which they are taken, and in it by side: that with most independent
    sources first."""
    now = [position for position in held if not (position.changed_to or position.rephrased_by)]
    for mode, words in sentences.WAYS.items():
        sides: dict[int, list[Held]] = {}
        for position in now:
            if position.mode == mode:
                sides.setdefault(position.side, []).append(position)
        if sides:
            ordered = sorted(sides.values(), key=lambda members: -len({each.origin for each in members}))
            yield Chips(words, tuple(_chip(context, members) for members in ordered))


def _chip(context: PlanContext, members: Sequence[Held]) -> Chip:
    holders: dict[str, Link] = {}
    for position in sorted(members, key=lambda position: position.told.end):
        card = context.cards[position.statement]
        names = sentences.joint(context.links.hop(position.holder))
        if not position.reported and card.voice_kind == "outlet":
            names = sentences.attribution(card)
        holders[names] = Link(names, card.href)
    shown = tuple(holders.values())
    return Chip(
        option=" / ".join(dict.fromkeys(option(context, each) for each in members)),
        href=href(context, members),
        holders=shown[:CHIP],
        more=f"and {len(shown) - CHIP} more" if len(shown) > CHIP else "",
        sources=origins(context, [position.statement for position in members]),
    )


def open_disputes(graph: Graph) -> list[Disagreement]:
    """Questions on which holders contradict each other and that are not settled: those in which most independent
    sources take part first, then the latest told."""

    def weight(disagreement: Disagreement) -> tuple[int, int, str]:
        held = [position for _, positions in disagreement.sides for position in positions]
        told = max(position.told.end for position in held)
        return -len({position.origin for position in held}), -told.toordinal(), disagreement.question

    return sorted((each for each in graph.disagreements if each.question not in graph.settled), key=weight)


def settled(context: PlanContext, id: str) -> Answer | None:
    """The answer for good, where the question is settled."""
    held = context.graph.settled.get(id)
    return answer(context, held)._replace(verb=sentences.VERBS["asserted"][0]) if held else None


def _sides(held: Iterable[Held]) -> list[list[Held]]:
    """Positions by side: the side that more voices assert first."""
    sides: dict[int, list[Held]] = {}
    for position in held:
        sides.setdefault(position.side, []).append(position)
    return sorted(
        sides.values(), key=lambda members: (-sum(position.mode == "asserted" for position in members), members[0].side)
    )


def _side(context: PlanContext, members: list[Held]) -> Side:
    ordered = sorted(members, key=lambda position: (position.mode != "asserted", position.start, position.statement))
    labels = called(context, ordered)
    return Side(
        " / ".join(labels),
        tuple(answer(context, position, labelled=labels == [option(context, position)]) for position in ordered[:MOST]),
        origins(context, [position.statement for position in members]),
        max(len(ordered) - MOST, 0),
        href(context, members),
    )


def called(context: PlanContext, members: Iterable[Held]) -> list[str]:
    """What a side is called: its options, with `not` before what it denies."""
    words = (
        sentences.side(option(context, each), denied=each.mode == "denied", label=is_labelled(context, each))
        for each in members
    )
    return list(dict.fromkeys(words))


def is_labelled(context: PlanContext, position: Held) -> bool:
    """Whether its option stands in the desk's words."""
    return bool(context.graph.entities.questions[position.question].label(position.option))


def href(context: PlanContext, members: Iterable[Held]) -> str:
    """The page of what all members of a side answer, where it is something on file."""
    hrefs = {context.links.option(each.question, each.option).href for each in members}
    return hrefs.pop() if len(hrefs) == 1 else ""


def origins(context: PlanContext, ids: list[str]) -> str:
    """How many independent origins these statements have. Unnamed voices make no further one."""
    graph = context.graph
    number = len({graph.origins.get(id, id) for id in ids})
    unnamed = {graph.statements[id].voice for id in ids if graph.statements[id].voice.kind == "unnamed"}
    return sentences.sources(number, unnamed=len(unnamed) > 1)


def answer(context: PlanContext, position: Held, *, labelled: bool = False) -> Answer:
    """One position; `labelled` where the side that it is shown under is called as its option is."""
    card = context.cards[position.statement]
    when = None if card.happened == card.told else card.happened
    kind = "named" if position.reported else card.voice_kind
    return Answer(
        holder=context.links.hop(position.holder),
        holder_kind=kind,
        verb="" if kind == "outlet" else sentences.VERBS[position.mode][not labelled],
        option="" if labelled else option(context, position),
        option_href=context.links.option(position.question, position.option).href,
        source=sentences.answer_source(card, when, reported=position.reported, option=not labelled),
        change=change(context, position),
        changed_to=context.links.statement(position.changed_to or position.rephrased_by)
        if position.changed_to or position.rephrased_by
        else "",
        card=card,
    )


def option(context: PlanContext, position: Held) -> str:
    """The option in words; a figure as the statement has it."""
    written = context.graph.statements[position.statement].written
    figures = [
        taken.figure
        for taken in written.positions
        if taken.question == position.question and taken.option == position.option
    ]
    return (
        figure(figures[0]) if figures and figures[0] else context.links.option(position.question, position.option).words
    )


def change(context: PlanContext, position: Held) -> str:
    """What became of the position, if it does not hold any more."""
    if position.changed_to:
        later = context.graph.statements[position.changed_to]
        return sentences.changed(context.stamps(later.happened))
    return "later reported otherwise" if position.rephrased_by else ""
