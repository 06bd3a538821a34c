"""The command line: arguments in, exit status out.

Status 0: done, warnings allowed. 1: errors in the content, or warnings under `--strict`. 2: wrong use, or the outside
world (one line, no traceback). 130: interrupted. The pipeline is imported by the commands that need it, since it takes
ten times as long as all the rest of `dateline --version`.
"""

import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from builder import __version__
from builder.console import coloured, failed, progress, report, say, say_draft, say_trouble, say_written
from builder.edges.trouble import Trouble, reason

if TYPE_CHECKING:
    from builder.edges.site import Result

FORMATS = ("text", "json", "github")
OUTPUT = "output"
"""The folder within a site's that it is built to, if no other is named."""


SITE = click.argument("site", default=".", type=click.Path(path_type=Path))
DAY = click.DateTime(formats=["%Y-%m-%d"])
TODAY = click.option(
    "--today", type=DAY, metavar="YYYY-MM-DD", help="The day to build for. [default: today, in the site's zone]"
)
WORKERS = click.option("--workers", type=click.IntRange(min=1), help="Processes. [default: one a core, if it pays]")


def main() -> NoReturn:
    """Runs the command that the arguments name, and ends the process with its status.

    At once: to take a large site's values apart one by one would take a second, and nobody reads them any more.
    """
    status = run(sys.argv[1:])
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):
            stream.flush()
    os._exit(status)


def run(arguments: list[str]) -> int:
    """Runs one command; its exit status."""
    try:
        return commands.main(arguments, prog_name="dateline", standalone_mode=False) or 0
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        say_trouble("interrupted: nothing is lost, the next run takes up what was begun")
        return 130
    except Trouble as trouble:
        say_trouble(str(trouble))
    except OSError as error:
        say_trouble(reason(error))
    return 2


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="dateline %(version)s")
def commands() -> None:
    """Builds a site of briefings: every claim with its speaker, every quote checked against its article."""


def common(command: Callable[..., int]) -> Callable[..., int]:
    """The arguments that `build` and `check` share."""
    options = [
        SITE,
        click.option("--strict", is_flag=True, help="Let warnings fail the run, as errors do."),
        click.option("--drafts", is_flag=True, help="Take in drafts and what is under embargo."),
        TODAY,
        click.option("--format", type=click.Choice(FORMATS), default="text", help="How to show findings."),
        WORKERS,
    ]
    for option in reversed(options):
        command = option(command)
    return command


@commands.command()
@common
@click.option("--output", type=click.Path(path_type=Path), help="Where the site goes. [default: SITE/output]")
@click.option("--cards", is_flag=True, help="Make the pictures that links to pages show where they are pasted.")
@click.option("--search/--no-search", default=True, help="Make the index of the search page. [default: yes]")
def build(*, strict: bool, **arguments: Any) -> int:
    """Build the site in the folder SITE (this one, if none is named)."""
    return 1 if failed(work(write=True, strict=strict, **arguments), strict=strict) else 0


@commands.command()
@common
def check(*, strict: bool, **arguments: Any) -> int:
    """Say what is wrong in the site in the folder SITE, and write nothing."""
    return 1 if failed(work(write=False, strict=strict, **arguments), strict=strict) else 0


@commands.command()
@SITE
@click.option("--check", "only_check", is_flag=True, help="Write nothing; fail where there is something to write.")
@click.option("--strict", is_flag=True, help="Let warnings fail the run, as errors do.")
@TODAY
@click.option("--format", type=click.Choice(FORMATS), default="text", help="How to show findings.")
@WORKERS
def lock(
    site: Path, today: datetime | None, format: str, workers: int | None, *, only_check: bool, strict: bool
) -> int:
    """Put the addresses that the site publishes now into content/urls.lock, so that none is ever lost. And where quotes
    stand in content/texts/ into content/quotes.lock, so that the site is built without those texts."""
    from builder.build import Options
    from builder.edges import clock
    from builder.edges.locking import lock_site, write_locks
    from builder.edges.places import place

    start = time.perf_counter()
    options = Options(today.date() if today else clock.today(site, os.environ))
    with progress() as notice:
        done = lock_site(site, options, workers or 0, notice, strict=strict)
        placed = place(site, done.result.built.findings)
    report(done.result, placed, format, "", time.perf_counter() - start)
    if failed(done.result, strict=strict):
        return 1
    if not only_check:
        write_locks(site, done)
    if format != "json":
        quotes = f"; {done.quotes:,} quotes" if done.quotes else ""
        say(f"{done.known + done.new:,} addresses locked, {done.new:,} of them new{quotes}\n")
    return 1 if done.files and only_check else 0


