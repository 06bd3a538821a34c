"""A closed edition says what it said, whatever comes on file later; what was wrong in it is told beside it, and in the
next one."""

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from builder.build import Options
from builder.edges.authoring.digests import close_digest
from builder.edges.errors import UserError
from builder.edges.publish.locks import lock_site, write_locks
from builder.edges.site import build_site, check_site
from builder.edges.traces import Wanted
from builder.edges.withdraw import withdraw
from builder.model.digest import rewritten
from builder.model.sources import Source
from builder.parse.digest_lock import parse_digest_lock, spelt_digest_lock
from tests.findings_pages import base_site

FIRST, CLOSED, LATER, TODAY = date(2025, 3, 7), date(2025, 3, 8), date(2025, 3, 14), date(2025, 3, 15)
ENTITIES, ANNOTATIONS = "content/entities/all.yml", "content/annotations/a.yml"
LOCK, PAGE = "content/digests/first.lock.json", "digests/first/index.html"
ITEMS = "items: [a/loan#status-2025-03-04, a/fair#statement-2025-03-04]\n"
DIGEST = "---\ntitle: {title}\ndate: {day}\n---\n[[ann|Ann Kowalska]] waits for the [[port-loan]].\n"
ANN = "  ann: {name: Ann Kowalska, kind: person}\n"
SAID = """- id: fair
  quote: "Sudland called the loan fair"
  gist: "[[ann]] called the [[port-loan]] fair."
  by: ann
  deal: port-loan
  allow: {voice-not-named: She spoke for it.}
"""
SHIPS = """- id: ships
  quote: "The first ships are expected in spring"
  gist: "Ships are expected in the port of the [[port-loan]] in spring."
  deal: port-loan
"""
SUM = "  amount: GBP 2.6bn\n  stage: pledged\n  payer: norland\n  payee: sudland\n"
NEW_ARTICLE = """---
title: A smaller loan
outlet: gazette
url: https://example.org/gazette/2
published: 2025-03-12
recorded: 2025-03-12
---
The loan is of 2.26 billion pounds, not more, Norland said. It was signed on Tuesday.
"""
NEW_STATEMENTS = """statements:
- id: smaller
  quote: "The loan is of 2.26 billion pounds"
  gist: "The [[port-loan]] is of 2.26 billion pounds."
  by: norland
  deal: port-loan
  amount: GBP 2.26bn
  stage: pledged
  payer: norland
  payee: sudland
  corrects: a/loan
- id: signed
  quote: "It was signed on Tuesday"
  gist: "The [[port-loan]] was signed on 11 March."
  by: norland
  deal: port-loan
  when: 2025-03-11
  status: signed
"""


def quiet(stage: str, done: int, total: int) -> None:
    """Nobody is told of progress."""


def put(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, "utf-8")


def edit(root: Path, path: str, change: Callable[[str], str]) -> None:
    put(root, path, change((root / path).read_text("utf-8")))


def close(root: Path, id: str, today: date) -> str:
    result, path = close_digest(root, id, today, today, quiet)
    assert path, [finding.message for finding in result.built.findings]
    return path


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with one edition, closed and published."""
    root = tmp_path_factory.mktemp("closed") / "site"
    for path, data in base_site().items():
        put(root, path, data.decode())
    edit(root, ENTITIES, lambda text: text.replace("actors:\n", f"actors:\n{ANN}"))
    edit(root, ANNOTATIONS, lambda text: text.replace("- quote", "- id: loan\n  quote", 1) + SUM + SAID)
    put(root, "content/digests/first.md", DIGEST.format(title="A loan", day=f"{FIRST}\n{ITEMS}".strip()))
    close(root, "first", CLOSED)
    write_locks(root, lock_site(root, Options(CLOSED), 1, quiet))
    return root


@pytest.fixture
def site(closed: Path, tmp_path: Path) -> Path:
    shutil.copytree(closed, tmp_path / "site")
    return tmp_path / "site"


def page(site: Path, path: str = PAGE, today: date = TODAY) -> BeautifulSoup:
    built = build_site(site, site / "output", Options(today), 1, quiet, search=True)
    assert built.written, [finding.message for finding in built.built.findings]
    return BeautifulSoup((site / "output" / path).read_text("utf-8"), "html.parser")


def told(found: BeautifulSoup) -> list[str]:
    """What stands in an edition's own part."""
    return [part.get_text(" ", strip=True).replace("\xa0", " ") for part in found.select("main section:not(.notice)")]


