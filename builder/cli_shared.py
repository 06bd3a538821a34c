"""What several commands share: their arguments, and one build or check with its report."""

import os
import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from builder.console import progress, report, say_trouble
from builder.edges.errors import UserError

if TYPE_CHECKING:
    from builder.edges.site import Result
    from builder.model.sources import Source


FORMATS = ("text", "json", "github")
OUTPUT = "output"
"""The folder within a site's that it is built to, if no other is named."""


SITE = click.argument("site", default=".", type=click.Path(path_type=Path))
DAY = click.DateTime(formats=["%Y-%m-%d"])
TODAY = click.option(
    "--today", type=DAY, metavar="YYYY-MM-DD", help="The day to build for. [default: today, in the site's zone]"
)
WORKERS = click.option("--workers", type=click.IntRange(min=1), help="Processes. [default: one a core, if it pays]")
FORMAT = click.option("--format", type=click.Choice(FORMATS), default="text", help="How to show findings.")


def work(
    *,
    site: Path,
    output: Path | None = None,
    write: bool,
    search: bool = False,
    strict: bool,
    drafts: bool = False,
    cards: bool = False,
    today: datetime | None = None,
    format: str = "text",
    workers: int | None,
    locks: "tuple[Source, ...]" = (),
) -> "Result":
    """Builds or checks one site, and reports. `locks` stand for those on disk."""
    from builder.build import Options
    from builder.edges import clock
    from builder.edges.executor import collect_no_cycles
    from builder.edges.site import build_site, check_site

    if search:
        from builder.edges.search import Search

    start = time.perf_counter()
    collect_no_cycles()
    target = output or site / OUTPUT
    if write:
        apart_from_sources(site, target)
    options = Options(today.date() if today else clock.today(site, os.environ), drafts, cards)
    with progress() as notice:
        if write:
            result = build_site(
                site, target, options, workers or 0, notice,
                strict=strict, search=Search if search else None, locks=locks,
            )  # fmt: skip
        else:
            result = check_site(site, options, workers or 0, notice)
    click.get_current_context().ensure_object(list).append(result)
    report(result, site, format, str(target) if write else "", start, cards=cards)
    if result.unsearchable:
        say_trouble(f"the site has no search index: {result.unsearchable}")
    return result


def apart_from_sources(site: Path, target: Path) -> None:
    """Raises UserError for an output that the next build would read."""
    if any(target.resolve().is_relative_to((site / own).resolve()) for own in ("content", "themes")):
        raise UserError(f"{target} lies among the site's own files, and would be read by the next build: name another")
