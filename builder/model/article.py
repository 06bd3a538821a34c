"""An article as written: front matter, text and annotations, typed but not yet resolved. Ids may name nothing, and
quotes may stand nowhere.
"""

from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlsplit

from builder.model.config import Rights
from builder.model.dates import When
from builder.model.entities import Correction
from builder.model.finding import KeyPath, Location, Written
from builder.model.money import Amount, Quantity
from builder.model.prose import NO_PROSE, Prose
from builder.model.statement_keys import (
    DESK,
    PASSAGE,
    RELATION,
    WHAT,
    WHEN,
    WHO,
    StatementKey,
    key,
    keys,
    statement_keys,
)
from builder.model.tables import Column

FORMS = ("report", "document", "post", "transcript", "live", "own")
OUTLET_SPEAKS = frozenset({"document", "post", "own"})
"""Forms whose outlet is itself the speaker; in any other, an outlet alone is a claim without a named source."""
DIRECT = frozenset({"transcript", "document", "post"})
"""Forms that are someone's own words throughout, and need no quotation marks to say so."""
MODES = ("asserted", "denied", "planned", "hypothetical", "demanded", "offered", "no-comment")
AWAITING = frozenset({"planned", "hypothetical", "demanded", "offered"})
"""Modes of what is still to come, so that it can be due."""
STAGES = ("claimed", "requested", "pledged", "committed", "disbursed", "delivered", "owed", "repaid")
RISING = frozenset(STAGES) - {"owed"}
"""Stages at which a figure is all so far, so that a later one is no lower; a debt is paid off."""
STANCES = ("supports", "opposes", "mixed", "neutral")
MEASURES = ("total", "part", "yearly", "each")
RELATIONS = {
    "confirms": "statements that it confirms", "disputes": "statements that it disputes",
    "qualifies": "statements that it qualifies", "corrects": "statements that it corrects",
    "updates": "statements that it brings up to date", "retracts": "statements that it takes back",
}  # fmt: skip
"""What a statement can do to others, and what that means."""
OUTCOMES = ("met", "missed", "partly", "void")


OUTSIDE = ("https://", "http://", "//")
"""How almost every link begins that does not lead to the site's own pages."""


def is_inside(href: str) -> bool:
    """Whether a link leads to the site itself."""
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
    as_text: tuple[tuple[str, int], ...] = ()
    """HTML, Liquid and the like that a reader sees as it stands, and its place in the file."""
    too_deep: int = -1
    """The place in the file of what lies too deep in lists to be shown; -1 where nothing does."""
    plain: tuple[tuple[str, int], ...] = ()
    """Ids in double brackets that name nothing, so that the brackets are the article's own; and their place."""

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
    wire: str = ""
    """The agency whose copy it is: actor id."""
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


