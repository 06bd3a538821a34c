"""Writing is all or nothing: whatever stops a build at whatever step, the output is a whole old or a whole new site."""

import errno
import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

import pytest

from builder.edges.errors import UserError
from builder.edges.write import journal, manifest
from builder.edges.write.output_lock import locked
from builder.edges.write.writer import WriteCounts, commit, stage, staging_area

Site = dict[str, bytes]

OLD: Site = {
    "index.html": b"old home",
    "same.html": b"the same in both",
    "gone/deep/index.html": b"gone",
    "turns": b"a file that turns into a folder",
    "falls/x": b"a folder that turns into a file",
}
NEW: Site = {
    "index.html": b"new home",
    "same.html": b"the same in both",
    "fresh/deep/index.html": b"fresh",
    "turns/index.html": b"a folder now",
    "falls": b"a file now",
}
BEFORE_THE_LAST_FILE = 5
"""Moves that come before it: the old manifest, the journal, three files."""
STEPS = ("open", "write", "close", "replace", "mkdir", "rmdir", "unlink", "fsync")


def write_site(output: Path, files: Iterable[tuple[str, bytes]]) -> WriteCounts:
    with staging_area(output) as staging:
        return commit(staging, [stage(staging, path, data) for path, data in files])


def held(folder: Path) -> Site:
    """The site in a folder, the manifest aside."""
    files = [path for path in folder.rglob("*") if path.is_file() and path.name != manifest.NAME]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def leftovers(output: Path) -> list[str]:
    return [path.name for path in output.parent.iterdir() if "dateline" in path.name]


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "site" / "output"


class Tripwire:
    """Lets so many operations of the system pass, and then does something worse instead."""

    def __init__(self, passes: int, then: Callable[[str], Any], steps: tuple[str, ...] = STEPS) -> None:
        self.left = passes
        self.then = then
        self.originals = {name: getattr(os, name) for name in steps}

    def __enter__(self) -> "Tripwire":
        for name, original in self.originals.items():
            setattr(os, name, self.guard(name, original))
        return self

    def __exit__(self, *_: object) -> None:
        for name, original in self.originals.items():
            setattr(os, name, original)

    def guard(self, name: str, original: Callable[..., Any]) -> Callable[..., Any]:
        def guarded(*args: Any, **keywords: Any) -> Any:
            if name != "mkdir" or not Path(args[0]).is_dir():  # What is there already needs no room.
                self.left -= 1
                if self.left == -1:
                    self.then(name)
            return original(*args, **keywords)

        return guarded


def publish_and_die(output: Path, site: Site, passes: int, steps: tuple[str, ...] = STEPS) -> bool:
    """Publishes in a child process that is killed before the step after `passes`; says whether it was."""
    child = os.fork()
    if child == 0:
        with Tripwire(passes, lambda _: os._exit(9), steps):
            write_site(output, site.items())
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9


def test_a_site_is_written_as_given(output: Path) -> None:
    assert write_site(output, OLD.items()) == WriteCounts(written=5, unchanged=0, deleted=0)
    assert held(output) == OLD
    assert leftovers(output) == []


def test_a_second_site_takes_the_place_of_the_first(output: Path) -> None:
    write_site(output, OLD.items())
    assert write_site(output, NEW.items()) == WriteCounts(written=4, unchanged=1, deleted=3)
    assert held(output) == NEW
    assert not (output / "gone").exists()
    assert leftovers(output) == []


def test_what_is_unchanged_is_left_alone(output: Path) -> None:
    write_site(output, OLD.items())
    for path in output.rglob("*"):
        os.utime(path, ns=(7, 7))
    assert write_site(output, OLD.items()) == WriteCounts(written=0, unchanged=5, deleted=0)
    assert {path.stat().st_mtime_ns for path in output.rglob("*")} == {7}
    write_site(output, NEW.items())
    assert (output / "same.html").stat().st_mtime_ns == 7


def test_what_was_damaged_by_hand_is_written_again(output: Path) -> None:
    write_site(output, OLD.items())
    (output / "index.html").write_bytes(b"cut")
    (output / "same.html").unlink()
    (output / "falls/x").write_bytes(OLD["falls/x"].swapcase())
    assert write_site(output, OLD.items()).written == 3
    assert held(output) == OLD


def test_the_order_and_the_number_of_runs_leave_no_trace(output: Path, tmp_path: Path) -> None:
    write_site(output, OLD.items())
    write_site(output, NEW.items())
    write_site(tmp_path / "other", reversed(NEW.items()))
    assert (output / manifest.NAME).read_bytes() == (tmp_path / "other" / manifest.NAME).read_bytes()


