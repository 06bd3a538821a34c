"""`dateline build --cards`: the pages say which picture a link to them shows, and the picture is there."""

import os
import re
import struct
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from builder.edges.write.drawings import KEPT
from tests.conftest import ROOT, TODAY, BuiltSite, build, dateline
from tests.test_determinism import digest

BASE = "https://example.org/minerals-desk/"


def copied(site: Path) -> Path:
    """The sample site in a folder of its own, so that its cache is its own too."""
    for path in (ROOT / "site.yml", *(ROOT / "content").rglob("*.*")):
        copy = site / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    return site


@pytest.fixture(scope="module")
def carded(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    folder = tmp_path_factory.mktemp("carded")
    return build(copied(folder / "site"), folder / "output", "--cards")


def meta(page: Path) -> dict[str, str]:
    """What the head of a page says to those that show links."""
    tags = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser").find_all("meta")
    return {str(tag.get("property") or tag.get("name")): str(tag.get("content")) for tag in tags}


def test_every_page_says_what_a_link_to_it_is(sample: BuiltSite) -> None:
    for page in sample.pages():
        said = meta(page)
        assert {"og:title", "og:type", "og:site_name", "og:locale", "twitter:card"} <= said.keys(), page
        if page.name != "404.html":
            assert said["og:url"].startswith(BASE), page
            assert said["og:description"], page
        assert said["twitter:card"] == "summary"
        assert "og:image" not in said


@pytest.mark.parametrize(
    ("page", "genre"),
    [
        ("index.html", "website"),
        ("deals/index.html", "website"),
        ("deals/us-ua-fund/index.html", "article"),
        ("actors/lavrov/index.html", "profile"),
        ("actors/russia/index.html", "article"),
        ("articles/ratified/index.html", "article"),
    ],
)
def test_what_kind_of_page_it_is(sample: BuiltSite, page: str, genre: str) -> None:
    assert meta(sample.output / page)["og:type"] == genre


def test_an_article_s_day_is_given_where_it_is_known(sample: BuiltSite) -> None:
    assert meta(sample.output / "articles/ratified/index.html")["article:published_time"] == "2025-05-09"
    assert "article:published_time" not in meta(sample.output / "articles/menafn-2025-05/index.html")


def test_pages_and_pictures_belong_together(carded: BuiltSite) -> None:
    named = {}
    for page in carded.pages():
        said = meta(page)
        if "og:image" in said:
            assert said["twitter:card"] == "summary_large_image"
            assert (said["og:image:width"], said["og:image:height"]) == ("1200", "630")
            assert said["og:title"].partition(", ")[0] in said["og:image:alt"]
            named[said["og:image"].removeprefix(BASE)] = page
    files = {path.relative_to(carded.output).as_posix(): path for path in carded.output.glob("cards/**/*.png")}
    shared = {path for path in files if path.startswith("cards/s/")}
    assert named.keys() == files.keys()
    assert shared == {
        "cards/s/medvedev-on-the-agreement/price.png",
        "cards/s/ratified/vote.png",
        "cards/s/signed-in-washington/signed.png",
    }
    for path in files.values():
        assert struct.unpack(">II", path.read_bytes()[16:24]) == (1200, 630)


def test_a_second_build_draws_nothing_and_writes_the_same(carded: BuiltSite, tmp_path: Path) -> None:
    kept = {path: path.stat().st_mtime_ns for path in (carded.source / KEPT).iterdir()}
    again = build(carded.source, tmp_path / "output", "--cards", "--workers", "2")
    assert {path: path.stat().st_mtime_ns for path in (carded.source / KEPT).iterdir()} == kept
    assert digest(again.output) == digest(carded.output)


def test_two_processes_draw_the_same(carded: BuiltSite, tmp_path: Path) -> None:
    site = copied(tmp_path / "site")
    surroundings = {"LC_ALL": "C", "HOME": os.fspath(tmp_path), "PYTHONHASHSEED": "7"}
    built = build(site, tmp_path / "output", "--cards", "--workers", "2", env=surroundings)
    assert digest(built.output) == digest(carded.output)
    assert len(list((site / KEPT).iterdir())) == len(list((carded.source / KEPT).iterdir()))


def test_a_build_without_cards_takes_them_away_and_keeps_what_was_drawn(tmp_path: Path) -> None:
    site = tmp_path / "site"
    dateline("init", site)
    build(site, tmp_path / "output", "--cards")
    drawn = len(list((site / KEPT).iterdir()))
    assert drawn
    built = build(site, tmp_path / "output")
    assert not (built.output / "cards").exists()
    assert len(list((site / KEPT).iterdir())) == drawn


def test_what_cannot_be_set_is_said(tmp_path: Path) -> None:
    site = tmp_path / "site"
    dateline("init", site)
    deals = next((site / "content/entities").glob("deal*.yml"))
    first = next(line for line in deals.read_text("utf-8").splitlines() if "name:" in line)
    deals.write_text(deals.read_text("utf-8").replace(first, first.partition("name:")[0] + "name: 矿产协议"), "utf-8")
    done = dateline("build", site, "--cards", "--today", TODAY)
    assert done.returncode == 0, done.stdout
    assert re.search(
        r"cards? not made, for want of a letter in the fonts or of room: .*/cards/deals/\S+\.png", done.stdout
    )


def test_without_an_address_of_the_site_there_are_none(tmp_path: Path) -> None:
    site = copied(tmp_path / "site")
    config = (site / "site.yml").read_text("utf-8")
    (site / "site.yml").write_text(config.replace(f"url: {BASE}\n", ""), "utf-8")
    built = build(site, tmp_path / "output", "--cards")
    assert "and no cards in" in built.said
    assert not (built.output / "cards").exists()
