"""A plain text that was copied from a news page or a PDF: which lines are its head, its text and its end.

In goes text as it came; out comes a Reading. Nothing is guessed in silence: every line that is not taken is listed.
"""

import re
from itertools import takewhile
from statistics import median

from builder.authoring.cleaning import clean_lines, is_invitation, join_broken_words, without_invitations
from builder.authoring.reading import Block, PrintedDate, Reading, same
from builder.check.dates import read_printed
from builder.model.text import fold

WRAPPED = 110
"""Characters of the longest lines of a text whose paragraphs are broken into lines."""
LONG = 160
"""Characters from which a line without a closing sign is a paragraph all the same."""
SENTENCE = re.compile(r"[.!?…:;।。！？](?:[\"'”’»)\]]|\[\d+\])*$")
TITLE_AGAIN = re.compile(r"[\s\-–—|:]*\d*$")
"""What may follow a title that is printed again, under a picture."""
CLOCK = re.compile(r"\b([01]?\d|2[0-3])[:.]([0-5]\d)\b")
DATELINE = re.compile(r"\(([A-Z][\w .&/-]{1,30})\)\s*(?:[-–—]\s*)?(?=\S)")
"""The agency or outlet that a first paragraph may begin with: `(Reuters) - `."""
BYLINE = re.compile(r"(?:by|von|par|por|di|door|od|автор:?)\s+\w", re.IGNORECASE)
NEAR = 6
"""Lines of the text at most among which a date or a byline still belongs to the head."""
FEW = 12
"""Words of a line at most that holds a date and little else."""


def read_plain(text: str, language: str) -> Reading:
    """A title is the head's line that is printed twice, else its first; the head ends where sentences begin."""
    text, cleaned = clean_lines(text)
    lines, more = paragraphs(text)
    lines, left = without_invitations(lines)
    head, rest = split_head(lines)
    tail: list[str] = []
    while rest and not is_sentence(rest[-1]):
        tail.insert(0, rest.pop())
    title = title_of(head)
    names, rest = outlet_mark(rest)
    again = [line for line in rest if fold(line) == fold(title)]
    body = [line for line in rest if fold(line) != fold(title)]
    dates = tuple(date for line in (*head, *tail) for date in printed_date(line, language))
    others = [line for line in head if line != title]
    return Reading(
        title=title,
        segments=same(Block(line) for line in body),
        dates=dates,
        names=(*names, *others),
        left_out=(*left, *(f"({name})" for name in names), *others, *again, *tail),
        cleaned=(*cleaned, *more),
    )


def split_head(lines: list[str]) -> tuple[list[str], list[str]]:
    """The lines before the text begins, and the text. A question or a call in the first line is a title; dates and
    bylines behind a first sentence belong to the head, too."""
    head = list(takewhile(lambda line: not is_sentence(line), lines))
    if len(head) == len(lines) or (not head and lines and is_title(lines[0])):
        head = lines[:1]  # No sentence at all is a list, or a language without full stops.
    rest = lines[len(head) :]
    of_head = [line for line in rest[:NEAR] if not is_sentence(line) and (BYLINE.match(line) or printed_date(line, ""))]
    return [*head, *of_head], [line for at, line in enumerate(rest) if at >= NEAR or line not in of_head]


def is_title(line: str) -> bool:
    return len(line) < LONG and not line.endswith((".", ":", ";"))


def paragraphs(text: str) -> tuple[list[str], tuple[str, ...]]:
    """The paragraphs of a text whose lines end where a paragraph does, or where a page was full; and remarks about
    words that were put together."""
    lines = [line for line in text.split("\n") if line]
    wrapped = len(lines) > 1 and "\n\n" in text and _is_wrapped(lines)
    if not wrapped:
        return lines, ()
    text, remarks = join_broken_words(text)
    return [" ".join(part.split("\n")) for part in re.split(r"\n{2,}", text) if part.strip()], remarks


def _is_wrapped(lines: list[str]) -> bool:
    """Whether lines end in the middle of sentences, all at about one width."""
    longest = sorted(map(len, lines))[-max(len(lines) // 4, 1) :]
    unfinished = sum(not SENTENCE.search(line) for line in lines)
    return median(longest) <= WRAPPED and unfinished * 2 > len(lines)


def is_sentence(line: str) -> bool:
    """Whether a line is of the text: it ends as a sentence does, or is too long for a head."""
    return not is_invitation(line) and (bool(SENTENCE.search(line)) or len(line) >= LONG)


def title_of(head: list[str]) -> str:
    """The line that stands twice, perhaps with a picture's number; else the first of some words before the date."""
    for at, line in enumerate(head):
        for other in head[at + 1 :]:
            if other.startswith(line) and TITLE_AGAIN.fullmatch(other, len(line)) and len(line.split()) > 1:
                return line
    return next((line for line in head if len(line.split()) > 3), head[0] if head else "")


def outlet_mark(lines: list[str]) -> tuple[tuple[str, ...], list[str]]:
    """The name in brackets that a first paragraph begins with, and the lines without it."""
    mark = DATELINE.match(lines[0]) if lines else None
    return ((mark[1],), [lines[0][mark.end() :], *lines[1:]]) if mark else ((), lines)


def printed_date(line: str, language: str) -> tuple[PrintedDate, ...]:
    """The one full date, with its time, of a line that holds little else."""
    days = {day for tongue in dict.fromkeys((language, "en")) for day in read_printed(fold(line), tongue).days}
    full = [day for day in days if day.year and 0 < day.month <= 12]
    if len(full) != 1 or len(line.split()) > FEW:
        return ()
    day = full[0]
    clock = CLOCK.search(line)
    time = f"T{int(clock[1]):02}:{clock[2]}" if clock else ""
    return (PrintedDate(f"{day.year:04}-{day.month:02}-{day.day:02}{time}", f"the line `{line}`"),)
