"""The data dictionary: every table for programs, column by column. The CSV files, the database, their descriptions
and the page `/data/` are all made from this one."""

from collections.abc import Iterable

from builder.model.article import STATEMENT_KEYS
from builder.model.tables import Column, Schema

KINDS = {
    "id": "An id, as in the address of a page; a statement’s is that of its article, a slash and its own.",
    "ids": "Ids, separated by spaces.",
    "text": "Words, or one of a few fixed terms.",
    "words": "Several texts, separated by a bar, |.",
    "chain": "Voices, separated by >.",
    "date": "A date as EDTF: 2025-05-01, 2025-05, ../2025-05-08 (by then). No more exact than its source.",
    "dates": "Such dates, separated by spaces.",
    "number": "A decimal; money in whole units of its currency.",
    "count": "A whole number.",
    "flag": "1 for yes, 0 for no.",
    "pairs": "An id, = and a term; several separated by spaces.",
    "url": "An address.",
}
"""Kind of column to what its cells hold."""


ID = Column("id", "id", "Its id.")
NAME = Column("name", "text", "Its name, as the site prints it.")
ALIASES = Column("aliases", "words", "Other names.")
URL = Column("url", "url", "Its own site.")
WIKIDATA = Column("wikidata", "text", "Its item there.")
ISO = Column("iso", "text", "Country, as ISO 3166.")
VOICE = "An id, several joined by +; ~ and words for unnamed people, = and words for a voice that occurs once."
ORDER = """
    id article url told happened voice chain origin gist mode quote translation translated_by wording verbatim
    by_printed when_printed hedge condition note loc deals status party event stage payer payee measure currency value
    low high approximate number unit due outcome stance confirms disputes qualifies corrects updates retracts
    disputed_by resolves stated tz saying corrected recorded former
""".split()  # noqa: SIM905
"""The columns of statements that have a place of their own. Any other comes after them, so that programs which count
columns go on reading the right ones."""
COMPUTED = (
    Column("article", "id", "The article it stands in.", refers="articles"),
    Column("url", "url", "The passage on this site."),
    Column("told", "date", "When it was told: the article’s date."),
    Column("voice", "text", f"Who says it. {VOICE}"),
    Column("chain", "chain", "From the outlet to the voice."),
    Column("origin", "text", "Where the account comes from: the last carrier with a name."),
    Column("wording", "text", "checked against our copy, or unchecked."),
    Column("outcome", "text", "What the plan came to: met, missed, partly or void."),
    Column("disputed_by", "ids", "Statements that dispute it: it must not be told without them."),
    Column("first_published", "date", "The day of its first publication; where none is locked, as recorded."),
    Column("last_changed", "date", "The last day on which what it means to readers changed."),
)
"""Columns of statements beside those that keys fill."""


def in_order(columns: Iterable[Column]) -> tuple[Column, ...]:
    known = {column.name: column for column in columns}
    return (*(known.pop(name) for name in ORDER), *known.values())


