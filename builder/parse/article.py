"""Articles and free pages: front matter to values, the text to a Body. One file in; whether ids name anyone is for
linking to say."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, count
from typing import Any

from builder.model import urls
from builder.model.article import FORMS, SECTIONS_OF_DIGEST, Body, Check, Derivation, Digest, FreePage, Front
from builder.model.finding import Finding, Location
from builder.model.prose import Prose
from builder.model.sections import RESERVED
from builder.model.sources import Source
from builder.model.sparse import sparse
from builder.model.urls import LONGEST
from builder.parse.entities import corrected
from builder.parse.markdown import body, prose
from builder.parse.problem import Problem
from builder.parse.readers import (
    CONTROL,
    ID,
    ID_FORM,
    Key,
    Table,
    allow,
    bad_link,
    choice,
    day,
    did_you_mean,
    findings_of,
    identifier,
    made_of,
    moment,
    new_id,
    read_keys,
    several,
    text,
    unshowable,
    url,
    wrong,
    yes_no,
)
from builder.parse.yaml import Tree, read

CHANGE = re.compile(r"[a-z0-9][a-z0-9-]*(?:/[a-z0-9][a-z0-9-]*)?#[a-z]+[a-z0-9.-]*")
RIGHTS = ("full", "excerpt", "link-only")


DERIVATION: Table = {
    "from": Key(identifier, "source", required=True),
    "how": Key(choice("translation", "summary", "rewrite", "wire"), required=True),
    "basis": Key(choice("credited", "same-text", "desk")),
    "why": Key(text),
}
CHECK: Table = {"by": Key(text, required=True), "on": Key(day, required=True)}


def change_id(value: Any) -> Any:
    """The id of a change: `gazette/loan#status-2025-03-03`."""
    if value.__class__ is str and CHANGE.fullmatch(value):
        return value
    return wrong(value, "the id of a change, such as `gazette/loan#status-2025-03-03`")


def language(value: Any) -> Any:
    """A BCP 47 tag: a language, and perhaps script and region."""
    if value.__class__ is not str or not value:
        return wrong(value, "a language")
    first, *rest = value.split("-")
    if first.isascii() and first.isalpha() and 2 <= len(first) <= 3 and all(_is_subtag(part) for part in rest):
        return value
    return Problem("bad-value", f"`{value}` is not a language tag", "write, for example, `en`, `uk` or `pt-BR`")


def _is_subtag(part: str) -> bool:
    return part.isascii() and part.isalnum() and len(part) <= 8


# fmt: off
FRONT: Table = {
    "title": Key(text, required=True, example="Norland lends for the port", meaning="required"),
    "title_ours": Key(yes_no, example="yes",
        meaning="you made the title up: it is then printed in brackets and left out of citations"),
    "outlet": Key(identifier, required=True, example="gazette", meaning="required: the actor that published it"),
    "form": Key(choice(*FORMS), example="document", meaning=f"`{FORMS[0]}` if left out: " + ", ".join(FORMS)),
    "published": Key(moment, required=True, example="2025-03-03T09:47",
        meaning="required: a date, or a date and time in the outlet's zone"),
    "dated_by": Key(choice("page", "feed", "inferred"), example="inferred",
        meaning="how you know that date: `page` (if left out), `feed` or `inferred`, which needs `dated_why`"),
    "dated_why": Key(text, example="it says that it came out on Thursday", meaning="what you inferred the date from"),
    "recorded": Key(day, example="2025-03-04",
        meaning="the day you added it. Without it, Dateline uses the last possible day of `published` and warns "
                "you"),
    "url": Key(url, example="https://example.org/gazette/1", meaning="its address"),
    "archive": Key(url, example="https://archive.example/gazette/1", meaning="a permanent copy"),
    "cutoff": Key(moment, example="2025-03-02",
        meaning="for an analysis: the last moment from which it used information"),
    "lang": Key(language, example="uk", meaning="language code, if it is not the site's"),
    "topics": Key(several(text), example="[loans, ports]", meaning="free tags"),
    "memo": Key(text, example="ask the ministry", meaning="a private remark, never published"),
    "rights": Key(choice(*RIGHTS), example="link-only",
        meaning="how much you may show, see [below](#what-is-published-and-what-is-not): `full`, `excerpt`, "
                "`link-only`"),
    "rights_why": Key(text, example="the ministry publishes it for all", meaning="why you may show the `full` text"),
    "checked": Key(made_of(Check, CHECK, "`{by, on}`"), example="{by: desk, on: 2025-03-04}",
        meaning="`{by, on}`: someone compared the quotes with a page that you may not keep"),
    "derives": Key(several(made_of(Derivation, DERIVATION, "`{from, how}`")),
        example="[{from: courier-2025-03-02, how: rewrite}]",
        meaning="what it was made from: `from` (an article), `how` (translation, summary, rewrite, wire), "
                "`basis`, `why`"),
    "wire": Key(identifier, example="ap",
        meaning="the news agency whose copy this is, if you do not have the original: it then stands in every chain, "
                "behind the outlet, and is the origin"),
    "version_of": Key(identifier, example="gazette-2025-03-03",
        meaning="the article that is an earlier copy of the same changing page"),
    "standing": Key(choice("ok", "corrected", "retracted", "gone"), example="retracted",
        meaning="according to the outlet itself: `ok` (if left out), `corrected`, `retracted` or `gone`"),
    "standing_on": Key(day, example="2025-03-09", meaning="the day of that"),
    "standing_why": Key(text, example="the ministry denied it", meaning="the reason, as the outlet gives it"),
    "draft": Key(yes_no, example="yes", meaning="as for entities"),
    "embargo": Key(moment, example="2025-06-01T06:00+03:00", meaning="as for entities"),
    "former": Key(several(identifier), example="[old-id]", meaning="earlier ids"),
    "corrected": Key(corrected, example='[{on: 2025-05-12, was: "GBP 2.6bn", why: "we misread it"}]',
        meaning="as for entities"),
    "allow": Key(allow, example='{link-only-without-source: "a letter that we hold"}', meaning="as for entities"),
}
# fmt: on
REQUIRED = frozenset(word for word, key in FRONT.items() if key.required)


def read_front(tree: Tree, id: str, file: str) -> tuple[Front | None, list[Finding]]:
    """The Front, or None where a key that it cannot do without is missing or at fault; and findings."""
    values, faults = read_keys(tree, FRONT, "front matter")
    findings = findings_of(faults, file)
    if values.get("dated_by") == "inferred" and isinstance(tree, dict) and "dated_why" not in tree:
        message, help = "`dated_by: inferred` needs `dated_why`", "say in `dated_why` what you inferred the date from"
        findings.append(Finding("missing-key", message, Location(file, ("dated_by",)), help))
    if not values.keys() >= REQUIRED:
        return None, findings
    return sparse(Front, {"id": id, "location": Location(file), **values}), findings


FENCE = "---"
OPENING = re.compile(r"---[ \t]*\n")
CLOSING = re.compile(r"^---[ \t]*(?:\n|\Z)", re.MULTILINE)


def parse_article(
    source: Source, apart: Source | None = None, plain: Mapping[str, int] | None = None
) -> tuple[tuple[Front, Body] | None, tuple[Finding, ...]]:
    """The article, or None where its front matter cannot do; and findings. `plain` are ids that name nothing, with
    their place in the file: double brackets around them are the article's own, and no link."""
    parts = split(source.text)
    if isinstance(parts, FenceFault):
        return None, (
            Finding("no-front-matter", parts.message, Location(source.path, offset=parts.offset), parts.help),
        )
    yaml, start = parts
    tree, findings = read(yaml, source.path, len(FENCE) + 1)
    front, more = (None, []) if tree is None else read_front(tree, stem_of(source.path), source.path)
    if apart:
        more += twice(source, start, apart.path)
    written, at = (apart.text, 0) if apart else (source.text[start:], start)
    text = body(written, at, (apart or source).path, plain)
    findings = (
        *bad_stem(source.path),
        *findings,
        *more,
        *unshowable_in(apart or source),
        *too_deep(text.file, text.too_deep),
    )
    return (None if front is None else (front, text)), findings


