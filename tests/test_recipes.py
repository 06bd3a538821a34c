"""Each recipe of docs/recipes.md builds on the small site of docs/findings, without an error or a warning."""

from pathlib import Path

import pytest

from builder.model.finding import Severity
from tests.conftest import ROOT
from tests.findings_pages import BASE_DAY, base_site
from tests.test_findings import check, write
from tests.walkthrough import follow

RECIPES = {
    section.partition("\n")[0]: section
    for section in (ROOT / "docs/recipes.md").read_text(encoding="utf-8").split("\n## ")[1:]
}


@pytest.mark.parametrize("name", RECIPES)
def test_a_recipe_has_no_fault(name: str, tmp_path: Path) -> None:
    if "dateline import" in RECIPES[name]:
        pytest.importorskip("trafilatura")
    write(tmp_path, base_site())
    follow(RECIPES[name], tmp_path, "--today", BASE_DAY.isoformat())
    found = check(tmp_path, {}, BASE_DAY)
    assert [each for each in found if each.severity > Severity.NOTE and each.code != "unused-entity"] == []


def test_there_are_all_seven() -> None:
    text = (ROOT / "docs/recipes.md").read_text(encoding="utf-8").partition("\n## ")[0]
    assert len(RECIPES) == 7
    for number, name in enumerate(RECIPES, start=1):
        assert f"{number}. [{name}](#{name.lower().replace(' ', '-')})" in text
