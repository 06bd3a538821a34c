"""The index as it is built: it holds all that the site says and nothing else, the same each time, and a site is built
without it where it must be."""

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from builder.build import Options
from builder.edges import search
from builder.edges.search import Search
from builder.edges.serve.live import LiveSite
from builder.edges.site import Result, build_site
from builder.model.search import GAP
from tests.conftest import BuiltSite, build, dateline
from tests.test_site import readable
from tests.test_warm import STATEMENT, lay, states

DAY = date(2025, 3, 10)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for path, text in states().items():
        lay(tmp_path / "site", path, text)
    return tmp_path / "site"


def built(site: Path, output: Path, **keys: Any) -> Result:
    return build_site(site, output, Options(DAY), 1, lambda stage, done, total: None, **{"search": Search, **keys})


def fragments(output: Path) -> list[dict[str, Any]]:
    files = output.glob("search/pagefind/*/fragment/*.pf_fragment")
    return [json.loads(readable(file).removeprefix("pagefind_dcd")) for file in sorted(files)]


def contents(output: Path) -> dict[str, bytes]:
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}


def test_every_statement_is_in_the_index_with_its_speaker(sample: BuiltSite) -> None:
    record = json.loads((sample.output / "data" / "site.json").read_text(encoding="utf-8"))
    found = {one["url"]: one for one in fragments(sample.output)}
    for item in record["statements"]:
        one = found[f"/s/{item['id']}/"]
        assert " ".join(item["quote"].split()) in one["content"]
        assert one["meta"]["voice"]
        assert one["meta"]["trail"]
    assert sum(url.startswith("/s/") for url in found) == len(record["statements"])
    pages = {url for url in found if not url.startswith("/s/")}
    assert all((sample.output / url[1:] / "index.html").is_file() for url in pages)
    assert len(pages) > 50


def test_every_dispute_is_in_the_index_with_what_is_disputed(sample: BuiltSite) -> None:
    record = json.loads((sample.output / "data" / "site.json").read_text(encoding="utf-8"))
    found = {one["url"]: one for one in fragments(sample.output)}
    targets = [target for item in record["statements"] for target in item.get("disputes", [])]
    assert targets
    for target in targets:
        assert any(word in found[f"/s/{target}/"]["meta"]["replies"] for word in ("Disputed", "Denied"))


def test_the_gap_stands_in_no_text(sample: BuiltSite) -> None:
    assert {one["content"].count(GAP) for one in fragments(sample.output) if one["url"].startswith("/s/")} <= {1, 2}


def test_what_is_private_or_not_published_yet_is_not_in_it(site: Path, tmp_path: Path) -> None:
    lay(
        site,
        "content/annotations/a.yml",
        STATEMENT.replace("RUNG", "announced") + "  memo: xyzzy one\n  flags: [xyzzy]\n",
    )
    article = (site / "content/articles/a.md").read_text(encoding="utf-8")
    lay(site, "content/articles/d.md", article.replace("A loan", "Xyzzy plans").replace("form:", "draft: yes\nform:"))
    lay(
        site,
        "content/articles/a.md",
        article.replace("It is large.", "Xyzzy is large.").replace("form:", "memo: xyzzy\nform:"),
    )
    assert built(site, tmp_path / "output").written
    files = [file for file in (tmp_path / "output" / "search").rglob("*") if file.is_file()]
    assert len(fragments(tmp_path / "output")) > 3
    assert [file for file in files if "xyzzy" in readable(file).lower()] == []


def test_only_what_a_search_reads_is_published(sample: BuiltSite) -> None:
    names = {path.name for path in (sample.output / "search/pagefind/1").iterdir() if path.suffix != ".pf_meta"}
    assert names == {
        "filter", "fragment", "index", "made-from.txt", "pagefind-entry.json", "pagefind-worker.js", "pagefind.js",
        "wasm.en.pagefind", "wasm.unknown.pagefind",
    }  # fmt: skip


def test_an_unchanged_bundle_is_not_made_again(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built(site, tmp_path / "output")
    before = contents(tmp_path / "output")
    monkeypatch.setattr(search, "get_executable", lambda: None)
    again = built(site, tmp_path / "output")
    assert not again.unsearchable
    assert contents(tmp_path / "output") == before
    fragment = next((tmp_path / "output").glob("search/pagefind/*/fragment/*"))
    fragment.unlink()
    assert built(site, tmp_path / "output").unsearchable == "Pagefind is not installed"


def test_without_pagefind_the_site_is_built_and_it_is_said(site: Path, tmp_path: Path) -> None:
    false = shutil.which("false")
    for program in ("/no/such/program", *([false] if false else [])):
        done = dateline(
            "build",
            site,
            "--output",
            tmp_path / "output",
            "--today",
            "2025-03-10",
            env={"PAGEFIND_BINARY_PATH": program},
        )
        assert done.returncode == 0
        assert "the site has no search index: Pagefind" in done.stderr
        assert len(done.stderr.splitlines()) == 1
        assert (tmp_path / "output" / "search" / "index.html").is_file()
        assert not (tmp_path / "output" / "search" / "pagefind").exists()


def test_no_index_is_made_where_none_is_wanted(site: Path, tmp_path: Path) -> None:
    build(site, tmp_path / "output")
    with_index = contents(tmp_path / "output")
    said = build(site, tmp_path / "output", "--no-search").said
    without = contents(tmp_path / "output")
    assert "search index" not in said
    gone = with_index.keys() - without.keys()
    assert gone
    assert all(path.startswith("search/pagefind/") for path in gone)
    assert all(without[path] == with_index[path] for path in without if path != ".dateline-manifest")


def live(site: Path) -> LiveSite:
    return LiveSite(site, lambda: DAY, drafts=False, workers=1, notice=lambda stage, done, total: None)


def test_a_preview_has_the_index_that_a_build_writes(site: Path, tmp_path: Path) -> None:
    served = live(site)
    served.refresh()
    assert served.file("search/pagefind/1/pagefind-entry.json") is None
    assert served.index(lambda: True)
    lay(site, "content/annotations/a.yml", STATEMENT.replace("RUNG", "signed").replace("announced the", "signed the"))
    served.refresh(["content/annotations/a.yml"])
    assert not served.index(lambda: False), "what is not wanted any more is left off"
    assert served.file("search/pagefind/1/pagefind-entry.json") is not None, "the last index is served meanwhile"
    assert served.index(lambda: True)
    built(site, tmp_path / "output")
    written = {path: data for path, data in contents(tmp_path / "output").items() if path.startswith("search/")}
    assert len(written) > 10
    assert all(served.file(path) == data for path, data in written.items())
