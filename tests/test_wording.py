"""What a reader reads on any page is put together without a seam: no full stop twice, no comma that stands apart, no
"1 statements", and nothing printed that is only a value of the program."""

import re
from contextlib import chdir
from datetime import date
from pathlib import Path

import pytest

from builder.build import Options
from builder.edges.site import build_site
from tests.cases.text import text_of_page
from tests.conftest import BuiltSite

CASE = Path(__file__).parent / "cases" / "names-of-every-kind" / "site"
SEAMS = {
    "two full stops": r"(?<![.])\.\.(?![./])|[.]”\.|\?\.",
    "a sign that stands apart": r" [,.;:](?: |$)",
    "two commas": r",,|, ,|,\.|:\.|;\.",
    "an empty pair": r"\(\)|“”",
    "a plural of one": r"(?<![\d,.–])1 (?:(?:statement|article|event|account|thing|answer)s|more (?:stand|are))\b",
    "a value of the program": r"\bNone\b(?! of)|\bTrue\b|\bFalse\b|Link\(|Stamp\(|Sentence\(",
}


def seams(output: Path) -> list[str]:
    found = []
    for page in sorted(output.rglob("index.html")):
        html = page.read_text(encoding="utf-8")
        lines = text_of_page(html, f"/{page.parent.relative_to(output).as_posix()}/", []).splitlines()
        for line in (re.sub(r"\]\([^)]*\)", "]", line) for line in lines if not line.lstrip().startswith(">")):
            found += [
                f"{page.relative_to(output)}: {name}: {line}" for name, seam in SEAMS.items() if re.search(seam, line)
            ]
    return found


def test_the_sample_has_no_seam(sample: BuiltSite) -> None:
    assert seams(sample.output) == []


def test_names_that_end_in_a_full_stop_leave_none(tmp_path: Path) -> None:
    with chdir(CASE):
        build_site(Path(), tmp_path, Options(date(2025, 3, 10)), 1, lambda stage, done, total: None)
    assert list(tmp_path.rglob("index.html"))
    assert seams(tmp_path) == []


@pytest.mark.parametrize("line", ["Steel Co..", "signed , by", "1 statements", "1 more are left", "from None", "()"])
def test_a_seam_is_found(tmp_path: Path, line: str) -> None:
    (tmp_path / "index.html").write_text(f"<main><p>{line}</p></main>", encoding="utf-8")
    assert seams(tmp_path)