# fmt: off
@dataclass(frozen=True, kw_only=True)
class Annotation(Written):
    """One entry of an annotation file, the file's defaults laid under it.

    A field that a key fills stands as the row of that key: what it takes, its section of the guide, an example, what it
    means to authors, and what its column in the data files holds.
    """

    quote: str = key("text", PASSAGE, '"a loan of 2.6 billion pounds"',
        "the exact words, from the text or, failing that, the title",
        (Column("quote", "text", "The exact words.", printed=True),), required=True, own=True)
    gist: Prose = key("sentence", PASSAGE, '"[[norland]] lent money to [[sudland]]."',
        "one full, neutral sentence of yours that makes sense on its own. Plain text with [links](#links-in-prose). "
        "It is never shown without its speaker",
        "Our sentence for it; [[id]] names something on file. Never without its voice.", required=True, own=True)
    id: str = key("id", PASSAGE, "loan",
        "the last part of the statement's address. If you leave it out, it is made from the quote, and changes with "
        "the quote. The full name is `article/id`",
        "Its id: its article’s, a slash and its own.", own=True, says=False)
    nth: int = key("number", PASSAGE, "2", "which occurrence you mean, if the words occur more than once", shown="",
                   private=True)
    before: str = key("text", PASSAGE, "On Monday, Norland announced",
                      "the same, by the words in front of it", shown="", private=True)
    after: str = key("text", PASSAGE, "to Sudland", "the same, by the words that follow", shown="", private=True)
    loc: str = key("text", PASSAGE, "p. 14", "a page or a time, such as `14:32`", "Page or time code.")
    note: Prose = key("prose", PASSAGE, '"It names no source."', "your comment, published as yours", "Our comment.",
                      default=NO_PROSE)
    memo: str = key("text", PASSAGE, "ask the ministry", "your private remark, never published", shown="", private=True)
    translation: str = key("text", PASSAGE, '"a loan"', "the quote in your readers' language",
        (Column("translation", "text", "The quote in the reader’s language.", printed=True),))
    translated_by: str = key("choice", PASSAGE, "desk", "who translated it", "desk, outlet or machine.",
                             options=("desk", "outlet", "machine"))

    by: tuple[Hop, ...] = key("voices", WHO, "norland", "who speaks, see [who says it](#who-says-it)")
    by_printed: str = key("text", WHO, "the ministry said", "the words in the article that say so",
        (Column("by_printed", "text", "The words that say who speaks.", printed=True),), shown="article page")
    verbatim: bool = key("flag", WHO, "yes", "direct speech: the article puts these words in quotation marks",
                         "Whether the quote is the voice’s own direct speech.")
    saying: str = key("term", WHO, "toast",
        "a name of your choice for one utterance; give it to all statements that report that utterance, and Dateline "
        "compares them",
        "The same for several renderings of one utterance.", shown="")

    deals: tuple[str, ...] = key("ids", WHAT, "port-loan",
        "the deal it is about, or a list of deals (then without status, amount and positions)",
        (Column("deals", "ids", "The deals it is about.", "deal"),), name="deal")
    mode: str = key("choice", WHAT, "denied", "what the speaker does, see below; `asserted` if left out",
        "asserted, denied, planned, hypothetical, demanded, offered or no-comment.", default=MODES[0], options=MODES)
    hedge: str = key("text", WHAT, "likely", "the speaker's own words of doubt, from the paragraph of the quote",
        (Column("hedge", "text", "The speaker’s words of doubt.", printed=True),))
    condition: str = key("text", WHAT, "should parliament agree",
        "the speaker's own words for a condition, from the paragraph of the quote",
        (Column("condition", "text", "The speaker’s condition.", printed=True),))
    status: str = key("term", WHAT, "signed", "a step on the deal's ladder",
                      "The rung of the deal’s ladder that it reports.")
    party: str = key("id", WHAT, "sudland", "the party whose status it is, if it is not that of the whole deal",
        (Column("party", "id", "Whose status it is, where not the whole deal’s.", refers="actors"),))
    positions: tuple[Position, ...] = key("positions", WHAT, "{fair: fair}",
                                          "answers to [questions](#questions-positions-disagreements)")
    stance: tuple[tuple[str, str], ...] = key("stances", WHAT, "{sudland: supports}", "who is for or against the deal",
        "Who is for or against the deal: supports, opposes, mixed or neutral.", options=STANCES)
    amount: Amount | None = key("amount", WHAT, "GBP 2.6bn", "a sum of [money](#money-and-quantities)", (
        Column("currency", "text", "ISO 4217 code of the sum.", "amount.currency"),
        Column("value", "number", "The sum, where it is one figure.", "amount.value"),
        Column("low", "number", "At least so much.", "amount.low"),
        Column("high", "number", "At most so much.", "amount.high"),
        Column("approximate", "flag", "Whether it is given as about so much.", "amount.approx"),
    ))
    stage: str = key("choice", WHAT, "pledged", "how far the sum has come",
        "claimed, requested, pledged, committed, disbursed, delivered, owed or repaid.", options=STAGES)
    payer: str = key("id", WHAT, "norland", "who pays", (Column("payer", "id", "Who pays.", refers="actors"),))
    payee: str = key("id", WHAT, "sudland", "who is paid", (Column("payee", "id", "Who is paid.", refers="actors"),))
    measure: str = key("choice", WHAT, "yearly", "what the sum is; `total` if left out", "total, part, yearly or each.",
                       default=MEASURES[0], options=MEASURES)
    quantity: Quantity | None = key("quantity", WHAT, "nine pages", "a number and what it counts", (
        Column("number", "number", "How many, where it counts something.", "quantity.number"),
        Column("unit", "text", "What it counts.", "quantity.unit"),
    ))
    event: str = key("id", WHAT, "london-summit", "the event that the passage reports",
                     (Column("event", "id", "The event it reports.", refers="events"),))

    when: When | None = key("day", WHEN, "2025-03-03", "the date of what is reported, see [dates](#dates)",
                            (Column("happened", "date", "The date of what is told.", "when"),))
    when_printed: str = key("text", WHEN, "On Monday",
        "the date as printed, from the paragraph of the quote; a weekday or day in it must fit `when` (or `due`, if "
        "there is no `when`)",
        (Column("when_printed", "text", "The words that say when.", printed=True),))
    tz: str = key("zone", WHEN, "Europe/Kyiv", "the time zone of that date", "The time zone of its date.", shown="")
    due: When | None = key("due", WHEN, "../2025-06-30",
        "for something planned, demanded, offered or hypothetical: the deadline, as a date or a span, or `open`",
        "Of something still to come: by when, or open.")
    due_open: bool = False
    """`due: open`"""

    relations: tuple[tuple[str, str], ...] = keys(*(
        StatementKey(name=kind, kind="statements", section=RELATION, example="[a/loan]", meaning=meaning,
                     columns=(Column(kind, "ids", f"Statements that it {kind}."),))
        for kind, meaning in RELATIONS.items()
    ))
    """(relation, statement id) with relation one of RELATIONS."""
    resolves: tuple[tuple[str, str], ...] = key("outcomes", RELATION, "{a/loan: met}",
        "plans or forecasts, each with how it turned out", "Plans of which it tells what they came to.",
        options=OUTCOMES)
    """(statement id, outcome)"""
    stated: bool = key("flag", RELATION, "yes",
        "the source itself makes the link. Without it, the site says that this is your reading",
        "Whether it says so itself; else that is the desk’s reading.")

    corrected: tuple[Correction, ...] = key("corrections", DESK, '{on: 2025-03-06, was: "2.5 billion", why: a slip}',
        "your own mistakes in this statement", "Days on which the desk mended its record of it.")
    recorded: When | None = key("day", DESK, "2025-03-05", "the day you added it, if later than the article",
        "When it was put on file: on its own day, or with its article.", shown="feeds", says=False)
    noted_by: str = key("text", DESK, "ann", "who wrote it", shown="", private=True)
    checked_by: str = key("text", DESK, "bob", "who checked it", shown="", private=True)
    flags: tuple[str, ...] = key("texts", DESK, "[to check]", "labels for your own use", shown="", private=True)
    share: bool = key("flag", DESK, "yes",
        "make a [card](commands.md#cards): the picture that appears when a link to the statement is pasted. Not "
        "possible if the voice is unnamed or the statement is disputed", shown="picture", private=True)
    lead: bool = key("flag", DESK, "yes", "one of the main things to know: it stands before others in what changed",
                     "Whether the desk holds it for one of the main things to know.", shown="home page", says=False)
    former: tuple[str, ...] = key("statements", DESK, "[old-id]",
        "earlier ids: the id alone, or `article/id` if it was in another article then",
        (Column("former", "ids", "Ids it had before; `article/statement` where it stood in another article."),),
        shown="addresses", says=False)
    """Linking sets those of other articles apart."""
    draft: bool = key("flag", DESK, "yes", "do not publish it yet", shown="", private=True)
    allow: tuple[tuple[str, str], ...] = key("reasons", DESK, '{long-quote: "one clause"}',
        "[warnings](#errors-warnings-notes) to silence, each with your reason", shown="", private=True)

    index: int
    """Its place in the file, from 0."""
    file: str = field(compare=False)
    elsewhere: tuple[str, ...] = ()
    """Full ids that it had in other articles."""
    given: frozenset[str] = frozenset()
    """The keys that the author set, here or by default."""
    defaulted: frozenset[str] = frozenset()
    """Those of them that come from the file's defaults: their place in the file is there."""
    misread: frozenset[str] = frozenset()
    """Keys that are given too, but whose values could not be read or name nothing: nobody is to miss them."""
    # fmt: on

    @property
    def location(self) -> Location:
        return Location(self.file, ("statements", self.index))

    @property
    def is_awaited(self) -> bool:
        """Whether something is to come by a date, or by an open one."""
        return (self.due is not None or self.due_open) and self.mode in AWAITING

    def carries(self, key: str) -> bool:
        """Whether it gives a value for a key."""
        return bool(getattr(self, key)) or (key == "due" and self.due_open)

    def positions_on(self, question: str) -> tuple[Position, ...]:
        """Those that answer one question."""
        return tuple(position for position in self.positions if position.question == question)

    def location_of(self, key: KeyPath = (), part: str = "", *, on_key: bool = False) -> Location:
        """The place of one of its values; where it is not given, of the whole entry."""
        first = key if isinstance(key, str) else str(*key[:1])
        home = Location(self.file, ("defaults",)) if first in self.defaulted else self.location
        return home.within(key, part, on_key=on_key) if first in self.given else home



STATEMENT_KEYS = statement_keys(Annotation)
"""The table of keys."""


@dataclass(frozen=True)
class FreePage:
    """A page of the site's own: about, method."""

    stem: str
    title: str
    location: Location = field(compare=False)
    html: Prose = NO_PROSE
    links: tuple[ProseLink, ...] = ()
    """All but those to records."""
    as_text: tuple[tuple[str, int], ...] = ()
    """As in a Body."""
    draft: bool = False
    embargo: When | None = None


SECTIONS_OF_DIGEST = ("changes", "disputes", "money", "corrections", "watch")
"""What a digest's page composes, in their order; a marker in its prose places one, or leaves it out."""


@dataclass(frozen=True)
class Digest(FreePage):
    """An edition: what changed over some days, with the desk's own words. Its stem is `digests/ID`."""

    date: When = field(kw_only=True)
    covers: When | None = None
    """The days whose changes it tells; None: those since the edition before."""
    state: str = "ready"
    """`draft`, `ready` or `sent`"""
    items: tuple[str, ...] = ()
    """Ids of the changes that it tells, in its order; of none, the weightiest, one a deal."""

    @property
    def id(self) -> str:
        return self.stem.rpartition("/")[2]
