"""The ISO 3166-1 alpha-2 codes of countries, with XK for Kosovo, which has none but is known by it everywhere."""

from dataclasses import replace
from typing import Any

from builder.model.entities import KINDS, RECORDS, Actor, Correction, Deal, Event, Member, Place, Question, Record, Role
from builder.model.finding import Finding, Location
from builder.model.sources import Source
from builder.parse.markdown import prose
from builder.parse.problem import Problem
from builder.parse.readers import (
    SHAPES,
    WRONG,
    Fault,
    Faults,
    Key,
    Reader,
    Table,
    allow,
    at_fault,
    bad_link,
    choice,
    day,
    faults_of,
    findings_of,
    identifier,
    made_of,
    mapping,
    moment,
    new_id,
    read_keys,
    several,
    statement_id,
    text,
    unknown_key,
    url,
    wrong,
    yes_no,
    zone,
)
from builder.parse.yaml import read

COUNTRIES = frozenset(
    """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC
    CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD
    GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH
    KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW
    MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC
    SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY
    UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW
    """.split()  # noqa: SIM905
)
MEANT = {
    "UK": "GB",
    "EN": "GB",
    "EL": "GR",
    "SU": "RU",
    "USA": "US",
    "UKR": "UA",
    "RUS": "RU",
    "GBR": "GB",
    "DEU": "DE",
}
"""What people write for a code."""


def country(value: Any) -> Any:
    """A country's two letters."""
    if value.__class__ is not str or not value:
        return wrong(value, "a country's two letters")
    if value in COUNTRIES:
        return value
    meant = MEANT.get(value.upper(), value.upper())
    mend = f"did you mean `{meant}`?" if meant in COUNTRIES else "use the two capital letters of ISO 3166, such as `UA`"
    return Problem("unknown-country", f"`{value}` is not a country code", mend)


CORRECTION: Table = {"on": Key(day, required=True), "was": Key(text, required=True), "why": Key(text, required=True)}
corrected = several(made_of(Correction, CORRECTION, "`{on, was, why}`"))


def lasting(reader: Reader) -> Reader:
    """A reader of what begins and ends, which refuses one that ends before it begins."""

    def read(value: Any) -> Any:
        made = reader(value)
        if isinstance(made, Member | Role) and made.since and made.until and made.until.end < made.since.start:
            message = f"`to` is `{made.until.words}`, before `from`, `{made.since.words}`"
            return Faults([Fault(Problem("impossible-date", message, "swap the two dates"), ("to",))])
        return made

    if reader in SHAPES:
        SHAPES[read] = SHAPES[reader]
    return read


SPAN: Table = {"from": Key(day, "since"), "to": Key(day, "until")}
ROLE: Table = {"title": Key(text, required=True), "of": Key(identifier, required=True), **SPAN}
role = lasting(made_of(Role, ROLE, "`{title, of, from, to}`"))
MEMBER: Table = {"id": Key(identifier, required=True), **SPAN}
_dated_member = made_of(Member, MEMBER, "`{id, from, to}`")


def member(value: Any) -> Any:
    """`{id, from, to}`, or the id alone."""
    if value.__class__ is not str:
        return _dated_member(value)
    answer = identifier(value)
    return answer if isinstance(answer, Problem) else Member(answer)


dated_member = lasting(member)


def wikidata(value: Any) -> Any:
    if value.__class__ is not str or not value:
        return wrong(value, "a Wikidata id")
    if value[:1] == "Q" and value[1:].isascii() and value[1:].isdigit():
        return value
    return Problem("bad-value", f"`{value}` is not a Wikidata id", "write, for example, `Q212`")


def options(value: Any) -> Any:
    """A closed list of slugs, or slugs with their labels as a dict; or `amount` or `number` where the answer is a
    figure."""
    if value in ("amount", "number"):
        return value
    if value.__class__ is dict:
        labelled = _labelled(value)
        return labelled if labelled.__class__ in WRONG else dict(labelled)
    if value.__class__ is str and value:
        return Problem("bad-value", f"`{value}` is not a list of options", "write a list, `amount` or `number`")
    if value == []:
        return Problem("empty-value", "the question has no options", "write a list, `amount` or `number`")
    return several(option)(value)