def test_files_of_others_in_the_output_stay(output: Path) -> None:
    write_site(output, OLD.items())
    (output / "gone" / "CNAME").write_text("example.org")
    write_site(output, NEW.items())
    assert (output / "gone" / "CNAME").read_text() == "example.org"


def test_a_folder_that_dateline_did_not_make_is_refused(output: Path) -> None:
    output.mkdir(parents=True)
    (output / "thesis.txt").write_text("ten years of work")
    with pytest.raises(UserError, match=r"thesis\.txt"):
        write_site(output, NEW.items())
    assert held(output) == {"thesis.txt": b"ten years of work"}
    assert leftovers(output) == []


def test_an_empty_folder_and_a_link_to_one_are_welcome(output: Path, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    output.parent.mkdir()
    output.symlink_to(tmp_path / "real")
    write_site(output, NEW.items())
    assert held(tmp_path / "real") == NEW
    assert output.is_symlink()


def test_a_damaged_manifest_is_refused(output: Path) -> None:
    write_site(output, OLD.items())
    (output / manifest.NAME).write_text("rubbish")
    with pytest.raises(UserError, match="damaged"):
        write_site(output, NEW.items())
    assert held(output) == OLD


UNSAFE = ["../x", "/etc/x", "a/../../x", "a/./b", "a//b", "a\\b", "C:x", "a/", ".", "..", "", "a\0b"]


@pytest.mark.parametrize("path", UNSAFE)
def test_a_manifest_that_leads_out_of_the_output_is_refused(output: Path, path: str) -> None:
    write_site(output, OLD.items())
    outside = output.parent / "x"
    outside.write_text("mine")
    (output / manifest.NAME).write_text(f"{manifest.HEADER}\n- 1 {path}\n")
    with pytest.raises(UserError, match="damaged"):
        write_site(output, NEW.items())
    assert outside.read_text() == "mine"
    assert held(output) == OLD


@pytest.mark.parametrize("mark", ["+ - 1 ", "- ", "/ "])
@pytest.mark.parametrize("path", UNSAFE)
def test_a_journal_that_leads_out_of_the_output_is_refused(output: Path, mark: str, path: str) -> None:
    write_site(output, OLD.items())
    outside = output.parent / "x"
    outside.write_text("mine")
    staging = output.parent / ".output.dateline-new-x"
    staging.mkdir()
    (staging / journal.NAME).write_text(f"{mark}{path}\n")
    (staging / journal.staged_name(path)).write_text("theirs")
    with pytest.raises(UserError, match=r"dateline-new-x was not left by a build, or is damaged: delete it"):
        write_site(output, NEW.items())
    assert outside.read_text() == "mine"
    assert held(output) == OLD


@pytest.mark.parametrize("text", ["rubbish\n", "+ x\n", "? a\n", "\n", "+ - x a\n", "\xff\n"])
def test_a_damaged_journal_is_one_clear_line(output: Path, text: str) -> None:
    write_site(output, OLD.items())
    staging = output.parent / ".output.dateline-new-x"
    staging.mkdir()
    (staging / journal.NAME).write_bytes(text.encode("latin-1"))
    with pytest.raises(UserError, match="delete it, then build again"):
        write_site(output, NEW.items())


def linked(output: Path) -> Path:
    """A folder elsewhere, to which a folder of the output is made to lead."""
    elsewhere = output.parent / "elsewhere"
    elsewhere.mkdir(parents=True)
    (elsewhere / "index.html").write_text("mine")
    (output / "fresh").unlink(missing_ok=True)
    (output / "fresh").symlink_to(elsewhere)
    return elsewhere


def test_nothing_is_written_through_a_link(output: Path) -> None:
    write_site(output, OLD.items())
    elsewhere = linked(output)
    with pytest.raises(UserError, match="output/fresh is a link"):
        write_site(output, [*OLD.items(), ("fresh/index.html", b"ours")])
    assert held(elsewhere) == {"index.html": b"mine"}


def test_nothing_is_deleted_through_a_link(output: Path) -> None:
    write_site(output, OLD.items())
    elsewhere = linked(output)
    rows = manifest.read(output) or {}
    rows["fresh/index.html"] = manifest.row("fresh/index.html", b"mine")
    (output / manifest.NAME).write_text(manifest.to_text(rows.values()))
    with pytest.raises(UserError, match="output/fresh is a link"):
        write_site(output, OLD.items())
    assert held(elsewhere) == {"index.html": b"mine"}


def test_a_journal_moves_nothing_through_a_link(output: Path) -> None:
    write_site(output, OLD.items())
    elsewhere = linked(output)
    staging = output.parent / ".output.dateline-new-x"
    staging.mkdir()
    (staging / journal.NAME).write_text("+ - 6 fresh/index.html\n")
    (staging / journal.staged_name("fresh/index.html")).write_text("theirs")
    with pytest.raises(UserError, match="output/fresh is a link"):
        write_site(output, OLD.items())
    assert held(elsewhere) == {"index.html": b"mine"}


def test_a_staging_folder_that_is_a_link_is_not_taken_for_ours(output: Path, tmp_path: Path) -> None:
    write_site(output, OLD.items())
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / journal.NAME).write_text("- index.html\n")
    (output.parent / ".output.dateline-new-x").symlink_to(elsewhere)
    write_site(output, OLD.items())
    assert held(output) == OLD
    assert (elsewhere / journal.NAME).exists()