def findings(site: Path, today: date = TODAY) -> list[tuple[str, str]]:
    return [
        (finding.code, finding.location.file)
        for finding in check_site(site, Options(today), 1, quiet).built.findings
        if finding.severity > 1
    ]


def test_what_it_told_stays_and_what_was_corrected_stands_beside_it_and_in_the_next(site: Path) -> None:
    before = page(site, today=CLOSED)
    assert not before.select("#since-we-wrote")
    assert "2.6 billion" in " ".join(told(before))
    put(site, "content/articles/b.md", NEW_ARTICLE)
    put(site, "content/annotations/b.yml", NEW_STATEMENTS)
    put(site, "content/digests/second.md", DIGEST.format(title="A smaller loan", day=LATER))
    after = page(site)
    assert told(after) == told(before)
    assert after.h1 == before.h1
    (since,) = after.select(".notice")
    assert "Corrected: £2.26\xa0billion, not £2.6\xa0billion." in since.get_text()
    following = page(site, "digests/second/index.html")
    first, *_ = following.select("main section")
    assert first.select("h2")[0].get_text() == "Since our last edition"
    assert "2.26 billion" in first.get_text().replace("\xa0", " ")
    assert "Signed" in following.select_one("#changes").parent.get_text()  # type: ignore[union-attr]


def test_a_statement_that_says_something_else_today_is_told_beside_it(site: Path) -> None:
    edit(site, ANNOTATIONS, lambda text: text.replace("called the [[port-loan]] fair", "praised the [[port-loan]]"))
    after = page(site)
    assert "called the Port loan fair" in " ".join(told(after))
    assert "Reworded" in (notice := after.select(".notice")[0].get_text())
    assert "praised the Port loan" in notice
    for file in ("feeds/digests.xml", "feeds/digests.json"):
        assert "called the Port loan fair" in (site / "output" / file).read_text("utf-8")


LATE = """---
title: No loan
outlet: gazette
url: https://example.org/gazette/3
published: 2025-03-12
recorded: 2025-03-12
---
Sudland denied on Wednesday that there is a loan.
"""
DENIED = """statements:
- id: no
  quote: "denied on Wednesday that there is a loan"
  gist: "[[sudland]] denied that there is a [[port-loan]]."
  by: sudland
  deal: port-loan
  mode: denied
  disputes: a/loan
"""


def test_a_denial_a_mistake_of_ours_and_an_article_taken_back_stand_beside_what_was_told(site: Path) -> None:
    put(site, "content/articles/b.md", LATE)
    put(site, "content/annotations/b.yml", DENIED)
    corrected = '  corrected: [{on: 2025-03-10, was: "unfair", why: a slip}]\n'
    edit(
        site,
        ANNOTATIONS,
        lambda text: text.replace("  allow: {voice-not-named", f"{corrected}  allow: {{voice-not-named"),
    )
    taken_back = "recorded: 2025-03-04\nstanding: retracted\nstanding_on: 2025-03-13\nstanding_why: It was not so.\n"
    before = page(site)
    notice = [line.get_text(" ", strip=True) for line in before.select(".notice .news")]
    assert notice == ["Sudland denied that there is a Port loan.", "We had written “unfair”: a slip."]
    edit(site, "content/articles/a.md", lambda text: text.replace("recorded: 2025-03-04\n", taken_back))
    assert "Taken back: Norland lends for the port." in page(site).select(".notice")[0].get_text()
    put(site, "content/digests/second.md", DIGEST.format(title="No loan", day=LATER))
    (first, *_) = page(site, "digests/second/index.html").select("main section")
    assert len(first.select("li")) == 3


