"""As meant: every id resolves, every quote stands in its article, and what the statements say together is
worked out."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import chain
from typing import Literal, TypeAlias

from builder.model import urls
from builder.model.article import STAGES, Annotation, Body, Digest, FreePage, Front, Hop
from builder.model.config import Config
from builder.model.dates import When, by_day
from builder.model.digest import DigestLock
from builder.model.entities import Entities, neighbours, record_addresses
from builder.model.locks import NOTHING_KEPT, PublishedState
from builder.model.money import Amount
from builder.model.sparse import sparse


@dataclass(frozen=True)
class Anchor:
    """Where a quote stands."""

    spans: tuple[tuple[int, int], ...]
    """In the article's folded text, or its folded title; several where the quote has gaps."""
    in_title: bool = False


Mention: TypeAlias = tuple[str, int, int]
"""A link in running text, the author's own or the first mention of a name: (id, start, end). There are ten to an
article, so that a class for them would show in the time of a build."""


def voices(hop: Hop, article: str) -> frozenset[str]:
    """What tells these voices apart from others; two hops with something in common are one voice, alone or jointly with
    others. Words for an unnamed voice mean the same people within their article only."""
    if hop.kind == "actor":
        return frozenset(hop.names)
    return frozenset([f"{article}/{hop}" if hop.kind == "unnamed" else str(hop)])


@dataclass(frozen=True)
class Statement:
    """An annotation as meant. Holds ids, never other records' names."""

    id: str
    """`article/statement`"""
    article: str
    written: Annotation
    """As written, less what did not resolve."""
    chain: tuple[Hop, ...]
    """From the outlet to the voice."""
    told: When
    """When it was told: the article's date."""
    anchor: Anchor | None
    """None on link-only articles: nothing to check against."""
    named: tuple[str, ...] = ()
    """Every id that its gist and note link to, in order, once each."""

    @property
    def local(self) -> str:
        return self.id.partition("/")[2]

    @property
    def voice(self) -> Hop:
        return self.chain[-1]

    @property
    def carriers(self) -> tuple[Hop, ...]:
        return self.chain[:-1]

    @property
    def speaking(self) -> frozenset[str]:
        """What tells its voices apart from others, see `voices`."""
        return voices(self.voice, self.article)

    @property
    def happened(self) -> When:
        """Its own date where it has one, else the day it was told."""
        return self.written.when or self.told

    @property
    def status_date(self) -> When:
        """When the status that it reports was so: without a date of its own, by the day on which it was told."""
        return self.written.when or by_day(self.told.end)

    @property
    def speakers(self) -> tuple[str, ...]:
        """The ids of the actors whose word it is; none of an unnamed or one-off voice."""
        voice = self.chain[-1]
        return voice.names if voice.kind == "actor" else ()

    @property
    def relations(self) -> Iterator["Relation"]:
        """What it says that it does to others, whether they exist or not."""
        for kind, target in self.written.relations:
            yield Relation(kind, self.id, target, self.written.stated)
        for target, outcome in self.written.resolves:
            yield Relation("resolves", self.id, target, self.written.stated, outcome)


@dataclass(frozen=True)
class Article:
    front: Front
    body: Body
    """`html` is empty unless its text may be published."""
    rights: str
    statements: tuple[Statement, ...] = ()
    mentions: tuple[Mention, ...] = ()
    quoted_share: float = 0.0
    path: str = ""
    text_away: bool = False
    """Whether its text is kept elsewhere and not at hand: its quotes stand where `content/quotes.lock` says."""

    @property
    def id(self) -> str:
        return self.front.id

    @property
    def text_apart(self) -> bool:
        """Whether its text is kept in a file of its own, at hand or not."""
        return self.text_away or self.body.file != self.path

    @property
    def has_text(self) -> bool:
        """Whether there is a text to look into."""
        return self.rights != "link-only" and not self.text_away

    @cached_property
    def periods(self) -> frozenset[str]:
        """The days, months and years on which it or one of its statements stands; worked out once."""
        dates = {self.front.published}
        for statement in self.statements:
            written = statement.written
            dates.update(when for when in (written.when, written.due if written.is_awaited else None) if when)
        return frozenset(map(urls.period, dates)) - {""}

    @cached_property
    def arrived(self) -> tuple[Statement, ...]:
        """Its statements that stood in other articles before; sorted out once."""
        return tuple([statement for statement in self.statements if statement.written.elsewhere])

    def with_mentions(self, mentions: tuple[Mention, ...]) -> "Article":
        """The same article, what was worked out of it included, with other links in its text."""
        return sparse(Article, {**vars(self), "mentions": mentions})

    @property
    def counts(self) -> bool:
        """Whether its statements may move anything: a retracted article's do not."""
        return self.front.standing != "retracted"


