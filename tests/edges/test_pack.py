"""A site in one zip."""

import re
from pathlib import Path
from zipfile import ZipFile

import pytest

from builder.cli import run
from builder.edges.init import init
from tests.repositories import DAY


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, value in DAY.items():
        monkeypatch.setenv(name, value)
    init(tmp_path / "site")
    return tmp_path / "site"


def test_it_holds_the_site(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["pack", str(site)]) == 0
    output = site / "output"
    built = {path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_file()}
    built = {path for path in built if not path.startswith("search/index/")}
    with ZipFile(site / "output.zip") as archive:
        assert archive.testzip() is None
        assert set(archive.namelist()) == built - {"404.html", ".dateline-manifest"}
        assert archive.read("assets/style.css") == (output / "assets/style.css").read_bytes()
        assert archive.read("data/site.json") == (output / "data/site.json").read_bytes()
        home = archive.read("index.html").decode()
    assert 'href="./deals/index.html"' in home
    assert '<link rel="canonical" href="https://example.org/harbour-desk/">' in home
    assert re.search(r"\d+ files in .*output\.zip", capsys.readouterr().out)


def test_the_same_site_gives_the_same_bytes(site: Path, tmp_path: Path) -> None:
    run(["pack", str(site), "--output", str(tmp_path / "a/one.zip")])
    (site / "output").rename(tmp_path / "moved")
    run(["pack", str(site), "--output", str(tmp_path / "two.zip")])
    assert (tmp_path / "a/one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_a_site_with_a_warning_is_not_packed(site: Path) -> None:
    (site / "content/stray.txt").write_text("")
    assert run(["pack", str(site)]) == 1
    assert not (site / "output.zip").exists()


@pytest.mark.parametrize(
    ("file", "said"),
    [("content/static/site.zip", "lies among the site's own files"), ("output/site.zip", "the folder to be packed")],
)
def test_a_zip_that_would_be_read_again_is_refused(
    site: Path, capsys: pytest.CaptureFixture[str], file: str, said: str
) -> None:
    assert run(["pack", str(site), "--output", str(site / file)]) == 2
    assert said in capsys.readouterr().err
    assert not (site / file).exists()
