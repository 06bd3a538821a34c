"""Warm equals cold: a build over the last output gives byte for byte what a clean one gives, whatever was edited."""

import os
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.build import Options
from builder.edges.cache import inputs, last_run
from builder.edges.read import SiteFiles
from builder.edges.site import build_site
from builder.model.finding import Severity
from builder.model.sources import Theme, Tree

pytestmark = pytest.mark.long

SITE = "title: Harbour desk\nurl: https://example.org/harbour/\nscope: One loan.\nquote_limit: 100\n"
ACTORS = "actors:\n  gazette: {name: The Gazette, kind: outlet}\n  norland: {name: NAME, kind: country}\n"
DEALS = "deals:\n  port-loan: {name: Port loan, ladder: money}\n"
ARTICLE = """---
title: A loan
outlet: gazette
url: https://example.org/gazette/1
published: DAY
recorded: 2025-03-09
form: own
rights: full
---
Norland announced a loan of 2.6 billion pounds. TAIL
"""
STATEMENT = """statements:
- quote: "Norland announced a loan"
  gist: "[[norland]] announced the [[port-loan]]."
  by: norland
  deal: port-loan
  status: RUNG
"""

STATES: dict[str, tuple[str | None, ...]] = {
    "site.yml": (f"{SITE}theme: mine\n", f"{SITE}theme: mine\n".replace("Harbour desk", "Port desk")),
    "content/entities/actors.yml": (ACTORS.replace("NAME", "Norland"), ACTORS.replace("NAME", "North Land")),
    "content/entities/deals.yml": (DEALS, DEALS.replace("Port loan", "Harbour loan")),
    "content/articles/a.md": (
        ARTICLE.replace("DAY", "2025-03-03").replace("TAIL", "It is large."),
        ARTICLE.replace("DAY", "2025-03-04").replace("TAIL", "The Gazette saw the paper."),
    ),
    "content/articles/b.md": (
        None,
        ARTICLE.replace("DAY", "2025-02").replace("TAIL", ""),
        ARTICLE.replace("DAY", "2025-02").replace("form:", "draft: yes\nform:"),
    ),
    "content/annotations/a.yml": (
        STATEMENT.replace("RUNG", "announced"),
        STATEMENT.replace("RUNG", "signed"),
        "statements: [\n",
    ),
    "content/annotations/b.yml": (None, STATEMENT.replace("RUNG", "mooted")),
    "content/pages/about.md": (None, "---\ntitle: About\n---\nWe follow [[norland]].\n"),
    "content/static/robots.txt": (None, "User-agent: *\n"),
    "themes/mine/theme.yml": ("extends: default\n",),
    "themes/mine/free.html": (
        None,
        '{% extends "base.html" %}{% block main %}<h1>{{ page.title }}</h1>{% endblock %}',
    ),
}
"""Every file's possible states; the first is where each run begins. One of them does not build."""

TOUCHED = {"output": ("index.html", "deals/port-loan/index.html")}
"""Files of the output that someone edits by hand."""

edits = st.lists(
    st.sampled_from([(path, state) for path, states in (*STATES.items(), *TOUCHED.items()) for state in states]),
    min_size=1,
    max_size=6,
)


def lay(root: Path, path: str, text: str | None) -> None:
    file = root / path
    if text is None:
        file.unlink(missing_ok=True)
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def contents(output: Path) -> dict[str, bytes]:
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}


def built(root: Path, output: Path, *, cache: bool) -> bool:
    options = Options(date(2025, 3, 10))
    result = build_site(root, output, options, 1, lambda stage, done, total: None, search=True, cache=cache)
    return result.built.count(Severity.ERROR) == 0


def states() -> Mapping[str, str | None]:
    return {path: options[0] for path, options in STATES.items()}


ARTICLE_FILE, ENTITIES, THEME = "content/articles/a.md", "content/entities/deals.yml", "themes/mine/free.html"
Digest = Callable[[tuple[object, SiteFiles, Tree], Iterable[str]], str]


def without_articles(known: tuple[object, SiteFiles, Tree], late: Iterable[str]) -> str:
    return inputs.digest(known, [])


def without_entities(known: tuple[object, SiteFiles, Tree], late: Iterable[str]) -> str:
    settings, listing, tree = known
    return inputs.digest((settings, listing, replace(tree, entities=())), late)


def without_theme(known: tuple[object, SiteFiles, Tree], late: Iterable[str]) -> str:
    settings, listing, tree = known
    return inputs.digest((settings, listing, replace(tree, theme=Theme({}))), late)


@pytest.mark.parametrize(
    ("digest", "path"),
    [
        (inputs.digest, ARTICLE_FILE),
        (inputs.digest, ENTITIES),
        (inputs.digest, THEME),
        (without_articles, ARTICLE_FILE),
        (without_entities, ENTITIES),
        (without_theme, THEME),
    ],
)
def test_an_input_that_is_missing_in_the_key_gives_a_stale_site(
    digest: Digest, path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the test below looks for is there to be found."""
    for file, text in states().items():
        lay(tmp_path / "site", file, text)
    if path == THEME:
        lay(tmp_path / "site", "content/pages/about.md", STATES["content/pages/about.md"][1])
    monkeypatch.setattr(last_run, "digest", digest)
    assert built(tmp_path / "site", tmp_path / "warm", cache=True)
    lay(tmp_path / "site", path, STATES[path][1])
    assert built(tmp_path / "site", tmp_path / "warm", cache=True)
    assert built(tmp_path / "site", tmp_path / "cold", cache=False)
    assert (contents(tmp_path / "warm") == contents(tmp_path / "cold")) == (digest is inputs.digest)


@settings(max_examples=int(os.environ.get("DATELINE_EDITS", "12")), deadline=None)
@given(edits)
def test_a_build_over_the_last_one_is_as_good_as_a_clean_one(steps: list[tuple[str, str | None]]) -> None:
    """DATELINE_EDITS: how many times up to six random edits are made."""
    with tempfile.TemporaryDirectory() as folder:
        root, warm = Path(folder, "site"), Path(folder, "warm")
        for path, text in states().items():
            lay(root, path, text)
        assert built(root, warm, cache=True)
        for number, (path, text) in enumerate(steps):
            if path in TOUCHED:
                (warm / str(text)).write_text("by hand")
            else:
                lay(root, path, text)
            before = contents(warm)
            cold = Path(folder, f"cold-{number}")
            if built(root, warm, cache=True):
                assert built(root, cold, cache=False)
                assert contents(warm) == contents(cold)
            else:
                assert contents(warm) == before
