"""The corpus is what both sites take it for, and the report comes to stand where it belongs."""

import re
import sys
from math import inf
from pathlib import Path

import pytest
import yaml

from tests.bench import corpus, dateline_site, hugo_site, measure, parts, preview, report, run, tools, warm

CORPUS = corpus.make(60)
SAME = re.compile(r"(articles|deals|actors|dates)(/(?!\d{4}(-\d\d)?$)[^/]+)?|s/[^/]+/[^/]+")
"""Pages that stand at the same address on both sides. Months, years and parts of long pages do not."""
BEGIN, END = (mark.format(part="measured") for mark in report.MARKS)


def test_equal_arguments_give_an_equal_corpus() -> None:
    assert corpus.make(60) == CORPUS
    assert corpus.make(60, seed=2) != CORPUS


def test_every_quote_stands_once_in_its_article() -> None:
    for article in CORPUS.articles:
        assert [article.body.count(claim.quote) for claim in article.claims] == [1] * len(article.claims)


def test_articles_are_as_long_and_as_full_as_promised() -> None:
    articles = corpus.make(400).articles
    assert 430 < sum(len(article.body.split()) for article in articles) / 400 < 490
    assert 5.2 < sum(len(article.claims) for article in articles) / 400 < 5.8


def test_deals_only_climb_and_their_money_only_grows() -> None:
    claims = [claim for article in CORPUS.articles for claim in article.claims]
    for deal in CORPUS.deals:
        told = [claim for claim in claims if claim.deal == deal]
        rungs = [(claim.when, corpus.LADDER.index(claim.status)) for claim in told if claim.status]
        assert [rung for _, rung in sorted(rungs)] == sorted(rung for _, rung in rungs)
        levels = [(claim.when, claim.millions) for claim in told if claim.millions]
        assert [level for _, level in sorted(levels)] == sorted(level for _, level in levels)


def test_both_sites_hold_all_articles_and_statements(tmp_path: Path) -> None:
    dateline_site.write(CORPUS, tmp_path / "dateline")
    hugo_site.write(CORPUS, tmp_path / "hugo")
    stems = {article.id for article in CORPUS.articles}
    for pattern in (
        "dateline/content/articles/*/*.md",
        "dateline/content/annotations/*/*.yml",
        "hugo/content/articles/*.md",
    ):
        assert {path.stem for path in tmp_path.glob(pattern)} == stems
    first = CORPUS.articles[0]
    path = tmp_path / f"dateline/content/annotations/{first.published.year}/{first.id}.yml"
    statements = yaml.safe_load(path.read_text(encoding="utf-8"))["statements"]
    assert [each["quote"] for each in statements] == [claim.quote for claim in first.claims]


@pytest.mark.skipif(not tools.installed_hugo(), reason="no Hugo: `make bench` installs it")
def test_both_sides_make_the_same_pages(tmp_path: Path) -> None:
    binary = tools.installed_hugo()
    assert binary
    pages = []
    for tool in (tools.dateline(), tools.hugo(binary)):
        site, output = tmp_path / tool.name, tmp_path / f"{tool.name}-output"
        tool.write_site(60, site)
        measure.run(tool.command(site, output), tmp_path / "log")
        found = (path.relative_to(output).parent.as_posix() for path in output.rglob("index.html"))
        pages.append({page for page in found if SAME.fullmatch(page)})
    assert len(pages[0]) > 60 + 300
    assert pages[0] == pages[1]


def test_the_report_gives_medians_ratios_and_growth() -> None:
    def usages(*walls: float) -> tuple[measure.Usage, ...]:
        return tuple(measure.Usage(wall, 2 * wall, 50_000_000, 70_000_000) for wall in walls)

    output = report.Output({"": 1, "deals/": 4}, 2, 3_000_000)
    text = report.report(
        [
            report.Measured("A", "1", 10, usages(1, 9, 2), output),
            report.Measured("B", "2", 10, usages(4, 4, 4), output),
            report.Measured("A", "1", 100, usages(10, 10, 10), output),
            report.Measured("B", "2", 100, usages(40, 50, 60), output),
        ],
        "a machine",
    )
    assert text.startswith("A 1, B 2. a machine. Medians of 3 runs.")
    for row in (
        "| 10 articles | A | B | ratio |",
        "| wall time, s | 2.00 | 4.00 | 0.50 |",
        "| processor time, s | 4.00 | 8.00 | 0.50 |",
        "| peak memory, all processes, MB | 70 | 70 | 1.00 |",
        "| pages | 5 | 5 | 1.00 |",
        "| wall time | ×5.00 | ×12.50 |",
        "| `/deals/` | 4 | 4 |",
    ):
        assert row in text.splitlines()


def test_a_new_report_replaces_the_old_one(tmp_path: Path) -> None:
    document = tmp_path / "benchmarks.md"
    document.write_text(f"# Before\n\n{BEGIN}\n\nold\n\n{END}\n\nAfter\n", encoding="utf-8")
    report.update(document, "new")
    expected = f"# Before\n\n{BEGIN}\n\nnew\n\n{END}\n\nAfter\n"
    assert document.read_text(encoding="utf-8") == expected


@pytest.mark.parametrize("part", ["measured", "parts", "preview"])
def test_the_document_has_a_place_for_the_report(part: str) -> None:
    text = Path(run.__file__).parents[2].joinpath(run.DOCUMENT).read_text(encoding="utf-8")
    assert [text.count(mark.format(part=part)) for mark in report.MARKS] == [1, 1]


