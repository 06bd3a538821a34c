"""Withdrawing what has been published: `content/withdrawn.yml` gets an entry for each of its addresses, and under
`purge` its words go from the sources too. If the site then has errors, all files are put back as they were.
"""

import re
import shutil
import subprocess
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from builder.build import Options
from builder.edges.site import Result, survey_site
from builder.edges.trouble import Trouble
from builder.edges.workers import Notice
from builder.model import urls
from builder.model.dates import When
from builder.model.existing import statement_addresses
from builder.model.finding import Severity
from builder.model.graph import Graph
from builder.model.kept import LOCK, WITHDRAWN, Entry, Lock
from builder.model.quotes import QUOTES
from builder.model.source import Source
from builder.parse.cut import with_value, without_item
from builder.parse.kept import parse_withdrawn, spelt, withdrawn_line
from builder.parse.yamltree import read
from builder.render.report import counted

CACHE = ".dateline"
FEW = 5
NAMELESS = "Name withheld"
NAMING = frozenset({"name", "aliases", "ambiguous", "about", "about_on", "url", "wikidata", "corrected", "not_same_as"})
"""Keys of an entity that say, or lead to, who it is."""


@dataclass(frozen=True)
class Withdrawn:
    result: Result
    """What a check says of the site afterwards; with errors, nothing was withdrawn."""
    pages: tuple[str, ...]
    history: tuple[str, ...] = ()
    """What git still holds of the files that were purged, a line each."""


@dataclass
class Edits:
    """Files as they were before, to be put back if need be."""

    root: Path
    before: dict[Path, bytes | None] = field(default_factory=dict)

    def write(self, path: str, text: str | None) -> None:
        """Puts another text into a file; None takes the file away."""
        file = self.root / path
        self.before.setdefault(file, file.read_bytes() if file.exists() else None)
        if text is None:
            file.unlink()
        else:
            file.write_text(text, encoding="utf-8", newline="\n")

    def undo(self) -> None:
        for file, data in self.before.items():
            if data is None:
                file.unlink(missing_ok=True)
            else:
                file.write_bytes(data)


def withdraw(root: Path, what: str, why: str, today: date, notice: Notice, *, purge: bool) -> Withdrawn:
    """`what`: the id of an entity, article or statement (`article/id`), or a page's path. Raises Trouble where nothing
    of the kind was published, or where its words cannot be cut out of a file."""
    edits = Edits(root)
    try:
        return attempt(edits, what, why, Options(today), notice, purge=purge)
    except BaseException:
        edits.undo()
        raise


def attempt(edits: Edits, what: str, why: str, options: Options, notice: Notice, *, purge: bool) -> Withdrawn:
    root = edits.root
    graph, wrong = surveyed(root, options, notice)
    page = page_of(what, graph)
    if purge and graph.kept.withdrawn:  # What is withdrawn already is in no graph, and is to be cut all the same.
        edits.write(WITHDRAWN, None)
        graph, _ = surveyed(root, options, notice)
    add(edits, addresses(page, graph), options.today, why)
    if purge:
        cut(edits, page, graph)
        edits.write(LOCK, spelt(forgetting(graph.kept.lock, addresses(page, graph))))
        forget_quotes(edits, addresses(page, graph))
    result, _ = survey_site(root, options, 0, notice)
    if errors(result) - wrong:  # What was wrong before does not stand in the way.
        edits.undo()
        return Withdrawn(result, ())
    if purge:
        shutil.rmtree(root / CACHE, ignore_errors=True)
    return Withdrawn(result, tuple(sorted(addresses(page, graph))), tuple(history(edits)) if purge else ())


def surveyed(root: Path, options: Options, notice: Notice) -> tuple[Graph, set[tuple[str, str]]]:
    """What is known of the site, and what is wrong with it."""
    result, known = survey_site(root, options, 0, notice)
    if known is None:
        raise Trouble("site.yml cannot be read: `dateline check` says why")
    return known.graph, errors(result)


