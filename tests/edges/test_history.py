"""Which commits words came and went by, however they are spelt and whatever the files were called."""

from pathlib import Path

import pytest

from builder.edges.withdraw import AT_ONCE, commits
from tests.repositories import alone, commit, git

TEXT = 'Ann\'s "loan" (of [[3.5bn]]) came'


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for key, value in alone(tmp_path).items():
        monkeypatch.setenv(key, value)
    folder = tmp_path / "site"
    folder.mkdir()
    git(folder, "init", "--quiet")
    return folder


def write(repository: Path, file: str, text: str) -> None:
    (repository / file).write_text(text, encoding="utf-8")
    commit(repository, text)


def titles(repository: Path, *texts: str) -> list[str]:
    found = commits(repository, texts)
    return [git(repository, "show", "--no-patch", "--format=%s", line.partition(" of ")[0]) for line in found]


@pytest.mark.parametrize(
    ("spelt", "found"),
    [
        (f"quote: {TEXT}", True),
        ("quote: 'Ann''s \"loan\" (of [[3.5bn]]) came'", True),
        ('quote: "Ann\'s \\"loan\\" (of [[3.5bn]]) came"', True),
        ('quote: Ann\'s "loan"\n  (of [[3.5bn]])\n  came', True),
        (TEXT.replace(".", ","), False),
        (f"{TEXT}ra", False),
        (f"Jo{TEXT}", False),
    ],
)
def test_a_text_is_found_as_sources_spell_it(repository: Path, spelt: str, found: bool) -> None:  # noqa: FBT001
    write(repository, "a.yml", spelt)
    assert len(commits(repository, [TEXT])) == found


def test_each_commit_that_brings_or_takes_it_is_named_once(repository: Path) -> None:
    write(repository, "a.yml", "one, two")
    write(repository, "b.yml", "three")
    git(repository, "mv", "a.yml", "c.yml")
    commit(repository, "renamed")
    git(repository, "switch", "--quiet", "--create", "other")
    write(repository, "c.yml", "two")
    git(repository, "switch", "--quiet", "--create", "new", "HEAD~3")
    assert set(titles(repository, "one", "two", "four")) == {"one, two", "two"}
    assert len(commits(repository, ["one", "two"])) == 2
    many = [*(f"none {number}" for number in range(AT_ONCE)), "three"]
    assert titles(repository, *many) == ["three"]


def test_none_are_known_where_there_is_no_repository(tmp_path: Path) -> None:
    assert commits(tmp_path / "nowhere", ["one"]) == ()
    assert commits(tmp_path, []) == ()
