"""After a purge nothing that is built, and no source, says the name; else nothing is changed, and places are told."""

import shutil
from pathlib import Path

import pytest

from builder.build import Options
from builder.edges.errors import UserError
from builder.edges.publish.locks import lock_site, write_locks
from builder.edges.site import build_site
from builder.edges.traces import Wanted
from builder.edges.withdraw import withdraw
from tests.findings_pages import BASE_DAY, base_site

ENTITIES = "content/entities/all.yml"
ANNOTATIONS = "content/annotations/a.yml"
ANN = """  ann:
    name: Ánn Kowalska
    kind: person
    aliases: [Annie K]
    roles: [{title: Minister of Harbours, of: norland, from: 2024}]
    part_of: norland
    url: https://ann.press/
    wikidata: Q99887766
    about: A minister.
    memo: she asked us
"""
SAID = (
    '- id: fair\n  quote: "Sudland called the loan fair"\n  gist: "[[ann]] called the [[port-loan]] fair."\n  by: ann\n'
)
NEXT = '- id: spoke\n  quote: "Sudland called"\n  gist: "[[ann]] spoke of the [[port-loan]]."\n  by: ann\n'
WANTED = Wanted(("Ánn Kowalska", "Annie K", "Minister of Harbours", "ann.press", "Q99887766"), ("ann",))


def quiet(stage: str, done: int, total: int) -> None:
    """Nobody is told of progress."""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = tmp_path / "site"
    files = base_site()
    files[ENTITIES] = files[ENTITIES].replace(b"actors:\n", f"actors:\n{ANN}".encode())
    files[ANNOTATIONS] += SAID.encode()
    for path, data in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    write_locks(root, lock_site(root, Options(BASE_DAY), 1, quiet))
    return root


def said(folder: Path, wanted: Wanted = WANTED) -> list[str]:
    files = sorted(file for file in (folder, *folder.rglob("*")) if file.is_file())
    return [str(file) for file in files if wanted.lines(str(file.relative_to(folder)), file.read_bytes())]


def build(site: Path) -> Path:
    assert build_site(site, site / "output", Options(BASE_DAY, cards=True), 1, quiet, search=True).written
    return site / "output"


def test_the_test_itself_finds_a_name(site: Path) -> None:
    assert len(said(build(site))) > 5


def test_a_withdrawn_entity_is_named_where_it_speaks_and_has_nothing_else(site: Path) -> None:
    assert withdraw(site, "ann", "She asked.", BASE_DAY, quiet, purge=False).pages == ("/actors/ann/",)
    output = build(site)
    assert "Ánn Kowalska" in (output / "s/a/fair/index.html").read_text("utf-8")
    assert said(output, Wanted(WANTED.words[1:])) == []
    assert said(output / "data/actors.csv", WANTED) == []
    assert '{"id":"ann"}' in (output / "data/site.json").read_text("utf-8")


def test_a_purged_one_is_named_nowhere(site: Path) -> None:
    assert withdraw(site, "ann", "She asked.", BASE_DAY, quiet, purge=True).pages
    build(site)
    assert said(site) == []
    assert "ann: {name: Name withheld, kind: person}" in (site / ENTITIES).read_text("utf-8")


PLACES = [
    ("content/articles/a.md", "Sudland called", "**Ánn** Kowalska and Sudland called"),
    ("content/articles/a.md", "Sudland called", "Ánn&nbsp;Kowalska and Sudland called"),
    ("content/articles/a.md", "Sudland called", "&Aacute;nn Kowalska and Sudland called"),
    ("content/articles/a.md", "Sudland called", "A\u0301nn Kowalska and Sudland called"),
    ("content/articles/a.md", "recorded:", 'memo: "\\xc1nn\\_Kowalska"\nrecorded:'),
    (ANNOTATIONS, "by: ann", 'by: ann\n  by_printed: "Sudland"\n  memo: "said \\u00c1nn Kowal\\\n    ska"'),
    (ANNOTATIONS, "by: ann", "by: ann  # Annie K, that is"),
    (ENTITIES, "ladder: money,", "ladder: money, aliases: [Annie K's loan],"),
    ("site.yml", "scope:", "nav: []\nscope: Of Annie K."),
    ("content/static/list.json", "", '{"who": "\\u00c1nn Kowalska"}'),
    ("content/static/list.html", "", "<li>Ánn <b>Kowalska</b></li>"),
    ("content/static/Annie_K.txt", "", "x"),
    ("content/texts/b.md", "", "Said Annie K."),
    ("content/notes~", "", "Said Annie K."),
    ("themes/own/x.html", "", "{# Annie K #}"),
    ("content/withdrawn.yml", "", "withdrawn:\n- {page: /articles/x/, on: 2025-03-04, why: Annie K. asked}\n"),
]


