"""What each part of a site adds to a cold build: `make bench BENCH="--parts"`.

A build of the plain pages alone is measured beside one with one part more: the statements' own pages, feeds, the data
files, the search index, cards. Run as a program, it is such a build: `python -m tests.bench.parts /s/,/feeds/ build …`
leaves out whatever is below these paths.
"""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

from tests.bench import measure, tools

PLAIN = ("/s/", "/feeds/", "/data/", "/sitemap.xml", "/robots.txt", "/llms.txt")
"""What is no plain page."""


@dataclass(frozen=True)
class Part:
    name: str
    paths: tuple[str, ...] = ()
    """The beginnings of the paths of what it is."""
    option: str = ""
    """The option of `dateline build` that makes it."""


PARTS = (
    Part("statement pages", ("/s/",)),
    Part("feeds, calendars, sitemap", ("/feeds/", "/sitemap.xml", "/robots.txt", "/llms.txt")),
    Part("data", ("/data/",)),
    Part("search index", option="--search"),
    Part("cards", option="--cards"),
)
NOTHING = Part("plain pages")
RIVAL = Part("for comparison, Hugo’s whole site")


@dataclass(frozen=True)
class Cost:
    """One part's builds."""

    part: Part
    usages: tuple[measure.Usage, ...]
    files: int
    size: int


def compare(articles: int, runs: int, hugo: Path | None) -> list[Cost]:
    """The plain pages, and them with each part, taking turns; last Hugo's site, where there is a binary."""
    parts = (NOTHING, *PARTS, *([RIVAL] if hugo else []))
    usages: dict[str, list[measure.Usage]] = {part.name: [] for part in parts}
    sizes: dict[str, tuple[int, int]] = {}
    tool = tools.dateline()
    with TemporaryDirectory(prefix="bench-") as folder:
        root = Path(folder)
        site, rival = root / "site", root / "hugo"
        tool.write_site(articles, site)
        if hugo:
            tools.hugo(hugo).write_site(articles, rival)
        for run in range(runs + 1):  # The first warms up.
            for number, part in enumerate(parts):
                output = root / f"output-{run}-{number}"  # None is removed while others are measured: see `run`.
                tool.clean(site)
                called = (
                    tools.hugo(hugo).command(rival, output) if hugo and part is RIVAL else command(part, site, output)
                )
                usage = measure.run(called, root / "log")
                if run:
                    usages[part.name].append(usage)
                sizes[part.name] = weigh(output)
    return [Cost(part, tuple(usages[part.name]), *sizes[part.name]) for part in parts]


def command(part: Part, site: Path, output: Path) -> list[str]:
    left_out = ",".join(path for path in PLAIN if path not in part.paths)
    search = [] if part.option == "--search" else ["--no-search"]
    cards = [part.option] if part.option == "--cards" else []
    arguments = ["build", str(site), "--output", str(output), *search, *cards]
    return [sys.executable, "-m", "tests.bench.parts", left_out, *arguments]


def weigh(output: Path) -> tuple[int, int]:
    """Files and bytes."""
    sizes = [Path(folder, name).stat().st_size for folder, _, names in os.walk(output) for name in names]
    return len(sizes), sum(sizes)


def build(left_out: tuple[str, ...], arguments: Sequence[str]) -> NoReturn:
    """One build without what is below these paths; its process ends as that of `dateline` does. Which pages there are
    is known to the main process alone."""
    from builder import cli, publish

    known = vars(publish)
    everything = known["plans"]
    known["plans"] = lambda material: {
        path: plan for path, plan in everything(material).items() if not path.startswith(left_out)
    }
    sys.argv[1:] = arguments
    cli.main()


if __name__ == "__main__":
    build(tuple(sys.argv[1].split(",")), sys.argv[2:])
