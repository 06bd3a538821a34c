"""Pages across the site: home, dates, disagreements, money, what to watch, corrections."""

from dataclasses import dataclass

from builder.model.article_pages import ArticleLine
from builder.model.entity_pages import EventLine, QuestionLine, SourceCorrection
from builder.model.page_parts import ChangeLine, DealLine, DueLine, MoneyRow, PartsSum, Period, QuestionTable
from builder.model.pages import Card, CorrectionNote, Link, Page, Sentence, Stamp, WithdrawalNote


@dataclass(frozen=True, kw_only=True)
class HomePage(Page):
    template: str = "home.html"
    genre: str = "website"
    updated: Stamp | None
    """The last day on which anything changed."""
    changed: str
    """The days whose changes stand here: `4–10 May 2025`; empty where nothing changed yet."""
    changes: tuple[ChangeLine, ...]
    """The weightiest of them, one a deal."""
    all_changes: Link
    digest: Link | None
    """The latest edition."""
    days: tuple[str, ...]
    """As on the page of changes."""
    due: tuple[DueLine, ...]
    """What is still ahead."""
    overdue: tuple[DueLine, ...]
    disputes: tuple[QuestionLine, ...]
    """The open disputes that most independent sources take part in."""
    disputed: Sentence | None
    """How many open disputes there are; None of none."""
    deals: tuple[DealLine, ...]
    """The latest reported first."""
    more_deals: str
    """How many are left out here; empty of none."""
    scope: str


# ── days, months, years ─────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Dated:
    """Statements of what happened, under one date."""

    words: str
    """`By 8 May 2025`, `From 1 May 2025`; empty for the period itself."""
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class Briefing:
    """What stands on one day, month or year itself."""

    events: tuple[EventLine, ...]
    happened: tuple[Dated, ...]
    said: tuple[Card, ...]
    of_other_days: tuple[Card, ...]
    """Said then of another day, on whose page they stand in full."""
    due: tuple[DueLine, ...]
    overdue: tuple[DueLine, ...]
    """Those whose time is over without an outcome."""
    put_off: tuple[Card, ...]
    """What was due then once, and is not awaited then any more."""
    articles: tuple[ArticleLine, ...]
    left_out: str
    """How many statements stand only on the pages of `periods`; empty of none."""
    periods: tuple[Period, ...]
    """Pages with all of them, where there are too many for this one."""


@dataclass(frozen=True)
class Counts:
    """How much there is of a day, month or year."""

    total: int
    words: tuple[str, ...]
    """`4 statements of what happened`, `3 made then`, `1 thing due`, without what there is none of."""


@dataclass(frozen=True)
class MainEvent:
    """A main event: one on file, or the first report that a deal has moved."""

    when: Stamp
    event: EventLine | None
    card: Card | None
    """Where there is no `event`."""


@dataclass(frozen=True)
class MonthLine:
    month: Link
    counts: Counts
    main: tuple[MainEvent, ...]


@dataclass(frozen=True)
class YearLine:
    year: Link
    counts: Counts
    months: tuple[MonthLine, ...]
    """In order of time."""
    own: str
    """How many statements are dated to the year alone; empty of none."""


@dataclass(frozen=True, kw_only=True)
class DatesPage(Page):
    template: str = "dates.html"
    genre: str = "website"
    years: tuple[YearLine, ...]
    """The latest first."""


@dataclass(frozen=True, kw_only=True)
class YearPage(Page):
    template: str = "year.html"
    year: YearLine
    briefing: Briefing
    previous: Link | None
    next: Link | None


@dataclass(frozen=True)
class DayCell:
    number: int
    href: str
    """Empty where nothing stands on the day."""
    words: str
    """`1 May 2025: 4 happened, 3 said`"""
    weight: int
    """0 for nothing, else 1 to 3 by how much there is."""
    main: bool
    """Whether one of the main events falls on it."""
    total: int


@dataclass(frozen=True, kw_only=True)
class MonthPage(Page):
    template: str = "month.html"
    weekdays: tuple[tuple[str, str], ...]
    """(`Mo`, `Monday`), …"""
    weeks: tuple[tuple[DayCell | None, ...], ...]
    counts: Counts
    main: tuple[MainEvent, ...]
    briefing: Briefing
    previous: Link | None
    next: Link | None


