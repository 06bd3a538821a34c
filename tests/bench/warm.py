"""What a build takes when there has been one before: `python -m tests.bench.run --warm`.

In each run a site is built cold, then again with nothing changed, and after each of three edits; and so is a check.
Every edit leaves the site another one than before. All runs of one size are on the same site, in turn.
"""

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench import measure, tools

Edit = Callable[[Path, int], None]
"""Changes a site; the number is another one each time."""


def sentence(site: Path, run: int) -> None:
    articles = sorted((site / "content/articles").rglob("*.md"))
    article = articles[len(articles) // 2]
    with article.open("a", encoding="utf-8") as file:
        file.write(f"\nThe port has opened again, for the {run}th time.\n")


def annotation(site: Path, run: int) -> None:
    notes = min((site / "content/annotations").rglob("*.yml"))
    text = notes.read_text(encoding="utf-8")
    notes.write_text(
        re.sub(r"(?m)^(\s*(?:- )?gist: ['\"]?)", rf"\1Once more ({run}), ", text, count=1), encoding="utf-8"
    )


def name(site: Path, run: int) -> None:
    """Of the voice that is quoted most, as in the preview's table."""
    actors = site / "content/entities/actors.yml"
    text = actors.read_text(encoding="utf-8")
    actors.write_text(re.sub(r"name: (\w+)", rf"name: \1{'x' * run}", text, count=1), encoding="utf-8")


STEPS: dict[str, Edit | None] = {
    "cold": None,
    "nothing changed": lambda site, run: None,
    "a sentence of an article": sentence,
    "a statement's gist": annotation,
    "a name": name,
}
COMMANDS = {"build": (), "build --no-search": ("--no-search",), "check": ()}


@dataclass(frozen=True)
class Warm:
    """What one command took after one edit."""

    command: str
    step: str
    usages: tuple[measure.Usage, ...]


def compare(articles: int, runs: int) -> list[Warm]:
    """All commands after all edits, cold first."""
    usages: dict[tuple[str, str], list[measure.Usage]] = {}
    with TemporaryDirectory(prefix="bench-") as folder:
        root, tool = Path(folder), tools.dateline()
        site = root / "site"
        tool.write_site(articles, site)
        for run in range(runs + 1):  # The first warms up.
            for command, options in COMMANDS.items():
                output = root / f"{command.replace(' ', '')}-{run}"  # None is removed meanwhile: see `run`.
                tool.clean(site)
                for step, edit in STEPS.items():
                    if edit:
                        edit(site, run * len(COMMANDS) + list(COMMANDS).index(command) + 1)
                    usage = measure.run(line(command, site, output, options), root / "log")
                    if run:
                        usages.setdefault((command, step), []).append(usage)
    return [Warm(command, step, tuple(found)) for (command, step), found in usages.items()]


def line(command: str, site: Path, output: Path, options: tuple[str, ...]) -> list[str]:
    word = command.partition(" ")[0]
    place = ["--output", str(output)] if word == "build" else []
    return [sys.executable, "-m", "builder", word, str(site), *place, *options, "--workers", str(tools.cores())]
