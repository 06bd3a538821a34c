"""The desk's commands: what is on file, what a finding means, files to begin with."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from builder.console import coloured, say
from builder.edges.errors import UserError

if TYPE_CHECKING:
    from builder.parse.readers import Table

SITE_OPTION = click.option(
    "--site", default=".", type=click.Path(path_type=Path), help="The site's folder. [default: this one]"
)
FILES = ("article", "page")
"""Kinds of things that are a file each."""


@click.command()
@click.argument("code")
def explain(code: str) -> int:
    """Say what a finding means, with an example and the fix."""
    from builder.edges.manual import finding_page
    from builder.render.report import BOLD, PLAIN

    for line in finding_page(code).splitlines():
        say(f"{BOLD}{line}{PLAIN}\n" if coloured() and line.startswith("#") else f"{line}\n")
    return 0


@click.command()
@click.argument("word", default="")
@SITE_OPTION
def ids(word: str, site: Path) -> int:
    """List the ids of entities and articles, or those that WORD may mean; for `ARTICLE/`, those of its statements."""
    from builder.authoring.known_ids import in_order, listed, matching, nearest
    from builder.edges.authoring.files import known_ids, known_statements

    article, slash, rest = word.partition("/")
    known = in_order(known_statements(site, article) if slash else known_ids(site))
    wanted = rest if slash else word
    found = matching(wanted, known) if wanted else known
    if not found and wanted:
        found = nearest(wanted, known)
        say(f"nothing is called `{wanted}`{'; most like it:' if found else ''}\n")
    say(listed(found))
    return 0 if found else 1


@click.command()
@click.argument("kind", type=click.Choice(FILES))
@click.argument("id")
@click.argument("keys", metavar="[KEY=VALUE]...", nargs=-1)
@SITE_OPTION
@click.option("--ask/--no-ask", default=None, help="Ask what is needed and not given. [default: on a terminal]")
def new(kind: str, id: str, keys: tuple[str, ...], site: Path, *, ask: bool | None) -> int:
    """Begin a file with what you give, and gaps for what else is needed."""
    from builder.authoring import new_file
    from builder.edges import clock
    from builder.edges.authoring.files import TEXTS, expect_free, texts_are_ignored, write_new
    from builder.edges.authoring.schema_files import write_schemas
    from builder.edges.read import expect_site, read_tree, scan
    from builder.parse.article import FRONT, PAGE

    expect_site(site)
    given = dict(map(pair, keys))
    table = FRONT if kind == "article" else PAGE
    if kind == "article":
        expect_free(site, id)
        given.setdefault("recorded", clock.today(site, os.environ).isoformat())
    if sys.stdin.isatty() if ask is None else ask:
        given |= asked(given, table)
    files, faults = (new_file.article if kind == "article" else new_file.page)(id, given)
    for fault in faults:
        raise UserError(f"{fault.message}{f': {fault.help}' if fault.help else ''}")
    write_new(site, files)
    write_schemas(site, read_tree(site, scan(site)))
    say("".join(f"made {path}\n" for path in files))
    if any(path.startswith(TEXTS) for path in files) and not texts_are_ignored(site):
        say("git would take its text: add `/content/texts` to .gitignore\n")
    open = new_file.gaps(given, table)
    if open:
        say(f"to fill in: {', '.join(open)}\n")
    return 0


def pair(words: str) -> tuple[str, str]:
    """Raises UserError where a key or its value is missing."""
    key, sign, value = words.partition("=")
    if not (key and sign and value.strip()):
        raise UserError(f'`{words}` is not KEY=VALUE, such as `title="A loan is signed"`')
    return key, value.strip()


def asked(given: dict[str, str], table: "Table") -> dict[str, str]:
    """What the author answers for the keys that are needed; an empty answer leaves a gap."""
    from builder.authoring.new_file import gaps, wanted

    answers = {}
    for word in gaps(given, table):
        answer: str = click.prompt(f"{word} ({wanted(word, table)})", default="", show_default=False)
        if answer.strip():
            answers[word] = answer.strip()
    return answers


@click.command()
@click.argument("site", default=".", type=click.Path(path_type=Path))
def schema(site: Path) -> int:
    """Write JSON Schemas of the site's files, by which an editor completes keys and ids and marks faults."""
    from builder.edges.authoring.schema_files import write_schemas
    from builder.edges.read import read_tree, scan

    say("".join(f"made {path}\n" for path in write_schemas(site, read_tree(site, scan(site)))))
    return 0


COMMANDS = (explain, ids, new, schema)
