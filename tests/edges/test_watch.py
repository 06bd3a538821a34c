"""With real files and threads: what changes is told, once, and nothing else is; whatever the file system does."""

import errno
import os
import random
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from builder.edges.watch import watcher as watch_module
from builder.edges.watch.events import Tell
from builder.edges.watch.scanner import signatures
from builder.edges.watch.watcher import watch
from tests.edges.test_read import site

PATIENCE = 30.0
"""Seconds, for machines that have much else to do."""
A = "content/articles/a.md"


class Told:
    """What was told, call by call."""

    def __init__(self) -> None:
        self.calls: list[frozenset[str]] = []
        self._more = threading.Condition()

    def __call__(self, paths: frozenset[str]) -> None:
        with self._more:
            self.calls.append(paths)
            self._more.notify_all()

    @property
    def paths(self) -> frozenset[str]:
        return frozenset().union(*self.calls)

    def wait(self, *paths: str) -> None:
        """Until just these paths have been told; then they are forgotten."""
        with self._more:
            done = self._more.wait_for(lambda: self.paths >= frozenset(paths), PATIENCE)
            assert done, f"told {sorted(self.paths)}"
            assert self.paths == frozenset(paths)
            self.calls.clear()


class Deaf:
    """A system that says nothing of changes, as on a network drive."""

    def __init__(self, root: Path, tell: Tell) -> None:
        self.root = root
        self.tell = tell

    def follow(self) -> None:
        pass

    def stop(self) -> None:
        pass


class Slow(Deaf):
    """One where a file comes into being just before a folder is followed, too early for an event, each time."""

    def follow(self) -> None:
        count = len([*(self.root / "content/articles").iterdir()])
        save(self.root, f"content/articles/{count}.md")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return site(tmp_path / "site", A, "content/articles/b.md", "content/pages/c.md", "themes/mine/page.html")