def on_file(article: Article, statement: Statement | None = None) -> date:
    """The day on which the desk put an article, or one of its statements, on file."""
    own = statement.written.recorded if statement else None
    return (own or article.front.recorded or article.front.published).end


def article_addresses(article: Article) -> Iterator[str]:
    """Every site path that the article's page has or had, the present one first."""
    for id in (article.id, *article.front.former):
        yield urls.record("article", id)


def statement_addresses(article: Article, statement: Statement) -> Iterator[str]:
    """Every site path that the statement's page has or had, the present one first."""
    for id in (article.id, *article.front.former):
        for local in (statement.local, *statement.written.former):
            yield urls.statement_page(id, local)
    for full_id in statement.written.elsewhere:
        yield urls.statement_page(*full_id.split("/"))


@dataclass(frozen=True)
class Corpus:
    """The whole site, each article by itself: what is linked into the graph."""

    config: Config
    today: date
    entities: Entities
    articles: tuple[Article, ...]
    """In any order, drafts included."""
    pages: tuple[FreePage, ...] = ()
    files: frozenset[str] = frozenset()
    """Paths within the output of files that are copied as they are."""
    drafts: bool = False
    """Whether drafts and what is under embargo are published too."""
    kept: PublishedState = NOTHING_KEPT
    as_of: bool = False
    """Whether what was recorded after `today` is left out."""


@dataclass(frozen=True)
class Relation:
    """One statement's bearing on another."""

    kind: str
    """One of RELATIONS, or `resolves`."""
    source: str
    target: str
    stated: bool
    """True where the source itself says so; else it is the desk's reading."""
    outcome: str = ""
    void: bool = False
    """True where the statement that does it has been retracted, or its article: still shown, and counts no more."""


@dataclass(frozen=True)
class Rung:
    """Where a deal, or one party to it, stands."""

    rung: str
    since: tuple[When, ...]
    """None of them contains a narrower one; in order of time."""
    statements: tuple[str, ...]
    """The statements that carry it, the latest told first."""


@dataclass(frozen=True)
class Dispute:
    """Two voices over overlapping time that cannot both be right."""

    one: str
    other: str
    why: str
    """`exit against rung`, `exit against exit` or `asserted against denied`"""


@dataclass(frozen=True)
class Move:
    """Where a deal, or one party to it, came to stand by what the desk put on file on one day."""

    day: date
    party: str
    """Empty for the whole deal."""
    before: str
    """The rung of before; empty where there was none."""
    now: str
    """Empty where what had been reported counts no more."""
    statement: str
    """That carries the rung of now; where there is none, the last that carried the one of before."""


@dataclass(frozen=True)
class Standing:
    """A deal's status as last reported."""

    deal: str
    now: Rung | None
    as_of: When | None
    """When the statement that is last told says so, was told."""
    voice: Hop | None
    parties: tuple[tuple[str, Rung], ...] = ()
    disputes: tuple[Dispute, ...] = ()
    """Of the whole deal's status; where there are some, `now` is only one side of it."""
    party_disputes: tuple[Dispute, ...] = ()
    unconfirmed: tuple[str, ...] = ()
    """Statements of rungs that rest on unnamed voices alone: reported, not confirmed."""
    path: tuple[Rung, ...] = ()
    """How the whole deal got there: every rung and exit, in order of time, `now` last. After an exit, or a fall, a rung
    can come again."""
    history: tuple[str, ...] = ()
    """Every statement that moved or tried to move it, in order of time."""
    moved: tuple[str, ...] = ()
    """Those of them that moved it, or a party: asserted, and confirmed."""
    backward: tuple[tuple[str, str], ...] = ()
    """(the later statement of the lower rung, the earlier one of the higher)"""
    silent: tuple[str, ...] = ()
    """Parties of which nobody reports a step beyond the whole deal's, where somebody does of another."""
    ahead: str = ""
    """The rung that would come next, beyond those that only wait for an answer; empty at the end, after an exit, in a
    dispute, and on a ladder without order."""
    looked: date | None = None
    """The last day on which `now` was reported, or the desk looked for newer reports."""
    stale: bool = False
    """Whether that was longer ago than the site allows, and the status can still change."""
    moves: tuple[Move, ...] = ()
    """How what the desk knew of it changed, day by day; the last of each leads to `now` and `parties`."""