def test_a_file_that_is_a_link_is_replaced_by_the_file(output: Path) -> None:
    write_site(output, OLD.items())
    other = output.parent / "other.html"
    other.write_bytes(OLD["index.html"])
    (output / "index.html").unlink()
    (output / "index.html").symlink_to(other)
    write_site(output, OLD.items())
    assert not (output / "index.html").is_symlink()
    assert held(output) == OLD


def test_an_output_of_an_earlier_version_is_taken_over(output: Path) -> None:
    write_site(output, OLD.items())
    text = (output / manifest.NAME).read_text()
    (output / manifest.NAME).write_text(text.replace(manifest.HEADER, manifest.FORMER))
    assert write_site(output, NEW.items()) == WriteCounts(written=5, unchanged=0, deleted=3)
    assert held(output) == NEW


def test_a_file_in_place_of_the_folder_is_refused(output: Path) -> None:
    output.parent.mkdir()
    output.write_text("a file")
    with pytest.raises(UserError, match="not a folder"):
        write_site(output, NEW.items())


@pytest.mark.parametrize("path", ["../x", "/x", "a//b", "a/./b", "a\\b", "c:x", "a\nb", "a/", "", "x."])
def test_a_path_that_not_every_system_takes_is_a_bug(output: Path, path: str) -> None:
    with pytest.raises(ValueError, match="do not allow the path"):
        write_site(output, [("a/index.html", b""), (path, b"")])
    assert not output.exists()


@pytest.mark.parametrize("path", ["a/index.html", "A/index.html", "a/index.html/x", "a"])
def test_one_file_never_overwrites_another(output: Path, path: str) -> None:
    with pytest.raises(UserError, match="rename one"):
        write_site(output, [("a/index.html", b""), (path, b"")])
    assert not output.exists()


def test_an_error_among_the_files_leaves_the_old_site(output: Path) -> None:
    def breaks() -> Iterator[tuple[str, bytes]]:
        yield "index.html", b"new"
        raise KeyboardInterrupt

    write_site(output, OLD.items())
    with pytest.raises(KeyboardInterrupt):
        write_site(output, breaks())
    assert held(output) == OLD
    assert leftovers(output) == []


def test_other_processes_may_stage_their_share(output: Path) -> None:
    with staging_area(output) as staging:
        code = (
            f"import pickle, sys; from {stage.__module__} import stage\n"
            "row = stage(pickle.load(sys.stdin.buffer), 'a/b', b'theirs')\n"
            "sys.stdout.buffer.write(pickle.dumps(row))"
        )
        command = [sys.executable, "-c", code]
        answer = subprocess.run(command, input=pickle.dumps(staging), capture_output=True, check=True)
        commit(staging, [pickle.loads(answer.stdout), stage(staging, "c", b"ours")])
    assert held(output) == {"a/b": b"theirs", "c": b"ours"}


