"""What the desk's commands read of a site's files, faults and all; and new files, written all or nothing."""

import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from builder.authoring.known_ids import KnownId, of_record
from builder.authoring.splice import NoSpliceError
from builder.build import Options
from builder.edges import clock
from builder.edges.errors import UserError
from builder.edges.read import SiteFiles, load, scan, stem
from builder.edges.site import check_site
from builder.edges.write import sources
from builder.model.entities import Record
from builder.model.sources import Source
from builder.parse.article import FenceFault, split
from builder.parse.entities import parse_entities
from builder.parse.yaml import read

TEXTS = "content/texts"


def entities(root: Path, listing: SiteFiles) -> Iterator[tuple[str, Record]]:
    """Every entity with its kind, as written; what is wrong with them is for `dateline check` to say."""
    for path in listing.entities:
        yield from parse_entities(load(root, path)[0])[0]


def titles(root: Path, listing: SiteFiles) -> Iterator[tuple[str, str]]:
    """The id and title of every article."""
    for pair in listing.pairs:
        yield stem(pair.article), front_values(load(root, pair.article)[0]).get("title", "")


def front_values(source: Source) -> dict[str, str]:
    """The plain values of a front matter, gaps and faults left out."""
    parts = split(source.text)
    tree = read("" if isinstance(parts, FenceFault) else parts[0], source.path)[0]
    return {key: value for key, value in tree.items() if isinstance(value, str)} if isinstance(tree, dict) else {}


def taken(root: Path, listing: SiteFiles) -> set[str]:
    """The ids that entities and articles have."""
    return {stem(pair.article) for pair in listing.pairs} | {record.id for _, record in entities(root, listing)}


def write_new(root: Path, files: Mapping[str, str]) -> None:
    """Writes new files: all of them, or none. Raises UserError where one is there already."""
    with sources.changing(root) as staging:
        for path in files:
            expect_room(root, path)
        after = {path: text.encode() for path, text in files.items()}
        sources.change(staging, root, after, dict.fromkeys(after))


@dataclass(frozen=True)
class EntityFiles:
    """The entity files of a site, and where to stage changes of them."""

    root: Path
    staging: Path
    texts: Mapping[str, str]
    """By path, byte-order marks and line ends included."""

    def write(self, changed: Mapping[str, str]) -> None:
        """Raises UserError where a file is no longer what it was."""
        before = {path: self.texts[path].encode() if path in self.texts else None for path in changed}
        sources.change(self.staging, self.root, {path: text.encode() for path, text in changed.items()}, before)


@contextmanager
def entity_files(root: Path) -> Iterator[EntityFiles]:
    """The entity files, which no other run changes meanwhile. Raises UserError where one cannot be changed by itself,
    for a fault in it."""
    with sources.changing(root) as staging:
        texts = {path: text_of(root, path) for path in scan(root).entities}
        try:
            yield EntityFiles(root, staging, texts)
        except NoSpliceError as error:
            raise UserError(f"an entity file has a fault ({error}): `dateline check` shows it") from error


def text_of(root: Path, path: str) -> str:
    """A file's text as it lies on the disk. Raises UserError where it is not UTF-8."""
    try:
        return (root / path).read_bytes().decode()
    except UnicodeDecodeError as error:
        raise UserError(f"{path} is not UTF-8: `dateline check` says what to do") from error


def expect_room(root: Path, path: str) -> None:
    """Raises UserError where there is such a file, or no such folder can be."""
    if os.path.lexists(root / path):
        raise UserError(f"{path} is there already: name another id")
    for folder in Path(path).parents:
        if os.path.lexists(root / folder) and not (root / folder).is_dir():
            raise UserError(f"{folder.as_posix()} is a file, not a folder")


def expect_free(root: Path, id: str) -> None:
    """Raises UserError where an entity or article has this id."""
    if id in taken(root, scan(root)):
        raise UserError(f"there is something called `{id}` already: `dateline ids {id}` shows what")


def texts_are_ignored(root: Path) -> bool:
    """Whether git leaves the folder of texts alone, or there is no git here."""
    try:
        inside = subprocess.run(["git", "rev-parse"], cwd=root, capture_output=True, check=False)
        asked = subprocess.run(
            ["git", "check-ignore", "-q", f"{TEXTS}/any.md"], cwd=root, capture_output=True, check=False
        )
    except OSError:
        return True
    return inside.returncode != 0 or asked.returncode == 0


def known_ids(root: Path) -> Iterator[KnownId]:
    """Every entity and article. Raises UserError where there is no site."""
    listing = scan(root)
    yield from (of_record(kind, record) for kind, record in entities(root, listing))
    yield from (KnownId("article", id, title) for id, title in titles(root, listing))


def known_statements(root: Path, article: str) -> tuple[KnownId, ...]:
    """The statements of one article. Raises UserError where there is no such article, or it cannot be read."""
    options = Options(clock.today(root, {}), drafts=True)
    known = check_site(root, options, 0, lambda stage, done, total: None).built.known
    found = next((each for each in known.corpus.articles if each.id == article), None) if known else None
    if not found:
        raise UserError(f"there is no article `{article}`, or it cannot be read: `dateline check` says why")
    return tuple(KnownId("statement", one.id, one.written.gist.source) for one in found.statements)
