"""What Dateline writes into sources is there as a whole or not at all, whenever it is killed."""

import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from builder.build import Options
from builder.edges.errors import UserError
from builder.edges.publish.locks import lock_site, write_locks
from builder.edges.site import check_site
from builder.edges.withdraw import withdraw
from builder.edges.write import journal, manifest, sources
from tests.findings_pages import BASE_DAY, base_site

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a kill is tried on a fork")
ANNOTATIONS = "content/annotations/a.yml"
MORE = '- id: fair\n  quote: "Sudland called the loan fair"\n  gist: "[[port-loan]] is fair."\n  by: sudland\n'
WRITING = os.O_WRONLY | os.O_RDWR


def quiet(stage: str, done: int, total: int) -> None:
    """Nobody is told of progress."""


def laid(root: Path) -> Path:
    files = base_site()
    files[ANNOTATIONS] += MORE.encode()
    for path, data in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    write_locks(root, lock_site(root, Options(BASE_DAY), 1, quiet))
    return root


def purge(root: Path, what: str) -> None:
    assert withdraw(root, what, "It was not so.", BASE_DAY, quiet, purge=True).pages


def relock(root: Path) -> None:
    with (root / ANNOTATIONS).open("a", encoding="utf-8") as file:
        file.write(MORE.replace("fair", "first").replace("Sudland called the loan first", "The first ships"))
    write_locks(root, lock_site(root, Options(date(2025, 3, 11)), 1, quiet))


def state(root: Path) -> dict[str, bytes]:
    """Everything in the site's folder but what is kept for speed, and the file that the system locks."""
    files = (file for file in root.rglob("*") if file.is_file() and ".dateline/" not in file.as_posix())
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in files if file.name != sources.LOCK}


def killed_at(step: int, root: Path, work: Callable[[], None]) -> bool:
    """Whether a process that does the work was killed as it was about to take its nth step that changes a file."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0
    steps = 0

    def count(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal steps
        writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITING
        if (writes or event in ("os.rename", "os.remove", "os.rmdir", "os.link")) and str(root) in str(arguments[0]):
            steps += 1
            if steps == step:
                os._exit(9)

    sys.addaudithook(count)
    try:
        work()
    except BaseException:  # noqa: BLE001 - the child must not go on as a second run of the tests.
        os._exit(1)
    os._exit(0)


@pytest.mark.parametrize("what", ["a/fair", "a"])
def test_a_withdrawal_that_is_killed_is_finished_or_undone(what: str, tmp_path: Path) -> None:
    clean = laid(tmp_path / "clean")
    before = state(clean)
    purge(clean, what)
    after = state(clean)
    step, endings = 1, set()
    while killed_at(step, root := laid(tmp_path / str(step)), lambda: purge(root, what)):
        sources.finish(root)
        left = state(root)
        assert left in (before, after), f"half is done at step {step}"
        endings.add(left == after)
        if left == before:
            purge(root, what)
        assert state(root) == after
        step += 1
    assert step > 10
    assert endings == {False, True}


def test_so_are_locks(tmp_path: Path) -> None:
    root, step, endings = laid(tmp_path / "0"), 1, set()
    before = (root / "content/urls.lock").read_bytes()
    while killed_at(step, root := laid(tmp_path / str(step)), lambda: relock(root)):
        check_site(root, Options(date(2025, 3, 11)), 1, quiet)
        endings.add((root / "content/urls.lock").read_bytes() == before)
        assert not [path for path in state(root) if "dateline-" in path]
        step += 1
    assert endings == {False, True}


def stopped(root: Path) -> None:
    """Leaves a run that was stopped as it began to move files."""
    with sources.changing(root) as staging:
        sources.save(staging / journal.staged_name(ANNOTATIONS), b"statements: []\n")
        rows = sources.rows({ANNOTATIONS: b"statements: []\n"})
        known = sources.rows({ANNOTATIONS: (root / ANNOTATIONS).read_bytes()})
        sources.save(staging / sources.BEFORE, manifest.to_text(known).encode())
        journal.write(staging, journal.Journal(rows, (), ()))


def test_a_change_of_the_authors_own_is_not_lost(tmp_path: Path) -> None:
    root = laid(tmp_path)
    stopped(root)
    with (root / ANNOTATIONS).open("a", encoding="utf-8") as file:
        file.write("# mine\n")
    with pytest.raises(UserError, match=r"content/annotations/a\.yml was changed"):
        sources.finish(root)
    assert "# mine" in (root / ANNOTATIONS).read_text("utf-8")


@pytest.mark.parametrize("path", ["content/../../evil", "/evil", ".git/config", "content/out/x"])
def test_nothing_outside_is_changed_by_what_came_with_a_repository(tmp_path: Path, path: str) -> None:
    root = laid(tmp_path / "site")
    (tmp_path / "elsewhere").mkdir()
    (root / "content/out").symlink_to(tmp_path / "elsewhere")
    staging = root / f"{sources.STAGED}x"
    staging.mkdir()
    (staging / journal.staged_name(path)).write_bytes(b"evil")
    (row,) = sources.rows({path: b"evil"})
    (staging / journal.NAME).write_text(f"+ {row.digest} {row.size} {row.path}\n", "utf-8")
    with pytest.raises(UserError):
        sources.finish(root)
    assert not list((tmp_path / "elsewhere").iterdir())
    assert not (tmp_path / "evil").exists()
    assert not (root / ".git/config").exists()


def test_two_do_not_change_the_sources_at_once(tmp_path: Path) -> None:
    root = laid(tmp_path)
    with sources.changing(root):
        assert killed_at(10**9, root, lambda: relock(root)), "it is refused"
