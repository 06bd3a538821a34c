"""What led where a deal stands: one line a step or event, with all accounts of it."""

from dataclasses import replace
from typing import Any

from builder.link.graph import link_graph
from builder.model.page_parts import Chronology, ChronologyEntry
from builder.plan.context import plan_context
from builder.plan.pages.deals import deal
from builder.plan.parts.chronology import OPEN
from tests import make

KNOWN = make.entities(
    make.actor("us", name="US"),
    make.actor("uk", name="UK"),
    make.deal("pact", name="Pact", parties=("us", "uk")),
    make.event("talks", name="Talks", when="2025-02-20"),
    make.event("signing", name="Signing", when="2025-03-03"),
)


def told(*statements: dict[str, Any]) -> Chronology:
    """Of the deal that these statements are about, each of an article of its own, told in this order."""
    made = [
        make.statement(f"a{at}/x", **{"deal": "pact", "told": f"2025-03-{10 + at}", "by": "us", **keys})
        for at, keys in enumerate(statements)
    ]
    graph, _ = link_graph(make.config(), make.TODAY, KNOWN, make.articles(*made).values())
    return deal(plan_context(graph), "pact").chronology


def line(entry: ChronologyEntry) -> str:
    """`told 3 March 2025 signed (UK): Signing [a0/x, a1/x] disputed`"""
    parties = f" ({', '.join(link.words for link in entry.parties)})" if entry.parties else ""
    event = f": {entry.event.words}" if entry.event else ""
    ids = ", ".join(card.id for card in (entry.card, *entry.others))
    when = f"{'told ' if entry.told else ''}{entry.when.words}"
    return f"{when} {entry.rung}{parties}{event} [{ids}] {entry.note}".rstrip()


def lines(*statements: dict[str, Any]) -> list[str]:
    return [line(entry) for entry in told(*statements).entries]


SIGNED = {"status": "signed", "when": "2025-03-03"}


def test_accounts_of_one_step_are_one_line_and_its_event_stands_with_it() -> None:
    assert lines(
        {**SIGNED, "event": "signing"},
        {**SIGNED, "when": "2025-03-04", "by": "uk"},
        {"event": "signing", "by": "uk"},
    ) == ["3 March / 4 March 2025 signed: Signing [a1/x, a0/x, a2/x]"]


def test_steps_of_parties_events_and_exits_stand_by_date() -> None:
    assert lines(
        SIGNED,
        {"status": "ratified", "party": "uk", "when": "2025-03-08"},
        {"status": "ratified", "party": "us", "when": "2025-03-08"},
        {"event": "talks"},
        {"event": "talks", "by": "uk"},
        {"status": "suspended", "when": "2025-03-09"},
    ) == [
        "20 February 2025 : Talks [a3/x, a4/x]",
        "3 March 2025 signed [a0/x]",
        "8 March 2025 ratified (US, UK) [a2/x, a1/x]",
        "9 March 2025 suspended [a5/x]",
    ]


def test_sums_refusals_outcomes_and_what_leads_stand_there_and_nothing_else() -> None:
    assert lines(
        {"amount": make.amount("GBP", 2), "stage": "paid", "when": "2025-03-01"},
        {"amount": make.amount("GBP", 3), "stage": "pledged"},
        {"mode": "denied", "status": "signed"},
        {"mode": "no-comment"},
        {"lead": True, "when": "2025-03-02"},
        {"when": "2025-03-02"},
    ) == [
        "1 March 2025  [a0/x]",
        "2 March 2025  [a4/x]",
        "told 12 March 2025  [a2/x]",
        "told 13 March 2025  [a3/x]",
    ]


def test_an_outcome_stands_there_though_it_speaks_of_another_deal() -> None:
    assert lines(
        {"mode": "planned", "due": "2025-03-09"},
        {"deal": "other", "resolves": (("a0/x", "met"),), "when": "2025-03-08"},
    ) == ["8 March 2025  [a1/x]"]


def test_what_is_disputed_or_rests_on_unnamed_word_says_so() -> None:
    assert lines(
        {"status": "agreed", "by": "~some", "when": "2025-03-01"}, SIGNED, {**SIGNED, "status": "collapsed", "by": "uk"}
    ) == [
        "1 March 2025 agreed [a0/x] not confirmed",
        "3 March 2025 collapsed [a2/x] disputed",
        "3 March 2025 signed [a1/x] disputed",
    ]
    assert lines(SIGNED, {"status": "ratified", "by": "~some", "when": "2025-03-08"})[1:] == [
        "8 March 2025 ratified [a1/x] not confirmed"
    ]


def test_a_corrected_date_stands_in_place_of_the_old() -> None:
    assert lines(
        {"event": "talks", "when": "2025-03-13"},
        {"relations": (("corrects", "a0/x"),), "when": "2025-02-03", "event": "talks"},
    ) == ["3 February 2025 : Talks [a0/x, a1/x]"]


def test_what_nobody_reports_is_named_once_and_earlier_lines_are_folded() -> None:
    shown = told(*({"mode": "denied"} for _ in range(OPEN + 2)), SIGNED)
    assert len(shown.entries) == OPEN
    assert (len(shown.earlier), shown.fold, shown.left_out) == (3, "3 earlier steps", "")
    assert shown.unreported == (
        "Nobody we read reports: being talked about, proposed, negotiating, agreed, submitted, ratified, in force, "
        "implementing, completed."
    )
    nothing = told({})
    assert (nothing.entries, nothing.unreported) == ((), "")


def test_what_an_article_taken_back_says_is_no_step() -> None:
    said = make.statement("a/x", deal="pact", by="us", **{**SIGNED, "told": "2025-03-04"})
    articles = make.articles(said, a={"standing": "retracted"})
    graph, _ = link_graph(make.config(), make.TODAY, KNOWN, articles.values())
    assert deal(plan_context(replace(graph)), "pact").chronology.entries == ()
