"""`dateline import`: a page that was handed in becomes an article of the site.

In go the site's folder and what `source.py` gives; out come a Draft for the author to decide on, then new files. What
exists is never written over, and where one of two files cannot be written, neither is there.
"""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from builder.authoring import article_file
from builder.authoring.article_file import Known
from builder.authoring.changes import Changes, changes
from builder.authoring.plain_text import read_plain
from builder.authoring.reading import Block, Reading
from builder.authoring.web_page import read_page
from builder.edges.authoring.files import front_values
from builder.edges.authoring.files import write_new as new_files
from builder.edges.authoring.source import Handed
from builder.edges.errors import UserError
from builder.edges.read import load, load_pair, read_tree, scan, stem
from builder.model.entities import Actor
from builder.model.sources import Unit
from builder.parse.annotations import parse_annotations
from builder.parse.article import FenceFault, split
from builder.parse.config import parse_config
from builder.parse.entities import parse_entities
from builder.parse.markdown import body

for library in ("trafilatura", "readability", "htmldate", "pypdf"):
    logging.getLogger(library).setLevel(logging.CRITICAL)  # What they cannot read, one of them can, or we say so.


@dataclass(frozen=True)
class Wanted:
    """What the author has said beforehand; empty where nothing."""

    outlet: str = ""
    published: str = ""
    id: str = ""
    rights: str = ""
    lang: str = ""
    version_of: str = ""


@dataclass(frozen=True)
class Draft:
    """An article as it would be written, but for what the author still decides."""

    reading: Reading
    outlet: str
    """Empty where it is not known."""
    lang: str
    """Empty where it is the site's."""
    url: str
    same_address: tuple[str, ...]
    """Articles with its address."""
    same_text: tuple[str, ...]
    """Articles that share half of its paragraphs or more."""


class Site:
    """What importing needs of a site, read once for all pages of a run. Raises UserError where it has no settings."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.listing = scan(root)
        config, _ = parse_config(load(root, "site.yml")[0])
        if config is None:
            raise UserError("site.yml cannot be read: `dateline check` says why")
        self.language = config.language

    @cached_property
    def actors(self) -> tuple[Actor, ...]:
        records = (parse_entities(source)[0] for source in read_tree(self.root, self.listing).entities)
        return tuple(record for found in records for _, record in found if isinstance(record, Actor))

    @cached_property
    def articles(self) -> tuple[Known, ...]:
        return tuple(self._known())

    def _known(self) -> Iterator[Known]:
        """Those with gaps in their front matter, too."""
        for pair in self.listing.pairs:
            unit, _ = load_pair(self.root, pair)
            front, text = as_it_stands(unit)
            paragraphs = article_file.telling(Block(line) for line in text.split("\n"))
            yield Known(stem(unit.article.path), front.get("url", ""), paragraphs)

    @cached_property
    def taken(self) -> set[str]:
        """Ids of articles and actors; the build says where another thing has one."""
        return {stem(pair.article) for pair in self.listing.pairs} | {actor.id for actor in self.actors}

    def unit(self, id: str) -> Unit:
        """An article's files. Raises UserError where there is none of this name."""
        for pair in self.listing.pairs:
            if stem(pair.article) == id:
                return load_pair(self.root, pair)[0]
        raise UserError(f"there is no article `{id}`")


def draft(site: Site, handed: Handed, wanted: Wanted) -> Draft:
    """Raises UserError where there is no text in what was handed in."""
    language = (wanted.lang or site.language).partition("-")[0]
    try:
        reading = read_page(handed.text, handed.url) if handed.is_html else read_plain(handed.text, language)
    except ValueError as error:
        raise UserError(f"{handed.name}: {error}") from error
    if not reading.segments:
        raise UserError(f"{handed.name}: no text was found in it")
    url = article_file.plain_url(reading.url or handed.url)
    paragraphs = article_file.telling(reading.blocks)
    lang = wanted.lang or reading.lang
    return Draft(
        reading=reading,
        outlet=wanted.outlet or article_file.outlet_of(reading, url, site.actors),
        lang="" if lang.partition("-")[0].lower() == site.language.partition("-")[0].lower() else lang,
        url=url,
        same_address=tuple(known.id for known in site.articles if article_file.is_same_page(known.url, url)),
        same_text=article_file.copies(paragraphs, site.articles),
    )


def files_of(
    site: Site, draft: Draft, outlet: str, blocks: Iterable[Block], published: str, wanted: Wanted, today: str
) -> tuple[str, dict[str, str]]:
    """The id of the new article, and path to text of its files. Raises UserError for an id that is taken."""
    reading, maybe = draft.reading, {}
    if not outlet:
        names = ", ".join(f"“{name}”" for name in reading.names[:3])
        maybe["outlet"] = f"the page says {names}" if names else "the page does not say"
    if not published:
        days = " or ".join(f"{found.value} ({found.signal})" for found in reading.dates[:3])
        maybe["published"] = f"perhaps {days}" if days else "the page does not say"
    front = article_file.Front(
        title=reading.title,
        outlet=outlet,
        published=published,
        recorded=today,
        url=draft.url,
        lang=draft.lang,
        rights=wanted.rights,
        version_of=wanted.version_of,
        maybe=maybe,
    )
    id = wanted.id or article_file.new_id(front, site.taken)
    if wanted.id and wanted.id in site.taken:
        raise UserError(f"there is something called `{id}` already: name another with --id")
    return id, article_file.files(id, front, blocks)


def write_new(site: Site, id: str, files: dict[str, str]) -> None:
    """Writes files that must not be there yet: all of them, or none."""
    new_files(site.root, files)
    site.taken.add(id)


def changes_of(site: Site, id: str, blocks: Iterable[Block]) -> Changes:
    """What a newer copy of an article's page changes. Raises UserError where there is no such article."""
    unit = site.unit(id)
    front, text = as_it_stands(unit)
    annotations = parse_annotations(unit.annotations)[0] if unit.annotations else ()
    return changes(text, front.get("title", ""), annotations, blocks)


def as_it_stands(unit: Unit) -> tuple[dict[str, str], str]:
    """The front matter's plain values, gaps and faults left out, and the text, folded."""
    parts = split(unit.article.text)
    start = 0 if isinstance(parts, FenceFault) else parts[1]
    return front_values(unit.article), body(unit.text.text if unit.text else unit.article.text[start:], 0, "").text