def errors(result: Result) -> set[tuple[str, str]]:
    found = (finding for finding in result.built.findings if finding.severity is Severity.ERROR)
    return {(finding.code, finding.message) for finding in found}


def page_of(what: str, graph: Graph) -> str:
    """The page of an id or a path."""
    if what.startswith("/"):
        candidates = [f"{what.rstrip('/')}/"]
    elif "/" in what:
        candidates = [urls.statement_page(*what.split("/", 1))]
    else:
        candidates = [urls.record(kind, what) for kind in urls.FOLDERS]
    found = [page for page in candidates if page in graph.kept.lock.pages]
    if found and is_own(found[0]):
        return found[0]
    if found:
        raise Trouble(f"{found[0]} is computed from statements: withdraw those")
    raise Trouble(
        f"`{what}` has no page that was published (content/urls.lock holds none; `dateline lock` writes it): "
        "what nobody has seen can simply be taken out of its file"
    )


def is_own(page: str) -> bool:
    """Whether it is the page of a record, a statement or the site's own: what is computed is not withdrawn."""
    folder, *rest = page.strip("/").split("/")
    return len(rest) == {"s": 2, "dates": -1}.get(folder, 1 if folder in urls.KINDS else 0)


def addresses(page: str, graph: Graph) -> set[str]:
    """The page, what belongs to it, and where they were before: all that has been published of it."""
    folder, *rest = page.strip("/").split("/")
    homes = {page}
    if folder == "articles":
        article = graph.articles.get(rest[0])
        ids = (rest[0], *(article.front.former if article else ()))
        homes |= {urls.record("article", id) for id in ids} | {urls.statement_pages(id) for id in ids}
    elif folder == "s":
        statement = graph.statements.get("/".join(rest))
        homes |= set(statement_addresses(graph.articles[rest[0]], statement)) if statement else set()
    elif folder in urls.KINDS:
        record = graph.entities.get(rest[0])
        homes |= {urls.record(urls.KINDS[folder], id) for id in (record.former if record else ())}
    return {known for known in graph.kept.lock.pages if any(known.startswith(home) for home in homes)}


def add(edits: Edits, pages: set[str], today: date, why: str) -> None:
    """Entries for pages that have none yet."""
    file = edits.root / WITHDRAWN
    before = edits.before.get(file) or (file.read_bytes() if file.exists() else b"withdrawn:\n")
    text = before.decode("utf-8-sig").rstrip("\n") + "\n"
    day = When(today.isoformat(), today, today)
    known = parse_withdrawn(Source(WITHDRAWN, text))[0]
    edits.write(WITHDRAWN, text + "".join(withdrawn_line(page, day, why) for page in sorted(pages - known.keys())))


def forgetting(lock: Lock, pages: set[str]) -> Lock:
    """The lock without a digest of what was said on these pages."""
    known = {
        page: Entry(entry.first, entry.changed, "") if entry and page in pages else entry
        for page, entry in lock.pages.items()
    }
    return replace(lock, pages=known)


def forget_quotes(edits: Edits, pages: set[str]) -> None:
    """Takes the digests of what was said on these pages out of the lock of quotes."""
    if (edits.root / QUOTES).exists():
        before = (edits.root / QUOTES).read_text(encoding="utf-8").splitlines(keepends=True)
        edits.write(QUOTES, "".join(line for line in before if f"/s/{line.partition(' ')[0]}/" not in pages))


def cut(edits: Edits, page: str, graph: Graph) -> None:
    """Takes the words out of the sources. Raises Trouble where other files still say a name that is to go."""
    folder, *rest = page.strip("/").split("/")
    if folder == "s":
        cut_statement(edits, "/".join(rest), graph)
    elif folder == "articles":
        cut_article(edits, rest[0], graph)
    elif folder in urls.KINDS:
        cut_names(edits, rest[0], graph)
    elif (edits.root / f"content/pages/{folder}.md").exists():
        edits.write(f"content/pages/{folder}.md", None)


