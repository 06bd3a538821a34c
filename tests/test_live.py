"""The preview tells the truth: after any edits what it serves is, byte for byte, what a clean build of the same sources
writes, and what it finds is what the build finds.

`LIVE_STEPS=5000 LIVE_SEEDS="5 6" pytest tests/test_live.py` looks as far as that.
"""

import gc
import os
import random
import tempfile
import weakref
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from builder import preview
from builder.build import Options
from builder.edges.locations import placed_findings
from builder.edges.serve.live import LiveSite
from builder.edges.site import build_site
from builder.incremental import linking
from builder.model.finding import Severity
from builder.model.graph import Graph
from builder.model.quote_lock import digest_of_quote
from builder.model.sources import Theme
from builder.pages import PageBuilder
from builder.render.html import Renderer
from builder.render.report import PlacedFinding
from tests.make import annotation
from tests.test_warm import ACTORS, ARTICLE, DEALS, SITE, STATEMENT, contents, lay
from tests.test_warm import STATES as FEW

pytestmark = pytest.mark.long

STEPS = int(os.environ.get("LIVE_STEPS", "25"))
SEEDS = os.environ.get("LIVE_SEEDS", "1 2 3 4").split()
TODAY = date(2025, 3, 10)

TWO = STATEMENT.replace("RUNG", "signed") + (
    '- quote: "a loan of 2.6 billion pounds"\n  gist: "The loan is large, says [[gazette]]."\n  deal: port-loan\n'
    "  amount: GBP 2.6bn\n  stage: pledged\n  payer: norland\n  payee: sudland\n"
)
THIRD = ARTICLE.replace("DAY", "2025-03-01")
NAMED = ACTORS.replace("NAME", "Norland") + "  sudland: {name: SUD, kind: country}\n"
MORE = """events:
  talks: {name: Talks, when: 2025-03-02, at: quay}
places:
  quay: {name: The quay}
questions:
  terms: {ask: "Are there terms?", deal: port-loan, options: [explicit, none]}
"""
WITHDRAWN = "withdrawn:\n- page: PAGE\n  on: 2025-03-05\n  why: It was wrong.\n"
APART = (
    ARTICLE.partition("Norland")[0].replace("DAY", "2025-03-02").replace("form: own\nrights: full", "rights: excerpt")
)
QUOTE = "the port is open at last"
OPEN = f'statements:\n- {{quote: {QUOTE}, gist: "The port of the [[port-loan]] is open.", by: ~one source}}\n'
PLACES = f"e/x 0123456789abcdef {digest_of_quote(annotation(QUOTE))} 4-28\n"
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
        STATEMENT.replace("RUNG", "signed") + "  corrects: [a/79b8af]\n",
        STATEMENT.replace("RUNG", "proposed") + "  updates: [b/n]\n",
    ),
    "content/entities/more.yml": (
        MORE,
        MORE.replace("[explicit, none]", "amount"),
        MORE.replace("[explicit, none]", "[explicit, implied]"),
        MORE.replace("deal: port-loan", "deal: grain"),
        MORE.replace("when: 2025-03-02", "embargo: 2025-04-01"),
        None,
    ),
    "content/annotations/d.yml": (
        None,
        STATEMENT.replace("RUNG", "mooted") + "  positions: {terms: none}\n  event: talks\n",
        STATEMENT.replace("RUNG", "mooted") + "  positions: {terms: {norland: explicit}}\n",
        STATEMENT.replace("  status: RUNG\n", "  mode: planned\n  due: 2025-05\n"),
    ),
    "content/articles/d.md": (
        ARTICLE.replace("DAY", "2025-03-05").replace("TAIL", ""),
        ARTICLE.replace("DAY", "2025-03-05").replace("TAIL", "").replace("form:", "embargo: 2025-04-01\nform:"),
        ARTICLE.replace("DAY", "2025-03-05").replace("TAIL", "").replace("form:", "former: [older]\nform:"),
    ),
    "content/articles/e.md": (
        APART,
        None,
        f"{APART}Now {QUOTE}, said one source.\n",
        APART.replace("rights: excerpt", "form: own\nrights: full"),
        APART.replace("rights: excerpt", "rights: link-only"),
    ),
    "content/annotations/e.yml": (OPEN, OPEN.replace("open at last", "open"), None),
    "content/texts/e.md": (
        None,
        f"Now {QUOTE}, said one source.\n",
        f"One source says that {QUOTE}.\n\nSee [[sudland]] and [[nobody]].\n",
        "The port is shut.\n",
    ),
    "content/quotes.lock": (PLACES, PLACES.replace("4-28", "21-45"), PLACES.replace("f ", "e "), "=======\n", None),
    "content/static/robots.txt": (None, "User-agent: *\n", "User-agent: none\n"),
    "content/static/notes.txt": (None, "Notes.\n"),
    "content/withdrawn.yml": (
        None,
        WITHDRAWN.replace("PAGE", "/s/a/79b8af/"),
        WITHDRAWN.replace("PAGE", "/articles/b/"),
        WITHDRAWN.replace("PAGE", "/deals/port-loan/"),
        WITHDRAWN.replace("PAGE", "about"),
    ),
    "content/urls.lock": (
        None,
        "/actors/sudland/\n/dates/2025-01-01/\n/s/a/79b8af/ 2025-03-01 2025-03-02 1f\ntag:example.org,2025-03-01:\n",
        "<<<<<<< here\n/actors/norland/\n",
    ),
}


