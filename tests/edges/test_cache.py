"""What is kept between runs: it saves work where nothing has changed, and what is wrong with it costs time alone."""

import os
import pickle
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from builder.build import Built, Options
from builder.edges.cache import inputs, store
from builder.edges.site import Result, build_site, check_site
from builder.model.finding import Finding, Location

DAY = date(2025, 3, 10)
CONFIG = "title: Desk\nscope: One loan.\n"
ENTITIES = "actors:\n  gazette: {name: The Gazette, kind: outlet}\n"
ARTICLE = """---
title: A loan
outlet: gazette
url: https://example.org/1
published: 2025-03-03
recorded: 2025-03-09
form: own
rights: full
---
Norland announced a loan.
"""
NOTE = 'statements:\n- quote: "Norland announced a loan"\n  gist: A loan.\n  by: gazette\n'
SOURCES = {
    "site.yml": CONFIG,
    "content/entities/actors.yml": ENTITIES,
    "content/articles/a.md": ARTICLE,
    "content/annotations/a.yml": NOTE,
    "content/pages/about.md": "---\ntitle: About\n---\nUs.\n",
    "content/static/robots.txt": "User-agent: *\n",
    "themes/mine/theme.yml": "extends: default\n",
    "themes/mine/assets/mine.css": "p { margin: 0 }\n",
}


def quiet(stage: str, done: int, total: int) -> None:
    """Nobody reads it."""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = tmp_path / "site"
    for path, text in SOURCES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def built(root: Path, options: Options | None = None, *, strict: bool = False) -> Result:
    return build_site(root, root / "output", options or Options(DAY), 1, quiet, strict=strict, cache=True)


def is_kept(result: Result) -> bool:
    """Whether it is that of an earlier run."""
    return result.built.known is None


def contents(root: Path) -> dict[str, bytes]:
    output = root / "output"
    return {file.relative_to(output).as_posix(): file.read_bytes() for file in output.rglob("*") if file.is_file()}


def test_nothing_changed_is_nothing_to_do(site: Path) -> None:
    first = built(site)
    again = built(site)
    assert not is_kept(first)
    assert is_kept(again)
    assert again.built == first.built
    assert again.files == first.files
    assert again.written
    assert first.written
    assert (again.written.written, again.written.unchanged) == (0, first.written.written)
    assert sorted(again.written.rows) == sorted(first.written.rows)


def test_a_check_of_the_same_finds_the_same(site: Path) -> None:
    first, again = (check_site(site, Options(DAY), 1, quiet, cache=True) for _ in range(2))
    assert is_kept(again)
    assert again.built == first.built
    assert not is_kept(check_site(site, Options(DAY), 1, quiet))


