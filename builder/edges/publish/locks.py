"""`content/urls.lock` and `content/quotes.lock` on disk: what a site publishes now is put to what it has published
before, and where quotes stand now to where they stood.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from builder.build import LinkedSite, Options
from builder.edges.errors import UserError
from builder.edges.executor import Notice
from builder.edges.read import load
from builder.edges.site import Result, check_site
from builder.edges.write import sources
from builder.model.finding import failing
from builder.model.locks import LOCK
from builder.model.quote_lock import QUOTES, locked_quotes
from builder.model.sources import Source
from builder.model.text import counted
from builder.pages import lock_once_published
from builder.parse.locks import parse_lock, parse_quotes, quote_lines, spelt, spelt_quotes


@dataclass(frozen=True)
class Locked:
    result: Result
    """What was found; with errors nothing is locked."""
    known: int = 0
    """Addresses that the lock held before."""
    new: int = 0
    quotes: int = 0
    """How many of texts that stand elsewhere are locked."""
    files: tuple[Source, ...] = ()
    """The locks as they are to be: nothing with errors, or of one that holds everything already."""


def lock_site(root: Path, options: Options, workers: int, notice: Notice, *, strict: bool = False) -> Locked:
    """What locking would write. With errors (under `strict`, warnings) nothing. Raises OSError, and UserError for a day
    before the last on which something was locked: what was locked since would be lost."""
    last = parse_lock(load(root, LOCK)[0])[0].last if (root / LOCK).exists() else ""
    if last > options.today.isoformat():
        raise UserError(
            f"{LOCK} was last updated on {last}, later than the day to build for, {options.today}: "
            "if your clock is right, put the right day in that file"
        )
    result = check_site(root, options, workers, notice)
    if result.built.known is None or failing(result.built.findings, strict=strict):
        return Locked(result)
    before = load(root, QUOTES)[0] if (root / QUOTES).exists() else Source(QUOTES, "")
    return lock_changes(result, result.built.known, before)


def lock_changes(result: Result, known: LinkedSite, quotes_before: Source) -> Locked:
    before, now = known.graph.kept.lock, lock_once_published(known.graph)
    rows = tuple(locked_quotes(known.corpus.articles, parse_quotes(quotes_before)[0]))
    quotes = spelt_quotes(rows)
    files = []
    if now != before:
        files.append(Source(LOCK, spelt(now)))
    if quote_lines(quotes) != quote_lines(quotes_before.text):
        files.append(Source(QUOTES, quotes))
    count = sum(len(row) > 1 for row in rows)
    return Locked(result, len(before.pages), len(now.pages) - len(before.pages), count, tuple(files))


def lock_summary(locked: Locked, *, written: bool) -> str:
    """What is locked, and what is to be done with each lock that is other than before."""
    addresses = counted(locked.known + locked.new * written, "address", "addresses")
    quotes = f" and {counted(locked.quotes, 'quote')}" if locked.quotes else ""
    return f"{addresses}{quotes} locked\n" + "".join(to_do(locked, written=written))


def to_do(locked: Locked, *, written: bool) -> Iterator[str]:
    """A line for each lock that is other than before, or would be."""
    for file in locked.files:
        new = counted(locked.new, "new address", "new addresses") if file.path == LOCK and locked.new else ""
        if written:
            yield f"{file.path} has {new or 'changed'}: commit it\n"
        else:
            yield f"{file.path} is missing {new or 'changes'}: run `dateline lock`, and commit it\n"


def write_locks(root: Path, locked: Locked) -> None:
    """Puts the files in their places, all of them or none, whenever it is stopped."""
    if locked.files:
        with sources.changing(root) as staging:
            sources.change(staging, root, {file.path: file.text.encode() for file in locked.files})
