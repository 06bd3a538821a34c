"""Nothing leaks: what is in draft, under embargo, private, or may not be published stands in no byte of the built site.

Each secret holds a word of its own. The site is first built with drafts, so that old output must be cleared of them
too; then as it is published, with everything that a build can make.
"""

import gzip
import re
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT, dateline

TODAY = "2025-06-10"
ENTITIES = """\
actors:
  zqdraftactor: {name: Zqdraftactor, kind: person, draft: yes, aliases: [Zqdraftalias, Quiet Owl]}
  zqembargoedactor: {name: Zqembargoedactor, kind: person, embargo: 2025-07-01T00:00Z}
  private-person: {name: Private Person, kind: person, page: no, aliases: [Zqprivatealias], about: Zqprivateabout.}
  open-voice:
    name: Open Voice
    kind: person
    part_of: zqdraftactor
    not_same_as: [zqdraftactor]
    roles: [{title: Zqdraftrole, of: zqdraftactor}]
  open-group: {name: Open Group, kind: group, owner: zqdraftactor, members: [open-voice, zqdraftactor]}
deals:
  zqdraftdeal: {name: Zqdraftdeal, ladder: agreement, draft: yes}
  open-deal: {name: Open deal, ladder: agreement, part_of: zqdraftdeal, parties: [open-voice, zqdraftactor]}
events:
  zqdraftevent: {name: Zqdraftevent, when: 2025-05-05, draft: yes}
  open-event: {name: Open event, when: 2025-05-06, at: [open-place, zqdraftplace]}
places:
  zqdraftplace: {name: Zqdraftplace, draft: yes}
  open-place: {name: Open place, part_of: zqdraftplace}
questions:
  zqdraftquestion: {ask: Zqdraftask?, deal: zqdraftdeal, options: [yes-it-is, no-it-is-not]}
"""
ARTICLE = """\
---
title: {title}
outlet: rt
published: 2025-06-01
recorded: 2025-06-02
rights: {rights}
{keys}---

{text}
"""
OPEN_KEYS = """\
memo: Zqarticlememo.
allow: {quote-share: zqarticleallow}
derives: [{from: zqdraftarticle, how: rewrite, why: Zqderivedwhy}]
version_of: zqembargoedarticle
"""
OPEN_TEXT = """\
Open Voice and Private Person spoke of the open deal at length. Zqexcerpttext stands beside the quote, and is not ours.

The deal was signed, they said. More zqexcerptmore follows.
"""
OPEN_STATEMENTS = """\
statements:
- id: open
  quote: Open Voice and Private Person spoke of the open deal
  gist: "[[open-voice]] of the [[open-group]] spoke of the [[open-deal]] at the [[open-event]]."
  by: open-voice
  deal: open-deal
  status: negotiating
  confirms: [zqdraftarticle/hidden]
  resolves: {zqdraftstatement: met}
  share: yes
  memo: Zqmemo.
  flags: [zqflag]
  noted_by: zqnotedby
  checked_by: zqcheckedby
  allow: {long-quote: zqallowreason}
- id: private
  quote: they said
  gist: A person speaks.
  by: private-person
  deal: open-deal
- id: zqdraftstatement
  quote: The deal was signed
  gist: "[[open-voice]] zqdraftgist."
  by: open-voice
  deal: open-deal
  status: signed
  draft: yes
- id: of-draft-deal
  quote: at length
  gist: "Zqofdraftdeal."
  by: open-voice
  deal: zqdraftdeal
- id: of-draft-actor
  quote: spoke of the open deal at length
  gist: "[[zqdraftactor|Somebody]] is named."
  by: open-voice
"""
APART = "statements:\n- {quote: the words that are quoted, gist: Words are quoted., by: rt, deal: open-deal}\n"
WITHDRAWN_PAGES = ("/s/open-article/gone/", "/gone/")
WITHDRAWN = """\
- id: gone
  quote: More zqexcerptmore follows
  gist: "[[open-voice]] zqwithdrawngist."
  by: open-voice
  deal: open-deal
  status: signed
"""
HIDDEN_STATEMENTS = """\
statements:
- id: hidden
  quote: {word}text was said, with 77123456 dollars
  gist: {word}gist was said.
  by: open-voice
  deal: open-deal
  status: signed
  amount: USD 77123456
  allow: {{no-stage: of no matter}}
"""
SECRET = re.compile(rb"[zZ]q[a-z]{4,}")
"""What a picture says in letters is said again in its page, as its text for those who do not see it."""


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("leaks")
    for part in ("content", "site.yml"):
        source = ROOT / part
        shutil.copytree(source, root / part) if source.is_dir() else shutil.copy(source, root / part)
    write(root, "content/entities/secrets.yml", ENTITIES)
    write(root, "content/pages/zqdraftpage.md", "---\ntitle: Zqdraftpagetitle\ndraft: yes\n---\n\nZqdraftpagetext.\n")
    article(root, "open-article", "Open article", OPEN_KEYS, OPEN_TEXT)
    write(root, "content/annotations/open-article.yml", OPEN_STATEMENTS + WITHDRAWN)
    write(root, "content/pages/gone.md", "---\ntitle: Zqwithdrawntitle\n---\n\nZqwithdrawnpage of [[open-voice]].\n")
    entries = "".join(f"- {{page: {page}, on: 2025-06-09, why: It was wrong.}}\n" for page in WITHDRAWN_PAGES)
    write(root, "content/withdrawn.yml", f"withdrawn:\n{entries}")
    article(root, "own", "Our own", "form: own\n", "Quiet Owl is a name, and leads nowhere.", "full")
    (root / "content/texts").mkdir()
    article(root, "apart", "Apart", "", "")
    write(root, "content/texts/apart.md", "Zqaparttext surrounds the words that are quoted here.\n")
    write(root, "content/annotations/apart.yml", APART)
    for word, keys in (
        ("zqdraftarticle", "draft: yes\n"),
        ("zqembargoedarticle", "embargo: 2025-07-01T00:00Z\n"),
    ):
        article(root, word, f"{word}title", keys, f"{word}text was said, with 77123456 dollars.\n")
        write(root, f"content/annotations/{word}.yml", HIDDEN_STATEMENTS.format(word=word))
    for options in (("--drafts",), ()):
        done = dateline("build", root, "--today", TODAY, "--cards", *options)
        assert done.returncode == 0, done.stdout + done.stderr
        if options:
            found = {word.lower() for path, data in contents(root / "output") for word in SECRET.findall(data)}
            assert {b"zqdraftarticlegist", b"zqdraftactor", b"zqembargoedarticlegist"} <= found, "nothing was planted"
    done = dateline("lock", root, "--today", TODAY)
    assert done.returncode == 0, done.stdout + done.stderr
    return root


