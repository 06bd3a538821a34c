"""Questions: sides in brief, then every answer by holder and time."""

from dataclasses import replace
from typing import Any

import pytest

from builder.model.graph import Disagreement, Held
from builder.plan.context import plan_context
from builder.plan.pages.disagreements import disagreements
from builder.plan.pages.questions import line, plans
from builder.plan.parts.questions import origins, question_table
from tests import make

KNOWN = make.entities(
    make.actor("us", name="US"),
    make.actor("ukraine", name="Ukraine"),
    make.deal("pact", name="Pact"),
    make.question("terms", "explicit", "none", "implied", deal="pact", name="Is it explicit?"),
    make.question("free", "yes", name="Anything else?"),
    make.question("sum", deal="pact", measure="amount", name="How much?"),
)
TOLD = [
    make.statement("a/us1", by="us", told="2025-03-01"),
    make.statement("a/us2", by="us", told="2025-03-05"),
    make.statement("a/ua", by="ukraine", told="2025-03-02", mode="demanded"),
    make.statement("a/aides", by="~aides", told="2025-03-03"),
    make.statement("b/aides", by="~aides", told="2025-03-03"),
    make.statement("a/named", told="2025-03-03"),
]
STATEMENTS = {statement.id: statement for statement in TOLD}


def held(id: str, option: str, side: int, **keys: Any) -> Held:
    told = STATEMENTS[id]
    values: dict[str, Any] = {"reported": False, "origin": "", "until": None, **keys}
    return Held(
        question="terms", option=option, holder=told.voice, statement=id, mode=told.written.mode,
        told=told.told, start=told.told.start, side=side, **values,
    )  # fmt: skip


HELD = (
    held("a/us1", "none", 0, changed_to="a/us2"),
    held("a/ua", "explicit", 1),
    held("a/aides", "none", 0),
    held("b/aides", "none", 0),
    held("a/us2", "explicit", 1),
)


def graph(**keys: Any) -> Any:
    disputed = Disagreement("terms", (("none", (HELD[0], HELD[2])), ("explicit", (HELD[1],))))
    return make.graph(
        KNOWN,
        make.articles(*TOLD),
        positions={"terms": HELD},
        by_named={"terms": tuple(STATEMENTS), "free": ("a/named",)},
        by_deal={"pact": ("a/us1",)},
        disagreements=(disputed,),
        origins=dict.fromkeys(STATEMENTS, "gazette"),
        **keys,
    )


@pytest.mark.parametrize(
    ("apart", "words"),
    [
        ({}, "one source"),
        ({"a/us1": "us"}, "2 independent sources"),
    ],
)
def test_a_side_says_how_many_origins_it_has(apart: dict[str, str], words: str) -> None:
    found = replace(graph(), origins={**dict.fromkeys(STATEMENTS, "gazette"), **apart})
    assert origins(plan_context(found), ["a/us1", "a/aides", "b/aides"]) == words


def planned() -> dict[str, Any]:
    return {page.path: page for page in make.pages(plans(plan_context(graph())))}


def test_questions_stand_by_deal_the_contested_first_those_of_no_deal_last() -> None:
    groups = planned()["/questions/"].groups
    assert [
        (group.deal and group.deal.words, [each.question.words for each in group.questions]) for group in groups
    ] == [
        ("Pact", ["Is it explicit?", "How much?"]),
        (None, ["Anything else?"]),
    ]


def test_answers_stand_by_holder_in_order_of_time() -> None:
    page = planned()["/questions/terms/"]
    assert [(each.holder[0].words, [answer.card.id for answer in each.answers]) for each in page.holders] == [
        ("US", ["a/us1", "a/us2"]),
        ("Ukraine", ["a/ua"]),
        ("aides (unnamed)", ["a/aides"]),
        ("aides (unnamed)", ["b/aides"]),
    ]
    assert [answer.option for answer in page.holders[0].answers] == ["none", "explicit"]
    assert page.holders[0].answers[0].changed_to == "\x02s/a/us2/"
    assert page.line.unanswered == "Nobody we read says: implied."
    assert [card.id for card in page.named] == ["a/named"]


def test_what_counts_as_an_answer_is_said() -> None:
    found = planned()
    assert found["/questions/terms/"].asks == "The answer is one of: explicit, none, implied."
    assert found["/questions/sum/"].asks == "The answer is an amount of money."


def test_a_side_in_brief_names_whoever_takes_it_with_the_way_to_the_passage() -> None:
    brief = line(question_table(plan_context(graph()), "terms"), 2)
    none, explicit = brief.sides
    assert [(holder.names[0].words, holder.kind, holder.href) for holder in none.holders] == [
        ("US", "named", "\x02s/a/us1/"),
        ("aides (unnamed)", "unnamed", "\x02s/a/aides/"),
    ]
    assert none.more == 1
    assert {holder.names[0].words for holder in explicit.holders} == {"US", "Ukraine"}
    assert brief.disagreement


def test_a_question_without_an_answer_has_no_sides() -> None:
    page = planned()["/questions/free/"]
    assert (page.line.sides, page.holders) == ((), ())


def test_a_disagreement_shows_only_those_who_contradict_each_other() -> None:
    (disputed,) = disagreements(plan_context(graph())).questions
    sides = [(side.label, [answer.card.id for answer in side.answers]) for side in disputed.table.sides]
    assert sides == [("none", ["a/us1", "a/aides"]), ("explicit", ["a/ua"])]
    assert disputed.more == 0


def test_a_side_that_denies_an_answer_is_called_so() -> None:
    denied = replace(held("a/ua", "none", 2), mode="denied")
    desk = plan_context(replace(graph(), positions={"terms": (HELD[0], denied)}))
    sides = question_table(desk, "terms").sides
    assert [(side.label, [answer.option for answer in side.answers]) for side in sides] == [
        ("none", [""]),
        ("not none", ["none"]),
    ]


def test_the_latest_answer_of_each_holder_stands_under_the_way_it_is_given() -> None:
    shown = question_table(plan_context(graph()), "terms").chips
    assert [(group.words, [(chip.option, [link.words for link in chip.holders]) for chip in group.chips])
            for group in shown] == [
        ("Said", [("none", ["aides (unnamed)"]), ("explicit", ["US"])]),
        ("Wanted", [("explicit", ["Ukraine"])]),
    ]  # fmt: skip
    assert shown[0].chips[1].holders[0].href.endswith("s/a/us2/")
    assert shown[0].chips[0].sources == "one source"
