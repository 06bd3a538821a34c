"""Dateline beside Hugo on one corpus, cold: `python -m tests.bench.run [ARTICLES …]`, from the repository's root.

For each size both sites are written anew, each tool builds once to warm up, and then they take turns. Each build has a
folder of its own to write to, and before each all caches are removed. Prints the report, and with --write puts it into
docs/benchmarks.md.
"""

import argparse
import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench import measure, parts, preview, tools, warm
from tests.bench.report import Measured, Output, parts_report, preview_report, report, update, warm_report

DOCUMENT = Path("docs/benchmarks.md")
DAY_OF_BUILD = "1735689600"
"""1 January 2025, in seconds since 1970: today, for both tools, so that each run builds the same."""


def main() -> None:
    options = _options()
    os.environ["SOURCE_DATE_EPOCH"] = DAY_OF_BUILD
    # As where it is installed: the run that warms up leaves the bytecode that later runs begin with.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    rivals = _rivals(options.only, options.hugo)
    if options.preview:
        show_previews(options)
        return
    if options.parts:
        show_parts(options)
        return
    if options.warm:
        show_warm(options)
        return
    measured = [each for articles in options.articles for each in compare(rivals, articles, options.runs)]
    text = report(measured, tools.machine())
    print(text)
    if options.write:
        update(DOCUMENT, text)


def show_previews(options: argparse.Namespace) -> None:
    """Measures the two servers instead of the builds."""
    servers = []
    if options.only != "hugo":
        servers.append((preview.dateline(), "tests.bench.dateline_site"))
    if options.only != "dateline" and options.hugo:
        servers += [(preview.hugo(options.hugo, fast=fast), "tests.bench.hugo_site") for fast in (True, False)]
    found = [each for articles in options.articles for each in preview.compare(servers, articles, options.runs)]
    text = preview_report(found, tools.machine())
    print(text)
    if options.write:
        update(DOCUMENT, text, "preview")


def show_parts(options: argparse.Namespace) -> None:
    """Measures what each part of a site adds to a build."""
    found = {articles: parts.compare(articles, options.runs, options.hugo) for articles in options.articles}
    text = parts_report(found, tools.machine())
    print(text)
    if options.write:
        update(DOCUMENT, text, "parts")


def show_warm(options: argparse.Namespace) -> None:
    """Measures what a build and a check take after a first one."""
    found = {articles: warm.compare(articles, options.runs) for articles in options.articles}
    text = warm_report(found, tools.machine())
    print(text)
    if options.write:
        update(DOCUMENT, text, "warm")


def compare(rivals: Sequence[tools.Tool], articles: int, runs: int) -> list[Measured]:
    """Each tool's usages on a corpus of so many articles, the tools taking turns.

    No output is removed before the last run has ended: for minutes after, ext4 looks at every inode that was freed
    before it gives out one, and a build of 10,000 articles would pay some seconds for what another has written.
    """
    usages: dict[str, list[measure.Usage]] = {tool.name: [] for tool in rivals}
    with TemporaryDirectory(prefix="bench-") as folder:
        root = Path(folder)
        for tool in rivals:
            tool.write_site(articles, root / tool.name)
            _build(tool, root, 0)
        for run in range(1, runs + 1):
            for tool in rivals:
                usages[tool.name].append(_build(tool, root, run))
        return [
            Measured(tool.name, tool.version, articles, tuple(usages[tool.name]), look(_output(tool, root, runs)))
            for tool in rivals
        ]


def look(output: Path) -> Output:
    pages: Counter[str] = Counter()
    others = size = 0
    for folder, _, names in os.walk(output):
        for name in names:
            path = Path(folder, name)
            size += path.stat().st_size
            if path.suffix == ".html":
                pages[_kind(path.relative_to(output))] += 1
            else:
                others += 1
    return Output(dict(pages), others, size)


def _kind(page: Path) -> str:
    """`deals/` for a page within that folder, `` for the home page, the name for another page at the root."""
    return f"{page.parts[0]}/" if len(page.parts) > 1 else page.name.removesuffix("index.html")


def _build(tool: tools.Tool, root: Path, run: int) -> measure.Usage:
    site = root / tool.name
    tool.clean(site)
    return measure.run(tool.command(site, _output(tool, root, run)), root / "log")


def _output(tool: tools.Tool, root: Path, run: int) -> Path:
    return root / f"{tool.name}-output-{run}"


def _rivals(only: str, binary: Path | None) -> list[tools.Tool]:
    rivals = []
    if only != "hugo":
        rivals.append(tools.dateline())
    if only != "dateline":
        if not binary:
            raise SystemExit(f"no Hugo in {tools.HUGO_HOME}: use `make bench`, or name one by --hugo")
        rivals.append(tools.hugo(binary))
    return rivals


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.run", description="Dateline beside Hugo, cold.")
    parser.add_argument("articles", nargs="*", type=int, default=[1_000, 10_000], help="sizes of the corpus")
    parser.add_argument("--runs", type=int, default=5, help="measured runs of each tool")
    parser.add_argument("--hugo", type=Path, default=tools.installed_hugo(), help="the Hugo binary")
    parser.add_argument("--only", choices=["dateline", "hugo"], default="", help="measure one tool alone")
    parser.add_argument("--parts", action="store_true", help="measure what each part of a site adds to a build")
    parser.add_argument("--preview", action="store_true", help="measure the preview servers, with a page in Chromium")
    parser.add_argument("--warm", action="store_true", help="measure what is done again after a first run")
    parser.add_argument("--write", action="store_true", help=f"put the report into {DOCUMENT}")
    return parser.parse_args()


if __name__ == "__main__":
    main()
