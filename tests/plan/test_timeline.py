"""What a deal's timeline shows."""

from dataclasses import replace

from builder.plan.context import plan_context
from builder.plan.parts.statuses import timeline
from tests import make

KNOWN = make.entities(make.deal("pact", name="Pact"), make.event("talks", name="Talks", when=make.when("2025-02-20")))


def test_events_on_the_way_stand_between_the_steps_each_once() -> None:
    told = (
        make.statement("a/signed", deal="pact", status="signed", when="2025-03-03"),
        make.statement("a/agreed", deal="pact", status="agreed"),
        make.statement("a/met", deal="pact", event="talks"),
        make.statement("b/met", deal="pact", event="talks", told="2025-03-04"),
        make.statement("c/met", event="talks"),
    )
    by_deal = {"pact": tuple(each.id for each in told)}
    desk = plan_context(make.graph(KNOWN, make.articles(*told), by_deal=by_deal, by_event={"talks": ("a/met",)}))
    turns, earlier = timeline(desk, "pact", ("a/agreed", "a/signed"), 40)
    assert earlier == 0
    assert [(turn.when.words, turn.told, turn.event and turn.event.words, turn.card.id) for turn in turns] == [
        ("20 February 2025", False, "Talks", "a/met"),
        ("3 March 2025", True, None, "a/agreed"),
        ("3 March 2025", False, None, "a/signed"),
    ]
    assert timeline(desk, "pact", ("a/agreed", "a/signed"), 1) == (turns[-1:], 2)


def test_a_corrected_date_stands_in_place_of_the_old() -> None:
    signed = make.statement("a/signed", deal="pact", status="signed", when="2025-03-13")
    graph = replace(make.graph(KNOWN, make.articles(signed)), redated={"a/signed": make.when("2025-03-03")})
    (turn,), _ = timeline(plan_context(graph), "pact", ("a/signed",), 40)
    assert turn.when.words == "3 March 2025"