def option(value: Any) -> Any:
    """One answer to a question. `none` is an answer like any other."""
    return value if value == "none" else identifier(value)


_labelled = mapping(option, text, "`{option: label}`")


def statement_of(value: Any) -> Any:
    """`article/statement`, in full: an entity has no article of its own."""
    answer = statement_id(value)
    if answer.__class__ is str and "/" not in answer:
        return Problem("bad-id", f"`{answer}` does not say which article", f"write `article/{answer}`")
    return answer


SETTLED: Table = {"by": Key(statement_of, required=True)}
_settled = made_of(lambda by: by, SETTLED, "`{by: article/statement}`")


def settled(value: Any) -> Any:
    """The statement that settles a question."""
    if value.__class__ is str and value:
        by = statement_of(value)
        mend = "" if by.__class__ in WRONG else f"write `settled: {{by: {value}}}`"
        return replace(wrong(value, "`{by: article/statement}`"), help=mend)
    return _settled(value)


def about(value: Any) -> Any:
    """The editor's paragraph, as HTML."""
    words = text(value)
    if isinstance(words, Problem):
        return words
    made = prose(words)
    return made.prose() if made.not_a_link < 0 else Faults([bad_link(words, made.not_a_link)])


def former_id(value: Any) -> Any:
    """An id, or `kind/id` where it was that of another kind of thing."""
    if value.__class__ is not str or "/" not in value:
        return identifier(value)
    kind, _, id = value.partition("/")
    wrong = (answer for answer in (KIND(kind), identifier(id)) if isinstance(answer, Problem))
    return next(wrong, value)


KIND = choice(*RECORDS)
# fmt: off
COMMON: Table = {
    "name": Key(text, required=True, example="Norland",
        meaning="the name that the site prints; required (questions have `ask` instead)"),
    "aliases": Key(several(text), example="[Kingdom of Norland]",
        meaning="other names that mean this and nothing else; linked in running text"),
    "about": Key(about, "about_html", example="The loan for [[port-calder]].",
        meaning="a short paragraph of yours in Markdown"),
    "about_on": Key(day, example="2025-05-09", meaning="the day you wrote that, which is printed with it"),
    "former": Key(several(former_id), example="[old-id]",
        meaning="earlier ids; if it was another of the five kinds (actor, deal, event, place, question) then, "
                "`kind/id`, such as `event/port-loan`"),
    "corrected": Key(corrected, example='[{on: 2025-05-12, was: "GBP 2.6bn", why: "we misread it"}]',
        meaning="your own mistakes about it, see [below](#corrections-and-retractions)"),
    "memo": Key(text, example="ask the ministry", meaning="a private remark, never published"),
    "draft": Key(yes_no, example="yes",
        meaning="keeps it off the site, see [what is published](#what-is-published-and-what-is-not)"),
    "embargo": Key(moment, example="2025-06-01T06:00+03:00", meaning="the same, until that moment"),
    "allow": Key(allow, example='{shared-alias: "both are called so"}',
        meaning="silences a warning, see [below](#errors-warnings-notes)"),
}
AMBIGUOUS = Key(several(text), example="[Moscow]",
        meaning="names that can also mean something else: suggested to you, never linked")
