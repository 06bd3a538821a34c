"""`dateline coverage` and `dateline today` on a small site, and the site without its sample."""

import json
from datetime import date
from pathlib import Path

import pytest

from builder.edges.errors import UserError
from builder.edges.init import init
from tests.edges.test_desk import files, run
from tests.findings_pages import base_site
from tests.test_findings import check, write

ARTICLE = "---\ntitle: {title}\noutlet: {outlet}\npublished: 2025-03-0{day}\nrecorded: 2025-03-05\n{more}---\n{text}\n"
STEEL = "The union of dockers met Ada Stone on Tuesday. Later, Ada Stone left for Port Calder."
FILES = {
    "content/entities/more.yml": """\
actors:
  minister: {name: Ann Lee, kind: person, roles: [{title: Minister, of: norland}]}
  courier: {name: The Courier, kind: outlet}
  idle: {name: Idle Group, kind: group}
deals:
  rail: {name: Rail loan, ladder: money, parties: [norland, sudland]}
""",
    "content/articles/b.md": ARTICLE.format(
        title="Rail loan signed", outlet="courier", day=4, more="", text=f"{STEEL} Ann Lee signed the rail loan."
    ),
    "content/articles/c.md": ARTICLE.format(
        title="A summary", outlet="gazette", day=5, more="derives: [{from: b, how: summary}]\n",
        text="Payments follow in June, Ann Lee said at Port Calder, where Ada Stone waits.",
    ),
    "content/articles/d.md": ARTICLE.format(title="Unread", outlet="gazette", day=5, more="draft: yes\n", text="x"),
    "content/annotations/b.yml": """\
statements:
- id: signed
  quote: "Ann Lee signed the rail loan"
  gist: "[[minister]] signed the [[rail]] loan."
  by: minister
  deal: rail
  status: signed
  when: 2025-03-04
  noted_by: bob
- id: payment
  quote: "left for Port Calder"
  gist: "It waits."
  draft: yes
""",
    "content/annotations/c.yml": """\
statements:
- id: payments
  quote: "Payments follow in June, Ann Lee said"
  gist: "Payments of the [[rail]] loan are to come in June."
  by: minister
  deal: rail
  mode: planned
  due: 2025-06
""",
}  # fmt: skip


@pytest.fixture
def site(tmp_path: Path) -> Path:
    write(tmp_path, base_site() | {path: text.encode() for path, text in FILES.items()})
    return tmp_path


def test_what_was_not_looked_at_is_shown(site: Path) -> None:
    result = run("coverage", site, "--today", "2025-03-10")
    assert result.return_value == 0
    assert (
        result.output
        == """\
articles without a statement (1)
  d

deals on which not every party has a word (2)
  port-loan: norland; not sudland
  rail: norland; not sudland

deals that all articles tell of from one source (1)
  rail: courier, in c, b

entities that nothing refers to (1)
  idle

names in several articles that no entity has (2)
  Ada Stone: 3 times in c, b
  Port Calder: 2 times in c, b
"""
    )


def test_other_programs_read_it(site: Path) -> None:
    found = json.loads(run("coverage", site, "--today", "2025-03-10", "--format", "json").output)
    assert found["without_statements"] == ["d"]
    assert found["one_origin"] == [{"deal": "rail", "origin": "courier", "articles": ["c", "b"]}]
    assert found["names"][0] == {"name": "Ada Stone", "times": 3, "articles": ["c", "b"]}
    tasks = json.loads(run("today", site, "--today", "2025-06-20", "--format", "json").output)
    assert {"kind": "due", "what": "c/payments", "why": "is due by 2025-06-30"} in tasks


def test_what_there_is_to_do_is_shown(site: Path) -> None:
    text = site / "content/articles/a.md"
    text.write_text(text.read_text(encoding="utf-8").replace("2.6 billion", "2.7 billion"), encoding="utf-8")
    result = run("today", site, "--today", "2025-07-10")
    assert (
        result.output
        == """\
quotes that no longer stand in their articles (1)
  content/annotations/a.yml statements/0: the quote is not in the article

due, and without an outcome (1)
  c/payments: was due by 2025-06-30

without news (2)
  port-loan: announced, last looked for on 2025-03-03
  rail: signed, last looked for on 2025-03-04

drafts (2)
  b/payment: statement
  d: article

noted, and checked by nobody else (1)
  b/signed: noted by bob
"""
    )
    assert "due soon (1)\n  c/payments: is due by 2025-06-30\n" in run("today", site, "--today", "2025-06-20").output
    assert "due soon" not in run("today", site, "--today", "2025-06-20", "--days", "5").output


def test_what_is_new_since_the_last_edition_is_shown(site: Path) -> None:
    for id, more in (("first", "date: 2025-03-03"), ("second", "date: 2025-03-04\nstate: draft")):
        write(site, {f"content/digests/{id}.md": f"---\ntitle: News\n{more}\n---\nWords.\n".encode()})
    said = run("today", site, "--today", "2025-03-10").output
    assert "changed since the last edition (2)\n  rail: 2 changes since 2025-03-03\n" in said


def test_a_site_without_a_sample(tmp_path: Path) -> None:
    result = run("init", tmp_path / "desk", "--empty")
    assert result.return_value == 0
    assert sorted(files(tmp_path / "desk")) == [".gitattributes", ".gitignore", "site.yml"]
    assert sorted(path.name for path in (tmp_path / "desk/content").iterdir()) == [
        "annotations", "articles", "entities", "texts",
    ]  # fmt: skip
    assert [finding.code for finding in check(tmp_path / "desk", {}, date(2025, 3, 10))] == ["no-scope"]
    assert "Port Calder" not in [
        line for line in (tmp_path / "desk/site.yml").read_text("utf-8").splitlines() if not line.startswith("#")
    ]
    with pytest.raises(UserError, match="is not empty"):
        run("init", tmp_path, "--empty")


def test_the_sample_goes_with_one_command(tmp_path: Path) -> None:
    init(tmp_path)
    settings = (tmp_path / "site.yml").read_bytes()
    (tmp_path / "content/articles/own.md").write_text("mine", encoding="utf-8")
    (tmp_path / "content/entities/deals.yml").write_text("deals: {}\n", encoding="utf-8")
    result = run("init", tmp_path, "--empty")
    assert result.output.splitlines()[-1] == ("kept content/entities/deals.yml: it is no longer as the sample had it")
    left = {path for path in files(tmp_path) if path.startswith("content/")}
    assert left == {"content/articles/own.md", "content/entities/deals.yml"}
    assert (tmp_path / "site.yml").read_bytes() == settings
