"""The commands that lead to readers: lock, withdraw, publish, pack."""

import os
import time
from datetime import datetime
from pathlib import Path

import click

from builder.cli_shared import FORMAT, OUTPUT, SITE, TODAY, WORKERS, apart_from_sources, work
from builder.console import failed, progress, report, say
from builder.model.text import counted


@click.command()
@SITE
@click.option("--check", "only_check", is_flag=True, help="Write nothing; fail where there is something to write.")
@click.option("--strict", is_flag=True, help="Let warnings fail the run, as errors do.")
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
    from builder.edges.publish.locks import lock_site, told, write_locks

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
    if format != "json":
        say(told(done, written=not only_check))
    return 1 if done.files and only_check else 0


def expect_address(site: Path) -> None:
    """Raises Trouble where `url` leads to no site: feeds are named after the first that is published."""
    from builder.edges.errors import UserError
    from builder.edges.publish.ready import astray, config_of

    wrong = astray(site, config_of(site).url, "")
    if wrong:
        raise UserError(wrong)


def reason(_context: click.Context, _option: click.Parameter, words: str) -> str:
    """Raises BadParameter for none: readers are told nothing else."""
    if not words.strip():
        raise click.BadParameter("it is what readers are told: say it in a few words")
    return words


@click.command()
@click.argument("what", metavar="ID")
@SITE
@click.option("--why", required=True, callback=reason, help="What the page will say of it.")
@click.option("--purge", is_flag=True, help="Take its words out of the sources too.")
@TODAY
def withdraw(what: str, site: Path, why: str, today: datetime | None, *, purge: bool) -> int:
    """Withdraw what has been published under ID (of an entity, an article, ARTICLE/STATEMENT, or a page's path)."""
    from builder.edges import clock
    from builder.edges.withdraw import withdraw as take_back

    start = time.perf_counter()
    day = today.date() if today else clock.today(site, os.environ)
    with progress() as notice:
        done = take_back(site, what, why, day, notice, purge=purge)
    if not done.pages:
        report(done.result, site, "text", "", start)
        say("nothing was withdrawn: without it the site would have these errors\n")
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


@click.command()
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
    from builder.edges.publish.locks import lock_site
    from builder.edges.publish.publication import published
    from builder.edges.publish.ready import PublishRequest, ready
    from builder.edges.write.writer import standing

    if workflow:
        for words in workflow_written(site, TargetRepository(remote, branch) if remote else None):
            say(words)
        return 0
    way = ready(site, PublishRequest(remote or "origin", branch, **wanted))
    with progress() as notice:
        lock = lock_site(site, Options(clock.today(site, os.environ)), workers or 0, notice)
    result = work(site=site, write=True, strict=True, cards=True, search=True, workers=workers, locks=lock.files)
    if failed(result, strict=True) or not result.written:
        return 1
    with standing(site / OUTPUT, result.written):
        for words in published(way, site / OUTPUT, lock, result.built.withheld):
            say(words)
    return 0


@click.command()
@SITE
@click.option("--output", metavar="FILE", type=click.Path(path_type=Path), help="The zip. [default: SITE/output.zip]")
@TODAY
@WORKERS
def pack(site: Path, output: Path | None, today: datetime | None, workers: int | None) -> int:
    """Build the site in the folder SITE, strictly, and pack it into one zip that opens from disk."""
    from builder.edges.publish.pack import pack as fill
    from builder.edges.write.writer import standing

    file = output or site / f"{OUTPUT}.zip"
    apart_from_sources(site, file)
    result = work(site=site, write=True, strict=True, cards=True, search=True, today=today, workers=workers)
    if failed(result, strict=True) or not result.written:
        return 1
    with standing(site / OUTPUT, result.written):
        files = fill(site / OUTPUT, file)
    say(f"{counted(files, 'file')} in {file}: unpack it, and open index.html\n")
    return 0


COMMANDS = (lock, withdraw, publish, pack)
