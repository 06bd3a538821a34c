"""Values put into files, changed and taken out: what was meant is there, and every other byte is as it was."""

import re
from collections.abc import Callable
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.authoring.splice import NoSpliceError, Quoted, append, put, with_key, without

FILE = """\
# What the gazette says.
defaults: {by: norland}   # the government
statements:
# the loan
- quote: "a loan of 2.6 billion pounds"  # its first words
  # in our words
  gist: 'Norland''s loan.'
  parties: [norland,   sudland]

- {quote: fair, gist: "It is fair."} # short
# the end
"""
BLOCK = (
    "deals:\n  loan:\n    about: >-\n      The [[us]] and\n      the [[uk]] lend.\n    former: [a]\n  # b\n  b: {}\n"
)


@pytest.mark.parametrize(
    ("change", "old", "new"),
    [
        (lambda text: put(text, ("statements", 0, "gist"), "It’s lent."), "'Norland''s loan.'", "'It’s lent.'"),
        (lambda text: put(text, ("statements", 0, "gist"), "It's\n"), "'Norland''s loan.'", '"It\'s\\n"'),
        (lambda text: put(text, ("statements", 1, "quote"), "fair: yes"), "quote: fair,", 'quote: "fair: yes",'),
        (lambda text: put(text, ("statements", 1, "by"), "a > ~b, c"), 'fair."}', 'fair.", by: "a > ~b, c"}'),
        (lambda text: put(text, ("defaults", "by"), "sudland"), "by: norland}", "by: sudland}"),
        (lambda text: put(text, ("statements", 0, "when"), "2025-03-03"),
         "sudland]\n", "sudland]\n  when: 2025-03-03\n"),
        (lambda text: put(text, ("statements", 0, "parties", 1), "a"), "   sudland", "   a"),
        (lambda text: append(text, ("statements", 0, "parties"), "a, b"), "sudland]", 'sudland, "a, b"]'),
        (lambda text: append(text, ("statements",), {"quote": Quoted("x"), "positions": {"fair": "no"}}),
         "} # short\n", '} # short\n\n- quote: "x"\n  positions: {fair: no}\n'),
        (lambda text: without(text, ("statements", 1)), '- {quote: fair, gist: "It is fair."} # short\n', ""),
        (lambda text: without(text, ("statements", 1, "quote")), "{quote: fair, gist", "{gist"),
        (lambda text: without(text, ("statements", 1, "gist")), 'fair, gist: "It is fair."}', "fair}"),
        (lambda text: without(text, ("statements", 0, "parties")), "  parties: [norland,   sudland]\n", ""),
        (lambda text: without(text, ("statements", 0, "parties", 0)), "[norland,   sudland]", "[sudland]"),
        (lambda text: without(text, ("statements", 0, "quote")),
         '- quote: "a loan of 2.6 billion pounds"  # its first words\n', "-\n"),
        (lambda text: without(text, ("defaults", "by")), "{by: norland}", "{}"),
        (lambda text: with_key(text, ("statements", 0, "parties"), "party"), "parties:", "party:"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("dress", ["as it is", "windows", "mark", "cut"])
def test_only_what_is_meant_changes(change: Callable[[str], str], old: str, new: str, dress: str) -> None:
    def dressed(text: str) -> str:
        text = text.replace("\n", "\r\n") if dress == "windows" else text
        return text[:-1] if dress == "cut" else "\ufeff" + text if dress == "mark" else text

    assert FILE.count(old) == 1
    assert change(dressed(FILE)) == dressed(FILE.replace(old, new))


def test_the_lines_of_a_long_text_stay() -> None:
    changed = put(BLOCK, ("deals", "loan", "about"), "The [[usa]] and the [[uk]] lend.")
    assert changed == BLOCK.replace("[[us]]", "[[usa]]")
    assert put(BLOCK, ("deals", "loan", "about"), "New: all of it") == BLOCK.replace(
        ">-\n      The [[us]] and\n      the [[uk]] lend.", '"New: all of it"'
    )


def test_a_block_becomes_one_line() -> None:
    assert put(BLOCK, ("deals", "loan"), {"name": "A loan"}) == "deals:\n  loan: {name: A loan}\n  # b\n  b: {}\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", 'actors:\n  ann: {name: "A, B"}\n'),
        ("# none yet", '# none yet\nactors:\n  ann: {name: "A, B"}\n'),
        ("actors: {} # none yet\n", 'actors: # none yet\n  ann: {name: "A, B"}\n'),
        ("actors:\n", 'actors:\n  ann: {name: "A, B"}\n'),
        ("actors:\n    bob: {}\n\n# the end", 'actors:\n    bob: {}\n    ann: {name: "A, B"}\n\n# the end'),
        ("actors: {bob: {}}", 'actors: {bob: {}, ann: {name: "A, B"}}'),
        ("deals:\n  b: {}\n", 'deals:\n  b: {}\nactors:\n  ann: {name: "A, B"}\n'),
    ],
)
def test_a_first_entry_makes_its_list(before: str, after: str) -> None:
    assert put(before, ("actors", "ann"), {"name": "A, B"}) == after