def unshowable_in(source: Source) -> Iterator[Finding]:
    """Characters in a text that no page can show."""
    for found in CONTROL.finditer(source.text):
        problem = unshowable(found[0])
        location = Location(source.path, part=found[0], offset=found.start())
        yield Finding(problem.code, problem.message, location, problem.help)


def too_deep(file: str, offset: int) -> Iterator[Finding]:
    """A finding where something lies too deep in lists or block quotes to be shown."""
    if offset >= 0:
        message = "this stands in more lists and block quotes than a page shows, one within the other"
        yield Finding("too-deep", message, Location(file, offset=offset), "write it at fewer levels")


def twice(source: Source, start: int, apart: str) -> Iterator[Finding]:
    """A finding where there is text below the front matter, beside that of a file of its own."""
    words = source.text[start:].lstrip()
    if words:
        location = Location(source.path, part=words.partition("\n")[0], offset=len(source.text) - len(words))
        yield Finding(
            "text-twice", f"the article has one text here and another in {apart}", location, "remove one of them"
        )


@dataclass(frozen=True)
class FenceFault:
    """What is wrong with the lines around the front matter, and where."""

    message: str
    offset: int
    help: str


KEYS = re.compile(r"(?:(?:[a-z_]+:|[ \t]|-\s|#).*(?:\n|\Z))*")
FENCE_HELP = "begin the file with a `---` line, then keys such as `title: …`, then another `---` line"


