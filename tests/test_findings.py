"""Every code has a page in docs/findings, and the example there triggers this finding and no other."""

from datetime import date
from pathlib import Path

import pytest

from builder.build import Options
from builder.edges.site import check_site
from builder.model.finding import CODES, Finding
from tests.findings_pages import BASE_DAY, base_site, codes, example


def check(root: Path, files: dict[str, bytes], today: date) -> tuple[Finding, ...]:
    """What a whole build of these files finds."""
    for path, data in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return check_site(root, Options(today), 1, lambda step, done, total: None).built.findings


def test_every_code_has_its_page() -> None:
    assert set(codes()) == set(CODES)


def test_the_base_site_has_no_finding(tmp_path: Path) -> None:
    assert check(tmp_path, base_site(), BASE_DAY) == ()


@pytest.mark.parametrize("code", codes())
def test_an_example_triggers_its_finding_alone(code: str, tmp_path: Path) -> None:
    shown = example(code)
    findings = check(tmp_path, base_site() | shown.files, shown.today)
    assert shown.files
    assert {finding.code for finding in findings} == {code}, [finding.message for finding in findings]
    assert {finding.severity.word for finding in findings} == {shown.severity}
