"""Every file that a build may read has a signature, whatever else lies there."""

import os
from pathlib import Path

import pytest

from builder.edges.read import scan
from builder.edges.watch.scanner import signature, signatures, watched
from tests.edges.test_read import site


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("site.yml", True),
        ("site.yml/x", False),
        ("content", True),
        ("content/articles/a.md", True),
        ("content/static/.well-known/x.txt", True),
        ("themes/mine/page.html", True),
        ("content/articles/.a.md.swp", False),
        ("content/.git/config", False),
        ("content/a.md~", False),
        ("output/index.html", False),
        (".dateline/x", False),
        ("contents/a.md", False),
        ("", False),
    ],
)
def test_what_may_be_part_of_a_site_is_told_by_its_name(path: str, *, expected: bool) -> None:
    assert watched(path) is expected


def test_just_the_files_of_a_build_are_signed(tmp_path: Path) -> None:
    root = site(tmp_path, "content/articles/a.md", "content/static/.well-known/x.txt", "content/entities/deep/er/b.yml")
    site(root, "content/articles/a.md~", "content/.git/x", "output/index.html", ".dateline/x", "themes/mine/page.html")
    listing = scan(root)
    expected = {"site.yml", "themes/mine/page.html", "content/articles/a.md", *listing.static, *listing.entities}
    found = [path for path, _ in signatures(root)]
    assert sorted(found) == sorted(expected)


def test_links_are_followed_and_those_that_cannot_be_are_signed_themselves(tmp_path: Path) -> None:
    root = site(tmp_path / "site", "content/articles/a.md")
    site(tmp_path / "elsewhere", "b.md")
    articles = root / "content" / "articles"
    (articles / "more").symlink_to(tmp_path / "elsewhere")
    (articles / "nowhere.md").symlink_to("gone.md")
    (articles / "self").symlink_to("self")
    (articles / "circle").symlink_to(root / "content")
    (root / "themes").symlink_to("gone")
    found = {path.removeprefix("content/articles/") for path, _ in signatures(root)}
    assert found == {"site.yml", "a.md", "more/b.md", "more/site.yml", "nowhere.md", "self", "circle", "themes"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such things here")
def test_a_pipe_is_signed_and_not_waited_for(tmp_path: Path) -> None:
    root = site(tmp_path)
    os.mkfifo(tmp_path / "content")
    assert [path for path, _ in signatures(root)] == ["site.yml", "content"]


def test_a_folder_that_may_not_be_read_is_signed_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = site(tmp_path, "content/a.md", "content/shut/b.md")
    scandir = os.scandir

    def guarded(path: str) -> object:
        if path.endswith("shut"):
            raise PermissionError
        return scandir(path)

    monkeypatch.setattr(os, "scandir", guarded)
    assert {path for path, _ in signatures(root)} == {"site.yml", "content/a.md", "content/shut"}


def test_no_site_has_no_files(tmp_path: Path) -> None:
    assert list(signatures(tmp_path / "gone")) == []
    assert signature(tmp_path, "site.yml") is None
    assert signature(tmp_path, "content/\0") is None


def test_a_file_put_in_anothers_place_has_another_signature(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_text(name)
        os.utime(tmp_path / name, ns=(0, 0))
    before = signature(tmp_path, "a")
    (tmp_path / "b").replace(tmp_path / "a")
    after = signature(tmp_path, "a")
    assert before
    assert after
    assert before[:2] == after[:2]
    assert before != after
