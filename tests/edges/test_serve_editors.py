"""Links to the author's editor, whichever it is."""

from pathlib import Path

import pytest

from builder.edges.errors import UserError
from builder.edges.serve.editors import LINKS, link, template


@pytest.mark.parametrize(
    ("chosen", "environment", "editor"),
    [
        ("", {}, "vscode"),
        ("zed", {"DATELINE_EDITOR": "idea", "VISUAL": "subl"}, "zed"),
        ("Zed", {}, "zed"),
        ("", {"DATELINE_EDITOR": "idea", "VISUAL": "subl"}, "idea"),
        ("", {"VISUAL": "subl -w", "EDITOR": "mate"}, "sublime"),
        ("", {"VISUAL": "vim", "EDITOR": "/usr/local/bin/mate -w"}, "textmate"),
        ("", {"EDITOR": "code --wait"}, "vscode"),
        ("", {"EDITOR": "codium"}, "vscodium"),
        ("", {"EDITOR": "'/Applications/My Editors/cursor' --wait"}, "cursor"),
        ("", {"EDITOR": "emacsclient -c"}, "emacs"),
        ("", {"EDITOR": "pycharm.sh"}, "pycharm"),
        ("", {"EDITOR": "vim"}, "vscode"),
        ("", {"EDITOR": "'unfinished"}, "vscode"),
        ("", {"EDITOR": " "}, "vscode"),
    ],
)
def test_the_editor(chosen: str, environment: dict[str, str], editor: str) -> None:
    assert template(chosen, environment) == LINKS[editor]


def test_an_editor_by_the_template_of_its_links() -> None:
    assert template("ed://{file}?{line}", {}) == "ed://{file}?{line}"
    assert template("", {"DATELINE_EDITOR": "ed://{file}"}) == "ed://{file}"


@pytest.mark.parametrize("chosen", ["ed", "ed://open", "{file}", "rm -rf {file}"])
def test_what_is_no_editor(chosen: str) -> None:
    with pytest.raises(UserError, match="--editor is "):
        template(chosen, {})
    with pytest.raises(UserError, match="DATELINE_EDITOR is "):
        template("", {"DATELINE_EDITOR": chosen})


@pytest.mark.parametrize(
    ("editor", "end"),
    [
        ("vscode", "vscode://file/desk/content/a%20%26%20b%23.md:3:7"),
        ("zed", "zed://file/desk/content/a%20%26%20b%23.md:3:7"),
        ("sublime", "subl://open?url=file:///desk/content/a%20%26%20b%23.md&line=3&column=7"),
        ("pycharm", "pycharm://open?file=/desk/content/a%20%26%20b%23.md&line=3&column=7"),
    ],
)
def test_a_link(editor: str, end: str) -> None:
    assert link(LINKS[editor], "/desk/content/a & b#.md", 3, 7) == end


def test_a_link_to_a_file_in_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert link("ed://{file}", "../x/{line}.md", 3, 7) == f"ed://{tmp_path.parent}/x/%7Bline%7D.md"


@pytest.mark.parametrize("links", LINKS.values(), ids=LINKS)
def test_every_template_names_the_place(links: str) -> None:
    assert all(part in links for part in ("{file}", "{line}", "{column}"))
