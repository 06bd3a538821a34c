"""A site as of a day is the site of what was on file then, byte for byte, but for the words that say so."""

import re
from pathlib import Path

import pytest

from tests.conftest import dateline
from tests.test_warm import lay, states

DAYS = ("2025-03-01", "2025-03-05", "2025-03-09")
STATEMENTS = {
    "2025-03-01": """
- id: proposed
  quote: "a loan of 2 pounds"
  gist: "A [[port-loan]] is planned."
  deal: port-loan
  status: announced
""",
    "2025-03-05": """
- id: signed
  quote: "a loan of 2 pounds"
  gist: "The [[port-loan]] is signed."
  deal: port-loan
  status: signed
- id: denied
  quote: "not planned"
  gist: "The [[port-loan]] was not planned."
  deal: port-loan
  mode: denied
  disputes: news-1/proposed
""",
    "2025-03-09": """
- id: again
  quote: "a loan of 2 pounds"
  gist: "The [[port-loan]] is announced, not signed."
  deal: port-loan
  status: announced
  corrects: news-2/signed
""",
}
MARKS = re.compile(
    r'<p class="banner"><b>Our record as it stood on [^<]*</b></p>\n|<meta name="robots" content="noindex">\n'
)
ARTICLE = """---
title: News
outlet: gazette
url: https://example.org/{number}
published: 2025-02-28
recorded: {day}
---
There was a loan of 2 pounds. It was not planned.
"""


def site(root: Path, days: tuple[str, ...]) -> Path:
    for path, text in states().items():
        if not path.startswith(("content/articles", "content/annotations")):
            lay(root, path, text)
    for number, day in enumerate(days, 1):
        lay(root, f"content/articles/news-{number}.md", ARTICLE.format(number=number, day=day))
        lay(root, f"content/annotations/news-{number}.yml", "statements:" + STATEMENTS[day])
    return root


def output(root: Path, *options: str) -> dict[str, bytes]:
    done = dateline("build", root, "--output", root / "out", *options)
    assert done.returncode == 0, done.stdout + done.stderr
    files = {path.relative_to(root / "out").as_posix(): path.read_bytes() for path in (root / "out").rglob("*.*")}
    return {
        path: MARKS.sub("", data.decode()).encode() if path.endswith(".html") else data
        for path, data in files.items()
        if "manifest" not in path
    }


@pytest.mark.parametrize("number", [1, 2, 3])
def test_what_was_recorded_later_is_as_if_it_were_not_there(tmp_path: Path, number: int) -> None:
    day = DAYS[number - 1]
    whole = output(site(tmp_path / "whole", DAYS), "--as-of", day)
    cut = output(site(tmp_path / "cut", DAYS[:number]), "--today", day)
    assert whole.keys() == cut.keys()
    assert [path for path in whole if whole[path] != cut[path]] == []


def test_every_page_says_so_and_asks_not_to_be_found(tmp_path: Path) -> None:
    root = site(tmp_path / "site", DAYS)
    assert dateline("build", root, "--as-of", DAYS[0]).returncode == 0
    page = (root / "output/deals/port-loan/index.html").read_text()
    assert "Our record as it stood on 1 March 2025." in page
    assert '<meta name="robots" content="noindex">' in page
