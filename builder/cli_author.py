"""The author's commands: pages in, files of the site out. What the author has to decide is asked on a terminal; in a
pipe it is left open, and said."""

import os
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from builder.console import say, say_trouble
from builder.edges.errors import UserError
from builder.model.text import counted

if TYPE_CHECKING:
    from builder.authoring.reading import Block, Segment
    from builder.edges.authoring.importing import Draft, Site, Wanted
    from builder.edges.authoring.source import Handed

EXTRA = "`dateline import` needs packages that are not installed: run `pip install 'dateline[import]'`"
SHOWN = 5
"""Lines of a kind that are shown."""
WIDTH = 100
DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.command("import")
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@click.option("--site", default=".", type=click.Path(path_type=Path), help="The site's folder. [default: this one]")
@click.option("--outlet", default="", metavar="ID", help="The actor that published it.")
@click.option("--published", default="", metavar="DATE", help="When: a date, or a date and time.")
@click.option("--id", default="", metavar="ID", help="The article's id, for one page. [default: outlet and date]")
@click.option("--lang", default="", metavar="TAG", help="Its language. [default: as the page says, else the site's]")
@click.option("--rights", type=click.Choice(["full", "excerpt", "link-only"]), default=None,
              help="What you may show. With `full` the text stands in the article's file.")  # fmt: skip
@click.option("--update", default="", metavar="ARTICLE", help="Compare with this article, and write nothing.")
@click.option("--keep", is_flag=True, help="With --update: add the page as a newer version, and keep the old one.")
@click.option("--again", is_flag=True, help="Import a page whose address an article has already.")
@click.option("--private", is_flag=True, help="Fetch from addresses of your own network, too.")
@click.option("--ask/--no-ask", default=None, help="Ask what is not certain. [default: on a terminal]")
@click.option("--today", type=DAY, metavar="YYYY-MM-DD", help="The day to record. [default: today, in the site's zone]")
def import_command(
    sources: tuple[str, ...],
    site: Path,
    update: str,
    rights: str | None,
    today: datetime | None,
    *,
    keep: bool,
    again: bool,
    private: bool,
    ask: bool | None,
    **said: str,
) -> int:
    """Make articles of news pages: a saved page (HTML, MHTML, WARC), a PDF, a text file, an address, `-` for standard
    input, or a folder of them."""
    from builder.edges import clock

    try:
        from builder.edges.authoring.importing import Site, Wanted
        from builder.edges.authoring.source import handed_in
    except ModuleNotFoundError as error:
        raise UserError(EXTRA) from error
    home = Site(site)
    day = today.date() if today else clock.today(site, os.environ)
    asks = sys.stdin.isatty() and "-" not in sources if ask is None else ask
    wanted = Wanted(rights=rights or "", version_of=update if keep else "", **checked(said))
    failures = 0
    for source in sources:
        for handed in handed_in(source, private=private):
            try:
                if handed.problem:
                    raise UserError(handed.problem)
                if update:
                    compare(home, handed, wanted, update)
                if not update or keep:
                    take(home, handed, wanted, day.isoformat(), again=again or keep, asks=asks)
            except UserError as error:
                say_trouble(str(error))
                failures += 1
    return 1 if failures else 0


def checked(said: dict[str, str]) -> dict[str, str]:
    """Raises UserError for values that no article may have."""
    from builder.parse.dates import parse_when
    from builder.parse.problem import Problem

    date = parse_when(said["published"], clock=True) if said["published"] else None
    if isinstance(date, Problem):
        raise UserError(f"--published: {date.message}; {date.help}")
    return said


def compare(site: "Site", handed: "Handed", wanted: "Wanted", id: str) -> None:
    """Says what a newer copy of an article's page changes."""
    from builder.edges.authoring.importing import changes_of, draft

    found = changes_of(site, id, draft(site, handed, wanted).reading.blocks)
    if not found.gone and not found.new:
        say(f"{handed.name} says what `{id}` says\n")
        return
    say("".join(f"- {line}\n" for line in found.gone) + "".join(f"+ {line}\n" for line in found.new))
    for each in found.touched:
        say(f"\n{id}/{each.statement}: {each.why}\n  {each.quote}\n" + "".join(f"  {note}\n" for note in each.notes))
    say("\nno quote is touched\n" if not found.touched else f"\n{counted(len(found.touched), 'quote')} touched\n")


