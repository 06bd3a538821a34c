"""The desk's commands as their user meets them, on the small site of docs/findings."""

from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from builder.authoring import schema
from builder.authoring.new_file import STATEMENTS
from builder.cli import commands
from builder.edges.errors import UserError
from builder.model.finding import CODES
from tests.findings_pages import BASE_DAY, base_site
from tests.test_findings import check, write


@pytest.fixture
def site(tmp_path: Path) -> Path:
    write(tmp_path, base_site())
    return tmp_path


def run(*arguments: str | Path, input: str = "") -> Result:
    words: Any = list(map(str, arguments))
    return CliRunner().invoke(commands, words, input=input, catch_exceptions=False, standalone_mode=False)


def files(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def made(site: Path, *arguments: str, input: str = "") -> dict[str, str]:
    """The files that a run has made; it changes no other."""
    before = files(site)
    result = run(*arguments, "--site", site, input=input)
    assert result.return_value == 0, result.output
    after = files(site)
    assert {path: after[path] for path in before} == before
    assert (site / ".dateline/schema/annotations.json").exists()
    return {path: after[path].decode() for path in sorted(after.keys() - before.keys()) if path[0] != "."}


def test_every_finding_is_explained() -> None:
    for code in CODES.values():
        result = run("explain", code.name)
        assert result.return_value == 0
        assert result.output.startswith(f"# {code.name}\n\n**{code.severity.word}** · ")
        assert "\n## Fix\n" in result.output


def test_a_misspelt_finding_is_not() -> None:
    with pytest.raises(UserError, match="no finding has the code `qoute-not-found`: did you mean `quote-not-found`"):
        run("explain", "qoute-not-found")


@pytest.mark.parametrize(
    ("word", "lines"),
    [
        ("", ["actor    gazette    The Gazette", "actor    norland    Norland", "actor    sudland    Sudland",
              "deal     port-loan  Port loan", "article  a          Norland lends for the port"]),
        ("NORLAND", ["actor    norland  Norland", "article  a        Norland lends for the port"]),
        ("port loan", ["deal  port-loan  Port loan"]),
        ("nordland", ["nothing is called `nordland`; most like it:", "actor  norland  Norland",
                      "actor  sudland  Sudland"]),
        ("a/", ["statement  a/6a028d  "
                "[[norland]] announced the [[port-loan]] to [[sudland]]."]),
        ("a/PORT", ["statement  a/6a028d  "
                    "[[norland]] announced the [[port-loan]] to [[sudland]]."]),
    ],
)  # fmt: skip
def test_ids_are_found_by_what_they_are_called(site: Path, word: str, lines: list[str]) -> None:
    result = run("ids", word, "--site", site)
    assert (result.return_value, result.output.splitlines()) == (0, lines)


def test_what_is_not_there_is_not_found(site: Path) -> None:
    result = run("ids", "xyzzy", "--site", site)
    assert (result.return_value, result.output) == (1, "nothing is called `xyzzy`\n")
    with pytest.raises(UserError, match="there is no article `b`"):
        run("ids", "b/", "--site", site)


def test_a_new_article_has_what_was_given_and_gaps_for_what_is_needed(site: Path) -> None:
    found = made(site, "new", "article", "b", "title=A loan: part #2", "topics=[loans, ports]", "recorded=2025-03-09")
    assert found == {
        "content/articles/b.md": (
            '---\ntitle: "A loan: part #2"\noutlet:  # the id of the actor that published it\n'
            "published:  # a date, or a date and time\nrecorded: 2025-03-09\ntopics: [loans, ports]\n---\n"
        ),
        "content/annotations/b.yml": schema.line("content/annotations/b.yml") + STATEMENTS,
        "content/texts/b.md": "",
    }
    gaps = [(finding.code, finding.location.keys) for finding in check(site, {}, BASE_DAY)]
    assert gaps == [("empty-value", ("outlet",)), ("empty-value", ("published",))]


def test_what_is_needed_is_asked(site: Path) -> None:
    found = made(site, "new", "article", "b", "rights=link-only", "allow={link-only-without-source: seen in print}",
                 "recorded=2025-03-09", "--ask", input="A loan\ngazette\n2025-03-08\n")  # fmt: skip
    assert list(found) == ["content/annotations/b.yml", "content/articles/b.md"]
    assert check(site, {}, BASE_DAY) == ()


def test_a_new_page(site: Path) -> None:
    assert made(site, "new", "page", "method", "title=How we read") == {
        "content/pages/method.md": "---\ntitle: How we read\n---\n"
    }
    assert check(site, {}, BASE_DAY) == ()


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["article", "a"], "there is something called `a` already"),
        (["article", "norland"], "there is something called `norland` already"),
        (["article", "Big Loan"], "not a valid id|gives the id `Big Loan`"),
        (["article", "b", "outlett=gazette"], "unknown key `outlett`: did you mean `outlet`"),
        (["article", "b", "published=yesterday"], "yesterday"),
        (["article", "b", "title"], "is not KEY=VALUE"),
        (["page", "deals", "title=Deals"], "`/deals/` is one of Dateline's own pages"),
    ],
)
def test_what_cannot_be_is_refused(site: Path, arguments: list[str], why: str) -> None:
    before = files(site)
    with pytest.raises(UserError, match=why):
        run("new", *arguments, "--site", site)
    assert files(site) == before


def test_no_file_is_written_over(site: Path) -> None:
    (site / "content/texts").mkdir()
    (site / "content/texts/b.md").write_text("A text that waits for its article.\n", encoding="utf-8")
    before = files(site)
    with pytest.raises(UserError, match=r"content/texts/b\.md is there already"):
        run("new", "article", "b", "--site", site)
    assert files(site) == before


def test_there_are_other_kinds() -> None:
    with pytest.raises(click.UsageError, match="'feed' is not one of"):
        run("new", "feed", "x")
