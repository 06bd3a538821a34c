"""A finding: what is wrong, where, and where possible the mend. The table of all codes."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TypeAlias


class Severity(IntEnum):
    NOTE = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        return self.name.lower()


@dataclass(frozen=True)
class Location:
    """A place as the stages know it; line and column are found only when a finding is shown
    (parse/locate.py)."""

    file: str
    keys: tuple[str | int, ...] = ()
    """The way to a YAML value from the top of the file or front matter: `("statements", 3, "by")`."""
    part: str = ""
    """The words within that value, or within the file's text, that show the fault; empty for the whole."""
    offset: int = -1
    """Code points into the file's text, for findings in Markdown text rather than YAML; -1 where keys
    lead."""
    on_key: bool = False
    """True where the fault is the key itself, not its value."""

    def within(self, key: "KeyPath", part: str = "", *, on_key: bool = False) -> "Location":
        """The place of a value that is under this one."""
        keys = (key,) if isinstance(key, str) else key
        return Location(self.file, (*self.keys, *keys), part, on_key=on_key) if keys else self


KeyPath: TypeAlias = str | tuple[str | int, ...]
"""A key, or the way through several: `"amount"`, `("derives", 0, "from")`. Empty for all that is written here."""


@dataclass(frozen=True)
class Finding:
    code: str
    message: str
    """Lower case, no full stop, identifiers in backticks; says what is wrong, not what to do."""
    location: Location
    help: str = ""
    """The mend."""
    notes: tuple[str, ...] = ()
    """More that helps to see it: the difference word by word, the places found."""
    allow: tuple[str, ...] = field(default=(), compare=False)
    """Codes of warnings that the record itself silences."""

    @property
    def kind(self) -> "Code":
        return CODES[self.code]

    @property
    def severity(self) -> Severity:
        return self.kind.severity


class Written:
    """What an author writes under keys of a file, and may silence warnings on: a statement, an article's front matter,
    an entity. Each of them is a subclass, and says where its keys are."""

    allow: tuple[tuple[str, str], ...]
    """(code, reason)"""

    def location_of(self, key: KeyPath = (), part: str = "", *, on_key: bool = False) -> Location:
        """The place of one of its values."""
        raise NotImplementedError

    @property
    def silenced(self) -> tuple[str, ...]:
        """The codes of warnings that its author silences."""
        return tuple([code for code, _ in self.allow])

    def finding(
        self, code: str, message: str, key: KeyPath = (), part: str = "", *, help: str = "", notes: tuple[str, ...] = ()
    ) -> Finding:
        """A finding in one of its values, or, without a key, in all of it."""
        return Finding(code, message, self.location_of(key, part), help, notes, self.silenced)


def failing(findings: Iterable[Finding], *, strict: bool = False) -> bool:
    """Whether any is an error; under `strict`, a warning."""
    least = Severity.WARNING if strict else Severity.ERROR
    return any(finding.severity >= least for finding in findings)


@dataclass(frozen=True)
class Code:
    """A kind of finding. Its page in docs/findings has the same name, and says what it means and how to fix it."""

    name: str
    severity: Severity
    hides: bool = False
    """Whether an article, a statement or an entity may be missing because of it."""
    follows: str = ""
    """What may be missing where it is reported, so that it waits until that is fixed: an `entity`; an article or
    statement by its `name`; some `statement`, whichever; or `any` of these."""
    by_ids: bool = False
    """Whether it, or the help that it gives, depends on which ids there are."""
    by_names: bool = False
    """Whether it depends on what entities are called."""


