"""What the user reads and sees: findings, figures, bars while work goes on. The only module that prints.

In come results; out goes text to the terminal or a pipe, whatever it can encode.
"""

import io
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from builder import __version__

if TYPE_CHECKING:
    from builder.edges.executor import Notice
    from builder.edges.site import Result
    from builder.render.report import Summary

EVERY = 20
"""Steps after which the bar is moved, since moving it costs more than some of the steps."""
BAR = 30
"""Characters."""
CLEAR = "\x1b[K"
"""Clears the rest of the line."""


def failed(result: "Result", *, strict: bool) -> bool:
    from builder.model.finding import failing

    return failing(result.built.findings, strict=strict)


def report(result: "Result", site: Path, format: str, output: str, start: float, *, cards: bool = False) -> None:
    """Says what was found and done since `start` of the performance counter. `output` is empty for a check."""
    from builder.edges.locations import placed_findings
    from builder.render.report import as_json, closing, few, github, text
    from builder.render.sarif import sarif

    found = result.built.findings
    shown, more = few(found) if format == "text" else (found, {})
    placed = placed_findings(site, shown)
    summary = summary_of(result, output, time.perf_counter() - start, cards=cards)
    if format == "json":
        say(as_json(placed, summary), encoding="utf-8")
    elif format == "sarif":
        say(sarif(placed, __version__), encoding="utf-8")
    elif format == "github":
        say(github(placed) + closing(summary), encoding="utf-8")
    else:
        say(text(placed, colour=coloured()) + closing(summary, more))


def summary_of(result: "Result", output: str, seconds: float, *, cards: bool) -> "Summary":
    from builder.model.finding import Severity
    from builder.render.report import Summary

    built, written = result.built, result.written
    return Summary(
        files=result.files,
        statements=built.statements,
        checks=built.checks,
        errors=built.count(Severity.ERROR),
        warnings=built.count(Severity.WARNING),
        notes=built.count(Severity.NOTE),
        pages=built.pages,
        written=written.written if written else 0,
        deleted=written.deleted if written else 0,
        output=output,
        seconds=round(seconds, 3),
        cards=len(built.drawn) if cards else None,
        left_out=built.left_out,
    )


@contextmanager
def progress() -> "Iterator[Notice]":
    """A bar for the stage at work on a terminal, gone when all is done; nothing in a pipe."""
    if not sys.stderr.isatty():
        yield lambda stage, done, total: None
        return

    def notice(stage: str, done: int, total: int) -> None:
        if done % EVERY == 0 or done == total:
            filled = BAR * done // total
            line = f"{stage} [{'#' * filled}{'-' * (BAR - filled)}] {100 * done // total}%"
            click.echo(f"\r{line}{CLEAR}", err=True, nl=False)

    try:
        yield notice
    finally:
        click.echo(f"\r{CLEAR}", err=True, nl=False)


def coloured() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def say(words: str, encoding: str | None = None) -> None:
    """Prints to standard output, whatever it can encode. A reader who has left early is not an error."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding=encoding, errors="backslashreplace")
    try:
        click.echo(words, nl=False)
        sys.stdout.flush()
    except BrokenPipeError:
        # What is still in the buffer would be written at exit, and fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say_trouble(words: str) -> None:
    click.echo(f"dateline: {words}", err=True)
