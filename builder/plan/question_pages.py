"""A question's page: its sides in brief, then each holder's answers in order of time with the passages they rest on.
And the index of questions by deal. The coding is the desk's, and the pages say so."""

from collections.abc import Iterable, Iterator, Mapping

from builder.model import urls
from builder.model.blocks import Answer, QuestionTable, Side
from builder.model.corpus import Hop
from builder.model.counting import counted
from builder.model.entities import Question
from builder.model.graph import Held
from builder.model.records import (
    Answers,
    Holder,
    QuestionGroup,
    QuestionLine,
    QuestionPage,
    QuestionsPage,
    SideLine,
)
from builder.plan.backlinks import backlinks
from builder.plan.deals import mends
from builder.plan.links import Links
from builder.plan.material import Material
from builder.plan.plans import Plans, one
from builder.plan.prose import rendered
from builder.plan.questions import answer, question_table
from builder.plan.waiting import waiting

INDEX = "/questions/"
HOLDERS = 6
"""Holders of one side that stand in a list of questions."""
MEASURES = {"amount": "an amount of money", "number": "a number"}


def plans(material: Material) -> Plans:
    known = [id for id in material.graph.entities.questions if id in material.existing]
    tables = {id: question_table(material, id) for id in known}
    yield one(INDEX, questions, material, tables)
    for id in known:
        yield one(urls.record("question", id), question, material, id, tables[id])


def questions(material: Material, tables: Mapping[str, QuestionTable]) -> QuestionsPage:
    """All questions by deal, those of no deal last; the most contested first."""
    known = material.graph.entities.questions
    groups: dict[str, list[QuestionLine]] = {}
    for id in sorted(
        tables, key=lambda id: (_deal_name(material, known[id]), not tables[id].disagreement, known[id].name)
    ):
        groups.setdefault(known[id].deal, []).append(line(tables[id], HOLDERS))
    if "" in groups:
        groups[""] = groups.pop("")
    return QuestionsPage(
        path=INDEX,
        site=material.site,
        title="Questions",
        description="What is asked of each deal, and who answers it how.",
        canonical=material.canonical(INDEX),
        crumbs=material.crumbs(),
        groups=tuple(
            QuestionGroup(material.links[deal] if deal else None, tuple(lines)) for deal, lines in groups.items()
        ),
    )


def _deal_name(material: Material, question: Question) -> str:
    return material.links[question.deal].words if question.deal else ""


def line(table: QuestionTable, most: int) -> QuestionLine:
    """A question in brief, with at most so many holders a side."""
    return QuestionLine(table.question, tuple(_side(side, most) for side in table.sides), table.disagreement)


def _side(side: Side, most: int) -> SideLine:
    """Whoever takes this side, each once for each way of taking it, where it was told last."""
    holders: dict[object, Holder] = {}
    for each in side.answers:
        key = (each.holder, each.verb, each.card.article.href if each.holder_kind == "unnamed" else "")
        holders[key] = Holder(each.holder, each.holder_kind, each.verb, each.card.href)
    return SideLine(side.label, tuple(holders.values())[:most], max(0, len(holders) - most), side.origins, side.href)


def question(material: Material, id: str, table: QuestionTable) -> QuestionPage:
    graph, record, path = material.graph, material.graph.entities.questions[id], urls.record("question", id)
    held = graph.positions.get(id, ())
    coded = {position.statement for position in held}
    return QuestionPage(
        path=path,
        site=material.site,
        title=record.name,
        waiting=waiting(record, material.graph),
        description=f"{record.name} {counted(len(held), 'answer')} on file, as coded by the desk.",
        canonical=material.canonical(path),
        crumbs=material.crumbs(("Questions", INDEX)),
        deal=table.deal,
        about_html=rendered(record.about_html, material.links),
        about_on=material.stamps(record.about_on) if record.about_on else None,
        asks=asks(record, material.links),
        line=line(table, len(held)),
        holders=tuple(holders(material, held)),
        unanswered=table.unanswered,
        named=material.shown(other for other in graph.by_named.get(id, ()) if other not in coded),
        backlinks=backlinks(material, id),
        mends=mends(material, record),
    )


def asks(record: Question, links: Links) -> str:
    """What counts as an answer."""
    return (
        MEASURES.get(record.measure) or f"one of: {', '.join(links.option(option).words for option in record.options)}"
    )


def holders(material: Material, held: Iterable[Held]) -> Iterator[Answers]:
    """Each holder's answers in order of time; whoever spoke first comes first. Unnamed voices of two articles are
    never taken for one."""
    found: dict[tuple[Hop, str], list[Held]] = {}
    for position in sorted(held, key=lambda position: (position.start, position.statement)):
        unnamed = position.holder.kind == "unnamed"
        where = material.graph.statements[position.statement].article if unnamed else ""
        found.setdefault((position.holder, where), []).append(position)
    for positions in found.values():
        answers: tuple[Answer, ...] = tuple(answer(material, position) for position in positions)
        yield Answers(answers[0].holder, answers[0].holder_kind, answers)
