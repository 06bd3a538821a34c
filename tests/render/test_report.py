"""Findings as an author meets them, in each of the three formats."""

import json
import re
from collections import Counter
from dataclasses import replace

import pytest

from builder.model.finding import Finding, Location
from builder.render.report import PlacedFinding, Summary, as_json, closing, few, github, text

SUMMARY = Summary(24, 1, 12345, 0, 1, 2, 31, 30, 4, "site/output", 0.42)
FILE = "content/annotations/fakti-2025-03-03.yml"


def placed(
    code: str = "unknown-actor",
    message: str = "no actor has the id `kremlim`",
    *,
    help: str = "did you mean `kremlin`?",
    notes: tuple[str, ...] = (),
    line: int = 12,
    column: int = 13,
    end_column: int = 20,
    source: str = "  by: isw > kremlim",
) -> PlacedFinding:
    finding = Finding(code, message, Location(FILE), help, notes)
    return PlacedFinding(finding, FILE, line, column, end_column, source)


def test_a_finding_as_the_architecture_shows_it() -> None:
    assert text([placed()]) == (
        "error[unknown-actor]: no actor has the id `kremlim`\n"
        "  --> content/annotations/fakti-2025-03-03.yml:12:13\n"
        "   |\n"
        "12 |   by: isw > kremlim\n"
        "   |             ^^^^^^^\n"
        "  help: did you mean `kremlin`?\n"
        "\n"
    )


def marked(source: str, column: int, end_column: int) -> tuple[str, str]:
    """The shown line and the marks under it."""
    lines = text([placed(source=source, column=column, end_column=end_column)]).split("\n")
    return lines[3][5:], lines[4][5:]


@pytest.mark.parametrize(
    ("source", "column", "end_column", "marks"),
    [
        ("key: value", 6, 11, "     ^^^^^"),
        ("key: value", 6, 6, "     ^"),
        ("\tkey: value", 2, 5, " ^^^"),
        ("漢字: value", 5, 10, "      ^^^^^"),
        ("e\u0301: value", 5, 10, "   ^^^^^"),
        ("short", 9, 12, "     ^"),
    ],
)
def test_the_fault_is_underlined(source: str, column: int, end_column: int, marks: str) -> None:
    assert marked(source, column, end_column)[1] == marks


def test_a_long_line_is_cut_around_the_fault() -> None:
    shown, marks = marked("a" * 500 + "FAULT" + "b" * 500, 501, 506)
    assert shown.startswith("…a")
    assert shown.endswith("b…")
    assert len(shown) <= 110
    assert shown[marks.index("^") : marks.rindex("^") + 1] == "FAULT"


def test_a_fault_longer_than_the_line_shown_is_marked_to_its_end() -> None:
    shown, marks = marked("x: " + "a" * 500, 4, 504)
    assert len(marks) <= len(shown)


def test_no_control_character_reaches_the_terminal() -> None:
    shown = text([placed(message="a\x1b[2Jb", source="x\x1b[31my\x00\u202e", notes=("n\x07",))])
    assert not {char for char in shown if not char.isprintable() and char != "\n"}


def test_an_empty_line_is_not_shown() -> None:
    assert text([placed(source="", line=1, column=1, end_column=1)]).split("\n")[1:3] == [
        " --> content/annotations/fakti-2025-03-03.yml:1:1",
        "  help: did you mean `kremlin`?",
    ]


def test_notes_of_several_lines_stay_together() -> None:
    shown = text([placed(help="", notes=("first\nsecond", "third"))])
    assert shown.endswith("  note: first\n        second\n  note: third\n\n")


def test_colour_is_all_that_colour_changes() -> None:
    coloured = text([placed(notes=("a note",))], colour=True)
    assert "\x1b[1;31merror" in coloured
    assert re.sub("\x1b\\[[0-9;]*m", "", coloured) == text([placed(notes=("a note",))])


def test_json_is_one_document() -> None:
    document = json.loads(as_json([placed(notes=("n",))], SUMMARY))
    assert document == {
        "findings": [
            {
                "file": FILE, "line": 12, "column": 13, "end_column": 20, "severity": "error",
                "code": "unknown-actor", "message": "no actor has the id `kremlim`", "help": "did you mean `kremlin`?",
                "notes": ["n"],
            }
        ],
        "summary": {
            "files": 24, "statements": 1, "checks": 12345, "errors": 0, "warnings": 1, "notes": 2, "pages": 31,
            "written": 30, "deleted": 4, "output": "site/output", "seconds": 0.42,
            "cards": None, "left_out": [],
        },
    }  # fmt: skip


def test_github_annotations() -> None:
    shown = github([placed(), placed("stale", "50% gone: yes, all\nof it", help="")])
    assert shown == (
        f"::error file={FILE},line=12,col=13,endColumn=20,title=unknown-actor"
        "::no actor has the id `kremlim`%0Ahelp: did you mean `kremlin`?\n"
        f"::notice file={FILE},line=12,col=13,endColumn=20,title=stale::50%25 gone: yes, all%0Aof it\n"
    )


def test_the_last_lines() -> None:
    assert closing(SUMMARY) == (
        "24 files, 1 statement, 12,345 checks: no errors, 1 warning, 2 notes\n"
        "31 pages in site/output (30 files new or changed, 4 deleted) in 0.4 s\n"
    )


def test_the_last_lines_of_a_run_that_wrote_nothing() -> None:
    shown = closing(Summary(3, 0, 9, 1, 0, 0, 0, 0, 0, "output", 1.06))
    assert shown == (
        "3 files, no statements, 9 checks: 1 error, no warnings, no notes\nnothing was written to output in 1.1 s\n"
    )


def test_the_last_line_of_a_check() -> None:
    assert closing(Summary(3, 0, 9, 0, 0, 0, 0, 0, 0, "", 1.06)).endswith("\nchecked in 1.1 s\n")


@pytest.mark.parametrize(
    ("left_out", "words"),
    [
        ((), ""),
        (("/cards/a.png",), "1 card not made, for want of a letter in the fonts or of room: /cards/a.png\n"),
        (
            tuple("abcdefg"),
            "7 cards not made, for want of a letter in the fonts or of room: a, b, c, d, e and 2 more\n",
        ),
    ],
)
def test_cards_are_counted_and_those_not_made_named(left_out: tuple[str, ...], words: str) -> None:
    shown = closing(replace(SUMMARY, cards=1200, left_out=left_out)).splitlines(keepends=True)
    assert "".join(shown[1:-1]) == words
    assert shown[-1].startswith("31 pages and 1,200 cards in site/output (")


def found(code: str, count: int) -> list[Finding]:
    return [Finding(code, f"the {number}th", Location(FILE)) for number in range(count)]


def test_a_terminal_is_given_a_hundred_notes_of_a_kind_and_every_error() -> None:
    shown, more = few([*found("stale", 101), *found("unknown-actor", 150), *found("no-rate", 100)])
    assert Counter(finding.code for finding in shown) == {"stale": 100, "unknown-actor": 150, "no-rate": 100}
    assert more == {"stale": 1}
    assert "the 100th" not in {finding.message for finding in shown if finding.code == "stale"}


def test_what_is_not_shown_is_told_before_the_last_line() -> None:
    *_, told, _ = closing(SUMMARY, {"stale": 1, "gist-without-link": 54_999}).splitlines()
    assert told == "not shown: 54,999 more of gist-without-link, 1 more of stale (`--format json` has all)"
    assert "not shown" not in closing(SUMMARY)