E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTE
CODES = {code.name: code for code in (
    # YAML and files
    Code("bad-yaml", E, hides=True),
    Code("bad-indent", E, hides=True),
    Code("duplicate-key", E, hides=True),
    Code("unknown-key", E, hides=True),
    Code("missing-key", E, hides=True),
    Code("empty-value", E, hides=True),
    Code("text-after-hash", E, hides=True),
    Code("unquoted-text", E, hides=True),
    Code("yaml-alias", E, hides=True),
    Code("wrong-type", E, hides=True),
    Code("bad-value", E, hides=True),
    Code("bad-id", E, hides=True, by_ids=True),
    Code("not-utf8", E),
    Code("control-character", E),
    Code("no-front-matter", E, hides=True),
    Code("orphan-annotations", E),
    Code("orphan-text", E),
    Code("text-twice", E),
    Code("bad-file-name", E),
    Code("unread-file", W),
    Code("file-over-theme", W),
    # references
    Code("bad-link", E),
    Code("unknown-id", E, follows="entity", by_ids=True),
    Code("unknown-actor", E, follows="entity", by_ids=True),
    Code("unknown-deal", E, follows="entity", by_ids=True),
    Code("unknown-event", E, follows="entity", by_ids=True),
    Code("unknown-place", E, follows="entity", by_ids=True),
    Code("unknown-question", E, follows="entity", by_ids=True),
    Code("unknown-article", E, follows="name", by_ids=True),
    Code("unknown-statement", E, follows="name"),
    Code("wrong-kind", E, follows="entity", by_ids=True),
    Code("duplicate-id", E),
    Code("url-collision", E),
    Code("too-deep", E),
    Code("markup-as-text", W, by_ids=True),
    Code("shared-alias", W),
    Code("alias-is-name", W),
    Code("shared-name", W),
    Code("ambiguous-voice", W, by_names=True),
    Code("unlinked-name", N, by_names=True),
    # entities
    Code("part-of-cycle", E),
    Code("derives-cycle", E),
    Code("unknown-country", E),
    Code("unknown-zone", E),
    Code("deal-without-status", W, follows="any"),
    Code("overlapping-roles", W),
    Code("voice-outside-role", W),
    Code("unused-entity", N, follows="any"),
    # quotes
    Code("quote-not-found", E),
    Code("quote-not-unique", E),
    Code("needless-nth", E),
    Code("gap-across-blocks", E),
    Code("gap-hides-word", W),
    Code("quote-not-locked", E),
    Code("same-span", E),
    Code("only-in-title", W),
    Code("long-quote", W),
    Code("quote-share", W),
    # attribution
    Code("empty-hop", E),
    Code("phrase-not-found", E),
    Code("voice-not-named", W, by_names=True),
    Code("voice-not-near", N, by_names=True),
    Code("carrier-not-named", W, by_names=True),
    Code("verbatim-without-marks", W),
    Code("renderings-differ", W),
    Code("outlet-alone", N),
    # dates
    Code("impossible-date", E, hides=True),
    Code("bad-date", E, hides=True),
    Code("printed-date-disagrees", E),
    Code("printed-date-not-found", E),
    Code("date-not-coded", W),
    Code("asserted-before-it-happened", W),
    Code("event-on-another-day", W),
    Code("day-in-future", E),
    Code("published-after-recorded", W),
    Code("planned-without-due", W),
    Code("no-outcome", N, follows="statement"),
    Code("stale", N, follows="statement"),
    Code("one-moment", N),
    # status
    Code("not-on-ladder", E),
    Code("not-a-party", E, follows="entity"),
    Code("backward-status", W),
    Code("disputed-status", W),
    Code("only-unnamed", N),
    Code("status-not-in-words", N, by_names=True),
    # money
    Code("unknown-currency", E),
    Code("bad-amount", E, by_ids=True),
    Code("figure-not-in-quote", E),
    Code("figure-unread", W),
    Code("currency-sign", W),
    Code("amount-hedge", W),
    Code("figure-only-in-gist", W),
    Code("unit-not-in-paragraph", W),
    Code("no-stage", W),
    Code("level-falls", W),
    Code("parts-exceed-whole", W),
    Code("no-rate", N),
    Code("payer-not-a-party", N),
    # claims
    Code("unknown-option", E, by_ids=True),
    Code("question-of-another-deal", E, follows="entity", by_ids=True),
    Code("several-deals", E),
    Code("words-not-in-paragraph", E),
    Code("relation-cycle", E),
    Code("denied-without-target", E),
    Code("corrects-nothing", W),
    Code("unlikely-relation", W),
    Code("unlikely-source", W),
    Code("source-not-listed", N),
    Code("retracted-support", W),
    Code("settles-nothing", W),
    Code("not-shared", W),
    Code("not-checked", W),
    Code("no-effect", W),
    Code("gist-without-link", N),
    Code("negation-differs", N, by_names=True),
    Code("modal-lost", N, by_names=True),
    Code("gist-of-another-deal", N),
    Code("unknown-change", W),
    Code("gist-repeats-quote", N, by_names=True),
    # site
    Code("dead-link", E, follows="entity"),
    Code("bad-lock", E),
    Code("lock-rewritten", E),
    Code("address-vanished", E),
    Code("withdrawn-unknown", E),
    Code("rights-forbid", E),
    Code("text-not-at-hand", E),
    Code("body-under-link-only", E),
    Code("bad-template", E),
    Code("closed-digest", W),
    Code("no-scope", W),
    Code("not-recorded", W),
    Code("link-only-without-source", W),
)}  # fmt: skip