@pytest.mark.parametrize("path", [path for path in SOURCES if not path.endswith("theme.yml")])
def test_every_source_counts(site: Path, path: str) -> None:
    if "theme" in path:
        (site / "site.yml").write_text(CONFIG + "theme: mine\n")
    built(site)
    assert is_kept(built(site))
    times = (site / path).stat()
    text = (site / path).read_text()
    (site / path).write_text(text.replace("Desk", "desk").replace("loan", "sum") if "site" in path else f"{text}\n")
    os.utime(site / path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert not is_kept(built(site))


@pytest.mark.parametrize("path", ["content/articles/b.md", "content/static/b.txt", "themes/default/free.html"])
def test_a_new_file_counts(site: Path, path: str) -> None:
    built(site)
    (site / path).parent.mkdir(parents=True, exist_ok=True)
    (site / path).write_text(ARTICLE if "article" in path else "{% extends 'base.html' %}")
    assert not is_kept(built(site))


def test_the_day_and_the_options_count(site: Path) -> None:
    built(site)
    assert not is_kept(built(site, Options(date(2025, 3, 11))))
    assert not is_kept(built(site, Options(DAY, drafts=True)))
    assert not is_kept(built(site, strict=True))


def test_the_program_counts(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built(site)
    monkeypatch.setattr(inputs, "program", lambda: "another")
    assert not is_kept(built(site))


def test_the_output_is_as_it_was_built_whoever_has_been_there(site: Path) -> None:
    built(site)
    clean = contents(site)
    page = site / "output" / "index.html"
    times, text = page.stat(), page.read_text()
    for spoil in (
        lambda: page.write_text("by hand"),
        lambda: page.write_text(text.replace("a", "b")),  # As long as before.
        page.unlink,
        lambda: shutil.rmtree(site / "output"),
    ):
        spoil()
        if page.exists():
            os.utime(page, ns=(times.st_atime_ns, times.st_mtime_ns))
        assert not is_kept(built(site))
        assert contents(site) == clean
        assert is_kept(built(site))


def test_what_is_built_while_a_source_changes_is_not_kept(site: Path) -> None:
    article = site / "content/articles/a.md"

    def meddling(stage: str, done: int, total: int) -> None:
        if stage == "writing pages":
            article.write_text(ARTICLE + "More.\n")
            article.write_text(ARTICLE)

    build_site(site, site / "output", Options(DAY), 1, meddling, cache=True)
    assert not is_kept(built(site))


def test_a_site_that_cannot_be_kept_is_built(site: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (site / ".dateline").symlink_to(tmp_path / "elsewhere")
    assert built(site).written
    assert not is_kept(built(site))
    assert not list((tmp_path / "elsewhere").iterdir())


class Forged:
    """What a stranger may have put there."""

    def __reduce__(self) -> tuple[Callable[..., object], tuple[str]]:
        return os.system, ("touch forged",)


@pytest.mark.parametrize("value", [Forged(), [Forged()], {"a": print}, os.path.join, Path("x")])
def test_only_values_are_read(tmp_path: Path, value: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    store.save(tmp_path, "one", value)
    assert store.load(tmp_path, "one") is None
    assert not (tmp_path / "forged").exists()


def test_values_come_back(tmp_path: Path) -> None:
    value = Built((Finding("stale", "x", Location("a", ("b", 1))),), articles=3)
    store.save(tmp_path, "one", (value, DAY, frozenset([1])))
    assert store.load(tmp_path, "one") == (value, DAY, frozenset([1]))
    assert store.load(tmp_path, "two") is None


SPOILT: tuple[Callable[[bytes], bytes], ...] = (
    lambda whole: whole[:-1],
    lambda whole: whole[:40],
    lambda whole: b"",
    lambda whole: whole[:36] + b"x" + whole[37:],
    lambda whole: pickle.dumps(3),
)


@pytest.mark.parametrize("spoil", SPOILT)
def test_what_is_damaged_is_as_good_as_none(tmp_path: Path, spoil: Callable[[bytes], bytes]) -> None:
    store.save(tmp_path, "one", [3, 4, 5])
    file = tmp_path / store.KEPT / "one"
    assert store.load(tmp_path, "one") == [3, 4, 5]
    file.write_bytes(spoil(file.read_bytes()))
    assert store.load(tmp_path, "one") is None
    file.unlink()
    file.mkdir()
    store.save(tmp_path, "one", [6])
    assert store.load(tmp_path, "one") is None


@pytest.mark.skipif(os.name == "nt", reason="no such permissions")
def test_what_others_may_write_or_lies_behind_a_link_is_not_read(tmp_path: Path) -> None:
    store.save(tmp_path, "one", 3)
    file = tmp_path / store.KEPT / "one"
    assert file.stat().st_mode & 0o077 == 0
    file.chmod(0o622)
    assert store.load(tmp_path, "one") is None
    file.chmod(0o600)
    file.parent.chmod(0o777)
    assert store.load(tmp_path, "one") is None
    file.parent.chmod(0o700)
    file.rename(tmp_path / "moved")
    file.symlink_to(tmp_path / "moved")
    assert store.load(tmp_path, "one") is None


def test_only_the_latest_are_kept(tmp_path: Path) -> None:
    for number in range(store.MOST + 5):
        store.save(tmp_path, f"{number}", number)
    assert len(list((tmp_path / store.KEPT).iterdir())) == store.MOST
    assert store.load(tmp_path, f"{store.MOST + 4}") == store.MOST + 4
