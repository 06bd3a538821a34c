"""A case: in goes its folder, out come the files that are expected of it, by name, as text."""

import csv
import io
import tempfile
from contextlib import chdir
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import yaml

from builder.build import Options
from builder.edges.locations import placed_findings
from builder.edges.site import build_site
from builder.render.report import text as findings_text
from tests.cases.text import text_of_page

FOLDER = Path(__file__).parent
COMMAND = "make cases"
"""Rewrites what is expected of all cases."""
NOTHING = "This does not exist.\n"


@dataclass(frozen=True)
class Case:
    name: str
    shows: str
    """The idea, in one sentence."""
    today: date = date(2025, 3, 10)
    drafts: bool = False
    pages: tuple[str, ...] = ()
    """Paths of pages, with `#id` for one section of it."""
    data: dict[str, list[str]] = field(default_factory=dict)
    """Names of tables in `data/` to the columns that matter."""

    @property
    def folder(self) -> Path:
        return FOLDER / self.name


def cases() -> list[Case]:
    """Every case there is. TypeError for a key that is none."""
    files = sorted(FOLDER.glob("*/case.yml"))
    return [Case(file.parent.name, **yaml.safe_load(file.read_text("utf-8"))) for file in files]


def expected(case: Case) -> dict[str, str]:
    """What is on file."""
    folder = case.folder / "expected"
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in files}


def recorded(case: Case) -> dict[str, str]:
    """What the case gives now."""
    options = Options(case.today, drafts=case.drafts)
    with tempfile.TemporaryDirectory() as folder, chdir(case.folder / "site"):
        output = Path(folder, "output")
        built = build_site(Path(), output, options, 1, lambda stage, done, total: None).built
        found = {"findings.txt": findings_text(placed_findings(Path(), built.findings)) or "Nothing was found.\n"}
        for path, sections in by_page(case.pages).items():
            found[f"{path.strip('/') or 'home'}.txt"] = page(output, path, sections)
        for name, columns in case.data.items():
            found[f"data/{name}"] = rows(output / "data" / name, columns)
    return found


def by_page(pages: tuple[str, ...]) -> dict[str, list[str]]:
    """Path to the ids of its sections that are recorded; none for the whole page."""
    found: dict[str, list[str]] = {}
    for page in pages:
        path, _, section = page.partition("#")
        found.setdefault(path, []).extend([section] if section else [])
    return found


def page(output: Path, path: str, sections: list[str]) -> str:
    file = output / path.strip("/") / "index.html"
    return text_of_page(file.read_text("utf-8"), path, sections) if file.exists() else NOTHING


def rows(file: Path, columns: list[str]) -> str:
    if not file.exists():
        return NOTHING
    with file.open(encoding="utf-8-sig", newline="") as lines:
        read = list(csv.DictReader(lines))
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([columns, *([row[column] for column in columns] for row in read)])
    return out.getvalue()