@pytest.fixture(autouse=True)
def _no_thread_is_left(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nor is an exception printed by one, which pytest would turn into a warning, and so into an error."""
    before = set(threading.enumerate())
    yield
    assert set(threading.enumerate()) <= before


@contextmanager
def watching(root: Path, *, poll: bool = False) -> Iterator[Told]:
    told = Told()
    with watch(root, told, poll=poll):
        yield told


def save(root: Path, path: str, text: str = "new") -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text)


def save_by_renaming(root: Path, path: str) -> None:
    """As `sed -i` does, and Emacs with a backup."""
    (root / path).replace(root / f"{path}~")
    save(root, f"{path}A1b2C3")
    (root / f"{path}A1b2C3").replace(root / path)


def edit(root: Path) -> None:
    save(root, A)


def replace(root: Path) -> None:
    save_by_renaming(root, A)


def create(root: Path) -> None:
    save(root, "content/articles/d.md")


def delete(root: Path) -> None:
    (root / A).unlink()


def rename(root: Path) -> None:
    (root / A).rename(root / "content/pages/a.md")


def settings(root: Path) -> None:
    save_by_renaming(root, "site.yml")


def style(root: Path) -> None:
    save(root, "themes/mine/page.html")


def new_folder(root: Path) -> None:
    save(root, "content/entities/deep/er/e.yml")


def folder_in(root: Path) -> None:
    save(root.parent, "elsewhere/x/e.yml")
    save(root.parent, "elsewhere/f.yml")
    (root.parent / "elsewhere").rename(root / "content/entities")


def folder_renamed(root: Path) -> None:
    (root / "content/articles").rename(root / "content/static")


def folder_out(root: Path) -> None:
    (root / "content/articles").rename(root.parent / "articles")


def all_out(root: Path) -> None:
    shutil.rmtree(root / "content")


def dead_links(root: Path) -> None:
    (root / "content/articles/d.md").symlink_to("gone.md")
    (root / "content/articles/self").symlink_to("self")
    (root / "content/articles/circle").symlink_to(root / "content")


def pipe(root: Path) -> None:
    os.mkfifo(root / "content/articles/p.md")


ARTICLES = (A, "content/articles/b.md")
CHANGES: list[tuple[Callable[[Path], None], tuple[str, ...]]] = [
    (edit, (A,)),
    (replace, (A,)),
    (create, ("content/articles/d.md",)),
    (delete, (A,)),
    (rename, (A, "content/pages/a.md")),
    (settings, ("site.yml",)),
    (style, ("themes/mine/page.html",)),
    (new_folder, ("content/entities/deep/er/e.yml",)),
    (folder_in, ("content/entities/x/e.yml", "content/entities/f.yml")),
    (folder_renamed, (*ARTICLES, "content/static/a.md", "content/static/b.md")),
    (folder_out, ARTICLES),
    (all_out, (*ARTICLES, "content/pages/c.md")),
    (dead_links, ("content/articles/d.md", "content/articles/self", "content/articles/circle")),
    (pipe, ("content/articles/p.md",)),
]


@pytest.mark.parametrize("poll", [False, True], ids=["events", "poll"])
@pytest.mark.parametrize(("change", "paths"), CHANGES, ids=[change.__name__ for change, _ in CHANGES])
def test_a_change_is_told(root: Path, change: Callable[[Path], None], paths: tuple[str, ...], *, poll: bool) -> None:
    with watching(root, poll=poll) as told:
        change(root)
        told.wait(*paths)


def test_what_is_read_left_by_editors_or_not_the_sites_is_not_told(root: Path) -> None:
    with watching(root) as told:
        for path, _ in signatures(root):
            (root / path).read_bytes()
        os.utime(root / A)  # Told where the time stamp differs; that it does keeps the order of what follows.
        told.wait(A)
        for path in ("a.md~", ".a.md.swp", "4913", "#a.md#", ".git/x"):
            save(root, f"content/articles/{path}")
        for path in ("output/index.html", ".dateline/x", ".git/x", "notes.txt", "site.yml~"):
            save(root, path)
        save(root, "content/articles/4711")
        (root / "content/articles/4711").unlink()
        time.sleep(0.5)
        save(root, "content/articles/b.md")
        told.wait("content/articles/b.md")


def test_a_folder_full_of_files_is_told_in_one_call(root: Path) -> None:
    paths = [f"entities/{number}.yml" for number in range(500)]
    for path in paths:
        save(root.parent, path)
    with watching(root) as told:
        (root.parent / "entities").rename(root / "content/entities")
        told.wait(*(f"content/{path}" for path in paths))
        time.sleep(1.5)  # The look that follows each burst finds nothing more.
        assert told.calls == []


def test_a_folder_removed_and_put_back_is_watched_again(root: Path) -> None:
    paths = (*ARTICLES, "content/pages/c.md")
    shutil.copytree(root / "content", root.parent / "copy")
    with watching(root) as told:
        shutil.rmtree(root / "content")
        told.wait(*paths)
        shutil.copytree(root.parent / "copy", root / "content")
        told.wait(*paths)
        save(root, A)
        told.wait(A)
        (root / "content").rename(root.parent / "old")
        (root.parent / "copy").rename(root / "content")
        told.wait(*paths)
        save(root, A)
        told.wait(A)


def test_folders_made_later_are_watched(tmp_path: Path) -> None:
    with watching(site(tmp_path)) as told:
        for path in (A, "themes/mine/page.html"):
            for text in ("new", "newer"):
                save(tmp_path, path, text)
                told.wait(path)


def test_a_linked_folder_is_watched_where_it_lies(root: Path) -> None:
    (root / "content").rename(root.parent / "elsewhere")
    (root / "content").symlink_to("../elsewhere")
    with watching(root) as told:
        save(root.parent, "elsewhere/articles/a.md")
        told.wait(A)
        (root / "content").unlink()
        told.wait(*ARTICLES, "content/pages/c.md")


def test_what_is_linked_further_down_is_looked_at(root: Path) -> None:
    save(root.parent, "elsewhere/d.md")
    (root / "content/articles/more").symlink_to("../../../elsewhere")
    with watching(root) as told:
        save(root.parent, "elsewhere/d.md", "newer")
        told.wait("content/articles/more/d.md")


def test_lost_events_are_made_up_for(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch_module, "Events", Deaf)
    with watching(root) as told:
        for text in ("new", "newer"):
            save(root, A, text)
            told.wait(A)


def test_folders_are_followed_before_they_are_looked_at(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch_module, "Events", Slow)
    with watching(root) as told:
        told.wait("content/articles/3.md")
        assert (root / "content/articles/2.md").exists()


def test_where_a_folder_came_it_is_followed_before_it_is_looked_at(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Short(Slow):
        def follow(self) -> None:
            super().follow()
            if not (self.root / "content/entities").exists():
                save(self.root, "content/entities/e.yml")
                self.tell(None)

    monkeypatch.setattr(watch_module, "Events", Short)
    monkeypatch.setattr(watch_module, "pause", lambda *_, **__: PATIENCE)
    with watching(root) as told:
        told.wait("content/articles/3.md")


@pytest.mark.parametrize("part", ["__init__", "follow"])
def test_without_events_the_files_are_looked_at_and_that_is_said(
    root: Path, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "inotify watch limit reached")

    stopped, told, said = list[object](), Told(), list[str]()
    monkeypatch.setattr(Deaf, part, full)
    monkeypatch.setattr(Deaf, "stop", lambda events: stopped.append(events))
    monkeypatch.setattr(watch_module, "Events", Deaf)
    with watch(root, told, notice=said.append):
        save(root, A)
        told.wait(A)
    [line] = said
    assert "inotify watch limit reached" in line
    assert len(stopped) == (part == "follow")


def test_an_edit_made_while_a_change_is_told_is_told_next_and_not_at_once(root: Path) -> None:
    told, under_way = Told(), threading.Lock()

    def changed(paths: frozenset[str]) -> None:
        assert under_way.acquire(blocking=False)
        if not told.calls:
            save(root, A, "newer")
            save(root, "content/pages/c.md")
            time.sleep(0.3)
        told(paths)
        under_way.release()

    with watch(root, changed):
        save(root, A)
        told.wait(A, "content/pages/c.md")


def test_an_error_of_the_one_who_is_told_comes_to_light(root: Path) -> None:
    def changed(paths: frozenset[str]) -> None:
        failed.set()
        raise ZeroDivisionError

    failed = threading.Event()
    with pytest.raises(ZeroDivisionError), watch(root, changed):  # noqa: PT012
        save(root, A)
        assert failed.wait(PATIENCE)


def test_an_error_within_the_context_ends_the_watch(root: Path) -> None:
    with pytest.raises(KeyboardInterrupt), watching(root):
        raise KeyboardInterrupt


def test_after_random_changes_who_was_told_knows_the_site(root: Path) -> None:
    """Who reads again just what was told must come to hold what is there."""
    held: dict[str, str] = {}
    chance = random.Random(3)

    def text(path: str) -> str | None:
        with suppress(OSError):
            return (root / path).read_text()
        return None

    def changed(paths: frozenset[str]) -> None:
        for path in paths:
            found = text(path)
            held.pop(path, None)
            if found is not None:
                held[path] = found

    def there() -> dict[str, str]:
        return {path: found for path, _ in signatures(root) if (found := text(path)) is not None}

    with watch(root, changed):
        held.update(there())
        for _ in range(12):
            for _ in range(chance.randrange(1, 12)):
                with suppress(OSError, shutil.Error):
                    stir(root, chance)
                time.sleep(chance.choice([0, 0, 0, 0.001, 0.02, 0.1]))
            end = time.monotonic() + PATIENCE
            while (now := there()) != held and time.monotonic() < end:
                time.sleep(0.02)
            assert now == held


def stir(root: Path, chance: random.Random) -> None:
    """One change, or an OSError."""
    folders = ("content", "content/articles", "content/pages/deep/er", "content/entities", "themes/mine")
    here, there = (root / chance.choice(folders) for _ in range(2))
    file = chance.choice(("a.md", "b.md", "c.yml"))
    match chance.randrange(8):
        case 0 | 1 | 2:
            save(here, file, str(chance.randrange(10)))
        case 3:
            (here / file).unlink()
        case 4:
            (here / file).replace(there / file)
        case 5:
            shutil.rmtree(here)
        case 6:
            here.rename(there)
        case 7:
            shutil.copytree(here, root / "copy", dirs_exist_ok=True)
            (root / "copy").rename(there / "copied")