def test_both_servers_are_given_the_same_edits(tmp_path: Path) -> None:
    found = []
    for write, server in (
        (dateline_site.write, preview.dateline()),
        (hugo_site.write, preview.hugo(Path("hugo"), fast=True)),
    ):
        folder = tmp_path / server.name
        write(CORPUS, folder)
        edits = server.edits(CORPUS)
        for edit in edits:
            before = (folder / edit.file).read_text(encoding="utf-8")
            assert edit.change(before) != before
        found.append([(edit.name, edit.page, edit.words) for edit in edits])
    assert found[0] == found[1]


def test_parts_are_told_by_what_they_add() -> None:
    def cost(wall: float, files: int) -> parts.Cost:
        return parts.Cost((measure.Usage(wall, 2 * wall, 0, 0),), files, files * 1_000_000)

    plain, more, alone, whole = (parts.PARTS[nth] for nth in (0, 1, 4, 6))
    found = [
        parts.Costs(plain, cost(10, 100), cost(20, 80)),
        parts.Costs(more, cost(14, 150), cost(50, 120)),
        parts.Costs(alone, cost(30, 400), None),
        parts.Costs(whole, cost(20, 900), cost(80, 700)),
    ]
    lines = report.parts_report({60: found}, "A machine").splitlines()
    for row in (
        "| plain pages | 10.00 | 20.00 | 100 | 100.0 | 20.00 | 40.00 | 80 | 80.0 | 0.50 |",
        "| statement pages | +4.00 | +8.00 | +50 | +50.0 | +30.00 | +60.00 | +40 | +40.0 |  |",
        "| search index | +20.00 | +40.00 | +300 | +300.0 | – | – | – | – |  |",
        "| all but search index and cards | 20.00 | 40.00 | 900 | 900.0 | 80.00 | 160.00 | 700 | 700.0 | 0.25 |",
    ):
        assert row in lines


def test_what_is_done_again_is_told_beside_a_cold_run() -> None:
    def usage(wall: float) -> measure.Usage:
        return measure.Usage(wall, 2 * wall, 0, 0)

    found = [
        warm.Warm("check", "cold", (usage(10), usage(20), usage(40))),
        warm.Warm("check", "a name", (usage(1), usage(5), usage(8))),
    ]
    lines = report.warm_report({60: found}, "A machine").splitlines()
    assert "| `check`, cold | 20.00 | 40.00 |  |" in lines
    assert "| `check`, a name | 5.00 | 10.00 | 0.20 |" in lines


def test_warm_edits_change_the_site_each_time(tmp_path: Path) -> None:
    dateline_site.write(CORPUS, tmp_path)
    seen = set()
    for turn in (1, 2):
        for edit in filter(None, warm.STEPS.values()):
            edit(tmp_path, turn)
            texts = [file.read_text(encoding="utf-8") for file in sorted((tmp_path / "content").rglob("*.*"))]
            seen.add(hash(tuple(texts)))
    assert len(seen) == 7  # One of the four edits changes nothing: the second time, after others.


def test_an_edit_that_is_never_shown_is_told_so() -> None:
    sides = [
        preview.Waited("Dateline", 60, 0.5, {"an edit": [0.1, 0.2, 0.3], "another": [0.2]}, 100_000_000),
        preview.Waited("Hugo", 60, 1.0, {"an edit": [1.0, 2.0, 3.0], "another": [inf]}, 200_000_000),
        preview.Waited("Hugo, all pages", 60, 2.0, {"an edit": [4.0], "another": [0.8]}, 50_000_000),
    ]
    text = report.preview_report(sides, "A machine")
    for row in (
        "| 60 articles | Dateline | Hugo | ratio | Hugo, all pages | ratio |",
        "| an edit, ms | 200 (300) | 2,000 (3,000) | 0.10 | 4,000 (4,000) | 0.05 |",
        "| another, ms | 200 (200) | never | – | 800 (800) | 0.25 |",
        "| start to first page, s | 0.5 | 1.0 | 0.50 | 2.0 | 0.25 |",
        "| peak memory, all processes, MB | 100 | 200 | 0.50 | 50 | 2.00 |",
    ):
        assert row in text.splitlines()


def test_pages_are_counted_by_folder(tmp_path: Path) -> None:
    for name in ("index.html", "404.html", "deals/x/index.html", "deals/y/index.html", "style.css"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("12345", encoding="utf-8")
    assert run.look(tmp_path) == report.Output({"": 1, "404.html": 1, "deals/": 2}, 1, 25)


def test_the_cost_of_a_command_is_measured_with_its_children(tmp_path: Path) -> None:
    child = f'"{sys.executable}" -c "x = bytearray(40_000_000); import time; time.sleep(0.2)"'
    usage = measure.run(["/bin/sh", "-c", f"{child} & {child}; wait"], tmp_path / "log")
    assert usage.wall >= 0.2
    assert usage.cpu > 0
    assert usage.largest > 40_000_000
    if measure.TELLS_CHILDREN:
        assert usage.together is not None
        assert usage.together > 80_000_000


def test_a_command_that_fails_says_why(tmp_path: Path) -> None:
    with pytest.raises(measure.CommandFailed, match="no such thing"):
        measure.run(["/bin/sh", "-c", "echo no such thing; exit 3"], tmp_path / "log")
