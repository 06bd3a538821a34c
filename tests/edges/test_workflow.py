"""The workflow for GitHub: what it does and when, read as GitHub reads it, by a YAML parser."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml

from builder import __version__
from builder.cli import run
from builder.edges.init import init
from builder.edges.publish.actions import after_midnight
from tests.repositories import alone, commit, git, sources

PAGES = ".github/workflows/pages.yml"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, value in alone(tmp_path).items():
        monkeypatch.setenv(name, value)
    return sources(tmp_path / "site")


def read(top: Path) -> dict[Any, Any]:
    """YAML's `on` is a word to GitHub, and true to this parser."""
    text = (top / PAGES).read_text("utf-8")
    assert not re.search(r"<\w+>", text), "a placeholder is left"
    document: dict[Any, Any] = yaml.safe_load(text)
    return document


def steps(document: dict[Any, Any], job: str) -> list[str]:
    return [step.get("uses") or step["run"] for step in document["jobs"][job]["steps"]]


def test_init_writes_it_for_a_new_site(tmp_path: Path) -> None:
    assert run(["init", str(tmp_path / "new"), "--github"]) == 0
    assert (tmp_path / "new/requirements.txt").read_text() == f"dateline=={__version__}\n"
    assert read(tmp_path / "new")[True]["push"] == {"branches": ["main", "master"]}


def test_what_it_does(site: Path) -> None:
    assert run(["publish", str(site), "--workflow"]) == 0
    document = read(site)
    assert document[True].keys() == {"push", "pull_request", "schedule", "workflow_dispatch"}
    assert document[True]["push"] == {"branches": ["main"]}
    assert document[True]["schedule"] == [{"cron": "17 0 * * *"}]
    assert steps(document, "build") == [
        "actions/checkout@v7",
        "actions/setup-python@v7",
        "pip install -r requirements.txt",
        "actions/cache@v6",
        "dateline lock --public .",
        "dateline build --strict --cards --format github .",
        "actions/upload-pages-artifact@v5",
    ]
    assert steps(document, "deploy") == ["actions/deploy-pages@v5"]
    python = document["jobs"]["build"]["steps"][1]["with"]
    assert python["python-version"] == f"{sys.version_info.major}.{sys.version_info.minor}"
    assert (python["cache"], python["cache-dependency-path"]) == ("pip", "requirements.txt")
    assert document["jobs"]["build"]["steps"][-1]["with"] == {"path": "output"}


def test_a_pull_request_is_only_checked(site: Path) -> None:
    run(["publish", str(site), "--workflow"])
    document = read(site)
    only = "github.event_name != 'pull_request'"
    assert document["jobs"]["deploy"]["if"] == only
    assert document["jobs"]["addresses"]["if"] == only
    assert (
        next(step for step in document["jobs"]["build"]["steps"] if step.get("run") == "dateline lock --public .")["if"]
        == only
    )
    assert document["jobs"]["build"]["steps"][-1]["if"] == only


