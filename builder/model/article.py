"""An article as written: front matter, text and annotations, typed but not yet resolved. Ids may name nothing, and
quotes may stand nowhere.
"""

from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlsplit

from builder.model import urls
from builder.model.config import Rights
from builder.model.dates import When
from builder.model.entities import Correction
from builder.model.finding import KeyPath, Location, Written
from builder.model.money import Amount, Quantity

FORMS = ("report", "document", "post", "transcript", "live", "own")
OUTLET_SPEAKS = frozenset({"document", "post", "own"})
"""Forms whose outlet is itself the speaker; in any other, an outlet alone is a claim without a named source."""
MODES = ("asserted", "denied", "planned", "hypothetical", "demanded", "offered", "no-comment")
STAGES = ("claimed", "requested", "pledged", "committed", "disbursed", "delivered", "repaid")
STANCES = ("supports", "opposes", "mixed", "neutral")
RELATIONS = ("confirms", "disputes", "qualifies", "corrects", "updates", "retracts")
OUTCOMES = ("met", "missed", "partly", "void")


OUTSIDE = ("https://", "http://", "//", urls.REF)
"""How almost every link begins that does not lead to the site's own pages."""


def is_inside(href: str) -> bool:
    """Whether a link leads to the site itself; what leads to a record is looked up by its id."""
    return not href.startswith(OUTSIDE) and not urlsplit(href).scheme


@dataclass(frozen=True)
class Body:
    """An article's text as a reader sees it, folded, with the way back into its HTML."""

    text: str
    """Folded text; blocks (paragraphs, headings, list items, cells) are joined by one `\\n`, which stands
    nowhere else."""
    html: str
    """The whole text rendered, without marks or first-mention links. Empty for articles whose text is not
    published."""
    segments: tuple[int, ...] = ()
    """Flat fours (text start, text end, html start, html end), rising; where both lengths are equal,
    character for
    character; else one text run for one piece of HTML, such as `"` for `&quot;`."""
    closed: tuple[tuple[int, int], ...] = ()
    """Stretches of the text (headings, links, code) in which no first-mention link is made."""
    headings: tuple[tuple[int, int], ...] = ()
    refs: tuple["Ref", ...] = ()
    """The author's own [[links]]."""
    links: tuple["ProseLink", ...] = ()
    """Links and images in the text, for the check of dead ones."""
    file: str = field(default="", compare=False)
    """Where it stands, and where offsets lead: below the article's front matter, or in `content/texts/`."""

    @cached_property
    def inside(self) -> tuple["ProseLink", ...]:
        """Those of them that lead to the site itself; sorted out once."""
        return tuple([link for link in self.links if link.is_inside])


@dataclass(frozen=True)
class Ref:
    id: str
    start: int
    """Offsets into the folded text."""
    end: int
    offset: int
    """Code points into the file's text, of the `[[`."""


@dataclass(frozen=True)
class ProseLink:
    href: str
    offset: int

    @property
    def is_inside(self) -> bool:
        return is_inside(self.href)


@dataclass(frozen=True)
class Derivation:
    source: str
    """Article id; `from` in the front matter."""
    how: str
    """translation, summary, rewrite or wire"""
    basis: str = "desk"
    """credited, same-text or desk"""
    why: str = ""


@dataclass(frozen=True)
class Check:
    """Someone compared the quotes with a page that may not be kept."""

    by: str
    on: When


@dataclass(frozen=True, kw_only=True)
class Front(Written):
    """An article's front matter."""

    id: str
    location: Location = field(compare=False)
    title: str
    outlet: str
    published: When
    title_ours: bool = False
    form: str = "report"
    dated_by: str = "page"
    dated_why: str = ""
    recorded: When | None = None
    url: str = ""
    archive: str = ""
    cutoff: When | None = None
    lang: str = ""
    topics: tuple[str, ...] = ()
    memo: str = ""
    rights: Rights | None = None
    """None: the site's."""
    rights_why: str = ""
    checked: Check | None = None
    derives: tuple[Derivation, ...] = ()
    version_of: str = ""
    standing: str = "ok"
    standing_on: When | None = None
    standing_why: str = ""
    draft: bool = False
    embargo: When | None = None
    former: tuple[str, ...] = ()
    corrected: tuple[Correction, ...] = ()
    allow: tuple[tuple[str, str], ...] = ()

    def location_of(self, key: KeyPath = (), part: str = "", *, on_key: bool = False) -> Location:
        return self.location.within(key, part, on_key=on_key)


