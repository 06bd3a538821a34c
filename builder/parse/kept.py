"""`content/urls.lock` and `content/withdrawn.yml` to values. The first is written by Dateline, a line for each address;
the second by `dateline withdraw`, or by hand.
"""

import re

from builder.model import urls
from builder.model.dates import When
from builder.model.finding import Finding, Spot
from builder.model.kept import Entry, Lock, Withdrawal
from builder.model.source import Source
from builder.parse.problem import Problem
from builder.parse.readers import day, text
from builder.parse.schema import Key, Table, found, read_keys
from builder.parse.yamltree import read

PAGE = r"/(?:(?!s/)[^\s/.][^\s/]*/)(?:[^\s/.][^\s/]*/)*|/s/[^\s/.][^\s/]*/[^\s/.][^\s/]*/"
"""No way up or out; a statement's page has two folders below its own."""
LINE = re.compile(
    rf"(?P<page>{PAGE})(?: (?P<first>\d{{4}}-\d\d-\d\d) (?P<changed>\d{{4}}-\d\d-\d\d) (?P<meaning>[0-9a-f]+|-))?"
)
WHOLE_PAGE = re.compile(PAGE)
TAG = re.compile(r"tag:[^\s,]+,\d{4}(?:-\d\d(?:-\d\d)?)?:\S*")
HEAD = (
    "# Every address that this site has published. Written by `dateline lock` and `dateline publish`: commit it,\n"
    "# and do not edit it. A merge may keep the lines of both sides; their order does not matter.\n"
)


def parse_lock(source: Source) -> tuple[Lock, tuple[Finding, ...]]:
    """The lock; lines that are none of its own are findings. Of two lines for one page the earlier beginning and
    the later change count."""
    pages: dict[str, Entry | None] = {}
    tags: list[str] = []
    findings = []
    offset = 0
    for line in source.text.splitlines(keepends=True):
        words = line.strip()
        if match := LINE.fullmatch(words):
            entry = Entry(match["first"], match["changed"], match["meaning"].strip("-")) if match["first"] else None
            pages[match["page"]] = merged(pages.get(match["page"]), entry)
        elif TAG.fullmatch(words):
            tags.append(words)
        elif words and not words.startswith("#"):
            findings.append(bad_line(source.path, words, offset))
        offset += len(line)
    return Lock(pages, min(tags, key=lambda tag: tag.partition(",")[2], default="")), tuple(findings)


def merged(one: Entry | None, other: Entry | None) -> Entry | None:
    """What two branches say of one page."""
    if one is None or other is None:
        return one or other
    later = max(one, other, key=lambda entry: entry.changed)
    return Entry(min(one.first, other.first), later.changed, later.meaning)


def bad_line(file: str, line: str, offset: int) -> Finding:
    help = (
        "a merge has left it: keep the lines of both sides, and take the marks out"
        if line[:7] in ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
        else "take it out, or restore the file from its last commit"
    )
    return Finding("bad-lock", f"`{line}` is no line of this file", Spot(file, part=line, offset=offset), help)


def spelt(lock: Lock) -> str:
    """The lock as its file has it, sorted."""
    lines = [lock.tag] if lock.tag else []
    for page, entry in lock.pages.items():
        lines.append(f"{page} {entry.first} {entry.changed} {entry.meaning or '-'}" if entry else page)
    return HEAD + "".join(f"{line}\n" for line in sorted(lines))


def site_path(value: object) -> object:
    """The path of a page of the site, `/actors/x/`."""
    answer = text(value)
    if isinstance(answer, Problem) or (WHOLE_PAGE.fullmatch(answer) and not urls.is_overview(answer)):
        return answer
    return Problem("bad-value", f"`{answer}` is no page of the site", "write its path, such as `/s/gazette/loan/`")


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
            "the file does not hold a list `withdrawn`",
            Spot(source.path),
            "begin with `withdrawn:`, and below it a list of `{page, on, why}`",
        )
        return {}, (*findings, problem)
    known: dict[str, Withdrawal] = {}
    for index, item in enumerate(tree["withdrawn"]):
        keys = ("withdrawn", index)
        values, faults = read_keys(item, WITHDRAWAL, "`{page, on, why}`")
        findings = (*findings, *found(faults, source.path, *keys))
        if len(values) == len(WITHDRAWAL):
            known[values["page"]] = Withdrawal(spot=Spot(source.path, keys), **values)
    return known, findings


def withdrawn_line(page: str, on: When, why: str) -> str:
    """One more entry, as `content/withdrawn.yml` has it."""
    return f"- page: {page}\n  on: {on.text}\n  why: {quoted(why)}\n"


def quoted(words: str) -> str:
    """A YAML text in double quotes."""
    return '"' + " ".join(words.split()).replace("\\", "\\\\").replace('"', '\\"') + '"'
