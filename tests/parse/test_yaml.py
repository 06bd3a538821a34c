"""YAML to plain data, every fault in our words and at its place: a table of texts, the words marked and the code."""

import pytest

from builder.parse import yaml
from builder.parse.locate import locate
from builder.parse.yaml import PureComposer, Tree, read

PLAIN: list[tuple[str, Tree]] = [
    ("", {}),
    ("# only a comment\n", {}),
    ('iso: NO\nwhen: 2025-03-03\nn: 007\nv: yes\nx: "null"\ny: ~\n',
     {"iso": "NO", "when": "2025-03-03", "n": "007", "v": "yes", "x": "null", "y": "~"}),
    ("a: {b: [c, d], e: {f: g}}\n", {"a": {"b": ["c", "d"], "e": {"f": "g"}}}),
    ("a:\n- b\n- c: d\n  e: f\n", {"a": ["b", {"c": "d", "e": "f"}]}),
    ("about: |\n  one\n  two: three\n", {"about": "one\ntwo: three\n"}),
    ("about: >\n  one\n  two\n", {"about": "one two\n"}),
    ("a: b  # set apart by two spaces\n", {"a": "b"}),
    ("a: [b]  # after a bracket\nc: [d] # one space\n", {"a": ["b"], "c": ["d"]}),
    ("a: b#c\nd: \"e #f\"\n'g': h\n", {"a": "b#c", "d": "e #f", "g": "h"}),
    ("by: nyt > ~sources\namount: ~USD 5bn\n", {"by": "nyt > ~sources", "amount": "~USD 5bn"}),
    ("a: R & B, 5 * 3, well!\n", {"a": "R & B, 5 * 3, well!"}),
    ("a:\nb: \"\"\n", {"a": "", "b": ""}),
    ("? a\n: b\n", {"a": "b"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "tree"), PLAIN)
def test_every_scalar_is_text(text: str, tree: Tree) -> None:
    assert read(text, "f.yml") == (tree, ())


@pytest.mark.parametrize(("text", "tree"), PLAIN)
def test_without_libyaml_it_reads_the_same(text: str, tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml, "YamlComposer", PureComposer)
    assert read(text, "f.yml") == (tree, ())


# The words between ⟦ and ⟧ are those that the finding marks.
ERROR_RULES = [
    ("unquoted-text", '- quote: "x"\n  gist: ⟦[[lavrov]] said so⟧\n'),
    ("unquoted-text", "a: ⟦@foo bar⟧\n"),
    ("unquoted-text", "a: ⟦`foo` bar⟧\n"),
    ("unquoted-text", "a: ⟦%foo⟧\n"),
    ("unquoted-text", "a: ⟦> 50 people⟧\n"),
    ("unquoted-text", "a: ⟦>50 people⟧\n"),
    ("unquoted-text", "a: ⟦| foo⟧\n"),
    ("unquoted-text", "a: ⟦& foo⟧\n"),
    ("unquoted-text", "a: ⟦*foo* bar⟧\n"),
    ("unquoted-text", "a: ⟦!⟧ foo\n"),
    ("unquoted-text", "a: ⟦{foo} bar⟧\n"),
    ("unquoted-text", "a: ⟦- foo⟧\n"),
    ("unquoted-text", "- gist: ⟦Moscow: no deal⟧\n  by: x\n"),
    ("unquoted-text", "a: ⟦the deal:⟧\nb: c\n"),
    ("unquoted-text", 'a: "Foo" ⟦said bar⟧\n'),
    ("unquoted-text", "a: 'Ukraine'⟦s parliament'⟧\n"),
    ("unquoted-text", "a: {name: ⟦Sergei: the man⟧, kind: x}\n"),
    ("unquoted-text", "a: {gist: ⟦[[x]] y⟧}\n"),
    ("unquoted-text", 'a: ["b" ⟦c⟧, d]\n'),
    ("unquoted-text", "gist: it was said\n  ⟦and this is new:⟧ no deal\n"),
    ("bad-indent", "a:\n⟦\t⟧b: c\n"),
    ("bad-indent", "a:\n  b: c\n⟦\t⟧d: e\n"),
    ("bad-indent", '- a: b\n  c: "d"\n   ⟦e: f⟧\n'),
    ("bad-indent", '- a: b\n  c: "d"\n ⟦e: f⟧\n'),
    ("bad-indent", "- a: b\n   ⟦c: d⟧\n"),
    ("duplicate-key", "a: b\n⟦a⟧: c\n"),
    ("duplicate-key", "x:\n- {a: b, ⟦a⟧: c}\n"),
    ("text-after-hash", "a: b ⟦#c⟧\n"),
    ("text-after-hash", "a: [b, c ⟦# d⟧\n  ]\n"),
    ("text-after-hash", "a: foo ⟦#bar⟧\n  baz\n"),
    ("yaml-alias", "a: ⟦*b⟧\n"),
    ("yaml-alias", "a: ⟦&b⟧ c\n"),
    ("yaml-alias", "a: ⟦!b⟧ c d\n"),
    ("bad-yaml", 'a: ⟦"foo bar⟧\nb: "baz"\n'),
    ("bad-yaml", 'a: ⟦"foo⟧\nb: c\n'),
    ("bad-yaml", "a: ⟦[b, c⟧\nd: e\n"),
    ("bad-yaml", 'a: "foo ⟦\\d⟧ bar"\n'),
    ("bad-yaml", "a: b\n⟦c:d⟧\ne: f\n"),
    ("bad-yaml", '⟦- a:"b"⟧\n  c: d\n'),
    ("bad-yaml", "x:\n- a: b\n⟦- a:b⟧\n  c: d\n"),
    ("bad-yaml", "a: b\n⟦foo⟧\nc: d\n"),
    ("bad-yaml", "a: b\n⟦---⟧\nc: d\n"),
    ("bad-yaml", "a:\n- b: c\n  d: e\n⟦-b: f⟧\n  d: g\n"),
    ("unquoted-text", "a: ⟦[[b]] said that⟧\n  it goes on\nc: d\n"),
    ("bad-yaml", "a: b\n⟦- c⟧\n"),
    ("bad-yaml", "- c\n⟦a: b⟧\n"),
    ("bad-yaml", "a: b⟦\x07⟧\n"),
    ("bad-yaml", "a: é\u2028b: ⟦]⟧\n"),
]


@pytest.mark.parametrize(("code", "marked"), ERROR_RULES)
def test_a_fault_has_its_code_and_its_place(code: str, marked: str) -> None:
    before, words, _ = marked.replace("⟧", "⟦").split("⟦")
    text = marked.replace("⟦", "").replace("⟧", "")
    (finding,) = read(text, "f.yml")[1]
    place = locate(finding.location, text)
    line = text.split("\n")[place.line - 1]
    assert finding.code == code
    assert line[place.column - 1 : place.end_column - 1] == words
    assert finding.location.offset == len(before)


@pytest.mark.parametrize(("code", "marked"), ERROR_RULES)
def test_without_libyaml_a_fault_has_a_code_and_a_line(code: str, marked: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml, "YamlComposer", PureComposer)
    text = marked.replace("⟦", "").replace("⟧", "")
    findings = read(text, "f.yml")[1]
    assert findings


def test_all_faults_of_a_file_are_found_in_one_go() -> None:
    text = "a: @one\nb: two\nc: three: four\nd: five\nd: six #seven\n"
    tree, findings = read(text, "f.yml")
    assert [finding.code for finding in findings] == [
        "unquoted-text", "unquoted-text", "duplicate-key", "text-after-hash",
    ]  # fmt: skip
    assert tree == {"a": "@one", "b": "two", "c": "three: four", "d": "five"}


@pytest.mark.parametrize(
    ("text", "help"),
    [
        ("a: [[b]] c\n", 'put it in quotation marks: `"[[b]] c"`'),
        ('a: "B" said\n', "put it in quotation marks: `'\"B\" said'`"),
        ("a: 'B's'\n", 'put it in quotation marks: `"B\'s"`'),
        ('a: "He says "no" to it."\n', "put it in quotation marks: `'He says \"no\" to it.'`"),
        ('a: "Yes" and "no"\n', "put it in quotation marks: `'\"Yes\" and \"no\"'`"),
        ('- a:"b"\n  c: d\n', 'write `- a: "b"`'),
        ("x:\n  a:{b: c, d: e}\n", "write `a: {b: c, d: e}`"),
        ("a: b\n c: d\n", "remove the spaces before it"),
        ("s:\n- a: b\nc: d\n  e: f\n", "indent it by 2 spaces"),
        ("s:\n- a: b\n  c: d\n  - a: e\n", "remove the spaces before it"),
        ("a: b\na: c\n", "it is already on line 1: keep one of the two"),
        ("- a: b\n  a: c\n", "it is already on line 1: keep one of the two, or put `- ` before it if it begins the next"
                              " list item"),
    ],
)  # fmt: skip
def test_help_shows_the_mend(text: str, help: str) -> None:
    assert read(text, "f")[1][0].help == help


def test_offsets_count_from_the_beginning_of_the_file() -> None:
    assert read("a: @b\n", "f.md", 4)[1][0].location.offset == 7


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "[" * 3000 + "]" * 3000,
        "\n".join(" " * i + "a:" for i in range(900)),
        "- " * 100_000,
        "? " * 100_000,
        "-\t" * 100_000,
        "{a: " * 9000,
        "a: &a [*a]\n",
    ],
)
def test_what_never_ends_is_a_finding(text: str) -> None:
    tree, findings = read(text, "f.yml")
    assert tree is None
    assert findings


@pytest.mark.parametrize("between", [1, 8])
@pytest.mark.parametrize("mark", ['"', "'"])
def test_a_mark_that_is_never_closed_is_found_where_it_was_opened(mark: str, between: int) -> None:
    keys = "".join(f"  key{number}: x\n" for number in range(between))
    entry = f"- quote: {mark}One{mark}\n  gist: {mark}It is so.\n{keys}"
    tree, (finding,) = read(entry + f"- quote: {mark}Two, three{mark}\n", "f")
    assert finding.message == f"the quotation mark `{mark}` is never closed"
    assert finding.location.offset == entry.index(f"{mark}It")
    assert isinstance(tree, list)
    assert len(tree) == 2


def test_a_value_of_several_lines_is_no_open_mark() -> None:
    (finding,) = read('- note: "one\n    two"\n  gist: "three\n- note: "four five"\n', "f")[1]
    assert finding.location.part == '"three'
