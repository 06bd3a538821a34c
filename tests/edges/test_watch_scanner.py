"""The scanner says once what changed, and nothing of what did not."""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.edges.watch.scanner import Scanner
from tests.edges.test_read import site

LONG_AGO = 10**18 + 1


def never() -> bool:
    return False


def file(root: Path, path: str, text: str = "", written: int = LONG_AGO) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text)
    os.utime(root / path, ns=(written, written))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    file(tmp_path, "site.yml")
    for path in ("content/articles/a.md", "content/articles/b.md", "content/pages/c.md"):
        file(tmp_path, path)
    return tmp_path


@pytest.fixture
def scanner(root: Path) -> Scanner:
    scanner = Scanner(root)
    assert len(scanner.around(never)) == 4
    return scanner


def test_what_has_been_said_once_is_known(root: Path, scanner: Scanner) -> None:
    file(root, "content/articles/a.md", "new")
    (root / "content/pages/c.md").unlink()
    named = frozenset({"content/articles/a.md", "content/pages/c.md"})
    assert scanner.at(named) == named
    assert scanner.around(never) == frozenset()


def test_to_read_a_file_or_to_make_one_and_remove_it_is_no_change(root: Path, scanner: Scanner) -> None:
    (root / "content/articles/a.md").read_text()
    assert scanner.around(never) == frozenset()
    assert scanner.at(frozenset({"content/articles/4711"})) == frozenset()


@pytest.mark.skipif(sys.platform == "win32", reason="there, files that were only read are named")
def test_a_file_that_the_system_names_has_changed_though_it_looks_the_same(root: Path, scanner: Scanner) -> None:
    named = frozenset({"content/articles/a.md"})
    assert scanner.at(named) == named
    assert scanner.around(never) == frozenset()


@pytest.mark.skipif(sys.platform == "win32", reason="there, this time is that of making")
def test_a_write_that_puts_size_and_time_back_is_found_without_a_name(root: Path, scanner: Scanner) -> None:
    file(root, "content/articles/a.md", "old")
    scanner.around(never)
    time.sleep(0.02)
    file(root, "content/articles/a.md", "new")
    assert scanner.around(never) == {"content/articles/a.md"}


@pytest.mark.parametrize(
    "change",
    [
        lambda file: file.write_text("longer"),
        lambda file: os.utime(file, ns=(LONG_AGO, LONG_AGO + 1)),
        lambda file: file.with_name("other").rename(file),  # As editors save: of the same size, and as old.
        lambda file: file.chmod(0),
        lambda file: file.unlink(),
    ],
)
def test_a_change_is_what_differs(root: Path, scanner: Scanner, change: Callable[[Path], object]) -> None:
    file(root, "content/articles/other")
    scanner.around(never)
    change(root / "content/articles/a.md")
    assert scanner.at(frozenset({"content/articles/a.md"})) == frozenset({"content/articles/a.md"})


def test_a_folder_needs_a_look_at_all_files(root: Path, scanner: Scanner) -> None:
    (root / "content/articles").rename(root / "content/entities")
    for folder in ("content/articles", "content/entities"):
        assert scanner.at(frozenset({folder})) is None
    names = [f"content/{folder}/{name}.md" for folder in ("articles", "entities") for name in "ab"]
    assert scanner.around(never) == set(names)


def test_a_look_that_is_broken_off_says_nothing_and_learns_nothing(root: Path, scanner: Scanner) -> None:
    file(root, "content/articles/a.md", "new")
    assert scanner.around(lambda: True) == frozenset()
    assert scanner.settled(lambda: True, lambda _: False) == frozenset()
    assert scanner.around(never) == {"content/articles/a.md"}


def test_what_is_being_written_is_said_when_it_has_come_to_rest(root: Path, scanner: Scanner) -> None:
    file(root, "content/articles/a.md", "new")
    more = iter(["content/articles/d.md", "content/articles/e.md"])
    waits = []

    def wait(seconds: float) -> bool:
        waits.append(seconds)
        file(root, next(more, "output/x"), "new")
        return False

    assert scanner.settled(never, wait) == {f"content/articles/{name}.md" for name in "ade"}
    assert len(waits) == 3
    assert scanner.settled(never, wait) == frozenset()
    assert len(waits) == 3


def test_files_that_never_rest_are_said_as_they_are(
    root: Path, scanner: Scanner, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter(range(1000))
    monkeypatch.setattr("time.monotonic", lambda: next(clock))
    sizes = iter(range(2, 1000))
    file(root, "content/articles/a.md", "x")

    def wait(seconds: float) -> bool:
        file(root, "content/articles/a.md", "x" * next(sizes))
        return False

    assert scanner.settled(never, wait) == {"content/articles/a.md"}


def test_a_site_that_is_gone_has_lost_all_its_files(tmp_path: Path) -> None:
    root = site(tmp_path / "site", "content/articles/a.md")
    scanner = Scanner(root)
    scanner.around(never)
    root.rename(tmp_path / "away")
    assert scanner.around(never) == {"site.yml", "content/articles/a.md"}
