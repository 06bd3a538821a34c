"""Annotation files to annotations: what each key becomes, what defaults do, what is wrong with them and where."""

from decimal import Decimal
from typing import Any

import pytest

from builder.model.article import Annotation, Hop, Position
from builder.model.dates import When
from builder.model.entities import Correction
from builder.model.finding import Finding
from builder.model.money import Amount, Quantity
from builder.model.prose import Prose
from builder.model.sources import Source
from builder.parse.annotations import parse_annotations

FILE = "content/annotations/a.yml"


def parse(text: str) -> tuple[tuple[Annotation, ...], tuple[Finding, ...]]:
    return parse_annotations(Source(FILE, text))


def one(keys: str, defaults: str = "{}") -> Annotation:
    text = f'defaults: {defaults}\nstatements:\n- quote: "a quote"\n  gist: "A gist."\n  {keys}\n'
    (annotation,), findings = parse(text)
    assert findings == ()
    return annotation


@pytest.mark.parametrize(
    ("keys", "field", "value"),
    [
        ("id: uk-loan", "id", "uk-loan"),
        ("nth: 2", "nth", 2),
        ("loc: 14:32", "loc", "14:32"),
        ("by: isw > kremlin", "by", (Hop("actor", ("isw",)), Hop("actor", ("kremlin",)))),
        ("deal: loan", "deals", ("loan",)),
        ("deal: [loan, force]", "deals", ("loan", "force")),
        ("positions: {guarantee: none}", "positions", (Position("guarantee", "none"),)),
        (
            "positions: {q: {ukraine: yes, us: none}}",
            "positions",
            (Position("q", "yes", holder="ukraine"), Position("q", "none", holder="us")),
        ),
        ("stance: {putin: opposes, eu: mixed}", "stance", (("putin", "opposes"), ("eu", "mixed"))),
        ("mode: no-comment", "mode", "no-comment"),
        ("due: open", "due_open", True),
        ("due: open", "due", None),
        ("verbatim: yes", "verbatim", True),
        ("verbatim: no", "verbatim", False),
        ("corrects: [b/x, y]", "relations", (("corrects", "b/x"), ("corrects", "y"))),
        ("updates: b/x", "relations", (("updates", "b/x"),)),
        ("resolves: {b/x: met, y: void}", "resolves", (("b/x", "met"), ("y", "void"))),
        ("flags: [one, two words]", "flags", ("one", "two words")),
        ("allow: {long-quote: it is a list}", "allow", (("long-quote", "it is a list"),)),
        ("tz: Europe/Kyiv", "tz", "Europe/Kyiv"),
        ("hedge: none", "hedge", ""),
        ("deal: none", "deals", ()),
    ],
)
def test_a_key_becomes_a_field(keys: str, field: str, value: object) -> None:
    assert getattr(one(keys), field) == value


def test_a_position_that_is_a_figure_keeps_its_words() -> None:
    plain, total = one("positions: {q: 'yes', total: about USD 350bn}").positions
    assert (plain.option, plain.figure) == ("yes", None)
    assert total.option == "about USD 350bn"
    assert isinstance(total.figure, Amount)
    assert (total.figure.currency, total.figure.low) == ("USD", Decimal(350_000_000_000))


@pytest.mark.parametrize(
    ("answer", "figure"),
    [
        ("5000", Quantity("5000", Decimal(5000), "")),
        ("5,000 missiles", Quantity("5,000 missiles", Decimal(5000), "missiles")),
        ("nine", Quantity("nine", Decimal(9), "")),
        ("50%", Quantity("50%", Decimal(50), "%")),
        ("vague-alignment", None),
    ],
)
def test_a_number_is_an_answer_with_and_without_a_unit(answer: str, figure: Quantity | None) -> None:
    (position,) = one(f'positions: {{q: "{answer}"}}').positions
    assert position.figure == figure


def test_dates_money_and_quantities_are_typed() -> None:
    annotation = one("{}".format("when: 2025-03-01\n  amount: GBP 2.6bn\n  quantity: nine pages"))
    assert isinstance(annotation.when, When)
    assert annotation.amount is not None
    assert annotation.amount.low == Decimal(2_600_000_000)
    assert annotation.quantity is not None
    assert (annotation.quantity.number, annotation.quantity.unit) == (Decimal(9), "pages")


def test_an_own_correction_has_its_day() -> None:
    annotation = one("corrected: [{on: 2025-03-01, was: two, why: a slip}]")
    (correction,) = annotation.corrected
    assert isinstance(correction, Correction)
    assert (correction.on.text, correction.was, correction.why) == ("2025-03-01", "two", "a slip")


