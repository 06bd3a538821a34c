"""The desk of a served site: what the form for an article's statements shows, whether what was typed is right, and the
files with it, written all or nothing.

In go requests as JSON gives them, out come dicts to answer with. It writes in `content/annotations` and
`content/entities` alone: no request names a file. To be called from the one thread that works with the site.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any

from builder.authoring import schema
from builder.authoring.splice import NoSpliceError
from builder.authoring.statement_form import (
    FIRST,
    GROUPS,
    Fields,
    NewEntity,
    Passage,
    annotations_path,
    defaults,
    entries,
    form_keys,
    passage,
    passage_of,
    place_of,
    with_entity,
    with_statement,
    without_statement,
)
from builder.authoring.suggest import Known, Suggestion, proposed, suggestions
from builder.edges.errors import UserError
from builder.edges.serve.live import ENTITIES, LiveSite
from builder.edges.write import sources
from builder.edges.write.sources import Changes
from builder.model import urls
from builder.model.entities import KINDS, RECORDS
from builder.model.finding import Finding, Severity
from builder.model.graph import Article

CHANGED = "was changed since this form was opened; what you typed is still here"
MOST_UNDONE = 100
"""Changes that are kept to be taken back."""


@dataclass(frozen=True)
class Trial:
    """What a request would do."""

    after: dict[str, bytes]
    before: dict[str, bytes | None]
    findings: list[dict[str, Any]]

    @property
    def is_right(self) -> bool:
        return not any(finding["severity"] == "error" for finding in self.findings)


@dataclass
class Desk:
    """What is noted through the form, and can be taken back."""

    root: Path
    site: LiveSite
    _done: list[tuple[Changes, Changes]] = field(default_factory=list)
    """The changes that were made, with what was there before; the last one last."""

    def form(self, id: str) -> dict[str, Any]:
        """All that the form for an article shows. Raises UserError."""
        article = self.article(id)
        path = self.annotations_of(article)
        data = sources.read(self.root, path)
        text = "" if data is None else decoded(data, path)
        try:
            said, shared = entries(text), defaults(text)
        except NoSpliceError as error:
            raise UserError(f"{path}: {error}: mend that first") from error
        places = [place_of(each, article) for each in said]
        quoted = [() if place is None or place.in_title else place.spans for place in places]
        return {
            "article": article.id,
            "title": article.front.title,
            "language": article.front.lang,
            "page": f"{self.site.base}{urls.record('article', article.id).removeprefix('/')}",
            "file": path,
            "digest": digest(data),
            "blocks": list(blocks(article.body.text)),
            "defaults": shared,
            "statements": [{"fields": each, "spans": spans} for each, spans in zip(said, quoted, strict=True)],
            "proposed": [
                offered(*each)
                for each in proposed(article, [span for spans in quoted for span in spans], self.known(), shared)
            ],
            "ids": list(self.ids()),
            "rungs": self.rungs(),
            "ladders": self.ladders(),
            "can_undo": bool(self._done),
        }

    def quoted(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """The quote of what was selected: `spans` of the text, or `words` with those `before` them."""
        article = self.article(text_at(request, "article"))
        found: Passage | None
        if "words" in request:
            found = passage_of(article, text_at(request, "words"), text_at(request, "before"))
        else:
            spans = request.get("spans")
            found = passage(article, [(start, end) for start, end in pairs(spans)])
        if found is None:
            raise UserError("the text of the article does not have these words")
        return offered(found, suggestions(article, found.spans, self.known(), self.defaults(article)))

    def known(self) -> Known:
        """What passages are read against."""
        reading = self.site.reading
        assert reading is not None
        return Known(reading.names, reading.context.config)

    def defaults(self, article: Article) -> Fields:
        """Those of its file, as far as it can be read."""
        path = self.annotations_of(article)
        try:
            return defaults(decoded(sources.read(self.root, path) or b"", path))
        except NoSpliceError:
            return {}

    def checked(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """What the build would say of what was typed. Raises UserError."""
        trial = self.tried(request)
        return {"findings": trial.findings, "right": trial.is_right}

    def saved(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Writes what was typed, unless it is at fault; then says why. Raises UserError, or OSError from the disk."""
        trial = self.tried(request)
        if not trial.is_right:
            return {"findings": trial.findings, "right": False}
        self.change(trial.after, trial.before)
        self._done = [*self._done[1 - MOST_UNDONE :], (trial.after, trial.before)]
        return {"right": True, "findings": trial.findings, "form": self.form(text_at(request, "article"))}

    def read(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """The form as the files are now."""
        return {"form": self.form(text_at(request, "article"))}

    def undone(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Takes back the last change. Raises UserError where there is none, or the files were changed since."""
        if not self._done:
            raise UserError("there is nothing to undo")
        after, before = self._done[-1]
        self.change(before, after)
        del self._done[-1]
        return {"form": self.form(text_at(request, "article"))}

    def change(self, after: Changes, before: Changes) -> None:
        with sources.changing(self.root) as staging:
            sources.change(staging, self.root, after, before)

    def tried(self, request: Mapping[str, Any]) -> Trial:
        """What a request for a change would do. Raises UserError."""
        article = self.article(text_at(request, "article"))
        path = self.annotations_of(article)
        data = sources.read(self.root, path)
        if digest(data) != text_at(request, "digest"):
            raise UserError(f"{path} {CHANGED}")
        index = request.get("index")
        if index is not None and (not isinstance(index, int) or index < 0):
            raise UserError("`index` is no number of a statement")
        before: dict[str, bytes | None] = {path: data}
        try:
            text = schema.line(path) if data is None else decoded(data, path)
            if request.get("remove") is True and index is not None:
                after = {path: without_statement(text, index).encode()}
                index = -1
            else:
                after = {path: with_statement(text, index, texts_at(request, "fields")).encode()}
                index = len(entries(after[path].decode())) - 1 if index is None else index
            for entity in map(new_entity, objects_at(request, "entities")):
                file = self.file_of(entity.group)
                if file not in after:
                    before[file] = sources.read(self.root, file)
                there = after.get(file, before[file])
                text = schema.line(file) if there is None else decoded(there, file)
                after[file] = with_entity(text, entity).encode()
        except NoSpliceError as error:
            raise UserError(f"{path}: {error}") from error
        found = self.site.new_findings(after)
        return Trial(after, before, list(relevant(found, path, index)))

    def article(self, id: str) -> Article:
        """Raises UserError where there is none, or it cannot be read."""
        reading = self.site.reading
        articles = reading.articles if reading else ()
        found = next((article for article in articles if article.id == id), None)
        if found is None:
            raise UserError(f"there is no article `{id}`, or it cannot be read")
        return found

    def annotations_of(self, article: Article) -> str:
        """The path of the file for an article's statements, which need not be there yet."""
        reading = self.site.reading
        known = (pair for pair in reading.tree.articles if pair.article == article.path) if reading else ()
        there = next((pair.annotations for pair in known), None)
        return there or annotations_path(article.path)

    def file_of(self, group: str) -> str:
        """The path of the file for a new entity: the first that has any of its group."""
        reading = self.site.reading
        files = reading.tree.entities if reading else ()
        known = (each.path for each in files if each.text.startswith(f"{group}:") or f"\n{group}:" in each.text)
        return next(known, f"{ENTITIES}{group}.yml")

    def ids(self) -> Iterator[dict[str, str]]:
        """What can be named in fields and links."""
        reading = self.site.reading
        if reading is None:
            return
        for kind in RECORDS:
            for record in reading.context.entities.of_kind(kind).values():
                yield {"id": record.id, "name": record.name, "kind": kind}
        for article in reading.articles:
            yield {"id": article.id, "name": article.front.title, "kind": "article"}
            for statement in article.statements:
                if statement.written.id:
                    yield {"id": statement.id, "name": statement.written.quote, "kind": "statement"}

    def ladders(self) -> list[str]:
        reading = self.site.reading
        return list(reading.context.config.ladders) if reading else []

    def rungs(self) -> dict[str, list[str]]:
        """By deal, the steps that its status can take."""
        reading = self.site.reading
        if reading is None:
            return {}
        ladders, deals = reading.context.config.ladders, reading.context.entities.deals
        return {
            id: [*ladders[deal.ladder].rungs, *ladders[deal.ladder].exits]
            for id, deal in deals.items()
            if deal.ladder in ladders
        }


KEYS = [
    {
        "name": key.name,
        "kind": key.kind,
        "options": key.options,
        "meaning": key.meaning,
        "example": key.example,
        "first": key.name in FIRST,
        "required": key.required,
    }
    for key in form_keys()
]
"""The form's fields."""
SHAPES = {"groups": GROUPS, "kinds": KINDS}
"""What a new entity can be."""


def blocks(text: str) -> Iterator[tuple[int, str]]:
    """Each paragraph of a text with the place where it begins."""
    at = 0
    for block in text.split("\n"):
        if block:
            yield at, block
        at += len(block) + 1


def offered(found: Passage, made: tuple[Suggestion, ...]) -> dict[str, Any]:
    """A passage for a new statement, with what it suggests."""
    suggested = [{"key": each.key, "value": each.value, "words": each.words} for each in made]
    return {"quote": found.quote, "nth": found.nth, "spans": found.spans, "suggestions": suggested}


def relevant(findings: tuple[Finding, ...], path: str, index: int) -> Iterator[dict[str, Any]]:
    """What is found in one statement, and errors anywhere else that were not there before."""
    for finding in findings:
        keys = finding.location.keys
        own = finding.location.file == path and keys[:2] == ("statements", index)
        if own or finding.severity is Severity.ERROR:
            yield {
                "severity": finding.severity.word,
                "code": finding.code,
                "message": finding.message,
                "help": finding.help,
                "notes": finding.notes,
                "key": (str(keys[2]) if len(keys) > 2 else missing(finding)) if own else "",
                "file": "" if own else finding.location.file,
            }


def missing(finding: Finding) -> str:
    """The key that a statement lacks, if that is what was found."""
    return finding.message.split("`")[1] if finding.code == "missing-key" else ""


def digest(data: bytes | None) -> str:
    """What tells whether a file is as it was; empty where there is none."""
    return "" if data is None else blake2b(data, digest_size=16).hexdigest()


def decoded(data: bytes, path: str) -> str:
    """Raises UserError."""
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise UserError(f"{path} is not saved as UTF-8: mend that first") from error


# What a request says. Raises UserError where it is not shaped like that.


def text_at(request: Mapping[str, Any], key: str) -> str:
    value = request.get(key, "")
    if not isinstance(value, str):
        raise UserError(f"`{key}` is no text")
    return value


def texts_at(request: Mapping[str, Any], key: str) -> dict[str, str]:
    value = request.get(key)
    if not isinstance(value, dict) or not all(isinstance(each, str) for each in value.values()):
        raise UserError(f"`{key}` holds no texts")
    return value


def objects_at(request: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    value = request.get(key, [])
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise UserError(f"`{key}` is no list")
    return value


def pairs(spans: object) -> Iterator[tuple[int, int]]:
    for span in spans if isinstance(spans, list) else [spans]:
        if not isinstance(span, list) or len(span) != 2 or not all(isinstance(each, int) for each in span):
            raise UserError("`spans` are no pairs of places")
        yield span[0], span[1]


def new_entity(given: dict[str, Any]) -> NewEntity:
    return NewEntity(text_at(given, "group"), text_at(given, "id"), texts_at(given, "values"))
