"""Where a deal stands: every rule of the fold as a small story."""

from dataclasses import dataclass, field

import pytest

from builder.link.graph import link_graph
from builder.model.config import LADDERS, Ladder
from builder.model.graph import Standing
from tests import make


@dataclass(frozen=True)
class Case:
    reports: list[str]
    """`id rung when voice [key=value …]`; `when` may be `-`. Told in the order listed, a day apart from 1 June 2025."""
    now: str | None
    since: list[str] = field(default_factory=list)
    disputes: set[tuple[str, str, str]] = field(default_factory=set)
    parties: dict[str, str] = field(default_factory=dict)
    unconfirmed: set[str] = field(default_factory=set)
    backward: set[tuple[str, str]] = field(default_factory=set)
    ladder: str = "agreement"


OWN = {
    "takeover": Ladder(
        "takeover", ("bid", "agreed", "in-review", "referred", "cleared", "closed"), ("blocked", "rejected")
    ),
    "match": Ladder("match", ("wooed", "asked", "wed"), ("spurned",)),
    "match-open": Ladder("match-open", ("wooed", "asked", "wed"), ("spurned",), open=("asked",)),
}


def fold(reports: list[str], ladder: str = "agreement") -> Standing:
    statements = []
    for day, report in enumerate(reports, start=1):
        id, rung, when, by, *rest = report.split()
        keys = dict(part.split("=") for part in rest)
        told = keys.pop("told", f"2025-06-{day:02}")
        if when != "-":
            keys["when"] = when
        voice = by.replace("~", "~some ").replace("+", " + ")
        if keys.get("disputes"):
            keys["relations"] = (("disputes", keys.pop("disputes")),)  # type: ignore[assignment]
        if rung != "-":
            keys["status"] = rung
        statements.append(make.statement(f"{id}/x", told=told, by=voice, deal="d", **keys))
    actors = [make.actor(name) for name in ("ann", "bob", "cyd")]
    entities = make.entities(*actors, make.deal("d", ladder=ladder, parties=("ann", "bob")))
    graph, findings = link_graph(
        make.config(ladders=LADDERS | OWN), make.TODAY, entities, make.articles(*statements).values()
    )
    assert not findings
    return graph.standings["d"]


def short(id: str) -> str:
    return id.partition("/")[0]