def split(text: str) -> tuple[str, int] | FenceFault:
    """The front matter's YAML and where the Markdown begins, in code points; or what is wrong with the fences."""
    opening = OPENING.match(text)
    if not opening:
        if OPENING.match(text.lstrip()):
            return FenceFault(
                "there is something above the first `---` line", 0, "remove the blank lines or spaces above it"
            )
        return FenceFault("the file does not begin with front matter", 0, FENCE_HELP)
    closing = CLOSING.search(text, opening.end())
    if not closing:
        at = KEYS.match(text, opening.end())
        help = "write a `---` line between the keys and the text"
        return FenceFault("the front matter has no closing `---` line", at.end() if at else 0, help)
    return text[len(FENCE) + 1 : closing.start()], closing.end()


def stem_of(path: str) -> str:
    """A file's name without its suffix."""
    name = path.rpartition("/")[2]
    return name.rpartition(".")[0] or name


def bad_stem(path: str) -> tuple[Finding, ...]:
    """A finding where a file's name makes no id."""
    stem = stem_of(path)
    problem = new_id(stem)
    if not isinstance(problem, Problem):
        return ()
    why = ", which is reserved" if ID.match(stem) else f": {ID_FORM}"
    message = problem.message if len(stem) > LONGEST else f"the file name gives the id `{stem}`{why}"
    return (Finding("bad-id", message, Location(path), "rename the file"),)


HEADING = re.compile(r"<(h[1-6])>(.*?)</\1>", re.DOTALL)
NOT_WORDS = re.compile(r"<[^>]*>|&[^;\s]*;|[^\w<&]+|[<&]")
"""What stands between the words of a heading: elements, characters written as entities, signs and spaces."""
PAGE: Table = {
    "title": Key(text, required=True, example="How we read", meaning="required"),
    "draft": Key(yes_no, example="yes", meaning="do not publish it yet"),
    "memo": Key(text, example="ask the editor", meaning="a private remark, never published"),
}


DIGEST: Table = {
    "title": Key(text, required=True, example="The week to 9 March", meaning="required"),
    "date": Key(day, required=True, example="2025-03-09", meaning="required: the day of the edition"),
    "covers": Key(day, example="2025-03-03/2025-03-09",
        meaning="the days whose changes it tells; if left out, those since the edition before, or the seven days up "
                "to `date`"),
    "state": Key(choice("draft", "ready", "sent"), example="draft",
        meaning="`draft` (not published), `ready` (if left out) or `sent`"),
    "public_from": Key(moment, "embargo", example="2025-03-10", meaning="do not publish it before then"),
    "items": Key(several(change_id), example="[gazette-2025-03-03/loan#status-2025-03-03]",
        meaning="the changes that it tells, in your order; if left out, the weightiest ten, one of each deal"),
    "memo": Key(text, example="ask the editor", meaning="a private remark, never published"),
}  # fmt: skip
MARKER = re.compile(r"<p>\{(no )?([a-z-]+)\}</p>")
"""A line of its own in a digest's prose: `{money}` places a section, `{no money}` leaves it out."""


