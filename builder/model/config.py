"""site.yml as a value, and the ladders that a deal's status climbs."""

from dataclasses import dataclass, field
from typing import Literal

from builder.model.prose import NO_PROSE, Prose

Rights = Literal["full", "excerpt", "link-only"]
OPEN_RUNGS = frozenset(
    ("mooted", "considered", "planned", "proposed", "tabled", "offered", "bid", "tendered", "announced", "invited",
     "requested", "applied", "submitted", "filed", "notified", "introduced", "referred", "pending", "negotiating",
     "in-talks", "in-review", "under-review")
)  # fmt: skip
"""Common words for rungs that wait for an answer: one side gets there alone, and the other may refuse the same day."""


@dataclass(frozen=True)
class Ladder:
    name: str
    rungs: tuple[str, ...]
    exits: tuple[str, ...]
    climbs: bool = True
    """False where rungs have no order, and simply the latest stands."""
    outcomes: tuple[str, ...] = ()
    """What such a ladder can come to: rungs after which nothing newer is awaited."""
    open: tuple[str, ...] = ()
    """Rungs that wait for an answer. Where none is listed, these are the lowest one and those of `OPEN_RUNGS`."""

    words: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """(rung or exit, how words of quotes and gists begin that tell of it), beside those that Dateline knows."""

    def words_for(self, step: str) -> tuple[str, ...]:
        """The site's own words for a rung or exit."""
        return next((words for name, words in self.words if name == step), ())

    def is_open(self, rung: str) -> bool:
        """Whether the rung waits for an answer, so that an exit can follow from it within a day."""
        if self.open:
            return rung in self.open
        return rung in OPEN_RUNGS or (self.climbs and rung == self.rungs[0])

    def height(self, rung: str) -> int:
        """Position of a rung from the bottom; -1 for an exit."""
        return self.rungs.index(rung) if rung in self.rungs else -1

    def has(self, rung: str) -> bool:
        return rung in self.rungs or rung in self.exits

    def is_exit(self, rung: str) -> bool:
        return rung in self.exits

    def is_final(self, rung: str) -> bool:
        """Whether nothing newer is awaited: at an exit, an outcome, or the top of a ladder that climbs."""
        return rung in self.exits or rung in self.outcomes or (self.climbs and rung == self.rungs[-1])


EXITS = (
    "stalled", "suspended", "postponed", "rejected", "withdrawn",
    "cancelled", "collapsed", "expired", "terminated", "replaced",
)  # fmt: skip
LADDERS = {
    ladder.name: ladder
    for ladder in (
        Ladder(
            "agreement",
            ("mooted", "proposed", "negotiating", "agreed", "signed", "submitted", "ratified", "in-force",
             "implementing", "completed"),
            EXITS,
        ),
        Ladder("money", ("mooted", "announced", "signed", "disbursing", "disbursed", "repaid"), EXITS),
        Ladder("promise", ("not-rated", "in-the-works", "compromise", "kept", "broken"), EXITS, climbs=False,
               outcomes=("kept", "broken")),
    )
}  # fmt: skip


SECOND_READER = ("unnamed", "denied", "preferred")
"""Statements by unnamed voices; those that deny; those by which the desk settles a question."""


@dataclass(frozen=True)
class NavItem:
    name: str
    url: str
    """A site path such as `/deals/`, or an absolute URL."""


@dataclass(frozen=True)
class Config:
    title: str
    url: str = ""
    """Where the site is published, with a closing slash; its path is the base path."""
    scope: str = ""
    publisher: str = ""
    contact: str = ""
    licence: str = ""
    language: str = "en"
    timezone: str = "UTC"
    theme: str = "default"
    rights: Rights = "excerpt"
    quote_limit: int = 25
    """Percent of an excerpt article's words that may stand in quotes."""
    stale_after: int = 30
    """Days."""
    currency: str = "USD"
    index_statements: bool = False
    """Whether search engines are asked to take in the pages of single statements, too."""
    data_quotes: bool = True
    """Whether the files for programs hold the quotes and their translations."""
    corrections_html: Prose = NO_PROSE
    """The desk's corrections policy."""
    repository: str = ""
    """Where the source can be seen."""
    nav: tuple[NavItem, ...] = ()
    second_reader: tuple[str, ...] = ()
    """Which statements someone else than their author has to check: some of SECOND_READER."""
    ladders: dict[str, Ladder] = field(default_factory=lambda: dict(LADDERS))
    allow: tuple[tuple[str, str], ...] = ()
    """Warning codes silenced for the whole site, each with its reason."""
