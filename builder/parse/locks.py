"""`content/urls.lock`, `content/withdrawn.yml` and `content/quotes.lock` to values and back."""

import re
from collections.abc import Iterable
from functools import lru_cache

from builder.model import urls
from builder.model.dates import When
from builder.model.finding import Finding, Location
from builder.model.locks import Lock, LockEntry, Withdrawal
from builder.model.quote_lock import IN_TITLE, LockedQuote, Quotes
from builder.model.sources import Source
from builder.parse.problem import Problem
from builder.parse.readers import Key, Table, day, findings_of, read_keys, text
from builder.parse.yaml import read

DIGEST = "[0-9a-f]{16}"
QUOTES_LINE = re.compile(
    r"(?P<article>[a-z0-9][^\s/]*)"
    rf"(?:/\S+ (?P<text>{DIGEST}) (?P<quote>{DIGEST}) (?P<where>(?:{IN_TITLE})?\d+-\d+(?:,\d+-\d+)*))?"
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
    findings = []
    offset = 0
    for line in source.text.splitlines(keepends=True):
        words = line.strip()
        if match := QUOTES_LINE.fullmatch(words):
            article, text, quote, where = match.groups()
            known = quotes.setdefault(article, {})
            if quote:
                known[quote] = max(known[quote], (text, where)) if quote in known else (text, where)
        elif words and not words.startswith("#"):
            findings.append(bad_line(source.path, words, offset))
        offset += len(line)
    return quotes, tuple(findings)


def spelt_quotes(rows: Iterable[tuple[str, ...]]) -> str:
    """The lock as its file has it, sorted."""
    return QUOTES_HEAD + "".join(f"{line}\n" for line in sorted(map(" ".join, rows)))


def quote_lines(text: str) -> set[str]:
    """What the text of the file holds, whatever the order."""
    return {words for line in text.splitlines() if (words := line.strip()) and not words.startswith("#")}


PAGE = r"/(?:(?!s/)[^\s/.][^\s/]*/)(?:[^\s/.][^\s/]*/)*|/s/[^\s/.][^\s/]*/[^\s/.][^\s/]*/"
"""No way up or out; a statement's page has two folders below its own."""
URLS_LINE = re.compile(
    rf"(?P<page>{PAGE})(?: (?P<first>\d{{4}}-\d\d-\d\d) (?P<changed>\d{{4}}-\d\d-\d\d) (?P<meaning>[0-9a-f]+|-))?"
)
WHOLE_PAGE = re.compile(PAGE)
TAG = re.compile(r"tag:[^\s,]+,\d{4}(?:-\d\d(?:-\d\d)?)?:\S*")
URLS_HEAD = (
    "# Every address that this site has published. Written by `dateline lock` and `dateline publish`: commit it,\n"
    "# and do not edit it. A merge may keep the lines of both sides; their order does not matter.\n"
)


def parse_lock(source: Source) -> tuple[Lock, tuple[Finding, ...]]:
    """The lock; lines that are none of its own are findings. Of two lines for one page the earlier beginning and
    the later change count."""
    pages: dict[str, LockEntry | None] = {}
    tags: list[str] = []
    findings = []
    offset = 0
    for line in source.text.splitlines(keepends=True):
        words = line.strip()
        if match := URLS_LINE.fullmatch(words):
            entry = LockEntry(match["first"], match["changed"], match["meaning"].strip("-")) if match["first"] else None
            pages[match["page"]] = merged(pages.get(match["page"]), entry)
        elif TAG.fullmatch(words):
            tags.append(words)
        elif words and not words.startswith("#"):
            findings.append(bad_line(source.path, words, offset))
        offset += len(line)
    return Lock(pages, min(tags, key=lambda tag: tag.partition(",")[2], default="")), tuple(findings)


def merged(one: LockEntry | None, other: LockEntry | None) -> LockEntry | None:
    """What two branches say of one page."""
    if one is None or other is None:
        return one or other
    later = max(one, other, key=lambda entry: entry.changed)
    return LockEntry(min(one.first, other.first), later.changed, later.meaning)


def bad_line(file: str, line: str, offset: int) -> Finding:
    help = (
        "a merge left this: keep the lines of both sides, and remove the marks"
        if line[:7] in ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
        else "remove it, or restore the file from the last commit"
    )
    return Finding("bad-lock", f"`{line}` does not belong in this file", Location(file, part=line, offset=offset), help)


def spelt(lock: Lock) -> str:
    """The lock as its file has it, sorted."""
    lines = [lock.tag] if lock.tag else []
    for page, entry in lock.pages.items():
        lines.append(f"{page} {entry.first} {entry.changed} {entry.meaning or '-'}" if entry else page)
    return URLS_HEAD + "".join(f"{line}\n" for line in sorted(lines))


def site_path(value: object) -> object:
    """The path of a page of the site, `/actors/x/`."""
    answer = text(value)
    if isinstance(answer, Problem) or (WHOLE_PAGE.fullmatch(answer) and not urls.is_overview(answer)):
        return answer
    return Problem("bad-value", f"`{answer}` is not a page of the site", "write its path, such as `/s/gazette/loan/`")


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
