"""`content/quotes.lock` to values and back: a line for each quote of a text that is kept outside git.

    ARTICLE/STATEMENT TEXT QUOTE SPANS

TEXT and QUOTE are digests; SPANS are `120-180,200-210` in the folded text, or `title:3-20` in the title. An article
without statements has a line with its id alone.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from builder.model.finding import Finding
from builder.model.quotes import IN_TITLE, LockedQuote, Quotes
from builder.model.source import Source
from builder.parse.kept import bad_line

DIGEST = "[0-9a-f]{16}"
LINE = re.compile(
    r"(?P<article>[a-z0-9][^\s/]*)"
    rf"(?:/\S+ (?P<text>{DIGEST}) (?P<quote>{DIGEST}) (?P<where>(?:{IN_TITLE})?\d+-\d+(?:,\d+-\d+)*))?"
)
HEAD = (
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
        if match := LINE.fullmatch(words):
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
    return HEAD + "".join(f"{line}\n" for line in sorted(map(" ".join, rows)))


def quote_lines(text: str) -> set[str]:
    """What the text of the file holds, whatever the order."""
    return {words for line in text.splitlines() if (words := line.strip()) and not words.startswith("#")}