def test_defaults_lie_under_each_entry_and_none_unsets_them() -> None:
    defaults = "{by: isw, deal: loan, mode: planned, corrects: b/x}"
    annotation = one("deal: none\n  mode: denied", defaults)
    assert annotation.by == (Hop("actor", ("isw",)),)
    assert annotation.deals == ()
    assert annotation.mode == "denied"
    assert annotation.relations == (("corrects", "b/x"),)
    assert annotation.given == {"quote", "gist", "by", "mode", "corrects"}
    assert annotation.defaulted == {"by", "corrects"}
    assert annotation.location_of("by").keys == ("defaults", "by")
    assert annotation.location_of("mode").keys == ("statements", 0, "mode")


def test_none_is_a_word_in_a_quote() -> None:
    (annotation,), findings = parse("statements:\n- {quote: none, gist: none}\n")
    assert (annotation.quote, annotation.gist.source, findings) == ("none", "none", ())


def test_it_equals_one_made_in_the_ordinary_way() -> None:
    made = one("id: x")
    again = Annotation(
        quote="a quote", gist=Prose("A gist."), id="x", index=0, file=FILE,
        given=frozenset({"quote", "gist", "id"}), defaulted=frozenset(),
    )  # fmt: skip
    assert made == again
    assert hash(made) == hash(again)


WRONG: list[tuple[str, str, tuple[str | int, ...]]] = [
    ("quotee: x", "unknown-key", ("statements", 0, "quotee")),
    ("id: Uk_Loan", "bad-id", ("statements", 0, "id")),
    ("id: none", "bad-id", ("statements", 0, "id")),
    (f"id: {'x' * 241}", "bad-id", ("statements", 0, "id")),
    (f"former: [a/{'x' * 241}]", "bad-id", ("statements", 0, "former", 0)),
    ("note:", "empty-value", ("statements", 0, "note")),
    ('note: "  "', "empty-value", ("statements", 0, "note")),
    ("note: [[x]]", "unquoted-text", ("statements", 0, "note")),
    ('note: "  "', "empty-value", ("statements", 0, "note")),
    ("note: {x}", "unquoted-text", ("statements", 0, "note")),
    ("note: [x]", "wrong-type", ("statements", 0, "note")),
    ("nth: zero", "bad-value", ("statements", 0, "nth")),
    ("nth: 0", "bad-value", ("statements", 0, "nth")),
    ("mode: claimed", "bad-value", ("statements", 0, "mode")),
    ("verbatim: maybe", "bad-value", ("statements", 0, "verbatim")),
    ("tz: Europe/Kyivv", "unknown-zone", ("statements", 0, "tz")),
    ("when: 2025-02-30", "impossible-date", ("statements", 0, "when")),
    ("amount: lots", "bad-amount", ("statements", 0, "amount")),
    ("deal: [loan, No]", "bad-id", ("statements", 0, "deal", 1)),
    ("deal: {a: b}", "wrong-type", ("statements", 0, "deal")),
    ("positions: x", "wrong-type", ("statements", 0, "positions")),
    ("positions: {q: {Us: yes}}", "bad-id", ("statements", 0, "positions", "q", "Us")),
    ("stance: {us: likes}", "bad-value", ("statements", 0, "stance", "us")),
    ("resolves: {x: done}", "bad-value", ("statements", 0, "resolves", "x")),
    ("corrects: [a/b/c]", "bad-id", ("statements", 0, "corrects", 0)),
    ("corrected: [{on: 2025-03-01, was: two}]", "missing-key", ("statements", 0, "corrected", 0)),
    ("allow: {bad-date: x}", "bad-value", ("statements", 0, "allow", "bad-date")),
    ("allow: {long-quotes: x}", "bad-value", ("statements", 0, "allow", "long-quotes")),
    ("by: isw >", "empty-hop", ("statements", 0, "by")),
]


@pytest.mark.parametrize(("keys", "code", "path"), WRONG)
def test_a_fault_has_its_code_and_keys(keys: str, code: str, path: tuple[str | int, ...]) -> None:
    annotations, (finding,) = parse(f"statements:\n- quote: q\n  gist: g\n  {keys}\n")
    assert len(annotations) == 1
    assert (finding.code, finding.location.keys) == (code, path)