PLACED: Table = {
    "iso": Key(country, example="NO", meaning="country code"),
    "tz": Key(zone, example="Europe/Kyiv", meaning="time zone (important for outlets)"),
    "url": Key(url, example="https://www.gazette.example/", meaning="website"),
    "wikidata": Key(wikidata, example="Q212", meaning="Wikidata id"),
}
ACTORS: Table = {
    "kind": Key(choice(*KINDS), required=True, options=KINDS, example="country",
        meaning="required: " + ", ".join(KINDS)),
    "ambiguous": AMBIGUOUS,
    "not_same_as": Key(several(identifier), example="[russia]",
        meaning="other actors that this one must not be confused with"),
    "part_of": Key(identifier, example="russia", meaning="the one body it belongs to; circles are errors"),
    "members": Key(several(dated_member), example="[norland, {id: sudland, from: 2010}]",
        meaning="for a group or bloc only: ids, or `{id, from, to}`"),
    "roles": Key(several(role), example="[{title: Foreign Minister, of: norland, from: 2024-03-09}]",
        meaning="for a person only: `title`, `of`, and if you know them `from` and `to`. Without dates the site "
                'writes "described as". With dates, you get a warning if the person speaks before or after'),
    "page": Key(yes_no, example="no",
        meaning="with `no`, a private person: named where quoted, but without a page; the data contains only "
                "the name"),
    **PLACED,
    "owner": Key(identifier, example="harbour-press", meaning="owner of an outlet"),
}
DEALS: Table = {
    "ladder": Key(identifier, required=True, example="agreement",
        meaning="required: the steps that its [status](#status) can take: `agreement`, `money`, `promise`, or "
                "one of your own"),
    "parties": Key(several(identifier), example="[norland, sudland]", meaning="who makes the deal"),
    "part_of": Key(identifier, example="minerals-deal", meaning="the larger deal that it belongs to"),
    "checked": Key(day, example="2025-05-09", meaning="the day you last looked and found nothing newer"),
}
EVENTS: Table = {
    "when": Key(day, example="2025-03-02", meaning="the best known date"),
    "at": Key(several(identifier), example="london", meaning="one or more places"),
}
PLACES: Table = {
    "ambiguous": AMBIGUOUS,
    "part_of": Key(identifier, example="norland-coast", meaning="the larger place that it lies in"),
    **PLACED,
}
QUESTIONS: Table = {
    "ask": Key(text, "name", required=True, example='"Is it fair?"', meaning="required: the question, in your words"),
    "deal": Key(identifier, example="port-loan", meaning="the deal, if it is about one"),
    "options": Key(options, required=True, example="[fair, unfair]",
        meaning='required: the possible answers, perhaps each with a label, `{fair: "It is fair"}`; or `amount` '
                "or `number` if the answer is a figure"),
    "settled": Key(settled, "settled_by", example="{by: article/statement}", meaning="the statement that settles it"),
}
TABLES: dict[str, Table] = {
    "actors": COMMON | ACTORS,
    "deals": COMMON | DEALS,
    "events": COMMON | EVENTS,
    "places": COMMON | PLACES,
    "questions": QUESTIONS | {word: key for word, key in COMMON.items() if word not in ("name", "aliases")},
}
# fmt: on
MAKERS = {"actors": Actor, "deals": Deal, "events": Event, "places": Place, "questions": Question}
GROUPS: dict[str, Reader] = dict.fromkeys(TABLES, lambda value: value)
KEPT_FOR = {"roles": ("person",), "members": ("bloc", "group")}
"""Keys that only these kinds of actors have."""
EXAMPLES = {
    "actors": "us: {name: United States, kind: country}",
    "deals": "port-loan: {name: Port loan, ladder: money}",
    "events": "london-summit: {name: Summit in London}",
    "places": "london: {name: London}",
    "questions": "fair: {ask: Is it fair?, options: [fair, unfair]}",
}
REQUIRED = {
    group: frozenset(key.name or word for word, key in table.items() if key.required) for group, table in TABLES.items()
}
STAND_INS = {"actors": {"kind": "group"}, "deals": {"ladder": "agreement"}}
"""What stands for a required value at fault, whose finding stops the build in any case."""