@dataclass(frozen=True)
class Hop:
    """One link of an attribution chain."""

    kind: str
    """`actor` (one or, speaking jointly, several ids), `unnamed` (words as printed), `oneoff` (a voice
    without an entity)."""
    names: tuple[str, ...]

    def __str__(self) -> str:
        mark = {"actor": "", "unnamed": "~", "oneoff": "="}[self.kind]
        return " + ".join(mark + name for name in self.names)


@dataclass(frozen=True)
class Position:
    question: str
    option: str
    """As written; for a question of amount or number, its normalised text."""
    figure: Amount | Quantity | None = None
    holder: str = ""
    """Actor id where the voice reports another's position; empty where the voice holds it."""


@dataclass(frozen=True, kw_only=True)
class Annotation(Written):
    """One entry of an annotation file, the file's defaults laid under it."""

    quote: str
    gist: str
    index: int
    """Its place in the file, from 0."""
    file: str = field(compare=False)
    id: str = ""
    note: str = ""
    memo: str = ""
    nth: int = 0
    """1-based; 0 where not given."""
    before: str = ""
    after: str = ""
    loc: str = ""
    by: tuple[Hop, ...] = ()
    by_printed: str = ""
    deals: tuple[str, ...] = ()
    positions: tuple[Position, ...] = ()
    stance: tuple[tuple[str, str], ...] = ()
    mode: str = "asserted"
    hedge: str = ""
    condition: str = ""
    when: When | None = None
    when_printed: str = ""
    tz: str = ""
    due: When | None = None
    due_open: bool = False
    """`due: open`"""
    status: str = ""
    party: str = ""
    amount: Amount | None = None
    stage: str = ""
    payer: str = ""
    payee: str = ""
    measure: str = "total"
    """total, part or yearly"""
    quantity: Quantity | None = None
    event: str = ""
    verbatim: bool = False
    saying: str = ""
    translation: str = ""
    translated_by: str = ""
    relations: tuple[tuple[str, str], ...] = ()
    """(relation, statement id) with relation one of RELATIONS."""
    stated: bool = False
    resolves: tuple[tuple[str, str], ...] = ()
    """(statement id, outcome)"""
    corrected: tuple[Correction, ...] = ()
    recorded: When | None = None
    noted_by: str = ""
    checked_by: str = ""
    flags: tuple[str, ...] = ()
    draft: bool = False
    share: bool = False
    """Whether it has a picture of its own, if it may have one."""
    former: tuple[str, ...] = ()
    """Ids that it had before; linking sets those of other articles apart."""
    elsewhere: tuple[str, ...] = ()
    """Full ids that it had in other articles."""
    allow: tuple[tuple[str, str], ...] = ()
    given: frozenset[str] = frozenset()
    """The keys that the author set, here or by default."""
    defaulted: frozenset[str] = frozenset()
    """Those of them that come from the file's defaults: their place in the file is there."""

    misread: frozenset[str] = frozenset()
    """Keys that are given too, but whose values could not be read or name nothing: nobody is to miss them."""

    @property
    def location(self) -> Location:
        return Location(self.file, ("statements", self.index))

    def positions_on(self, question: str) -> tuple[Position, ...]:
        """Those that answer one question."""
        return tuple(position for position in self.positions if position.question == question)

    def location_of(self, key: KeyPath = (), part: str = "", *, on_key: bool = False) -> Location:
        """The place of one of its values; where it is not given, of the whole entry."""
        first = key if isinstance(key, str) else str(*key[:1])
        home = Location(self.file, ("defaults",)) if first in self.defaulted else self.location
        return home.within(key, part, on_key=on_key) if first in self.given else home

    at = location_of


@dataclass(frozen=True)
class FreePage:
    """A page of the site's own: about, method."""

    stem: str
    title: str
    location: Location = field(compare=False)
    html: str = ""
    """Rendered; its [[links]] stand as `urls.REF` and `urls.NAME`."""
    links: tuple[ProseLink, ...] = ()
    refs: tuple[str, ...] = ()
    draft: bool = False
