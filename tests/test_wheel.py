"""What is installed is what stands here: the wheel carries the theme, the first site, the workflow, the pages of
findings, and no test."""

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.conftest import ROOT


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    pytest.importorskip("hatchling")
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    [wheel] = folder.glob("*.whl")
    with ZipFile(wheel) as archive:
        return set(archive.namelist())


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_the_default_theme_is_there_whole(names: set[str]) -> None:
    assert {f"builder/themes/default/{name}" for name in files(ROOT / "themes" / "default")} <= names


def test_the_first_site_is_there_whole(names: set[str]) -> None:
    scaffold = Path("builder", "edges", "scaffold")
    assert {f"{scaffold.as_posix()}/{name}" for name in files(ROOT / scaffold)} <= names


def test_the_pages_of_findings_are_there_whole(names: set[str]) -> None:
    assert {f"builder/findings/{name}" for name in files(ROOT / "docs" / "findings")} <= names


def test_the_workflow_is_there_whole(names: set[str]) -> None:
    workflow = Path("builder", "edges", "publish", "workflow")
    assert {f"{workflow.as_posix()}/{name}" for name in files(ROOT / workflow)} <= names


def test_the_fonts_of_cards_are_there_with_their_licences(names: set[str]) -> None:
    fonts = Path("builder", "edges", "fonts")
    assert {f"{fonts.as_posix()}/{name}" for name in files(ROOT / fonts)} <= names
    assert {Path(name).suffix for name in names if "/fonts/" in name} >= {".ttf", ".txt", ".json"}


def test_nothing_else_is_there(names: set[str]) -> None:
    assert {name.split("/")[0].split("-")[0] for name in names} == {"builder", "dateline"}
    assert not {name for name in names if "__pycache__" in name or name.endswith(".pyc")}