@dataclass(frozen=True)
class Level:
    """A row of the money table: what is said to be claimed, pledged, paid between two sides."""

    deal: str
    stage: str
    payer: str
    payee: str
    voice: Hop | None
    """Only for claims: a claim is its claimant's."""
    measure: str
    """`total` (a level so far, parts added up), `yearly`, or `each` (a price for one share or piece)."""
    currency: str
    low: Decimal | None
    high: Decimal | None
    approximate: bool
    amount: Amount
    """The figure that stands, or the first part of a sum."""
    statements: tuple[str, ...]
    """What it rests on: of the figures that tell of this level the most exact and best attributed one; or the parts
    that are added up."""
    also: tuple[str, ...] = ()
    """Statements that tell of it in another currency, with no conversion to compare them by."""
    earlier: tuple[str, ...] = ()
    """Statements of the levels that this one has overtaken, one of each, the latest first."""
    parts: tuple[str, ...] = ()
    """What is told as a part of it, each once."""
    corrected_by: str = ""
    """A statement; set on rows that no longer stand."""
    conditional: bool = False

    @property
    def counts(self) -> bool:
        """Whether it stands, hangs on nothing, and is a level rather than a sum for each year or piece."""
        return not self.corrected_by and not self.conditional and self.measure == "total"

    @property
    def summable(self) -> bool:
        """Whether it may be added to others: it counts, and is at a stage that is more than somebody's claim."""
        return self.counts and self.stage in STAGES and self.stage != "claimed"


@dataclass(frozen=True)
class Held:
    """A position on a question, held by someone over a stretch of time."""

    question: str
    option: str
    holder: Hop
    """Whose position it is."""
    statement: str
    reported: bool
    """True where the voice reports another's position."""
    mode: str
    origin: str
    told: When
    start: date
    """First day from which it holds."""
    until: date | None
    """The day on which the same holder took another; None while it holds."""
    side: int
    """Figures that agree within their printed digits share a side; else one per option. Numbered from 0 in
    the order met."""
    changed_to: str = ""
    """The statement with which the holder took another position."""
    rephrased_by: str = ""
    """A later paraphrase by another outlet: earlier reported, later reported; no change."""

    @property
    def holders(self) -> frozenset[str]:
        """What tells its holders apart from others, see `voices`."""
        return voices(self.holder, self.statement.partition("/")[0])


@dataclass(frozen=True)
class Disagreement:
    """Different holders with different answers to one question over overlapping time."""

    question: str
    sides: tuple[tuple[str, tuple[Held, ...]], ...]
    """(label, positions) per side, asserted ones before the rest."""