@dataclass(frozen=True, kw_only=True)
class DayPage(Page):
    template: str = "day.html"
    briefing: Briefing
    previous: Link | None
    next: Link | None


# ── across the site ─────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class DisputedStatus:
    deal: Link
    party: Link | None
    """None where the whole deal's status is disputed."""
    one: Card
    other: Card
    why: str


@dataclass(frozen=True)
class DisputedQuestion:
    """A question on which holders contradict each other, those who do, and how many more there are."""

    table: QuestionTable
    more: int
    """Answers that stand only on the question's page."""


@dataclass(frozen=True, kw_only=True)
class DisagreementsPage(Page):
    template: str = "disagreements.html"
    genre: str = "website"
    questions: tuple[DisputedQuestion, ...]
    """The latest told first."""
    statuses: tuple[DisputedStatus, ...]
    disputed: tuple[Card, ...]
    """Statements that others dispute or deny by name, the latest told first."""
    latest: str
    """How many there are, and that only the latest stand here if so."""


@dataclass(frozen=True)
class SourcedDeal:
    """How well a deal is sourced."""

    id: str
    deal: Link
    sources: str
    """`3 independent sources`"""
    alone: tuple[Card, ...]
    """What one source alone asserts, the latest told first; of many the latest."""
    alone_number: int
    unnamed: tuple[Card, ...]
    """What nobody with a name asserts, likewise."""
    unnamed_number: int
    left_out: int
    """How many of both stand on the deal's page alone."""
    rest: str
    """Href of these."""


@dataclass(frozen=True, kw_only=True)
class SourcesPage(Page):
    template: str = "sources.html"
    genre: str = "website"
    deals: tuple[SourcedDeal, ...]
    """Those with most that rests on little first."""


@dataclass(frozen=True)
class DealMoney:
    deal: Link
    depth: int
    """1 for a part of the deal above it."""
    rows: tuple[MoneyRow, ...]
    sums: tuple[PartsSum, ...]


@dataclass(frozen=True, kw_only=True)
class MoneyPage(Page):
    template: str = "money.html"
    genre: str = "website"
    deals: tuple[DealMoney, ...]
    total: int
    """Figures, of which a long page shows the latest alone."""
    periods: tuple[Period, ...] = ()


@dataclass(frozen=True)
class DueList:
    lines: tuple[DueLine, ...]
    more: str
    """How many are left out here, which stand on their deals' and days' pages; empty of none."""


@dataclass(frozen=True, kw_only=True)
class WatchPage(Page):
    template: str = "watch.html"
    genre: str = "website"
    due: DueList
    overdue: DueList
    open: DueList
    resolved: DueList


@dataclass(frozen=True)
class OwnCorrection:
    """A mistake of the desk's own, and where it stood."""

    where: Link
    kind: str
    """`statement`, `article`, `deal`, …"""
    correction: CorrectionNote


@dataclass(frozen=True)
class Week:
    id: str
    """Its first day, `2025-05-05`."""
    words: str
    """`5–11 May 2025`"""
    changes: tuple[ChangeLine, ...]
    """The weightiest first."""
    more: str
    """How many are left out here; empty of none."""


@dataclass(frozen=True, kw_only=True)
class ChangesPage(Page):
    template: str = "changes.html"
    genre: str = "website"
    weeks: tuple[Week, ...]
    """The latest first."""
    days: tuple[str, ...]
    """How much changed on each of the last days that had anything, for who comes again: `2025-05-09:3`."""
    periods: tuple[Period, ...] = ()
    """The pages of the years, or months, of a long history."""


@dataclass(frozen=True, kw_only=True)
class CorrectionsPage(Page):
    template: str = "corrections.html"
    genre: str = "website"
    policy_html: str
    """The desk's own words on how it mends mistakes."""
    corrections: tuple[OwnCorrection, ...]
    own_articles: tuple[SourceCorrection, ...]
    """Articles of the desk's own that it has corrected or retracted."""
    own_statements: tuple[Card, ...]
    """Statements in which the desk's own articles do so."""
    withdrawn: tuple[WithdrawalNote, ...]
    """Pages that the desk has withdrawn, the latest first."""
    source_articles: tuple[SourceCorrection, ...]
    """Of all other outlets."""
    source_statements: tuple[Card, ...]
    """Statements in which a source itself corrects or retracts."""
    preferred: tuple[Card, ...]
    """Statements that the desk prefers over earlier ones."""
