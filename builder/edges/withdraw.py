"""Withdrawing what has been published: `content/withdrawn.yml` gets an entry for each of its addresses, and under
`--purge` the sources are edited.

It is tried on a copy of the sources. What is changed there becomes the site's only when a check finds no new error and,
under `--purge`, when neither the sources nor a build of them say the words any more.
"""

import re
import shutil
import subprocess
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from builder.authoring.splice import NoSpliceError, data, put, without
from builder.build import Options, build
from builder.edges.errors import UserError
from builder.edges.executor import InputOutput, Notice, executor
from builder.edges.read import is_kept, load, read_tree, scan
from builder.edges.site import Result, check_site, load_item, process_count
from builder.edges.traces import Wanted
from builder.edges.write import drawings, sources
from builder.model import urls
from builder.model.dates import When
from builder.model.digest import emptied, redacted
from builder.model.entities import Record, record_addresses
from builder.model.finding import Finding, Severity
from builder.model.graph import Article, Corpus, Statement, statement_addresses
from builder.model.job import Drawing
from builder.model.locks import LOCK, WITHDRAWN, Lock, LockEntry
from builder.model.quote_lock import QUOTES
from builder.model.sections import SECTIONS
from builder.model.sources import Source
from builder.parse.digest_lock import spelt_digest_lock
from builder.parse.locks import parse_withdrawn, spelt, withdrawn_line
from builder.render.search import unpacked

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
COPY = "site"
"""The folder within the staging folder for a copy of the sources."""
FEW = 5
ABOUT_PAGES = frozenset({"address-vanished", "withdrawn-unknown", "day-in-future"})
"""Findings that stand in a lock, and say nothing against it."""
NAMELESS = "Name withheld"
NEUTRAL = frozenset({
    "kind", "ladder", "deal", "options", "parties", "when", "at", "former", "page", "draft", "embargo", "allow",
})  # fmt: skip
"""Keys of an entity that do not say who or what it is, and without which statements would not fit it."""


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
    """Changes to a copy of the sources, which are those of the site only when all is well."""

    root: Path
    """The copy. Its files may be those of the site themselves, so that each is made anew."""
    before: dict[str, bytes | None] = field(default_factory=dict)
    after: dict[str, bytes | None] = field(default_factory=dict)

    def text(self, path: str) -> str:
        """The text of a file as it lies there, byte-order mark and line ends included."""
        return (self.root / path).read_bytes().decode()

    def write(self, path: str, text: str | None) -> None:
        """Puts another text into a file; None takes the file away."""
        file = self.root / path
        self.before.setdefault(path, file.read_bytes() if file.exists() else None)
        self.after[path] = None if text is None else text.encode()
        file.unlink(missing_ok=True)
        if text is not None:
            file.write_bytes(text.encode())


def withdraw(root: Path, what: str, why: str, today: date, notice: Notice, *, purge: bool) -> Withdrawn:
    """`what`: the id of an entity, article or statement (`article/id`), or a page's path. Raises UserError where
    nothing of the kind was published, or where its words cannot be cut out of a file, or stand in another."""
    options = Options(today)
    result = check_site(root, options, 0, notice)
    if result.built.known is None or any(map(is_unreadable, failures(result))):
        return Withdrawn(result, ())
    corpus, wrong = result.built.known.corpus, errors(result)
    page = page_of(what, corpus)
    with sources.changing(root) as staging:
        sources.copy(root, staging / COPY)
        edits = Edits(staging / COPY)
        pages, words = addresses(page, corpus), tuple(words_of(page, corpus, root)) if purge else ()
        add_withdrawals(edits, pages, today, why)
        if purge:
            cut_words(edits, page, corpus)
            edits.write(LOCK, spelt(without_digests(corpus.kept.lock, pages)))
            forget_quotes(edits, pages)
            redact_editions(edits, page, corpus, words, today)
        result = check_site(edits.root, options, 0, notice)
        if errors(result) - wrong:  # What was wrong before does not stand in the way.
            return Withdrawn(result, ())
        if purge:
            refuse_if_said(edits.root, options, page, corpus, notice)
        sources.change(staging, root, edits.after, edits.before)
    if purge:
        shutil.rmtree(root / CACHE, ignore_errors=True)
    return Withdrawn(result, tuple(sorted(pages)), commits(root, words))


def is_unreadable(finding: Finding) -> bool:
    """Whether it keeps a lock from being read, and so from being written again without a loss."""
    return is_kept(finding.location.file) and finding.code not in ABOUT_PAGES


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
    others = set[str]()
    if page.startswith(urls.record("article", "")[:-1]):
        found = owner(page, corpus)
        others = {at for other in corpus.articles if other is not found for at in arrivals(other)}
    return {at for at in corpus.kept.lock.pages.keys() - others if at.startswith(homes(page, corpus))}


