"""The box on top of a deal's page: from statements to its lines."""

from typing import Any

import pytest

from builder.link.graph import link_graph
from builder.model.article import Position
from builder.plan.context import plan_context
from builder.plan.pages.deals import deal
from tests import make

KNOWN = make.entities(
    make.actor("us", name="United States"),
    make.actor("uk", name="United Kingdom"),
    make.actor("ann", name="Ann Bell", kind="person"),
    make.deal("pact", parties=("us", "uk"), checked=make.when("2025-05-12")),
    make.question("terms", "none", "some", name="Is there a guarantee?", deal="pact"),
)
SIGNED = {"status": "signed", "when": "2025-05-01", "by": "us"}
NOTHING_DUE = {"Next": ["No dated step is announced, as far as we read."]}
STANDS = {
    "Now": [
        "Signed on 1 May 2025. No report of ratification.",
        "Last reported on 9 May 2025 by United States; one source. We last looked on 12 May 2025.",
    ],
}
NONE_AHEAD = {
    "Missing": ["Nobody we read reports ratification or entry into force. Nobody says: Is there a guarantee?"]
}
ANSWERED = {"Missing": ["Nobody we read reports ratification or entry into force."]}


def box(*told: dict[str, Any]) -> dict[str, list[str]]:
    """The lines of the deal that these statements are about, the articles in order of time."""
    statements = [
        make.statement(f"a{at}/x", **{"deal": "pact", "told": "2025-05-09", **keys}) for at, keys in enumerate(told)
    ]
    graph, _ = link_graph(make.config(), make.TODAY, KNOWN, make.articles(*statements).values())
    page = deal(plan_context(graph), "pact")
    return {line.label: [said.words for said in line.sentences] for line in page.box}


def position(option: str, **keys: Any) -> dict[str, Any]:
    return {"positions": (Position("terms", option),), **keys}


CASES: list[tuple[list[dict[str, Any]], dict[str, list[str]]]] = [
    ([{"by": "us"}], {"Now": ["No status reported."], "Missing": ["Nobody we read says: Is there a guarantee?"]}),
    ([SIGNED], {**STANDS, **NONE_AHEAD, **NOTHING_DUE}),
    (
        [SIGNED, {"status": "ratified", "when": "2025-05-08", "party": "uk", "by": "uk"}],
        {
            "Now": [
                "Signed on 1 May 2025. Ratified by the United Kingdom on 8 May. "
                "No report of the United States’ steps or of entry into force.",
                "Last reported on 9 May 2025 by United States; one source. We last looked on 12 May 2025.",
            ],
            "Missing": [
                "Nobody we read reports the United States’ steps, entry into force or implementation. "
                "Nobody says: Is there a guarantee?"
            ],
            **NOTHING_DUE,
        },
    ),
    (
        [SIGNED, position("none", by="us"), position("some", by="uk", mode="demanded")],
        {
            **STANDS,
            **ANSWERED,
            "Disputed": ["Is there a guarantee? Said: none (United States); wanted: some (United Kingdom)."],
            **NOTHING_DUE,
        },
    ),
    (
        [SIGNED, position("none", by="us"), position("some", by="us", told="2025-05-10", verbatim=True)],
        {**STANDS, **ANSWERED, **NOTHING_DUE},
    ),
    (
        [SIGNED, {"amount": make.amount("GBP", 2_000_000_000), "stage": "pledged", "payer": "uk", "payee": "us",
                  "by": "ann"}],
        {
            **STANDS,
            **NONE_AHEAD,
            "Money": ["Pledged: £2000000000, United Kingdom to United States (Ann Bell, in The Gazette)."],
            **NOTHING_DUE,
        },
    ),
    (
        [SIGNED, {"stance": (("ann", "opposes"),), "when": "2024-12"},
         {"stance": (("ann", "supports"), ("uk", "opposes")), "when": "2025-05"}],
        {
            **STANDS,
            **NONE_AHEAD,
            "For and against": [
                "For: Ann Bell.",
                "Against: United Kingdom.",
                "Ann Bell: opposed it in December 2024, supports it since May 2025.",
            ],
            **NOTHING_DUE,
        },
    ),
    (
        [SIGNED, {"mode": "planned", "due": "2025-07-01", "gist": "Parliament votes."},
         {"mode": "planned", "due": "2025-05-20", "gist": "It is paid."}],
        {
            **STANDS,
            **NONE_AHEAD,
            "Next": ["Due 1 July 2025: Parliament votes.", "Overdue, was due 20 May 2025: It is paid."],
        },
    ),
    (
        [{**SIGNED, "status": "completed"}],
        {
            "Now": [
                "Completed on 1 May 2025.",
                "Last reported on 9 May 2025 by United States; one source. We last looked on 12 May 2025.",
            ],
            "Missing": ["Nobody we read says: Is there a guarantee?"],
        },
    ),
]  # fmt: skip


@pytest.mark.parametrize(("told", "lines"), CASES)
def test_the_box_says_first_what_a_reader_asks(told: list[dict[str, Any]], lines: dict[str, list[str]]) -> None:
    assert box(*told) == lines


def test_each_part_leads_to_the_statement_that_it_rests_on() -> None:
    graph, _ = link_graph(
        make.config(), make.TODAY, KNOWN, make.articles(make.statement("a/x", deal="pact", **SIGNED)).values()
    )
    page = deal(plan_context(graph), "pact")
    dates = [piece for said in page.box[0].sentences for piece in said.pieces if not isinstance(piece, str)]
    assert {piece.words: piece.href.endswith("s/a/x/") for piece in dates} == {
        "1 May 2025": True, "3 March 2025": True, "United States": False,
    }  # fmt: skip