def parse_digest(source: Source) -> tuple[Digest | None, tuple[Finding, ...]]:
    """The edition, or None where its front matter cannot do; and findings."""
    stem = urls.digest_stem(stem_of(source.path))
    values, findings = prose_page(source, DIGEST)
    if not values.keys() >= {"title", "date"}:
        return None, findings
    wrong = [found[2] for found in MARKER.finditer(values["html"].source) if found[2] not in SECTIONS_OF_DIGEST]
    findings += tuple(
        Finding(
            "bad-value",
            f"a digest has no section `{name}`",
            Location(source.path, part=f"{name}}}"),
            did_you_mean(name, SECTIONS_OF_DIGEST) or f"the sections are {', '.join(SECTIONS_OF_DIGEST)}",
        )
        for name in wrong
    )
    return Digest(stem=stem, location=Location(source.path), draft=values.get("state") == "draft", **values), findings


def parse_page(source: Source) -> tuple[FreePage | None, tuple[Finding, ...]]:
    """The page, or None where its front matter cannot do or its name is reserved; and findings."""
    stem = stem_of(source.path)
    values, findings = prose_page(source, PAGE)
    if stem in RESERVED:
        message = f"`/{stem}/` is one of Dateline's own pages"
        return None, (*findings, Finding("url-collision", message, Location(source.path), "rename the file"))
    if "title" not in values:
        return None, findings
    return FreePage(stem=stem, location=Location(source.path), **values), findings


def prose_page(source: Source, table: Table) -> tuple[dict[str, Any], tuple[Finding, ...]]:
    """The keys of the front matter and, under `html`, `links` and `as_text`, the prose below it; and findings."""
    parts = split(source.text)
    if isinstance(parts, FenceFault):
        return {}, (Finding("no-front-matter", parts.message, Location(source.path, offset=parts.offset), parts.help),)
    yaml, start = parts
    tree, findings = read(yaml, source.path, len(FENCE) + 1)
    values, faults = read_keys({} if tree is None else tree, table, "front matter")
    findings = (
        *bad_stem(source.path),
        *unshowable_in(source),
        *findings,
        *(findings_of(faults, source.path) if tree is not None else ()),
    )
    values.pop("memo", None)
    made = prose(source.text[start:], start)
    if made.not_a_link >= 0:
        bad = bad_link(source.text, made.not_a_link)
        location = Location(source.path, part=bad.part, offset=made.not_a_link)
        findings = (*findings, Finding(bad.problem.code, bad.problem.message, location, bad.problem.help))
    findings = (*findings, *too_deep(source.path, made.too_deep))
    prose_of = {"html": with_ids(made.prose()), "links": tuple(made.links), "as_text": tuple(made.as_text)}
    return values | prose_of, findings


def with_ids(html: Prose) -> Prose:
    """The HTML, each heading under an id made of its words, so that links can lead to it."""
    taken: set[str] = set()
    parts: list[str] = []
    done, places, lengths = 0, [], [0]
    for heading in HEADING.finditer(html.source):
        words = "-".join(NOT_WORDS.sub(" ", heading[2]).lower().split()) or "part"
        numbered = (f"{words}-{number}" for number in count(2))
        id = next(id for id in chain((words,), numbered) if id not in taken)
        taken.add(id)
        attribute = f' id="{id}"'
        parts += (html.source[done : heading.end(1)], attribute)
        done = heading.end(1)
        places.append(done)
        lengths.append(lengths[-1] + len(attribute))

    def moved(at: int) -> int:
        return at + lengths[bisect_left(places, at)]

    spans = [(moved(start), moved(end), id, words) for start, end, id, words in html.spans]
    return Prose("".join((*parts, html.source[done:])), tuple(spans))