@pytest.mark.parametrize(("path", "old", "new"), PLACES)
@pytest.mark.parametrize("linked", [False, True])
def test_while_any_file_says_it_nothing_is_changed(site: Path, path: str, old: str, new: str, *, linked: bool) -> None:
    file = site / path
    file.parent.mkdir(parents=True, exist_ok=True)
    text = file.read_text("utf-8") if old else ""
    assert old in text
    file.write_text(text.replace(old, new, 1) if old else new, "utf-8")
    if path.endswith("withdrawn.yml"):
        with (site / "content/urls.lock").open("a") as lock:
            lock.write("/articles/x/\n")
    if linked and file.parent not in (site, site / "content"):
        shutil.move(file.parent, site.parent / "elsewhere")
        file.parent.symlink_to(site.parent / "elsewhere")
    if path.startswith("content/texts"):
        front = (site / "content/articles/a.md").read_bytes().partition(b"\nOn")[0]
        (site / "content/articles/b.md").write_bytes(front)
    before = {file: file.read_bytes() for file in site.parent.rglob("*") if file.is_file()}
    with pytest.raises(UserError, match=f"it is still named in .*{path.rpartition('/')[2]}"):
        withdraw(site, "ann", "She asked.", BASE_DAY, quiet, purge=True)
    assert {file: file.read_bytes() for file in site.parent.rglob("*") if file.is_file()} == before


def test_what_only_a_template_puts_together_is_found_in_what_is_built(site: Path) -> None:
    theme = site / "themes/own"
    theme.mkdir(parents=True)
    (theme / "theme.yml").write_text("extends: default\n", "utf-8")
    shipped = (Path(__file__).parents[2] / "themes/default/withdrawn.html").read_text("utf-8")
    changed = shipped.replace("<b>Why</b>", "{{ 'Ánn' ~ ' Kowal' ~ 'ska' }}")
    (theme / "withdrawn.html").write_text(changed, "utf-8")
    with (site / "site.yml").open("a") as settings:
        settings.write("theme: own\n")
    with pytest.raises(UserError, match=r"output/actors/ann/index\.html"):
        withdraw(site, "ann", "She asked.", BASE_DAY, quiet, purge=True)


@pytest.mark.parametrize("after", ["", NEXT])
@pytest.mark.parametrize("between", ["\n  ", "\n\n  # - its id\n  "])
def test_a_statement_below_a_lone_dash_is_purged(site: Path, between: str, after: str) -> None:
    file = site / ANNOTATIONS
    text = file.read_text("utf-8")
    file.write_text(text.replace("- id: fair", f"-{between}id: fair") + after, "utf-8")
    assert withdraw(site, "a/fair", "It was not so.", BASE_DAY, quiet, purge=True).pages
    assert file.read_text("utf-8") == text.replace(SAID, "") + after


def test_a_statement_in_a_file_with_a_fault_is_not_cut_out(site: Path) -> None:
    file = site / ANNOTATIONS
    text = file.read_text("utf-8").replace("- id: fair", "- &one\n  id: fair")
    file.write_text(text, "utf-8")
    with pytest.raises(UserError, match="cannot be cut out, since"):
        withdraw(site, "a/fair", "It was not so.", BASE_DAY, quiet, purge=True)
    assert file.read_text("utf-8") == text
