"""Who and what the site is about: actors, deals, events, places, questions. Identity only; what is said of
them stands in statements."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

from builder.model import urls
from builder.model.dates import When
from builder.model.finding import KeyPath, Location, Written
from builder.model.prose import NO_PROSE, Prose

RECORDS = ("actor", "deal", "event", "place", "question")
"""The kinds of entities, in the order of what `Entities` holds."""
KINDS = ("person", "country", "government", "legislature", "court", "military", "company", "bloc", "outlet",
         "think-tank", "organisation", "group")  # fmt: skip


@dataclass(frozen=True)
class Correction:
    """A mistake of the desk's own, mended and shown."""

    on: When
    was: str
    why: str


@dataclass(frozen=True)
class Role:
    title: str
    of: str
    """Actor id."""
    since: When | None = None
    until: When | None = None


@dataclass(frozen=True)
class Member:
    id: str
    since: When | None = None
    until: When | None = None


@dataclass(frozen=True, kw_only=True)
class Record(Written):
    """What every entity has. Compared by value, its place in the files aside."""

    id: str
    location: Location = field(compare=False)
    name: str
    """As the site prints it; for a question, what it asks."""
    aliases: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    """Those that it had as a thing of another kind: `event/talks`."""
    about_html: Prose = NO_PROSE
    """A short paragraph by the editor."""
    about_on: When | None = None
    draft: bool = False
    embargo: When | None = None
    corrected: tuple[Correction, ...] = ()
    memo: str = ""
    allow: tuple[tuple[str, str], ...] = ()
    misread: frozenset[str] = field(default=frozenset(), compare=False)
    """Keys with a fault: what they say is not known."""

    def location_of(self, key: KeyPath = (), part: str = "", *, on_key: bool = False) -> Location:
        return self.location.within(key, part, on_key=on_key)


@dataclass(frozen=True, kw_only=True)
class Actor(Record):
    kind: str
    ambiguous: tuple[str, ...] = ()
    not_same_as: tuple[str, ...] = ()
    part_of: str = ""
    members: tuple[Member, ...] = ()
    roles: tuple[Role, ...] = ()
    page: bool = True
    iso: str = ""
    tz: str = ""
    url: str = ""
    wikidata: str = ""
    owner: str = ""
    """Actor id."""


@dataclass(frozen=True, kw_only=True)
class Deal(Record):
    ladder: str
    parties: tuple[str, ...] = ()
    part_of: str = ""
    checked: When | None = None
    """The day the desk last looked and found nothing newer."""


@dataclass(frozen=True, kw_only=True)
class Event(Record):
    when: When | None = None
    at: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Place(Record):
    ambiguous: tuple[str, ...] = ()
    part_of: str = ""
    iso: str = ""
    tz: str = ""
    url: str = ""
    wikidata: str = ""


@dataclass(frozen=True, kw_only=True)
class Question(Record):
    deal: str = ""
    options: tuple[str, ...] = ()
    """The closed list, or empty where `measure` says what counts."""
    labels: tuple[str, ...] = ()
    """The options in words, in their order; empty where the desk gives none."""
    measure: str = ""
    """`amount` or `number` where the answer is a figure."""
    settled_by: str = ""
    """Full id of the statement that gives the answer for good."""

    def label(self, option: str) -> str:
        """The desk's words for an option; empty where it gives none."""
        return self.labels[self.options.index(option)] if self.labels and option in self.options else ""


ALWAYS_OPTIONS = ("other", "unclear", "declined")


@dataclass(frozen=True)
class Entities:
    """All entities by kind and id; no id has two kinds."""

    actors: dict[str, Actor] = field(default_factory=dict)
    deals: dict[str, Deal] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    questions: dict[str, Question] = field(default_factory=dict)

    def of_kind(self, kind: str) -> Mapping[str, Record]:
        """All entities of one kind, by id."""
        by_kind: dict[str, Mapping[str, Record]] = {
            "actor": self.actors,
            "deal": self.deals,
            "event": self.events,
            "place": self.places,
            "question": self.questions,
        }
        return by_kind[kind]

    @cached_property
    def everything(self) -> tuple[Record, ...]:
        """All entities, kind by kind."""
        return tuple(chain.from_iterable(self.of_kind(kind).values() for kind in RECORDS))

    @cached_property
    def kinds(self) -> dict[str, str]:
        """Every entity's id to its kind."""
        return {id: kind for kind in RECORDS for id in self.of_kind(kind)}

    def kind_of(self, id: str) -> str:
        """The kind that this id names, or an empty string."""
        return self.kinds.get(id, "")

    def get(self, id: str) -> Record | None:
        return (
            self.actors.get(id)
            or self.deals.get(id)
            or self.events.get(id)
            or self.places.get(id)
            or self.questions.get(id)
        )


def ancestry(id: str, records: Mapping[str, Actor | Deal | Place]) -> Iterator[str]:
    """A record and what it is part of, upwards; a circle is gone round once."""
    seen: set[str] = set()
    while id in records and id not in seen:
        seen.add(id)
        yield id
        id = records[id].part_of


def record_addresses(kind: str, record: Record) -> Iterator[str]:
    """Every site path that an entity's page has or had, the present one first."""
    for id in (record.id, *record.former):
        yield urls.record(kind, id)
    for former in record.elsewhere:
        yield urls.record(*former.split("/"))


def neighbours(record: Record) -> Iterator[str]:
    """What a page of this record names without a statement's help."""
    yield from _related(record)
    yield from record.about_html.ids


def _related(record: Record) -> Iterable[str]:
    match record:
        case Actor():
            roles = (role.of for role in record.roles)
            return (record.part_of, record.owner, *roles, *(member.id for member in record.members))
        case Deal():
            return (record.part_of, *record.parties)
        case Event():
            return record.at
        case Place():
            return (record.part_of,)
        case Question():
            return (record.deal,)
    return ()