def homes(page: str, corpus: Corpus) -> tuple[str, ...]:
    """Where the page and what belongs to it stand, and stood; of pages below, the folder."""
    folder, *rest = page.strip("/").split("/")
    match owner(page, corpus):
        case Statement() as statement:
            home = next(article for article in corpus.articles if article.id == statement.article)
            return (page, *statement_addresses(home, statement))
        case Record() as record:
            return (page, *record_addresses(corpus.entities.kind_of(record.id), record))
        case found if folder == urls.FOLDERS["article"]:
            ids = (found.id, *found.front.former) if found else rest
            below = [home for id in ids for home in (urls.record("article", id), urls.statement_pages(id))]
            return (page, *below, *(arrivals(found) if found else ()))
    return (page,)


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
    there = (edits.root / WITHDRAWN).exists()
    text = (load(edits.root, WITHDRAWN)[0].text if there else "withdrawn:").rstrip("\n") + "\n"
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
        before = load(edits.root, QUOTES)[0].text.splitlines(keepends=True)
        kept = (line for line in before if urls.statement_page_of(line.partition(" ")[0]) not in pages)
        edits.write(QUOTES, "".join(kept))


def redact_editions(edits: Edits, page: str, corpus: Corpus, words: Collection[str], today: date) -> None:
    """Takes what stood on this page, and its words, out of the locks of closed editions."""
    on, below, wanted = today.isoformat(), homes(page, corpus), wanted_of(owner(page, corpus), words)

    def gone(id: str) -> bool:
        return urls.statement_page(*id.split("/", 1)).startswith(below)

    def says(text: str) -> bool:
        return any(True for _ in wanted.found(text))

    for lock in corpus.kept.digests.values():
        shorter = emptied(lock, on) if lock.page == page else redacted(lock, on, gone, says)
        if shorter != lock:
            edits.write(lock.path, spelt_digest_lock(shorter))


def wanted_of(found: Article | Statement | Record | None, words: Collection[str]) -> Wanted:
    """What may not be said any more."""
    if isinstance(found, Record):
        ids = (found.id, *found.former, *(id.partition("/")[2] for id in found.elsewhere))
        return Wanted(tuple(words), ids)
    return Wanted(tuple(words))


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
    """The file of a page of the site's own, or of an edition."""
    folder = "content" if page.startswith(SECTIONS["digests"].path) else "content/pages"
    return f"{folder}/{page.strip('/')}.md"


def cut_words(edits: Edits, page: str, corpus: Corpus) -> None:
    """Takes the words out of the sources, where they are to be cut."""
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
    if sum(one.written.file == file for article in corpus.articles for one in article.statements) == 1:
        edits.write(file, None)
        return
    try:
        shorter = without(edits.text(file), ("statements", statement.written.index))
    except NoSpliceError as error:
        mend = "mend that, or remove it by hand, then run this again"
        raise UserError(f"{file}: `{statement.local}` cannot be cut out, since {error}: {mend}") from error
    edits.write(file, shorter)


def cut_names(edits: Edits, record: Record) -> None:
    """An entity's entry without who it is."""
    file, (group, _) = record.location.file, record.location.keys[:2]
    text = edits.text(file)
    naming = "ask" if group == "questions" else "name"
    try:
        tree: Any = data(text)
        neutral = {key: value for key, value in tree[group][record.id].items() if key in NEUTRAL}
        changed = put(text, (group, record.id), {naming: NAMELESS, **neutral})
    except NoSpliceError as error:
        mend = "mend that, or remove them by hand, then run this again"
        raise UserError(f"{file}: the names of `{record.id}` cannot be cut out, since {error}: {mend}") from error
    edits.write(file, changed)


def refuse_if_said(root: Path, options: Options, page: str, corpus: Corpus, notice: Notice) -> None:
    """Raises UserError where the sources, or what is built from them, still say what is to be purged."""
    found = owner(page, corpus)
    if isinstance(found, Record):
        wanted = wanted_of(found, names(found))
        places = [*in_sources(root, wanted), *in_output(root, options, wanted, notice)]
    elif isinstance(found, Statement):
        unpublished = {article.body.file for article in corpus.articles if article.rights != "full"}
        places = list(in_sources(root, wanted_of(found, quote_and_gist(found)), unpublished))
    else:
        return
    if places:
        more = f" and {len(places) - FEW} more" if len(places) > FEW else ""
        raise UserError(
            f"it is still named in {', '.join(places[:FEW])}{more}: change those words, "
            "or withdraw the statements with --purge, then run this again"
        )


def in_sources(root: Path, wanted: Wanted, unpublished: Collection[str] = ()) -> Iterator[str]:
    """The places in all files of a site, but for these, that say it: `file:line`, or the file for its name."""
    files = (file for name in sources.SOURCES for file in (root / name, *(root / name).rglob("*")))
    for file in sorted(file for file in files if file.is_file()):
        path = file.relative_to(root).as_posix()
        for line in wanted.lines(path, file.read_bytes()) if path not in unpublished else ():
            yield f"{path}:{line}" if line else path


def in_output(root: Path, options: Options, wanted: Wanted, notice: Notice) -> list[str]:
    """The files of a build that say it, pictures and what the search finds included; nothing is written."""
    tree = replace(read_tree(root, scan(root)), typeface=drawings.read_typeface())
    edges = InputOutput(partial(load_item, root), partial(says, wanted))
    with executor(edges, process_count(0, len(tree.articles)), notice) as pool:
        build(tree, replace(options, cards=True), pool, search=True)
    return sorted({f"output/{path}" for path in pool.rows if path})


def says(wanted: Wanted, path: str, content: bytes | Drawing) -> str:
    """The path of a file that says it; nothing for any other."""
    data = content.svg.encode() if isinstance(content, Drawing) else content
    if path.startswith(urls.INDEX[1:]):
        return urls.INDEX[1:] if wanted.lines("", unpacked(data)) else ""
    return path if wanted.lines(path, data) else ""