def cut_statement(edits: Edits, id: str, graph: Graph) -> None:
    statement = graph.statements.get(id)
    if statement is None:
        return  # It is out of its file already.
    file = statement.written.file
    text = (edits.root / file).read_text(encoding="utf-8")
    if len(graph.articles[statement.article].statements) == 1:
        edits.write(file, None)
    else:
        shorter = without_item(text, "statements", statement.written.index)
        if shorter is None:
            raise Trouble(
                f"{file} has its statements on one line: take `{statement.local}` out by hand, then say this again"
            )
        edits.write(file, shorter)
    unpublished = {article.body.file for article in graph.articles.values() if article.rights != "full"}
    refuse_if_said(edits.root, (statement.written.quote, statement.written.gist), unpublished)


def cut_article(edits: Edits, id: str, graph: Graph) -> None:
    article = graph.articles.get(id)
    if article is None:
        return
    for file in {article.path, article.body.file, *(statement.written.file for statement in article.statements)}:
        edits.write(file, None)


def cut_names(edits: Edits, id: str, graph: Graph) -> None:
    """An entity's entry without who it is."""
    record = graph.entities.get(id)
    if record is None:
        return
    file, (group, _) = record.spot.file, record.spot.keys[:2]
    text = (edits.root / file).read_text(encoding="utf-8")
    tree: Any = read(text, file)[0]
    naming = "ask" if group == "questions" else "name"
    entry = {naming: NAMELESS} | {key: value for key, value in tree[group][id].items() if key not in NAMING | {naming}}
    changed = with_value(text, str(group), id, yaml.safe_dump(entry, default_flow_style=True, width=10_000).strip())
    if changed is None:
        raise Trouble(f"{file}: the entry of `{id}` cannot be found: take its names out by hand")
    edits.write(file, changed)
    refuse_if_said(edits.root, (record.name, *record.aliases, *getattr(record, "ambiguous", ())))


def refuse_if_said(root: Path, words: tuple[str, ...], unpublished: Collection[str] = ()) -> None:
    """Raises Trouble where the sources, but for these files, still say what is to be purged."""
    places = [place for place in still_named(root, words) if place.rpartition(":")[0] not in unpublished]
    if places:
        more = f" and {len(places) - FEW} more" if len(places) > FEW else ""
        raise Trouble(
            f"it still stands in {', '.join(places[:FEW])}{more}: mend those words, or withdraw the statements with "
            "--purge, and say this again"
        )


def still_named(root: Path, names: tuple[str, ...]) -> Iterator[str]:
    """The places in the sources, `file:line`, that say one of the names, however they are spelt or broken."""
    spelt = (r"\s+".join(map(re.escape, name.split())) for name in names)
    pattern = re.compile("|".join(rf"(?<!\w){words}(?!\w)" for words in spelt), re.IGNORECASE)
    sources = (file for file in (root / "content").rglob("*") if file.suffix in (".md", ".yml"))
    for file in (root / "site.yml", *sorted(sources)):
        text = file.read_text(encoding="utf-8", errors="replace")
        for found in pattern.finditer(text):
            yield f"{file.relative_to(root).as_posix()}:{text.count(chr(10), 0, found.start()) + 1}"


def history(edits: Edits) -> Iterator[str]:
    """What git holds of the files that were purged."""
    for file in edits.before:
        path = file.relative_to(edits.root).as_posix()
        command = ["git", "log", "--all", "--format=%h of %as", "--", path]
        try:
            done = subprocess.run(command, cwd=edits.root, capture_output=True, text=True, check=False)
        except OSError:
            return
        commits = done.stdout.splitlines() if done.returncode == 0 and path != WITHDRAWN else []
        if commits:
            span = " to ".join(dict.fromkeys((commits[-1], commits[0])))
            yield f"{path}: {counted(len(commits), 'commit')}, {span}"
