"""Reading finds every file's part, decodes what editors save, and is silent about nothing but what is hidden."""

import os
from pathlib import Path

import pytest

from builder.edges.errors import UserError
from builder.edges.read import load, load_pair, scan
from builder.model.sources import Pair, Source, Unit


def site(root: Path, *paths: str) -> Path:
    for path in ("site.yml", *paths):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(b"")
    return root


def test_every_kind_of_file_is_listed_in_order(tmp_path: Path) -> None:
    root = site(
        tmp_path,
        "content/entities/b.yml", "content/entities/a.yml", "content/entities/more/c.yml",
        "content/articles/2025/b.md", "content/articles/a.md", "content/annotations/other/b.yml",
        "content/texts/2025/a.md",
        "content/pages/about.md", "content/static/x/logo.svg", "content/static/.well-known/security.txt",
        "content/digests/week.md", "content/digests/week.lock.json",
    )  # fmt: skip
    listing = scan(root)
    assert listing.entities == ("content/entities/a.yml", "content/entities/b.yml", "content/entities/more/c.yml")
    assert listing.pairs == (
        Pair("content/articles/2025/b.md", "content/annotations/other/b.yml"),
        Pair("content/articles/a.md", None, "content/texts/2025/a.md"),
    )
    assert listing.pages == ("content/pages/about.md", "content/digests/week.md")
    assert listing.static == ("content/static/.well-known/security.txt", "content/static/x/logo.svg")
    assert listing.findings == ()


@pytest.mark.parametrize(
    "name",
    [".a.md.swp", "a.md~", "#a.md#", ".#a.md", "4913", "a.md.tmp", ".DS_Store", "Thumbs.db", "a___jb_tmp___.md~"],
)
def test_what_editors_and_desktops_leave_is_ignored(tmp_path: Path, name: str) -> None:
    listing = scan(site(tmp_path, f"content/articles/{name}", f"content/static/{name}"))
    assert (listing.pairs, listing.static, listing.findings) == ((), (), ())


@pytest.mark.parametrize(
    ("path", "help"),
    [
        ("content/entities/actors.yaml", "name it actors.yml"),
        ("content/annotations/a.YML", "name it a.yml"),
        ("content/articles/a.markdown", "name it a.md"),
        ("content/entities.yml", "did you mean content/entities/?"),
        ("content/article/a.md", "did you mean content/articles/?"),
        ("content/articles/x.yml", "move it to content/annotations/x.yml"),
        ("content/articles/photo.jpg", "put files to be copied as they are into content/static/"),
        ("content/notes.txt", "put files to be copied as they are into content/static/"),
        ("content/pages/deep/x.md", "move it to content/pages/x.md"),
        ("content/static", "put files to be copied as they are into content/static/"),
    ],
)
def test_a_file_that_nothing_reads_is_found(tmp_path: Path, path: str, help: str) -> None:
    [finding] = scan(site(tmp_path, path)).findings
    assert (finding.code, finding.location.file, finding.help) == ("unread-file", path, help)


def test_annotations_without_an_article(tmp_path: Path) -> None:
    paths = (
        "content/articles/fakti-2025-03-03.md",
        "content/annotations/fakti-2025-03-30.yml",
        "content/annotations/z.yml",
    )
    near, far = scan(site(tmp_path, *paths)).findings
    assert (near.code, near.help) == ("orphan-annotations", "did you mean `fakti-2025-03-03.yml`?")
    assert (far.code, far.location.file) == ("orphan-annotations", "content/annotations/z.yml")


@pytest.mark.parametrize(
    ("bare", "help"),
    [
        ((), "bring content/articles/z.md back, or delete this file"),
        (
            ("bare",),
            "if you renamed the article, rename this file too, to `bare.yml`; otherwise bring content/articles/z.md",
        ),
        (("bare", "plain"), "if you renamed the article, rename this file too; otherwise bring content/articles/z.md"),
        (("bare", "zz"), "did you mean `zz.yml`?"),
    ],
)
def test_they_may_be_those_of_an_article_that_was_renamed(tmp_path: Path, bare: tuple[str, ...], help: str) -> None:
    """One that has annotations looks for none."""
    paths = [f"content/articles/{article}.md" for article in (*bare, "z-1")]
    [finding] = scan(site(tmp_path, *paths, "content/annotations/z-1.yml", "content/annotations/z.yml")).findings
    assert finding.help.startswith(help)


def test_one_article_has_one_annotation_file(tmp_path: Path) -> None:
    root = site(tmp_path, "content/articles/a.md", "content/annotations/a.yml", "content/annotations/x/a.yml")
    listing = scan(root)
    assert listing.pairs == (Pair("content/articles/a.md", "content/annotations/a.yml"),)
    assert [finding.code for finding in listing.findings] == ["duplicate-id"]


