"""The command line: arguments in, exit status out.

Status 0: done, warnings allowed. 1: errors in the content, or warnings under `--strict`. 2: wrong use, or the outside
world (one line, no traceback). 130: interrupted. The pipeline is imported by the commands that need it, since it takes
ten times as long as all the rest of `dateline --version`.
"""

import os
import re
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from builder import __version__
from builder.cli_author import import_command
from builder.cli_desk import COMMANDS as DESK_COMMANDS
from builder.cli_desk import say_stubs
from builder.cli_digest import digest
from builder.console import coloured, failed, progress, report, say, say_trouble
from builder.edges.errors import UserError, reason
from builder.model.text import counted

if TYPE_CHECKING:
    from builder.edges.site import Result
    from builder.model.sources import Source

FORMATS = ("text", "json", "github", "sarif")
DAY_FORM = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
OUTPUT = "output"
"""The folder within a site's that it is built to, if no other is named."""

SITE = click.argument("site", default=".", type=click.Path(path_type=Path))


class Day(click.ParamType[datetime]):
    """A day as `2025-05-09`; anything else is wrong use, and the message says in what way."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        if not DAY_FORM.fullmatch(value):
            self.fail(f"`{value}` is not a day such as `2025-05-09`", param, ctx)
        try:
            return datetime.strptime(value, "%Y-%m-%d")
        except ValueError:
            self.fail(f"`{value}` is on no calendar", param, ctx)


DAY = Day()
TODAY = click.option(
    "--today", type=DAY, metavar="YYYY-MM-DD", help="The day to build for. [default: today, in the site's zone]"
)
WORKERS = click.option("--workers", type=click.IntRange(min=1), help="Processes. [default: one a core, if it pays]")
FORMAT = click.option("--format", type=click.Choice(FORMATS), default="text", help="How to show findings.")


def main() -> NoReturn:
    """Runs the command that the arguments name, and ends the process with its status, without taking the values of a
    large site apart one by one: that takes longer than many of its pages."""
    made: list[object] = []
    status = run(sys.argv[1:], made)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):
            stream.flush()
    os._exit(status)


def run(arguments: list[str], made: list[object] | None = None) -> int:
    """Runs one command; its exit status. What it has built or checked is put into `made`, if given."""
    try:
        return commands.main(arguments, prog_name="dateline", standalone_mode=False, obj=made) or 0
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        say_trouble("interrupted: nothing is lost, and the next run finishes what was begun")
        return 130
    except UserError as error:
        say_trouble(str(error))
    except OSError as error:
        say_trouble(reason(error))
    return 2


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="dateline %(version)s")
def commands() -> None:
    """Build a website from annotated news articles: every claim has its speaker, and every quote is checked."""


def common(command: Callable[..., int]) -> Callable[..., int]:
    """The arguments that `build` and `check` share."""
    options = [
        SITE,
        click.option("--strict", is_flag=True, help="Fail on warnings too."),
        click.option("--drafts", is_flag=True, help="Include drafts and embargoed items."),
        TODAY,
        FORMAT,
        WORKERS,
        click.option("--cache/--no-cache", default=True, help="Use what the last run has kept. [default: yes]"),
    ]
    for option in reversed(options):
        command = option(command)
    return command


@commands.command()
@common
@click.option("--output", type=click.Path(path_type=Path), help="The folder to write to. [default: SITE/output]")
@click.option("--cards", is_flag=True, help="Make the preview pictures for links to pages.")
@click.option("--as-of", type=DAY, metavar="YYYY-MM-DD", help="Build the record as it stood on that day.")
@click.option("--search/--no-search", default=True, help="Make the search index. [default: yes]")
def build(*, strict: bool, **arguments: Any) -> int:
    """Build the site in the folder SITE (default: the current folder)."""
    return 1 if failed(build_or_check(write=True, strict=strict, **arguments), strict=strict) else 0


@commands.command()
@common
@click.option("--stubs", is_flag=True, help="Show entities for ids that nobody has.")
@click.option("--write", "write_stubs", is_flag=True, help="With --stubs: add them to the entity files.")
def check(*, strict: bool, stubs: bool, write_stubs: bool, **arguments: Any) -> int:
    """Check the site in the folder SITE and report what is wrong; write nothing."""
    if write_stubs and not stubs:
        raise click.UsageError("--write needs --stubs")
    result = build_or_check(write=False, strict=strict, **arguments)
    if stubs:
        say_stubs(arguments["site"], result.built.findings, write=write_stubs)
    return 1 if failed(result, strict=strict) else 0


@commands.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--empty", is_flag=True, help="Without the sample; in a site that has it, take it out again.")
@click.option("--github", is_flag=True, help="Add a workflow that publishes the site on GitHub Pages.")
def init(folder: Path, *, empty: bool, github: bool) -> int:
    """Start a new site in the folder DIR, with one example of everything."""
    from builder.edges import init as first
    from builder.edges.publish.actions import workflow_written

    if empty and (folder / "site.yml").is_file():
        gone, own = first.without_sample(folder)
        say("".join(f"removed {path}\n" for path in gone))
        say("".join(f"kept {path}: it is no longer as the sample had it\n" for path in own))
        return 0
    made = (first.init_empty if empty else first.init)(folder)
    next = (
        "`dateline new` and `dateline import` add to it"
        if empty
        else f"run `dateline build {folder}` to build the site"
    )
    say(f"made {len(made)} files in {folder}: {next}; site.yml explains the settings\n")
    for words in workflow_written(folder) if github else ():
        say(words)
    return 0


@commands.command()
@SITE
@click.option("--port", type=click.IntRange(0, 65535), default=8000, help="The first port to try. [default: 8000]")
@click.option("--host", default="127.0.0.1", help="The address to serve at. [default: this machine only]")
@click.option("--open", "browse", is_flag=True, help="Open the site in a browser.")
@click.option("--drafts/--no-drafts", default=True, help="Include drafts and embargoed items. [default: yes]")
@click.option("--poll", is_flag=True, help="Poll for changes, if the system does not report them.")
@click.option("--editor", default="", metavar="NAME|URL", help="The editor that opens a file from an error on a page.")
@click.option("--read-only", is_flag=True, help="Offer no form for statements: write nothing at all.")
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
    read_only: bool,
) -> int:
    """Preview the site in the folder SITE while you write, and note statements in a form."""
    from builder.edges import clock
    from builder.edges.serve import editors
    from builder.edges.serve.server import Settings, host_to_bind
    from builder.edges.serve.server import serve as start
    from builder.edges.write import sources

    sources.finish(site)
    calendar = clock.fixed(today.date()) if today else clock.running(site, os.environ)
    calendar.today()  # Raises UserError on a bad environment before the server begins.
    settings = Settings(
        site, host_to_bind(host), port, calendar, editors.template(editor, os.environ), drafts, workers or 0,
        colour=coloured(), writable=not read_only,
    )  # fmt: skip
    start(settings, say, poll=poll, browse=browse)
    return 0


@commands.command()
@SITE
@click.option("--check", "only_check", is_flag=True, help="Write nothing; fail where there is something to write.")
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@click.option("--public", is_flag=True, help="Refuse where `url` is an example still: it is about to be published.")
@TODAY
@FORMAT
@WORKERS
def lock(
    site: Path,
    today: datetime | None,
    format: str,
    workers: int | None,
    *,
    only_check: bool,
    strict: bool,
    public: bool,
) -> int:
    """Put the addresses that the site publishes now into content/urls.lock, so that none is ever lost. And where quotes
    stand in content/texts/ into content/quotes.lock, so that the site is built without those texts."""
    from builder.build import Options
    from builder.edges import clock
    from builder.edges.publish.locks import lock_site, lock_summary, write_locks

    start = time.perf_counter()
    options = Options(today.date() if today else clock.today(site, os.environ))
    with progress() as notice:
        done = lock_site(site, options, workers or 0, notice, strict=strict)
    report(done.result, site, format, "", start)
    if failed(done.result, strict=strict):
        return 1
    if public:
        expect_address(site)
    if not only_check:
        write_locks(site, done)
    if format in ("text", "github"):
        say(lock_summary(done, written=not only_check))
    return 1 if done.files and only_check else 0


def expect_address(site: Path) -> None:
    """Raises UserError where `url` leads to no site: feeds are named after the first that is published."""
    from builder.edges.publish.ready import config_of, url_problem

    wrong = url_problem(site, config_of(site).url, "")
    if wrong:
        raise UserError(wrong)


def required(_context: click.Context, _option: click.Parameter, words: str) -> str:
    """Raises BadParameter for an empty text: readers are told nothing else."""
    if not words.strip():
        raise click.BadParameter("it is what readers are told: say it in a few words")
    return words


@commands.command()
@click.argument("what", metavar="ID")
@SITE
@click.option("--why", required=True, callback=required, help="What the page will say of it.")
@click.option("--purge", is_flag=True, help="Take its words out of the sources too.")
@TODAY
def withdraw(what: str, site: Path, why: str, today: datetime | None, *, purge: bool) -> int:
    """Withdraw what has been published under ID (of an entity, an article, ARTICLE/STATEMENT, or a page's path)."""
    from builder.edges import clock
    from builder.edges.withdraw import withdraw as withdraw_page

    start = time.perf_counter()
    day = today.date() if today else clock.today(site, os.environ)
    with progress() as notice:
        done = withdraw_page(site, what, why, day, notice, purge=purge)
    if not done.pages:
        report(done.result, site, "text", "", start)
        say("nothing was withdrawn: these errors are in the way\n")
        return 1
    say("".join(f"withdrawn: {page}\n" for page in done.pages))
    if purge:
        say("what was built before still holds it: output/ until the next build, output.zip, and\n")
        say("the earlier commits of the branch that you publish to\n")
    if done.history:
        say("git still holds what was purged; to take it out there, rewrite its history (`git filter-repo`).\n")
        say("the commits by which it came and changed:\n")
        say("".join(f"  {line}\n" for line in done.history))
    say("commit this, then build and publish the site, so that readers see it\n")
    return 0


@commands.command()
@SITE
@click.option("--remote", metavar="NAME|URL", help="The repository to push to. [default: origin]")
@click.option("--branch", default="gh-pages", help="Its branch. [default: gh-pages]")
@click.option("--dry-run", is_flag=True, help="Say what would change, and push nothing.")
@click.option("--allow-dirty", is_flag=True, help="Publish what is not committed, too.")
@click.option("--allow-public-source", is_flag=True, help="Even if anyone may read sources that are not for everyone.")
@click.option("--allow-gone", is_flag=True, help="Even if pages that readers have would be gone.")
@click.option("--workflow", is_flag=True, help="Only write the workflow with which GitHub publishes the site.")
@WORKERS
def publish(site: Path, remote: str | None, branch: str, workers: int | None, *, workflow: bool, **wanted: bool) -> int:
    """Build the site in the folder SITE, strictly, and push it to a branch that a server such as GitHub Pages shows."""
    from builder.build import Options
    from builder.edges import clock
    from builder.edges.publish.actions import TargetRepository, workflow_written
    from builder.edges.publish.limits import foreseen
    from builder.edges.publish.locks import lock_site
    from builder.edges.publish.publication import publish_site
    from builder.edges.publish.ready import PublishRequest, publish_plan
    from builder.edges.write import manifest
    from builder.edges.write.writer import unchanged_since

    if workflow:
        for words in workflow_written(site, TargetRepository(remote, branch) if remote else None):
            say(words)
        return 0
    way = publish_plan(site, PublishRequest(remote or "origin", branch, **wanted))
    for words in foreseen((row.path, row.size) for row in (manifest.read(site / OUTPUT) or {}).values()):
        say(words)
    with progress() as notice:
        lock = lock_site(site, Options(clock.today(site, os.environ)), workers or 0, notice)
    result = build_or_check(
        site=site, write=True, strict=True, cards=True, search=True, workers=workers, locks=lock.files
    )
    if failed(result, strict=True) or not result.written:
        return 1
    with unchanged_since(site / OUTPUT, result.written):
        for words in publish_site(way, site / OUTPUT, result.written.rows, lock, result.built.withheld):
            say(words)
    return 0


@commands.command()
@SITE
@click.option("--output", metavar="FILE", type=click.Path(path_type=Path), help="The zip. [default: SITE/output.zip]")
@TODAY
@WORKERS
def pack(site: Path, output: Path | None, today: datetime | None, workers: int | None) -> int:
    """Build the site in the folder SITE, strictly, and pack it into one zip that opens from disk."""
    from builder.edges.publish.pack import pack as fill
    from builder.edges.write.writer import unchanged_since

    file = output or site / f"{OUTPUT}.zip"
    apart_from_sources(site, file)
    result = build_or_check(site=site, write=True, strict=True, cards=True, search=True, today=today, workers=workers)
    if failed(result, strict=True) or not result.written:
        return 1
    with unchanged_since(site / OUTPUT, result.written):
        files = fill(site / OUTPUT, result.written.rows, file)
    say(f"{counted(files, 'file')} in {file}: unpack it, and open index.html\n")
    return 0


for each in (import_command, digest, *DESK_COMMANDS):
    commands.add_command(each)


def build_or_check(
    *,
    site: Path,
    output: Path | None = None,
    write: bool,
    search: bool = False,
    strict: bool,
    drafts: bool = False,
    cards: bool = False,
    today: datetime | None = None,
    as_of: datetime | None = None,
    format: str = "text",
    workers: int | None,
    locks: "tuple[Source, ...]" = (),
    cache: bool = True,
) -> "Result":
    """Builds or checks one site, and reports. `locks` stand for those on disk."""
    from builder.build import Options
    from builder.edges import clock
    from builder.edges.executor import collect_no_cycles
    from builder.edges.site import build_site, check_site

    start = time.perf_counter()
    collect_no_cycles()
    target = output or site / OUTPUT
    if write:
        apart_from_sources(site, target)
    day = as_of or today
    options = Options(day.date() if day else clock.today(site, os.environ), drafts, cards, as_of=bool(as_of))
    with progress() as notice:
        if write:
            result = build_site(
                site, target, options, workers or 0, notice,
                strict=strict, search=search, locks=locks, cache=cache,
            )  # fmt: skip
        else:
            result = check_site(site, options, workers or 0, notice, cache=cache)
    click.get_current_context().ensure_object(list).append(result)
    report(result, site, format, str(target) if write else "", start, cards=cards)
    return result


def apart_from_sources(site: Path, target: Path) -> None:
    """Raises UserError for an output that the next build would read."""
    if any(target.resolve().is_relative_to((site / own).resolve()) for own in ("content", "themes")):
        raise UserError(f"{target} lies among the site's own files, and would be read by the next build: name another")