def found(placed: Iterable[PlacedFinding]) -> list[tuple[str, int, int, str, str, str]]:
    return [(p.file, p.line, p.column, p.finding.code, p.finding.message, p.finding.help) for p in placed]


def test_earlier_sites_are_let_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    graphs = []

    class DueList(PageBuilder):
        def __init__(self, graph: Graph, renderer: Renderer) -> None:
            super().__init__(graph, renderer)
            graphs.append(weakref.ref(graph))

    monkeypatch.setattr(preview, "PageBuilder", DueList)
    for path, states in STATES.items():
        lay(tmp_path, path, states[0])
    build_site(tmp_path, tmp_path / "output", Options(TODAY, drafts=True), 1, unseen)
    pages = [
        path for path in contents(tmp_path / "output") if path.endswith((".html", ".xml", ".json", ".csv", ".ics"))
    ]
    live = live_site(tmp_path)
    gc.disable()  # They go at once, and need not be looked for.
    try:
        for number in range(4):
            lay(tmp_path, "content/static/notes.txt", f"Note {number}.\n")
            live.refresh(["content/static/notes.txt"])
            assert [page for page in pages if not live.file(page)] == []
        assert [graph() is None for graph in graphs[1:]] == [True, True, False]
    finally:
        gc.enable()
        gc.unfreeze()


