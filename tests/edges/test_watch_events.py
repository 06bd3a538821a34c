"""What the system tells by itself: which file changed, or that a folder did; of the folders that are there now."""

import errno
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from watchdog.observers.api import BaseObserver

from builder.edges.watch.events import Events
from tests.edges.test_read import site

PATIENCE = 30.0


class Heard:
    """What was told since it was last asked for."""

    def __init__(self) -> None:
        self.paths: list[str | None] = []
        self._more = threading.Condition()

    def __call__(self, path: str | None) -> None:
        with self._more:
            self.paths.append(path)
            self._more.notify_all()

    def until(self, last: str | None) -> set[str | None]:
        """All that was told until this."""
        with self._more:
            assert self._more.wait_for(lambda: last in self.paths, PATIENCE), f"heard {self.paths}"
            heard, self.paths = set(self.paths), []
            return heard


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return site(tmp_path / "site", "content/articles/a.md", "content/pages/c.md", "themes/mine/page.html")


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def events(root: Path, heard: Heard) -> Iterator[Events]:
    before = set(threading.enumerate())
    events = Events(root, heard)
    events.follow()
    yield events
    events.stop()
    assert set(threading.enumerate()) <= before


@pytest.mark.parametrize("path", ["site.yml", "content/articles/a.md", "content/new.md", "themes/mine/page.html"])
def test_a_file_that_is_written_is_named(root: Path, events: Events, heard: Heard, path: str) -> None:
    (root / path).write_text("new")
    assert heard.until(path) == {path}


def test_both_ends_of_a_move_are_named(root: Path, events: Events, heard: Heard) -> None:
    (root / "content/articles/a.md").rename(root / "content/pages/a.md")
    assert heard.until("content/pages/a.md") == {"content/articles/a.md", "content/pages/a.md"}


def test_of_folders_nothing_is_said_but_that_one_changed(root: Path, events: Events, heard: Heard) -> None:
    (root / "content/entities").mkdir()
    assert heard.until(None) == {None}


def test_what_is_read_or_not_the_sites_is_not_told(root: Path, events: Events, heard: Heard) -> None:
    (root / "content/articles/a.md").read_text()
    for path in ("output", "notes.txt", "content/articles/.a.md.swp"):
        (root / path).write_text("new")
    (root / "site.yml").write_text("new")
    assert heard.until("site.yml") == {"site.yml"}
    (root / "content/articles/a.md").unlink()
    # The last of what writing a file gives may be told a moment later.
    assert heard.until("content/articles/a.md") - {"site.yml"} == {"content/articles/a.md"}


def test_a_folder_removed_and_made_anew_is_followed(root: Path, events: Events, heard: Heard) -> None:
    for _ in range(3):  # It may get the inode of the old one, or not.
        shutil.rmtree(root / "content")
        (root / "content").mkdir()
        heard.until(None)
        wait_for_the_end_of_old_watches(events)
        events.follow()
        (root / "content/new.md").write_text("new")
        heard.until("content/new.md")


def wait_for_the_end_of_old_watches(events: Events) -> None:
    """The folder's removal is told by two threads; the sweep that follows each burst makes up for the other's delay."""
    content = [emitter for emitter in events._observer.emitters if emitter.watch.path.endswith("content")]
    for emitter in content:
        emitter.join(PATIENCE)


def test_a_folder_put_in_anothers_place_is_followed(root: Path, events: Events, heard: Heard) -> None:
    site(root.parent / "other", "articles/a.md")
    (root / "content").rename(root.parent / "old")
    (root.parent / "other").rename(root / "content")
    heard.until(None)
    events.follow()
    (root / "content/articles/a.md").write_text("new")
    heard.until("content/articles/a.md")
    heard.paths.clear()
    (root.parent / "old/pages/c.md").write_text("new")
    (root / "site.yml").write_text("new")
    assert heard.until("site.yml") <= {"site.yml", "content/articles/a.md", None}


def test_linked_folders_are_followed_to_where_they_lie(root: Path, heard: Heard) -> None:
    (root / "content").rename(root.parent / "shared")
    shutil.rmtree(root / "themes")
    for folder in ("content", "themes"):
        (root / folder).symlink_to("../shared")
    events = Events(root, heard)
    events.follow()
    (root.parent / "shared/articles/a.md").write_text("new")
    heard.until("content/articles/a.md")
    for folder in ("content", "themes"):
        (root / folder).unlink()
    events.follow()
    (root.parent / "shared/pages/c.md").write_text("new")
    (root / "site.yml").write_text("new")
    assert "content/pages/c.md" not in heard.until("site.yml")
    events.stop()


@pytest.mark.parametrize(("code", "final"), [(errno.ENOSPC, True), (errno.EMFILE, True), (errno.ENOENT, False)])
def test_a_limit_of_the_system_is_said_and_a_folder_that_is_gone_again_is_not(
    root: Path, heard: Heard, monkeypatch: pytest.MonkeyPatch, code: int, *, final: bool
) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise OSError(code, os.strerror(code))

    events = Events(root, heard)
    with monkeypatch.context() as patch:
        patch.setattr(BaseObserver, "schedule", refuse)
        if final:
            with pytest.raises(OSError, match=os.strerror(code)):
                events.follow()
        else:
            events.follow()
    events.follow()
    (root / "site.yml").write_text("new")
    heard.until("site.yml")
    events.stop()
