"""The index as it is built: it holds all that the site says and nothing else, the same each time, and a site is built
without it where it must be."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from builder.build import Options
from builder.edges.serve.live import LiveSite
from builder.edges.site import Result, build_site
from builder.model.search import GAP
from tests.conftest import BuiltSite, build
from tests.test_site import readable
from tests.test_warm import STATEMENT, lay, states

DAY = date(2025, 3, 10)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for path, text in states().items():
        lay(tmp_path / "site", path, text)
    return tmp_path / "site"


def built(site: Path, output: Path, **keys: Any) -> Result:
    return build_site(site, output, Options(DAY), 1, lambda stage, done, total: None, **{"search": True, **keys})


Found = dict[str, tuple[str, dict[str, str]]]


def findable(output: Path) -> Found:
    """By path, the text of all that can be found and what is shown beside it."""
    files = sorted((output / "search/index/p").iterdir())
    pages = [page for file in files for page in json.loads(readable(file))]
    return {f"/{path}": (text, shown) for path, text, shown in pages}


def contents(output: Path) -> dict[str, bytes]:
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}


def test_every_statement_is_in_the_index_with_its_speaker(sample: BuiltSite) -> None:
    record = json.loads((sample.output / "data" / "site.json").read_text(encoding="utf-8"))
    found = findable(sample.output)
    for item in record["statements"]:
        text, shown = found[f"/s/{item['id']}/"]
        assert item["quote"] in text
        assert shown["voice"]
        assert shown["trail"]
    assert sum(path.startswith("/s/") for path in found) == len(record["statements"])
    pages = {path for path in found if not path.startswith("/s/")}
    assert all((sample.output / path[1:] / "index.html").is_file() for path in pages)
    assert len(pages) > 50


def test_every_dispute_is_in_the_index_with_what_is_disputed(sample: BuiltSite) -> None:
    record = json.loads((sample.output / "data" / "site.json").read_text(encoding="utf-8"))
    found = findable(sample.output)
    targets = [target for item in record["statements"] for target in item.get("disputes", [])]
    assert targets
    for target in targets:
        assert any(word in found[f"/s/{target}/"][1]["replies"] for word in ("Disputed", "Denied"))


def test_the_gap_stands_in_no_text(sample: BuiltSite) -> None:
    found = findable(sample.output)
    assert {text.count(GAP) for path, (text, _) in found.items() if path.startswith("/s/")} <= {1, 2}


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
    assert len(findable(tmp_path / "output")) > 3
    assert [file for file in files if "xyzzy" in readable(file).lower()] == []


def test_no_index_is_made_where_none_is_wanted(site: Path, tmp_path: Path) -> None:
    build(site, tmp_path / "output")
    with_index = contents(tmp_path / "output")
    said = build(site, tmp_path / "output", "--no-search").said
    without = contents(tmp_path / "output")
    assert "search index" not in said
    gone = with_index.keys() - without.keys()
    assert gone
    assert all(path.startswith("search/index/") for path in gone)
    assert all(without[path] == with_index[path] for path in without if path != ".dateline-manifest")


def live(site: Path) -> LiveSite:
    return LiveSite(site, lambda: DAY, drafts=False, workers=1, notice=lambda stage, done, total: None)


def test_a_preview_has_the_index_that_a_build_writes(site: Path, tmp_path: Path) -> None:
    served = live(site)
    served.refresh()
    assert served.file("search/index/index.json") is None
    assert served.index(lambda: True)
    lay(site, "content/annotations/a.yml", STATEMENT.replace("RUNG", "signed").replace("announced the", "signed the"))
    served.refresh(["content/annotations/a.yml"])
    assert not served.index(lambda: False), "what is not wanted any more is left off"
    assert served.file("search/index/index.json") is not None, "the last index is served meanwhile"
    assert served.index(lambda: True)
    built(site, tmp_path / "output")
    written = {path: data for path, data in contents(tmp_path / "output").items() if path.startswith("search/")}
    assert len(written) > 4
    assert all(served.file(path) == data for path, data in written.items())
