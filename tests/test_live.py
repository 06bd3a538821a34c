"""The preview tells the truth: after any edits what it serves is, byte for byte, what a clean build of the same sources
writes, and what it finds is what the build finds.

`LIVE_STEPS=5000 pytest tests/test_live.py` looks as far as that.
"""

import gc
import os
import random
import weakref
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from builder import preview
from builder.build import Options
from builder.edges.live import LiveSite
from builder.edges.places import place
from builder.edges.site import build_site
from builder.link import again
from builder.model.finding import Severity
from builder.model.graph import Graph
from builder.publish import Press
from builder.render.html import Renderer
from builder.render.report import Placed
from tests.test_warm import ACTORS, ARTICLE, DEALS, SITE, STATEMENT, contents, lay
from tests.test_warm import STATES as FEW

STEPS = int(os.environ.get("LIVE_STEPS", "150"))
TODAY = date(2025, 3, 10)

TWO = STATEMENT.replace("RUNG", "signed") + (
    '- quote: "a loan of 2.6 billion pounds"\n  gist: "The loan is large, says [[gazette]]."\n  deal: port-loan\n'
    "  amount: GBP 2.6bn\n  stage: pledged\n  payer: norland\n  payee: sudland\n"
)
THIRD = ARTICLE.replace("DAY", "2025-03-01")
NAMED = ACTORS.replace("NAME", "Norland") + "  sudland: {name: SUD, kind: country}\n"
STATES: dict[str, tuple[str | None, ...]] = {
    **FEW,
    "site.yml": (*FEW["site.yml"], SITE + "rights: link-only\n", SITE + "theme: none-such\n", "title: [\n"),
    "content/entities/actors.yml": (
        NAMED.replace("SUD", "Sudland"),
        NAMED.replace("SUD", "Southland"),
        NAMED.replace("SUD", "Norland"),
        NAMED.replace("SUD", "The Gazette saw"),
        ACTORS.replace("NAME", "North Land"),
        NAMED.replace("SUD", "Sudland").replace("norland:", "nordland:"),
        NAMED.replace("SUD", "Sudland").replace("norland: {", "norland: {aliases: [loan of], "),
        NAMED.replace("SUD", "Sudland").replace("norland: {", "norland: {draft: yes, "),
    ),
    "content/entities/deals.yml": (
        *FEW["content/entities/deals.yml"],
        DEALS.replace("money", "promise"),
        DEALS.replace("ladder: money", "ladder: money, parties: [norland]"),
        DEALS + "  grain: {name: Grain, ladder: money, part_of: port-loan}\n",
    ),
    "content/annotations/a.yml": (
        *FEW["content/annotations/a.yml"],
        TWO,
        TWO.replace("  deal: port-loan\n  status", "  deal: grain\n  status"),
        TWO.replace("by: norland", "by: norland\n  disputes: [b/n]"),
        TWO.replace("Norland announced", "Norland denied"),
    ),
    "content/annotations/b.yml": (None, STATEMENT.replace("RUNG", "mooted").replace("- quote", "- id: n\n  quote")),
    "content/articles/more/c.md": (
        None,
        ARTICLE.replace("DAY", "2025-03-01")
        .replace("TAIL", "See [[a]].")
        .replace("form:", "derives: [{from: b}]\nform:"),
        ARTICLE.replace("DAY", "2025-03-01").replace("TAIL", "").replace("form:", "standing: retracted\nform:"),
    ),
    "content/annotations/c.yml": (
        None,
        STATEMENT.replace("RUNG", "signed") + "  corrects: [a/7c6d29]\n",
        STATEMENT.replace("RUNG", "proposed") + "  updates: [b/n]\n",
    ),
    "content/static/robots.txt": (None, "User-agent: *\n", "User-agent: none\n"),
    "content/static/notes.txt": (None, "Notes.\n"),
}


def found(placed: Iterable[Placed]) -> list[tuple[str, int, int, str, str, str]]:
    return [(p.file, p.line, p.column, p.finding.code, p.finding.message, p.finding.help) for p in placed]


def test_earlier_sites_are_let_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    graphs = []

    class Watched(Press):
        def __init__(self, graph: Graph, renderer: Renderer) -> None:
            super().__init__(graph, renderer)
            graphs.append(weakref.ref(graph))

    monkeypatch.setattr(preview, "Press", Watched)
    for path, states in STATES.items():
        lay(tmp_path, path, states[0])
    live = LiveSite(tmp_path, lambda: TODAY, drafts=True, workers=1, notice=lambda stage, done, total: None)
    for number in range(4):
        lay(tmp_path, "content/static/notes.txt", f"Note {number}.\n")
        live.refresh(["content/static/notes.txt"])
        assert live.file("index.html")
    gc.collect()
    assert [graph() is None for graph in graphs[1:]] == [True, True, False]
    gc.unfreeze()


def test_what_is_served_is_what_a_clean_build_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(again, "FAR", 100)  # In so small a site every change would be far.
    chance = random.Random(os.environ.get("LIVE_SEED", "1"))
    root, now = tmp_path / "site", {path: states[0] for path, states in STATES.items()}
    for path, text in now.items():
        lay(root, path, text)
    live = LiveSite(root, lambda: TODAY, drafts=True, workers=1, notice=lambda stage, done, total: None)
    live.refresh()
    good = 0
    for number in range(STEPS):
        edited = chance.sample(sorted(STATES), chance.choice((1, 1, 1, 2, 3)))
        for path in edited:
            now[path] = chance.choice(STATES[path]) if chance.random() < 0.45 else STATES[path][0]
            lay(root, path, now[path])
            if now[path] is None:  # An empty theme would stand before the one that comes with Dateline.
                with suppress(OSError):
                    (root / path).parent.rmdir()
        step = live.refresh(edited if chance.random() < 0.95 else None)
        output = tmp_path / f"clean-{number}"
        result = build_site(root, output, Options(TODAY, drafts=True), 1, lambda stage, done, total: None)
        if chance.random() < 0.5:
            assert found(live.findings()) == found(place(root, result.built.findings)), (number, edited)
        assert step.good == (result.built.count(Severity.ERROR) == 0), (number, edited)
        if step.good:
            good += 1
            written = contents(output)
            del written[".dateline-manifest"]
            served = {path: live.file(path) for path in written}
            assert [path for path, data in written.items() if served[path] != data] == [], (number, edited)
            assert live.file("articles/none/index.html") is None
    assert good > STEPS / 10
