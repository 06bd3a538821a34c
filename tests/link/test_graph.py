"""The graph as a whole: ids and URLs taken twice, order, backlinks, links in prose, quotes that stand elsewhere."""

import pytest

from builder.link.graph import link_graph
from builder.link.quotes import name_other_articles
from builder.model.article import Derivation, FreePage, Position
from builder.model.entities import Record
from builder.model.finding import Finding
from builder.model.graph import Article
from builder.model.prose import read
from tests import make
from tests.link.site import known, linked


def codes(*filed: Article, records: tuple[Record, ...] = (), pages: tuple[FreePage, ...] = ()) -> list[str]:
    _, findings = link_graph(make.config(), make.TODAY, known(*records), filed, pages)
    return [finding.code for finding in findings]


def test_entities_and_articles_share_one_space_of_ids() -> None:
    assert codes(make.article("ann")) == ["duplicate-id"]
    assert codes(make.article("Ann")) == ["duplicate-id"]
    assert codes(make.article("a", former=("ann",))) == ["duplicate-id"]
    assert codes(make.article("a"), records=(make.actor("x", former=("A",)),)) == ["duplicate-id"]
    assert codes(make.article("a"), make.article("b", former=("c",))) == []
    assert codes(make.article("a"), records=(make.actor("x", elsewhere=("deal/a",)),)) == ["duplicate-id"]
    assert codes(records=(make.actor("x", elsewhere=("deal/x", "event/x", "event/y")),)) == []


@pytest.mark.parametrize(
    ("elsewhere", "expected"),
    [
        ("a/gone", 0),
        ("c/x", 0),
        ("a/y", 1),
        ("a/once", 1),
        ("was/y", 1),
        ("c/z", 1),
    ],
)
def test_a_statement_stood_where_no_other_does_or_did(elsewhere: str, expected: int) -> None:
    """`was` is what article a was called."""
    told = (
        make.statement("a/y", former=("once",)),
        make.statement("b/x", elsewhere=(elsewhere,)),
        make.statement("f/w", elsewhere=("c/z",)),
    )
    filed = make.articles(*told, a={"former": ("was",)})
    assert codes(*filed.values()) == ["duplicate-id"] * expected


def test_two_pages_whose_names_differ_in_capitals() -> None:
    pages = tuple(FreePage(stem, "T", make.location(f"content/pages/{stem}.md")) for stem in ("about", "About"))
    assert codes(pages=pages) == ["url-collision"]


def test_links_in_prose_lead_somewhere() -> None:
    def page(id: str) -> tuple[FreePage, ...]:
        return (FreePage("about", "T", make.location(), html=read(f"[[{id}]]")),)

    assert codes(make.article("a"), pages=page("a")) == []
    assert codes(pages=page("a")) == ["unknown-id"]
    about = read("<p>[[nobody|so]]</p>")
    assert codes(records=(make.actor("x", about_html=about),)) == ["unknown-id"]
    _, findings = link_graph(make.config(corrections_html=about), make.TODAY, known(), ())
    assert [(f.code, f.location.keys) for f in findings] == [("unknown-id", ("corrections",))]


def test_articles_and_statements_stand_latest_first() -> None:
    graph = linked(
        make.statement("b/x", told="2025-05-01"),
        make.statement("c/x", told="2025-05-01/2025-05-08"),
        make.statement("a/x", told="2025-05-01"),
        make.statement("z/x", told="2025-05-08"),
    )
    assert list(graph.articles) == ["z", "c", "a", "b"]
    assert list(graph.statements) == ["z/x", "c/x", "a/x", "b/x"]


def test_the_order_of_articles_makes_no_difference() -> None:
    filed = [make.article(id, make.statement(f"{id}/x", deal="d", status="signed")) for id in ("a", "b", "c")]
    one, _ = link_graph(make.config(), make.TODAY, known(), filed)
    other, _ = link_graph(make.config(), make.TODAY, known(), filed[::-1])
    assert repr(one) == repr(other)


def test_who_is_named_where() -> None:
    entities = known(make.question("q", "yes"), make.event("ball"), make.place("port"))
    statement = make.statement(
        "a/x",
        by="wire > ann",
        deal="d",
        event="ball",
        named=["ann", "bob", "d", "e", "port"],
        payer="cyd",
        positions=(Position("q", "yes", holder="bob"),),
        saying="toast",
    )
    graph = linked(statement, entities=entities)
    assert {id for id, found in graph.by_deal.items() if found} == {"d", "e"}
    assert set(graph.by_voice) == {"ann"}
    assert set(graph.by_named) == {"wire", "bob", "cyd", "q", "port"}
    assert set(graph.by_event) == {"ball"}
    assert set(graph.sayings) == {"toast"}


def test_backlinks_stand_in_order_of_happening_the_latest_first() -> None:
    graph = linked(
        make.statement("a/x", told="2025-05-03", deal="d", when="2025-01-01"),
        make.statement("b/x", told="2025-05-01", deal="d"),
        make.statement("c/x", told="2025-05-02", deal="d", when="2025-05-01"),
    )
    assert graph.by_deal["d"] == ("c/x", "b/x", "a/x")


def test_mentions_are_linked_back_only_from_published_text() -> None:
    mention = (("ann", 0, 3),)
    texts = [
        Article(make.front("a"), make.body("Ann"), "full", mentions=mention),
        Article(make.front("b"), make.body("Ann"), "excerpt", mentions=mention),
    ]
    graph, _ = link_graph(make.config(), make.TODAY, known(), texts)
    assert graph.by_mention == {"ann": (("a", 0, 3),)}


def test_what_derives_from_an_article() -> None:
    copy = {"derives": (Derivation("a", "rewrite"),)}
    assert linked(a={}, b=copy, c=copy).derived == {"a": ("b", "c")}


@pytest.mark.parametrize(
    ("quote", "notes"),
    [
        ("said “yes”", ("these words are in `b`",)),
        ("a loan … pounds", ("these words are in `b`",)),
        ("Norland lends", ("these words are in `b`",)),
        ("6 billion pounds", ()),
        ("no", ()),
    ],
)
def test_a_quote_that_is_not_found_may_stand_elsewhere(quote: str, notes: tuple[str, ...]) -> None:
    lost = make.statement("a/x", quote=quote, anchor=None)
    here = make.article("a", lost, text="Nothing of it: 2.6 billion pounds.")
    there = make.article("b", text='He said "yes" to a loan of 2.6 billion pounds.', title="Norland lends")
    finding = Finding("quote-not-found", "it is not there", lost.written.location_of("quote"))
    other = Finding("long-quote", "it is long", lost.written.location_of("quote"))
    assert [f.notes for f in name_other_articles((finding, other), (here, there))] == [notes, ()]
