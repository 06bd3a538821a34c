"""Pages of what an author has an entity for: deals, actors, events, places, questions; and their indexes."""

from dataclasses import dataclass

from builder.model.article_pages import ArticleLine, Lineage
from builder.model.page_parts import (
    Answer,
    Backlink,
    BoxLine,
    ChangeLine,
    Chronology,
    DealLine,
    DueLine,
    LadderStep,
    MoneyRow,
    Paginated,
    PartsSum,
    QuestionTable,
    Rows,
    SourceLine,
    WroteLine,
)
from builder.model.pages import Card, CorrectionNote, Link, Page, Stamp


@dataclass(frozen=True, kw_only=True)
class DealsPage(Page):
    template: str = "deals.html"
    genre: str = "website"
    deals: tuple[DealLine, ...]


@dataclass(frozen=True, kw_only=True)
class DealPage(Page):
    template: str = "deal.html"
    changed: ChangeLine | None
    """What changed last; None where nothing is said of it yet."""
    about_html: str
    about_on: Stamp | None
    box: tuple[BoxLine, ...]
    """What a reader wants to know first, at most six lines; those without content are left out."""
    disputes: tuple[tuple[Card, Card, str], ...]
    """(one, other, why)"""
    due: tuple[DueLine, ...]
    """What is still ahead."""
    overdue: tuple[DueLine, ...]
    money: tuple[MoneyRow, ...]
    sums: tuple[PartsSum, ...]
    """What the deal's parts come to, beside its own figures."""
    questions: tuple[QuestionTable, ...]
    steps: tuple[LadderStep, ...]
    chronology: Chronology
    parties: tuple[Link, ...]
    parent: Link | None
    parts: tuple[DealLine, ...]
    sources: tuple[SourceLine, ...]
    resting: Link | None
    """How much of it rests on one source, or on unnamed voices; None where nothing does."""
    """Whose accounts most of its statements rest on."""
    wrote: tuple[WroteLine, ...]
    """What closed editions said of it, the earliest first; one that said the same as the one before is left out."""
    statements: Rows
    backlinks: tuple[Backlink, ...]
    corrections: tuple[CorrectionNote, ...]


@dataclass(frozen=True)
class Affiliation:
    """What an actor is bound to: an office, a parent, a member."""

    to: Link
    title: str = ""
    """`Foreign Minister`; empty where it is no office."""
    since: Stamp | None = None
    until: Stamp | None = None
    described: bool = False
    """An office without dates: only described so."""


@dataclass(frozen=True)
class Affiliations:
    words: str
    """`Part of`, `Members`, `Offices held`."""
    affiliations: tuple[Affiliation, ...]


@dataclass(frozen=True)
class ActorLine:
    actor: Link
    role: Affiliation | None
    """The last office on file."""
    counts: str
    """`3 statements, named in 5 more`; empty where there is nothing."""


@dataclass(frozen=True)
class ActorGroup:
    anchor: str
    name: str
    actors: tuple[ActorLine, ...]


@dataclass(frozen=True, kw_only=True)
class ActorsPage(Page):
    template: str = "actors.html"
    genre: str = "website"
    groups: tuple[ActorGroup, ...]
    """By kind."""


@dataclass(frozen=True)
class Stance:
    deals: tuple[Link, ...]
    stance: str
    overtaken: str
    """`overtaken` where a later statement has replaced it."""
    card: Card
    """The statement that reports it."""


@dataclass(frozen=True)
class AnswersOfActor:
    """What one actor answers to one question, the latest first."""

    question: Link
    deal: Link | None
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class MoneyFlow:
    words: str
    """`Pays` or `Receives`"""
    rows: tuple[MoneyRow, ...]


@dataclass(frozen=True)
class SourceCorrection:
    """What an outlet did to an article of its own: corrected, retracted or took it away."""

    article: Link
    outlet: Link
    words: str
    on: Stamp | None
    why: str


@dataclass(frozen=True)
class OutletPart:
    """What only an outlet has."""

    articles: tuple[ArticleLine, ...]
    """The latest told first; of very many the latest."""
    total: int
    latest: str
    """How many articles there are, and that only the latest stand here if so."""
    lineage: tuple[tuple[Link, tuple[Lineage, ...]], ...]
    """(article, where it comes from and what came of it)"""
    standings: tuple[SourceCorrection, ...]
    corrections: tuple[Card, ...]
    """Its statements that say themselves that an earlier one was wrong."""


@dataclass(frozen=True)
class ActorWords:
    """Headings of an actor's page, which speak of it as `it` or `they`."""

    own: str
    """`What it says`"""
    none: str
    """What stands there where it says nothing."""
    officials: str
    others: str
    through: str