@dataclass(frozen=True)
class Graph:
    config: Config
    today: date
    entities: Entities
    articles: dict[str, Article]
    """By id, in order of telling, the latest first. Published ones only: drafts and embargoed ones are not in
    the graph."""
    statements: dict[str, Statement]
    """By full id, in the order of their articles, then of the text."""
    pages: tuple[FreePage, ...] = ()
    files: frozenset[str] = frozenset()
    """Paths within the output of files that are copied as they are."""
    kept: PublishedState = NOTHING_KEPT
    waiting: frozenset[str] = frozenset()
    """The pages, of now and once, of all that is on file and not published."""
    as_of: bool = False
    """Whether what was recorded after `today` was left out."""
    origins: dict[str, str] = field(default_factory=dict)
    """Statement id to the origin that its account rests on: an actor id, or a `=` voice."""
    bearing: dict[str, tuple[Relation, ...]] = field(default_factory=dict)
    """Statement id to what other statements do to it."""
    contradicted_by: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Statement id to those of other voices that cannot be right about a deal's status if it is, where neither names
    the other."""
    outcomes: dict[str, Relation] = field(default_factory=dict)
    """Statement id to the last that was told of what came of it."""
    dues: dict[str, str] = field(default_factory=dict)
    """The statements of what is still to come that count and have not been put off, each with what became of it: `due`,
    `overdue`, `open` (no date is given), or its outcome."""
    redated: dict[str, When] = field(default_factory=dict)
    """Statement id to the date that a correction has put in place of its own."""
    standings: dict[str, Standing] = field(default_factory=dict)
    levels: tuple[Level, ...] = ()
    positions: dict[str, tuple[Held, ...]] = field(default_factory=dict)
    disagreements: tuple[Disagreement, ...] = ()
    """Of settled questions too."""
    settled: dict[str, Held] = field(default_factory=dict)
    """Question id to the position that is its answer for good, as the desk judges."""
    overtaken: dict[str, frozenset[str]] = field(default_factory=dict)
    """Statement id to the keys of it that a correction, update or retraction has replaced: `status`, `amount`,
    `quantity`, `when`, `due`, `stance`, `event`, `positions.QUESTION`, and `positions` where none of them is left."""
    sayings: dict[str, tuple[str, ...]] = field(default_factory=dict)
    by_deal: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Deal id to the statements that speak of it or name it; likewise below. In order of happening, the
    latest first."""
    by_voice: dict[str, tuple[str, ...]] = field(default_factory=dict)
    by_named: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Any id to the statements that name it without its being their voice or deal: gist links, holders,
    payers, stances, carriers."""
    by_event: dict[str, tuple[str, ...]] = field(default_factory=dict)
    by_mention: dict[str, tuple[tuple[str, int, int], ...]] = field(default_factory=dict)
    """Any id to (article, start, end) of links in published running text."""
    derived: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Article id to the articles that derive from it."""

    @cached_property
    def departed(self) -> dict[str, tuple[tuple[str, Statement], ...]]:
        """Article id, of now or once, to the statements that stood there and stand elsewhere now, each with the id that
        it had there."""
        found: dict[str, list[tuple[str, Statement]]] = {}
        for statement in chain.from_iterable(article.arrived for article in self.articles.values()):
            for id in statement.written.elsewhere:
                article, _, local = id.partition("/")
                found.setdefault(article, []).append((local, statement))
        return {article: tuple(each) for article, each in found.items()}

    @cached_property
    def editions(self) -> tuple[Digest, ...]:
        """Of digests, the earliest first."""
        found = [page for page in self.pages if isinstance(page, Digest)]
        return tuple(sorted(found, key=lambda digest: (digest.date.end, digest.id)))

    @cached_property
    def closed(self) -> tuple[DigestLock, ...]:
        """The locks of those that are closed."""
        return tuple(self.kept.digests[one.id] for one in self.editions if one.id in self.kept.digests)

    def happened(self, id: str) -> When:
        """When what it tells was so: the date that has replaced its own, else its own, else when it was told."""
        return self.redated.get(id) or self.statements[id].happened

    def status_date(self, id: str) -> When:
        """When the status that it reports was so: likewise, but without a date of its own, by the day of telling."""
        return self.redated.get(id) or self.statements[id].status_date

    def done_to(self, id: str, *kinds: str) -> list[Relation]:
        """What other statements do to this one, of these kinds, and still counts; the earliest told first."""
        return [relation for relation in self.bearing.get(id, ()) if relation.kind in kinds and not relation.void]

    @cached_property
    def referred_to(self) -> frozenset[str]:
        """Ids of all entities that something published refers to, whether or not they may have a page."""
        known: set[str] = set()
        waiting = set(_referred(self))
        while waiting:
            found = {id: record for id in waiting if (record := self.entities.get(id))}
            known.update(found)
            waiting = {id for record in found.values() for id in neighbours(record)} - known
        known.update(question.id for question in self.entities.questions.values() if question.deal in known)
        return frozenset(known)

    @cached_property
    def withdrawn(self) -> frozenset[str]:
        """Ids of the entities whose page was withdrawn: statements still name them."""
        pages, kind_of = self.kept.withdrawn.keys(), self.entities.kind_of
        records = self.entities.everything if pages else ()
        return frozenset(one.id for one in records if not pages.isdisjoint(record_addresses(kind_of(one.id), one)))

    @cached_property
    def existing(self) -> frozenset[str]:
        """Ids of all entities with a page."""
        return frozenset(id for id in self.referred_to | _once_published(self) if _may_have_page(self, id))

    @cached_property
    def periods(self) -> frozenset[str]:
        """Every day, month and year on which something stands; the month and the year of a day are among them."""
        found = {
            urls.period(event.when)
            for event in self.entities.events.values()
            if event.id in self.existing and event.when
        }
        found.update(*(article.periods for article in self.articles.values()))
        return frozenset(period[:length] for period in found for length in (urls.YEAR, urls.MONTH, urls.DAY) if period)

    @cached_property
    def statement_pages(self) -> frozenset[str]:
        """The pages of all statements, at their former addresses as well."""
        return frozenset(
            page
            for article in self.articles.values()
            for statement in article.statements
            for page in statement_addresses(article, statement)
        )


def _referred(graph: Graph) -> Iterator[str]:
    """Everything that statements, articles and free pages refer to."""
    for by in (graph.by_deal, graph.by_voice, graph.by_named, graph.by_event, graph.by_mention):
        yield from (id for id, found in by.items() if found)
    yield from graph.positions
    yield from {article.front.outlet for article in graph.articles.values()}
    for page in graph.pages:
        yield from page.html.ids


def _once_published(graph: Graph) -> set[str]:
    """Those that had a page and are still on file: they keep it, whether or not anything refers to them now."""
    if not graph.kept.lock.pages:
        return set()
    now = {
        page: record.id
        for kind in urls.FOLDERS.keys() - {"article"}
        for record in graph.entities.of_kind(kind).values()
        for page in record_addresses(kind, record)
    }
    return {now[page] for page in now.keys() & graph.kept.lock.pages.keys()}


def _may_have_page(graph: Graph, id: str) -> bool:
    actor = graph.entities.actors.get(id)
    if actor is not None and not actor.page:
        return False
    return id not in graph.withdrawn


@dataclass(frozen=True)
class NonPublic:
    file: str
    """POSIX path relative to the site's root."""
    why: Literal["text", "draft", "embargo"]
    """A text whose rights do not allow to publish it, a draft, or what is under embargo still."""
