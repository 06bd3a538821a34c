"""The command line as its user meets it: what it says, what it leaves behind, and with which status it ends."""

import gc
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from builder import __version__
from builder.build import build
from builder.cli import run
from builder.console import progress
from builder.edges.site import Result
from tests.conftest import ROOT, dateline

DAY = "2025-09-10"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The site that `init` makes."""
    folder = tmp_path / "site"
    done = dateline("init", folder)
    assert (done.returncode, done.stderr) == (0, "")
    return folder


def broken(site: Path) -> Path:
    """The same with an error in it: a voice that nobody is."""
    file = site / "content/annotations/gazette-2025-04-15.yml"
    file.write_text(file.read_text("utf-8").replace("  by: mira-holt  ", "  by: mira-hold  "), "utf-8")
    return site


def doubtful(site: Path) -> Path:
    """The same with a warning in it."""
    (site / "content/stray.txt").write_text("")
    return site


def snapshot(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_version() -> None:
    done = dateline("--version")
    assert (done.returncode, done.stdout) == (0, f"dateline {__version__}\n")


def test_the_version_does_not_wait_for_the_pipeline() -> None:
    code = f"import sys; from {run.__module__} import run; run(['--version']); print(sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert not {name for name in ("jinja2", "yaml", "markdown_it", build.__module__) if f"'{name}'" in done.stdout}


@pytest.mark.parametrize("why", ["", " "])
def test_what_is_withdrawn_is_withdrawn_for_a_reason(site: Path, why: str) -> None:
    done = dateline("withdraw", "gazette-2025-04-15/sum", site, "--why", why)
    assert done.returncode == 2
    assert "it is what readers are told" in done.stderr


@pytest.mark.parametrize("day", ["2025-04-15", DAY, "2040-01-01"])
def test_the_first_site_builds_without_a_finding_on_any_day(site: Path, day: str) -> None:
    done = dateline("build", site, "--strict", "--today", day)
    assert done.returncode == 0, done.stdout + done.stderr
    lines = done.stdout.splitlines()
    assert re.fullmatch(r"10 files, 7 statements, [\d,]+ checks: no errors, no warnings, no notes", lines[0])
    assert re.fullmatch(r"\d+ pages in .*output \(\d+ files new or changed, none deleted\) in \d+\.\d s", lines[1])
    assert len(lines) == 2
    assert done.stderr == ""
    assert (site / "output/index.html").is_file()


def test_the_first_site_explains_every_setting(site: Path) -> None:
    from builder.parse.config import CONFIG

    said = (site / "site.yml").read_text("utf-8")
    assert [key for key in CONFIG if not re.search(rf"^(# )?{key}:", said, re.MULTILINE)] == []


def test_the_first_site_holds_every_kind_of_file(site: Path) -> None:
    made = {path.split("/")[1] for path in snapshot(site) if path.startswith("content/")}
    assert made == {"entities", "articles", "annotations", "pages", "static"}
    assert (site / ".gitignore").is_file()


def test_init_refuses_a_folder_that_holds_files(site: Path) -> None:
    before = snapshot(site)
    done = dateline("init", site)
    assert done.returncode == 2
    assert re.fullmatch(r"dateline: .* is not empty .*\n", done.stderr)
    assert snapshot(site) == before


def test_an_error_writes_nothing_and_ends_with_one(site: Path) -> None:
    dateline("build", site, "--today", DAY)
    before = snapshot(site / "output")
    done = dateline("build", broken(site), "--today", DAY)
    assert done.returncode == 1
    assert "error[unknown-actor]" in done.stdout
    assert "did you mean `mira-holt`" in done.stdout
    assert done.stdout.splitlines()[-1].startswith("nothing was written to")
    assert snapshot(site / "output") == before


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_warning_fails_only_where_it_is_to(site: Path, workers: str) -> None:
    assert dateline("build", doubtful(site), "--today", DAY).returncode == 0
    before = snapshot(site / "output")
    (site / "content/static/new.txt").write_text("new")
    done = dateline("build", site, "--today", DAY, "--strict", "--workers", workers)
    assert done.returncode == 1
    assert "warning[unread-file]" in done.stdout
    assert snapshot(site / "output") == before


def test_check_writes_nothing(site: Path) -> None:
    before = snapshot(site)
    done = dateline("check", site, "--today", DAY, "--no-cache")
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1].startswith("checked in ")
    assert snapshot(site) == before


def test_check_keeps_its_findings_and_says_them_again(site: Path) -> None:
    first, again = (dateline("check", site, "--today", DAY, "--format", "json") for _ in range(2))
    assert (site / ".dateline" / "kept" / "check").is_file()
    assert json.loads(first.stdout)["findings"] == json.loads(again.stdout)["findings"]
    assert dateline("check", doubtful(site), "--today", DAY, "--strict").returncode == 1


def test_findings_as_json(site: Path) -> None:
    done = dateline("check", doubtful(broken(site)), "--today", DAY, "--format", "json")
    assert done.returncode == 1
    document = json.loads(done.stdout)
    assert done.stderr == ""
    [first] = [each for each in document["findings"] if each["code"] == "unknown-actor"]
    assert first["file"].endswith("content/annotations/gazette-2025-04-15.yml")
    assert first["severity"] == "error"
    line = (site / "content/annotations/gazette-2025-04-15.yml").read_text("utf-8").split("\n")[first["line"] - 1]
    assert line[first["column"] - 1 : first["end_column"] - 1] == "mira-hold"
    assert document["summary"]["warnings"] == 1
    assert document["summary"]["errors"] == len([each for each in document["findings"] if each["severity"] == "error"])


def test_findings_for_github(site: Path) -> None:
    done = dateline("check", broken(site), "--today", DAY, "--format", "github")
    assert re.search(
        r"::error file=.*gazette-2025-04-15\.yml,line=\d+,col=\d+,endColumn=\d+,title=unknown-actor::", done.stdout
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ["build", "--today", "yesterday"],
        ["build", "--workers", "0"],
        ["build", "--format", "xml"],
        ["unpublish"],
        ["check", "--output", "x"],
        ["init"],
    ],
)
def test_wrong_use_ends_with_two(arguments: list[str]) -> None:
    done = dateline(*arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda site: (site / "site.yml").unlink(), "no site.yml in"),
        (
            lambda site: (site / "content/articles/x.md").symlink_to("nothing"),
            "content/articles/x.md is a broken link",
        ),
        (lambda site: (site / "output").write_text(""), "is a file, not a folder"),
        (lambda site: ((site / "output").mkdir(), (site / "output/a").write_text("")), "did not make, such as a"),
    ],
    ids=["no site", "dangling link", "output is a file", "output is foreign"],
)
def test_the_outside_world_is_one_line_and_two(site: Path, spoil, said: str) -> None:  # type: ignore[no-untyped-def]
    spoil(site)
    done = dateline("build", site, "--today", DAY)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("dateline: ")
    assert said in done.stderr


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may do all")
def test_what_may_not_be_read_is_one_line(site: Path) -> None:
    (site / "content/entities/actors.yml").chmod(0)
    done = dateline("build", site, "--today", DAY)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "actors.yml: permission denied" in done.stderr


def test_today_is_of_the_epoch_in_the_zone_of_the_site(site: Path) -> None:
    from builder.edges.clock import today

    config = site / "site.yml"
    late_evening = {"SOURCE_DATE_EPOCH": "1745015400"}  # 2025-04-18T22:30:00Z
    assert today(site, late_evening).isoformat() == "2025-04-18"
    config.write_text(config.read_text("utf-8").replace("Etc/UTC", "Europe/Kyiv"), "utf-8")
    assert today(site, late_evening).isoformat() == "2025-04-19"
    done = dateline("check", site, env={"SOURCE_DATE_EPOCH": "soon"})
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "SOURCE_DATE_EPOCH" in done.stderr


def test_a_reader_who_leaves_early_is_not_an_error(site: Path) -> None:
    command = [sys.executable, "-m", "builder", "check", str(site), "--today", DAY]
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, text=True, cwd=ROOT, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_a_terminal_that_cannot_show_a_letter(site: Path, encoding: str) -> None:
    (site / "content/Łódź.txt").write_text("")
    command = [sys.executable, "-m", "builder", "check", str(site), "--today", DAY]
    surroundings = {**os.environ, "PYTHONIOENCODING": encoding}
    done = subprocess.run(command, capture_output=True, env=surroundings, cwd=ROOT, check=False)
    assert done.returncode == 0
    assert "warning[unread-file]" in done.stdout.decode(encoding)
    assert "\\u0141ód" in done.stdout.decode(encoding)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_bar_shows_progress_on_a_terminal_and_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", terminal := Terminal())
    with progress() as notice:
        for done in range(1, 51):
            notice("reading articles", done, 50)
    shown = terminal.getvalue().split("\r")
    assert len(shown) == 5
    assert shown[1] == f"reading articles [{'#' * 12}{'-' * 18}] 40%\x1b[K"
    assert shown[3:] == [f"reading articles [{'#' * 30}] 100%\x1b[K", "\x1b[K"]


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal")
def test_interrupted(site: Path) -> None:
    code = (  # Whoever runs the tests may ignore the signal, as `nohup` does; a child inherits that.
        "import os, signal, sys, builder.edges.site as site, builder.cli as cli\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "site.scan = lambda root: os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.exit(cli.run(['check', sys.argv[1]]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(site)], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert done.returncode == 130
    assert done.stderr.strip().startswith("dateline: interrupted")
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_full_disk_is_one_line(site: Path) -> None:
    code = (
        "import errno, os, sys, builder.edges.write.writer as write, builder.cli as cli\n"
        "def full(*_): raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), 'x')\n"
        "write.stage = full\n"
        "sys.exit(cli.run(['build', sys.argv[1]]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(site)], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert (done.returncode, done.stderr) == (
        2,
        "dateline: the disk is full: nothing is lost; free some space and run again\n",
    )


def test_the_same_site_again_writes_nothing(site: Path) -> None:
    dateline("build", site, "--today", DAY)
    done = dateline("build", site, "--today", DAY)
    assert "(no files new or changed, none deleted)" in done.stdout


def test_a_site_elsewhere_and_an_output_elsewhere(site: Path, tmp_path: Path) -> None:
    done = dateline("build", site, "--output", tmp_path / "deep" / "public", "--today", DAY)
    assert done.returncode == 0
    assert (tmp_path / "deep/public/index.html").is_file()
    assert not (site / "output").exists()


@pytest.mark.parametrize("inside", ["content/static/site", "themes", "content"])
def test_an_output_among_the_sources_is_refused(site: Path, inside: str) -> None:
    before = snapshot(site)
    done = dateline("build", site, "--output", site / inside, "--today", DAY)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert snapshot(site) == before


def test_a_picture_is_found_however_the_disk_spells_its_name(site: Path) -> None:
    (site / "content/static").mkdir(exist_ok=True)
    (site / "content/static/cafe\u0301.png").write_bytes(b"x")
    (site / "content/pages/cafe.md").write_text("---\ntitle: Café\n---\n![](/caf\u00e9.png)\n", "utf-8")
    done = dateline("build", site, "--today", DAY)
    assert done.returncode == 0, done.stdout
    assert (site / "output/caf\u00e9.png").read_bytes() == b"x"


def test_what_was_made_is_held_for_who_asks(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made: list[object] = []
    status = run(["check", str(site), "--today", DAY], made)
    gc.enable()  # A command looks for no cycles, for the length of its process.
    (result,) = made
    assert status == 0
    assert isinstance(result, Result)
    assert capsys.readouterr().out.splitlines()[-1].startswith("checked in ")