def test_so_are_earlier_themes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Compiled templates lead back to themselves: they go when cycles are looked for, once the pages have been told."""
    renderers = []

    class DueList(Renderer):
        def __init__(self, theme: Theme) -> None:
            super().__init__(theme)
            renderers.append(weakref.ref(self))

    monkeypatch.setattr(preview, "Renderer", DueList)
    for path, states in STATES.items():
        lay(tmp_path, path, states[0])
    lay(tmp_path, "site.yml", f"{SITE}theme: mine\n")
    lay(tmp_path, "themes/mine/theme.yml", "extends: default\n")
    lay(tmp_path, "themes/mine/empty.html", "")
    live = live_site(tmp_path)
    live.refresh()
    for number in range(3):
        lay(tmp_path, "themes/mine/empty.html", f"{number}")
        live.refresh(["themes/mine/empty.html"])
        assert live.file("index.html")
        live.findings(10)
    assert [renderer() is None for renderer in renderers[1:]] == [True, True, False]
    gc.unfreeze()


def lies(live: LiveSite, root: Path, steps: int, seed: str, *, drafts: bool = True) -> Iterator[tuple[object, ...]]:
    """What the preview of the site that is laid in `root` tells otherwise than a clean build, while it is edited."""
    chance = random.Random(seed)
    mischief = 0.4 if drafts else 0.15  # Where addresses are kept, hardly anything may be taken away.
    for path, states in STATES.items():
        lay(root, path, states[0])
    step = live.refresh()
    ever, good, changed = set[str](), 0, set[str]()
    for number in range(steps):
        mending = not step.good and chance.random() < 0.5  # Or else few states would be without an error.
        edited = sorted(changed) if mending else chance.sample(sorted(STATES), chance.choice((1, 1, 1, 2, 3)))
        for path in edited:
            wild = not mending and chance.random() < mischief
            state = chance.choice(STATES[path]) if wild else STATES[path][0]
            lay_or_take(root, path, state)
            changed = changed - {path} if state == STATES[path][0] else changed | {path}
        step = live.refresh(edited if chance.random() < 0.95 else None)
        with tempfile.TemporaryDirectory() as folder:
            result = build_site(root, Path(folder, "clean"), Options(TODAY, drafts=drafts), 1, unseen)
            written = contents(Path(folder, "clean"))
        if chance.random() < 0.5 and found(live.findings(10_000).placed) != found(
            placed_findings(root, result.built.findings)
        ):
            yield number, edited, "findings"
        if step.good != (result.built.count(Severity.ERROR) == 0):
            yield number, edited, "good"
        if step.good:
            good += 1
            written.pop(".dateline-manifest", None)
            ever |= written.keys()
            yield from ((number, edited, path) for path in sorted(ever) if live.file(path) != written.get(path))
    assert good > steps / 4, "hardly any state of the site was without an error"


def lay_or_take(root: Path, path: str, text: str | None) -> None:
    lay(root, path, text)
    if text is None:  # An empty theme would stand before the one that comes with Dateline.
        with suppress(OSError):
            (root / path).parent.rmdir()


def unseen(stage: str, done: int, total: int) -> None:
    """Nobody watches."""


def live_site(root: Path, kind: type[LiveSite] = LiveSite, *, drafts: bool = True) -> LiveSite:
    return kind(root, lambda: TODAY, drafts=drafts, workers=1, notice=unseen)


@pytest.fixture
def nothing_is_far(monkeypatch: pytest.MonkeyPatch) -> None:
    """In so small a site every change would be, and everything linked anew."""
    monkeypatch.setattr(linking, "FAR", 100)


@pytest.mark.usefixtures("nothing_is_far")
@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_served_is_what_a_clean_build_writes(tmp_path: Path, seed: str) -> None:
    assert next(lies(live_site(tmp_path), tmp_path, STEPS, seed), None) is None


@pytest.mark.usefixtures("nothing_is_far")
@pytest.mark.parametrize("seed", SEEDS)
def test_so_it_is_without_drafts_where_addresses_are_kept(tmp_path: Path, seed: str) -> None:
    live = live_site(tmp_path, drafts=False)
    assert next(lies(live, tmp_path, STEPS // 2, seed, drafts=False), None) is None


class Stale(LiveSite):
    """Leaves pages of deals as they first were: the lie that other generators tell of their terms."""

    def __init__(self, *args: Any, **keys: Any) -> None:
        super().__init__(*args, **keys)
        self._kept: dict[str, bytes | None] = {}

    def file(self, path: str) -> bytes | None:
        found = super().file(path)
        return self._kept.setdefault(path, found) if path.startswith("deals/") else found


@pytest.mark.usefixtures("nothing_is_far")
def test_a_stale_page_is_found(tmp_path: Path) -> None:
    lie = next(lies(live_site(tmp_path, Stale), tmp_path, 100, "1"), None)
    assert lie is not None
    assert str(lie[2]).startswith("deals/")
