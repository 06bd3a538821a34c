"""The sample site: whole on any day, and with at least one of everything that a newcomer should see."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from tests.conftest import ROOT, BuiltSite, dateline

Item = dict[str, Any]


@pytest.fixture(scope="module")
def record(sample: BuiltSite) -> dict[str, list[Item]]:
    compiled: dict[str, list[Item]] = json.loads((sample.output / "data" / "site.json").read_text(encoding="utf-8"))
    return compiled


@pytest.mark.parametrize("today", ["2025-03-02", "2025-06-10", "2031-01-01"])
def test_builds_without_a_warning_whatever_the_day(today: str, tmp_path: Path) -> None:
    done = dateline("build", ROOT, "--output", tmp_path / "output", "--today", today, "--strict")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "not made" not in done.stdout


@pytest.mark.parametrize(
    ("kind", "least"),
    [("articles", 10), ("statements", 60), ("deals", 8), ("actors", 25), ("questions", 6)],
)
def test_has_enough_of_each(record: dict[str, list[Item]], kind: str, least: int) -> None:
    assert len(record[kind]) >= least


def test_has_ten_articles_of_its_own_in_full(record: dict[str, list[Item]]) -> None:
    own = [item for item in record["articles"] if item["form"] == "own" and item["rights"] == "full"]
    assert len(own) >= 10
    assert {item["outlet"] for item in own} == {"minerals-desk"}


def test_six_questions_are_disputed_or_open(record: dict[str, list[Item]]) -> None:
    options = {
        question["id"]: {position["option"] for position in question["positions"]} for question in record["questions"]
    }
    assert sum(len(answers) > 1 for answers in options.values()) >= 6
    assert options["fund-contributions"] == set()


def test_uses_modes_rungs_and_stages_of_many_kinds(record: dict[str, list[Item]]) -> None:
    statements = record["statements"]
    modes = {item["mode"] for item in statements}
    assert modes >= {"asserted", "denied", "planned", "hypothetical", "demanded", "offered"}
    assert {item["ladder"] for item in record["deals"]} == {"agreement", "money", "promise"}
    assert {row["stage"] for row in record["money"]} >= {"claimed", "pledged", "committed"}
    assert any(row["corrected"] for row in record["money"])


def test_wordings_are_checked_where_a_text_is_on_file(record: dict[str, list[Item]]) -> None:
    wordings = Counter(item["wording"] for item in record["statements"])
    assert wordings["checked"] >= 60
    assert wordings["unchecked"] >= 1


def test_an_outlet_that_speaks_for_itself_is_named_once(sample: BuiltSite) -> None:
    for page in sample.pages():
        words = " ".join(BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser").get_text(" ").split())
        assert not re.search(r"Minerals desk ?, in Minerals desk", words), page
