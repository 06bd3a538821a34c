"""Pages of docs/ that a reader follows step by step: files to write, commands to run, and what those say.

A file is a line with a path in backticks, then a fence with all of it; with a remark such as (with `x`) it is the file
as it was, but for that. Commands stand in a fence `sh`; a fence `output` holds lines of what the last of them said, in
which an ellipsis stands for anything.
"""

import os
import re
import shlex
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path

from click.testing import CliRunner

from builder.cli import commands

STEP = re.compile(
    r"^(?:`(?P<path>[^`\n]+)`(?: \(with `(?P<word>[^`]+)`\))?\n\n)?(?:```(?P<kind>[a-z]*)\n(?P<text>.*?)^```$)?",
    re.DOTALL | re.MULTILINE,
)
DATED = ("check", "build", "lock", "merge", "rename", "today", "coverage")


def steps(text: str) -> Iterator[re.Match[str]]:
    for found in STEP.finditer(text):
        if found[0]:
            yield found


def follow(text: str, folder: Path, *options: str) -> Path:
    """Does what a page says in this folder; the folder in which that ends. `options` go to what asks for the day."""
    said, here = "", folder
    for step in steps(text):
        if step["word"]:
            file = here / step["path"]
            number = re.sub(r"\d", "X", step["word"])
            before = file.read_text(encoding="utf-8")
            [old] = {found for found in re.findall(r"\w+ [\d.]+\w", before) if re.sub(r"\d", "X", found) == number}
            file.write_text(before.replace(old, step["word"]), encoding="utf-8")
        elif step["path"]:
            file = here / step["path"]
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(step["text"], encoding="utf-8")
            continue
        if step["kind"] == "sh":
            for line in step["text"].splitlines():
                name, *arguments = shlex.split(line, comments=True)
                if name == "cd":
                    here = here / arguments[0]
                    continue
                assert name == "dateline", line
                said = run(here, [*arguments, *(options if arguments[0] in DATED else ())])
        elif step["kind"] == "output":
            for line in step["text"].splitlines():
                assert re.search(re.escape(line).replace("…", ".*"), said), said
    return here


def run(folder: Path, arguments: list[str]) -> str:
    with chdir(folder):
        done = CliRunner().invoke(commands, arguments, catch_exceptions=False, standalone_mode=False)
    assert done.return_value in (0, 1), done.output
    return done.output + os.linesep
