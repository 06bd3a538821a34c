"""Links to the site's own pages and files."""

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from builder.check.links import dead_link
from builder.model import urls
from builder.model.article import FreePage, ProseLink
from builder.model.config import NavItem
from builder.model.graph import Graph
from builder.model.locks import PublishedState, Withdrawal
from builder.model.prose import Prose
from tests import make
from tests.conftest import TODAY, BuiltSite, dateline


@pytest.mark.parametrize(
    ("href", "alive"),
    [
        ("https://example.org/nowhere/", True),
        ("mailto:desk@example.org", True),
        ("//example.org/nowhere", True),
        ("/", True),
        ("/deals/", True),
        ("/deal/", False),
        ("/articles/a/", True),
        ("/articles/a", False),
        ("/articles/a/#x", True),
        ("/articles/a/#y", False),
        ("/articles/b/", False),
        ("../articles/a/", True),
        ("articles/a/", False),
        ("/actors/gazette/", True),
        ("/actors/hidden/", False),
        ("/actors/nobody/", False),
        ("/dates/2025-03-03/", True),
        ("/dates/2025/", True),
        ("/dates/2024/", False),
        ("/pictures/port%20map.png", True),
        ("../pictures/port map.png?v=2", True),
        ("/pictures/ship.png", False),
        ("#why", True),
        ("#how", False),
        ("/method/", True),
        ("/about/#who", True),
        ("/about/#what", False),
        ("/articles/was/", True),
        ("/deals/was-loan/", True),
        ("/dates/2025-02-01/", True),
        ("/data/site.json", True),
        ("/sitemap.xml", True),
        ("/feeds/site.xml", True),
        ("/feeds/site.rss", False),
        ("/feeds/deals/was-loan.json", True),
        ("/feeds/actors/gazette.xml", True),
        ("/feeds/actors/hidden.xml", False),
        ("/feeds/events/fair.xml", False),
        ("/search/", True),
        ("/s/a/x/", True),
        ("/s/a/y/", False),
        ("/s/was/x/", True),
        ("/articles/2025-03/", True),
        ("/deals/was-loan/2025/", True),
        ("/deals/nothing/2025/", False),
        ("/2025/", False),
        ("/about/2025/", False),
        ("/money/others/", False),
        ("/deals/was-loan/others/", False),
        ("/articles/2025/", False),
        ("/actors/gazette/others/", True),
        ("/articles/a/2025/", False),
        ("/actors/gazette/others/2025/", True),
        ("/money/2025/", True),
        ("/dates/2025-03-03/2/", True),
        ("/dates/2025/2025-03/", False),
        ("/feeds/site-1.xml", True),
        ("/feeds/site-1.json", False),
        ("/deals/index.html", True),
        ("/folder/", True),
        ("/folder/index.html", True),
        ("../../about/", False),
        ("/../about/", False),
        ("#top", True),
        ("/about/#top", True),
        ("/about/#:~:text=Who", True),
        ("/articles/a/#_statements", True),
        ("/articles/was/#x", True),
        ("/articles/a/#x-was", True),
        ("/articles/a/#x-never", False),
        ("/articles/#x", True),
        ("/deals/was-loan/#own", True),
        ("/s/a/2025/", True),
        ("/s/a/gone/", True),
        ("/s/a/gone/2025/", False),
        ("/articles/a/#gone", True),
    ],
)
def test_links_to_the_site_itself(href: str, alive: bool) -> None:  # noqa: FBT001
    html = '<h2 id="why">Why</h2>'
    page = FreePage("method", "Method", make.location("content/pages/method.md"), Prose(html), (ProseLink(href, 3),))
    assert [f.code for f in dead_link(site(page))] == ([] if alive else ["dead-link"])


GONE = PublishedState(
    withdrawn={"/s/a/gone/": Withdrawal("/s/a/gone/", make.when("2025-03-05"), "It was wrong.", make.location())}
)


def site(*pages: FreePage, **keys: Any) -> Graph:
    loan = make.deal("loan", former=("was-loan",), **keys)
    known = make.entities(make.actor("hidden", page=False), loan, make.event("fair", when="2025-02-01", at=()))
    x, year = make.statement("a/x", by="hidden", former=("x-was",)), make.statement("a/2025", by="hidden")
    filed = make.articles(x, year, a={"former": ("was",)})
    about = FreePage("about", "About", make.location("content/pages/about.md"), Prose('<h2 id="who">Who</h2>'))
    files = frozenset({"pictures/port map.png", "folder/index.html"})
    lists = {"by_deal": {"loan": ("a/x",)}, "by_event": {"fair": ("a/x",)}}
    return make.graph(known, filed, pages=(about, *pages), files=files, kept=GONE, **lists)


@pytest.mark.parametrize(
    ("href", "alive"),
    [
        ("/deals/", True),
        ("/deal/", False),
        (f"{urls.ROOT}deals/", True),
        (f"{urls.ROOT}deal/", False),
        ("../../articles/a/", True),
        ("../a/", False),
        ("/pictures/port%20map.png", True),
        ("https://example.org/?a&amp;b", True),
    ],
)
def test_links_of_an_about(href: str, alive: bool) -> None:  # noqa: FBT001
    graph = site(about_html=Prose(f'<p>See <a href="{href}">it</a>.</p>'))
    found = [(f.code, f.location.keys) for f in dead_link(graph)]
    assert found == ([] if alive else [("dead-link", ("deals", "loan", "about"))])


def test_links_of_the_corrections_policy() -> None:
    html = '<p><a href="/deals/">so</a> <a href="/deal/">and so</a></p>'
    graph = replace(site(), config=make.config(corrections_html=Prose(html)))
    assert [(f.code, f.location.keys) for f in dead_link(graph)] == [("dead-link", ("corrections",))]


def test_links_of_the_navigation() -> None:
    nav = (NavItem("Deals", "/deals/"), NavItem("Elsewhere", "https://example.org/"), NavItem("Old", "/deal/"))
    graph = replace(site(), config=make.config(nav=nav))
    assert [(f.code, f.location.keys) for f in dead_link(graph)] == [("dead-link", ("nav", 2, "url"))]


FOR_PROGRAMS = ("search/index/", "feeds/site-", "404.html", ".")
"""Files of the output that no author links to."""


def test_every_file_of_a_site_can_be_linked_to(sample: BuiltSite, tmp_path: Path) -> None:
    files = [path.relative_to(sample.output).as_posix() for path in sample.output.rglob("*") if path.is_file()]
    paths = [urls.path_of(file) for file in files if not file.startswith(FOR_PROGRAMS)]
    shutil.copytree(sample.source / "content", tmp_path / "content")
    shutil.copy(sample.source / "site.yml", tmp_path)
    links = "\n".join(f"[one](<{path}>)" for path in [*paths, "/nowhere/"])
    page = tmp_path / "content/pages/everywhere.md"
    page.write_text(f"---\ntitle: Everywhere\n---\n\n{links}\n", encoding="utf-8")
    done = dateline("check", tmp_path, "--today", TODAY, "--format", "json")
    found = [each["message"] for each in json.loads(done.stdout)["findings"] if each["code"] == "dead-link"]
    assert len(paths) > 200
    assert found == ["`/nowhere/` does not exist on this site"]