def test_a_page_that_a_closed_edition_leads_to_is_missed(site: Path) -> None:
    edit(site, ANNOTATIONS, lambda text: text + SHIPS)
    told = f"{LATER}\ncovers: 2025-03-01/2025-03-14\nitems: [a/ships#statement-2025-03-04]"
    put(site, "content/digests/second.md", DIGEST.format(title="A week", day=told))
    close(site, "second", LATER)
    assert findings(site) == []
    edit(site, ANNOTATIONS, lambda text: text.replace(SHIPS, ""))
    assert findings(site) == [("address-vanished", "content/digests/second.lock.json")]


def test_one_is_closed_as_of_no_day_before_the_last(site: Path) -> None:
    put(site, "content/digests/second.md", DIGEST.format(title="A week", day=LATER))
    close(site, "second", TODAY)
    put(site, "content/digests/third.md", DIGEST.format(title="Two days", day=LATER).replace("[[ann", "So [[ann"))
    with pytest.raises(UserError, match="`second` was closed on 2025-03-15"):
        close_digest(site, "third", LATER, TODAY, quiet)


def test_a_deal_says_how_editions_put_where_it_stands(site: Path) -> None:
    put(site, "content/articles/b.md", NEW_ARTICLE)
    put(site, "content/annotations/b.yml", NEW_STATEMENTS)
    put(site, "content/digests/second.md", DIGEST.format(title="A smaller loan", day=LATER))
    close(site, "second", LATER)
    edit(site, ENTITIES, lambda text: text.replace("  port-loan: {", "  harbour-loan: {former: [port-loan], "))
    for file in ("annotations/a.yml", "annotations/b.yml", "digests/first.md", "digests/second.md"):
        edit(site, f"content/{file}", lambda text: text.replace("port-loan", "harbour-loan"))
    lines = [line.get_text(" ", strip=True) for line in page(site, "deals/harbour-loan/index.html").select("#wrote li")]
    assert [line[:26] for line in lines] == ["7 March 2025 : Announced o", "14 March 2025 : Signed on "]
    assert [line.endswith(title) for line, title in zip(lines, ("A loan", "A smaller loan"), strict=True)] == [
        True,
        True,
    ]


def test_a_renamed_deal_is_reached_by_its_former_address_and_the_lock_stays(site: Path) -> None:
    before = (site / LOCK).read_bytes()
    edit(site, ENTITIES, lambda text: text.replace("  port-loan: {", "  harbour-loan: {former: [port-loan], "))
    for file in ("annotations/a.yml", "digests/first.md"):
        edit(site, f"content/{file}", lambda text: text.replace("port-loan", "harbour-loan"))
    found = page(site)
    assert (site / LOCK).read_bytes() == before
    assert findings(site) == []
    assert not found.select(".notice")
    for link in found.select("main section a[href]"):
        at = (site / "output/digests/first" / str(link["href"]).partition("#")[0]).resolve()
        assert (at / "index.html" if at.is_dir() else at).exists(), link["href"]


