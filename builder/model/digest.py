"""An edition of a digest as readers get it, all in words: composed while it is open, kept in a lock once it is closed.

The lock has a seal on everything that it says, a digest of the words; and its own seal is a digest of those, and of the
seal of the lock before. So what was told once cannot be rewritten unseen, and words can be taken out without breaking
the chain: their seal stays.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from builder.model import urls
from builder.model.article import Digest
from builder.model.text import digest_of

DIGESTS = "content/digests/"
SUFFIX = ".lock.json"


@dataclass(frozen=True)
class DigestItem:
    """One thing that an edition tells: a change, a dispute, something that is due."""

    id: str
    """Of the change; of a dispute its question, of what is due its statement."""
    label: str = ""
    """What kind of thing it is: `Status`, `Disputed`, `Due`."""
    words: str = ""
    """`Signed, 30 April 2025; before that, agreed.`"""
    at: str = ""
    """Site path, with the fragment: where it is told in full."""
    day: str = ""
    """Of a change, the day on which it came on file; of what is due, that day, as it is written."""
    credit: str = ""
    """`Interfax, citing the Kremlin, 3 March 2025`; empty where the words name those who say so."""
    against: tuple[str, ...] = ()
    """Who denies or disputes it, each as a sentence."""
    deals: tuple[tuple[str, str], ...] = ()
    """Id and name."""
    statements: tuple[str, ...] = ()
    """Those that it rests on."""
    redacted: str = ""
    """The day on which its words were taken out of the lock."""
    locked: str = ""
    """Its seal when it was closed, which stays when words are taken out."""

    def emptied(self, on: str) -> "DigestItem":
        """Without a word; what stays is what it was of, and its seal."""
        return DigestItem(self.id, at=self.at, statements=self.statements, redacted=on, locked=self.locked)

    @cached_property
    def seal(self) -> str:
        deals = [list(deal) for deal in self.deals]
        against, rests = list(self.against), list(self.statements)
        return seal(self.id, self.label, self.words, self.at, self.day, self.credit, against, deals, rests)


@dataclass(frozen=True)
class DigestPart:
    """A section of an edition, or a stretch of the desk's own prose."""

    kind: str
    """One of SECTIONS_OF_DIGEST, `since` or `prose`."""
    heading: str = ""
    """Empty of prose that goes on after a section."""
    html: str = ""
    """Of prose; its links to the site's own pages begin with `/`."""
    items: tuple[DigestItem, ...] = ()
    redacted: str = ""
    """The day on which names were taken out of the prose."""
    locked: str = ""
    """Its seal when it was closed, which stays when words are taken out."""

    @cached_property
    def seal(self) -> str:
        return seal(self.html)


@dataclass(frozen=True)
class Edition:
    """What readers got."""

    title: str
    date: str
    """ISO date."""
    covers: tuple[str, str]
    """The first and the last day, ISO dates."""
    size: str
    """`8 items, 412 words, 2 minutes`"""
    more: str
    """`23 more changes came in these days.`; empty of none."""
    parts: tuple[DigestPart, ...]

    @property
    def items(self) -> Iterator[DigestItem]:
        for part in self.parts:
            yield from part.items

    @cached_property
    def statements(self) -> frozenset[str]:
        """All that it rests on."""
        return frozenset(id for item in self.items for id in item.statements)


@dataclass(frozen=True)
class DigestStatus:
    """How an edition put where a deal stands."""

    deal: str
    words: str = ""
    statements: tuple[str, ...] = ()
    redacted: str = ""
    locked: str = ""

    @cached_property
    def seal(self) -> str:
        return seal(self.deal, self.words, list(self.statements))


@dataclass(frozen=True)
class DigestLock:
    """A closed edition."""

    id: str
    closed: str
    """The day, ISO date."""
    source: str
    """A digest of the edition's file."""
    edition: Edition
    statuses: tuple[DigestStatus, ...]
    meaning: Mapping[str, str]
    """What came or changed in these days: statement id to a digest of what it said; empty where that was purged."""
    previous: str = ""
    """The edition that was closed before, and the seal of its lock."""
    previous_seal: str = ""
    title_locked: str = ""
    redacted: str = ""
    """The day on which a name was taken out of the title."""
    seal: str = ""

    @property
    def path(self) -> str:
        return f"{DIGESTS}{self.id}{SUFFIX}"

    @property
    def page(self) -> str:
        """Site path."""
        return urls.digest_page(self.id)

    @property
    def changed(self) -> bool:
        """Whether words were taken out of the title or the prose."""
        return bool(self.redacted) or any(part.redacted for part in self.edition.parts)