STATEMENTS = Schema(
    "statements",
    "Every statement: a passage, our sentence for it, and who says it.",
    in_order((*COMPUTED, *(column for key in STATEMENT_KEYS for column in key.columns))),
    sheet=True,
)
FIGURE = next(key.columns for key in STATEMENT_KEYS if key.name == "amount")
POSITIONS = Schema("positions", "Who answers what to which question.", (
    Column("question", "id", "What is asked.", refers="questions"),
    Column("option", "text", "The answer."),
    Column("holder", "text", f"Whose answer it is. {VOICE}"),
    Column("voice", "text", "Who says so: the holder, or someone who reports it."),
    Column("origin", "text", "Where the account comes from."),
    Column("mode", "text", "As of statements."),
    Column("told", "date", "When it was told."),
    Column("statement", "id", "The statement that says so.", refers="statements"),
    Column("side", "count", "Answers that agree have the same number within a question."),
    Column("since", "date", "The first day from which it holds.", "from"),
    Column("until", "date", "The day on which the same holder took another.", "to"),
), ("question", "statement", "holder", "option"), sheet=True)  # fmt: skip
MONEY = Schema("money", "The money table: the last known sum of each deal, stage and pair of sides.", (
    Column("id", "id", "The first statement that it rests on.", refers="statements"),
    Column("deal", "id", "The deal.", refers="deals"),
    Column("stage", "text", "As of statements."),
    Column("payer", "id", "Who pays.", refers="actors"),
    Column("payee", "id", "Who is paid.", refers="actors"),
    Column("voice", "text", "Of a claim: who claims it."),
    Column("measure", "text", "total, yearly or each: a price for one."),
    *(Column(each.name, each.kind, each.meaning, each.at.removeprefix("amount.")) for each in FIGURE),
    Column("conditional", "flag", "Whether it hangs on a condition."),
    Column("corrected_by", "id", "The statement that has corrected it: the row no longer stands.", refers="statements"),
    Column("statements", "ids", "What it rests on: one figure, or parts added up."),
    Column("earlier", "ids", "Statements whose figure it has overtaken, one of each level."),
    Column("also", "ids", "Statements that tell of it in another currency, with no conversion to compare them by."),
), sheet=True)  # fmt: skip
CHANGES = Schema("changes", "What changed in the record, the latest first.", (
    ID,
    Column("day", "date", "The day on which it came on file."),
    Column("kind", "text", "status, money, retraction, correction, turned, denial, outcome, overdue, ours, position or "
                           "statement, the weightiest first."),
    Column("statement", "id", "The statement that tells of it; none where it is about an article or a record.",
           refers="statements"),
    Column("deals", "ids", "The deals it is about."),
    Column("of", "text", "What it happened to: another statement, a question, a party, who takes a stance, an article "
                         "or a record."),
    Column("before", "text", "What stood there before: a rung, a statement, or what the desk had written."),
    Column("now", "text", "What stands there now: a rung, an outcome, a stance, or why the desk corrected it."),
    Column("lead", "flag", "Whether the desk holds it for one of the main things to know."),
), sheet=True)  # fmt: skip


ENTITIES = (
    Schema("articles", "Every article on file.", (
        ID,
        Column("title", "text", "Its headline.", printed=True),
        Column("title_ours", "flag", "Whether the desk made the title up."),
        Column("outlet", "id", "Who published it.", refers="actors"),
        Column("form", "text", "report, document, post, transcript, live or own (the desk’s)."),
        Column("published", "date", "Its date, with the time of day where it prints one."),
        Column("url", "url", "Where it stands."),
        Column("archive", "url", "A kept copy."),
        Column("lang", "text", "Its language, BCP 47."),
        Column("rights", "text", "full, excerpt or link-only: what of its text this site shows."),
        Column("topics", "words", "What it is about."),
        Column("version_of", "id", "The article of which it is a later version.", refers="articles"),
        Column("standing", "text", "ok, corrected, retracted or gone."),
        Column("standing_on", "date", "Since when."),
        Column("compared_by", "text", "Who compared the quotes with a page that may not be kept.", "checked.by"),
        Column("compared_on", "date", "When.", "checked.on"),
        Column("recorded", "date", "When it was put on file."),
    )),
    Schema("deals", "Every deal, with its status as last reported.", (
        ID, NAME, ALIASES,
        Column("ladder", "text", "The rungs that it climbs."),
        Column("rung", "text", "Where it stands, by someone’s word.", "status.rung"),
        Column("since", "dates", "Since when; several where sources differ.", "status.since"),
        Column("as_of", "date", "When that was last told.", "status.as_of"),
        Column("voice", "text", f"By whose word. {VOICE}", "status.voice"),
        Column("disputed", "flag", "Whether another voice contradicts it.", "status.disputed"),
        Column("parties", "ids", "Its parties."),
        Column("part_of", "id", "The deal of which it is a part.", refers="deals"),
        Column("checked", "date", "When the desk last looked and found nothing newer."),
    )),
    Schema("actors", "Everyone who speaks or is spoken of.", (
        ID, NAME, ALIASES,
        Column("kind", "text", "person, country, government, company, outlet and so on."),
        Column("part_of", "id", "What it is a part of.", refers="actors"),
        Column("owner", "id", "Who owns it.", refers="actors"),
        ISO, URL, WIKIDATA,
    )),
    Schema("events", "Every event.", (
        ID, NAME, ALIASES, Column("happened", "date", "When.", "when"), Column("places", "ids", "Where.", "at"),
    )),
    Schema("places", "Every place.", (
        ID, NAME, ALIASES, Column("part_of", "id", "The place it lies in.", refers="places"), ISO, URL, WIKIDATA,
    )),
    Schema("questions", "What is asked.", (
        ID,
        Column("ask", "text", "The question."),
        Column("deal", "id", "The deal it is about.", refers="deals"),
        Column("options", "words", "The possible answers; amount or number where a figure is asked for."),
        Column("labels", "words", "The same in the desk’s words, in the same order, where it gives any."),
        Column("settled_by", "id", "The statement that the desk takes for the answer for good.", refers="statements"),
    )),
)  # fmt: skip


