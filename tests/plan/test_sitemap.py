"""The list of pages for search engines, with the day on which each last changed; and what stands beside it."""

from typing import Any

import pytest

from builder.model.data_files import PlainText, Sitemap
from builder.model.entities import Correction
from builder.model.graph import Graph
from builder.model.sources import Theme
from builder.pages import PageBuilder, file_of
from builder.plan.context import plan_context
from builder.plan.exports import llms, sitemap
from builder.plan.exports.sitemap import sitemaps
from builder.render.html import Renderer
from tests import make

MEND = (Correction(make.when("2025-05-12"), "was", "why"),)
X = make.statement("a/x", told="2025-03-03", when="2025-02-01", recorded="2025-03-04", deal="pact")
Y = make.statement("b/y", told="2025-03-05", recorded="2025-03-06", corrected=MEND, deal="part")
Z = make.statement("c/z", told="2025-03-05", recorded="2025-03-07", by="us")


def graph(**keys: Any) -> Graph:
    known = make.entities(
        make.deal("pact"),
        make.deal("part", part_of="pact"),
        make.actor("us", corrected=(Correction(make.when("2025-04-01"), "was", "why"),)),
        make.actor("nyt", kind="outlet"),
    )
    fronts: dict[str, dict[str, Any]] = {
        "a": {"recorded": "2025-03-04"},
        "b": {"recorded": "2025-03-06", "former": ("was",)},
        "c": {"recorded": "2025-03-07"},
    }
    by_deal = {"pact": ("a/x",), "part": ("b/y",)}
    return make.graph(known, make.articles(X, Y, Z, **fronts), by_deal=by_deal, by_voice={"us": ("c/z",)}, **keys)


def days(**keys: Any) -> dict[str, str]:
    (found,) = sitemaps(plan_context(graph(**keys)), 1000)
    return {address.removeprefix("https://example.org/test"): day for address, day in found.addresses}


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/deals/part/", "2025-05-12"),
        ("/deals/pact/", "2025-05-12"),
        ("/actors/us/", "2025-04-01"),
        ("/articles/a/", "2025-03-04"),
        ("/articles/b/", "2025-05-12"),
        ("/dates/2025-02-01/", "2025-03-04"),
        ("/dates/2025-02/", "2025-03-04"),
        ("/dates/2025/", "2025-05-12"),
    ],
)
def test_a_page_changed_when_what_it_shows_did(path: str, day: str) -> None:
    assert days()[path] == day


def test_the_parts_of_a_long_ledger_are_listed() -> None:
    found = days(levels=(make.level("part", 5, statements=("b/y",)),) * 201)
    assert {path: day for path, day in found.items() if path.startswith("/money/2")} == dict.fromkeys(
        ("/money/2025/", "/money/2025-03/", "/money/2025-03-05/"), "2025-05-12"
    )


def test_former_addresses_statements_and_the_page_for_the_lost_are_not_in_it() -> None:
    assert not [path for path in days() if "/was/" in path or path.startswith("/s/") or "404" in path]


def test_a_long_list_is_split_and_the_parts_are_listed() -> None:
    (whole,) = sitemaps(plan_context(graph()), 1000)
    index, *parts = sitemaps(plan_context(graph()), 10)
    assert (index.path, index.index) == ("/sitemap.xml", True)
    assert [address for address, _ in index.addresses] == [f"https://example.org/test{part.path}" for part in parts]
    assert [part.path for part in parts[:2]] == ["/sitemap-1.xml", "/sitemap-2.xml"]
    assert max(len(part.addresses) for part in parts) == 10
    assert tuple(line for part in parts for line in part.addresses) == whole.addresses


def test_a_preview_finds_the_parts_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "MOST", 10)
    page_builder = PageBuilder(graph(), Renderer(Theme({}, ())))
    assert b"<urlset" in (file_of(page_builder, "sitemap-2.xml") or b"")
    assert file_of(page_builder, "sitemap-9.xml") is None


def test_robots_are_shown_the_list() -> None:
    found = {path: list(plan()) for path, plan in sitemap.plans(plan_context(graph()))}
    assert isinstance(found["/sitemap.xml"][0], Sitemap)
    (robots,) = found["/robots.txt"]
    assert isinstance(robots, PlainText)
    assert "Sitemap: https://example.org/test/sitemap.xml\n" in robots.text


def test_the_site_s_own_files_stand_in_place_of_these() -> None:
    own = plan_context(graph(files=frozenset({"robots.txt", "llms.txt"})))
    assert [path for path, _ in sitemap.plans(own)] == ["/sitemap.xml"]
    assert not list(llms.plans(own))


def test_without_an_address_there_is_only_what_needs_none() -> None:
    desk = plan_context(graph(config=make.config(url="")))
    assert not list(sitemap.plans(desk))
    text = llms.llms(desk).text
    assert "- [Deals](deals/): " in text
    assert "/feeds/" not in text


def test_llms_txt_has_a_title_the_scope_and_lists_of_links() -> None:
    lines = llms.llms(plan_context(graph(config=make.config(scope="Tests,\n\nand more.")))).text.splitlines()
    assert lines[0] == "# Test desk"
    assert lines[2] == "> Tests, and more."
    assert [line for line in lines if line.startswith("## ")] == ["## Pages", "## Data", "## Following"]
    assert "https://example.org/test/data/site.json" in "\n".join(lines)