CASES = {
    "nothing reported": Case([], None),
    "one report": Case(["a signed 2025-05-01 ann"], "signed", ["2025-05-01"]),
    "a later rung supersedes": Case(["a agreed 2025-04-01 ann", "b signed 2025-05-01 ann"], "signed", ["2025-05-01"]),
    "told late, happened early: an earlier step": Case(
        ["a signed 2025-05-01 ann", "b agreed 2025-04-01 bob"], "signed", ["2025-05-01"]
    ),
    "among overlapping dates the highest stands": Case(
        ["a signed 2025-05 ann", "b agreed 2025-05-10 bob"], "signed", ["2025-05"]
    ),
    "two days of one rung both stand": Case(
        ["a signed 2025-04-30 ann", "b signed 2025-05-01 bob"], "signed", ["2025-04-30", "2025-05-01"]
    ),
    "a date that contains a narrower one adds nothing": Case(
        ["a signed 2025-05 ann", "b signed 2025-05-01 bob", "c signed ../2025-05-08 cyd"], "signed", ["2025-05-01"]
    ),
    "without a date it is known by the day it was told": Case(["a signed - ann"], "signed", ["../2025-06-01"]),
    "an undated lower rung told later undoes nothing": Case(
        ["a signed 2025-04-30 ann", "b agreed - bob"], "signed", ["2025-04-30"]
    ),
    "a lower rung known by a day undoes nothing": Case(
        ["a signed 2025-04-30 ann", "b agreed ../2025-05-01 bob"], "signed", ["2025-04-30"]
    ),
    "a lower rung later is a step back": Case(
        ["a signed 2025-04-30 ann", "b negotiating 2025-05-10 bob"],
        "negotiating",
        ["2025-05-10"],
        backward={("b", "a")},
    ),
    "an exit ends it": Case(["a signed 2025-04-30 ann", "b suspended 2025-05-10 ann"], "suspended", ["2025-05-10"]),
    "climbing again after an exit is no step back": Case(
        ["a signed 2025-04-01 ann", "b suspended 2025-04-10 ann", "c negotiating 2025-04-20 ann"],
        "negotiating",
        ["2025-04-20"],
    ),
    "a rung reached by a day after an exit is a new climb": Case(
        ["a suspended 2025-04-10 ann", "b signed ../2025-05-08 bob"], "signed", ["../2025-05-08"]
    ),
    "one day told as certain and as about": Case(
        ["a signed 2025-05-01 ann", "b signed 2025-05-01~ bob"], "signed", ["2025-05-01"]
    ),
    "a rung before an exit broke it does not count": Case(
        ["a signed 2025-04-01 ann", "b suspended 2025-04-10 ann", "c signed 2025-04-20 ann"], "signed", ["2025-04-20"]
    ),
    "a rung before a higher one broke it does not count": Case(
        ["a agreed 2025-04-01 ann", "b signed 2025-04-10 ann", "c agreed 2025-04-20 ann"],
        "agreed",
        ["2025-04-20"],
        backward={("c", "b")},
    ),
    "exit against rung by different voices": Case(
        ["a signed 2025-05 ann", "b suspended 2025-05-10 bob"],
        "signed",
        ["2025-05"],
        disputes={("a", "b", "exit against rung")},
    ),
    "an offer and its refusal on one day are two steps": Case(
        ["a proposed 2025-05-10 ann", "b rejected 2025-05-10 bob"], "rejected", ["2025-05-10"]
    ),
    "whichever of them is told first": Case(
        ["b rejected 2025-05-10 bob", "a proposed 2025-05-10 ann"], "rejected", ["2025-05-10"]
    ),
    "by whosever word": Case(
        ["b rejected 2025-05-10 cyd told=2025-05-11", "a proposed 2025-05-10 cyd told=2025-05-11"],
        "rejected",
        ["2025-05-10"],
    ),
    "a new offer told later by the same voice stands": Case(
        ["b rejected 2025-05 cyd", "a proposed 2025-05 cyd"], "proposed", ["2025-05"]
    ),
    "a refusal dated vaguely answers the offer": Case(
        ["a proposed 2025-05-10 ann", "b rejected 2025-05 bob"], "rejected", ["2025-05"]
    ),
    "an offer on a later day is a new one": Case(
        ["b rejected 2025-05-10 bob", "a proposed 2025-05-11 ann"], "proposed", ["2025-05-11"]
    ),
    "a refusal does not follow from what takes both": Case(
        ["a agreed 2025-05-10 ann", "c proposed 2025-05-10 cyd", "b rejected 2025-05-10 bob"],
        "agreed",
        ["2025-05-10"],
        disputes={("a", "b", "exit against rung")},
    ),
    "what is announced may be cancelled that day": Case(
        ["a announced 2025-05-10 ann", "b cancelled 2025-05-10 bob"], "cancelled", ["2025-05-10"], ladder="money"
    ),
    "what is handed in may be refused that day": Case(
        ["a submitted 2025-05-10 ann", "b rejected 2025-05-10 bob"], "rejected", ["2025-05-10"]
    ),
    "a lowest rung of one's own ladder is an offer": Case(
        ["a wooed 2025-05-10 ann", "b spurned 2025-05-10 bob"], "spurned", ["2025-05-10"], ladder="match"
    ),
    "what takes both is none": Case(
        ["a wed 2025-05-10 ann", "b spurned 2025-05-10 bob"],
        "wed",
        ["2025-05-10"],
        ladder="match",
        disputes={("a", "b", "exit against rung")},
    ),
    "what one's own ladder says is open can be answered": Case(
        ["a asked 2025-05-10 ann", "b spurned 2025-05-10 bob"], "spurned", ["2025-05-10"], ladder="match-open"
    ),
    "two officials of two articles are not one": Case(
        ["a signed 2025-05-01 ann", "b signed 2025-05-01 ~official", "c signed 2025-05-01 ~official mode=denied"],
        "signed",
        ["2025-05-01"],
        disputes={("b", "c", "asserted against denied")},
    ),
    "exit against a lower rung of another voice": Case(
        ["a suspended 2025-05-10 ann", "b signed 2025-05-10 ann", "c agreed 2025-05-10 bob"],
        "signed",
        ["2025-05-10"],
        disputes={("c", "a", "exit against rung")},
    ),
    "exit and rung by one voice: the later told": Case(
        ["a signed 2025-05 ann", "b suspended 2025-05-10 ann"], "suspended", ["2025-05-10"]
    ),
    "exit against exit": Case(
        ["a suspended 2025-05-10 ann", "b collapsed 2025-05-10 bob"],
        "collapsed",
        ["2025-05-10"],
        disputes={("a", "b", "exit against exit")},
    ),
    "asserted against denied": Case(
        ["a signed 2025-05-01 ann", "b signed 2025-05-01 bob mode=denied"],
        "signed",
        ["2025-05-01"],
        disputes={("a", "b", "asserted against denied")},
    ),
    "an undated denial told before disputes nothing": Case(
        ["b signed - bob mode=denied told=2025-04-01", "a signed 2025-05-01 ann"], "signed", ["2025-05-01"]
    ),
    "nobody disputes with himself": Case(
        ["a signed 2025-05-01 ann", "b signed 2025-05-01 ann mode=denied"], "signed", ["2025-05-01"]
    ),
    "nor does he when he speaks jointly with others": Case(
        ["a signed 2025-05-01 ann", "b suspended 2025-05-01 ann+bob"], "suspended", ["2025-05-01"]
    ),
    "a denial that names what it disputes": Case(
        ["a signed 2025-05-01 ann", "b - - bob mode=denied disputes=a/x"],
        "signed",
        ["2025-05-01"],
        disputes={("a", "b", "asserted against denied")},
    ),
    "only asserted ones move it": Case(
        ["a agreed 2025-04-01 ann", "b signed 2025-05-01 ann mode=planned", "c signed 2025-05-01 ann mode=demanded"],
        "agreed",
        ["2025-04-01"],
    ),
    "unnamed voices alone move nothing": Case(
        ["a agreed 2025-04-01 ann", "b signed 2025-05-01 ~officials"], "agreed", ["2025-04-01"], unconfirmed={"b"}
    ),
    "unnamed and nothing else": Case(["a signed 2025-05-01 ~officials"], None, unconfirmed={"a"}),
    "an unnamed voice joins a rung that stands": Case(
        ["a signed 2025-04-30 ann", "b signed 2025-05-01 ~officials"], "signed", ["2025-04-30", "2025-05-01"]
    ),
    "an unnamed lower rung is only an earlier step": Case(
        ["a signed 2025-04-30 ann", "b agreed 2025-04-01 ~officials"], "signed", ["2025-04-30"]
    ),
    "a party's rung stands beside the deal's": Case(
        ["a signed 2025-04-30 ann", "b ratified 2025-05-08 ann party=ann"],
        "signed",
        ["2025-04-30"],
        parties={"ann": "ratified"},
    ),
    "without order the latest stands": Case(
        ["a kept 2025-04-01 ann", "b in-the-works 2025-05-01 ann"], "in-the-works", ["2025-05-01"], ladder="promise"
    ),
    "a rung of another ladder moves nothing": Case(["a disbursed 2025-04-01 ann"], None),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_standing(case: Case) -> None:
    standing = fold(case.reports, case.ladder)
    assert (standing.now.rung if standing.now else None) == case.now
    assert [when.text for when in (standing.now.since if standing.now else ())] == case.since
    assert {(short(d.one), short(d.other), d.why) for d in standing.disputes} == case.disputes
    assert {party: rung.rung for party, rung in standing.parties} == case.parties
    assert set(map(short, standing.unconfirmed)) == case.unconfirmed
    assert {(short(lower), short(higher)) for lower, higher in standing.backward} == case.backward


def test_as_of_is_the_latest_named_telling_of_the_rung() -> None:
    standing = fold(["a signed 2025-05-01 ann", "b signed 2025-05-01 bob", "c signed 2025-05-01 ~officials"])
    assert standing.as_of == make.when("2025-06-02")
    assert standing.voice == make.hop("bob")
    assert standing.now is not None
    assert [short(id) for id in standing.now.statements] == ["c", "b", "a"]


def test_the_history_goes_by_date_and_then_by_telling() -> None:
    standing = fold(["a signed 2025-05-01 ann", "b signed 2025-05-01 bob", "c agreed 2025-04-01 ann", "y agreed - bob"])
    assert [short(id) for id in standing.history] == ["c", "a", "b", "y"]


PATHS = {
    "by date, with its exits": (
        [
            "a referred 2024-12-23 ann",
            "b blocked 2025-01-03 bob",
            "c in-review 2025-04-07 ann",
            "e closed 2025-06-18 ann",
        ],
        ["referred 2024-12-23", "blocked 2025-01-03", "in-review 2025-04-07", "closed 2025-06-18"],
    ),
    "a rung known by a day came before the higher one": (
        ["a referred 2025-01-01 ann", "b in-review - ann", "c closed 2025-06-18 ann"],
        ["in-review ../2025-06-02", "referred 2025-01-01", "closed 2025-06-18"],
    ),
    "one climb has a rung once": (
        ["a agreed 2025-01-01 ann", "b in-review 2025-02-01 ann", "c agreed - bob", "e closed 2025-06-18 ann"],
        ["agreed 2025-01-01", "in-review 2025-02-01", "closed 2025-06-18"],
    ),
    "a step back is a step": (
        [
            "a agreed 2025-01-01 ann",
            "b referred 2025-02-01 ann",
            "c in-review 2025-03-01 bob",
            "e closed 2025-06-18 ann",
        ],
        ["agreed 2025-01-01", "referred 2025-02-01", "in-review 2025-03-01", "closed 2025-06-18"],
    ),
    "an offer stands before its refusal": (
        ["b rejected 2025-01-01 bob", "a bid 2025-01-01 ann", "c agreed 2025-02-01 ann"],
        ["bid 2025-01-01", "rejected 2025-01-01", "agreed 2025-02-01"],
    ),
    "an exit and a new climb": (
        ["a agreed 2025-01-01 ann", "b blocked 2025-02-01 bob", "c agreed 2025-03-01 ann", "e blocked 2025-04-01 bob"],
        ["agreed 2025-01-01", "blocked 2025-02-01", "agreed 2025-03-01", "blocked 2025-04-01"],
    ),
    "an exit on unnamed word alone is no step": (
        ["a agreed 2025-01-01 ann", "b blocked 2025-02-01 ~some"],
        ["agreed 2025-01-01"],
    ),
}


@pytest.mark.parametrize(("reports", "path"), PATHS.values(), ids=PATHS.keys())
def test_the_way_there(reports: list[str], path: list[str]) -> None:
    standing = fold(reports, "takeover")
    assert [" ".join((step.rung, *(when.text for when in step.since))) for step in standing.path] == path
    assert standing.now == standing.path[-1]


def test_a_retracted_article_moves_nothing() -> None:
    signed = make.statement("a/x", by="ann", deal="d", status="signed", when="2025-05-01")
    entities = make.entities(make.actor("ann"), make.deal("d"))
    filed = make.articles(signed, a={"standing": "retracted"})
    graph, _ = link_graph(make.config(), make.TODAY, entities, filed.values())
    assert graph.standings["d"].now is None


def test_a_corrected_date_takes_the_place_of_the_old() -> None:
    wrong = make.statement("a/x", by="ann", deal="d", status="signed", when="2025-05-11")
    right = make.statement("b/x", told="2025-03-05", by="ann", when="2025-05-01", relations=(("corrects", "a/x"),))
    entities = make.entities(make.actor("ann"), make.deal("d"))
    graph, _ = link_graph(make.config(), make.TODAY, entities, make.articles(wrong, right).values())
    now = graph.standings["d"].now
    assert now is not None
    assert now.since == (make.when("2025-05-01"),)
