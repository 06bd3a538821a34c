"""One article: its front matter to a Front, its text to a Body.

In goes a source, and a second where the text has a file of its own; out come both as written, and findings. A file
without readable front matter gives findings alone.
"""

import re
from collections.abc import Iterator

from builder.model.corpus import Body, Front
from builder.model.finding import Finding, Spot
from builder.model.source import Source
from builder.parse.front import read_front
from builder.parse.markdown import body
from builder.parse.problem import Problem
from builder.parse.readers import CONTROL, ID, new_id, unshowable
from builder.parse.yamltree import read

FENCE = "---"
OPENING = re.compile(r"---[ \t]*\n")
CLOSING = re.compile(r"^---[ \t]*(?:\n|\Z)", re.MULTILINE)


def parse_article(source: Source, apart: Source | None = None) -> tuple[tuple[Front, Body] | None, tuple[Finding, ...]]:
    """The article, or None where its front matter cannot do; and findings."""
    parts = split(source.text)
    if isinstance(parts, str):
        return None, (Finding("no-front-matter", parts, Spot(source.path, offset=0), FENCE_HELP),)
    yaml, start = parts
    tree, findings = read(yaml, source.path, len(FENCE) + 1)
    front, more = (None, []) if tree is None else read_front(tree, stem_of(source.path), source.path)
    if apart:
        more += twice(source, start, apart.path)
    text = body(apart.text, 0, apart.path) if apart else body(source.text[start:], start, source.path)
    findings = (*bad_stem(source.path), *findings, *more, *unshowable_in(apart or source))
    return (None if front is None else (front, text)), findings


def unshowable_in(source: Source) -> Iterator[Finding]:
    """Characters in a text that no page can show."""
    for found in CONTROL.finditer(source.text):
        problem = unshowable(found[0])
        spot = Spot(source.path, part=found[0], offset=found.start())
        yield Finding(problem.code, problem.message, spot, problem.help)


def twice(source: Source, start: int, apart: str) -> Iterator[Finding]:
    """A finding where there is text below the front matter, beside that of a file of its own."""
    words = source.text[start:].lstrip()
    if words:
        spot = Spot(source.path, part=words.partition("\n")[0], offset=len(source.text) - len(words))
        yield Finding(
            "text-twice", f"the article has a text here, and another in {apart}", spot, "take one of them out"
        )


FENCE_HELP = "begin the file with a line `---`, then keys such as `title: …`, then another line `---`"


def split(text: str) -> tuple[str, int] | str:
    """The front matter's YAML and where the Markdown begins, in code points; or what is wrong with the fences."""
    opening = OPENING.match(text)
    if not opening:
        return "the file does not begin with front matter"
    closing = CLOSING.search(text, opening.end())
    if not closing:
        return "the front matter is never closed by a line `---`"
    return text[len(FENCE) + 1 : closing.start()], closing.end()


def stem_of(path: str) -> str:
    """A file's name without its suffix."""
    name = path.rpartition("/")[2]
    return name.rpartition(".")[0] or name


def bad_stem(path: str) -> tuple[Finding, ...]:
    """A finding where a file's name makes no id."""
    stem = stem_of(path)
    if not isinstance(new_id(stem), Problem):
        return ()
    message = f"the file's name makes the id `{stem}`: small letters, digits and hyphens, a letter or digit first"
    if ID.match(stem):
        message = f"the file's name makes the id `{stem}`, which is reserved"
    return (Finding("bad-id", message, Spot(path), "rename the file"),)