@pytest.mark.parametrize(
    ("change", "keys"),
    [
        (lambda lock: lock["parts"][0]["items"][0].update(words="Nothing happened."), ("parts", 0, "items", 0)),
        (lambda lock: lock["parts"][0]["items"].pop(), ("seal",)),
        (lambda lock: lock["parts"][1].update(html="<p>No.</p>"), ("parts", 1, "html")),
        (lambda lock: lock.update(title="Another"), ("title",)),
        (lambda lock: lock.update(closed="2025-03-07"), ("seal",)),
        (lambda lock: lock["statuses"][0].update(words="Signed."), ("statuses", 0)),
        (lambda lock: lock["meaning"].clear(), ("seal",)),
        (lambda lock: lock["parts"][0]["items"][0].update(redacted="2025-03-09"), ("parts", 0, "items", 0)),
        (lambda lock: lock["parts"][1].update(redacted="2025-03-09", html="<p>No.</p>"), ("parts", 1, "html")),
        (lambda lock: lock.update(redacted="2025-03-09", title="Another"), ("title",)),
        (lambda lock: lock["statuses"][0].update(redacted="2025-03-09", words="Signed."), ("statuses", 0)),
    ],
)
def test_a_past_that_is_rewritten_is_an_error(
    site: Path, change: Callable[[dict[str, object]], object], keys: tuple[str | int, ...]
) -> None:
    lock = json.loads((site / LOCK).read_text("utf-8"))
    change(lock)
    put(site, LOCK, json.dumps(lock))
    found = check_site(site, Options(TODAY), 1, quiet).built.findings
    assert [one.location.keys for one in found if one.code == "lock-rewritten"] == [keys]


def test_a_chain_with_a_gap_is_an_error(site: Path) -> None:
    put(site, "content/digests/second.md", DIGEST.format(title="A week", day=LATER))
    close(site, "second", LATER)
    first = (site / LOCK).read_text("utf-8")
    (site / LOCK).unlink()
    assert findings(site) == [("lock-rewritten", "content/digests/second.lock.json")]
    put(site, LOCK, first)
    assert findings(site) == []
    (site / "content/digests/first.md").unlink()
    assert ("bad-lock", LOCK) in findings(site)


def test_two_that_were_closed_beside_each_other(site: Path) -> None:
    other = site.parent / "other"
    shutil.copytree(site, other)
    for root, id, day in ((site, "second", LATER), (other, "third", TODAY)):
        put(root, f"content/digests/{id}.md", DIGEST.format(title="A week", day=day))
        close(root, id, day)
    for name in ("third.md", "third.lock.json"):
        shutil.copy(other / "content/digests" / name, site / "content/digests" / name)
    assert findings(site) == [("lock-rewritten", "content/digests/third.lock.json")]
    (site / "content/digests/third.lock.json").unlink()
    close(site, "third", TODAY)
    assert findings(site) == []


@pytest.mark.parametrize(
    ("id", "state", "says"),
    [
        ("first", "", "`first` was closed on 2025-03-08"),
        ("secnd", "", "there is no content/digests/secnd.md: did you mean `second`?"),
        ("second", "state: draft\n", "`second` is a draft: set `state: ready` in content/digests/second.md"),
        ("second", "public_from: 2025-04-01\n", "`second` is under embargo, so that readers do not see it yet"),
        ("third", "", "close `second` first: an edition stands on the one before"),
        ("before", "", "`first`, a later edition, is closed already"),
        ("future", "", "`future` is of 2025-05-01, and today is 2025-03-15"),
    ],
)
def test_what_is_not_to_be_closed(site: Path, id: str, state: str, says: str) -> None:
    for name, day in (("second", LATER), ("third", TODAY), ("before", "2025-03-01"), ("future", "2025-05-01")):
        text = DIGEST.format(title="A week", day=day)
        put(site, f"content/digests/{name}.md", text.replace("---\n[[", f"{state if name == 'second' else ''}---\n[["))
    if id == "second":
        (site / "content/digests/third.md").unlink()
    with pytest.raises(UserError) as raised:
        close_digest(site, id, TODAY, TODAY, quiet)
    assert str(raised.value) == says