def write(root: Path, path: str, text: str) -> None:
    (root / path).write_text(text, encoding="utf-8")


def article(root: Path, id: str, title: str, keys: str, text: str, rights: str = "excerpt") -> None:
    write(root, f"content/articles/{id}.md", ARTICLE.format(title=title, keys=keys, text=text, rights=rights))


def contents(output: Path) -> Iterator[tuple[str, bytes]]:
    """Every file of the site under its path, in the form in which its words can be read."""
    for file in sorted(output.rglob("*")):
        if not file.is_file():
            continue
        data = file.read_bytes()
        path = file.relative_to(output).as_posix()
        if data[:2] == b"\x1f\x8b":
            data = gzip.decompress(data)
        if data.startswith(b"SQLite format 3"):
            with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as base:
                data += "\n".join(base.iterdump()).encode()
        yield path, path.encode() + b"\n" + data


def test_no_secret_stands_in_any_byte(published: Path) -> None:
    leaks = {(path, word.decode()) for path, data in contents(published / "output") for word in SECRET.findall(data)}
    assert leaks == set()


@pytest.mark.parametrize("lock", ["urls.lock", "quotes.lock"])
def test_nor_in_a_lock(published: Path, lock: str) -> None:
    text = (published / "content" / lock).read_bytes()
    assert b"apart" in text
    assert SECRET.findall(text) == []


def test_nor_what_a_hidden_statement_says_of_others(published: Path) -> None:
    """A status or a sum that only a draft reports moves nothing."""
    leaks = [path for path, data in contents(published / "output") if b"77123456" in data or b"77,123,456" in data]
    assert leaks == []
    deal = (published / "output/deals/open-deal/index.html").read_text(encoding="utf-8")
    assert re.findall(r"<dt>Now</dt><dd>(\w+)", deal) == ["Negotiating"]
    assert re.search(r"Nobody we read reports: [^.]*\bsigned\b", deal)


def test_a_private_person_has_a_name_and_nothing_else(published: Path) -> None:
    output = published / "output"
    assert "Private Person" in (output / "s/open-article/private/index.html").read_text(encoding="utf-8")
    assert [path for path, _ in contents(output) if "private-person" in path] == []