def test_the_first_statement() -> None:
    statement: Any = {"quote": Quoted("a"), "gist": Quoted("b")}
    written = 'statements:\n- quote: "a"\n  gist: "b"\n'
    for before in ("", "statements: []\n", "statements:\n"):
        assert append(before, ("statements",), statement) == written
    assert append("defaults: {by: us}\n", ("statements",), statement) == "defaults: {by: us}\n" + written
    assert without(written, ("statements", 0)) == "statements: []\n"


@pytest.mark.parametrize(
    "text", ["a: &x b\nc: *x\n", "a: b\na: c\n", "a: [\n", "- a\n", "a: b\n...\n", "a: b #c\n? d\n"]
)
def test_what_cannot_be_done_is_said(text: str) -> None:
    with pytest.raises(NoSpliceError):
        put(text, ("n", 0, "m") if text.startswith("a: b\n.") else ("n", "m"), "v")


# Whatever a file looks like

WORDS = st.sampled_from([
    "a", "yes", "no", "null", "~", "2025-03-03", "1.0", "0x1f", "[[a]] b", "a: b", "a #b", "#", " a", "a ", "-", "- a",
    "a, b", "{", "it's", 'say "x"', "é😀", "a\\b", "x > ~y z", "=A. B.", "&a", "*a", "!a", "|", ">", "%a", "@a", "`",
    "?", "a\nb", "\ta", "a\u00a0b", "\u2028", "a\x85b", "[", "]", "a]", "}", "'", '"', ",", ":", "a:", ":a", "<", "=",
]) | st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=8)  # fmt: skip
NAMES = st.sampled_from(["by", "deal", "when", "gist", "note", "memo", "tz", "loc"])
VALUES: st.SearchStrategy[Any] = (
    WORDS | st.lists(WORDS, min_size=1, max_size=3) | st.dictionaries(NAMES, WORDS, min_size=1, max_size=2)
)


def quoted(words: str) -> str:
    return '"' + "".join(c if c.isprintable() and c not in '"\\' else f"\\U{ord(c):08x}" for c in words) + '"'


def in_line(value: Any, style: int) -> str:
    if isinstance(value, list):
        return "[" + (", " if style % 2 else " ,  ").join(in_line(each, style) for each in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {in_line(each, style)}" for key, each in value.items()) + "}"
    simple = re.fullmatch(r"[a-z0-9=~][\w.-]*", value, re.ASCII) and value != "~"
    if simple and style % 3:
        return str(value)
    if style % 2 and value.isprintable():
        return f"""'{value.replace("'", "''")}'"""
    return quoted(value)