def sealed(lock: DigestLock) -> DigestLock:
    """The lock with its seals."""
    edition = lock.edition
    parts = tuple(
        replace(
            part,
            items=tuple(replace(item, locked=item.seal) for item in part.items),
            locked=part.seal if part.kind == "prose" else "",
        )
        for part in edition.parts
    )
    statuses = tuple(replace(status, locked=status.seal) for status in lock.statuses)
    made = replace(lock, edition=replace(edition, parts=parts), statuses=statuses, title_locked=seal(edition.title))
    return replace(made, seal=chained(made))


Place = tuple[str | int, ...]


def rewritten(lock: DigestLock) -> Iterator[Place]:
    """What is not as it was closed: the keys to each place in the file, and to the seal of the whole where that is
    another. What was taken out has no words, lest others stand in their place."""
    edition = lock.edition
    if edition.title if lock.redacted else seal(edition.title) != lock.title_locked:
        yield ("title",)
    for number, part in enumerate(edition.parts):
        if part.kind == "prose" and (part.html if part.redacted else part.seal != part.locked):
            yield ("parts", number, "html")
        for at, item in enumerate(part.items):
            if item != item.emptied(item.redacted) if item.redacted else item.seal != item.locked:
                yield ("parts", number, "items", at)
    for at, status in enumerate(lock.statuses):
        if status.words if status.redacted else status.seal != status.locked:
            yield ("statuses", at)
    if chained(lock) != lock.seal:
        yield ("seal",)


def chained(lock: DigestLock) -> str:
    """The seal of a lock as it is to be: over the seals of what it says, and not over words that may be taken out."""
    edition = lock.edition
    parts = [[part.kind, part.heading, part.locked, [item.locked for item in part.items]] for part in edition.parts]
    head = [lock.id, lock.closed, lock.source, edition.date, list(edition.covers), edition.size, edition.more]
    statuses = [status.locked for status in lock.statuses]
    return seal(head, lock.title_locked, parts, statuses, sorted(lock.meaning), lock.previous, lock.previous_seal)


def seal(*said: Any) -> str:
    """16 hexadecimal digits, of texts and lists of them."""
    return digest_of(json.dumps(said, ensure_ascii=False))


def source_of(digest: Digest) -> str:
    """A digest of what its file tells. Ids do not count, since what they name can get another; nor whether it was
    sent."""
    covers = digest.covers.text if digest.covers else ""
    prose = digest.html.filled([words for _, _, _, words in digest.html.spans])
    return seal(digest.title, digest.date.text, covers, str(len(digest.items)), prose)


def redacted(lock: DigestLock, on: str, gone: Callable[[str], bool], says: Callable[[str], bool]) -> DigestLock:
    """The lock without what rests on statements that are gone, and without words that say what may not be said any
    more, each marked with the day. Prose is left empty: it is drawn again from the edition's file. Seals stay."""
    edition = lock.edition

    def is_told(words: Iterable[str], statements: Iterable[str]) -> bool:
        return any(map(gone, statements)) or any(map(says, words))

    def without(item: DigestItem) -> DigestItem:
        words = (item.words, item.credit, *item.against, *(name for _, name in item.deals))
        if not is_told(words, item.statements):
            return item
        return item.emptied(item.redacted or on)

    def part(found: DigestPart) -> DigestPart:
        kept = replace(found, items=tuple(map(without, found.items)))
        return replace(kept, html="", redacted=found.redacted or on) if says(found.html) else kept

    statuses = tuple(
        replace(status, words="", redacted=status.redacted or on)
        if is_told((status.words,), status.statements)
        else status
        for status in lock.statuses
    )
    told = says(edition.title)
    return replace(
        lock,
        edition=replace(edition, title="" if told else edition.title, parts=tuple(map(part, edition.parts))),
        statuses=statuses,
        meaning={id: "" if gone(id) else meaning for id, meaning in lock.meaning.items()},
        redacted=(lock.redacted or on) if told else lock.redacted,
    )


def emptied(lock: DigestLock, on: str) -> DigestLock:
    """The lock without a word: what stays is its place in the chain."""
    return redacted(lock, on, lambda _: True, bool)