def take(site: "Site", handed: "Handed", wanted: "Wanted", today: str, *, again: bool, asks: bool) -> None:
    """Makes the article of one page, and says what was made of it."""
    from builder.edges.authoring.files import texts_are_ignored
    from builder.edges.authoring.importing import draft, files_of, write_new

    made = draft(site, handed, wanted)
    if made.same_address and not again:
        id = made.same_address[0]
        raise UserError(f"{handed.name}: `{id}` has this address; `--update {id}` compares them, `--again` adds it")
    say(f"\n{handed.name}: {made.reading.title or 'no title found'}\n")
    blocks = list(chosen(made.reading.segments, asks=asks))
    published = wanted.published or (asked_date(made) if asks else "")
    outlet = made.outlet or (
        click.prompt("  outlet (an actor's id, or nothing)", default="", show_default=False) if asks else ""
    )
    id, files = files_of(site, made, outlet, blocks, published, wanted, today)
    write_new(site, id, files)
    say("".join(f"  made {path}\n" for path in files))
    words = sum(len(block.words.split()) for block in blocks)
    say(f"  {counted(len(blocks), 'paragraph')}, {counted(words, 'word')}\n")
    told("left out", made.reading.left_out)
    told("cleaned", made.reading.cleaned)
    if not asks:
        told("only one of two readers has these lines, or has them so", doubtful(made.reading.segments))
    for other in made.same_text:
        say(f"  it shares most of its text with `{other}`: if it was made from it, say so under `derives`\n")
    gaps = [key for key, value in (("outlet", outlet), ("published", published)) if not value]
    if gaps:
        say(f"  to fill in: {' and '.join(gaps)} (what was found stands beside the gap)\n")
    if len(files) > 1 and not texts_are_ignored(site.root):
        say("  git would take its text: add `/content/texts` to .gitignore\n")


def chosen(segments: "Iterable[Segment]", *, asks: bool) -> "Iterator[Block]":
    """The text as the author wants it, or the fuller one."""
    for segment in segments:
        if segment.agreed or not asks:
            yield from segment.fuller
            continue
        if segment.one and segment.other:
            say("  two readings:\n" + lines_of("1", segment.one) + lines_of("2", segment.other))
            first = click.prompt("  which one", type=click.Choice(["1", "2", "none"]), default="1")
            yield from {"1": segment.one, "2": segment.other}.get(first, ())
        else:
            say("  only one of two readers has this:\n" + lines_of("", segment.fuller))
            if click.confirm("  keep it", default=True):
                yield from segment.fuller


def lines_of(mark: str, blocks: "Iterable[Block]") -> str:
    return "".join(f"    {mark} {block.words}\n" for block in blocks)


def doubtful(segments: "Iterable[Segment]") -> tuple[str, ...]:
    return tuple(block.words for segment in segments if not segment.agreed for block in segment.fuller)


def asked_date(made: "Draft") -> str:
    """The date of publication, as found and seen, or as typed; nothing where the author leaves it open."""
    from builder.model.dates import When
    from builder.parse.dates import parse_when

    for found in made.reading.dates:
        say(f"  {found.value} is {found.signal}\n")
    best = made.reading.dates[0].value if made.reading.dates else ""
    while True:
        words: str = click.prompt("  published (`-` leaves it open)", default=best or "-")
        date = parse_when(words, clock=True) if words != "-" else None
        if date is None or isinstance(date, When):
            return "" if date is None else words
        say(f"  {date.message}; {date.help}\n")


def told(what: str, lines: tuple[str, ...]) -> None:
    """Names lines of one kind, the first few of them."""
    if lines:
        shown = "".join(f"    {line if len(line) <= WIDTH else line[: WIDTH - 1] + '…'}\n" for line in lines[:SHOWN])
        more = f"    and {len(lines) - SHOWN} more\n" if len(lines) > SHOWN else ""
        say(f"  {what}:\n{shown}{more}")
