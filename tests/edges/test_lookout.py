"""The lookout says once what changed, and nothing of what did not."""

import os
from pathlib import Path

import pytest

from builder.edges.lookout import Lookout
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
def lookout(root: Path) -> Lookout:
    lookout = Lookout(root)
    assert len(lookout.around(never)) == 4
    return lookout


def test_what_has_been_said_once_is_known(root: Path, lookout: Lookout) -> None:
    file(root, "content/articles/a.md", "new")
    (root / "content/pages/c.md").unlink()
    named = frozenset({"content/articles/a.md", "content/pages/c.md"})
    assert lookout.at(named) == named
    assert lookout.at(named) == frozenset()
    assert lookout.around(never, named) == frozenset()


def test_to_read_a_file_or_to_make_one_and_remove_it_is_no_change(root: Path, lookout: Lookout) -> None:
    (root / "content/articles/a.md").read_text()
    assert lookout.at(frozenset({"content/articles/a.md", "content/articles/4711"})) == frozenset()


def test_an_edit_that_leaves_no_trace_is_believed_for_a_tick(root: Path, lookout: Lookout) -> None:
    path = "content/articles/a.md"
    in_an_hour = 4 * 10**18 + 1
    file(root, path, "one", in_an_hour)
    assert lookout.around(never) == {path}
    file(root, path, "two", in_an_hour)
    assert lookout.around(never) == frozenset()
    assert lookout.at(frozenset({path})) == frozenset({path})
    file(root, path, "one", LONG_AGO)
    assert lookout.at(frozenset({path})) == frozenset({path})
    assert lookout.at(frozenset({path})) == frozenset()


def test_a_folder_needs_a_look_at_all_files(root: Path, lookout: Lookout) -> None:
    (root / "content/articles").rename(root / "content/entities")
    for folder in ("content/articles", "content/entities"):
        assert lookout.at(frozenset({folder})) is None
    names = [f"content/{folder}/{name}.md" for folder in ("articles", "entities") for name in "ab"]
    assert lookout.around(never, frozenset({"content/articles"})) == set(names)


def test_a_look_that_is_broken_off_says_nothing_and_learns_nothing(root: Path, lookout: Lookout) -> None:
    file(root, "content/articles/a.md", "new")
    assert lookout.around(lambda: True) == frozenset()
    assert lookout.settled(lambda: True, lambda _: False) == frozenset()
    assert lookout.around(never) == {"content/articles/a.md"}


def test_what_is_being_written_is_said_when_it_has_come_to_rest(root: Path, lookout: Lookout) -> None:
    file(root, "content/articles/a.md", "new")
    more = iter(["content/articles/d.md", "content/articles/e.md"])
    waits = []

    def wait(seconds: float) -> bool:
        waits.append(seconds)
        file(root, next(more, "output/x"), "new")
        return False

    assert lookout.settled(never, wait) == {f"content/articles/{name}.md" for name in "ade"}
    assert len(waits) == 3
    assert lookout.settled(never, wait) == frozenset()
    assert len(waits) == 3


def test_files_that_never_rest_are_said_as_they_are(
    root: Path, lookout: Lookout, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter(range(1000))
    monkeypatch.setattr("time.monotonic", lambda: next(clock))
    sizes = iter(range(2, 1000))
    file(root, "content/articles/a.md", "x")

    def wait(seconds: float) -> bool:
        file(root, "content/articles/a.md", "x" * next(sizes))
        return False

    assert lookout.settled(never, wait) == {"content/articles/a.md"}


def test_a_site_that_is_gone_has_lost_all_its_files(tmp_path: Path) -> None:
    root = site(tmp_path / "site", "content/articles/a.md")
    lookout = Lookout(root)
    lookout.around(never)
    root.rename(tmp_path / "away")
    assert lookout.around(never) == {"site.yml", "content/articles/a.md"}
