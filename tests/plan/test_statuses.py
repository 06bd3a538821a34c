"""A deal's status as a reader meets it."""

from dataclasses import replace
from datetime import date

import pytest

from builder.link.graph import link_graph
from builder.model.graph import Dispute, Graph, Rung, Standing
from builder.plan.context import plan_context
from builder.plan.parts.statuses import deal_lines, status, steps
from tests import make

KNOWN = make.entities(
    make.actor("us", name="United States"),
    make.actor("them"),
    make.deal("pact", name="Pact", parties=("us",)),
    make.deal("fund", name="Fund", part_of="pact"),
    make.deal("other", name="Another"),
)
SIGNED = make.statement("a/signed", deal="pact", status="signed", when="2025-05-01", told="2025-05-02")
AGREED = make.statement("a/agreed", deal="pact", status="agreed", when="2025-04-20", told="2025-05-02")


def graph_of(rung: str = "signed", *, told: str = "2025-05-02", today: str = "2025-05-20", **keys: object) -> Graph:
    now = Rung(rung, (make.when("2025-05-01"),), ("a/signed",))
    agreed = Rung("agreed", (make.when("2025-04-20"), make.when("2025-04-22")), ("a/agreed",))
    standing = Standing(
        "pact", now, make.when(told), make.hop("us"), path=(agreed, now), history=("a/agreed", "a/signed")
    )
    graph = make.graph(KNOWN, make.articles(SIGNED, AGREED), standings={"pact": replace(standing, **keys)})  # type: ignore[arg-type]
    everything: dict[str, tuple[str, ...]] = dict.fromkeys(("pact", "fund", "other"), ("a/signed",))
    return make.settled(replace(graph, today=date.fromisoformat(today), by_deal=everything))


def test_a_status_is_as_last_reported_by_someone() -> None:
    shown = status(plan_context(graph_of()), "pact")
    assert (shown.rung, shown.sentence.words) == ("signed", "Signed on 1 May 2025.")
    assert shown.as_of is not None
    assert shown.as_of.words == "2 May 2025"
    assert [link.words for link in shown.voice] == ["United States"]
    assert shown.card is not None
    assert shown.card.id == "a/signed"


def test_of_a_disputed_status_both_sides_are_told() -> None:
    over = make.statement("b/over", deal="pact", status="cancelled", when="2025-05-03", told="2025-05-04", by="us")
    no = make.statement("b/no", deal="pact", status="signed", mode="denied", told="2025-05-04")
    sides = (Dispute("a/signed", "b/over", "exit against rung"), Dispute("a/signed", "b/no", "asserted against denied"))
    graph = graph_of(disputes=sides, history=("a/agreed", "a/signed", "b/over", "b/no"))
    filed = make.articles(SIGNED, AGREED, over, no)
    statements = {each.id: each for each in (SIGNED, AGREED, over, no)}
    graph = replace(graph, articles=filed, statements=statements)
    shown = status(plan_context(graph), "pact")
    assert [(side.rung, side.when.words) for side in shown.sides] == [
        ("signed", "1 May 2025"),
        ("cancelled", "3 May 2025"),
        ("not signed", "by 4 May 2025"),
    ]
    named = make.statement("b/no", deal="pact", mode="denied", told="2025-05-04")
    bare = status(plan_context(replace(graph, statements={**statements, "b/no": named})), "pact")
    assert [side.rung for side in bare.sides] == ["signed", "cancelled", "denied"]


def test_a_deal_that_nobody_reports_on_has_no_status() -> None:
    shown = status(plan_context(graph_of()), "other")
    assert (shown.rung, shown.as_of, shown.card, shown.stale) == ("", None, None, "")
    assert shown.sentence.words == "No status reported."


