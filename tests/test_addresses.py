"""Every address ever published answers with its page, a redirect or a word that it was withdrawn, whatever an author
does to the site afterwards; and a build in which one would not is refused, with the mend. HISTORIES sets how many.
"""

import os
import random
import re
import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.build import Options
from builder.edges.errors import UserError
from builder.edges.publish.locks import lock_site, write_locks
from builder.edges.site import build_site
from builder.edges.withdraw import withdraw
from builder.model.finding import Finding
from tests.repositories import alone, commit, git

pytestmark = pytest.mark.long

DAY = date(2025, 6, 1)
SITE = "title: Desk\nurl: https://example.org/desk/\nscope: Tests.\n"
FREE = "---\ntitle: {0}\n---\n\nWords.\n"


class Desk:
    """A small site on disk that an author changes, and what has been published of it so far."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.today = DAY
        self.actors: dict[str, tuple[str, ...]] = {"norland": (), "sudland": ()}
        """Id to former ids; likewise below."""
        self.deals: dict[str, tuple[str, ...]] = {"loan": ()}
        self.events: dict[str, tuple[str, ...]] = {}
        self.pages = {"about"}
        self.articles: dict[str, dict[str, object]] = {}
        self.ever: set[str] = set()
        self.count = 0
        self.write()

    def write(self) -> None:
        shutil.rmtree(self.root / "content" / "articles", ignore_errors=True)
        shutil.rmtree(self.root / "content" / "annotations", ignore_errors=True)
        shutil.rmtree(self.root / "content" / "pages", ignore_errors=True)
        self.put("site.yml", SITE)
        actors = "".join(
            f"  {id}: {{name: The {id.title()}, kind: country{self.former(former)}}}\n"
            for id, former in self.actors.items()
        )
        deals = "".join(
            f"  {id}: {{name: Deal {id}, ladder: money{self.former(former)}}}\n" for id, former in self.deals.items()
        )
        events = "".join(f"  {id}: {{name: Deal {id}{self.former(former)}}}\n" for id, former in self.events.items())
        actors += "  gazette: {name: Gazette, kind: outlet}\n"
        groups = {"actors": actors, "deals": deals, "events": events}
        self.put("content/entities/all.yml", "".join(f"{group}:\n{each}" for group, each in groups.items() if each))
        for stem in self.pages:
            self.put(f"content/pages/{stem}.md", FREE.format(stem.title()))
        for id, article in self.articles.items():
            self.article(id, article)

    def former(self, ids: object) -> str:
        return f", former: [{', '.join(ids)}]" if ids else ""  # type: ignore[arg-type]

    def article(self, id: str, article: dict[str, object]) -> None:
        former = f"former: [{', '.join(article['former'])}]\n" if article["former"] else ""  # type: ignore[arg-type]
        draft = "draft: yes\n" if article.get("draft") else ""
        standing = "standing: retracted\n" if article.get("retracted") else ""
        statements: dict[str, dict[str, object]] = article["statements"]  # type: ignore[assignment]
        text = "".join(f"The words number {one['number']} were said.\n\n" for one in statements.values())
        day = article["day"]
        self.put(
            f"content/articles/{id}.md",
            f"---\ntitle: Title {id}\noutlet: gazette\npublished: {day}\nrecorded: {day}\n"
            f"{former}{draft}{standing}---\n\n{text}",
        )
        lines = [
            f'- id: {local}\n  quote: words number {one["number"]} were said\n  gist: "[[{one["by"]}]] speaks of it."\n'
            f"  by: {one['by']}\n"
            + (f"  deal: {one['deal']}\n" if one["deal"] else "")
            + (f"  former: [{', '.join(one['former'])}]\n" if one["former"] else "")  # type: ignore[arg-type]
            + ("  draft: yes\n" if one.get("draft") else "")
            for local, one in statements.items()
        ]
        if lines:
            self.put(f"content/annotations/{id}.yml", "statements:\n" + "".join(lines))

    def put(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def new(self, word: str) -> str:
        self.count += 1
        return f"{word}{self.count}"

    def add_article(self, chance: random.Random) -> None:
        day = f"2025-0{chance.randint(1, 5)}-1{chance.randint(0, 9)}"
        self.articles[self.new("a")] = {"former": (), "day": day, "statements": {}}
        self.add_statement(chance)

    def add_statement(self, chance: random.Random) -> None:
        id = chance.choice(sorted(self.articles))
        statements: dict[str, object] = self.articles[id]["statements"]  # type: ignore[assignment]
        self.count += 1
        by = chance.choice(sorted(self.actors)) if self.actors else "gazette"
        deal = chance.choice([*sorted(self.deals), ""])
        statements[f"s{self.count}"] = {"number": self.count, "by": by, "deal": deal, "former": ()}

    def rename(self, kind: str, chance: random.Random, *, tells: bool) -> None:
        known: dict[str, object] = getattr(self, kind)
        old = chance.choice(sorted(known))
        new = self.new(kind[0])
        value = known.pop(old)
        if kind == "articles":
            assert isinstance(value, dict)
            known[new] = {**value, "former": (*value["former"], old) if tells else ()}
            return
        known[new] = (*value, old) if tells else ()  # type: ignore[misc]
        key = "by" if kind == "actors" else "deal"
        for article in self.articles.values():
            for one in article["statements"].values():  # type: ignore[attr-defined]
                one[key] = new if one[key] == old else one[key]

    def change_kind(self, chance: random.Random, *, tells: bool) -> None:
        """Makes a deal an event, or an event a deal."""
        id = chance.choice(sorted({**self.deals, **self.events}))
        one, other, kind = (self.deals, self.events, "deal") if id in self.deals else (self.events, self.deals, "event")
        former = [old if "/" in old else f"{kind}/{old}" for old in (*one.pop(id), id)]
        other[id] = tuple(dict.fromkeys(former)) if tells else ()
        for article in self.articles.values():
            for statement in article["statements"].values():  # type: ignore[attr-defined]
                statement["deal"] = "" if statement["deal"] == id else statement["deal"]

    def rename_statement(self, chance: random.Random, *, tells: bool) -> None:
        article = self.articles[chance.choice(sorted(self.articles))]
        statements: dict[str, dict[str, object]] = article["statements"]  # type: ignore[assignment]
        if statements:
            old = chance.choice(sorted(statements))
            one = statements.pop(old)
            statements[self.new("s")] = {**one, "former": (*one["former"], old) if tells else ()}  # type: ignore[misc]

    def move_statement(self, chance: random.Random, *, tells: bool) -> None:
        here, there = (chance.choice(sorted(self.articles)) for _ in range(2))
        statements: dict[str, object] = self.articles[here]["statements"]  # type: ignore[assignment]
        if statements and here != there:
            self.move(here, chance.choice(sorted(statements)), there, tells=tells)

    def move(self, here: str, local: str, there: str, *, tells: bool = True) -> None:
        """Takes a statement to another article, and writes down every id that it had, if it `tells`."""
        one: dict[str, Any] = self.articles[here]["statements"].pop(local)  # type: ignore[attr-defined]
        former = [id for id in one["former"] if "/" in id]
        for article in (*self.articles[here]["former"], here):  # type: ignore[misc]
            former += [f"{article}/{id}" for id in (*one["former"], local) if "/" not in id]
        self.articles[there]["statements"][local] = {**one, "former": former if tells else ()}  # type: ignore[index]

    def remove(self, chance: random.Random) -> None:
        id = chance.choice(sorted(self.articles))
        statements: dict[str, object] = self.articles[id]["statements"]  # type: ignore[assignment]
        if statements and chance.random() < 0.7:
            statements.pop(chance.choice(sorted(statements)))
        else:
            self.articles.pop(id)
            if not self.articles:
                self.add_article(chance)

    def flag(self, word: str, chance: random.Random) -> None:
        article = self.articles[chance.choice(sorted(self.articles))]
        article[word] = not article.get(word)

    def free_page(self, chance: random.Random) -> None:
        if self.pages and chance.random() < 0.5:
            self.pages.discard(chance.choice(sorted(self.pages)))
        else:
            self.pages.add(self.new("page"))

    def change(self, chance: random.Random) -> None:
        tells = chance.random() < 0.5
        changes: list[Callable[[], None]] = [
            lambda: self.add_article(chance),
            lambda: self.add_statement(chance),
            lambda: self.rename("articles", chance, tells=tells),
            lambda: self.rename("actors", chance, tells=tells),
            lambda: self.rename("deals", chance, tells=tells) if self.deals else None,
            lambda: self.change_kind(chance, tells=tells),
            lambda: self.rename_statement(chance, tells=tells),
            lambda: self.move_statement(chance, tells=tells),
            lambda: self.remove(chance),
            lambda: self.flag("draft", chance),
            lambda: self.flag("retracted", chance),
            lambda: self.free_page(chance),
        ]
        chance.choice(changes)()
        self.today += timedelta(days=1)
        self.write()

    def publish(self, output: Path) -> set[str]:
        """Locks and builds. The addresses that are missing, as the findings name them; where there are any, nothing was
        written."""
        options = Options(self.today)
        done = lock_site(self.root, options, 1, quiet)
        missing = {finding.message.split("`")[1] for finding in done.result.built.findings if finding.severity == 3}
        codes = {finding.code for finding in done.result.built.findings if finding.severity == 3}
        assert codes <= {"address-vanished"}
        if missing:
            assert done.files == ()
            return missing
        write_locks(self.root, done)
        result = build_site(self.root, output, options, 1, quiet)
        assert result.written is not None
        self.ever |= pages(output)
        return set()


def quiet(stage: str, done: int, total: int) -> None:
    """Nobody is told of progress."""


def pages(output: Path) -> set[str]:
    found = (file.relative_to(output).as_posix() for file in output.rglob("index.html"))
    return {f"/{file.removesuffix('index.html')}" for file in found}


@settings(max_examples=int(os.environ.get("HISTORIES", "10")))
@given(seed=st.integers(0, 2**32), steps=st.integers(3, 8))
def test_every_address_ever_published_answers(seed: int, steps: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    chance = random.Random(seed)
    root = tmp_path_factory.mktemp("desk")
    output = root / "output"
    desk = Desk(root)
    desk.add_article(chance)
    desk.write()
    assert desk.publish(output) == set()
    for _ in range(steps):
        desk.change(chance)
        missing = desk.publish(output)
        assert missing <= desk.ever, "what was never published cannot be missed"
        while missing:
            # An author who cannot bring it back withdraws it, one thing after another.
            page = min(missing)
            assert withdraw(root, page, "It is gone.", desk.today, quiet, purge=False).pages
            still = desk.publish(output)
            assert page not in still
            missing = still
        assert desk.ever <= pages(output)


def site(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.articles["a"] = {
        "former": (),
        "day": "2025-03-03",
        "statements": {
            "one": {"number": 1, "by": "norland", "deal": "loan", "former": ()},
            "two": {"number": 2, "by": "sudland", "deal": "", "former": ()},
        },
    }
    desk.write()
    assert desk.publish(tmp_path / "output") == set()
    return desk


def read(desk: Desk, page: str) -> str:
    return (desk.root / "output" / page.strip("/") / "index.html").read_text(encoding="utf-8")


def test_a_withdrawn_statement_leaves_a_word_at_its_page_and_at_its_anchor(tmp_path: Path) -> None:
    desk = site(tmp_path)
    done = withdraw(tmp_path, "a/one", "It was not so.", desk.today, quiet, purge=False)
    assert done.pages == ("/s/a/one/",)
    assert desk.publish(tmp_path / "output") == set()
    stone = read(desk, "/s/a/one/")
    assert "It was not so." in stone
    assert "words number 1" not in stone
    assert re.search(r'<li id="one"><p class="note"><b>Withdrawn</b>[^\n]*It was not so\.', read(desk, "/articles/a/"))
    assert "It was not so." in read(desk, "/corrections/")
    assert "words number 1" not in read(desk, "/deals/loan/")
    assert "/s/a/one/" not in read(desk, "/actors/norland/")


def test_the_word_follows_the_article_to_another_id(tmp_path: Path) -> None:
    desk = site(tmp_path)
    withdraw(tmp_path, "a/one", "It was not so.", desk.today, quiet, purge=False)
    desk.articles["b"] = {**desk.articles.pop("a"), "former": ("a",)}
    desk.write()
    assert desk.publish(tmp_path / "output") == set()
    assert 'id="one"' in read(desk, "/articles/b/")
    assert "words number 1" not in read(desk, "/articles/b/")


def moved(tmp_path: Path) -> Desk:
    """A site of which the statement a/one stands in c now."""
    desk = site(tmp_path)
    desk.articles["c"] = {"former": (), "day": "2025-03-03", "statements": {}}
    desk.move("a", "one", "c")
    desk.today = date(2025, 6, 9)
    desk.write()
    assert desk.publish(tmp_path / "output") == set()
    return desk


LINE = (
    r'<li id="one"><p class="note"><b>Moved</b> by the desk: it stands in <a href="../../articles/{0}/#one">Title {0}'
)


def test_a_statement_that_is_moved_leaves_a_way_at_its_page_and_at_its_anchor(tmp_path: Path) -> None:
    desk = moved(tmp_path)
    assert 'content="0; url=../../../s/c/one/"' in read(desk, "/s/a/one/")
    assert re.search(LINE.format("c"), read(desk, "/articles/a/"))
    assert "words number 1" in read(desk, "/s/c/one/")
    assert "words number 1" not in read(desk, "/articles/a/")


def test_so_it_does_in_an_article_that_is_renamed_or_left_without_any(tmp_path: Path) -> None:
    desk = moved(tmp_path)
    desk.move("a", "two", "c")
    desk.articles["b"] = {**desk.articles.pop("a"), "former": ("a",)}
    desk.write()
    assert desk.publish(tmp_path / "output") == set()
    assert re.search(LINE.format("c"), read(desk, "/articles/b/"))
    assert "We have noted no statement" not in read(desk, "/articles/b/")
    desk.articles["d"] = {**desk.articles.pop("c"), "former": ("c",)}
    desk.articles.pop("b")
    desk.write()
    assert [one.message for one in missed(desk)] == [
        f"`/articles/{id}/` was published but no longer exists" for id in "ab"
    ], "their statements have a page"


def test_it_may_come_back(tmp_path: Path) -> None:
    desk = moved(tmp_path)
    desk.move("c", "one", "a")
    desk.write()
    assert desk.publish(tmp_path / "output") == set()
    assert "words number 1" in read(desk, "/s/a/one/")
    assert 'content="0; url=../../../s/a/one/"' in read(desk, "/s/c/one/")
    assert "<b>Moved</b>" not in read(desk, "/articles/a/")


def test_who_follows_a_feed_sees_nothing_new_in_a_move(tmp_path: Path) -> None:
    desk = moved(tmp_path)
    feed = (tmp_path / "output/feeds/site.xml").read_text(encoding="utf-8")
    (entry,) = (line for line in feed.splitlines() if "/s/c/one/" in line)
    assert re.match(r"<entry><id>tag:[^<]*:/desk/s/a/one/</id>", entry)
    assert "<published>2025-03-03T00:00:00+00:00</published><updated>2025-03-03T" in entry
    assert entries(desk)["/s/c/one/"].startswith("2025-06-09 2025-03-03 ")


@pytest.mark.parametrize("id", ["c/one", "a/one", "c"])
def test_with_a_statement_where_it_stood_is_withdrawn(tmp_path: Path, id: str) -> None:
    desk = moved(tmp_path)
    pages = withdraw(tmp_path, id, "It was not so.", desk.today, quiet, purge=False).pages
    assert set(pages) - {"/articles/c/"} == {"/s/a/one/", "/s/c/one/"}
    assert desk.publish(tmp_path / "output") == set()
    assert re.search(r'<li id="one"><p class="note"><b>Withdrawn</b>', read(desk, "/articles/a/"))


def test_with_an_article_what_left_it_is_not(tmp_path: Path) -> None:
    desk = moved(tmp_path)
    pages = withdraw(tmp_path, "a", "It was not so.", desk.today, quiet, purge=False).pages
    assert pages == ("/articles/a/", "/s/a/two/")
    assert desk.publish(tmp_path / "output") == set()
    assert "words number 1" in read(desk, "/s/c/one/")


def test_a_statement_that_is_missed_is_told_both_ways(tmp_path: Path) -> None:
    desk = site(tmp_path)
    desk.articles["a"]["statements"].pop("one")  # type: ignore[attr-defined]
    desk.write()
    assert "`former: [one]` to the statement that replaced it in `a` (`former: [a/one]` if it is in another" in helped(
        desk
    )


@pytest.mark.parametrize("renamed", [True, False])
def test_an_article_is_missed_once_with_all_its_statements(tmp_path: Path, *, renamed: bool) -> None:
    desk = site(tmp_path)
    article = desk.articles.pop("a")
    if renamed:
        desk.articles["b"] = article
    desk.write()
    (finding,) = missed(desk)
    assert finding.message == "`/articles/a/`, with 2 statements, was published but no longer exists"
    assert finding.help.startswith("add `former: [a]` to the record that replaced it, bring it back, or withdraw it")
    assert withdraw(tmp_path, "a", "It is gone.", desk.today, quiet, purge=False).pages == (
        "/articles/a/",
        "/s/a/one/",
        "/s/a/two/",
    )
    assert missed(desk) == []


@pytest.mark.parametrize(
    ("file", "before", "after", "pages"),
    [
        ("articles/a.md", "title:", "draft: yes\ntitle:", ["/articles/a/"]),
        ("articles/a.md", "title:", "embargo: 2026-01-01\ntitle:", ["/articles/a/"]),
        ("annotations/a.yml", "- id: one\n", "- id: first\n  former: [one]\n  draft: yes\n", ["/s/a/one/"]),
        ("entities/all.yml", "{name: Deal loan,", "{draft: yes, name: Deal loan,", ["/deals/loan/", "/s/a/one/"]),
        ("pages/about.md", "title:", "draft: yes\ntitle:", ["/about/"]),
    ],
)
def test_what_waits_again_is_told_from_what_is_gone(
    tmp_path: Path, file: str, before: str, after: str, pages: list[str]
) -> None:
    desk = site(tmp_path)
    path = tmp_path / "content" / file
    path.write_text(path.read_text(encoding="utf-8").replace(before, after, 1), encoding="utf-8")
    found = missed(desk)
    assert [finding.message.split("`")[1] for finding in found] == pages
    assert {finding.help.partition(":")[0] for finding in found} == {
        "it is a draft, under embargo, or names something that is"
    }


@pytest.mark.parametrize("id", ["a", "b", "/articles/b/"])
@pytest.mark.parametrize("purge", [False, True])
def test_what_was_renamed_and_waits_is_withdrawn_by_either_id(tmp_path: Path, id: str, *, purge: bool) -> None:
    desk = site(tmp_path)
    desk.articles["b"] = {**desk.articles.pop("a"), "former": ("a",), "draft": True}
    desk.write()
    pages = withdraw(tmp_path, id, "It is gone.", desk.today, quiet, purge=purge).pages
    assert pages == ("/articles/a/", "/s/a/one/", "/s/a/two/")
    assert (tmp_path / "content/articles/b.md").exists() is not purge
    desk.articles["b"]["draft"] = False
    if not purge:
        desk.write()
    assert desk.publish(tmp_path / "output") == set()
    assert not (tmp_path / "output/articles/b").exists(), "it is not published under another id"


def test_an_entity_that_is_withdrawn_has_no_page_under_another_id(tmp_path: Path) -> None:
    desk = site(tmp_path)
    desk.deals["credit"] = (*desk.deals.pop("loan"), "loan")
    desk.articles["a"]["statements"]["one"]["deal"] = "credit"  # type: ignore[index]
    desk.write()
    assert withdraw(tmp_path, "credit", "It is gone.", desk.today, quiet, purge=False).pages == ("/deals/loan/",)
    assert desk.publish(tmp_path / "output") == set()
    assert not (tmp_path / "output/deals/credit").exists()


def test_a_purge_leaves_the_drafts_beside_what_it_cuts(tmp_path: Path) -> None:
    desk = site(tmp_path)
    desk.articles["a"]["statements"]["three"] = {"number": 3, "by": "gazette", "deal": "", "former": (), "draft": True}  # type: ignore[index]
    desk.write()
    for id in ("a/one", "a/two"):
        withdraw(tmp_path, id, "It is gone.", desk.today, quiet, purge=True)
    left = (tmp_path / "content/annotations/a.yml").read_text(encoding="utf-8")
    assert re.findall("id: (.*)", left) == ["three"]


def test_a_published_text_that_still_says_it_is_named(tmp_path: Path) -> None:
    desk = site(tmp_path)
    article = tmp_path / "content/articles/a.md"
    article.write_text(article.read_text().replace("outlet:", "rights: full\nrights_why: It is ours.\noutlet:"))
    with pytest.raises(UserError, match=r"content/articles/a\.md:10"):
        withdraw(tmp_path, "a/one", "Why.", desk.today, quiet, purge=True)
    assert not (tmp_path / "content" / "withdrawn.yml").exists()


def test_one_of_several_that_are_missed_can_be_withdrawn(tmp_path: Path) -> None:
    desk = site(tmp_path)
    desk.articles["a"]["statements"].clear()  # type: ignore[attr-defined]
    desk.write()
    assert withdraw(tmp_path, "a/one", "It is gone.", desk.today, quiet, purge=False).pages == ("/s/a/one/",)
    assert desk.publish(tmp_path / "output") == {"/s/a/two/"}


def test_a_build_of_an_earlier_day_misses_nothing(tmp_path: Path) -> None:
    desk = site(tmp_path)
    desk.articles["a"]["statements"]["three"] = {"number": 3, "by": "sudland", "deal": "", "former": ()}  # type: ignore[index]
    desk.today = date(2025, 6, 9)
    desk.write()
    assert desk.publish(tmp_path / "output") == set()
    desk.articles["a"]["statements"].pop("three")  # type: ignore[attr-defined]
    desk.write()
    assert build_site(tmp_path, tmp_path / "then", Options(date(2025, 6, 8)), 1, quiet).written is not None
    assert desk.publish(tmp_path / "output") == {"/s/a/three/"}


def test_a_new_id_is_no_new_meaning(tmp_path: Path) -> None:
    desk = site(tmp_path)
    before = entries(desk)
    desk.today = date(2025, 6, 9)
    desk.actors["nordland"] = (*desk.actors.pop("norland"), "norland")
    for one in desk.articles["a"]["statements"].values():  # type: ignore[attr-defined]
        one["by"] = one["by"].replace("norland", "nordland")
    desk.write()
    assert desk.publish(tmp_path / "output") == set()
    assert entries(desk) == before


@pytest.mark.parametrize("line", ["/s/x/", "/../evil/", "/a b/", "//x/", "/x", "words"])
def test_what_is_no_address_is_a_finding(tmp_path: Path, line: str) -> None:
    desk = site(tmp_path)
    with (tmp_path / "content" / "urls.lock").open("a", encoding="utf-8") as lock:
        lock.write(f"{line}\n")
    found = lock_site(tmp_path, Options(desk.today), 1, quiet).result.built.findings
    assert [finding.code for finding in found if finding.severity == 3] == ["bad-lock"]


@pytest.mark.parametrize("page", ["/", "/deals/", "/../evil/", "/s/x/", "about"])
def test_nor_can_it_be_withdrawn(tmp_path: Path, page: str) -> None:
    desk = site(tmp_path)
    desk.put("content/withdrawn.yml", f"withdrawn:\n- {{page: {page}, on: 2025-06-01, why: No.}}\n")
    found = lock_site(tmp_path, Options(desk.today), 1, quiet).result.built.findings
    assert [finding.code for finding in found if finding.severity == 3] == ["bad-value"]


def test_what_was_not_published_is_not_withdrawn(tmp_path: Path) -> None:
    desk = site(tmp_path)
    with pytest.raises(UserError, match="was never published"):
        withdraw(tmp_path, "a/three", "Why.", desk.today, quiet, purge=False)
    assert not (tmp_path / "content" / "withdrawn.yml").exists()


def test_a_purge_takes_the_words_out_of_source_and_site(tmp_path: Path) -> None:
    desk = site(tmp_path)
    withdraw(tmp_path, "a/one", "It was not so.", desk.today, quiet, purge=True)
    desk.put(
        "content/articles/a.md", (tmp_path / "content/articles/a.md").read_text().replace("words number 1 were", "—")
    )
    result = build_site(tmp_path, tmp_path / "output", Options(desk.today), 1, quiet)
    assert result.written is not None
    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert [file for file in files if b"words number 1" in file.read_bytes()] == []
    lock = (tmp_path / "content" / "urls.lock").read_text(encoding="utf-8")
    assert re.search(r"^/s/a/one/ \S+ \S+ -$", lock, re.MULTILINE)
    assert "words number 2" in read(desk, "/s/a/two/")


def test_a_purge_that_would_leave_errors_changes_nothing(tmp_path: Path) -> None:
    desk = site(tmp_path)
    file = tmp_path / "content" / "annotations" / "a.yml"
    file.write_text(file.read_text().replace("  by: sudland\n", "  by: sudland\n  disputes: [a/one]\n"))
    before = {path: path.read_bytes() for path in (tmp_path / "content").rglob("*") if path.is_file()}
    done = withdraw(tmp_path, "a/one", "Why.", desk.today, quiet, purge=True)
    assert done.pages == ()
    assert {finding.code for finding in done.result.built.findings if finding.severity == 3} == {"unknown-statement"}
    assert {path: path.read_bytes() for path in (tmp_path / "content").rglob("*") if path.is_file()} == before


def test_a_name_is_purged_only_where_nothing_says_it_any_more(tmp_path: Path) -> None:
    desk = site(tmp_path)
    article = tmp_path / "content" / "articles" / "a.md"
    article.write_text(article.read_text() + "\nThe Norland is a country.\n")
    with pytest.raises(UserError, match=r"content/articles/a\.md:1\d"):
        withdraw(tmp_path, "norland", "It asked.", desk.today, quiet, purge=True)
    assert not (tmp_path / "content" / "withdrawn.yml").exists()
    article.write_text(article.read_text().replace("The Norland is a country.", ""))
    assert withdraw(tmp_path, "norland", "It asked.", desk.today, quiet, purge=True).pages == ("/actors/norland/",)
    build_site(tmp_path, tmp_path / "output", Options(desk.today), 1, quiet)
    assert "The Norland" not in "".join(read(desk, page) for page in pages(tmp_path / "output"))
    assert "Name withheld" in read(desk, "/s/a/one/")


@pytest.mark.parametrize("id", ["loan", "/deals/loan/", "/events/loan/"])
def test_what_becomes_another_kind_of_thing_keeps_its_address(tmp_path: Path, id: str) -> None:
    desk = site(tmp_path)
    desk.articles["a"]["statements"]["one"]["deal"] = ""  # type: ignore[index]
    desk.events["loan"] = desk.deals.pop("loan")
    desk.write()
    assert "(`former: [deal/loan]` if the new record is not of kind deal)" in helped(desk)
    desk.events["loan"] = ("deal/loan",)
    desk.write()
    assert desk.publish(tmp_path / "output") == set()
    assert 'content="0; url=../../events/loan/"' in read(desk, "/deals/loan/")
    pages = withdraw(tmp_path, id, "It is gone.", desk.today, quiet, purge=False).pages
    assert pages == ("/deals/loan/", "/events/loan/")
    assert desk.publish(tmp_path / "output") == set()


@pytest.mark.parametrize("id", ["a/one", "a", "norland", "/about/"])
def test_a_purge_names_the_commits_that_hold_the_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, id: str
) -> None:
    """Here the files had other names in the first of them, and the second says other things."""
    for key, value in alone(tmp_path).items():
        monkeypatch.setenv(key, value)
    (tmp_path / "site").mkdir()
    desk = site(tmp_path / "site")
    git(desk.root, "init", "--quiet")
    (desk.root / "content").rename(desk.root / "sources")
    commit(desk.root)
    (desk.root / "sources").rename(desk.root / "content")
    desk.put("content/pages/more.md", FREE.format("More").replace("Words", "Others"))
    commit(desk.root)
    done = withdraw(desk.root, id, "It was not so.", desk.today, quiet, purge=True)
    assert done.pages
    assert done.history == (git(desk.root, "show", "--no-patch", "--format=%h of %as", "HEAD~1"),)


def test_a_day_without_anything_left_says_so(tmp_path: Path) -> None:
    desk = site(tmp_path)
    desk.articles["a"]["day"] = "2025-04-04"
    desk.write()
    assert desk.publish(tmp_path / "output") == set()
    assert "Nothing is recorded here now" in read(desk, "/dates/2025-03-03/")
    assert "3 March 2025" in read(desk, "/dates/2025-03-03/")


def test_an_entity_once_published_keeps_its_page(tmp_path: Path) -> None:
    desk = site(tmp_path)
    desk.articles["a"]["statements"]["one"]["by"] = "sudland"  # type: ignore[index]
    desk.write()
    assert desk.publish(tmp_path / "output") == set()
    assert "The Norland" in read(desk, "/actors/norland/")


def test_so_does_one_that_has_another_id_now(tmp_path: Path) -> None:
    desk = site(tmp_path)
    desk.actors["nordland"] = (*desk.actors.pop("norland"), "norland")
    for one in desk.articles["a"]["statements"].values():  # type: ignore[attr-defined]
        one["by"] = "sudland"
    desk.write()
    assert desk.publish(tmp_path / "output") == set()
    assert "nordland" in read(desk, "/actors/norland/")


def test_a_mended_quote_is_told_which_id_it_had(tmp_path: Path) -> None:
    desk = site(tmp_path)
    file = tmp_path / "content" / "annotations" / "a.yml"
    file.write_text(file.read_text().replace("- id: one\n  quote: words number 1 were", "- quote: words number 1 were"))
    assert "“words number 1 were said”, write `id: one` there" in helped(desk)


def test_an_actor_that_is_to_have_no_page_any_more_is_told_so(tmp_path: Path) -> None:
    desk = site(tmp_path)
    file = tmp_path / "content" / "entities" / "all.yml"
    file.write_text(file.read_text().replace("name: The Norland", "page: no, name: The Norland"))
    assert helped(desk).startswith("remove its `page: no` in content/entities/all.yml, or withdraw it with `dateline ")


def missed(desk: Desk) -> list[Finding]:
    """The findings of addresses that would lead nowhere."""
    found = lock_site(desk.root, Options(desk.today), 1, quiet).result.built.findings
    return [finding for finding in found if finding.code == "address-vanished"]


def helped(desk: Desk) -> str:
    """The help of the one address that is missed."""
    (finding,) = missed(desk)
    return finding.help


def entries(desk: Desk) -> dict[str, str]:
    """What the lock says of each statement."""
    lines = (desk.root / "content" / "urls.lock").read_text(encoding="utf-8").splitlines()
    return dict(line.split(" ", 1) for line in lines if line.startswith("/s/"))


def test_the_lock_tells_when_a_statement_came_and_when_its_meaning_changed(tmp_path: Path) -> None:
    desk = site(tmp_path)
    first = entries(desk)
    assert first["/s/a/one/"].startswith("2025-03-03 2025-03-03 "), (
        "the first lock takes the days on which they were put on file"
    )
    desk.today = date(2025, 6, 5)
    desk.articles["a"]["statements"]["one"]["by"] = "sudland"  # type: ignore[index]
    desk.write()
    desk.publish(tmp_path / "output")
    assert entries(desk)["/s/a/one/"].startswith("2025-03-03 2025-06-05 ")
    assert entries(desk)["/s/a/two/"] == first["/s/a/two/"]
    desk.articles["a"]["statements"]["three"] = {"number": 3, "by": "sudland", "deal": "", "former": ()}  # type: ignore[index]
    desk.today = date(2025, 6, 9)
    statements: dict[str, dict[str, object]] = desk.articles["a"]["statements"]  # type: ignore[assignment]
    statements["first"] = {**statements.pop("one"), "former": ("one",)}
    desk.write()
    desk.publish(tmp_path / "output")
    assert entries(desk)["/s/a/first/"].startswith("2025-06-09 2025-06-05 "), "what it says has not changed"
    assert entries(desk)["/s/a/three/"].startswith("2025-06-09 2025-06-09 ")


def test_a_build_with_drafts_keeps_no_address(tmp_path: Path) -> None:
    desk = site(tmp_path)
    desk.articles.pop("a")
    desk.write()
    result = build_site(tmp_path, tmp_path / "drafts", Options(desk.today, drafts=True), 1, quiet)
    assert result.written is not None
    assert desk.publish(tmp_path / "output") == {"/articles/a/"}