def test_two_builds_at_once_the_second_says_so(output: Path) -> None:
    code = (
        f"import sys; from pathlib import Path; from {staging_area.__module__} import staging_area\n"
        "with staging_area(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", code, str(output)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with other:
        assert other.stdout is not None
        assert other.stdin is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(UserError, match="another build"):
            write_site(output, NEW.items())
        assert not output.exists()
        other.kill()  # A lock left behind by a killed build holds nobody up.
        other.wait()
        write_site(output, NEW.items())
    assert held(output) == NEW
    assert leftovers(output) == []


def test_a_lock_file_that_its_holder_took_away_is_no_lock(tmp_path: Path) -> None:
    """Its holder may leave between our opening of the file and our locking of it: a third would lock a new one."""
    path = tmp_path / "lock"
    with Tripwire(0, lambda _: path.unlink(), ("stat",)), locked(path, "the site"):
        assert path.exists()


def test_the_journal_is_on_the_disk_before_it_counts(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_site(output, OLD.items())
    done: list[str] = []
    fsync, replace = os.fsync, os.replace

    def flush(file: int) -> None:
        done.append("flushed")
        fsync(file)

    def move(old: str, new: str) -> None:
        done.append(Path(new).name)
        replace(old, new)

    monkeypatch.setattr(os, "fsync", flush)
    monkeypatch.setattr(os, "replace", move)
    write_site(output, NEW.items())
    assert done[done.index(journal.NAME) - 1] == "flushed"


def test_where_nothing_can_be_moved_in_nothing_is_promised(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_site(output, OLD.items())
    replace = os.replace

    def move(old: str, new: str) -> None:
        if output in Path(new).parents:
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV), new)
        replace(old, new)

    monkeypatch.setattr(os, "replace", move)
    with pytest.raises(OSError, match="cross-device"):
        write_site(output, NEW.items())
    assert held(output) == OLD
    assert leftovers(output) == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a forked child")
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
@pytest.mark.parametrize("first", [{}, OLD], ids=["empty", "old"])
def test_killed_at_any_step_the_next_run_finds_or_makes_a_whole_site(output: Path, first: Site) -> None:
    ends = set()
    for passes in range(500):
        write_site(output, first.items())
        killed = publish_and_die(output, NEW, passes)
        if not killed:
            break
        with staging_area(output):
            pass  # A run that ends early, such as one with errors in the content: it recovers all the same.
        assert held(output) in (first, NEW), passes
        assert leftovers(output) == []
        ends.add(held(output) == NEW)
        assert write_site(output, NEW.items()).deleted <= 3
        assert held(output) == NEW
    else:
        pytest.fail("never came to an end")
    assert ends == {True, False}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a forked child")
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_killed_while_making_the_first_site_there_is_none_or_a_whole_one(output: Path) -> None:
    ends = set()
    for passes in range(500):
        killed = publish_and_die(output, NEW, passes)
        if not killed:
            break
        with staging_area(output):
            pass
        ends.add(output.exists())
        assert held(output) == (NEW if output.exists() else {}), passes
        assert leftovers(output) == []
        shutil.rmtree(output, ignore_errors=True)
    else:
        pytest.fail("never came to an end")
    assert ends == {True, False}


def test_a_first_site_on_a_full_disk_is_none(output: Path) -> None:
    for room in range(500):
        try:
            with Tripwire(room, fail_with(errno.ENOSPC)):
                write_site(output, NEW.items())
        except OSError:
            assert not output.exists(), room
        else:
            assert held(output) == NEW
            return


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a forked child")
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_killed_while_recovering(output: Path) -> None:
    for passes in range(500):
        write_site(output, OLD.items())
        assert publish_and_die(output, NEW, BEFORE_THE_LAST_FILE, ("replace",))
        if not publish_and_die(output, OLD, passes):
            break
        with staging_area(output):
            pass
        assert held(output) in (OLD, NEW), passes


def fail_with(code: int) -> Callable[[str], NoReturn]:
    def fail(name: str) -> NoReturn:
        raise OSError(code, os.strerror(code), name)

    return fail


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES, errno.EIO], ids=["full", "denied", "broken"])
def test_a_failure_at_any_step_leaves_a_whole_site_or_a_promise(output: Path, code: int) -> None:
    for passes in range(500):
        write_site(output, OLD.items())
        try:
            with Tripwire(passes, fail_with(code)) as wire:
                write_site(output, NEW.items())
        except OSError:
            with staging_area(output):
                pass
            assert held(output) in (OLD, NEW), passes
        else:
            assert held(output) == NEW
            if wire.left >= 0:
                return


@pytest.mark.parametrize("room", range(40))
def test_on_a_full_disk_the_old_site_stands_at_once(output: Path, room: int) -> None:
    write_site(output, OLD.items())
    needs_room = ("open", "write", "mkdir", "fsync")
    failed = True
    with Tripwire(room, fail_with(errno.ENOSPC), needs_room), suppress(OSError):
        write_site(output, {**OLD, "a/b/index.html": b"a", "index.html": b"new"}.items())
        failed = False
    assert held(output)["index.html"] == (b"old home" if failed else b"new")
    assert (output / "a").exists() != failed
    with staging_area(output):
        pass
    assert leftovers(output) == []
    assert held(output) == OLD or not failed


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a forked child")
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_after_a_power_cut_torn_files_are_written_anew(output: Path) -> None:
    write_site(output, OLD.items())
    assert publish_and_die(output, NEW, BEFORE_THE_LAST_FILE, ("replace",))
    for path in output.rglob("index.html"):
        path.write_bytes(b"\0" * path.stat().st_size)
    write_site(output, NEW.items())
    assert held(output) == NEW
