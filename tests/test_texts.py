"""Texts that are kept outside git, in `content/texts/`: a build by `content/quotes.lock` gives byte for byte what a
build with the texts gives, and believes no quote that the lock does not know.
"""

import shutil
from datetime import date
from pathlib import Path

import pytest

from builder.build import Options
from builder.cli import run
from builder.compile import quotes_away
from builder.edges.locations import placed_findings
from builder.edges.publish.locks import lock_site, write_locks
from builder.edges.read import read_tree, scan
from builder.edges.site import build_site, check_site
from builder.edges.withdraw import withdraw
from builder.model.finding import Severity
from builder.parse.article import FenceFault, split
from builder.render.report import PlacedFinding
from tests.conftest import ROOT
from tests.test_warm import contents, lay

TODAY = date(2025, 6, 10)
LOCK = "content/quotes.lock"
SITE = "title: Desk\nurl: https://example.org/desk/\nscope: Tests.\nquote_limit: 100\n"
ENTITIES = """\
actors:
  gazette: {name: The Gazette, kind: outlet}
  norland: {name: Norland, kind: country}
  sudland: {name: Sudland, kind: country}
deals:
  loan: {name: Port loan, ladder: money}
"""
FRONT = "---\ntitle: Norland lends for the port\noutlet: gazette\npublished: 2025-03-03\nrecorded: 2025-03-03\n---\n"
TEXT = """\
# The loan

On Monday, *Norland* announced a loan of “2.6 billion” pounds to Sudland, said one source. It is likely.

Sudland called the loan fair. Norland called the loan fair; [[sudland]] did so first.
"""
STATEMENTS = """\
statements:
- id: fair
  quote: "Sudland called the loan fair"
  gist: "The [[loan]] is fair, [[sudland]] says."
  by: sudland
- id: agrees
  quote: "called the loan fair"
  nth: 2
  gist: "[[norland]] agrees on the [[loan]]."
  by: norland
- id: sum
  quote: 'Norland announced … loan of "2.6 billion" pounds'
  gist: "[[norland]] announced the [[loan]]."
  by: ~one source
  by_printed: said one source
  hedge: likely
  verbatim: yes
  deal: loan
  status: announced
  when: 2025-03-03
  when_printed: On Monday
  amount: GBP 2.6bn
  stage: pledged
  payer: norland
  payee: sudland
- id: head
  quote: lends for the port
  gist: "[[norland]] lends."
  by: norland
  draft: yes
  allow: {only-in-title: It says so there alone.}
"""
OTHER = 'statements:\n- {id: one, quote: The port is open, gist: "The port of the [[loan]] is open.", by: gazette}\n'


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Two articles, the text of one of them in a file of its own; locked."""
    root = tmp_path / "desk"
    for path, text in {
        "site.yml": SITE,
        "content/entities/all.yml": ENTITIES,
        "content/articles/a.md": FRONT,
        "content/texts/deep/a.md": TEXT,
        "content/annotations/a.yml": STATEMENTS,
        "content/articles/b.md": FRONT + "The port is open.\n",
        "content/annotations/b.yml": OTHER,
    }.items():
        lay(root, path, text)
    lock(root)
    return root


def quiet(stage: str, done: int, total: int) -> None:
    """Nobody is told of progress."""


def lock(root: Path) -> None:
    """As `dateline lock` does."""
    done = lock_site(root, Options(TODAY), 1, quiet)
    assert done.result.built.count(Severity.ERROR) == 0, done.result.built.findings
    write_locks(root, done)


def take_texts(root: Path) -> None:
    shutil.rmtree(root / "content" / "texts")


def found(root: Path, *, drafts: bool = False) -> list[PlacedFinding]:
    """Errors and warnings, in their places."""
    findings = check_site(root, Options(TODAY, drafts), 1, quiet).built.findings
    return [placed for placed in placed_findings(root, findings) if placed.finding.severity > Severity.NOTE]


def codes(root: Path, *, drafts: bool = False) -> list[str]:
    return [placed.finding.code for placed in found(root, drafts=drafts)]


def built(root: Path, output: Path, *, drafts: bool = False) -> dict[str, bytes]:
    result = build_site(root, output, Options(TODAY, drafts), 1, quiet)
    assert result.written is not None, result.built.findings
    return contents(output)


def edit(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text(encoding="utf-8")
    assert text.count(old) == 1
    lay(root, path, text.replace(old, new))


def lines(root: Path) -> list[str]:
    """Those of the lock."""
    text = (root / LOCK).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


def places(root: Path) -> dict[str, str]:
    return {line.split()[0]: line.split()[-1] for line in lines(root)}


@pytest.mark.parametrize("drafts", [False, True])
def test_a_build_by_the_lock_gives_the_same_bytes(desk: Path, tmp_path: Path, drafts: bool) -> None:  # noqa: FBT001
    assert codes(desk) == []
    with_text = built(desk, tmp_path / "with", drafts=drafts)
    take_texts(desk)
    assert codes(desk) == []
    assert built(desk, tmp_path / "without", drafts=drafts) == with_text


def test_so_it_does_with_the_sample(tmp_path: Path) -> None:
    """Its own articles are published in excerpts here, so that their texts can stand elsewhere."""
    root = tmp_path / "desk"
    shutil.copytree(ROOT / "content", root / "content")
    shutil.copy(ROOT / "site.yml", root)
    files = sorted((root / "content" / "articles").rglob("*.md"))
    for file in files:
        lay(root, file.relative_to(root).as_posix(), file.read_text("utf-8").replace("rights: full", "rights: excerpt"))
    below = built(root, tmp_path / "below")
    moved = [file for file in files if moved_apart(root, file)]
    assert len(moved) > 10
    lock(root)
    assert built(root, tmp_path / "apart") == below
    take_texts(root)
    assert built(root, tmp_path / "away") == below


def moved_apart(root: Path, file: Path) -> bool:
    """Puts an article's text into a file of its own, if it has any."""
    whole = file.read_text(encoding="utf-8")
    parts = split(whole)
    assert not isinstance(parts, FenceFault)
    front, text = whole[: parts[1]], whole[parts[1] :]
    if text.strip():
        lay(root, file.relative_to(root).as_posix(), front)
        lay(root, f"content/texts/{file.name}", text)
    return bool(text.strip())