def parse_entities(source: Source) -> tuple[tuple[tuple[str, Record], ...], tuple[Finding, ...]]:
    """The file's records with their kinds (actor, deal, event, place, question), in the file's order, and findings."""
    tree, findings = read(source.text, source.path)
    if tree is None:
        return (), findings
    if not isinstance(tree, dict):
        wanted = "the keys `actors`, `deals`, `events`, `places` and `questions`"
        return (), (*findings, *findings_of([Fault(wrong(tree, wanted))], source.path))
    first = next(iter(tree), "")
    if first not in TABLES and _is_record(tree[first] if tree else ""):
        return (), tuple(findings_of([ungrouped(first)], source.path))  # All that follows is read one level too high.
    records: list[tuple[str, Record]] = []
    more: list[Finding] = []
    for group, entries in tree.items():
        unknown = [] if group in TABLES else [unknown_key(group, tree, GROUPS)]
        more += findings_of(unknown, source.path)
        meant = unknown[0].meant if unknown else group
        if not meant:
            continue
        if not isinstance(entries, dict):
            problem = wrong(entries, "entities, each under its id")
            mend = f"write each under its id, such as `{EXAMPLES[meant]}`"
            more += findings_of([Fault(replace(problem, help=mend) if entries else problem)], source.path, group)
        else:
            for id, entry in entries.items():
                record, faults = _record(meant, id, entry, Location(source.path, (group, id), on_key=True))
                records += [(meant[:-1], record)] if record else []
                more += findings_of(faults, source.path, group, id)
    return tuple(records), (*findings, *more)


def _is_record(entry: Any) -> bool:
    """Whether it holds an entity's keys, where a group would hold entities."""
    return isinstance(entry, dict) and any(isinstance(value, str) and value for value in entry.values())


def ungrouped(id: str) -> Fault:
    mend = "write `actors:`, `deals:`, `events:`, `places:` or `questions:` on a line of its own above it"
    return Fault(Problem("unknown-key", f"`{id}` is not in any group of entities", mend), (id,), on_key=True)


def _record(group: str, id: str, entry: Any, location: Location) -> tuple[Record | None, list[Fault]]:
    bad = [Fault(fault.problem, on_key=True) for fault in faults_of(new_id(id))]
    values, faults = read_keys(entry, TABLES[group], "an entity with its keys")
    other = next((name for fault in faults for name in groups_of(fault) if name != group), "")
    if other and any(fault.problem.code == "missing-key" for fault in faults):
        faults = [misplaced(id, group, other)]
    if bad:
        return None, bad + faults
    faults += [not_of(values["kind"], word) for word in KEPT_FOR if word in values and "kind" in values
               and values["kind"] not in KEPT_FOR[word]]  # fmt: skip
    misread = at_fault(faults).union(REQUIRED[group] - values.keys())
    values = {"name": id, **STAND_INS.get(group, {}), **values, "misread": misread}
    if "former" in values:
        kind = f"{group[:-1]}/"
        own = [
            former.removeprefix(kind) for former in values["former"] if former != kind + id
        ]  # It may have come back.
        values["former"] = tuple(former for former in own if "/" not in former)
        values["elsewhere"] = tuple(former for former in own if "/" in former)
    answers = values.get("options", ())
    if isinstance(answers, str):
        values |= {"options": (), "measure": answers}
    elif isinstance(answers, dict):
        values |= {"options": tuple(answers), "labels": tuple(answers.values())}
    return MAKERS[group](id=id, location=location, **values), faults


def groups_of(fault: Fault) -> list[str]:
    """For a key that is unknown to an entity's group: the groups that know it, where it is one alone."""
    if fault.problem.code != "unknown-key":
        return []
    known = [name for name, table in TABLES.items() if fault.keys[0] in table]
    return known if len(known) == 1 else []


def misplaced(id: str, group: str, other: str) -> Fault:
    message = f"`{id}` is under `{group}`, but has keys of {other}"
    mend = f"a line `{other}:` may be missing above it"
    return Fault(Problem("unknown-key", message, mend), on_key=True)


def not_of(kind: str, word: str) -> Fault:
    kinds = " or ".join(f"`kind: {other}`" for other in KEPT_FOR[word])
    problem = Problem(
        "unknown-key", f"an actor of kind `{kind}` cannot have `{word}`", f"only {kinds} can have this key"
    )
    return Fault(problem, (word,), on_key=True)
