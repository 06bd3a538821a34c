"""Withdrawing what has been published: `content/withdrawn.yml` gets an entry for each of its addresses, and under
`--purge` the sources are edited."""

import re
import shutil
import subprocess
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

import yaml

from builder.build import Options
from builder.edges.errors import UserError
from builder.edges.executor import Notice
from builder.edges.read import KEPT
from builder.edges.site import Result, check_site
from builder.model import urls
from builder.model.dates import When
from builder.model.entities import Record, record_addresses
from builder.model.finding import Finding, Severity
from builder.model.graph import Article, Corpus, Statement, statement_addresses
from builder.model.locks import LOCK, WITHDRAWN, Lock, LockEntry
from builder.model.quote_lock import QUOTES
from builder.model.sources import Source
from builder.parse.locate import with_value, without_item
from builder.parse.locks import parse_withdrawn, spelt, withdrawn_line
from builder.parse.yaml import read

AT_ONCE = 40
"""Texts that one run of git looks for: a command line has an end."""
SIGN = re.compile(r"""[][(){}.*+?^$|\\'"]""")
QUOTED = {"'": "''?", '"': r'\\?"'}
"""Signs as they may stand in YAML, within quotation marks of the same kind."""


def commits(folder: Path, texts: Sequence[str]) -> tuple[str, ...]:
    """`1a2b3c4 of 2025-05-01`, each commit once, of all branches and whatever the files were called then. A text is
    found however its lines were broken, and not within a longer word. None where git knows of no repository."""
    found: dict[str, None] = {}
    for start in range(0, len(texts), AT_ONCE):
        any_of = "|".join(map(pattern, texts[start : start + AT_ONCE]))
        words = f"(^|[^[:alnum:]_])({any_of})([^[:alnum:]_]|$)"
        command = ["git", "log", "--all", "--format=%h of %as", "--pickaxe-regex", f"-S{words}"]
        try:
            done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        except OSError:
            return ()
        found |= dict.fromkeys(done.stdout.splitlines() if done.returncode == 0 else ())
    return tuple(found)


def pattern(text: str) -> str:
    """A POSIX extended regular expression for a text, as sources may spell it."""
    return "[[:space:]]+".join(
        SIGN.sub(lambda sign: QUOTED.get(sign[0], f"\\{sign[0]}"), word) for word in text.split()
    )


CACHE = ".dateline"
FEW = 5
ABOUT_PAGES = frozenset({"address-vanished", "withdrawn-unknown", "day-in-future"})
"""Findings that stand in a lock, and say nothing against it."""
NAMELESS = "Name withheld"
NAMING = frozenset({"name", "aliases", "ambiguous", "about", "about_on", "url", "wikidata", "corrected", "not_same_as"})
"""Keys of an entity that say, or lead to, who it is."""


@dataclass(frozen=True)
class Withdrawn:
    result: Result
    """What a check says of the site afterwards; or of the site as it is, where that or its locks cannot be read."""
    pages: tuple[str, ...]
    """None where there are errors in the way: then nothing was changed."""
    history: tuple[str, ...] = ()
    """The commits by which what was purged came into git's history, or changed there."""


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
    """`what`: the id of an entity, article or statement (`article/id`), or a page's path. Raises UserError where
    nothing of the kind was published, or where its words cannot be cut out of a file."""
    edits = Edits(root)
    try:
        return try_to_withdraw(edits, what, why, Options(today), notice, purge=purge)
    except BaseException:
        edits.undo()
        raise


def try_to_withdraw(edits: Edits, what: str, why: str, options: Options, notice: Notice, *, purge: bool) -> Withdrawn:
    root = edits.root
    result = check_site(root, options, 0, notice)
    if result.built.known is None or any(map(is_unreadable, failures(result))):
        return Withdrawn(result, ())
    corpus, wrong = result.built.known.corpus, errors(result)
    page = page_of(what, corpus)
    pages, words = addresses(page, corpus), tuple(words_of(page, corpus, root)) if purge else ()
    add_withdrawals(edits, pages, options.today, why)
    if purge:
        cut_words(edits, page, corpus)
        edits.write(LOCK, spelt(without_digests(corpus.kept.lock, pages)))
        forget_quotes(edits, pages)
    result = check_site(root, options, 0, notice)
    if errors(result) - wrong:  # What was wrong before does not stand in the way.
        edits.undo()
        return Withdrawn(result, ())
    if purge:
        shutil.rmtree(root / CACHE, ignore_errors=True)
    return Withdrawn(result, tuple(sorted(pages)), commits(root, words))


