"""What changed: each kind of change as a small story, in what order they come, and that all of them together are the
record."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.link.graph import link_graph
from builder.model.article import Position
from builder.model.changes import KINDS, Change, heaviest, of_last_week, week_of, weight
from builder.model.entities import Correction, Entities
from builder.model.graph import Graph, Statement
from builder.plan.context import plan_context
from builder.plan.pages.changes import MOST, WEEKS, pages
from builder.plan.parts.changes import change_line, last_change
from tests import make

KNOWN: Entities = make.entities(
    make.actor("ann"), make.actor("bob"), make.deal("d", parties=("ann", "bob")), make.deal("e"),
    make.question("q", "yes", "no", name="Is it fair?", deal="d"),
)  # fmt: skip
TODAY = date(2025, 6, 1)


def linked(*told: Statement, today: date = TODAY, **fronts: Any) -> Graph:
    graph, findings = link_graph(make.config(), today, KNOWN, make.articles(*told, **fronts).values())
    assert not findings
    return graph


def said(graph: Graph) -> list[tuple[str, str, str]]:
    """Day, kind and words of every change, in order."""
    context = plan_context(graph)
    return [(change.day.isoformat(), change.kind, change_line(context, change).words) for change in context.changes.all]


def one(id: str, on: str, **keys: Any) -> Statement:
    """Told and put on file on one day, by Ann of deal d."""
    keys.setdefault("deal", "d")
    return make.statement(id, told=on, **{"by": "ann", "gist": f"It says {id[0]}.", **keys})


def answer(option: str) -> tuple[Position, ...]:
    return (Position("q", option),)


FIRST = one("a/x", "2025-03-01", status="signed")
STORIES: dict[str, tuple[tuple[Statement, ...], dict[str, Any], list[tuple[str, str, str]]]] = {
    "a status moves up": (
        (FIRST, one("b/x", "2025-03-05", status="ratified", when="2025-03-04")), {},
        [("2025-03-05", "status", "Ratified, 4 March 2025; before that, signed."),
         ("2025-03-01", "status", "Signed, by 1 March 2025.")],
    ),
    "and back": (
        (one("a/x", "2025-03-01", status="signed", when="2025-03-01"),
         one("b/x", "2025-03-05", status="agreed", when="2025-03-04")), {},
        [("2025-03-05", "status", "Back to agreed, 4 March 2025; before that, signed."),
         ("2025-03-01", "status", "Signed, 1 March 2025.")],
    ),
    "what is told again moves nothing": (
        (FIRST, one("b/x", "2025-03-05", status="signed", by="bob")), {},
        [("2025-03-05", "statement", "It says b."), ("2025-03-01", "status", "Signed, by 1 March 2025.")],
    ),
    "what was filed late counts when it was filed, and moves nothing if it was overtaken": (
        (FIRST, one("b/x", "2025-02-01", status="agreed", recorded="2025-04-01")), {},
        [("2025-04-01", "statement", "It says b."), ("2025-03-01", "status", "Signed, by 1 March 2025.")],
    ),
    "a party": (
        (one("a/x", "2025-03-01", status="signed", party="bob"),), {},
        [("2025-03-01", "status", "Bob: signed, by 1 March 2025.")],
    ),
    "an unnamed voice alone moves nothing": (
        (one("a/x", "2025-03-01", status="signed", by="~some people"),), {},
        [("2025-03-01", "statement", "It says a.")],
    ),
    "a status that is taken back": (
        (FIRST,), {"a": {"standing": "retracted", "standing_on": "2025-03-09", "standing_why": "wrong"}},
        [("2025-03-09", "status", "No longer reported: signed."), ("2025-03-09", "retraction", "Taken back: A title."),
         ("2025-03-01", "status", "Signed, by 1 March 2025.")],
    ),
    "a sum, and the next": (
        (one("a/x", "2025-03-01", amount=make.amount("USD", 5), stage="pledged", payer="ann", payee="bob"),
         one("b/x", "2025-03-05", amount=make.amount("USD", 7), stage="pledged", payer="ann", payee="bob")), {},
        [("2025-03-05", "money", "Pledged: US$7, Ann to Bob; before that, US$5."),
         ("2025-03-01", "money", "Pledged: US$5, Ann to Bob.")],
    ),
    "a sum that is corrected": (
        (one("a/x", "2025-03-01", amount=make.amount("USD", 5), stage="pledged"),
         one("b/x", "2025-03-05", amount=make.amount("USD", 7), stage="pledged", relations=(("corrects", "a/x"),))), {},
        [("2025-03-05", "correction", "Corrected: US$7, not US$5."), ("2025-03-01", "money", "Pledged: US$5.")],
    ),
    "a position, and its turn": (
        (one("a/x", "2025-03-01", positions=answer("yes")), one("b/x", "2025-03-05", positions=answer("no"))), {},
        [("2025-03-05", "turned", "Is it fair? Ann said: no; before that, yes."),
         ("2025-03-01", "position", "Is it fair? Ann said: yes.")],
    ),
    "a position that is told again": (
        (one("a/x", "2025-03-01", positions=answer("yes")), one("b/x", "2025-03-05", positions=answer("yes"))), {},
        [("2025-03-05", "statement", "It says b."), ("2025-03-01", "position", "Is it fair? Ann said: yes.")],
    ),
    "a stance, and its turn": (
        (one("a/x", "2025-03-01", stance=(("bob", "opposes"),)), one("b/x", "2025-03-02", stance=(("bob", "opposes"),)),
         one("c/x", "2025-03-05", stance=(("bob", "supports"),))), {},
        [("2025-03-05", "turned", "Bob: supports; before that, opposes."), ("2025-03-02", "statement", "It says b."),
         ("2025-03-01", "position", "Bob: opposes.")],
    ),
    "a denial": (
        (FIRST, one("b/x", "2025-03-05", mode="denied", status="signed", by="bob")), {},
        [("2025-03-05", "denial", "It says b."), ("2025-03-01", "status", "Signed, by 1 March 2025.")],
    ),
    "a forecast that is met in time": (
        (one("a/x", "2025-03-01", mode="planned", due="2025-03-10"),
         one("b/x", "2025-03-09", resolves=(("a/x", "met"),))), {},
        [("2025-03-09", "outcome", "It came about: It says a."), ("2025-03-01", "statement", "It says a.")],
    ),
    "a forecast that is overdue, and then missed": (
        (one("a/x", "2025-03-01", mode="planned", due="2025-03-10"),
         one("b/x", "2025-03-20", resolves=(("a/x", "missed"),))), {},
        [("2025-03-20", "outcome", "It did not come about: It says a."),
         ("2025-03-11", "overdue", "Overdue since 11 March 2025: It says a."),
         ("2025-03-01", "statement", "It says a.")],
    ),
    "what is taken back": (
        (one("a/x", "2025-03-01"), one("b/x", "2025-03-05", relations=(("retracts", "a/x"),))), {},
        [("2025-03-05", "retraction", "Taken back: It says a."), ("2025-03-01", "statement", "It says a.")],
    ),
    "our own mistake": (
        (one("a/x", "2025-03-01", corrected=(Correction(make.when("2025-03-07"), "It says b.", "a slip"),)),), {},
        [("2025-03-07", "ours", "We had written “It says b.”: a slip."), ("2025-03-01", "statement", "It says a.")],
    ),
}  # fmt: skip
"""Statements, front matter by article, and what changed."""


@pytest.mark.parametrize(("told", "fronts", "changes"), STORIES.values(), ids=STORIES)
def test_a_change_is_told(
    told: tuple[Statement, ...], fronts: dict[str, Any], changes: list[tuple[str, str, str]]
) -> None:
    assert said(linked(*told, **fronts)) == changes


# ── which comes first ───────────────────────────────────────────────────────────────────────────────────────────────


def changed(kind: str, day: int = 1, deal: str = "d", *, lead: bool = False) -> Change:
    return Change(date(2025, 3, day), kind, f"a/{kind}{day}", (deal,) if deal else (), lead=lead)


def test_a_moved_status_comes_before_a_sum_before_a_position_before_what_is_told_again() -> None:
    order = ["status", "money", "turned", "position", "statement"]
    assert [change.kind for change in sorted(map(changed, reversed(order)), key=weight)] == order
    assert set(order) < set(KINDS)


def test_what_the_desk_marks_comes_first_and_of_one_kind_the_latest() -> None:
    early, late, lead = changed("money", 1), changed("money", 2), changed("statement", 1, lead=True)
    assert sorted((early, late, lead), key=weight) == [lead, late, early]


def test_each_deal_has_one_and_what_is_of_none_has_one() -> None:
    of_none = [changed("position", 1, ""), changed("statement", 2, "")]
    found = heaviest([changed("money"), changed("status"), changed("statement", 1, "e"), *of_none])
    assert [(change.kind, change.deals) for change in found] == [
        ("status", ("d",)), ("position", ()), ("statement", ("e",)),
    ]  # fmt: skip


def test_the_last_week_ends_with_the_last_change() -> None:
    days = [20, 14, 13, 1]
    assert [change.day.day for change in of_last_week([changed("status", day) for day in days])] == [20, 14]
    assert of_last_week([]) == []


# ── where they stand ────────────────────────────────────────────────────────────────────────────────────────────────


def weekly(number: int, *, each: int = 1) -> Graph:
    """So many changes a week, for so many weeks."""
    days = [date(2024, 1, 1) + timedelta(weeks=week) for week in range(number)]
    return linked(*(one(f"a{at}/x{nth}", day.isoformat()) for at, day in enumerate(days) for nth in range(each)),
                  today=date(2026, 1, 1))  # fmt: skip


def test_a_short_history_stands_on_one_page_the_latest_week_first() -> None:
    (page,) = pages(plan_context(weekly(3, each=MOST + 2)))
    assert [week.words for week in page.weeks] == ["15–21 January 2024", "8–14 January 2024", "1–7 January 2024"]
    assert [len(week.changes) for week in page.weeks] == [MOST] * 3
    assert page.weeks[0].more == "2 more stand on the pages of their deals and speakers."
    assert page.days == ("2024-01-15:22", "2024-01-08:22", "2024-01-01:22")


def test_a_long_history_stands_by_year_and_month() -> None:
    whole, *others = pages(plan_context(weekly(60, each=MOST)))
    assert [period.words for period in whole.periods] == ["2025", "2024"]
    assert len(whole.weeks) == WEEKS
    paths = [page.path for page in others]
    assert [path for path in paths if len(path) == len("/changes/2024/")] == ["/changes/2025/", "/changes/2024/"]
    assert "/changes/2024-02/" in paths
    assert {week.id for page in others for week in page.weeks} == {
        week_of(date(2024, 1, 1) + timedelta(weeks=week)).isoformat() for week in range(60)
    }


def test_the_page_of_a_deal_says_what_changed_last_of_it() -> None:
    told = (
        FIRST,
        one("b/x", "2025-03-05", status="ratified"),
        one("c/x", "2025-03-05"),
        one("f/x", "2025-03-08", deal="e"),
    )
    context = plan_context(linked(*told))
    found = last_change(context, ("a/x", "b/x", "c/x"))
    assert found is not None
    assert (found.day.words, found.words) == ("5 March 2025", "Ratified, by 5 March 2025; before that, signed.")
    assert last_change(context, ()) is None


# ── all of them together ────────────────────────────────────────────────────────────────────────────────────────────

DAYS = ("2025-03-01", "2025-03-02", "2025-03-04", "2025-04-01")
KEYS: dict[str, st.SearchStrategy[Any]] = {
    "by": st.sampled_from(("ann", "bob", "~some people")),
    "deal": st.sampled_from(("d", "e")),
    "mode": st.sampled_from(("asserted", "asserted", "denied", "planned")),
    "when": st.sampled_from((*DAYS, "2025-03", "../2025-03-02")),
    "due": st.sampled_from(("2025-03-20", "2025-07-01")),
    "status": st.sampled_from(("agreed", "signed", "ratified", "suspended")),
    "party": st.sampled_from(("ann",)),
    "amount": st.sampled_from((make.amount("USD", 5), make.amount("USD", 7))),
    "stage": st.just("pledged"),
    "positions": st.sampled_from((answer("yes"), answer("no"))),
    "recorded": st.sampled_from(DAYS),
}
histories = st.lists(st.tuples(st.sampled_from(DAYS), st.fixed_dictionaries({}, optional=KEYS)), min_size=1, max_size=8)
retracted = st.dictionaries(st.sampled_from("mnopqrst"), st.sampled_from(DAYS), max_size=2)


def history(told: list[tuple[str, dict[str, Any]]], withdrawn: dict[str, str], until: date) -> Graph:
    """What was known of it on a day."""
    statements, fronts = [], {}
    for name, (day, keys) in zip("mnopqrst", told, strict=False):
        statement = make.statement(f"{name}/x", told=day, **keys)
        filed = statement.written.recorded or statement.told
        if filed.end <= until:
            statements.append(statement)
            if name in withdrawn and make.when(withdrawn[name]).end <= until:
                fronts[name] = {"standing": "retracted", "standing_on": withdrawn[name]}
    graph, _ = link_graph(make.config(), TODAY, KNOWN, make.articles(*statements, **fronts).values())
    return graph


@given(histories, retracted)
@settings(max_examples=60, deadline=None)
def test_all_changes_together_are_the_record(told: list[tuple[str, dict[str, Any]]], withdrawn: dict[str, str]) -> None:
    graph = history(told, withdrawn, TODAY)
    changes = plan_context(graph).changes.all
    assert {change.statement for change in changes} - {""} == graph.statements.keys()
    stands: dict[tuple[str, str], str] = {}
    for change in reversed(changes):
        if change.kind == "status":
            key = (change.deals[0], change.of)
            assert stands.get(key, "") == change.before
            stands[key] = change.now
    record = {(deal, ""): standing.now.rung for deal, standing in graph.standings.items() if standing.now}
    record |= {
        (deal, party): rung.rung for deal, standing in graph.standings.items() for party, rung in standing.parties
    }
    assert {key: rung for key, rung in stands.items() if rung} == record
    context = plan_context(graph)
    for day in map(date.fromisoformat, DAYS):
        assert context.changes.since(day) == tuple(change for change in changes if change.day >= day)
    assert context.changes.recent == tuple(change for change in changes if (changes[0].day - change.day).days < 60)
    levels = {id for level in graph.levels for id in level.statements}
    assert levels <= {change.statement for change in changes if change.kind in ("money", "statement", "status")}


@given(histories, retracted, st.sampled_from(DAYS))
@settings(max_examples=60, deadline=None)
def test_what_is_filed_later_leaves_earlier_moves_as_they_were(
    told: list[tuple[str, dict[str, Any]]], withdrawn: dict[str, str], day: str
) -> None:
    until = date.fromisoformat(day)
    then, now = history(told, withdrawn, until), history(told, withdrawn, TODAY)
    for deal, standing in now.standings.items():
        assert [move for move in standing.moves if move.day <= until] == list(then.standings[deal].moves)
