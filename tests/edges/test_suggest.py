"""`dateline suggest`, as its user meets it."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builder.cli import commands
from builder.edges.errors import UserError
from tests.browser.author import FILES, STATEMENTS, lay

ANNOTATIONS = "content/annotations/a.yml"
TEXT = "On Monday Norland signed a loan of 2.6 billion pounds to Sudland, sources close to the talks said."
STUB = """\
# - quote: "On Monday Norland signed a loan of 2.6 billion pounds to Sudland, sources close to the talks said"
#   gist: ""
#   by: ~sources close to the talks  # from “sources close to the talks said”
#   when: 2025-03-03  # from “On Monday”
#   when_printed: On Monday  # from “On Monday”
#   amount: GBP 2.6bn  # from “2.6 billion pounds”
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    lay(tmp_path)
    article = tmp_path / "content/articles/a.md"
    article.write_text(f"{FILES['content/articles/a.md']}\n{TEXT}\n", "utf-8")
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(
        commands, ["suggest", *arguments, "--today", "2025-03-10"], catch_exceptions=False, standalone_mode=False
    )


def test_stubs_are_printed_or_put_below(site: Path) -> None:
    assert run("a", "--site", str(site)).output == STUB
    file = site / ANNOTATIONS
    assert file.read_text("utf-8") == STATEMENTS
    assert run("a", "--site", str(site), "--write").output == f"1 stub added to {ANNOTATIONS}\n"
    assert file.read_text("utf-8") == STATEMENTS + STUB
    windows = STATEMENTS.replace("\n", "\r\n").removesuffix("\r\n").encode()
    file.write_bytes(windows)
    run("a", "--site", str(site), "--write")
    assert file.read_bytes() == windows + b"\r\n" + STUB.replace("\n", "\r\n").encode()


def test_what_cannot_be_read_is_said(site: Path) -> None:
    with pytest.raises(UserError, match="there is no article `x`"):
        run("x", "--site", str(site))
    (site / ANNOTATIONS).write_text("statements: [\n", "utf-8")
    with pytest.raises(UserError, match="mend that first"):
        run("a", "--site", str(site))


def test_nothing_to_suggest(site: Path) -> None:
    (site / "content/articles/a.md").write_text(FILES["content/articles/a.md"], "utf-8")
    assert run("a", "--site", str(site), "--write").output == "nothing is suggested\n"
    assert (site / ANNOTATIONS).read_text("utf-8") == STATEMENTS
