"""The two real articles: what the compiled record must say of them, from the articles themselves and the
content model."""

import json
from typing import Any

import pytest

from tests.conftest import BuiltSite

Item = dict[str, Any]


@pytest.fixture(scope="module")
def record(seed: BuiltSite) -> dict[str, list[Item]]:
    compiled: dict[str, list[Item]] = json.loads((seed.output / "data" / "site.json").read_text(encoding="utf-8"))
    return compiled


def one(items: list[Item], id: str) -> Item:
    found = [item for item in items if item["id"] == id]
    assert len(found) == 1
    return found[0]


def test_the_minerals_agreement_is_signed_and_ratified_by_one_party(record: dict[str, list[Item]]) -> None:
    status = one(record["deals"], "us-ua-minerals")["status"]
    assert status["rung"] == "signed"
    assert status["since"] == ["2025-04-30", "2025-05-01"]
    assert status["disputed"] is False
    assert status["parties"] == {"ukraine": {"rung": "ratified", "since": ["2025-05-08"]}}


def test_the_loan_is_signed_and_its_figure_corrected(record: dict[str, list[Item]]) -> None:
    assert one(record["deals"], "uk-era-loan")["status"]["rung"] == "signed"
    rows = [row for row in record["money"] if row["deal"] == "uk-era-loan"]
    current = [row for row in rows if not row["corrected"]]
    corrected = [row for row in rows if row["corrected"]]
    assert [(row["stage"], row["currency"], row["value"]) for row in current] == [("committed", "GBP", "2260000000")]
    assert [(row["currency"], row["value"]) for row in corrected] == [("GBP", "2600000000")]


def test_who_says_what_of_a_guarantee(record: dict[str, list[Item]]) -> None:
    positions = one(record["questions"], "security-guarantee")["positions"]
    seen = sorted((item["option"], item["holder"], item["mode"], item["statement"].split("/")[1]) for item in positions)
    assert seen == [
        ("explicit", "ukraine", "demanded", "asked"),
        ("implied", "bruce", "asserted", "bruce-defends"),
        ("none", "~One source", "asserted", "early-refusal"),
        ("none", "~sources close to the negotiations", "asserted", "refused"),
    ]
    assert {item["origin"] for item in positions if item["option"] == "none"} == {"nyt"}


def test_three_figures_on_two_sides(record: dict[str, list[Item]]) -> None:
    positions = one(record["questions"], "us-aid-total")["positions"]
    assert len(positions) == 3
    sides: dict[int, set[str]] = {}
    for item in positions:
        sides.setdefault(item["side"], set()).add(item["holder"])
    assert sorted(map(sorted, sides.values())) == [["menafn", "trump"], ["ukraine"]]


def test_one_forecast_met_and_one_without_an_outcome(record: dict[str, list[Item]]) -> None:
    assert one(record["statements"], "menafn-2025-05/ratify-forecast")["outcome"] == "met"
    assert one(record["statements"], "fakti-2025-03-03/tranche")["outcome"] is None


def test_every_statement_and_its_wording(record: dict[str, list[Item]]) -> None:
    assert len(record["statements"]) == 59
    unchecked = [item for item in record["statements"] if item["wording"] == "unchecked"]
    link_only = {item["id"] for item in record["articles"] if item["rights"] == "link-only"}
    assert len(unchecked) == 8
    assert {item["article"] for item in unchecked} <= link_only


def test_no_error_and_no_warning_that_misleads(seed: BuiltSite) -> None:
    assert "error[" not in seed.said
