"""The commands of digests."""

import os
import time
from datetime import date, datetime
from pathlib import Path

import click

from builder.cli_desk import SITE_OPTION
from builder.console import failed, progress, report, say
from builder.edges.errors import UserError


@click.group()
def digest() -> None:
    """Editions that tell what changed over some days."""


@digest.command()
@click.argument("id", default="")
@SITE_OPTION
@click.option("--daily", "days", flag_value=1, type=int, help="Cover one day.")
@click.option("--weekly", "days", flag_value=7, type=int, help="Cover seven days.")
@click.option("--monthly", "days", flag_value=30, type=int, help="Cover thirty days.")
@click.option("--since", metavar="YYYY-MM-DD", help="Cover the days from this one. [default: since the last edition]")
@click.option("--today", metavar="YYYY-MM-DD", help="Draft it as of an earlier day, by what was on file then.")
def new(id: str, site: Path, days: int | None, since: str | None, today: str | None) -> int:
    """Draft an edition: what changed, each change a line to keep, order or strike."""
    from builder.edges import clock
    from builder.edges.authoring.digests import new_digest
    from builder.edges.read import expect_site
    from builder.parse.readers import new_id

    expect_site(site)
    if id and not isinstance(new_id(id), str):
        raise UserError(f"`{id}` is no id: lowercase letters, digits and hyphens")
    start = time.perf_counter()
    now = clock.today(site, os.environ)
    with progress() as notice:
        result, path = new_digest(
            site, id, day(today) if today else now, now, day(since) if since else None, days or 0, notice
        )
    if failed(result, strict=False):
        report(result, site, "text", "", start)
        return 1
    say(f"made {path}: keep, order and strike its items, write why it matters below, and set `state: ready`\n")
    return 0


@digest.command()
@click.argument("id")
@SITE_OPTION
@click.option("--today", metavar="YYYY-MM-DD", help="Close it as of an earlier day, by what was on file then.")
def close(id: str, site: Path, today: str | None) -> int:
    """Close an edition: from now on its page says what it says today, whatever is corrected later."""
    from builder.edges import clock
    from builder.edges.authoring.digests import close_digest
    from builder.edges.read import expect_site

    expect_site(site)
    start = time.perf_counter()
    now = clock.today(site, os.environ)
    with progress() as notice:
        result, path = close_digest(site, id, day(today) if today else now, now, notice)
    if failed(result, strict=False):
        report(result, site, "text", "", start)
        return 1
    say(f"made {path}: commit it. What you correct from now on stands under “Since we wrote”.\n")
    return 0


def day(words: str) -> date:
    """Raises UserError where it is none."""
    try:
        return datetime.strptime(words, "%Y-%m-%d").date()
    except ValueError:
        raise UserError(f"`{words}` is not a day such as `2025-05-09`") from None
