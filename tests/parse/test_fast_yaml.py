"""Plain YAML read without libyaml: the same data as through it, or none at all, whatever the text."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from builder.parse import yaml
from builder.parse.fast_yaml import REFUSED, read_plain
from builder.parse.yaml import Tree, read

PLAIN: list[tuple[str, Tree]] = [
    ("", {}),
    ("# only a comment\n\n   \n", {}),
    ("a: b c\nurl: https://x.org/y#z\nat: 09:47", {"a": "b c", "url": "https://x.org/y#z", "at": "09:47"}),
    ("a: \"b: c #d [e], f's \"\nb: 'say \"no\"'\n", {"a": "b: c #d [e], f's ", "b": 'say "no"'}),
    ("a: [b c, d , e]\nb: {c: d e, f/g-h: i}\n", {"a": ["b c", "d", "e"], "b": {"c": "d e", "f/g-h": "i"}}),
    ("a:\n- b: c\n  d: e\n- b: f\ng: h\n", {"a": [{"b": "c", "d": "e"}, {"b": "f"}], "g": "h"}),
    ("a:\n  b: c\n  d: e\nf:\n  - g: h\n    i: j\n", {"a": {"b": "c", "d": "e"}, "f": [{"g": "h", "i": "j"}]}),
    ("a:\n\n  # why\n  b: c\n# why\nd:\n", {"a": {"b": "c"}, "d": ""}),
    ("by: nyt > ~sources\namount: ~USD 5bn\nn: = R & B, 5 * 3!\n",
     {"by": "nyt > ~sources", "amount": "~USD 5bn", "n": "= R & B, 5 * 3!"}),
    ('a: "\u201eжінка\u201c"\n', {"a": "\u201eжінка\u201c"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "tree"), PLAIN)
def test_plain_text_needs_no_libyaml(text: str, tree: Tree) -> None:
    assert read_plain(text) == tree


NOT_PLAIN = [
    "a: b\na: c\n", "a: {b: c, b: d}\n", "a: b # c\n", "a: b\n  c\n", "a: b: c\n", "a: b:\n", "a:\tb\n",
    "a: b\u2028c\n",
    'a: "b\\"c"\n', 'a: "b\n  c"\n', 'a: ""\n  b: c\n', "a: 'b''c'\n", "a: &b c\n", "a: *b\n", "a: !b c\n",
    "a: |\n  b\n", "a: >\n  b\n", "a: [b, [c]]\n", "a: {b: {c: d}}\n", 'a: ["b"]\n', "a:\n- b\n", "- a: b\n",
    "---\na: b\n", "a: b\n...\n", "a:\n  b: c\n d: e\n", "a:\n  b: c\n   d: e\n", "a:\n- b: c\n - d: e\n",
    "a: b\n\x00", "? a\n: b\n", "a: -b\n", "foo\n",
]  # fmt: skip


@pytest.mark.parametrize("text", NOT_PLAIN)
def test_anything_else_is_left_to_libyaml(text: str) -> None:
    assert read_plain(text) is None


def through_libyaml(text: str) -> object:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml, "read_plain", lambda _: None)
        return read(text, "f.yml")


def agrees(text: str) -> None:
    tree = read_plain(text)
    assert tree is None or (tree, ()) == through_libyaml(text)


SIGNS = "ab0 -:#,[]{}\"'\\&*!|>%@`?~=<.+$/_\t\xa0\x85\u2028\ufeff\x00\x7fé’–٣𝟘"
ODD_LEADS = st.sampled_from(["- ", "  ", "  - ", "    ", " ", "-  ", "- - ", "-", "\t", "? ", "# ", "\xa0"])
ODD_KEYS = st.sampled_from(["a", "a b", '"a"', "a-b", "none", "x" * 101, "é", "", "<<", "[a]", "-a"])
COLONS = st.sampled_from([":", ":", ":  ", " : ", ": \t", "", ":\n", ":\n  ", "::", ":\u2028"])
WORDS = ["word", "two words", "2025-03-01", "09:47", "https://x.org/a#b", "x: y", "x #y", "nyt > ~all", "..."]
PARTS = st.sampled_from(WORDS) | st.text(SIGNS, max_size=5)
WRAPS = [
    "{}",
    '"{}"',
    "'{}'",
    "[{}]",
    "[{}, {}]",
    "{{a: {}}}",
    "{{a: {}, b: {}}}",
    "{{{}}}",
    "{} # why",
    "{}  ",
    '"{}" x',
]
MORE_WRAPS = ["|\n  {}", "&a {}", "[{},{}]", '"{}\n {}"', "{{a:{}}}", ""]
VALUES = st.builds(str.format, st.sampled_from(WRAPS + MORE_WRAPS), PARTS, PARTS)
ODD_LINES = st.one_of(
    st.builds("{}{}{}{}".format, st.just("") | ODD_LEADS, ODD_KEYS, st.just(": ") | COLONS, VALUES),
    st.builds("{}zz: {}".format, st.sampled_from(["", "  ", "- "]), VALUES),
    st.sampled_from(
        ["", "  ", "# why", "  # why", "---", "...", "- word", "word", "%YAML 1.1", "\t", "}", "a:", "- a:"]
    ),
)
PLAIN_VALUES = ['"q [[x|y]]: z"', "word", "[a, b c]", "{a: b, c: d e}", "'it'", "10:30", "a,b", "x > ~y + z", ""]
ENTRIES = st.lists(
    st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from(PLAIN_VALUES), min_size=1, max_size=3), max_size=3
)


def written(entries: list[dict[str, str]], outer: str, dash: str) -> str:
    """A text with one mapping, or a list of them, under a key of its own, and a last key beside it."""
    lines = ["s:"]
    for entry in entries if dash else entries[:1]:
        for number, (key, value) in enumerate(entry.items()):
            lines.append(f"{outer}{dash if not number else ' ' * len(dash)}{key}: {value}")
    return "\n".join([*lines, 't: "u"', ""])


PLAIN_TEXTS = st.builds(written, ENTRIES, st.sampled_from(["", "  "]), st.sampled_from(["", "- "]))


@settings(max_examples=1000, deadline=None)
@given(PLAIN_TEXTS, st.lists(st.tuples(st.integers(0, 10), ODD_LINES), max_size=2))
@example("a:\nb: c\n  d: e", [])
@example("a:\n- b:\n  - c: d", [])
@example("a:\n  b: c\n  - d: e", [])
@example("a: {b: c }\nd: [ e ]", [])
@example("a: [b, c-, -d]", [])
@example("a: {b: c:}\n", [])
def test_it_reads_what_libyaml_reads(text: str, odd: list[tuple[int, str]]) -> None:
    lines = text.split("\n")
    for at, line in odd:
        lines.insert(at, line)
    agrees("\n".join(lines))


@settings(max_examples=1000, deadline=None)
@given(PLAIN_TEXTS, st.integers(0, 120), st.integers(0, 2), st.text(SIGNS + "\n", max_size=2))
def test_one_slip_in_a_plain_text_changes_nothing(text: str, at: int, length: int, slip: str) -> None:
    agrees(text[:at] + slip + text[at + length :])


def test_the_characters_it_takes_for_text_are_those_of_libyaml() -> None:
    every = "".join(map(chr, (*range(0x3000), *range(0xD700, 0x10100))))
    assert not REFUSED.search("".join(character for character in every if character.isprintable()))
    taken = REFUSED.sub("", every).translate(dict.fromkeys(map(ord, "\n\"'\\")))
    text = "".join(f'k{number}: "a{character}b"\n' for number, character in enumerate(taken))
    assert read_plain(text) is not None
    agrees(text)