def test_it_may_do_no_more_than_it_must(site: Path) -> None:
    run(["publish", str(site), "--workflow"])
    document = read(site)
    assert document["permissions"] == {"contents": "read"}
    assert "permissions" not in document["jobs"]["build"]
    assert document["jobs"]["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert document["jobs"]["build"]["steps"][0]["with"] == {"persist-credentials": False}
    assert document["concurrency"]["cancel-in-progress"] is False


def test_the_addresses_are_committed_once(site: Path, tmp_path: Path) -> None:
    """The last step, run here as it stands, in a clone: it commits the lock and nothing else, and only if it is new."""
    run(["publish", str(site), "--workflow"])
    document = read(site)
    assert document["jobs"]["addresses"]["permissions"] == {"contents": "write"}
    assert document["jobs"]["addresses"]["needs"] == "deploy"
    commit(site)
    git(site, "config", "receive.denyCurrentBranch", "ignore")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", str(site), str(clone))
    script = document["jobs"]["addresses"]["steps"][-1]["run"]
    before = git(site, "rev-list", "--count", "main")
    for _ in range(2):
        assert run(["lock", str(clone)]) == 0
        (clone / "notes.txt").write_text("Not to be committed.")
        (clone / ".gitignore").write_text("Nor this.")
        subprocess.run(["bash", "-e", "-c", script], cwd=clone, check=True, capture_output=True)
    assert int(git(site, "rev-list", "--count", "main")) == int(before) + 1
    assert git(site, "show", "--name-only", "--format=%s", "main").split("\n\n") == [
        "Keep the addresses that are published",
        "content/urls.lock",
    ]


@pytest.mark.parametrize("locks", [False, True], ids=["pushed", "locked"])
def test_the_addresses_are_kept_whatever_others_have_done_meanwhile(site: Path, tmp_path: Path, locks: bool) -> None:  # noqa: FBT001
    run(["publish", str(site), "--workflow"])
    script = read(site)["jobs"]["addresses"]["steps"][-1]["run"]
    commit(site)
    git(site, "config", "receive.denyCurrentBranch", "updateInstead")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--depth=1", site.as_uri(), str(clone))
    assert run(["lock", str(clone)]) == 0
    (site / "content/pages/who.md").write_text("---\ntitle: Who\n---\nWe.\n")
    if locks:
        assert run(["lock", str(site)]) == 0
    commit(site)
    subprocess.run(["bash", "-e", "-c", script], cwd=clone, check=True, capture_output=True)
    lock = git(site, "show", "main:content/urls.lock")
    assert "\n/about/" in lock
    assert ("\n/who/" in lock) is locks
    assert run(["check", str(site), "--strict"]) == 0


@pytest.mark.parametrize("address", ["https://github.com/me/public.git", "git@github.com:me/public.git", "public"])
def test_another_repository_is_pushed_to_with_a_key(site: Path, address: str) -> None:
    git(site, "remote", "add", "public", "https://github.com/me/public.git")
    assert run(["publish", str(site), "--workflow", "--remote", address]) == 0
    document = read(site)
    assert document["jobs"].keys() == {"build", "addresses"}
    assert document["jobs"]["addresses"]["needs"] == "build"
    last = document["jobs"]["build"]["steps"][-1]
    assert last["if"] == "github.event_name != 'pull_request'"
    assert last["run"].splitlines()[-1] == "dateline publish --remote git@github.com:me/public.git --branch gh-pages ."
    assert last["env"]["PAGES_KEY"] == "${{ secrets.PAGES_KEY }}"


def test_a_site_in_a_folder_of_its_repository(site: Path, tmp_path: Path) -> None:
    whole = tmp_path / "whole"
    whole.mkdir()
    git(whole, "init", "--quiet", "--initial-branch=trunk")
    site.rename(whole / "my desk")
    (whole / "my desk/.git").rename(tmp_path / "moved")
    assert run(["publish", str(whole / "my desk"), "--workflow"]) == 0
    document = read(whole)
    assert document[True]["push"] == {"branches": ["trunk"]}
    assert [step for step in steps(document, "build") if "my desk" in step] == [
        "pip install -r 'my desk/requirements.txt'",
        "dateline lock --public 'my desk'",
        "dateline build --strict --cards --format github 'my desk'",
    ]
    assert document["jobs"]["build"]["steps"][1]["with"]["cache-dependency-path"] == "my desk/requirements.txt"
    assert document["jobs"]["build"]["steps"][-1]["with"] == {"path": "my desk/output"}
    assert (whole / "my desk/requirements.txt").is_file()


def test_again_is_no_harm_and_another_is_not_overwritten(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["publish", str(site), "--workflow"])
    assert run(["publish", str(site), "--workflow"]) == 0
    assert "nothing to do: all files are there already" in capsys.readouterr().out
    file = site / PAGES
    file.write_text("name: Mine\n")
    assert run(["publish", str(site), "--workflow"]) == 2
    assert re.fullmatch(r"dateline: .*pages\.yml already exists with other content: .*\n", capsys.readouterr().err)
    assert file.read_text() == "name: Mine\n"


@pytest.mark.parametrize(
    ("options", "there"),
    [([], "https://me.github.io/desk-sources/"), (["--remote", "public"], "https://me.github.io/desk/")],
)
def test_an_address_that_is_an_example_is_pointed_out(
    site: Path, capsys: pytest.CaptureFixture[str], options: list[str], there: str
) -> None:
    git(site, "remote", "add", "origin", "git@github.com:me/desk-sources.git")
    git(site, "remote", "add", "public", "git@github.com:me/desk.git")
    run(["publish", str(site), "--workflow", *options])
    assert "note: " not in capsys.readouterr().out
    (site / "site.yml").write_text("timezone: Etc/UTC\nurl: https://example.org/\n")
    assert run(["publish", str(site), "--workflow", *options]) == 0
    note = f"note: {site}/site.yml:2: `url` is still the example https://example.org/: "
    assert note in (out := capsys.readouterr().out)
    assert out.endswith(f"most likely `url: {there}`\n")


def test_requirements_of_the_author_stand(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = site / "requirements.txt"
    file.write_text("dateline @ git+https://git.example.org/dateline\n")
    assert run(["publish", str(site), "--workflow"]) == 0
    assert file.read_text() == "dateline @ git+https://git.example.org/dateline\n"
    file.write_text("mkdocs\n")
    assert run(["publish", str(site), "--workflow"]) == 2
    assert f"add the line dateline=={__version__}" in capsys.readouterr().err


def test_it_is_published_with_the_rest_of_the_work(site: Path) -> None:
    """What is written is not among a site's sources: the next build finds nothing strange in it."""
    run(["publish", str(site), "--workflow"])
    commit(site)
    assert run(["check", str(site), "--strict"]) == 0


@pytest.mark.parametrize(
    ("zone", "cron", "words"),
    [
        ("Etc/UTC", (0, 17), "just after midnight in Etc/UTC"),
        ("Europe/Kyiv", (22, 17), "just after midnight in Europe/Kyiv (in summer an hour later)"),
        ("America/New_York", (5, 17), "just after midnight in America/New_York (in summer an hour later)"),
        ("Asia/Kathmandu", (18, 32), "just after midnight in Asia/Kathmandu"),
        ("Pacific/Auckland", (12, 17), "just after midnight in Pacific/Auckland (in summer an hour later)"),
    ],
)
def test_the_day_has_turned_when_it_runs(zone: str, cron: tuple[int, int], words: str) -> None:
    assert after_midnight(ZoneInfo(zone)) == (cron[0] * 60 + cron[1], words)


def test_the_scaffold_has_no_workflow_unless_asked(tmp_path: Path) -> None:
    assert not any(path.startswith((".github", "requirements")) for path in init(tmp_path / "new"))