def test_an_unpublished_text_does_not_decide_what_is_published(desk: Path, tmp_path: Path) -> None:
    """What it links to may be in draft: nobody sees the link, and nobody knows of it where the text is not."""
    edit(desk, "content/entities/all.yml", "deals:", "  secret: {name: Secret, kind: person, draft: yes}\ndeals:")
    edit(desk, "content/texts/deep/a.md", "did so", "did so, says [[secret]],")
    with_text = built(desk, tmp_path / "with")
    assert "articles/a/index.html" in with_text
    take_texts(desk)
    assert built(desk, tmp_path / "without") == with_text


def test_the_lock_holds_the_places_of_quotes_in_texts_of_their_own(desk: Path) -> None:
    first = len("The loan\nOn Monday, ")
    last = first + len("Norland announced a ")
    sudland = len('The loan\nOn Monday, Norland announced a loan of "2.6 billion" pounds to Sudland, said one source.')
    sudland += len(" It is likely.\n")
    assert places(desk) == {
        "a/sum": f"{first}-{first + 17},{last}-{last + 28}",
        "a/head": "title:8-26",
        "a/fair": f"{sudland}-{sudland + 28}",
        "a/agrees": f"{sudland + 38}-{sudland + 58}",
    }
    assert len({line.split()[1] for line in lines(desk)}) == 1
    assert len({line.split()[2] for line in lines(desk)}) == 4


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"Sudland called the loan fair"', '"Sudland called the loan likely"'),
        ('"Sudland called the loan fair"', '"the loan fair; sudland did so"'),
        ("nth: 2", "nth: 1"),
        ("nth: 2", "before: Norland"),
        ("- id: sum", '- {quote: On Monday, gist: "[[norland]] was quick.", by: norland}\n- id: sum'),
    ],
    ids=["not in the text", "in the text", "another place", "another way to the place", "new"],
)
def test_a_quote_that_the_lock_does_not_know_is_an_error(desk: Path, old: str, new: str) -> None:
    text = desk / "content" / "texts"
    text.rename(desk / "away")
    edit(desk, "content/annotations/a.yml", old, new)
    [placed] = found(desk)
    assert placed.finding.code == "quote-not-locked"
    assert "`dateline lock`" in placed.finding.help
    assert placed.source in new or placed.source in STATEMENTS.replace(old, new)
    (desk / "away").rename(text)
    (desk / "content" / "urls.lock").unlink()
    if "likely" in new:
        assert codes(desk) == ["quote-not-found"]
        return
    lock(desk)
    take_texts(desk)
    assert codes(desk) == []


