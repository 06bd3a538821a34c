"""What is published on a day: drafts and embargoes, and what waits with them."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from builder.link.graph import link_graph
from builder.model.article import Derivation, FreePage, Ref
from builder.model.dates import When, over
from builder.model.graph import Article, Graph
from builder.model.prose import read
from tests import make
from tests.link.site import known

DAY = date(2025, 6, 1)


def moment(day: date, time: str = "", offset: str = "") -> When:
    return When(day.isoformat(), day, day, time=time, offset=offset)


@pytest.mark.parametrize(
    ("embargo", "timezone", "ended"),
    [
        (moment(date(2025, 5, 31)), "UTC", True),
        (moment(DAY), "UTC", True),
        (moment(date(2025, 6, 2)), "UTC", False),
        (moment(date(2025, 5, 31), "23:59"), "UTC", True),
        (moment(DAY, "09:00"), "UTC", False),
        (moment(DAY, "00:00"), "UTC", True),
        (moment(date(2025, 5, 31), "23:30", "-05:00"), "UTC", False),
        (moment(DAY, "00:30", "+02:00"), "UTC", True),
    ],
    ids=["the day before", "the day", "the day after", "late the day before", "within the day", "at midnight",
         "tomorrow by the site's clock", "yesterday by the site's clock"],
)  # fmt: skip
def test_an_embargo_ends_only_for_certain(embargo: When, timezone: str, ended: bool) -> None:  # noqa: FBT001
    assert over(embargo, DAY, timezone) is ended


def linked(*filed: Article, drafts: bool = False, **deal: Any) -> Graph:
    entities = known(make.deal("secret", **deal), make.question("q", "yes", deal="secret"))
    graph, findings = link_graph(make.config(), DAY, entities, filed, drafts=drafts)
    assert not findings
    return graph


@pytest.mark.parametrize("keys", [{"draft": True}, {"embargo": make.when("2025-07-01")}], ids=["draft", "embargo"])
def test_an_article_waits_with_its_statements(keys: dict[str, Any]) -> None:
    copy = make.article("b", derives=(Derivation("a", "rewrite"),), version_of="a")
    graph = linked(make.article("a", make.statement("a/x"), **keys), copy)
    assert (list(graph.articles), graph.statements) == (["b"], {})
    assert (graph.articles["b"].front.derives, graph.articles["b"].front.version_of) == ((), "")


def test_an_entity_takes_along_what_names_it() -> None:
    speaks = make.statement("a/speaks", deal="secret")
    links = make.statement("a/links", named=["secret"])
    other = make.statement("a/other")
    graph = linked(make.article("a", speaks, links, other), draft=True)
    assert list(graph.statements) == ["a/other"]
    assert "secret" not in graph.entities.deals
    assert not graph.entities.questions


@pytest.mark.parametrize(("id", "shown"), [("ann", True), ("a", True), ("secret", False), ("b", False)])
def test_prose_waits_with_what_it_links_to(id: str, shown: bool) -> None:  # noqa: FBT001
    about = read(f"<p>See [[{id}|it]].</p>")
    entities = known(make.deal("secret", draft=True), make.place("told", about_html=about, about_on=make.when("2025")))
    filed = [make.article("a"), make.article("b", draft=True)]
    page = FreePage("method", "Method", make.location(), html=read(f"[[{id}]]"))
    graph, findings = link_graph(make.config(), DAY, entities, filed, (page,))
    place = graph.entities.places["told"]
    assert not findings
    assert (bool(place.about_html), place.about_on is not None, graph.pages == (page,)) == (shown, shown, shown)


@pytest.mark.parametrize(("rights", "shown"), [("full", False), ("excerpt", True)])
def test_a_text_that_is_shown_waits_with_what_it_links_to(rights: str, shown: bool) -> None:  # noqa: FBT001
    body = replace(make.body("The secret"), refs=(Ref("secret", 4, 10, 4),))
    graph = linked(Article(make.front("a"), body, rights), draft=True)
    assert ("a" in graph.articles) == shown


def test_a_statement_may_wait_alone() -> None:
    graph = linked(make.article("a", make.statement("a/x", draft=True), make.statement("a/y")))
    assert list(graph.statements) == ["a/y"]


def test_what_is_done_to_a_statement_that_waits_is_not_told() -> None:
    waits = make.statement("b/x", draft=True)
    doing = make.statement("a/x", relations=(("confirms", "b/x"), ("confirms", "a/y")), resolves=(("b/x", "met"),))
    graph = linked(make.article("a", doing, make.statement("a/y")), make.article("b", waits))
    written = graph.statements["a/x"].written
    assert (written.relations, written.resolves) == ((("confirms", "a/y"),), ())


def test_with_drafts_all_is_there() -> None:
    filed = make.article("a", make.statement("a/x", draft=True, deal="secret"), draft=True)
    graph = linked(filed, drafts=True, draft=True)
    assert list(graph.statements) == ["a/x"]
    assert "secret" in graph.entities.deals


def test_an_article_without_a_known_outlet_is_never_shown() -> None:
    graph = linked(make.article("a", outlet="nobody"), drafts=True)
    assert not graph.articles
