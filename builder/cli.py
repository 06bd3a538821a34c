"""The command line: arguments in, exit status out. The only module that prints.

Status 0: done, warnings allowed. 1: errors in the content, or warnings under `--strict`. 2: wrong use, or the outside
world (one line, no traceback). 130: interrupted. The pipeline is imported by the commands that need it, since it takes
ten times as long as all the rest of `dateline --version`.
"""

import io
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from builder import __version__
from builder.edges.trouble import Trouble, reason

if TYPE_CHECKING:
    from builder.edges.site import Result
    from builder.edges.workers import Notice
    from builder.render.report import Placed, Summary

FORMATS = ("text", "json", "github")


SEEN = 20
"""Every so many steps the bar is moved: to move it costs more than some of the steps."""
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
        click.argument("site", default=".", type=click.Path(path_type=Path)),
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
def build(output: Path | None, **arguments: Any) -> int:
    """Build the site in the folder SITE (this one, if none is named)."""
    return work(output=output, write=True, **arguments)


@commands.command()
@common
def check(**arguments: Any) -> int:
    """Say what is wrong in the site in the folder SITE, and write nothing."""
    return work(output=None, write=False, **arguments)


@commands.command()
@click.argument("site", default=".", type=click.Path(path_type=Path))
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
@click.argument("site", default=".", type=click.Path(path_type=Path))
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
def init(folder: Path) -> int:
    """Make a small site in the new folder DIR, as a beginning."""
    from builder.edges.init import init as fill

    made = fill(folder)
    say(f"{len(made)} files in {folder}: `dateline build {folder}` builds the site, site.yml explains itself\n")
    return 0


@commands.command()
@click.argument("site", default=".", type=click.Path(path_type=Path))
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


def work(
    *,
    site: Path,
    output: Path | None,
    write: bool,
    strict: bool,
    drafts: bool,
    today: datetime | None,
    format: str,
    workers: int | None,
) -> int:
    """Builds or checks one site, and reports."""
    from builder.build import Options
    from builder.edges import clock
    from builder.edges.places import place
    from builder.edges.site import build_site, check_site
    from builder.edges.workers import collect_no_cycles

    start = time.perf_counter()
    collect_no_cycles()
    target = output or site / "output"
    if write and any(target.resolve().is_relative_to((site / own).resolve()) for own in ("content", "themes")):
        raise Trouble(f"{target} lies among the site's own files, and would be read by the next build: name another")
    options = Options(today.date() if today else clock.today(site, os.environ), drafts)
    with progress() as notice:
        if write:
            result = build_site(site, target, options, workers or 0, notice, strict=strict)
        else:
            result = check_site(site, options, workers or 0, notice)
        placed = place(site, result.built.findings)
    report(result, placed, format, str(target) if write else "", time.perf_counter() - start)
    return 1 if failed(result, strict=strict) else 0


def failed(result: "Result", *, strict: bool) -> bool:
    from builder.model.finding import Severity

    return max((finding.severity for finding in result.built.findings), default=Severity.NOTE) >= (
        Severity.WARNING if strict else Severity.ERROR
    )


def report(result: "Result", placed: "list[Placed]", format: str, output: str, seconds: float) -> None:
    from builder.render.report import as_json, closing, github, text

    summary = summary_of(result, output, seconds)
    if format == "json":
        say(as_json(placed, summary), encoding="utf-8")
    elif format == "github":
        say(github(placed) + closing(summary), encoding="utf-8")
    else:
        say(text(placed, colour=coloured()) + closing(summary))


def summary_of(result: "Result", output: str, seconds: float) -> "Summary":
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
    )


@contextmanager
def progress() -> "Iterator[Notice]":
    """A bar for each stage of long work on a terminal, nothing in a pipe."""
    if not sys.stderr.isatty():
        yield lambda stage, done, total: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, Any] = {}

        def notice(stage: str, done: int, total: int) -> None:
            if done % SEEN and done != total:
                return
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield notice


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
