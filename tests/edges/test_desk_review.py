"""`dateline review`: statements beside their passages, and who has checked them."""

import subprocess
from pathlib import Path

import pytest

from builder.edges.errors import UserError
from builder.edges.init import init
from tests.edges.test_desk import files, run

SIGNED = "content/annotations/gazette-2025-04-15.yml"
DAY = ("--today", "2025-09-10")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of which git knows who wrote it."""
    init(tmp_path)
    for command in (["init", "-q"], ["config", "user.name", "Ann"], ["config", "user.email", "ann@example.org"],
                    ["add", "-A"], ["commit", "-qm", "x"], ["config", "user.name", "Bob"]):  # fmt: skip
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    return tmp_path


def review(site: Path, *arguments: str, input: str = "") -> str:
    result = run("review", "gazette-2025-04-15", "--site", site, *DAY, *arguments, input=input)
    assert result.return_value == 0, result.output
    return result.output


def test_each_statement_stands_beside_its_passage(site: Path) -> None:
    before = files(site)
    said = review(site, "--no-ask")
    assert said.startswith(
        "gazette-2025-04-15/signed\n"
        "  | «Mira Holt signed the harbour loan on Monday in Port Calder». The loan is worth 40 million dollars, "
    )
    assert "  by: gazette\n  deal: harbour-loan\n  when: 2025-04-14\n  when_printed: on Monday\n" in said
    assert "  by: gazette > mira-holt\n" in said
    assert "  noted by nobody known, checked by nobody\n" in said
    assert said.endswith("4 statements of 4 statements to check\n")
    assert files(site) == before


def test_what_is_right_is_written_down_and_nothing_else(site: Path) -> None:
    before = (site / SIGNED).read_text(encoding="utf-8")
    review(site, "--ask", input="yes\nno\nstop\n")
    after = (site / SIGNED).read_text(encoding="utf-8")
    added = [line for line in after.splitlines() if line not in before.splitlines()]
    assert added == ["  noted_by: Ann", "  checked_by: Bob"]
    assert after.replace("  noted_by: Ann\n", "").replace("  checked_by: Bob\n", "") == before
    assert review(site, "--no-ask").endswith("3 statements of 4 statements to check\n")
    assert review(site, "--no-ask", "--all").count("  | ") == 4


def test_nobody_is_the_second_reader_of_their_own(site: Path) -> None:
    settings = site / "site.yml"
    settings.write_text(settings.read_text("utf-8").replace("# second_reader:", "second_reader:"), "utf-8")
    said = run("check", site, "--no-cache", *DAY).output
    assert said.count("warning[not-checked]") == 1
    assert "nobody but its author has checked `gazette-2025-04-15/first-payments`: its voice is unnamed" in said
    before = files(site)
    assert review(site, "--as", "Ann", "--ask").count("you noted it: someone else has to check it") == 4
    assert files(site) == before
    review(site, "--ask", input="no\nno\nno\nyes\n")
    assert "not-checked" not in run("check", site, "--no-cache", *DAY).output


def test_who_reads_is_known(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    subprocess.run(["git", "config", "user.name", ""], cwd=site, check=True)
    with pytest.raises(UserError, match="git knows no name for you"):
        run("review", "gazette-2025-04-15", "--site", site, *DAY, "--ask")
    with pytest.raises(UserError, match="there is no article `nothing`"):
        run("review", "nothing", "--site", site, *DAY)
