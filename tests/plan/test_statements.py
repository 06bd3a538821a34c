"""A statement's own page: what it says beside its card, and how it is cited."""

import json
import re
from dataclasses import replace
from html import unescape
from typing import Any

import pytest

from builder.model.article_pages import StatementPage
from builder.model.graph import Anchor, Article, Graph
from builder.model.pages import Page
from builder.model.plain_pages import MovedPage
from builder.model.urls import ROOT
from builder.plan.context import plan_context
from builder.plan.exports import sitemap
from builder.plan.sections import plans
from tests import make

TEXT = "A first paragraph.\nBefore it, the loan was agreed in May, and after it.\nA last one."


def filed(
    *,
    told: str = "2025-05-01",
    rights: str = "excerpt",
    in_title: bool = False,
    elsewhere: tuple[str, ...] = (),
    **front: Any,
) -> Article:
    start = TEXT.index("the loan")
    one = make.statement(
        "a/loan", quote="the loan was agreed", gist="The [[pact]] is [[us|theirs]].", told=told, by=(make.hop("us"),),
        deals=("pact",), former=("old",), elsewhere=elsewhere, anchor=Anchor(((start, start + 19),), in_title),
    )  # fmt: skip
    keys = {"title": "The loan & the pact", "url": "https://gazette.example/1", **front}
    return replace(make.article("a", one, text=TEXT, **keys), rights=rights)


def graph(article: Article, **config: Any) -> Graph:
    known = make.entities(
        make.actor("us", name="US"), make.actor("gazette", name="Gazette"), make.deal("pact", name="Pact")
    )
    lists = {"by_deal": {"pact": ("a/loan",)}, "by_voice": {"us": ("a/loan",)}}
    return make.graph(known, (article,), config=make.config(**config), **lists)


def shown(article: Article, path: str = "/s/a/loan/", **config: str) -> Page:
    found = make.pages(plans(plan_context(graph(article, **config))).items())
    return next(page for page in found if page.path == path)


def statement(article: Article, **config: str) -> StatementPage:
    page = shown(article, **config)
    assert isinstance(page, StatementPage)
    return page


def test_it_is_headed_by_who_says_it_and_described_by_our_sentence() -> None:
    page = statement(filed())
    assert page.title == "US, in Gazette, 1 May 2025"
    assert page.description == "The Pact is theirs."
    assert page.place == f"{ROOT}articles/a/#loan"


@pytest.mark.parametrize(
    ("rights", "pieces"),
    [
        ("full", (("Before it, ", False), ("the loan was agreed", True), (" in May, and after it.", False))),
        ("excerpt", ()),
        ("link-only", ()),
    ],
)
def test_the_paragraph_stands_there_only_where_rights_allow(rights: str, pieces: tuple[tuple[str, bool], ...]) -> None:
    assert statement(filed(rights=rights)).context == pieces


def test_a_title_s_words_have_no_paragraph() -> None:
    assert statement(filed(rights="full", in_title=True)).context == ()


def test_a_former_id_leads_to_the_present_page() -> None:
    page = shown(filed(), "/s/a/old/")
    assert isinstance(page, MovedPage)
    assert page.target.href == f"{ROOT}s/a/loan/"


def test_so_do_the_pages_of_a_renamed_article_s_statements() -> None:
    for path in ("/s/b/loan/", "/s/b/old/"):
        page = shown(filed(former=("b",)), path)
        assert isinstance(page, MovedPage)
        assert page.target.href == f"{ROOT}s/a/loan/"
        assert page.canonical == "https://example.org/test/s/a/loan/"


def test_so_does_the_page_that_it_had_in_another_article() -> None:
    page = shown(filed(elsewhere=("b/loan",)), "/s/b/loan/")
    assert isinstance(page, MovedPage)
    assert page.target.href == f"{ROOT}s/a/loan/"


def test_it_is_cited_with_its_speaker_its_article_and_where_it_was_noted() -> None:
    cited = statement(filed()).citation
    noted = "noted by Test desk, https://example.org/test/s/a/loan/"
    assert cited.text == f"US, in Gazette, “The loan & the pact”, 1 May 2025, https://gazette.example/1; {noted}."
    assert cited.bibtex_html == (
        "@online{a.loan,\n"
        '  author = "{Gazette}",\n'
        "  title = {The loan \\&amp; the pact},\n"
        "  date = {2025-05-01},\n"
        "  url = {https://gazette.example/1},\n"
        f"  note = {{Statement by US; {noted}}}\n"
        "}"
    )
    assert json.loads(unescape(cited.csl_html)) == [
        {
            "id": "a/loan",
            "type": "article-newspaper",
            "title": "The loan & the pact",
            "container-title": "Gazette",
            "issued": {"date-parts": [[2025, 5, 1]]},
            "URL": "https://gazette.example/1",
            "note": f"Statement by US; {noted}",
        }
    ]


def test_a_title_that_the_desk_made_up_is_in_no_citation() -> None:
    cited = statement(filed(title_ours=True)).citation
    assert not re.search("the pact", "".join((cited.text, cited.bibtex_html, cited.csl_html)))


@pytest.mark.parametrize(
    ("published", "date", "issued"),
    [
        ("2025-05", "date = {2025-05}", {"date-parts": [[2025, 5]]}),
        ("2025", "date = {2025}", {"date-parts": [[2025]]}),
        ("2024-12-30/2025-01-02", "", {"literal": "30 December 2024 – 2 January 2025"}),
        ("../2025-05-01", "", {"literal": "by 1 May 2025"}),
    ],
)
def test_no_date_is_cited_more_exactly_than_it_is_known(published: str, date: str, issued: object) -> None:
    cited = statement(filed(told=published)).citation
    assert date in cited.bibtex_html
    assert ("date" in cited.bibtex_html) == bool(date)
    assert json.loads(unescape(cited.csl_html))[0]["issued"] == issued


def test_a_site_without_an_address_gives_none() -> None:
    page = statement(filed(), url="")
    assert page.canonical == ""
    assert page.citation.text.endswith("noted by Test desk.")


@pytest.mark.parametrize("asked", [True, False])
def test_search_engines_take_it_in_only_if_the_site_says_so(asked: bool) -> None:  # noqa: FBT001
    found = plan_context(graph(filed(), index_statements=asked))
    (shown,) = [one for one in plans(found)["/s/a/"]() if isinstance(one, StatementPage)]
    assert shown.indexed is asked
    listed = {path for path, _ in sitemap.pages(found)}
    assert ("/s/a/loan/" in listed) is asked
