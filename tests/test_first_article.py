"""Who follows docs/first-article.md to the letter gets what it says."""

from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.walkthrough import follow, run

PAGE = ROOT / "docs/first-article.md"
DAY = ("--today", "2026-01-05")


def test_the_first_article_is_as_the_page_says(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    site = follow(PAGE.read_text(encoding="utf-8"), tmp_path, *DAY)
    said = run(site, ["build", "--no-search", *DAY])
    assert "no errors, no warnings, 2 notes" in said
    deal = (site / "output/deals/alaska/index.html").read_text(encoding="utf-8")
    assert "ratified" in deal.lower()
    assert "7.2" in deal
