"""The command line: arguments in, exit status out.

Status 0: done, warnings allowed. 1: errors in the content, or warnings under `--strict`. 2: wrong use, or the outside
world (one line, no traceback). 130: interrupted. The pipeline is imported by the commands that need it, since it takes
ten times as long as all the rest of `dateline --version`.
"""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn

import click

from builder import __version__
from builder.cli_publish import COMMANDS
from builder.cli_shared import FORMAT, SITE, TODAY, WORKERS, work
from builder.console import coloured, failed, say, say_trouble
from builder.edges.errors import UserError, reason


def main() -> NoReturn:
    """Runs the command that the arguments name, and ends the process with its status.

    At once: to take a large site's values apart one by one takes longer than many of its pages.
    """
    made: list[object] = []
    status = run(sys.argv[1:], made)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):
            stream.flush()
    os._exit(status)


def run(arguments: list[str], made: list[object] | None = None) -> int:
    """Runs one command; its exit status. What it has built or checked is left in `made`, if anyone is to keep it."""
    try:
        return commands.main(arguments, prog_name="dateline", standalone_mode=False, obj=made) or 0
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        say_trouble("interrupted: nothing is lost, the next run takes up what was begun")
        return 130
    except UserError as trouble:
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
        FORMAT,
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
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--github", is_flag=True, help="With a workflow that publishes the site on GitHub Pages.")
def init(folder: Path, *, github: bool) -> int:
    """Make a small site in the new folder DIR, as a beginning."""
    from builder.edges.init import init as fill
    from builder.edges.publish.actions import workflow_written

    made = fill(folder)
    say(f"{len(made)} files in {folder}: `dateline build {folder}` builds the site, site.yml explains itself\n")
    for words in workflow_written(folder) if github else ():
        say(words)
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


for command in COMMANDS:
    commands.add_command(command)