@st.composite
def files(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """A file as somebody may have written it, and what it says."""
    entries = draw(st.lists(st.dictionaries(NAMES, VALUES, min_size=1, max_size=4), min_size=1, max_size=4))
    defaults = draw(st.dictionaries(NAMES, VALUES, max_size=2))
    numbers = iter(range(1000))

    def comment(indent: str = "") -> str:
        kind = draw(st.integers(0, 5))
        return {0: f"{indent}# \tc{next(numbers)}é\n", 1: "\n", 2: "   \n"}.get(kind, "")

    def tail() -> str:
        return draw(st.sampled_from(["", "", "  ", f"  # t{next(numbers)}"])) + "\n"

    out = comment()
    if defaults:
        out += f"defaults: {in_line(defaults, draw(st.integers(0, 5)))}{tail()}"
    indent = " " * draw(st.integers(0, 3))
    out += comment() + "statements:" + tail()
    for entry in entries:
        out += comment(indent)
        if draw(st.booleans()):
            out += f"{indent}- {in_line(entry, draw(st.integers(0, 5)))}{tail()}"
            continue
        dash = "-" + " " * draw(st.integers(1, 3))
        lead = indent + dash
        if draw(st.integers(0, 4)) == 0:
            out += indent + "-" + tail() + comment(indent)
            lead = " " * len(lead)
        for key, value in entry.items():
            plain_lines = isinstance(value, str) and re.fullmatch(r"[a-z]+", value) and draw(st.booleans())
            spelt = (
                f">-\n{' ' * len(indent + dash)} {value}" if plain_lines else in_line(value, draw(st.integers(0, 5)))
            )
            out += f"{lead}{key}: {spelt}" + ("\n" if plain_lines else tail())
            lead = " " * len(indent + dash)
            out += comment(lead)
    out += comment()
    if draw(st.booleans()):
        out = out.rstrip("\n")
    if draw(st.booleans()):
        out = out.replace("\n", "\r\n")
    if draw(st.booleans()):
        out = "\ufeff" + out
    said: dict[str, Any] = {"defaults": defaults} if defaults else {}
    return out, {**said, "statements": entries}


def loaded(text: str) -> Any:
    return yaml.load(text.removeprefix("\ufeff"), yaml.BaseLoader)


def remarks(text: str) -> list[str]:
    return re.findall(r"# \tc\d+é|# t\d+", text)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(file=files(), data=st.data())
def test_whatever_a_file_looks_like(file: tuple[str, dict[str, Any]], data: st.DataObject) -> None:
    text, said = file
    assert loaded(text) == said
    index = data.draw(st.integers(0, len(said["statements"]) - 1))
    entry = said["statements"][index]
    key, name, value = data.draw(st.sampled_from(sorted(entry))), data.draw(NAMES), data.draw(VALUES)
    added, changed, cut = (
        append(text, ("statements",), {name: value}),
        put(text, ("statements", index, name), value),
        text,
    )
    assert loaded(added) == {**said, "statements": [*said["statements"], {name: value}]}
    expected = [*said["statements"]]
    expected[index] = {**entry, name: value}
    assert loaded(changed) == {**said, "statements": expected}
    assert remarks(added) == remarks(changed) == remarks(text)
    if len(entry) > 1:
        cut = without(text, ("statements", index, key))
        expected[index] = {name: value for name, value in entry.items() if name != key}
        assert loaded(cut) == {**said, "statements": expected}
        assert set(remarks(text)) - set(remarks(cut)) <= set(remarks(lines_of(text, cut)))
    gone = without(text, ("statements", index))
    assert loaded(gone) == {**said, "statements": said["statements"][:index] + said["statements"][index + 1 :]}
    for other in (added, changed, cut, gone):
        assert other.startswith("\ufeff") == text.startswith("\ufeff")
        assert ("\r\n" in text) <= ("\n" not in other.replace("\r\n", ""))
    assert added.replace(lines_of(added, text), "", 1) == text


def lines_of(longer: str, shorter: str) -> str:
    """The stretch that the longer of two texts has more, where it is in one piece."""
    start = next((i for i, (a, b) in enumerate(zip(longer, shorter, strict=False)) if a != b), len(shorter))
    return longer[start : len(longer) - len(shorter) + start]
