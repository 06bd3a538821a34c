"""`content/quotes.lock` to values and back: a line for each quote of a text that is kept outside git.

    ARTICLE/STATEMENT TEXT QUOTE SPANS

TEXT and QUOTE are digests; SPANS are `120-180,200-210` in the folded text, or `title:3-20`. An article without
statements has a line with its id alone.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from builder.model.finding import Finding
from builder.model.graph import Anchor
from builder.model.quotes import LockedQuote, Quotes
from builder.model.source import Source
from builder.parse.kept import bad_line

DIGEST = r"[0-9a-f]{16}"
LINE = re.compile(
    r"(?P<article>[a-z0-9][^\s/]*)"
    rf"(?:/\S+ (?P<text>{DIGEST}) (?P<quote>{DIGEST}) (?P<title>title:)?(?P<spans>\d+-\d+(?:,\d+-\d+)*))?"
)
HEAD = (
    "# Where quotes stand in the texts of content/texts/, which git does not hold. Written by `dateline lock`: commit\n"
    "# it, and do not edit it. A merge may keep the lines of both sides; their order does not matter.\n"
)


@lru_cache(maxsize=1)
def parse_quotes(source: Source) -> tuple[Quotes, tuple[Finding, ...]]:
    """The lock; lines that are none of its own are findings. Kept for a preview, which asks at every step."""
    quotes: dict[str, dict[str, LockedQuote]] = {}
    findings = []
    offset = 0
    for line in source.text.splitlines(keepends=True):
        words = line.strip()
        if match := LINE.fullmatch(words):
            of_article = quotes.setdefault(match["article"], {})
            if match["quote"]:
                found = LockedQuote(match["text"], match["quote"], anchor(match["spans"], match["title"]))
                of_article[found.quote] = merged(of_article.get(found.quote), found)
        elif words and not words.startswith("#"):
            findings.append(bad_line(source.path, words, offset))
        offset += len(line)
    return quotes, tuple(findings)


def anchor(spans: str, title: str | None) -> Anchor:
    bounds = (span.partition("-") for span in spans.split(","))
    return Anchor(tuple((int(start), int(end)) for start, _, end in bounds), bool(title))


def merged(one: LockedQuote | None, other: LockedQuote) -> LockedQuote:
    """One of two that two branches have found, whatever the order of their lines, until somebody locks again."""
    return other if one is None else max(one, other, key=lambda each: (each.text, each.anchor.spans))


def spelt(entries: Iterable[tuple[str, LockedQuote | None]]) -> str:
    """The lock as its file has it, sorted."""
    return HEAD + "".join(f"{line}\n" for line in sorted(line(id, found) for id, found in entries))


def line(id: str, found: LockedQuote | None) -> str:
    if found is None:
        return id
    spans = ",".join(f"{start}-{end}" for start, end in found.anchor.spans)
    return f"{id} {found.text} {found.quote} {'title:' if found.anchor.in_title else ''}{spans}"


def lines(text: str) -> set[str]:
    """What the text of the file holds, whatever the order."""
    return {words for line in text.splitlines() if (words := line.strip()) and not words.startswith("#")}