@commands.command()
@click.argument("what", metavar="ID")
@SITE
@click.option("--why", required=True, help="What the page will say of it.")
@click.option("--purge", is_flag=True, help="Take its words out of the sources too.")
@TODAY
def withdraw(what: str, site: Path, why: str, today: datetime | None, *, purge: bool) -> int:
    """Withdraw what has been published under ID (of an entity, an article, ARTICLE/STATEMENT, or a page's path)."""
    from builder.edges import clock
    from builder.edges.places import place
    from builder.edges.withdraw import withdraw as take_back

    start = time.perf_counter()
    day = today.date() if today else clock.today(site, os.environ)
    with progress() as notice:
        done = take_back(site, what, why, day, notice, purge=purge)
    if not done.pages:
        report(done.result, place(site, done.result.built.findings), "text", "", time.perf_counter() - start)
        say("nothing was withdrawn: without it, the above would be errors\n")
        return 1
    say("".join(f"withdrawn: {page}\n" for page in done.pages))
    if done.history:
        say("git still holds what was purged; to take it out there, rewrite its history (`git filter-repo`):\n")
        say("".join(f"  {line}\n" for line in done.history))
    say("build and publish the site, so that readers see it\n")
    return 0


@commands.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--github", is_flag=True, help="With a workflow that publishes the site on GitHub Pages.")
def init(folder: Path, *, github: bool) -> int:
    """Make a small site in the new folder DIR, as a beginning."""
    from builder.edges.init import init as fill
    from builder.edges.publish.actions import write_workflow

    made = fill(folder)
    if github:
        say_written(write_workflow(folder))
    say(f"{len(made)} files in {folder}: `dateline build {folder}` builds the site, site.yml explains itself\n")
    return 0


@commands.command()
@SITE
@click.option("--port", type=click.IntRange(0, 65535), default=8000, help="The first port to try. [default: 8000]")
@click.option("--host", default="127.0.0.1", help="The address to serve at. [default: this machine alone]")
@click.option("--open", "browse", is_flag=True, help="Show the site in a browser.")
@click.option("--drafts/--no-drafts", default=True, help="Take in drafts and what is under embargo. [default: yes]")
@click.option("--poll", is_flag=True, help="Look for changes, where the system does not tell of them.")
@click.option("--editor", default="", metavar="NAME|URL", help="What opens a file from its error on a page.")
@TODAY
@WORKERS
def serve(
    site: Path,
    port: int,
    host: str,
    editor: str,
    today: datetime | None,
    workers: int | None,
    *,
    browse: bool,
    drafts: bool,
    poll: bool,
) -> int:
    """Show the site in the folder SITE as it is while you write. Nothing is written."""
    from builder.edges import clock
    from builder.edges.serve import editors
    from builder.edges.serve.server import Settings
    from builder.edges.serve.server import serve as start

    calendar = clock.fixed(today.date()) if today else clock.running(site, os.environ)
    calendar.today()  # Trouble with the environment is said before the server begins.
    settings = Settings(
        site, host, port, calendar, editors.template(editor, os.environ), drafts, workers or 0, colour=coloured()
    )
    start(settings, say, poll=poll, browse=browse)
    return 0


