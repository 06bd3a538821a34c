"""Which ids there are, and which of them a word may mean."""

from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter

from rapidfuzz import fuzz, process

from builder.link.names import ambiguous_names, former_ids
from builder.model.entities import RECORDS, Record
from builder.model.text import fold

NEAR = 65
"""Percent of likeness from which a name is worth showing."""
FEW = 5


@dataclass(frozen=True)
class KnownId:
    """Something with an id, and what it is called."""

    kind: str
    """One of RECORDS, `article` or `statement`."""
    id: str
    name: str
    """The title of an article, the gist of a statement."""
    others: tuple[str, ...] = ()
    """Other names and earlier ids, by which it is found, too."""

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(fold(word).casefold() for word in (self.id, self.name, *self.others))


def of_record(kind: str, record: Record) -> KnownId:
    return KnownId(kind, record.id, record.name, (*record.aliases, *ambiguous_names(record), *former_ids(record)))


def in_order(known: Iterable[KnownId]) -> tuple[KnownId, ...]:
    """By kind, entities first, then by id."""
    kinds = (*RECORDS, "article", "statement")
    return tuple(sorted(known, key=lambda each: (kinds.index(each.kind), each.id)))


def matching(word: str, known: Iterable[KnownId]) -> tuple[KnownId, ...]:
    """Those with this word in an id or a name, whatever its capitals."""
    wanted = fold(word).casefold()
    return tuple(each for each in known if any(wanted in name for name in each.words))


def nearest(word: str, known: Iterable[KnownId]) -> tuple[KnownId, ...]:
    """The few with an id or a name most like this word, the likest first."""
    owners = {name: each for each in known for name in each.words}
    near = process.extract(fold(word).casefold(), owners.keys(), scorer=fuzz.ratio, limit=FEW, score_cutoff=NEAR)
    return tuple(dict.fromkeys(owners[name] for name, _, _ in near))


def listed(known: Iterable[KnownId]) -> str:
    """A line for each: kind, id and name, in columns."""
    rows = tuple(known)
    kind, id = (max((len(attrgetter(field)(row)) for row in rows), default=0) for field in ("kind", "id"))
    return "".join(f"{row.kind:{kind}}  {row.id:{id}}  {row.name}".rstrip() + "\n" for row in rows)
