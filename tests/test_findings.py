"""Every code has a page in docs/findings, and the example there triggers this finding and no other."""

from datetime import date
from functools import partial
from pathlib import Path

import pytest

from builder.build import Options, compile_and_link
from builder.edges.executor import InputOutput, executor
from builder.edges.read import read_tree, scan
from builder.edges.site import check_site, discard, load_item
from builder.model.finding import CODES, Finding, Severity
from tests.findings_pages import BASE_DAY, base_site, codes, example


def check(root: Path, files: dict[str, bytes], today: date) -> tuple[Finding, ...]:
    """What a whole build of these files finds."""
    write(root, files)
    return check_site(root, Options(today), 1, lambda step, done, total: None).built.findings


def write(root: Path, files: dict[str, bytes]) -> None:
    for path, data in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


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


@pytest.mark.parametrize("code", [code for code in codes() if CODES[code].severity is Severity.ERROR])
def test_an_error_is_known_before_a_page_begins(code: str, tmp_path: Path) -> None:
    shown = example(code)
    write(tmp_path, base_site() | shown.files)
    tree = read_tree(tmp_path, scan(tmp_path))
    with executor(InputOutput(partial(load_item, tmp_path), discard), 1, lambda step, done, total: None) as pool:
        _, found = compile_and_link(tree, Options(shown.today), pool)
    assert code in {finding.code for finding in found}
