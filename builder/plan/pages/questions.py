"""A question's page: its sides in brief, then each holder's answers in order of time with the passages they rest on.
And the index of questions by deal. The coding is the desk's, and the pages say so."""

from collections.abc import Iterable, Iterator, Mapping

from builder.model import urls
from builder.model.article import Hop
from builder.model.entities import Question
from builder.model.entity_pages import (
    Answers,
    Holder,
    QuestionGroup,
    QuestionLine,
    QuestionPage,
    QuestionsPage,
    SideLine,
)
from builder.model.graph import Held
from builder.model.page_parts import Answer, QuestionTable, Side
from builder.model.sections import SECTIONS
from builder.model.sentences import VERBS, capital, ended
from builder.model.text import counted
from builder.plan.context import PlanContext, Plans, one
from builder.plan.parts.backlinks import backlinks
from builder.plan.parts.cards import correction_notes
from builder.plan.parts.dates import draft_notice
from builder.plan.parts.links import Links, rendered
from builder.plan.parts.questions import answer, question_table

SECTION = SECTIONS["questions"]
HOLDERS = 6
"""Holders of one side that stand in a list of questions."""
MEASURES = {"amount": "an amount of money", "number": "a number"}


def plans(context: PlanContext) -> Plans:
    known = [id for id in context.graph.entities.questions if id in context.existing]
    tables = {id: question_table(context, id) for id in known}
    yield one(SECTION.path, questions, context, tables)
    for id in known:
        yield one(urls.record("question", id), question, context, id, tables[id])


def questions(context: PlanContext, tables: Mapping[str, QuestionTable]) -> QuestionsPage:
    """All questions by deal, those of no deal last; the most contested first."""
    known = context.graph.entities.questions
    groups: dict[str, list[QuestionLine]] = {}
    for id in sorted(
        tables, key=lambda id: (_deal_name(context, known[id]), not tables[id].disagreement, known[id].name)
    ):
        groups.setdefault(known[id].deal, []).append(line(tables[id], HOLDERS))
    if "" in groups:
        groups[""] = groups.pop("")
    return QuestionsPage(
        path=SECTION.path,
        site=context.site,
        title=SECTION.title,
        description="What is asked of each deal, and who answers it how.",
        canonical=context.canonical(SECTION.path),
        crumbs=context.crumbs(),
        groups=tuple(
            QuestionGroup(context.links[deal] if deal else None, tuple(lines)) for deal, lines in groups.items()
        ),
    )


def _deal_name(context: PlanContext, question: Question) -> str:
    return context.links[question.deal].words if question.deal else ""


def line(table: QuestionTable, most: int) -> QuestionLine:
    """A question in brief, with at most so many holders a side."""
    sides = tuple(_side(side, most) for side in table.sides)
    return QuestionLine(table.question, sides, table.unanswered, table.disagreement, table.settled)


def _side(side: Side, most: int) -> SideLine:
    """Whoever takes this side, each once for each way of taking it, where it was told last."""
    holders: dict[object, Holder] = {}
    for each in side.answers:
        key = (each.holder, each.card.mode, each.card.article.href if each.holder_kind == "unnamed" else "")
        holders[key] = Holder(each.holder, each.holder_kind, VERBS[each.card.mode][0], each.card.href)
    return SideLine(side.label, tuple(holders.values())[:most], max(0, len(holders) - most), side.origins, side.href)


def question(context: PlanContext, id: str, table: QuestionTable) -> QuestionPage:
    graph, record, path = context.graph, context.graph.entities.questions[id], urls.record("question", id)
    held = graph.positions.get(id, ())
    coded = {position.statement for position in held}
    return QuestionPage(
        path=path,
        site=context.site,
        title=record.name,
        draft_notice=draft_notice(record, context.graph),
        description=f"{ended(record.name)} {capital(counted(len(held), 'answer'))}, as we read them.",
        canonical=context.canonical(path),
        crumbs=context.crumbs(SECTION),
        deal=table.deal,
        about_html=rendered(record.about_html, context.links),
        about_on=context.stamps(record.about_on) if record.about_on else None,
        asks=asks(record, context.links),
        line=line(table, len(held)),
        holders=tuple(holders(context, held)),
        named=context.shown(other for other in graph.by_named.get(id, ()) if other not in coded),
        backlinks=backlinks(context, id),
        corrections=correction_notes(record.corrected, context.stamps),
    )


def asks(record: Question, links: Links) -> str:
    """What counts as an answer, in a sentence."""
    options = ", ".join(links.option(record.id, option).words for option in record.options)
    return ended(f"The answer is {MEASURES.get(record.measure) or f'one of: {options}'}")


def holders(context: PlanContext, held: Iterable[Held]) -> Iterator[Answers]:
    """Each holder's answers in order of time; whoever spoke first comes first. Unnamed voices of two articles are
    never taken for one."""
    found: dict[tuple[Hop, str], list[Held]] = {}
    for position in sorted(held, key=lambda position: (position.start, position.statement)):
        unnamed = position.holder.kind == "unnamed"
        where = context.graph.statements[position.statement].article if unnamed else ""
        found.setdefault((position.holder, where), []).append(position)
    for positions in found.values():
        answers: tuple[Answer, ...] = tuple(answer(context, position) for position in positions)
        yield Answers(answers[0].holder, answers[0].holder_kind, answers)
