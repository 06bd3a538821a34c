"""Files of entities to records, and their faults."""

import pytest

from builder.model.entities import Actor, Deal, Event, Member, Question, Record
from builder.model.finding import Finding
from builder.model.sources import Source
from builder.parse.entities import parse_entities

FILE = "content/entities/all.yml"


def parse(text: str) -> tuple[tuple[tuple[str, Record], ...], tuple[Finding, ...]]:
    return parse_entities(Source(FILE, text))


def test_all_five_kinds_stand_in_one_file() -> None:
    records, findings = parse(
        "actors: {us: {name: United States, kind: country, iso: US, ambiguous: Washington}}\n"
        "deals: {loan: {name: The loan, ladder: money, parties: [us, uk], checked: 2025-03-01}}\n"
        "events: {summit: {name: Summit, when: 2025-03-02, at: [london, paris]}}\n"
        "places: {london: {name: London, tz: Europe/London}}\n"
        "questions: {total: {ask: How much?, deal: loan, options: amount}}\n"
    )
    assert findings == ()
    assert [(kind, record.id, record.name) for kind, record in records] == [
        ("actor", "us", "United States"), ("deal", "loan", "The loan"), ("event", "summit", "Summit"),
        ("place", "london", "London"), ("question", "total", "How much?"),
    ]  # fmt: skip
    actor, deal, event, _, question = (record for _, record in records)
    assert isinstance(actor, Actor)
    assert (actor.iso, actor.ambiguous) == ("US", ("Washington",))
    assert isinstance(deal, Deal)
    assert (deal.ladder, deal.parties) == ("money", ("us", "uk"))
    assert isinstance(event, Event)
    assert event.at == ("london", "paris")
    assert isinstance(question, Question)
    assert (question.measure, question.options) == ("amount", ())
    assert actor.location.keys == ("actors", "us")


@pytest.mark.parametrize(
    ("former", "own", "elsewhere"),
    [
        ("old", ("old",), ()),
        ("[event/fair, deal/older, old]", ("older", "old"), ("event/fair",)),
        ("[event/fair, deal/fair]", (), ("event/fair",)),
    ],
)
def test_former_ids_as_another_kind_are_set_apart(
    former: str, own: tuple[str, ...], elsewhere: tuple[str, ...]
) -> None:
    ((_, record),), findings = parse(f"deals: {{fair: {{name: Fair, ladder: money, former: {former}}}}}\n")
    assert (record.former, record.elsewhere, findings) == (own, elsewhere, ())


@pytest.mark.parametrize(
    ("former", "code", "message"),
    [
        ("evnt/fair", "bad-value", "`evnt` is not one of"),
        ("event/Fair", "bad-id", "`Fair` is not a valid id"),
        ("event/fair/2", "bad-id", "`fair/2` is not a valid id"),
    ],
)
def test_what_is_no_former_id(former: str, code: str, message: str) -> None:
    _, (finding,) = parse(f"deals: {{fair: {{name: Fair, ladder: money, former: [{former}]}}}}\n")
    assert (finding.code, finding.message.startswith(message)) == (code, True)


def test_roles_and_members_have_their_spans() -> None:
    records, findings = parse(
        "actors:\n"
        "  a: {name: A, kind: person, page: no, roles: [{title: Minister, of: us, from: 2004-03-09}]}\n"
        "  b: {name: B, kind: bloc, members: [c, {id: a, to: 2024}]}\n"
    )
    assert findings == ()
    (_, first), (_, second) = records
    assert isinstance(first, Actor)
    assert first.page is False
    (role,) = first.roles
    assert (role.title, role.of, role.since and role.since.text, role.until) == ("Minister", "us", "2004-03-09", None)
    assert isinstance(second, Actor)
    assert second.members[0] == Member("c")
    assert (second.members[1].id, second.members[1].until and second.members[1].until.text) == ("a", "2024")


def test_the_option_none_is_an_option() -> None:
    ((_, record),), findings = parse("questions: {q: {ask: Is it?, options: [yes, none]}}\n")
    assert findings == ()
    assert isinstance(record, Question)
    assert record.options == ("yes", "none")


def test_about_is_rendered() -> None:
    ((_, record),), _ = parse("places: {p: {name: P, about: A *small* port.}}\n")
    assert record.about_html.source == "<p>A <em>small</em> port.</p>\n"