def is_unreadable(finding: Finding) -> bool:
    """Whether it keeps a lock from being read, and so from being written again without a loss."""
    return finding.location.file in KEPT and finding.code not in ABOUT_PAGES


def failures(result: Result) -> Iterator[Finding]:
    return (finding for finding in result.built.findings if finding.severity is Severity.ERROR)


def errors(result: Result) -> set[tuple[str, str]]:
    return {(finding.code, finding.message) for finding in failures(result)}


def page_of(what: str, corpus: Corpus) -> str:
    """The page of an id, of now or once, or of a path."""
    if what.startswith("/"):
        candidates = [f"{what.rstrip('/')}/"]
    elif "/" in what:
        candidates = [urls.statement_page(*what.split("/", 1))]
    else:
        candidates = [urls.record(kind, what) for kind in urls.FOLDERS]
    lock = corpus.kept.lock.pages
    known = (page for page in candidates if page in lock or owner(page, corpus))
    found = next((page for page in known if addresses(page, corpus)), "")
    if found and urls.is_own(found):
        return found
    if found:
        raise UserError(f"{found} is made from statements: withdraw those instead")
    raise UserError(
        f"`{what}` was never published (it is not in content/urls.lock, which `dateline lock` writes): "
        "simply remove it from its file"
    )


def addresses(page: str, corpus: Corpus) -> set[str]:
    """The page, what belongs to it, and where they were before: all that has been published of it."""
    folder, *rest = page.strip("/").split("/")
    homes, others = {page}, set[str]()
    match owner(page, corpus):
        case Statement() as statement:
            home = next(article for article in corpus.articles if article.id == statement.article)
            homes |= set(statement_addresses(home, statement))
        case Record() as record:
            homes |= set(record_addresses(corpus.entities.kind_of(record.id), record))
        case found if folder == urls.FOLDERS["article"]:
            ids = (found.id, *found.front.former) if found else rest
            homes |= {home for id in ids for home in (urls.record("article", id), urls.statement_pages(id))}
            homes |= arrivals(found) if found else set()
            others = {at for other in corpus.articles if other is not found for at in arrivals(other)}
    return {at for at in corpus.kept.lock.pages.keys() - others if at.startswith(tuple(homes))}


def arrivals(article: Article) -> set[str]:
    """Every page that those of its statements have or had that stood in other articles."""
    return set(chain.from_iterable(statement_addresses(article, statement) for statement in article.arrived))


def owner(page: str, corpus: Corpus) -> Article | Statement | Record | None:
    """What stands at a page, or stood there once; nothing where that is gone, or it is one of the site's own."""
    folder, _, id = page.strip("/").partition("/")
    if folder == "s":
        each = ((article, statement) for article in corpus.articles for statement in article.statements)
        return next((statement for article, statement in each if page in statement_addresses(article, statement)), None)
    if folder == urls.FOLDERS["article"]:
        return next((article for article in corpus.articles if id in (article.id, *article.front.former)), None)
    kinds = urls.FOLDERS.keys() - {"article"}
    records = ((kind, record) for kind in kinds for record in corpus.entities.of_kind(kind).values())
    return next((record for kind, record in records if page in record_addresses(kind, record)), None)


def add_withdrawals(edits: Edits, pages: set[str], today: date, why: str) -> None:
    """Entries for pages that have none yet."""
    file = edits.root / WITHDRAWN
    before = file.read_bytes() if file.exists() else b"withdrawn:\n"
    text = before.decode("utf-8-sig").rstrip("\n") + "\n"
    day = When(today.isoformat(), today, today)
    known = parse_withdrawn(Source(WITHDRAWN, text))[0]
    edits.write(WITHDRAWN, text + "".join(withdrawn_line(page, day, why) for page in sorted(pages - known.keys())))


