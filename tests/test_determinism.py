"""Same sources, same bytes: whatever the number of processes, the order of files, the hash seed, the locale,
the folder."""

import hashlib
import os
import shutil
from pathlib import Path

import pytest

from tests.bench import corpus, dateline_site
from tests.conftest import ROOT, build

pytestmark = pytest.mark.long


def digest(output: Path) -> dict[str, str]:
    """Every published file with the hash of its bytes."""
    return {
        path.relative_to(output).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(output.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("one")
    return digest(build(ROOT, folder / "output", "--workers", "1").output)


def test_two_processes(expected: dict[str, str], tmp_path: Path) -> None:
    assert digest(build(ROOT, tmp_path / "output", "--workers", "2").output) == expected


def test_many_batches_of_articles_in_three_processes(tmp_path: Path) -> None:
    """The sample fits in one batch: here every process has several, of articles and of pages."""
    dateline_site.write(corpus.make(120), tmp_path / "site")
    outputs = [build(tmp_path / "site", tmp_path / count, "--workers", count).output for count in ("1", "2", "3")]
    alone, two, three = map(digest, outputs)
    assert len(alone) > 300
    assert alone == two == three


@pytest.mark.parametrize("seed", ["1", "77"])
def test_hash_seeds(expected: dict[str, str], tmp_path: Path, seed: str) -> None:
    assert digest(build(ROOT, tmp_path / "output", env={"PYTHONHASHSEED": seed}).output) == expected


def test_another_locale_and_time_zone(expected: dict[str, str], tmp_path: Path) -> None:
    surroundings = {"LC_ALL": "C", "LANG": "tr_TR.UTF-8", "TZ": "Pacific/Kiritimati", "PYTHONUTF8": "0"}
    assert digest(build(ROOT, tmp_path / "output", env=surroundings).output) == expected


def test_another_folder_written_in_another_order(expected: dict[str, str], tmp_path: Path) -> None:
    """The files are laid down in reverse, with other times, so that folders list them otherwise."""
    site = tmp_path / "elsewhere"
    files = [path for folder in ("content", "themes") for path in (ROOT / folder).rglob("*") if path.is_file()]
    for path in sorted([*files, ROOT / "site.yml"], reverse=True):
        copy = site / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
        os.utime(copy, (1_000_000, 1_000_000))
    assert digest(build(site, tmp_path / "output").output) == expected


def test_a_second_build_over_the_first_changes_nothing(tmp_path: Path) -> None:
    first = build(ROOT, tmp_path / "output").output
    times = {path: path.stat().st_mtime_ns for path in first.rglob("*.html")}
    build(ROOT, tmp_path / "output")
    assert {path: path.stat().st_mtime_ns for path in first.rglob("*.html")} == times