STATEMENT = Column("statement", "id", "The statement.", refers="statements")
BETWEEN = (
    Schema("statement_deals", "Which statement is about which deals.", (
        STATEMENT, Column("deal", "id", "A deal it is about.", refers="deals"),
    ), ("statement", "deal")),
    Schema("statement_voices", "Whose statement it is, where the voice is on file.", (
        STATEMENT, Column("actor", "id", "The voice; several where they speak jointly.", refers="actors"),
    ), ("statement", "actor")),
    Schema("stances", "Who is for or against a deal, by whose statement.", (
        STATEMENT, Column("actor", "id", "Whose stance it is.", refers="actors"),
        Column("stance", "text", "supports, opposes, mixed or neutral."),
    ), ("statement", "actor")),
    Schema("steps", "How each deal got to where it stands: rungs and exits by date, the present one last.", (
        Column("deal", "id", "The deal.", refers="deals"),
        Column("place", "count", "Its place on the way, from 1."),
        Column("rung", "text", "The rung or exit."),
        Column("since", "dates", "Since when; several where sources differ."),
        Column("statements", "ids", "The statements that say so, the last told first."),
    ), ("deal", "place")),
    Schema("relations", "What statements do to others.", (
        STATEMENT, Column("kind", "text", "confirms, disputes, qualifies, corrects, updates, retracts or resolves."),
        Column("target", "id", "The other statement.", refers="statements"),
        Column("outcome", "text", "Of resolves: met, missed, partly or void."),
    ), ("statement", "kind", "target")),
    Schema("derivations", "Which article is made from which.", (
        Column("article", "id", "The article.", refers="articles"),
        Column("source", "id", "What it is made from.", refers="articles"),
        Column("how", "text", "translation, summary, rewrite or wire."),
        Column("basis", "text", "credited, same-text or desk: how that is known."),
    ), ("article", "source")),
)  # fmt: skip
ABOUT = Schema("about", "The site, and the licence of its data.", (
    Column("name", "text", "title, url, publisher, licence or notice."), Column("value", "text", "What it is."),
), ("name",))  # fmt: skip
COLUMNS = Schema("columns", "This dictionary.", (
    Column("in_table", "text", "The table."),
    Column("place", "count", "Its place in it."),
    Column("name", "text", "The column."),
    Column("kind", "text", "What its cells hold."),
    Column("refers", "text", "The table in which its ids are looked up."),
    Column("printed", "flag", "Whether these are words of the source, which our licence does not cover."),
    Column("meaning", "text", "What it means."),
), ("in_table", "place"))  # fmt: skip


SCHEMAS = (STATEMENTS, POSITIONS, MONEY, CHANGES, *ENTITIES, *BETWEEN, ABOUT, COLUMNS)
SHEETS = tuple(schema for schema in SCHEMAS if schema.sheet)
QUOTES = frozenset({"quote", "translation", "translated_by"})
"""The columns that `data_quotes: no` leaves out."""


FILES = {
    "site.json": ("application/json", "The whole record, lists of objects as the site knows them."),
    "site.sqlite": ("application/vnd.sqlite3", "All tables below as one database, to be asked in SQL."),
    **{f"{schema.name}.csv": ("text/csv", schema.meaning) for schema in SHEETS},
    "annotations.jsonld": ("application/ld+json", "Every statement as a W3C Web Annotation of its source."),
    "datapackage.json": ("application/json", "What the files are and what their columns mean, as a Data Package."),
}
"""The files of `/data/` by name: media type, and what each is."""
