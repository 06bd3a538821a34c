"""Calendars: the days on which a planned thing stands, in whose name, and what became of it."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from builder.model.feeds import Calendar, CalendarEvent
from builder.model.graph import Graph, Relation
from builder.plan.context import plan_context
from builder.plan.exports.calendars import plans
from tests import make

KNOWN = make.entities(make.deal("pact", name="The pact", former=("deal-x",)), make.deal("quiet"), make.actor("us"))


def calendars(*statements: Any, **keys: Any) -> dict[str, Calendar]:
    graph: Graph = make.graph(KNOWN, make.articles(*statements), **keys)
    found = {path: list(plan()) for path, plan in plans(plan_context(graph))}
    return {path: one for path, shown in found.items() for one in shown if isinstance(one, Calendar)}


def event(**keys: Any) -> CalendarEvent:
    around = {key: keys.pop(key) for key in ("config", "bearing") if key in keys}
    statement = make.statement("a/x", **{"by": "us", "mode": "planned", **keys})
    (found,) = calendars(statement, make.statement("b/y"), **around)["/feeds/site.ics"].events
    return found


@pytest.mark.parametrize(
    ("due", "first", "last"),
    [
        ("2025-07-04", (2025, 7, 4), (2025, 7, 4)),
        ("2025-07", (2025, 7, 1), (2025, 7, 31)),
        ("2025-07-04/2025-07-06", (2025, 7, 4), (2025, 7, 6)),
        ("../2025-07-04", (2025, 7, 4), (2025, 7, 4)),
        ("2025-07-04/..", (2025, 7, 4), (2025, 7, 4)),
    ],
)
def test_a_plan_stands_on_the_days_of_its_window(due: str, first: Any, last: Any) -> None:
    found = event(due=due)
    assert (found.first, found.last) == (date(*first), date(*last))


@pytest.mark.parametrize(
    ("due", "outcome", "title"),
    [
        ("2025-07-04", "", "Us, in The Gazette (Planned): A gist."),
        ("2025-05-04", "", "Us, in The Gazette (Planned; no outcome recorded): A gist."),
        ("2025-05-04", "met", "Us, in The Gazette (Planned; met): A gist."),
        ("2025-05-04", "missed", "Us, in The Gazette (Planned; not met): A gist."),
    ],
)
def test_an_event_says_who_plans_it_and_what_became_of_it(due: str, outcome: str, title: str) -> None:
    resolved = {"a/x": (Relation("resolves", "b/y", "a/x", stated=False, outcome=outcome),)} if outcome else {}
    assert event(due=due, bearing=resolved).title == title


def test_an_event_keeps_its_id_and_is_stamped_when_it_was_put_on_file() -> None:
    found = event(due="2025-07", recorded="2025-03-05", config=make.config(timezone="Europe/Kyiv"))
    assert found.id == "tag:example.org,2025:/test/s/a/x/"
    assert found.stamp == datetime(2025, 3, 4, 22, tzinfo=UTC)
    assert found.href == "https://example.org/test/s/a/x/"


@pytest.mark.parametrize(
    "keys", [{"mode": "planned", "due_open": True}, {"mode": "denied", "due": "2025-07"}, {"mode": "planned"}]
)
def test_what_is_not_due_on_a_date_is_in_none(keys: dict[str, Any]) -> None:
    assert not calendars(make.statement("a/x", **keys))


def test_what_was_put_off_is_in_none() -> None:
    planned = make.statement("a/x", mode="planned", due="2025-07")
    assert not calendars(planned, overtaken={"a/x": frozenset({"due"})})


def test_a_deal_of_which_something_is_due_has_one_also_where_it_was_once() -> None:
    planned = make.statement("a/x", mode="planned", due="2025-07", deal="pact")
    by_deal = {"pact": ("a/x",), "quiet": ("b/y",)}
    found = calendars(planned, make.statement("b/y", deal="quiet"), by_deal=by_deal)
    assert found.keys() == {"/feeds/site.ics", "/feeds/deals/pact.ics", "/feeds/deals/deal-x.ics"}
    assert found["/feeds/deals/deal-x.ics"].address == "https://example.org/test/feeds/deals/pact.ics"
    assert found["/feeds/deals/pact.ics"].events == found["/feeds/site.ics"].events
    assert not calendars(planned, by_deal=by_deal, config=make.config(url=""))
