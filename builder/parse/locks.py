"""`content/urls.lock`, `content/withdrawn.yml` and `content/quotes.lock` to values and back."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import pairwise

from builder.model import urls
from builder.model.dates import When
from builder.model.finding import Finding, Location
from builder.model.locks import LOCK, Lock, LockEntry, Withdrawal
from builder.model.quote_lock import IN_TITLE, QUOTES, LockedQuote, Quotes
from builder.model.sources import Source
from builder.model.text import counted
from builder.parse.problem import Problem
from builder.parse.readers import Key, Table, day, findings_of, read_keys, text
from builder.parse.yaml import read

DIGEST = "[0-9a-f]{16}"
SPAN = "[0-9]{1,9}-[0-9]{1,9}"
QUOTES_LINE = re.compile(
    r"(?P<article>[a-z0-9][^\s/]*)"
    rf"(?:/\S+ (?P<text>{DIGEST}) (?P<quote>{DIGEST}) (?P<where>(?:{IN_TITLE})?{SPAN}(?:,{SPAN})*))?"
)
QUOTES_HEAD = (
    "# Where quotes stand in the texts of content/texts/, which git does not hold. Written by `dateline lock`: commit\n"
    "# it, and do not edit it. A merge may keep the lines of both sides; their order does not matter.\n"
)


@lru_cache(maxsize=1)
def parse_quotes(source: Source) -> tuple[Quotes, tuple[Finding, ...]]:
    """The lock; lines that are none of its own are findings. Kept for a preview, which asks at every step.

    Of two places that two branches have found for a quote, one counts, whatever the order of the lines.
    """
    quotes: dict[str, dict[str, LockedQuote]] = {}
    bad: list[Location] = []
    for words, offset in lines_of(source):
        match = QUOTES_LINE.fullmatch(words)
        if match is None or (match["where"] and not rises(match["where"])):
            bad.append(Location(source.path, part=words, offset=offset))
            continue
        article, text, quote, where = match.groups()
        known = quotes.setdefault(article, {})
        if quote:
            known[quote] = max(known[quote], (text, where)) if quote in known else (text, where)
    return quotes, (*emptied(source), *bad_lines(bad))


def rises(where: str) -> bool:
    """Whether the spans of a quote follow each other, each with something in it."""
    bounds = [int(bound) for bound in re.split("[-,]", where.removeprefix(IN_TITLE))]
    return all(one <= other if at % 2 else one < other for at, (one, other) in enumerate(pairwise(bounds)))


def lines_of(source: Source) -> Iterator[tuple[str, int]]:
    """Every line that holds something, and where it begins."""
    offset = 0
    for line in source.text.splitlines(keepends=True):
        words = line.strip()
        if words and not words.startswith("#"):
            yield words, offset + len(line) - len(line.lstrip())
        offset += len(line)


def spelt_quotes(rows: Iterable[tuple[str, ...]]) -> str:
    """The lock as its file has it, sorted."""
    return QUOTES_HEAD + "".join(f"{line}\n" for line in sorted(map(" ".join, rows)))


def quote_lines(text: str) -> set[str]:
    """What the text of the file holds, whatever the order."""
    return {words for words, _ in lines_of(Source(QUOTES, text))}


DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
URLS_LINE = re.compile(rf"(?P<page>/\S*)(?: (?P<first>{DAY}) (?P<changed>{DAY}) (?P<meaning>[0-9a-f]+|-))?")
TAG = re.compile(r"tag:[^\s,<>\"]+,[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?:[^\s<>\"]*")
URLS_HEAD = (
    "# Every address that this site has published. Written by `dateline lock` and `dateline publish`: commit it,\n"
    "# and do not edit it. A merge may keep the lines of both sides; their order does not matter.\n"
)


def parse_lock(source: Source) -> tuple[Lock, tuple[Finding, ...]]:
    """The lock; lines that are none of its own are findings. Of two lines for one page the earlier beginning and
    the later change count."""
    pages: dict[str, LockEntry | None] = {}
    tags: list[str] = []
    bad: list[Location] = []
    undated: list[Finding] = []
    for words, offset in lines_of(source):
        match = URLS_LINE.fullmatch(words)
        if match and urls.is_page(match["page"]):
            if day := not_a_day(match["first"], match["changed"]):
                at = offset + words.find(f" {day}") + 1
                undated.append(no_such_day(day, Location(source.path, part=day, offset=at)))
                continue
            entry = LockEntry(match["first"], match["changed"], match["meaning"].strip("-")) if match["first"] else None
            pages[match["page"]] = merged(pages.get(match["page"]), entry)
        elif TAG.fullmatch(words) and words.isprintable():
            tags.append(words)
        else:
            bad.append(Location(source.path, part=words, offset=offset))
    findings = (*emptied(source, lines=bool(pages or tags or bad or undated)), *undated[:FEW], *bad_lines(bad))
    return Lock(pages, min(tags, key=lambda tag: tag.partition(",")[2], default="")), findings


def not_a_day(*days: str | None) -> str:
    """The first of these that is on no calendar, or an empty string."""
    return next((day for day in days if day and not is_day(day)), "")


def no_such_day(day: str, where: Location) -> Finding:
    return Finding("bad-lock", f"there is no day `{day}`", where, f"write the day that stood there, or {RESTORE}")


@lru_cache(maxsize=4096)
def is_day(words: str) -> bool:
    try:
        return bool(date.fromisoformat(words))
    except ValueError:
        return False


def merged(one: LockEntry | None, other: LockEntry | None) -> LockEntry | None:
    """What two branches say of one page, in whichever order."""
    if one is None or other is None:
        return one or other
    later = max(one, other, key=lambda entry: (entry.changed, entry.meaning))
    return LockEntry(min(one.first, other.first), later.changed, later.meaning)


MARKS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
"""What a merge that git could not finish leaves in a file."""
SHOWN = 60
"""Characters of a bad line, as a message shows it."""
FEW = 20
"""Bad lines that are told apart: where there are more, the file as a whole is broken."""
RESTORE = "restore the file from the last commit"


def bad_lines(bad: Sequence[Location]) -> Iterator[Finding]:
    for number, location in enumerate(bad[:FEW]):
        line, more = location.part, len(bad) - FEW
        help = (
            "a merge left this: keep the lines of both sides, and remove the marks"
            if line.startswith(MARKS)
            else f"remove it, or {RESTORE}"
        )
        notes = (f"{counted(more, 'more line')} of the file cannot be read",) if number == 0 and more > 0 else ()
        shown = line if len(line) <= SHOWN else f"{line[:SHOWN]} …"
        where = replace(location, part=line[:SHOWN])
        yield Finding("bad-lock", f"`{shown}` does not belong in this file", where, help, notes)


def emptied(source: Source, *, lines: bool = False) -> Iterator[Finding]:
    """A finding where a lock that once had lines has none: what it kept would be lost. `lines`: whether it has some."""
    if not lines and (source.path == LOCK or not source.text.strip()):
        message = "the file is empty: it no longer says what this site has published"
        yield Finding("bad-lock", message, Location(source.path, offset=0), RESTORE)


def spelt(lock: Lock) -> str:
    """The lock as its file has it, sorted."""
    lines = [lock.tag] if lock.tag else []
    for page, entry in lock.pages.items():
        lines.append(f"{page} {entry.first} {entry.changed} {entry.meaning or '-'}" if entry else page)
    return URLS_HEAD + "".join(f"{line}\n" for line in sorted(lines))


def site_path(value: object) -> object:
    """The path of a page of the site that can be withdrawn, `/actors/x/`."""
    answer = text(value)
    if isinstance(answer, Problem):
        return answer
    if not urls.is_page(answer) or urls.is_overview(answer):
        shown = answer if len(answer) <= SHOWN else f"{answer[:SHOWN]} …"
        return Problem(
            "bad-value", f"`{shown}` is not a page of the site", "write its path, such as `/s/gazette/loan/`"
        )
    if not urls.is_own(answer):
        help = "withdraw those instead: `dateline withdraw ID --why …`"
        return Problem("bad-value", f"`{answer}` is made from statements, and stands as long as they do", help)
    return answer


WITHDRAWAL: Table = {
    "page": Key(site_path, required=True),
    "on": Key(day, required=True),
    "why": Key(text, required=True),
}


def parse_withdrawn(source: Source) -> tuple[dict[str, Withdrawal], tuple[Finding, ...]]:
    """Withdrawals by the path of their page, and findings."""
    tree, findings = read(source.text, source.path)
    if tree is None:
        return {}, findings
    if not isinstance(tree, dict) or not isinstance(tree.get("withdrawn"), list) or len(tree) > 1:
        problem = Finding(
            "wrong-type",
            "the file has no list `withdrawn`",
            Location(source.path),
            "begin with `withdrawn:`, followed by a list of `{page, on, why}`",
        )
        return {}, (*findings, problem)
    known: dict[str, Withdrawal] = {}
    for index, item in enumerate(tree["withdrawn"]):
        keys = ("withdrawn", index)
        values, faults = read_keys(item, WITHDRAWAL, "`{page, on, why}`")
        findings = (*findings, *findings_of(faults, source.path, *keys))
        if len(values) == len(WITHDRAWAL):
            known[values["page"]] = Withdrawal(location=Location(source.path, keys), **values)
    return known, findings


def withdrawn_line(page: str, on: When, why: str) -> str:
    """One more entry, as `content/withdrawn.yml` has it."""
    return f"- page: {page}\n  on: {on.text}\n  why: {quoted(why)}\n"


def quoted(words: str) -> str:
    """A YAML text in double quotes."""
    return '"' + " ".join(words.split()).replace("\\", "\\\\").replace('"', '\\"') + '"'