@pytest.mark.parametrize(
    "name", ["con", "AUX.txt", "a:b", "what?.png", "end.", "com1.css", "x/nul/y", "a\\b", "tab\there"]
)
def test_a_static_file_that_not_every_system_can_hold(tmp_path: Path, name: str) -> None:
    [finding] = scan(site(tmp_path, f"content/static/{name}")).findings
    assert finding.code == "bad-file-name"


@pytest.mark.parametrize(("one", "other"), [("Logo.png", "logo.png"), ("cafe\u0301.png", "caf\u00e9.png")])
def test_static_files_that_are_one_to_some_disks(tmp_path: Path, one: str, other: str) -> None:
    root = site(tmp_path, f"content/static/{one}", f"content/static/{other}")
    if len(list((root / "content/static").iterdir())) < 2:
        pytest.skip("this is such a disk")
    [finding] = scan(root).findings
    assert (finding.code, finding.location.file) == ("url-collision", f"content/static/{other}")


@pytest.mark.parametrize(
    "name", ["index.html", "404.html", "assets", "Deals/x.pdf", "data/site.json", "About/index.html", "about", "deals"]
)
def test_a_static_file_in_the_place_of_a_page(tmp_path: Path, name: str) -> None:
    [finding] = scan(site(tmp_path, "content/pages/about.md", f"content/static/{name}")).findings
    assert (finding.code, finding.location.file) == ("url-collision", f"content/static/{name}")


@pytest.mark.parametrize("name", ["robots.txt", "deals.pdf", "about/map.svg", "assets/style.css", "favicon.ico"])
def test_a_static_file_in_a_place_of_its_own(tmp_path: Path, name: str) -> None:
    assert scan(site(tmp_path, "content/pages/about.md", f"content/static/{name}")).findings == ()


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"plain\n", "plain\n"),
        (b"\xef\xbb\xbfmark\n", "mark\n"),
        (b"a\r\nb\rc\n", "a\nb\nc\n"),
        ("Zażółć – ‘x’".encode(), "Zażółć – ‘x’"),
        (b"", ""),
    ],
)
def test_text_is_decoded_as_editors_save_it(tmp_path: Path, data: bytes, text: str) -> None:
    (tmp_path / "a.md").write_bytes(data)
    assert load(tmp_path, "a.md") == (Source("a.md", text), ())


@pytest.mark.parametrize(
    ("data", "text", "offset", "part"),
    [
        (b"one\r\ncaf\xe9 x", "one\ncafé x", 7, "é"),
        ("café".encode("utf-16"), "café", 0, "c"),
        (b"caf\xc3", "cafÃ", 3, "Ã"),
    ],
)
def test_what_is_not_utf8_is_a_finding_at_its_place(
    tmp_path: Path, data: bytes, text: str, offset: int, part: str
) -> None:
    (tmp_path / "a.md").write_bytes(data)
    source, [finding] = load(tmp_path, "a.md")
    assert source.text == text
    assert (finding.code, finding.location.offset, finding.location.part) == ("not-utf8", offset, part)


def test_an_article_comes_with_its_other_files(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("front")
    (tmp_path / "a.yml").write_bytes(b"\xff")
    (tmp_path / "t.md").write_bytes(b"\xfe")
    unit, found = load_pair(tmp_path, Pair("a.md", "a.yml", "t.md"))
    assert unit == Unit(Source("a.md", "front"), Source("a.yml", "ÿ"), Source("t.md", "þ"))
    assert [finding.location.file for finding in found] == ["a.yml", "t.md"]


def test_no_site(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"no site\.yml.*dateline init"):
        scan(tmp_path)
    (tmp_path / "site.yaml").write_text("title: x")
    with pytest.raises(UserError, match=r"no site\.yml.*name site\.yaml so"):
        scan(tmp_path)


def test_links_are_followed_but_not_into_nothing_nor_in_circles(tmp_path: Path) -> None:
    root = site(tmp_path / "site", "content/articles/a.md")
    site(tmp_path / "elsewhere", "b.md")
    articles = root / "content" / "articles"
    (articles / "more").symlink_to(tmp_path / "elsewhere")
    assert scan(root).pairs == (
        Pair("content/articles/a.md", None), Pair("content/articles/more/b.md", None),
    )  # fmt: skip
    (articles / "z.md").symlink_to("nowhere.md")
    with pytest.raises(UserError, match=r"content/articles/z\.md is a broken link"):
        scan(root)
    (articles / "z.md").unlink()
    (articles / "circle").symlink_to(articles)
    with pytest.raises(UserError, match="a link to a folder that contains it"):
        scan(root)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such things here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    root = site(tmp_path, "content/articles/a.md")
    os.mkfifo(root / "content/articles/b.md")
    with pytest.raises(UserError, match="is not a file"):
        scan(root)
