"""What several kinds of pages show: a deal's status, a row of money, a question with its sides, a thing that is
due."""

from dataclasses import dataclass
from typing import NamedTuple

from builder.model.pages import Card, Link, Sentence, Stamp


@dataclass(frozen=True)
class PartyStatus:
    """A party that has reached a rung by itself."""

    party: Link
    dates: Sentence | None
    """When; None where that is not known."""


@dataclass(frozen=True)
class Claim:
    """A status on one voice's word: a side of a dispute, or what stood before it."""

    rung: str
    """`signed`; `not signed` where the voice denies it, `denied` where it denies what another says of it."""
    when: Stamp
    card: Card
    denied: bool = False


class StatusDate(NamedTuple):
    """A day on which a rung is said to have been reached."""

    stamp: Stamp
    """It leads to the statement that says so."""
    place: str
    """Where it was, or by whose clock it was that day; empty where nobody says."""


class StatusStep(NamedTuple):
    """A rung that a deal, or some of its parties, have reached, as the status sentence tells it."""

    rung: str
    """In words."""
    parties: tuple[Link, ...]
    """None of the whole deal."""
    dates: tuple[StatusDate, ...]


@dataclass(frozen=True)
class Status:
    """Where a deal stands, always as last reported by someone."""

    rung: str
    """In words, `signed`; empty where nobody has reported a status."""
    as_of: Stamp | None
    voice: tuple[Link, ...]
    card: Card | None
    """The statement that last says so."""
    disputed: bool
    """Then `rung` is only one of `sides`."""
    stale: str
    """`no news since 9 May 2025`; empty while it is fresh."""
    sentence: Sentence
    """All of it in words: `Signed on 30 April 2025. Ratified by Ukraine on 8 May. No report of …`"""
    checked: Stamp | None
    """The day the desk last looked and found nothing newer."""
    unconfirmed: tuple[Card, ...] = ()
    """Rungs reported by unnamed voices alone: no status."""
    sides: tuple[Claim, ...] = ()
    """What is said against each other, each status as told last; the earliest first."""


@dataclass(frozen=True)
class WroteLine:
    """How an edition put where a deal stands."""

    edition: Link
    day: Stamp
    words: str


@dataclass(frozen=True)
class ChangeLine:
    """A change of the record in one sentence, the same wherever it stands."""

    kind: str
    """One of KINDS."""
    label: str
    """The same for a reader: `Status`, `Money`, …"""
    words: str
    """`Signed, 30 April 2025; before that, agreed.`"""
    href: str
    """Of the statement that tells of it, or of the article or record that was corrected."""
    day: Stamp
    """On which it came on file."""
    deals: tuple[Link, ...]
    card: Card | None
    """The statement; None where the change is of an article or a record."""


@dataclass(frozen=True)
class DealLine:
    """A deal in a list of deals."""

    deal: Link
    status: Status
    depth: int = 0
    """1 for a part of the deal above it."""


class DueLine(NamedTuple):
    """A planned thing, with the window it is due in."""

    due: Stamp | None
    """None where it is open."""
    state: str
    """`due`, `open`, `overdue` (no outcome recorded), `met`, `missed`, `partly` or `void`."""
    words: str
    """The same for a reader: `no outcome recorded`, `met`."""
    card: Card
    outcome: Card | None
    deals: tuple[Link, ...]


class Bar(NamedTuple):
    """A sum drawn on the scale of those beside it, in per cent of the largest. In words it stands there, too."""

    stage: str
    """Which says how it is filled; a claim is hollow."""
    low: str
    """`43.2%`"""
    high: str
    """Where a range ends; the same as `low` of a single figure."""
    open: bool
    """Whether it may be more, or less, than that: `over`, `under`."""


@dataclass(frozen=True)
class MoneyRow:
    """A sum between two sides at one stage. Never added to another stage's."""

    deal: Link
    stage: str
    figure: str
    """As printed, in words: `about USD 350 billion`."""
    converted: str
    """The conversion that the source prints beside it."""
    payer: Link
    payee: Link
    measure: str
    """Empty for a level so far; else `yearly` or `each`."""
    voice: tuple[Link, ...]
    """Only for claims: a claim is its claimant's."""
    conditional: bool
    cards: tuple[Card, ...]
    """What it rests on: one figure, or the parts added up."""
    also: tuple[tuple[str, Card], ...]
    """The same as told in other currencies, in words, each with its statement."""
    earlier: tuple[tuple[str, Card], ...]
    """The latest of the figures that it has overtaken, in words, each with its statement."""
    left_out: int
    """How many more it has overtaken."""
    corrected_by: Card | None
    """Set where the figure no longer stands."""
    bar: Bar | None
    """None where nothing beside it can be compared with it."""


@dataclass(frozen=True)
class PartsSum:
    """What the parts of a deal come to at one stage, beside its own figure."""

    stage: str
    figure: str
    deals: tuple[Link, ...]