def test_what_is_not_in_the_title_any_more_is_an_error(desk: Path) -> None:
    take_texts(desk)
    edit(desk, "content/articles/a.md", "Norland lends", "How Norland lends")
    assert codes(desk, drafts=True) == ["quote-not-locked"]


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ("id: sum", "id: amount\n  former: [sum]", []),
        ('of "2.6 billion" pounds', "of “2.6  billion” pounds", []),
        ("by_printed: said one source", "by_printed: said nobody", []),
        ("hedge: likely", "hedge: unlikely", []),
        ("when_printed: On Monday", "when_printed: on Monday", []),
        ("when_printed: On Monday", "when_printed: On Tuesday", ["printed-date-disagrees"]),
        ("amount: GBP 2.6bn", "amount: GBP 2.7bn", ["figure-not-in-quote"]),
        ("amount: GBP 2.6bn", "amount: USD 2.6bn", ["currency-sign"]),
        ("by: sudland", "by: sudlund", ["unknown-actor"]),
    ],
)
def test_what_needs_the_text_is_not_checked_and_all_else_is(desk: Path, old: str, new: str, wrong: list[str]) -> None:
    take_texts(desk)
    edit(desk, "content/annotations/a.yml", old, new)
    assert codes(desk) == wrong


def test_marks_of_direct_speech_are_looked_for_where_the_text_is(desk: Path) -> None:
    edit(desk, "content/annotations/a.yml", 'loan of "2.6 billion" pounds', "loan")
    money = "\n  amount: GBP 2.6bn\n  stage: pledged\n  payer: norland\n  payee: sudland"
    edit(desk, "content/annotations/a.yml", money, "")
    assert codes(desk) == ["verbatim-without-marks"]
    lock(desk)
    take_texts(desk)
    assert codes(desk) == []


def test_where_the_text_is_at_hand_it_decides(desk: Path) -> None:
    edit(desk, "content/texts/deep/a.md", "Sudland called the loan fair.", "It called the loan fair.")
    assert codes(desk) == ["quote-not-found"]
    lay(desk, "content/texts/deep/a.md", "")
    assert "quote-not-found" in codes(desk)
    take_texts(desk)
    lay(desk, "content/articles/a.md", FRONT + TEXT.replace("called", "named"))
    assert codes(desk) == ["quote-not-found", "quote-not-found"]


def test_an_article_that_never_had_a_text_needs_no_lock(desk: Path) -> None:
    lay(desk, "content/articles/b.md", FRONT)
    assert codes(desk) == ["quote-not-found"]
    edit(desk, "content/articles/b.md", "recorded:", "rights: link-only\nurl: https://example.org/\nrecorded:")
    assert codes(desk) == []


def test_a_text_has_one_article_and_an_article_one_text(desk: Path) -> None:
    lay(desk, "content/texts/aa.md", TEXT)
    lay(desk, "content/texts/b.md", "The port is open.\n")
    lay(desk, "content/texts/b/b.md", "The port is open.\n")
    assert [(placed.file.rpartition("desk/")[2], placed.line, placed.finding.code) for placed in found(desk)] == [
        ("content/articles/b.md", 7, "text-twice"),
        ("content/texts/aa.md", 1, "orphan-text"),
        ("content/texts/b.md", 1, "duplicate-id"),
    ]


def test_findings_in_a_text_name_its_file_and_line(desk: Path) -> None:
    edit(desk, "content/articles/a.md", "recorded:", "form: own\nrights: full\nrecorded:")
    edit(desk, "content/texts/deep/a.md", "[[sudland]] did", "[[sudlund]] did, [there](/nowhere/)")
    assert [(one.finding.code, one.finding.location.file, one.line, one.column) for one in found(desk)] == [
        ("unknown-id", "content/texts/deep/a.md", 5, 61),
        ("dead-link", "content/texts/deep/a.md", 5, 78),
    ]


def test_what_is_published_whole_needs_its_text(desk: Path) -> None:
    edit(desk, "content/articles/a.md", "recorded:", "form: own\nrights: full\nrecorded:")
    assert codes(desk) == []
    take_texts(desk)
    assert codes(desk) == ["text-not-at-hand"]
    (desk / "content/urls.lock").unlink()
    edit(desk, "content/articles/a.md", "recorded:", "draft: yes\nrecorded:")
    assert "text-not-at-hand" not in codes(desk)
    assert "text-not-at-hand" in codes(desk, drafts=True)


