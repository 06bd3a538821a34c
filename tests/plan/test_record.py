"""The compiled record: what data/site.json says of single things."""

from typing import Any

import pytest

from builder.link.graph import link_graph
from builder.model.entities import Correction, Record
from builder.model.graph import Relation
from builder.plan.exports.record import record
from tests import make


def told(statement: Any, *others: Any, **keys: Any) -> dict[str, Any]:
    graph = make.graph(make.entities(make.deal("d")), make.articles(statement, *others), **keys)
    return {str(item["id"]): item for item in record(graph)["statements"]}[statement.id]


@pytest.mark.parametrize(("outcomes", "last"), [((), None), (("met",), "met"), (("missed", "met"), "met")])
def test_a_plan_came_to_what_was_told_last(outcomes: tuple[str, ...], last: str | None) -> None:
    relations = tuple(Relation("resolves", "b/y", "a/x", stated=False, outcome=outcome) for outcome in outcomes)
    planned = make.statement("a/x", mode="planned", due="2025-05")
    assert told(planned, make.statement("b/y"), bearing={"a/x": relations})["outcome"] == last


def test_what_is_not_planned_has_no_outcome() -> None:
    assert "outcome" not in told(make.statement("a/x"))


def test_money_is_text_in_whole_units() -> None:
    statement = make.statement("a/x", deal="d", amount=make.amount("GBP", "2260000000.50"), stage="committed")
    assert told(statement)["amount"] == {
        "currency": "GBP", "value": "2260000000.5", "low": "2260000000.5", "high": "2260000000.5", "approx": False,
    }  # fmt: skip


@pytest.mark.parametrize("key", ["memo", "flags", "noted_by", "checked_by", "allow", "share"])
def test_what_is_private_is_not_in_it(key: str) -> None:
    words = {"flags": ("secret",), "allow": (("stale", "secret"),)}
    keys: dict[str, Any] = {key: words.get(key, "secret")}
    assert "secret" not in str(told(make.statement("a/x", **keys)))


MEND = (Correction(make.when("2025-05-12"), "was", "why"),)


@pytest.mark.parametrize(
    ("kind", "entity", "keys"),
    [
        (
            "actors",
            make.actor("ann", ambiguous=("A",), not_same_as=("bob",), tz="Europe/Kyiv", owner="bob", memo="secret"),
            {"ambiguous": ["A"], "not_same_as": ["bob"], "tz": "Europe/Kyiv", "owner": "bob"},
        ),
        ("places", make.place("port", iso="GB", tz="Europe/London"), {"iso": "GB", "tz": "Europe/London"}),
        (
            "questions",
            make.question("q", "yes", corrected=MEND),
            {"corrected": [{"on": "2025-05-12", "was": "was", "why": "why"}]},
        ),
    ],
)
def test_what_is_known_of_an_entity_is_in_it(kind: str, entity: Record, keys: dict[str, Any]) -> None:
    (item,) = (item for item in record(make.graph(make.entities(entity)))[kind] if item["id"] == entity.id)
    assert keys.items() <= item.items()
    assert "secret" not in str(item)


def test_why_a_text_may_be_shown_is_in_it() -> None:
    filed = make.articles(a={"rights_why": "in the public domain"})
    (item,) = record(make.graph(make.entities(), filed))["articles"]
    assert item["rights_why"] == "in the public domain"


@pytest.mark.parametrize(("quoted", "shown"), [(("a/x",), [{"id": "ann", "name": "Ann", "kind": "person"}]), ((), [])])
def test_of_a_private_person_only_the_name_is_in_it(quoted: tuple[str, ...], shown: list[dict[str, str]]) -> None:
    ann = make.actor("ann", kind="person", page=False, url="https://example.org/ann", aliases=("Annie",))
    graph = make.graph(make.entities(ann), make.articles(make.statement("a/x")), by_voice={"ann": quoted})
    assert [item for item in record(graph)["actors"] if item["id"] != "gazette"] == shown


def test_a_deal_of_which_nothing_is_known_says_so() -> None:
    (deal,) = record(make.graph(make.entities(make.deal("d", name="Pact"))))["deals"]
    assert deal == {"id": "d", "name": "Pact", "ladder": deal["ladder"], "status": None, "parties": [], "part_of": None}


def test_a_status_says_how_the_deal_got_there() -> None:
    told = [
        make.statement(f"a/{rung}", by="ann", deal="d", status=rung, when=day)
        for rung, day in (("signed", "2025-02-01"), ("suspended", "2025-02-11"), ("agreed", "2025-02-21"))
    ]
    entities = make.entities(make.actor("ann"), make.deal("d"))
    graph, _ = link_graph(make.config(), make.TODAY, entities, make.articles(*told).values())
    (deal,) = record(graph)["deals"]
    assert deal["status"]["path"] == [  # type: ignore[index]
        {"rung": "signed", "since": ["2025-02-01"], "statements": ["a/signed"]},
        {"rung": "suspended", "since": ["2025-02-11"], "statements": ["a/suspended"]},
        {"rung": "agreed", "since": ["2025-02-21"], "statements": ["a/agreed"]},
    ]
