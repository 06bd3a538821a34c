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

    def within(self, key: "Key", part: str = "", *, on_key: bool = False) -> "Location":
        """The place of a value that is under this one."""
        keys = (key,) if isinstance(key, str) else key
        return Location(self.file, (*self.keys, *keys), part, on_key=on_key) if keys else self


Key: TypeAlias = str | tuple[str | int, ...]
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
    def severity(self) -> Severity:
        return CODES[self.code]


class Written:
    """What an author writes under keys of a file, and may silence warnings on: a statement, an article's front matter,
    an entity. Each of them is a subclass, and says where its keys are."""

    allow: tuple[tuple[str, str], ...]
    """(code, reason)"""

    def location_of(self, key: Key = (), part: str = "", *, on_key: bool = False) -> Location:
        """The place of one of its values."""
        raise NotImplementedError

    @property
    def silenced(self) -> tuple[str, ...]:
        """The codes of warnings that its author silences."""
        return tuple([code for code, _ in self.allow])

    def finding(
        self, code: str, message: str, key: Key = (), part: str = "", *, help: str = "", notes: tuple[str, ...] = ()
    ) -> Finding:
        """A finding in one of its values, or, without a key, in all of it."""
        return Finding(code, message, self.location_of(key, part), help, notes, self.silenced)


def failing(findings: Iterable[Finding], *, strict: bool = False) -> bool:
    """Whether any is an error; under `strict`, a warning."""
    least = Severity.WARNING if strict else Severity.ERROR
    return any(finding.severity >= least for finding in findings)


E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTE
CODES: dict[str, Severity] = {
    # YAML and files
    "bad-yaml": E,             # not YAML at all, with libyaml's reason in our words
    "bad-indent": E,           # a tab, or a line indented unlike its neighbours
    "duplicate-key": E,
    "unknown-key": E,          # nearest known key
    "missing-key": E,
    "empty-value": E,
    "text-after-hash": E,      # a plain value cut by ` #`
    "unquoted-text": E,        # begins with [[ { @ > | ` % & * ! or holds `: `, and so is no text
    "yaml-alias": E,           # anchors, aliases, tags
    "wrong-type": E,           # a list where text is expected, and so on
    "bad-value": E,            # not one of the closed list; not a URL, number, yes/no
    "bad-id": E,               # not [a-z0-9][a-z0-9-]*, or `none`
    "not-utf8": E,
    "control-character": E,    # that no page can show
    "no-front-matter": E,
    "orphan-annotations": E,   # an annotation file without its article
    "orphan-text": E,          # a file of texts/ without its article
    "text-twice": E,           # a text below the front matter, and another in texts/
    "bad-file-name": E,        # a file of static/ that not every system can hold
    "unread-file": W,          # a file of content/ that has no part to play
    # references
    "unknown-id": E,           # a [[link]] to nothing
    "unknown-actor": E,
    "unknown-deal": E,
    "unknown-event": E,
    "unknown-place": E,
    "unknown-question": E,
    "unknown-article": E,
    "unknown-statement": E,
    "wrong-kind": E,           # the id exists, but is something else
    "duplicate-id": E,
    "url-collision": E,
    "shared-alias": W,
    "alias-is-name": W,
    "ambiguous-voice": W,
    "unlinked-name": N,
    # entities
    "part-of-cycle": E,
    "derives-cycle": E,        # an article that is made from itself, by `derives` or `version_of`
    "unknown-country": E,
    "unknown-zone": E,
    "deal-without-status": W,
    "overlapping-roles": W,
    "voice-outside-role": W,
    "unused-entity": N,
    # quotes
    "quote-not-found": E,
    "quote-not-unique": E,
    "needless-nth": E,         # nth, before or after that is needless or fits nothing
    "gap-across-blocks": E,
    "quote-not-locked": E,     # no text at hand, and quotes.lock does not hold the quote
    "same-span": E,            # two statements on one span without ids
    "only-in-title": W,
    "long-quote": W,
    "quote-share": W,
    # attribution
    "empty-hop": E,
    "phrase-not-found": E,     # a ~ phrase or by_printed that is not in the article
    "voice-not-named": W,
    "verbatim-without-marks": W,
    "renderings-differ": W,
    "outlet-alone": N,
    # dates
    "impossible-date": E,      # 2025-02-30, reversed
    "bad-date": E,             # not a date; nearest form
    "printed-date-disagrees": E,
    "printed-date-not-found": E,
    "asserted-before-it-happened": W,
    "published-after-recorded": W,
    "planned-without-due": W,
    "no-outcome": N,
    "stale": N,
    "one-moment": N,           # two dates whose instants overlap by their zones
    # status
    "not-on-ladder": E,
    "not-a-party": E,
    "backward-status": W,
    "disputed-status": W,
    "only-unnamed": N,
    # money
    "unknown-currency": E,
    "bad-amount": E,
    "figure-not-in-quote": E,
    "figure-unread": W,        # the scale words of this language are not known
    "currency-sign": W,
    "no-stage": W,
    "level-falls": W,
    "parts-exceed-whole": W,
    "no-rate": N,
    # claims
    "unknown-option": E,
    "question-of-another-deal": E,
    "several-deals": E,        # several deals with status, amount or positions
    "words-not-in-paragraph": E,  # hedge or condition
    "relation-cycle": E,
    "denied-without-target": E,
    "corrects-nothing": W,
    "retracted-support": W,
    "not-shared": W,           # `share: yes` on what has no picture of its own
    "gist-without-link": N,
    "gist-repeats-quote": N,
    # site
    "dead-link": E,
    "bad-lock": E,
    "address-vanished": E,     # published once, and without a page now
    "withdrawn-unknown": E,    # a withdrawal of what was never published
    "rights-forbid": E,        # rights: full without form: own or rights_why
    "text-not-at-hand": E,     # rights: full, and the text stands elsewhere
    "body-under-link-only": E,
    "bad-template": E,
    "no-scope": W,
    "not-recorded": W,
    "link-only-without-source": W,
}  # fmt: skip