@commands.command()
@SITE
@click.option("--remote", metavar="NAME|URL", help="The repository to push to. [default: origin]")
@click.option("--branch", default="gh-pages", help="Its branch. [default: gh-pages]")
@click.option("--dry-run", is_flag=True, help="Say what would change, and push nothing.")
@click.option("--allow-dirty", is_flag=True, help="Publish what is not committed, too.")
@click.option("--allow-public-source", is_flag=True, help="Even if anyone may read sources that are not for everyone.")
@click.option("--workflow", is_flag=True, help="Only write the workflow with which GitHub publishes the site.")
@WORKERS
def publish(
    site: Path,
    remote: str | None,
    branch: str,
    workers: int | None,
    *,
    dry_run: bool,
    allow_dirty: bool,
    allow_public_source: bool,
    workflow: bool,
) -> int:
    """Build the site in the folder SITE, strictly, and push it to a branch that a server such as GitHub Pages shows."""
    from builder.build import Options
    from builder.edges import clock
    from builder.edges.locking import locking
    from builder.edges.publish.actions import Elsewhere, write_workflow
    from builder.edges.publish.privacy import anyone_can_read
    from builder.edges.publish.ready import checked_and_drafted, ready

    if workflow:
        say_written(write_workflow(site, Elsewhere(remote, branch) if remote else None))
        return 0
    way = ready(site, remote or "origin", branch, allow_dirty=allow_dirty)
    with locking(site, Options(clock.today(site, os.environ)), workers or 0) as lock:
        result = work(site=site, write=True, strict=True, cards=True, search=True, workers=workers)
        if failed(result, strict=True):
            return 1
        withheld = () if allow_public_source else result.built.withheld
        with checked_and_drafted(way, site / OUTPUT, withheld, anyone_can_read) as (draft, notes):
            say_draft(draft, notes)
            if dry_run:
                say(f"dry run: nothing was pushed to {way.branch}\n")
            if dry_run or draft.nothing_new:
                return 0
            draft.push()
        lock.keep()
    if lock.new:
        say(f"content/urls.lock has {lock.new:,} new addresses: commit it\n")
    say(f"published at {way.url} (by {way.branch})\n")
    return 0


@commands.command()
@SITE
@click.option("--output", metavar="FILE", type=click.Path(path_type=Path), help="The zip. [default: SITE/output.zip]")
@TODAY
@WORKERS
def pack(site: Path, output: Path | None, today: datetime | None, workers: int | None) -> int:
    """Build the site in the folder SITE, strictly, and pack it into one zip that opens from disk."""
    from builder.edges.publish.pack import pack as fill

    file = output or site / f"{OUTPUT}.zip"
    apart_from_sources(site, file)
    if failed(work(site=site, write=True, strict=True, today=today, workers=workers), strict=True):
        return 1
    say(f"{fill(site / OUTPUT, file):,} files in {file}: unpack it, and open index.html\n")
    return 0


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
) -> "Result":
    """Builds or checks one site, and reports."""
    from builder.build import Options
    from builder.edges import clock
    from builder.edges.places import place
    from builder.edges.search import Search
    from builder.edges.site import build_site, check_site
    from builder.edges.workers import collect_no_cycles

    start = time.perf_counter()
    collect_no_cycles()
    target = output or site / OUTPUT
    if write:
        apart_from_sources(site, target)
    options = Options(today.date() if today else clock.today(site, os.environ), drafts, cards)
    with progress() as notice:
        if write:
            result = build_site(
                site, target, options, workers or 0, notice, strict=strict, search=Search if search else None
            )
        else:
            result = check_site(site, options, workers or 0, notice)
        placed = place(site, result.built.findings)
    report(result, placed, format, str(target) if write else "", time.perf_counter() - start, cards=cards)
    if result.unsearchable:
        say_trouble(f"the site has no search index: {result.unsearchable}")
    return result


def apart_from_sources(site: Path, target: Path) -> None:
    """Raises Trouble for an output that the next build would read."""
    if any(target.resolve().is_relative_to((site / own).resolve()) for own in ("content", "themes")):
        raise Trouble(f"{target} lies among the site's own files, and would be read by the next build: name another")