class Answer(NamedTuple):
    """One position on a question."""

    holder: tuple[Link, ...]
    holder_kind: str
    """As `Card.voice_kind`."""
    verb: str
    """`said so`, `wanted it`, …; before an option `said:`, `wanted:`, …; empty where an outlet says it on its own."""
    option: str
    """In words, where it is not simply what the side is called."""
    option_href: str
    """Where it is something on file: its page."""
    source: Sentence
    """What comes behind the option: when the position was taken, who says so and where."""
    change: str
    """`later took another position, 3 May 2025`, `later reported otherwise`; empty while it holds."""
    changed_to: str
    """Permalink of the statement with which it changed."""
    card: Card


@dataclass(frozen=True)
class Side:
    label: str
    answers: tuple[Answer, ...]
    origins: str
    """`one source`, `2 independent sources`: how many say so."""
    more: int = 0
    """Answers that are left out, since the side has too many to show."""
    href: str = ""
    """As `Answer.option_href`, where it goes by one option."""


class Chip(NamedTuple):
    """An answer to a question with those who give it, as of now."""

    option: str
    href: str
    """Where it is something on file: its page."""
    holders: tuple[Link, ...]
    """Each leads to the statement in which they last said so."""
    more: str
    """`and 3 more`; empty where all stand here."""
    sources: str
    """`one source`, `2 independent sources`"""


class Chips(NamedTuple):
    """The answers that are given in one way."""

    words: str
    """`Said`, `Wanted`, `Denied`: one of WAYS."""
    chips: tuple[Chip, ...]


@dataclass(frozen=True)
class QuestionTable:
    """A question and who answers it how, as coded by the desk."""

    question: Link
    deal: Link | None
    sides: tuple[Side, ...]
    """None where nobody has answered."""
    unanswered: str
    """The options that nobody holds, in a sentence; empty where there is none, or where nobody has answered."""
    disagreement: bool
    chips: tuple[Chips, ...] = ()
    """The latest answer of each holder, by the way in which it is given; none of a settled question."""
    settled: Answer | None = None
    """The answer for good. The rest is then folded away."""


@dataclass(frozen=True)
class LadderStep:
    """A rung or an exit on the way of a deal, or a rung still ahead."""

    rung: str
    state: str
    """`reached`, `now`, `ahead`, or `skipped`: below what was reached, but reported by nobody."""
    dates: Sentence | None
    exit: bool = False
    note: str = ""
    """`as last reported`, `disputed`, `not confirmed`"""
    parties: tuple[PartyStatus, ...] = ()
    """Those who have reached it by themselves."""


class Backlink(NamedTuple):
    """A passage of running text that names something."""

    article: Link
    outlet: Link
    told: Stamp
    before: str
    words: str
    after: str


@dataclass(frozen=True)
class ChronologyEntry:
    """A step of a deal, an event on the way, or another thing of weight, with all accounts of it."""

    when: Sentence
    """`30 April / 1 May 2025`"""
    told: bool
    """Whether that is only when it was told."""
    rung: str
    """In words, where it is a step."""
    state: str
    """`now` of the step where the deal stands, `exit` of one that left the ladder; else empty."""
    parties: tuple[Link, ...]
    """Those whose step it is; none where it is the whole deal's."""
    event: Link | None
    note: str
    """`disputed`, `not confirmed`"""
    card: Card
    accounts: str
    """`3 accounts: the other 2`; empty where there is one."""
    others: tuple[Card, ...]


@dataclass(frozen=True)
class Chronology:
    """How a deal got where it is, in order of time."""

    earlier: tuple[ChronologyEntry, ...]
    """Folded."""
    fold: str
    """`12 earlier steps`"""
    entries: tuple[ChronologyEntry, ...]
    left_out: str
    """How many came before all of these, and where they stand; empty of none."""
    unreported: str
    """The rungs that nobody reports, in a sentence."""


@dataclass(frozen=True)
class Period:
    """A year or month of a long page, with how many statements it holds."""

    words: str
    href: str
    count: int


@dataclass(frozen=True)
class Paginated:
    """A page's statements: all of them, or the latest and the ways to the rest."""

    cards: tuple[Card, ...]
    total: int
    periods: tuple[Period, ...] = ()
    latest: str = ""
    """With `periods`: how many of how many stand here."""


@dataclass(frozen=True)
class BoxLine:
    """A labelled line of the box on top of a deal's page: `Now`, `Missing`, `Disputed`, …"""

    label: str
    sentences: tuple[Sentence, ...]
    """Each of their parts leads to the statements that it rests on."""


@dataclass(frozen=True)
class Fold:
    """Statements that stand folded, and how many."""

    words: str
    """`20 more`, `2024: 90 statements`"""
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class Rows:
    """All statements of a page, a row each: the latest stand open, those before them are folded."""

    first: tuple[Card, ...]
    folds: tuple[Fold, ...]
    total: int
    periods: tuple[Period, ...]
    """As of `Paginated`."""
    latest: str


@dataclass(frozen=True)
class SourceLine:
    """Whose account statements rest on."""

    source: Link
    count: str
    """`12 statements`"""