@pytest.mark.parametrize(
    ("rung", "today", "checked", "stale"),
    [
        ("signed", "2025-06-01", "", False),
        ("signed", "2025-06-02", "", True),
        ("signed", "2025-06-02", "2025-05-20", False),
        ("signed", "2025-07-02", "2025-05-20", True),
        ("completed", "2026-01-01", "", False),
        ("cancelled", "2026-01-01", "", False),
    ],
)
def test_what_is_stale_says_so(rung: str, today: str, checked: str, stale: bool) -> None:  # noqa: FBT001
    graph = graph_of(rung, today=today)
    deal = replace(KNOWN.deals["pact"], checked=make.when(checked) if checked else None)
    entities = replace(KNOWN, deals={**KNOWN.deals, "pact": deal})
    shown = status(plan_context(make.settled(replace(graph, entities=entities))), "pact")
    assert shown.stale == ("no news since 2 May 2025" if stale else "")


def test_the_ladder_shows_what_was_reached_what_nobody_reported_and_what_is_ahead() -> None:
    shown = {step.rung: step for step in steps(plan_context(graph_of()), "pact")}
    assert {rung: step.state for rung, step in shown.items()} == {
        "being talked about": "skipped", "proposed": "skipped", "negotiating": "skipped", "agreed": "reached",
        "signed": "now",
        "submitted": "ahead", "ratified": "ahead", "in force": "ahead", "implementing": "ahead", "completed": "ahead",
    }  # fmt: skip
    agreed = shown["agreed"].dates
    assert agreed is not None
    assert agreed.words == "20 April 2025"


SIGNING = make.event("signing", when="2025-04-30", at=("washington",))
PLACES = make.place("washington", tz="America/New_York"), make.place("kyiv", tz="Europe/Kyiv")
IN_WASHINGTON = {"event": "signing", "tz": "America/New_York"}


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ([], "No status reported."),
        ([("signed", "2025-04-30", "us", IN_WASHINGTON)],
         "Signed on 30 April 2025 in Washington. No report of ratification."),
        ([("signed", "2025-04-30", "us", IN_WASHINGTON), ("signed", "2025-05-01", "them", {"tz": "Europe/Kyiv"})],
         "Signed on 30 April 2025 in Washington (1 May in Kyiv). No report of ratification."),
        ([("signed", "2025-04-30", "us", {"tz": "America/New_York"}),
          ("signed", "2025-05-01", "them", {"tz": "Europe/Kyiv"})],
         "Signed on 30 April 2025 in New York (1 May in Kyiv). No report of ratification."),
        ([("signed", "2025-04-30", "us", {}), ("signed", "2025-05-01", "them", {"tz": "Europe/Kyiv"})],
         "Signed on 30 April 2025 or on 1 May. No report of ratification."),
        ([("signed", "2025-05-01", "us", {}), ("ratified", "2025-05-08", "them", {"party": "them"})],
         "Signed on 1 May 2025. Ratified by Norland on 8 May. "
         "No report of the United States’ steps or of entry into force."),
        ([("signed", "2025-05-01", "us", {"party": "us"})],
         "Signed by the United States on 1 May 2025. No report of Norland’s steps or of ratification."),
        ([("signed", "2025-05-01", "us", {}), ("cancelled", "2025-05-02", "us", {})], "Cancelled on 2 May 2025."),
        ([("signed", "2025-05-01", "us", {}), ("signed", "2025-05-01", "them", {"mode": "denied"})],
         "Disputed: signed on 1 May 2025 (United States, in The Gazette); not signed (Norland, in The Gazette)."),
        ([("signed", "2025-05-01", "~two officials", {})],
         "Reported as signed, not confirmed: two officials (unnamed), in The Gazette."),
        ([("mooted", None, "us", {})], "Being talked about by 9 May 2025. No report of an agreement."),
        ([("completed", "2025-05-01", "us", {})], "Completed on 1 May 2025."),
    ],
)  # fmt: skip
def test_the_status_in_a_sentence(told: list[tuple[str, str | None, str, dict[str, str]]], words: str) -> None:
    known = make.entities(
        make.actor("us", name="United States"), make.actor("them", name="Norland"), SIGNING, *PLACES,
        make.deal("pact", parties=("us", "them")),
    )  # fmt: skip
    statements = [
        make.statement(f"a/{at}", deal="pact", status=rung, told="2025-05-09", when=when, by=by, **keys)
        for at, (rung, when, by, keys) in enumerate(told)
    ] or [make.statement("a/x", deal="pact", told="2025-05-09")]
    graph, _ = link_graph(make.config(), make.TODAY, known, make.articles(*statements).values())
    assert status(plan_context(graph), "pact").sentence.words == words