@pytest.mark.parametrize(
    ("text", "code", "keys"),
    [
        ("actor: {}", "unknown-key", ("actor",)),
        ("actors: [a]", "wrong-type", ("actors",)),
        ("- a", "wrong-type", ()),
        ("actors: {Us: {name: U, kind: country}}", "bad-id", ("actors", "Us")),
        ("actors: {none: {name: U, kind: country}}", "bad-id", ("actors", "none")),
        (f"actors: {{{'x' * 241}: {{name: U, kind: country}}}}", "bad-id", ("actors", "x" * 241)),
        ("actors: {con: {name: C, kind: group}}", "bad-id", ("actors", "con")),
        ("places: {lpt1: {name: L}}", "bad-id", ("places", "lpt1")),
        ("actors: {us: {name: U}}", "missing-key", ("actors", "us")),
        ("actors: {us: {kind: country}}", "missing-key", ("actors", "us")),
        ("actors: {us: U}", "wrong-type", ("actors", "us")),
        ("actors: {us: {name: U, kind: state}}", "bad-value", ("actors", "us", "kind")),
        ("actors: {us: {name: U, kind: country, iso: UK}}", "unknown-country", ("actors", "us", "iso")),
        ("actors: {us: {name: U, kind: country, tz: Kyiv}}", "unknown-zone", ("actors", "us", "tz")),
        ("actors: {us: {name: U, kind: country, url: x.org}}", "bad-value", ("actors", "us", "url")),
        ("actors: {us: {name: U, kind: country, wikidata: 212}}", "bad-value", ("actors", "us", "wikidata")),
        ("actors: {us: {name: U, kind: person, roles: [{title: T}]}}", "missing-key", ("actors", "us", "roles", 0)),
        (
            "actors: {us: {name: U, kind: person, roles: {title: T, of: x, from: 2020, to: 2019}}}",
            "impossible-date",
            ("actors", "us", "roles", "to"),
        ),
        (
            "actors: {us: {name: U, kind: bloc, members: [x, {id: y, from: 2020-05, to: 2020-04-30}]}}",
            "impossible-date",
            ("actors", "us", "members", 1, "to"),
        ),
        ("actors: {us: {name: U, kind: court, roles: []}}", "unknown-key", ("actors", "us", "roles")),
        ("actors: {us: {name: U, kind: country, members: [x]}}", "unknown-key", ("actors", "us", "members")),
        ("questions: {q: {ask: Q, options: []}}", "empty-value", ("questions", "q", "options")),
        ("deals: {d: {name: D}}", "missing-key", ("deals", "d")),
        ("events: {e: {name: E, when: soon}}", "bad-date", ("events", "e", "when")),
        ("questions: {q: {ask: Q, options: {a: }}}", "empty-value", ("questions", "q", "options", "a")),
        ("questions: {q: {ask: Q, options: [a], settled: a/x}}", "wrong-type", ("questions", "q", "settled")),
        ("questions: {q: {ask: Q, options: [a], settled: {by: x}}}", "bad-id", ("questions", "q", "settled", "by")),
        ("questions: {q: {ask: Q, options: many}}", "bad-value", ("questions", "q", "options")),
        ("questions: {q: {name: Q, ask: Q, options: [a]}}", "unknown-key", ("questions", "q", "name")),
    ],
)
def test_a_fault_has_its_code_and_keys(text: str, code: str, keys: tuple[str | int, ...]) -> None:
    _, (finding,) = parse(text)
    assert (finding.code, finding.location.keys) == (code, keys)


def test_a_faulty_entity_is_still_there() -> None:
    records, findings = parse("actors: {us: {kind: nation, iso: UK}}\n")
    assert [record.id for _, record in records] == ["us"]
    assert len(findings) == 3


@pytest.mark.parametrize(
    ("zone", "help"),
    [
        ("Kyiv", "did you mean `Europe/Kyiv`?"),
        ("new york", "did you mean `America/New_York`?"),
        ("Europe/Londn", "did you mean `Europe/London`?"),
        ("GMT-5", "name a place there, such as `Europe/Kyiv` or `America/New_York`, or `UTC`"),
        ("Z", "name a place there, such as `Europe/Kyiv` or `America/New_York`, or `UTC`"),
        ("??", "write, for example, `Europe/Kyiv` or `America/New_York`"),
    ],
)
def test_help_names_the_zone_that_was_meant(zone: str, help: str) -> None:
    _, (finding,) = parse(f"places: {{p: {{name: P, tz: '{zone}'}}}}\n")
    assert finding.help == help


def test_help_shows_how_entities_are_written() -> None:
    _, (finding,) = parse("places:\n- id: london\n  name: London\n")
    assert finding.help == "write each under its id, such as `london: {name: London}`"


def test_help_sees_a_colon_without_its_space() -> None:
    _, (finding,) = parse("places: {p: {name:Port}}\n")
    assert (finding.code, finding.help) == ("unknown-key", "write `name: Port`")


def test_a_key_that_is_misspelt_is_not_missing_as_well() -> None:
    _, (finding,) = parse("actors: {us: {nmae: U, kind: country}}\n")
    assert (finding.code, finding.help) == ("unknown-key", "did you mean `name`?")


def test_help_knows_what_people_write_for_a_code() -> None:
    _, (finding,) = parse("places: {p: {name: P, iso: UK}}\n")
    assert finding.help == "did you mean `GB`?"


def test_entities_without_their_group_are_one_fault() -> None:
    records, (finding,) = parse("  us: {name: U, kind: country}\n  uk: {name: K}\ndeals:\n  d: {name: D}\n")
    assert records == ()
    assert (finding.code, finding.location.keys) == ("unknown-key", ("us",))
    assert finding.help.startswith("write `actors:`, ")


def test_a_missing_kind_lists_the_kinds() -> None:
    _, (finding,) = parse("actors: {us: {name: U}}\n")
    assert finding.help.startswith("add `kind:`, one of `person`, `country`, ")


def test_an_entity_in_the_wrong_group_is_one_fault() -> None:
    _, (finding,) = parse("actors:\n  us: {name: U, kind: country}\n  loan: {name: L, ladder: money, parties: [us]}\n")
    assert (finding.code, finding.location.keys) == ("unknown-key", ("actors", "loan"))
    assert finding.help == "a line `deals:` may be missing above it"


def test_one_key_too_many_is_no_other_group() -> None:
    _, (finding,) = parse("deals: {loan: {name: L, ladder: money, when: 2025}}\n")
    assert finding.location.keys == ("deals", "loan", "when")


def test_options_may_have_labels_and_a_question_may_be_settled() -> None:
    text = "questions: {q: {ask: Is it?, options: {yes: It is, none: Not at all}, settled: {by: a/x}}}\n"
    ((_, record),), findings = parse(text)
    assert isinstance(record, Question)
    assert not findings
    assert (record.options, record.label("none"), record.label("other")) == (("yes", "none"), "Not at all", "")
    assert record.settled_by == "a/x"
