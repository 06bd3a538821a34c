"""What each part of a site adds to a cold build, on both sides: `make bench BENCH="--parts"`.

A build of the plain pages alone is measured beside one with one part more: the statements' own pages, feeds, the data
files, the search index, cards. Run as a program, it is such a build by Dateline: `python -m tests.bench.parts
/s/,/feeds/ build …` leaves out whatever is below these paths. Hugo's site knows the parts as its environments.
"""

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

from tests.bench import measure, tools

STATEMENTS = ("/s/",)
FEEDS = ("/feeds/", "/sitemap.xml", "/robots.txt", "/llms.txt")
DATA = ("/data/",)
"""The beginnings of the paths of what is no plain page."""


@dataclass(frozen=True)
class Part:
    name: str
    paths: tuple[str, ...] = ()
    """What is made beside the plain pages."""
    option: str = ""
    """The option of `dateline build` that makes it."""
    environment: str = ""
    """That of Hugo's site with the same parts; none where Hugo makes no such thing."""
    whole: bool = False
    """Whether it is told what all takes, and not what is added to the plain pages."""


PARTS = (
    Part("plain pages", environment="plain", whole=True),
    Part("statement pages", STATEMENTS, environment="statements"),
    Part("feeds, calendars, sitemap", FEEDS, environment="feeds"),
    Part("data", DATA, environment="data"),
    Part("search index", option="--search"),
    Part("cards", option="--cards"),
    Part("all but search index and cards", STATEMENTS + FEEDS + DATA, environment="whole", whole=True),
    Part("… without statement pages", FEEDS + DATA, environment="no-statements", whole=True),
)
"""The plain pages come first."""


Command = Callable[[Path, Path], list[str]]


@dataclass(frozen=True)
class Cost:
    """One side's builds with a part."""

    usages: tuple[measure.Usage, ...]
    files: int
    size: int


@dataclass(frozen=True)
class Costs:
    part: Part
    dateline: Cost
    hugo: Cost | None


def compare(articles: int, runs: int, hugo: Path | None) -> list[Costs]:
    """Both sides with each part, all taking turns; Dateline alone where there is no Hugo."""
    usages: dict[tuple[Part, str], list[measure.Usage]] = {}
    sizes: dict[tuple[Part, str], tuple[int, int]] = {}
    with TemporaryDirectory(prefix="bench-") as folder:
        root = Path(folder)
        for tool in (tools.dateline(), *([tools.hugo(hugo)] if hugo else [])):
            tool.write_site(articles, root / tool.name)
        for run in range(runs + 1):  # The first warms up, for which the plain pages are enough.
            for number, part in enumerate(PARTS if run else PARTS[:1]):
                for name, (tool, command) in sides(part, hugo).items():
                    output = root / f"{name}-{run}-{number}"  # None is removed while others are measured: see `run`.
                    tool.clean(root / name)
                    usage = measure.run(command(root / name, output), root / "log")
                    if run:
                        usages.setdefault((part, name), []).append(usage)
                        sizes[part, name] = weigh(output)

    def cost(part: Part, name: str) -> Cost | None:
        measured = usages.get((part, name))
        return Cost(tuple(measured), *sizes[part, name]) if measured else None

    return [Costs(part, ours, cost(part, "Hugo")) for part in PARTS if (ours := cost(part, "Dateline"))]


def sides(part: Part, hugo: Path | None) -> dict[str, tuple[tools.Tool, Command]]:
    """Who makes the part, each with the command of one build by site and output."""

    def command(site: Path, output: Path) -> list[str]:
        left_out = [path for path in STATEMENTS + FEEDS + DATA if path not in part.paths]
        search = [] if part.option == "--search" else ["--no-search"]
        cards = [part.option] if part.option == "--cards" else []
        return tools.without(left_out, ["build", str(site), "--output", str(output), *search, *cards])

    found: dict[str, tuple[tools.Tool, Command]] = {"Dateline": (tools.dateline(), command)}
    if hugo and part.environment:
        rival = tools.hugo(hugo, part.environment)
        found["Hugo"] = rival, rival.command
    return found


def weigh(output: Path) -> tuple[int, int]:
    """Files and bytes."""
    sizes = [Path(folder, name).stat().st_size for folder, _, names in os.walk(output) for name in names]
    return len(sizes), sum(sizes)


def build(left_out: tuple[str, ...], arguments: Sequence[str]) -> NoReturn:
    """One build without what is below these paths; its process ends as that of `dateline` does. Which pages there are
    is known to the main process alone."""
    from builder import cli, pages

    known = vars(pages)
    everything = known["plans"]
    known["plans"] = lambda context: {
        path: plan for path, plan in everything(context).items() if not path.startswith(left_out)
    }
    sys.argv[1:] = arguments
    cli.main()


if __name__ == "__main__":
    build(tuple(sys.argv[1].split(",")), sys.argv[2:])