def test_a_purge_takes_words_out_and_the_chain_holds(site: Path) -> None:
    put(site, "content/digests/second.md", DIGEST.format(title="A week", day=LATER).replace("Ann Kowalska", "She"))
    close(site, "second", LATER)
    edit(site, "content/digests/first.md", lambda text: text.replace("[[ann|Ann Kowalska]] waits", "A minister waits"))
    withdraw(site, "a/fair", "It was not so.", TODAY, quiet, purge=True)
    withdraw(site, "ann", "She asked.", TODAY, quiet, purge=True)
    lock, found = parse_digest_lock(Source(LOCK, (site / LOCK).read_text("utf-8")))
    assert lock is not None
    assert not found
    assert list(rewritten(lock)) == []
    assert [item.redacted for item in lock.edition.items if "a/fair" in item.statements] == [TODAY.isoformat()]
    assert lock.meaning["a/fair"] == ""
    wanted = Wanted(("Ann Kowalska", "called the Port loan fair"), ("ann",))
    first = page(site)
    assert "A minister waits for the Port loan" in " ".join(told(first))
    assert "Withdrawn on 15 March 2025." in " ".join(told(first))
    said = [file for file in site.rglob("*") if file.is_file() and wanted.lines(file.name, file.read_bytes())]
    assert said == []
    assert findings(site) == []


def test_a_change_to_the_file_of_a_closed_one_is_told(site: Path) -> None:
    edit(site, "content/digests/first.md", lambda text: text.replace("waits", "hopes"))
    assert findings(site) == [("closed-digest", "content/digests/first.md")]
    assert "waits" in " ".join(told(page(site)))


def test_an_edition_that_is_purged_leaves_its_place_in_the_chain(site: Path) -> None:
    put(site, "content/digests/second.md", DIGEST.format(title="A week", day=LATER))
    close(site, "second", LATER)
    withdraw(site, "/digests/first/", "It was a mistake.", TODAY, quiet, purge=True)
    assert not (site / "content/digests/first.md").exists()
    assert "2.6 billion" not in (site / LOCK).read_text("utf-8")
    assert findings(site) == []
    page(site, "digests/second/index.html")


def test_what_was_withdrawn_is_not_told_any_more(site: Path) -> None:
    withdraw(site, "a/fair", "It was not so.", TODAY, quiet, purge=False)
    found = " ".join(told(page(site)))
    assert "Withdrawn on 15 March 2025." in found
    assert "called the Port loan fair" not in found


def test_a_lock_is_always_the_same_text(site: Path) -> None:
    text = (site / LOCK).read_text("utf-8")
    lock, _ = parse_digest_lock(Source(LOCK, text))
    assert lock is not None
    assert spelt_digest_lock(lock) == text
    assert max(map(len, text.splitlines())) < 600


@pytest.mark.parametrize(
    ("was", "now", "line", "message"),
    [
        (' "date":', '<<<<<<< HEAD\n "date":', 5, "`<<<<<<< HEAD` does not belong in this file"),
        ('"closed": "2025-03-08"', '"closed": "yesterday"', 3, "`yesterday` is not a day"),
        ('"closed": "2025-03-08"', '"closed": 7', 3, "`7` is not a day"),
        ('"closed": "2025-03-08"', '"closed": null', 3, "`null` is not a day"),
        ('"closed": "2025-03-08"', '"closed": []', 3, "found a list, expected a day"),
        ('"size":', '"sise":', 7, "unknown key `sise`"),
        ('"parts": [', '"parts": [{', 9, "the lock cannot be read from here on"),
        ('"digest": "first"', '"digest": "other"', 2, "this is the lock of the edition `other`"),
    ],
)
def test_a_broken_lock_is_a_finding_with_its_line(site: Path, was: str, now: str, line: int, message: str) -> None:
    from builder.parse.locate import locate

    text = (site / LOCK).read_text("utf-8")
    assert was in text
    lock, found = parse_digest_lock(Source(LOCK, text.replace(was, now)))
    assert lock is None
    assert (found[0].code, found[0].message) == ("bad-lock", message)
    if "parts" not in was:
        assert locate(found[0].location, text.replace(was, now)).line == line


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "7",
        '"x"',
        "{" * 100_000,
        "[" * 100_000,
        '{"title": "\\ud800"}',
        "[" * 900 + "]" * 900,
        "\x00",
        '{"parts": {}}',
    ],
)
def test_no_text_breaks_its_reading(text: str) -> None:
    lock, found = parse_digest_lock(Source(LOCK, text))
    assert lock is None
    assert found