def test_so_does_an_article_without_statements(desk: Path) -> None:
    lay(desk, "content/articles/c.md", FRONT.replace("recorded:", "form: own\nrights: full\nrecorded:"))
    lay(desk, "content/texts/c.md", "We say so.\n")
    lock(desk)
    assert "c" in lines(desk)
    take_texts(desk)
    assert codes(desk) == ["text-not-at-hand"]


def test_a_text_that_may_not_be_kept_may_not_be_kept_elsewhere(desk: Path) -> None:
    edit(desk, "content/articles/a.md", "recorded:", "rights: link-only\nurl: https://example.org/\nrecorded:")
    assert codes(desk) == ["body-under-link-only"]
    take_texts(desk)
    assert codes(desk) == []


def test_a_lock_keeps_what_is_known_of_texts_that_others_have(desk: Path) -> None:
    before = lines(desk)
    take_texts(desk)
    lay(desk, "content/articles/c.md", FRONT)
    lay(desk, "content/texts/c.md", "The port is open.\n")
    lay(desk, "content/annotations/c.yml", OTHER)
    lock(desk)
    assert set(lines(desk)) > set(before)
    assert places(desk)["c/one"] == "0-16"
    (desk / "content" / "annotations" / "a.yml").unlink()
    (desk / "content" / "urls.lock").unlink()
    lock(desk)
    assert places(desk).keys() == {"a", "c/one"}


def test_a_site_without_such_texts_has_no_lock_of_quotes(desk: Path) -> None:
    (desk / LOCK).unlink()
    take_texts(desk)
    lay(desk, "content/articles/a.md", FRONT + TEXT)
    lock(desk)
    assert not (desk / LOCK).exists()


def test_the_command_says_whether_the_lock_is_behind(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["lock", str(desk), "--today", TODAY.isoformat()]
    assert run([*command, "--check"]) == 0
    edit(desk, "content/texts/deep/a.md", "# The loan\n\n", "")
    before = (desk / LOCK).read_bytes()
    assert run([*command, "--check"]) == 1
    assert (desk / LOCK).read_bytes() == before
    assert run(command) == 0
    assert " and 4 quotes locked\ncontent/quotes.lock has changed: commit it\n" in capsys.readouterr().out
    assert places(desk)["a/sum"].startswith("11-28,")
    assert run([*command, "--check"]) == 0
    take_texts(desk)
    assert run([*command, "--check"]) == 0


def test_a_merge_keeps_the_lines_of_both_sides(desk: Path, tmp_path: Path) -> None:
    ours = lines(desk)
    lay(desk, "content/texts/deep/a.md", "\n\n".join(reversed(TEXT.split("\n\n"))))
    lock(desk)
    theirs = lines(desk)
    assert not set(ours) & set(theirs)
    lay(desk, LOCK, "\n".join(["<<<<<<< HEAD", *ours, "=======", *theirs, ">>>>>>> other", ""]))
    marks = found(desk)
    assert [(placed.finding.code, placed.line) for placed in marks] == [
        ("bad-lock", line) for line in (1, 2 + len(ours), 3 + len(ours) + len(theirs))
    ]
    take_texts(desk)
    sites = []
    for number, both in enumerate(([*ours, *theirs], [*theirs, *ours])):
        lay(desk, LOCK, "".join(f"{line}\n" for line in both))
        assert codes(desk) == []
        sites.append(built(desk, tmp_path / f"{number}"))
    assert sites[0] == sites[1]
    assert run(["lock", str(desk), "--check", "--today", TODAY.isoformat()]) == 1


def test_a_purge_takes_text_and_digests_along(desk: Path) -> None:
    done = withdraw(desk, "a/sum", "It was not so.", TODAY, quiet, purge=True)
    assert done.pages == ("/s/a/sum/",)
    assert places(desk).keys() == {"a/fair", "a/agrees", "a/head"}
    withdraw(desk, "a", "It was not so.", TODAY, quiet, purge=True)
    assert not (desk / "content/texts/deep/a.md").exists()
    assert set(places(desk)) <= {"a/head"}, "of what was never published, nothing is left but a digest until the next"
    lock(desk)
    assert lines(desk) == []


def test_the_desk_of_an_author_is_none_the_heavier(desk: Path) -> None:
    """What every process is sent holds only what is known of texts that are not there."""
    assert quotes_away(read_tree(desk, scan(desk))) == {}
    take_texts(desk)
    assert quotes_away(read_tree(desk, scan(desk))).keys() == {"a"}
