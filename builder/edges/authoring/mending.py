"""`dateline mend`: the mends that are certain, made in a copy of the sources until there are no more."""

import re
from collections.abc import Iterator
from difflib import unified_diff
from itertools import zip_longest
from pathlib import Path

from builder.authoring.mends import followed, is_certain
from builder.build import Options
from builder.edges.executor import Notice
from builder.edges.read import load
from builder.edges.site import check_site
from builder.edges.withdraw import COPY, Edits
from builder.edges.write import sources
from builder.model.finding import Finding
from builder.parse.locate import locate

MOST_ROUNDS = 10
"""Mends that show other faults, each time; an author looks at what is left."""


def mend(root: Path, options: Options, notice: Notice, *, write: bool) -> str:
    """What is changed, as a diff of all files; with `write` it is, in all of them or in none."""
    with sources.changing(root) as staging:
        sources.copy(root, staging / COPY)
        edits = Edits(staging / COPY)
        for _ in range(MOST_ROUNDS):
            findings = check_site(edits.root, options, 0, notice).built.findings
            if not [path for path in dict.fromkeys(each.location.file for each in findings)
                    if mended(edits, path, [each for each in findings if each.location.file == path])]:  # fmt: skip
                break
        if write and edits.after:
            sources.change(staging, root, edits.after, edits.before)
        return "".join(difference(edits))


def mended(edits: Edits, path: str, findings: list[Finding]) -> bool:
    """Follows every certain help of one file, one a line; whether that has changed it."""
    if not (edits.root / path).is_file() or not path.startswith("content/"):
        return False
    before, original = edits.text(path), load(edits.root, path)[0].text
    lines, text = original.split("\n"), original
    done: set[int] = set()
    for finding in findings:
        where = locate(finding.location, original)
        if where.line in done or not is_certain(
            finding, lines[where.line - 1][where.column - 1 : where.end_column - 1]
        ):
            continue
        changed = followed(finding, where, text)  # It changes that line alone.
        if changed is not None and changed != text:
            text = changed
            done.add(where.line)
    if done:
        edits.write(path, spelt_like(before, text))
    return bool(done)


def spelt_like(before: str, text: str) -> str:
    """The text with the byte-order mark and line ends that it had before."""
    ends = re.findall("\r\n|\r|\n", before)
    lines = "".join(line + end for line, end in zip_longest(text.split("\n"), ends, fillvalue=""))
    return ("\ufeff" if before.startswith("\ufeff") else "") + lines


def difference(edits: Edits) -> Iterator[str]:
    """Each changed file as a unified diff."""
    for path, after in sorted(edits.after.items()):
        old, new = ((data or b"").decode().splitlines(keepends=True) for data in (edits.before[path], after))
        for line in unified_diff(old, new, path, path):
            yield line if line.endswith("\n") else f"{line}\n"