def without_digests(lock: Lock, pages: set[str]) -> Lock:
    """The lock without a digest of what was said on these pages."""
    known = {
        page: LockEntry(entry.first, entry.changed, "") if entry and page in pages else entry
        for page, entry in lock.pages.items()
    }
    return replace(lock, pages=known)


def forget_quotes(edits: Edits, pages: set[str]) -> None:
    """Takes the digests of what was said on these pages out of the lock of quotes."""
    if (edits.root / QUOTES).exists():
        before = (edits.root / QUOTES).read_text(encoding="utf-8").splitlines(keepends=True)
        kept = (line for line in before if urls.statement_page_of(line.partition(" ")[0]) not in pages)
        edits.write(QUOTES, "".join(kept))


def words_of(page: str, corpus: Corpus, root: Path) -> Iterator[str]:
    """The words of what stands there that a purge takes out of the sources."""
    match owner(page, corpus):
        case Article() as article:
            yield article.front.title
            yield from chain.from_iterable(map(quote_and_gist, article.statements))
        case Statement() as statement:
            yield from quote_and_gist(statement)
        case Record() as record:
            yield from names(record)
        case None if (file := root / free_page(page)).exists():
            yield from file.read_text(encoding="utf-8").partition("\n---\n")[2].strip().split("\n\n")


def quote_and_gist(statement: Statement) -> tuple[str, str]:
    return statement.written.quote, statement.written.gist.source


def names(record: Record) -> tuple[str, ...]:
    return (record.name, *record.aliases, *getattr(record, "ambiguous", ()))


def free_page(page: str) -> str:
    """The file of a page of the site's own."""
    return f"content/pages/{page.strip('/')}.md"


def cut_words(edits: Edits, page: str, corpus: Corpus) -> None:
    """Takes the words out of the sources, where they still are. Raises UserError where other files still say them."""
    match owner(page, corpus):
        case Article() as article:
            for file in {article.path, article.body.file, *(one.written.file for one in article.statements)}:
                edits.write(file, None)
        case Statement() as statement:
            cut_statement(edits, statement, corpus)
        case Record() as record:
            cut_names(edits, record)
        case None if (edits.root / free_page(page)).exists():
            edits.write(free_page(page), None)


def cut_statement(edits: Edits, statement: Statement, corpus: Corpus) -> None:
    file = statement.written.file
    text = (edits.root / file).read_text(encoding="utf-8")
    if sum(one.written.file == file for article in corpus.articles for one in article.statements) == 1:
        edits.write(file, None)
    else:
        shorter = without_item(text, "statements", statement.written.index)
        if shorter is None:
            raise UserError(
                f"{file} has its statements on one line: remove `{statement.local}` by hand, then run this again"
            )
        edits.write(file, shorter)
    unpublished = {article.body.file for article in corpus.articles if article.rights != "full"}
    refuse_if_said(edits.root, quote_and_gist(statement), unpublished)


def cut_names(edits: Edits, record: Record) -> None:
    """An entity's entry without who it is."""
    file, (group, _) = record.location.file, record.location.keys[:2]
    text = (edits.root / file).read_text(encoding="utf-8")
    tree: Any = read(text, file)[0]
    naming = "ask" if group == "questions" else "name"
    given = tree[group][record.id]
    entry = {naming: NAMELESS} | {key: value for key, value in given.items() if key not in NAMING | {naming}}
    flow = yaml.safe_dump(entry, default_flow_style=True, width=10_000).strip()
    changed = with_value(text, str(group), record.id, flow)
    if changed is None:
        raise UserError(f"{file}: the entry of `{record.id}` was not found: remove its names by hand")
    edits.write(file, changed)
    refuse_if_said(edits.root, names(record))


def refuse_if_said(root: Path, words: tuple[str, ...], unpublished: Collection[str] = ()) -> None:
    """Raises UserError where the sources, but for these files, still say what is to be purged."""
    places = [place for place in still_named(root, words) if place.rpartition(":")[0] not in unpublished]
    if places:
        more = f" and {len(places) - FEW} more" if len(places) > FEW else ""
        raise UserError(
            f"it is still named in {', '.join(places[:FEW])}{more}: change those words, "
            "or withdraw the statements with --purge, then run this again"
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