@dataclass(frozen=True, kw_only=True)
class ActorPage(Page):
    template: str = "actor.html"
    changed: ChangeLine | None
    """What its own statements changed last."""
    kind: str
    aliases: tuple[str, ...]
    about_html: str
    about_on: Stamp | None
    offices: tuple[Affiliation, ...]
    """The latest first."""
    affiliations: tuple[Affiliations, ...]
    code: str
    """ISO 3166"""
    external_links: tuple[Link, ...]
    deals: tuple[DealLine, ...]
    """Those it is a party to."""
    words: ActorWords
    own: Paginated
    unattributed: bool
    """Whether its own statements are an outlet's, which names nobody for them."""
    positions: tuple[AnswersOfActor, ...]
    stances: tuple[Stance, ...]
    money: tuple[MoneyFlow, ...]
    officials: Paginated
    """What is said of it by whoever holds an office of it, or speaks for a body that is part of it."""
    others: Paginated
    """What all others say of it."""
    through: Paginated
    """Others' words that are known through it."""
    outlet: OutletPart | None
    backlinks: tuple[Backlink, ...]
    corrections: tuple[CorrectionNote, ...]


@dataclass(frozen=True)
class EventLine:
    event: Link
    when: Stamp | None
    places: tuple[Link, ...]
    count: str
    """`2 accounts`, `no accounts`"""
    first: Card | None
    """The account told first."""


@dataclass(frozen=True)
class EventGroup:
    name: str
    href: str
    events: tuple[EventLine, ...]


@dataclass(frozen=True, kw_only=True)
class EventsPage(Page):
    template: str = "events.html"
    genre: str = "website"
    groups: tuple[EventGroup, ...]
    """By year, the latest first; those without a date last."""


@dataclass(frozen=True, kw_only=True)
class EventPage(Page):
    template: str = "event.html"
    about_html: str
    about_on: Stamp | None
    when: Stamp | None
    places: tuple[Link, ...]
    accounts: Paginated
    differ: str
    """That several articles give an account, and that none is picked; empty where one does."""
    named: tuple[Card, ...]
    """Statements that name it without being an account of it."""
    backlinks: tuple[Backlink, ...]
    corrections: tuple[CorrectionNote, ...]


@dataclass(frozen=True)
class PlaceLine:
    place: Link
    depth: int
    """1 for a place within the one above it."""
    counts: str
    """`1 event, 3 statements`, without what there is none of."""


@dataclass(frozen=True, kw_only=True)
class PlacesPage(Page):
    template: str = "places.html"
    genre: str = "website"
    places: tuple[PlaceLine, ...]


@dataclass(frozen=True, kw_only=True)
class PlacePage(Page):
    template: str = "place.html"
    about_html: str
    about_on: Stamp | None
    parent: Link | None
    parts: tuple[Link, ...]
    code: str
    """ISO 3166"""
    external_links: tuple[Link, ...]
    events: tuple[EventLine, ...]
    """Here or within, the latest first."""
    statements: Paginated
    backlinks: tuple[Backlink, ...]
    corrections: tuple[CorrectionNote, ...]


@dataclass(frozen=True)
class Holder:
    """Someone who takes a side: `Ukraine wants`."""

    names: tuple[Link, ...]
    kind: str
    """As `Card.voice_kind`."""
    verb: str
    href: str
    """The statement that says so."""


@dataclass(frozen=True)
class SideLine:
    """One side of a question in brief."""

    label: str
    holders: tuple[Holder, ...]
    more: int
    """Holders that are left out here."""
    origins: str
    href: str = ""
    """As `Side.href`."""


@dataclass(frozen=True)
class QuestionLine:
    question: Link
    sides: tuple[SideLine, ...]
    """None where nobody has answered."""
    unanswered: str
    disagreement: bool
    settled: Answer | None = None
    """As `QuestionTable.settled`."""


@dataclass(frozen=True)
class QuestionGroup:
    deal: Link | None
    questions: tuple[QuestionLine, ...]


@dataclass(frozen=True, kw_only=True)
class QuestionsPage(Page):
    template: str = "questions.html"
    genre: str = "website"
    groups: tuple[QuestionGroup, ...]
    """By deal; those of no deal last."""


@dataclass(frozen=True)
class Answers:
    """One holder's answers in order of time."""

    holder: tuple[Link, ...]
    kind: str
    """As `Card.voice_kind`."""
    answers: tuple[Answer, ...]


@dataclass(frozen=True, kw_only=True)
class QuestionPage(Page):
    template: str = "question.html"
    deal: Link | None
    about_html: str
    about_on: Stamp | None
    asks: str
    """What counts as an answer: `The answer is one of: explicit, implied, none.`"""
    line: QuestionLine
    holders: tuple[Answers, ...]
    named: tuple[Card, ...]
    """Statements that name it without a position that counts."""
    backlinks: tuple[Backlink, ...]
    corrections: tuple[CorrectionNote, ...]
