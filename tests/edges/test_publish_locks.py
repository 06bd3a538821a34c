"""`dateline lock` and `dateline withdraw` as their user meets them: what they say, and what is to be done next."""

import re
from pathlib import Path

import pytest

from builder.build import Built
from builder.cli import run
from builder.edges.publish.locks import Locked, lock_summary
from builder.edges.site import Result
from builder.model.sources import Source
from tests.repositories import DAY, alone, bare, commit, refs, sources

URLS, QUOTES = Source("content/urls.lock", ""), Source("content/quotes.lock", "")
NOTHING = Result(Built(()), None, 0)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, value in (alone(tmp_path) | DAY).items():
        monkeypatch.setenv(name, value)
    return sources(tmp_path / "site")


@pytest.mark.parametrize(
    ("locked", "written", "lines"),
    [
        (Locked(NOTHING, 5), True, ["5 addresses locked"]),
        (Locked(NOTHING, 1, 0, 1), True, ["1 address and 1 quote locked"]),
        (Locked(NOTHING, 0, 1, 0, (URLS,)), True, [
            "1 address locked", "content/urls.lock has 1 new address: commit it"]),
        (Locked(NOTHING, 0, 1, 0, (URLS,)), False, [
            "no addresses locked", "content/urls.lock is missing 1 new address: run `dateline lock`, and commit it"]),
        (Locked(NOTHING, 5, 1000, 2, (URLS, QUOTES)), True, [
            "1,005 addresses and 2 quotes locked", "content/urls.lock has 1,000 new addresses: commit it",
            "content/quotes.lock has changed: commit it"]),
        (Locked(NOTHING, 5, 0, 0, (URLS,)), False, [
            "5 addresses locked", "content/urls.lock is missing changes: run `dateline lock`, and commit it"]),
    ],
)  # fmt: skip
def test_what_is_said_of_the_locks(locked: Locked, written: bool, lines: list[str]) -> None:  # noqa: FBT001
    assert lock_summary(locked, written=written).splitlines() == lines


def test_a_lock_is_written_once(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lock = site / "content/urls.lock"
    assert run(["lock", str(site), "--check"]) == 1
    assert capsys.readouterr().out.endswith("is missing 33 new addresses: run `dateline lock`, and commit it\n")
    assert not lock.exists()
    assert run(["lock", str(site)]) == 0
    assert capsys.readouterr().out.endswith("33 addresses locked\ncontent/urls.lock has 33 new addresses: commit it\n")
    assert run(["lock", str(site), "--check"]) == 0
    assert capsys.readouterr().out.endswith("\n33 addresses locked\n")


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("url: https://me.github.io/desk/\n", ""),
        ("url: https://example.org/desk/\n", "`url` is still the example https://example.org/desk/: "),
        ("", "has no `url`: "),
    ],
)
def test_before_publication_an_address_is_asked_for(
    site: Path, capsys: pytest.CaptureFixture[str], url: str, said: str
) -> None:
    settings = site / "site.yml"
    settings.write_text(re.sub(r"^url: .*\n", url, settings.read_text("utf-8"), flags=re.MULTILINE), encoding="utf-8")
    assert run(["lock", str(site), "--public", "--check"]) == (2 if said else 1)
    assert said in capsys.readouterr().err
    assert run(["lock", str(site), "--public"]) == (2 if said else 0)
    assert (site / "content/urls.lock").exists() == (not said)
    assert run(["lock", str(site)]) == 0


def test_a_malformed_address_is_found_with_its_place(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = site / "site.yml"
    text = settings.read_text("utf-8").replace("url: ", "url: ftp:", 1)
    settings.write_text(text, encoding="utf-8")
    assert run(["lock", str(site), "--public"]) == 1
    assert "error[bad-value]" in capsys.readouterr().out


@pytest.mark.parametrize("command", [["lock"], ["publish", "--remote", "./remote.git"]], ids=["lock", "publish"])
def test_a_day_before_the_last_publication_loses_nothing(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    """As a clock that is wrong would have it."""
    monkeypatch.chdir(site.parent)
    remote = bare(site.parent / "remote.git")
    run(["lock", str(site), "--today", "2025-10-01"])
    commit(site)
    before = (site / "content/urls.lock").read_bytes()
    capsys.readouterr()
    assert run([*command, str(site)]) == 2
    said = "dateline: content/urls.lock was last updated on 2025-10-01, later than the day to build for, 2025-09-10: "
    said += "if your clock is right, put the right day in that file\n"
    assert capsys.readouterr().err == said
    assert (site / "content/urls.lock").read_bytes() == before
    assert refs(remote) == ""


def test_what_a_purge_leaves_is_said(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["lock", str(site)])
    commit(site)
    capsys.readouterr()
    command = ["withdraw", "gazette-2025-04-15/sum", str(site), "--why", "Wrong."]
    assert run(command) == 0
    out = capsys.readouterr().out
    assert out == (
        "withdrawn: /s/gazette-2025-04-15/sum/\ncommit this, then build and publish the site, so that readers see it\n"
    )
    assert run([*command, "--purge"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].startswith("what was built before still holds it")
    held = [line for line in lines if line.startswith("  ")]
    assert len(held) == 1
    assert re.fullmatch(r"  [0-9a-f]{7,} of \d{4}-\d\d-\d\d", held[0])
