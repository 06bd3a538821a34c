"""The desk's commands as their user meets them, on the small site of docs/findings."""

import json
import re
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
from builder.parse.yaml import read
from tests.conftest import ROOT
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


ENTITIES = "content/entities/all.yml"


@pytest.mark.parametrize(
    ("arguments", "path", "line"),
    [
        (["actor", "westland", "kind=country", "aliases=[The West, West]", "part_of=norland"], ENTITIES,
         "  westland: {name: Westland, aliases: [The West, West], kind: country, part_of: norland}\n"),
        (["actor", "ann-lee", "name=Ann Lee: minister"], ENTITIES,
         '  ann-lee: {name: "Ann Lee: minister", kind: ""}\n'),
        (["deal", "rail-loan", "ladder=money"], ENTITIES, "  rail-loan: {name: Rail loan, ladder: money}\n"),
        (["event", "signing", "when=2025-03-03"], "content/entities/events.yml",
         "events:\n  signing: {name: Signing, when: 2025-03-03}\n"),
        (["place", "port-calder"], "content/entities/places.yml", "places:\n  port-calder: {name: Port calder}\n"),
        (["question", "fair", "ask=Is it fair?", "options=[fair, unfair]"], "content/entities/questions.yml",
         'questions:\n  fair: {ask: "Is it fair?", options: [fair, unfair]}\n'),
    ],
)  # fmt: skip
def test_a_new_entity_goes_where_the_others_of_its_kind_are(
    site: Path, arguments: list[str], path: str, line: str
) -> None:
    before = files(site)
    result = run("new", *arguments, "--site", site)
    after = {name: data for name, data in files(site).items() if name[0] != "."}
    known = before.get(path, schema.line(path).encode()).decode()
    assert line in after[path].decode()
    assert after[path].decode().replace(line, "") == known
    assert {**after, path: b""} == {**before, path: b""}
    assert ("to fill in: kind" in result.output) == ('kind: ""' in line)
    assert {finding.code for finding in check(site, {}, BASE_DAY)} <= {"unused-entity", "empty-value"}


def unknown(site: Path) -> None:
    notes = site / "content/annotations/a.yml"
    text = notes.read_text(encoding="utf-8").replace("by: norland", "by: norlant > ministry-of-ports")
    notes.write_text(f"{text}  event: signing\n  note: Said at [[port-calder]].\n", encoding="utf-8")


def test_entities_for_unknown_ids_are_shown(site: Path) -> None:
    unknown(site)
    before = files(site)
    result = run("check", site, "--today", "2025-03-10", "--stubs")
    assert result.return_value == 1
    assert result.output.partition(" s\n")[2] == (
        'actors:\n  ministry-of-ports: {name: Ministry of ports, kind: ""}\n'
        "events:\n  signing: {name: Signing}\n"
        "left out: `norlant` (did you mean `norland`?)\n"
        "left out: `port-calder` is only linked to: add it with `dateline new KIND port-calder`\n"
    )
    assert {path: data for path, data in files(site).items() if path in before} == before


def test_entities_for_unknown_ids_are_written(site: Path) -> None:
    unknown(site)
    run("check", site, "--today", "2025-03-10", "--stubs", "--write")
    assert b'\n  ministry-of-ports: {name: Ministry of ports, kind: ""}\n' in files(site)[ENTITIES]
    assert files(site)["content/entities/events.yml"].endswith(b"events:\n  signing: {name: Signing}\n")
    left = {finding.location.part for finding in check(site, {}, BASE_DAY) if finding.code.startswith("unknown-")}
    assert left <= {"norlant", "port-calder"}


def test_findings_as_sarif(site: Path) -> None:
    unknown(site)
    result = run("check", site, "--today", "2025-03-10", "--format", "sarif")
    document = json.loads(result.output)
    [found] = document["runs"]
    rules = [rule["id"] for rule in found["tool"]["driver"]["rules"]]
    assert document["version"] == "2.1.0"
    assert result.return_value == 1
    for each in found["results"]:
        assert rules[each["ruleIndex"]] == each["ruleId"]
    first = next(each for each in found["results"] if each["ruleId"] == "unknown-actor")
    [place] = first["locations"]
    assert first["level"] == "error"
    assert first["message"]["text"].endswith("help: did you mean `norland`?")
    assert place["physicalLocation"]["artifactLocation"]["uri"].endswith("content/annotations/a.yml")
    assert place["physicalLocation"]["region"] == {"startLine": 4, "startColumn": 7, "endColumn": 14}


def test_a_hook_of_pre_commit_checks_the_site() -> None:
    hooks: Any = read((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"), "")[0]
    [hook] = hooks
    assert hook["entry"] == "dateline check"
    assert hook["pass_filenames"] == "false"
    files = re.compile(str(hook["files"]))
    assert files.search("content/annotations/a.yml")
    assert files.search("site.yml")
    assert not files.search("docs/site.yml")


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["actor", "westland", "kind=kingdom"], "`kingdom` is not one of"),
        (["actor", "West Land"], "`West Land` is not a valid id"),
        (["deal", "a"], "there is something called `a` already"),
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
