"""What was published once and is not to be lost: the addresses, when each statement first stood there and last
changed its meaning; and what the desk has withdrawn since."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from builder.model import urls
from builder.model.dates import When
from builder.model.digest import DigestLock
from builder.model.finding import Location

LOCK = "content/urls.lock"
WITHDRAWN = "content/withdrawn.yml"


@dataclass(frozen=True)
class LockEntry:
    """The history of one statement's page. Days are ISO dates."""

    first: str
    """On which it was first published."""
    changed: str
    """On which what it says last changed, as published."""
    meaning: str
    """A digest of what it said then; empty where that was purged."""


@dataclass(frozen=True)
class Lock:
    """Every address that has been published."""

    pages: Mapping[str, LockEntry | None] = field(default_factory=dict)
    """By site path; only statements have an entry."""
    tag: str = ""
    """What the ids in feeds begin with, fixed at first publication: `tag:example.org,2025:/minerals-desk`"""

    @property
    def last(self) -> str:
        """The last day on which anything new was published, as far as is known."""
        return max((entry.first for entry in self.pages.values() if entry), default="")

    def between(self, day: str, now: str) -> frozenset[str]:
        """The pages that were first published after a day, and not after `now`: a page that would be younger than that
        has a wrong date. Articles have no date but that of their statements."""
        if self.last <= day:
            return frozenset()
        dated = {page: entry.first for page, entry in self.pages.items() if entry}
        later = {page for page, first in dated.items() if day < first <= now}
        folders = {page.split("/")[2] for page in later if urls.is_statement_page(page)}
        before = {page.split("/")[2] for page in dated.keys() - later if urls.is_statement_page(page)}
        return frozenset(later | {urls.record("article", id) for id in folders - before})


@dataclass(frozen=True)
class Withdrawal:
    """A page that the desk has withdrawn."""

    page: str
    """Site path."""
    on: When
    why: str
    location: Location = field(compare=False)


@dataclass(frozen=True)
class PublishedState:
    """What the site has published, and taken back."""

    lock: Lock = field(default_factory=Lock)
    """Empty in builds with drafts, which are not published."""
    withdrawn: Mapping[str, Withdrawal] = field(default_factory=dict)
    """By site path."""
    digests: Mapping[str, DigestLock] = field(default_factory=dict)
    """The closed editions by id."""
    later: frozenset[str] = frozenset()
    """Pages that were published after the day of this build."""
    now: date = date.max
    """The day that it is, whichever day the site is built for: what is dated later lies in the future."""

    @cached_property
    def statements(self) -> Mapping[str, tuple[Withdrawal, ...]]:
        """The withdrawn statements by the article in whose folder they stood."""
        found: dict[str, list[Withdrawal]] = {}
        for page, withdrawal in self.withdrawn.items():
            folder, *rest = page.strip("/").split("/")
            if folder == "s":
                found.setdefault(rest[0], []).append(withdrawal)
        return {article: tuple(each) for article, each in found.items()}


NOTHING_KEPT = PublishedState()
