"""A theme's files: which theme a name means, and what is wrong with one that cannot be."""

from pathlib import Path

import pytest

from builder.edges.read import read_theme


def themes(root: Path, **extended: str) -> Path:
    """A site with these themes, each of one template, and the theme that it extends."""
    for name, other in extended.items():
        folder = root / "themes" / name
        folder.mkdir(parents=True)
        (folder / f"{name}.html").write_text(name, encoding="utf-8")
        if other:
            (folder / "theme.yml").write_text(f"extends: {other}\n", encoding="utf-8")
    return root


def test_a_theme_is_laid_over_what_it_extends(tmp_path: Path) -> None:
    found = read_theme(themes(tmp_path, mine="yours", yours=""), "mine")
    assert found.findings == ()
    assert set(found.theme.templates) == {"mine.html", "yours.html"}


def test_the_default_comes_with_dateline(tmp_path: Path) -> None:
    found = read_theme(tmp_path, "default")
    assert found.findings == ()
    assert "home.html" in found.theme.templates


@pytest.mark.parametrize(
    ("extended", "file", "message"),
    [
        ({}, "site.yml", "there is no theme `mine`"),
        ({"mine": "yours"}, "themes/mine/theme.yml", "there is no theme `yours`"),
        ({"mine": "yours", "yours": "mine"}, "themes/yours/theme.yml", "theme `mine` extends itself"),
    ],
    ids=["named", "extended", "in a circle"],
)
def test_a_theme_that_cannot_be(tmp_path: Path, extended: dict[str, str], file: str, message: str) -> None:
    [finding] = read_theme(themes(tmp_path, **extended), "mine").findings
    assert (finding.code, finding.location.file) == ("bad-value", file)
    assert finding.message.startswith(message)


@pytest.mark.parametrize("name", ["mine.html", "theme.yml"])
def test_a_file_of_a_theme_that_is_not_utf8(tmp_path: Path, name: str) -> None:
    root = themes(tmp_path, mine="")
    (root / "themes/mine" / name).write_bytes(b"name: caf\xe9\r\n")
    [finding] = read_theme(root, "mine").findings
    assert (finding.code, finding.location.file, finding.location.part) == ("not-utf8", f"themes/mine/{name}", "é")
