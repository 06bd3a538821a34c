"""What can be found: by which words, narrowed by what, and that no claim is shown without what belongs to it."""

import pytest

from builder.model.article import FreePage
from builder.model.graph import Graph, Relation
from builder.model.plain_pages import SearchPage
from builder.model.search import Findable
from builder.model.urls import ROOT
from builder.plan.context import plan_context
from builder.plan.exports import search
from builder.plan.exports.search import findables
from tests import make


def site(*statements: object, **keys: object) -> Graph:
    known = make.entities(
        make.actor("us", name="United States", kind="country", aliases=("USA",)),
        make.actor("isw", name="Institute"),
        make.actor("neighbour", kind="person", page=False),
        make.deal("loan", name="Port loan"),
        make.deal("pact", name="Pact"),
        make.question("terms", "in-force", name="Are there terms?", deal="loan"),
        make.place("nowhere"),
    )
    return make.graph(known, make.articles(*statements), **keys)  # type: ignore[arg-type]


def everything(graph: Graph) -> dict[str, Findable]:
    return {one.path: one for one in findables(plan_context(graph))}


def told(*others: object, **keys: object) -> Findable:
    """The statement `a/x` of these keys as it is found."""
    relations = keys.pop("bearing", {})
    graph = site(make.statement("a/x", **keys), *others, bearing=relations)  # type: ignore[arg-type]
    return everything(graph)["/s/a/x/"]


def test_a_statement_is_found_by_our_sentence_its_quote_and_translation() -> None:
    one = told(quote="un prêt", gist="[[us]] lends by the [[loan|port deal]].", translation="a loan")
    assert one.text == "United States lends by the port deal. ‖ un prêt ‖ a loan"


@pytest.mark.parametrize(
    ("by", "form", "voice", "trail"),
    [
        ("isw > us", "report", "United States", "through Institute, in The Gazette, 3 March 2025"),
        ("us + isw", "report", "United States and Institute", "in The Gazette, 3 March 2025"),
        ("~two officials", "report", "two officials (unnamed)", "in The Gazette, 3 March 2025"),
        ("", "report", "Unattributed", "in The Gazette, 3 March 2025"),
        ("", "own", "The Gazette", "3 March 2025"),
    ],
)
def test_who_says_it_stands_beside_it(by: str, form: str, voice: str, trail: str) -> None:
    graph = make.graph(site().entities, make.articles(make.statement("a/x", by=by), a={"form": form}))
    assert everything(graph)["/s/a/x/"].shown == {"voice": voice, "trail": trail}


def test_what_it_is_and_what_others_do_to_it_stand_beside_it() -> None:
    denial = make.statement("b/y", by="us", mode="denied", told="2025-03-04")
    relation = Relation("disputes", "b/y", "a/x", stated=False)
    one = told(denial, by="isw", mode="planned", bearing={"a/x": (relation,)})
    assert one.shown["labels"] == "Planned"
    assert one.shown["replies"] == "Denied by United States, in The Gazette, 4 March 2025"


def test_facets_of_a_statement() -> None:
    one = make.statement(
        "a/x", by="us", named=("isw", "pact"), deal="loan", amount=make.amount("GBP", 5), stage="pledged"
    )
    graph = site(one, by_voice={"us": ("a/x",)}, by_named={"isw": ("a/x",)})
    assert everything(graph)["/s/a/x/"].facets == {
        "kind": ("Statement",),
        "actor": ("United States", "Institute"),
        "deal": ("Port loan", "Pact"),
        "outlet": ("The Gazette",),
        "year": ("2025",),
        "stage": ("pledged",),
    }  # fmt: skip


def test_what_a_statement_does_not_have_is_no_facet_of_it() -> None:
    assert told(by="~an official").facets.keys() == {"kind", "outlet", "year"}


def test_nobody_is_listed_who_has_no_page() -> None:
    graph = site(make.statement("a/x", by="neighbour"), by_voice={"neighbour": ("a/x",)})
    found = everything(graph)
    assert "actor" not in found["/s/a/x/"].facets
    assert "/actors/neighbour/" not in found


def test_pages_are_found_by_their_names() -> None:
    about = FreePage("about", "About us", make.location(), draft=True)
    graph = site(make.statement("a/x"), by_voice={"us": ("a/x",)}, by_deal={"loan": ("a/x",)}, pages=(about,))
    found = everything(graph)
    assert found.keys() == {
        "/s/a/x/", "/articles/a/", "/actors/us/", "/actors/gazette/", "/deals/loan/", "/questions/terms/", "/about/",
        "/dates/2025/", "/dates/2025-03/", "/dates/2025-03-03/",
    }  # fmt: skip
    assert found["/actors/us/"].text == "United States ‖ USA ‖ us"
    assert found["/actors/us/"].shown == {"title": "United States", "note": "Country"}
    assert found["/deals/loan/"].facets == {"kind": ("Deal",), "deal": ("Port loan",)}
    assert found["/questions/terms/"].text == "Are there terms? ‖ terms ‖ in force"
    assert found["/articles/a/"].shown == {"title": "A title", "note": "Article in The Gazette, 3 March 2025"}
    assert found["/about/"].shown["note"] == "Page, Draft"


def test_a_retracted_article_says_so() -> None:
    graph = make.graph(site().entities, make.articles(make.statement("a/x"), a={"standing": "retracted"}))
    found = everything(graph)
    assert found["/articles/a/"].shown["note"].endswith(", retracted")
    assert found["/s/a/x/"].shown["labels"] == "article retracted"


def test_what_is_new_comes_last() -> None:
    old = [make.statement(f"{id}/x") for id in "gfedcb"]
    before = list(findables(plan_context(site(*old))))
    after = list(findables(plan_context(site(make.statement("h/x", told="2025-03-04"), *old))))
    assert [one.path for one in after[-2:]] == ["/articles/h/", "/s/h/x/"]
    assert [one for one in after[:-2] if one.facets["kind"] != ("Date",)] == [
        one for one in before if one.facets["kind"] != ("Date",)
    ]


def test_what_is_called_just_so_has_a_name() -> None:
    found = everything(site(make.statement("a/x"), by_voice={"us": ("a/x",)}))
    assert found["/actors/us/"].names == ("United States", "USA", "us")
    assert found["/dates/2025-03-03/"].names == ("3 March 2025", "3 March")
    assert found["/dates/2025/"].names == ("2025",)
    assert found["/s/a/x/"].names == ()


def test_the_page_tells_where_the_index_is() -> None:
    (page,) = make.pages(search.plans(plan_context(site(make.statement("a/x")))))
    assert isinstance(page, SearchPage)
    assert page.index == f"{ROOT}search/index/"
