"""The README shows a newcomer what is true: its example is a valid annotation file, its finding the one you get."""

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT, dateline

README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLE = README.partition("```yaml\n")[2].partition("```")[0]
FINDING = "error[" + README.partition("```\nerror[")[2].partition("```")[0].rstrip()
LINKS = re.findall(r"\]\(([^)#:]+)\)", README)
FILES = {
    "site.yml": """\
title: Harbour desk
url: https://example.org/harbour/
scope: One port loan, as one paper reported it.
quote_limit: 100
""",
    "content/entities/all.yml": """\
actors:
  gazette: {name: The Gazette, kind: outlet}
  norland: {name: Norland, kind: country}
  sudland: {name: Sudland, kind: country}
deals:
  port-loan: {name: Port loan, ladder: money, parties: [norland, sudland]}
""",
    "content/articles/gazette-2025-03-03.md": """\
---
title: Norland lends for the port
outlet: gazette
url: https://example.org/gazette/1
published: 2025-03-03
recorded: 2025-03-04
---
On Monday, Norland announced a loan of 2.6 billion pounds to Sudland for the new port. Sudland called the loan fair.
""",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(folder: Path, annotations: str) -> str:
    """What the command says of the little site with these annotations, run in its folder."""
    files = FILES | {"content/annotations/gazette-2025-03-03.yml": annotations}
    for path, text in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    done = dateline("check", "--today", "2025-03-10", "--strict")
    return done.stdout + done.stderr


def test_the_example_has_no_fault(folder: Path) -> None:
    assert "no errors, no warnings" in check(folder, EXAMPLE)


def test_the_finding_is_the_one_you_get(folder: Path) -> None:
    assert FINDING in check(folder, EXAMPLE.replace("by: norland", "by: norlund"))


@pytest.mark.parametrize("link", LINKS)
def test_what_it_links_to_is_there(link: str) -> None:
    assert (ROOT / link).is_file()
