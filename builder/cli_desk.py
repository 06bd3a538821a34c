"""The desk's commands: what is on file, what a finding means, files to begin with."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from builder.console import coloured, progress, say
from builder.edges.errors import UserError
from builder.model.text import counted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from builder.build import LinkedSite, Options
    from builder.model.finding import Finding
    from builder.parse.readers import Table

SITE_OPTION = click.option(
    "--site", default=".", type=click.Path(path_type=Path), help="The site's folder. [default: this one]"
)
KINDS = ("article", "deal", "actor", "question", "event", "place", "page")


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
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("id")
@click.argument("keys", metavar="[KEY=VALUE]...", nargs=-1)
@SITE_OPTION
@click.option("--ask/--no-ask", default=None, help="Ask what is needed and not given. [default: on a terminal]")
def new(kind: str, id: str, keys: tuple[str, ...], site: Path, *, ask: bool | None) -> int:
    """Begin an article, a page or an entity with what you give, and gaps for what else is needed."""
    from builder.authoring import new_file
    from builder.edges import clock
    from builder.edges.authoring import files
    from builder.edges.authoring.schema_files import write_schemas
    from builder.edges.read import expect_site, read_tree, scan
    from builder.parse.article import FRONT, PAGE
    from builder.parse.entities import TABLES

    expect_site(site)
    given = dict(map(pair, keys))
    table = {"article": FRONT, "page": PAGE}.get(kind) or TABLES[f"{kind}s"]
    if kind != "page":
        files.expect_free(site, id)
    if kind == "article":
        given.setdefault("recorded", clock.today(site, os.environ).isoformat())
    if sys.stdin.isatty() if ask is None else ask:
        given |= asked(given, table)
    if "name" in table:
        given.setdefault("name", new_file.name_of(id))
    if kind in ("article", "page"):
        made, faults = (new_file.article if kind == "article" else new_file.page)(id, given)
        refuse(faults)
        files.write_new(site, made)
        say("".join(f"made {path}\n" for path in made))
        if any(path.startswith(files.TEXTS) for path in made) and not files.texts_are_ignored(site):
            say("git would take its text: add `/content/texts` to .gitignore\n")
    else:
        with files.entity_files(site) as there:
            path, text, faults = new_file.entity(kind, id, given, there.texts)
            refuse(faults)
            there.write({path: text})
        say(f"added to {path}\n")
    write_schemas(site, read_tree(site, scan(site)))
    open = new_file.gaps(given, table)
    if open:
        say(f"to fill in: {', '.join(open)}\n")
    return 0


def refuse(faults: "Iterable[Finding]") -> None:
    """Raises UserError for the first of these faults in what was given."""
    for fault in faults:
        raise UserError(f"{fault.message}{f': {fault.help}' if fault.help else ''}")


def say_stubs(site: Path, findings: "Iterable[Finding]", *, write: bool) -> None:
    """Shows entities for ids that nobody has, or adds them to the entity files."""
    from builder.authoring.schema import line
    from builder.authoring.stubs import missing, with_stubs
    from builder.edges.authoring import files

    found = missing(findings)
    if write:
        with files.entity_files(site) as there:
            changed = with_stubs(found.entities, there.texts)
            there.write(changed)
        say("".join(f"added to {path}\n" for path in changed))
    else:
        say("".join(text.removeprefix(line(path)) for path, text in with_stubs(found.entities, {}).items()))
    for id, help in found.doubtful:
        say(f"left out: `{id}` ({help})\n")
    for id in found.linked:
        say(f"left out: `{id}` is only linked to: add it with `dateline new KIND {id}`\n")


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


TODAY = click.option(
    "--today",
    type=click.DateTime(formats=["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="The day to check for. [default: today]",
)


def options_for(site: Path, today: "datetime | None") -> "Options":
    """Drafts are checked, too: what is wrong in one would be found as soon as it is published."""
    from builder.build import Options
    from builder.edges import clock

    return Options(today.date() if today else clock.today(site, os.environ), drafts=True)


@click.command()
@click.argument("old")
@click.argument("new")
@SITE_OPTION
@TODAY
def rename(old: str, new: str, site: Path, today: "datetime | None") -> int:
    """Give an entity, an article or a statement (ARTICLE/ID) another id, wherever it is named."""
    from builder.edges.authoring.renames import rename as rename_id

    with progress() as notice:
        done = rename_id(site, old, new, options_for(site, today), notice)
    say(
        "".join(
            f"{verb} {path}\n" for verb, paths in (("changed", done.paths), ("removed", done.gone)) for path in paths
        )
    )
    return 0


@click.command()
@click.argument("one")
@click.argument("other")
@SITE_OPTION
@TODAY
def merge(one: str, other: str, site: Path, today: "datetime | None") -> int:
    """Put two entities into one: whatever names ONE names OTHER from then on."""
    from builder.edges.authoring.renames import merge as merge_ids

    with progress() as notice:
        done = merge_ids(site, one, other, options_for(site, today), notice)
    say("".join(f"changed {path}\n" for path in done.paths))
    for key in done.dropped:
        say(f"`{key}` of `{one}` was not taken over: `{other}` has its own\n")
    return 0


@click.command()
@click.argument("site", default=".", type=click.Path(path_type=Path))
@click.option("--write", is_flag=True, help="Make the changes.")
@TODAY
def mend(site: Path, today: "datetime | None", *, write: bool) -> int:
    """Show the mends that are certain as a diff, or make them."""
    from builder.edges.authoring.mending import mend as mend_site

    with progress() as notice:
        changes = mend_site(site, options_for(site, today), notice, write=write)
    say(changes or "nothing can be mended with certainty: `dateline check` shows what is left\n")
    if changes and not write:
        say("\nto make these changes, run it with --write\n")
    return 0


def linked_site(site: Path, today: "datetime | None") -> "tuple[LinkedSite, tuple[Finding, ...]]":
    """All that is known of a site, drafts included, and what is wrong with it. Raises UserError where there are no
    settings."""
    from builder.edges.site import check_site

    with progress() as notice:
        built = check_site(site, options_for(site, today), 0, notice).built
    if built.known is None:
        raise UserError("site.yml cannot be read: `dateline check` says why")
    return built.known, built.findings


AS_JSON = click.option("--format", type=click.Choice(["text", "json"]), default="text", help="How to show it.")


@click.command()
@click.argument("site", default=".", type=click.Path(path_type=Path))
@AS_JSON
@TODAY
def coverage(site: Path, format: str, today: "datetime | None") -> int:
    """Show what the desk has not looked at: articles without statements, deals told by one side or one source, names
    that recur in texts and that nobody has."""
    import json
    from dataclasses import asdict

    from builder.authoring.coverage import coverage as coverage_of
    from builder.authoring.coverage import text

    known, _ = linked_site(site, today)
    found = coverage_of(known.graph)
    if format == "json":
        say(json.dumps(asdict(found), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    else:
        say(text(found) or "nothing was left out\n")
    return 0


@click.command()
@click.argument("site", default=".", type=click.Path(path_type=Path))
@click.option("--days", type=click.IntRange(min=0), default=14, help="How far ahead to look. [default: 14]")
@AS_JSON
@TODAY
def today(site: Path, days: int, format: str, today: "datetime | None") -> int:
    """Show what there is to do: what is due or has no outcome, what is stale, broken quotes, drafts."""
    import json
    from dataclasses import asdict

    from builder.authoring.today import tasks, text

    known, findings = linked_site(site, today)
    found = tasks(known.graph, known.corpus, findings, days)
    if format == "json":
        say(json.dumps([asdict(task) for task in found], ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    else:
        say(text(found) or "nothing is waiting\n")
    return 0


@click.command()
@click.argument("article")
@SITE_OPTION
@click.option("--as", "reader", default="", metavar="NAME", help="Who reads. [default: the name that git knows]")
@click.option("--all", "every", is_flag=True, help="Those that someone else has checked, too.")
@click.option("--ask/--no-ask", default=None, help="Ask whether each is right. [default: on a terminal]")
@TODAY
def review(article: str, site: Path, reader: str, today: "datetime | None", *, every: bool, ask: bool | None) -> int:
    """Show each statement of ARTICLE beside its passage, and write down that you have checked it."""
    from builder.authoring.review import review_text
    from builder.edges.authoring.reviewing import author_of, identity, mark_checked

    known, _ = linked_site(site, today)
    found = known.graph.articles.get(article)
    if found is None:
        raise UserError(f"there is no article `{article}`: `dateline ids` lists them")
    asks = sys.stdin.isatty() if ask is None else ask
    name = (reader or identity(site)) if asks else ""
    waiting = [one for one in found.statements if every or one.written.checked_by in ("", one.written.noted_by)]
    for statement in waiting:
        say(f"{review_text(found, statement)}\n")
        if not asks:
            continue
        author = author_of(site, statement)
        if author == name and known.graph.config.second_reader:
            say("you noted it: someone else has to check it\n\n")
            continue
        answer = click.prompt("is it right", type=click.Choice(["yes", "no", "stop"]), default="no")
        if answer == "stop":
            break
        if answer == "yes":
            mark_checked(site, statement, name, author)
    say(f"{counted(len(waiting), 'statement')} of {counted(len(found.statements), 'statement')} to check\n")
    return 0


@click.command()
@click.argument("article")
@SITE_OPTION
@click.option("--write", "add", is_flag=True, help="Put them below the statements of the article's annotation file.")
@TODAY
def suggest(article: str, site: Path, today: "datetime | None", *, add: bool) -> int:
    """Suggest statements for an article, as commented stubs: each value with the words that it comes from."""
    from builder.edges.authoring.suggesting import suggested, write

    made = suggested(site, article, options_for(site, today))
    if not made.stubs:
        say("nothing is suggested\n")
    elif add:
        write(site, made)
        say(f"{counted(len(made.stubs), 'stub')} added to {made.path}\n")
    else:
        say("\n".join(made.stubs))
    return 0


COMMANDS = (explain, ids, new, schema, rename, merge, mend, coverage, today, review, suggest)