def path(*told: str) -> list[tuple[str, str, str]]:
    """(rung, dates, note) of each step but those ahead; `told`: `rung when voice`, told in this order."""
    statements = []
    for number, line in enumerate(told):
        rung, when, by = line.split(" ", 2)
        keys = {} if when == "-" else {"when": when}
        statements.append(make.statement(f"a/{number}", deal="pact", status=rung, told="2025-05-02", by=by, **keys))
    graph, _ = link_graph(make.config(), make.TODAY, KNOWN, make.articles(*statements).values())
    shown = steps(plan_context(graph), "pact")
    return [(step.rung, step.dates.words if step.dates else "", step.note) for step in shown
            if step.state in ("reached", "now")]  # fmt: skip


def test_a_rung_without_a_date_of_its_own_was_reached_by_the_day_of_telling() -> None:
    assert path("agreed - us", "signed 2025-05-01 us")[0] == ("agreed", "by 2 May 2025", "")
    assert path("agreed - us", "agreed 2025-04-20 us", "signed 2025-05-01 us")[0] == ("agreed", "20 April 2025", "")


def test_exits_stand_on_the_way_by_date_and_a_rung_can_come_again() -> None:
    assert path("signed 2025-04-30 us", "agreed 2025-01-02 us", "suspended 2025-02-01 us", "agreed 2025-03-05 us") == [
        ("agreed", "2 January 2025", ""),
        ("suspended", "1 February 2025", ""),
        ("agreed", "5 March 2025", ""),
        ("signed", "30 April 2025", "as last reported"),
    ]


def test_what_is_disputed_or_on_unnamed_word_alone_says_so() -> None:
    assert path("agreed 2025-04-01 ~some", "signed 2025-05-01 us", "collapsed 2025-05-01 them") == [
        ("agreed", "1 April 2025", "not confirmed"),
        ("collapsed", "1 May 2025", "disputed"),
        ("signed", "1 May 2025", "disputed"),
    ]


def test_an_exit_stands_where_it_left_the_ladder() -> None:
    stalled = Rung("stalled", (make.when("2025-05-01"),), ("a/signed",))
    signed = Rung("signed", (make.when("2025-04-30"),), ("a/agreed",))
    shown = [
        (step.rung, step.state) for step in steps(plan_context(graph_of(now=stalled, path=(signed, stalled))), "pact")
    ]
    assert shown[4:7] == [("signed", "reached"), ("stalled", "now"), ("submitted", "ahead")]


def test_a_deal_that_left_the_ladder_at_once_has_all_of_it_ahead() -> None:
    stalled = Rung("stalled", (make.when("2025-05-01"),), ("a/signed",))
    shown = [(step.rung, step.state) for step in steps(plan_context(graph_of(now=stalled, path=(stalled,))), "pact")]
    assert shown[:2] == [("stalled", "now"), ("being talked about", "ahead")]
    assert len(shown) == 11


def test_after_a_fall_the_rungs_above_are_ahead_again() -> None:
    low = Rung("agreed", (make.when("2025-05-01"),), ("a/signed",))
    high = Rung("signed", (make.when("2025-04-20"),), ("a/agreed",))
    shown = [(step.rung, step.state) for step in steps(plan_context(graph_of(now=low, path=(high, low))), "pact")]
    assert shown[3:6] == [("signed", "reached"), ("agreed", "now"), ("signed", "ahead")]


def test_one_party_s_rung_stands_beside_the_deal_s() -> None:
    ratified = Rung("ratified", (make.when("2025-05-08"),), ("a/signed",))
    desk = plan_context(graph_of(parties=(("us", ratified),)))
    (step,) = (step for step in steps(desk, "pact") if step.parties)
    assert step.rung == "ratified"


def test_deals_come_latest_reported_first_each_with_its_parts() -> None:
    lines = deal_lines(plan_context(graph_of()))
    assert [(line.deal.words, line.depth) for line in lines] == [("Pact", 0), ("Fund", 1), ("Another", 0)]
