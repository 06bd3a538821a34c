"""From what was recorded to an edition that is out: the commands of docs/digest.md."""

from pathlib import Path

import pytest

from builder.cli import run
from tests.findings_pages import base_site
from tests.test_findings import write

DAY = ["--today", "2025-03-07"]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    write(tmp_path / "desk", base_site())
    return tmp_path / "desk"


def test_an_edition_is_drafted_edited_and_built(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["digest", "new", "--site", str(desk), *DAY]) == 0
    file = desk / "content/digests/2025-03-07.md"
    assert f"made {file.relative_to(desk).as_posix()}" in capsys.readouterr().out
    draft = file.read_text("utf-8")
    assert "# Port loan: Announced, 3 March 2025.\n- a/6a028d#status-2025-03-04\n" in draft
    page = desk / "output/digests/2025-03-07/index.html"
    assert run(["build", str(desk), "--no-search", *DAY]) == 0
    assert not page.exists(), "a draft waits"
    file.write_text(draft.replace("state: draft", "state: ready") + "Ships need a port.\n", "utf-8")
    assert run(["build", str(desk), "--no-search", "--strict", *DAY]) == 0
    text = page.read_text("utf-8").partition("<main")[2]
    assert text.index("Announced, 3 March 2025.") < text.index("Ships need a port.") < text.index("That is all.")
    assert "/digests/2025-03-07/" in (desk / "output/sitemap.xml").read_text("utf-8")
    assert "Ships need a port." in (desk / "output/feeds/digests.xml").read_text("utf-8")


def test_an_edition_is_closed(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    close = ["digest", "close", "2025-03-07", "--site", str(desk), *DAY]
    assert run(["digest", "new", "--site", str(desk), *DAY]) == 0
    assert run(close) == 2
    assert "is a draft: set `state: ready`" in capsys.readouterr().err
    file = desk / "content/digests/2025-03-07.md"
    file.write_text(file.read_text("utf-8").replace("state: draft", "state: ready"), "utf-8")
    assert run(close) == 0
    assert "made content/digests/2025-03-07.lock.json: commit it." in capsys.readouterr().out
    assert run(["build", str(desk), "--no-search", "--strict", *DAY]) == 0
    assert "this edition stays as it was" in (desk / "output/digests/2025-03-07/index.html").read_text("utf-8")
    assert run(close) == 2
    assert "was closed on 2025-03-07" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--since", "2025-03-05"], "nothing changed since 2025-03-05: no digest is made"),
        (["--daily"], "nothing changed since 2025-03-07: no digest is made"),
        (["A Week"], "`A Week` is no id: lowercase letters, digits and hyphens"),
        (["--since", "March"], "`March` is not a day such as `2025-05-09`"),
    ],
)
def test_what_makes_no_edition_is_said_in_one_line(
    desk: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert run(["digest", "new", *arguments, "--site", str(desk), *DAY]) == 2
    assert capsys.readouterr().err == f"dateline: {said}\n"
    assert not (desk / "content/digests").exists()


def test_an_edition_is_never_written_over(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["digest", "new", "first", "--weekly", "--site", str(desk), *DAY]
    assert run(arguments) == 0
    assert run(arguments) == 2
    assert "content/digests/first.md is there already" in capsys.readouterr().err


def test_a_site_with_errors_has_no_edition_yet(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "content/annotations/a.yml").write_text('statements:\n- {quote: "no such words", gist: "A port."}\n')
    assert run(["digest", "new", "--site", str(desk), *DAY]) == 1
    assert "quote-not-found" in capsys.readouterr().out
    assert not (desk / "content/digests").exists()
