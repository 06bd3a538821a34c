"""What a feed's title says: never a claim without its speaker, nor a denied one without its denial."""

from typing import Any

import pytest

from builder.model.graph import Graph, Relation
from builder.plan.context import plan_context
from builder.plan.exports.feeds import FeedEntries
from tests import make

KNOWN = make.entities(
    make.actor("isw", name="ISW"), make.actor("us", name="US & co"), make.actor("eu", name="EU"), make.deal("pact")
)
DENIAL = make.statement("b/y", by="isw > us", mode="denied", anchor=None)
ANONYMOUS = make.statement("b/y", told="2025-04-01")


def graph(*others: Any, kind: str = "", front: dict[str, Any] | None = None, **keys: Any) -> Graph:
    gist = {"gist": "The [[pact]] holds & <stays>."} | keys
    statement = make.statement("a/x", **gist)
    bearing = {"a/x": (Relation(kind, "b/y", "a/x", stated=True),)} if kind else {}
    return make.graph(KNOWN, make.articles(statement, *others, a=front or {}), bearing=bearing)


@pytest.mark.parametrize(
    ("others", "keys", "title"),
    [
        ((), {"by": "isw > us"}, "US & co, through ISW, in The Gazette: The Pact holds & <stays>."),
        ((), {"by": "us + eu"}, "US & co and EU, in The Gazette: The Pact holds & <stays>."),
        ((), {"by": "~officials"}, "officials (unnamed), in The Gazette: The Pact holds & <stays>."),
        ((), {"by": "=Olena K."}, "Olena K., in The Gazette: The Pact holds & <stays>."),
        ((), {}, "Unattributed in The Gazette: The Pact holds & <stays>."),
        ((), {"front": {"form": "own"}}, "The Gazette: The Pact holds & <stays>."),
        ((), {"by": "us", "mode": "denied"}, "US & co, in The Gazette (Denial): The Pact holds & <stays>."),
        ((), {"gist": "It [[pact|holds]]."}, "Unattributed in The Gazette: It holds."),
        (
            (DENIAL,),
            {"kind": "disputes", "by": "eu", "mode": "planned"},
            "EU, in The Gazette (Planned; denied by US & co): The Pact holds & <stays>.",
        ),
        (
            (ANONYMOUS,),
            {"kind": "disputes"},
            "Unattributed in The Gazette (disputed in The Gazette): The Pact holds & <stays>.",
        ),
        (
            (ANONYMOUS,),
            {"kind": "retracts", "by": "eu"},
            "EU, in The Gazette (retracted): The Pact holds & <stays>.",
        ),
        ((ANONYMOUS,), {"kind": "confirms", "by": "eu"}, "EU, in The Gazette: The Pact holds & <stays>."),
        (
            (),
            {"by": "eu", "front": {"standing": "retracted"}},
            "EU, in The Gazette (article retracted): The Pact holds & <stays>.",
        ),
    ],
)
def test_a_title_names_the_speaker_and_whoever_denies_it(others: Any, keys: dict[str, Any], title: str) -> None:
    assert FeedEntries(plan_context(graph(*others, **keys)))["a/x"].title == title


def test_an_entry_leads_to_the_statement_s_own_page() -> None:
    assert FeedEntries(plan_context(graph()))["a/x"].href == "https://example.org/test/s/a/x/"