@pytest.mark.parametrize(
    ("text", "code", "path"),
    [
        ("statements:\n- {quote: q}\n", "missing-key", ("statements", 0)),
        ("statements:\n- {gist: g}\n", "missing-key", ("statements", 0)),
        ("statements:\n- q\n", "wrong-type", ("statements", 0)),
        ("statements: {quote: q}\n", "wrong-type", ("statements",)),
        ("statement: []\n", "unknown-key", ("statement",)),
        ("- quote: q\n", "wrong-type", ()),
        ("defaults: {mode: claimed}\nstatements: []\n", "bad-value", ("defaults", "mode")),
        ("defaults: {id: x}\nstatements: []\n", "unknown-key", ("defaults", "id")),
        ("defaults: x\nstatements: []\n", "wrong-type", ("defaults",)),
    ],
)
def test_a_file_out_of_shape(text: str, code: str, path: tuple[Any, ...]) -> None:
    _, (finding,) = parse(text)
    assert (finding.code, finding.location.keys) == (code, path)


@pytest.mark.parametrize(
    ("keys", "help"),
    [
        ("id: S One", "write it as `s-one`"),
        ("id: a/one", "write it as `a-one`"),
        ("id: None", "an id looks like `uk-era-loan`"),
        ("id: –", "an id looks like `uk-era-loan`"),
        ("confirms: A/One two", "write it as `a/one-two`"),
        ("confirms: a/", "write it as `a`"),
        ("confirms: /One", "write it as `one`"),
    ],
)
def test_help_spells_an_id(keys: str, help: str) -> None:
    _, (finding,) = parse(f"statements:\n- quote: q\n  gist: g\n  {keys}\n")
    assert (finding.code, finding.help) == ("bad-id", help)


@pytest.mark.parametrize("gist", ["“No,” he said, “never.”", "“Never” was said.", "It is “over”"])
def test_a_gist_may_hold_quotation_marks(gist: str) -> None:
    (annotation,), findings = parse(f"statements:\n- quote: q\n  gist: {gist}\n")
    assert (annotation.gist.source, findings) == (gist, ())


def test_a_gist_is_not_delimited_by_curly_marks() -> None:
    _, findings = parse("statements:\n- quote: q\n  gist: “[[us]] lends.”\n")
    assert findings[0].code == "unquoted-text"
    assert findings[0].help == 'use straight ones: `"[[us]] lends."`'


@pytest.mark.parametrize(
    ("text", "help"),
    [
        ("- quote: q\n  gist: g\n", "write `statements:` on a line of its own above the list"),
        ("statements:\n  quote: q\n  gist: g\n", "put `- ` before the first key of each statement"),
        ("statements:\n", "write a list of statements, or remove the key"),
        ("quote: q\n", "begin the statement with `- ` under `statements:`, and indent its keys"),
        ("statments: []\n", "did you mean `statements`?"),
    ],
)
def test_help_mends_the_shape_of_a_file(text: str, help: str) -> None:
    _, (finding,) = parse(text)
    assert finding.help == help


def test_all_faults_come_at_once() -> None:
    _, findings = parse("statements:\n- {quote: q, gist: g, mode: x, nth: y}\n- {quote: q, gist: g, when: z}\n")
    assert [finding.code for finding in findings] == ["bad-value", "bad-value", "bad-date"]


def test_help_names_the_nearest_word() -> None:
    _, findings = parse("statements:\n- {quote: q, gist: g, stauts: signed, mode: assertd, speaker: us}\n")
    assert [finding.help for finding in findings] == [
        "did you mean `asserted`?", "did you mean `status`?", "did you mean `by`?",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("keys", "help"),
    [
        ("stance: supports", "write it after its actor: `{id-of-actor: supports}`"),
        ("positions: orrin", "write it after its question: `{id-of-question: orrin}`"),
        ("positions: who-pays: orrin", "put it in braces: `{who-pays: orrin}`"),
        ("note: see: there", 'put it in quotation marks: `"see: there"`'),
        ("hedge: So it is: likely", 'put it in quotation marks: `"So it is: likely"`'),
    ],
)
def test_help_shows_how_pairs_are_written(keys: str, help: str) -> None:
    _, findings = parse(f"statements:\n- quote: q\n  gist: g\n  {keys}\n")
    assert findings[0].help == help


def test_help_on_marks_that_are_part_of_the_quote_can_be_copied() -> None:
    _, (finding,) = parse('statements:\n- quote: ""Not a cent," she said, "not one.""\n  gist: g\n')
    mended = finding.help.partition("`")[2].removesuffix("`")
    (annotation,), findings = parse(f"statements:\n- quote: {mended}\n  gist: g\n")
    assert (annotation.quote, findings) == ('"Not a cent," she said, "not one."', ())


def test_a_list_without_its_key_is_told_so() -> None:
    _, (finding,) = parse("defaults: {by: us}\n- quote: q\n  gist: g\n")
    assert finding.help.startswith("write the list's key, such as `statements:`, on its own line above")


def test_keys_outside_of_all_statements_are_one_fault() -> None:
    _, (finding,) = parse("quote: q\ngist: g\nby: us\n")
    assert finding.location.keys == ("quote",)
