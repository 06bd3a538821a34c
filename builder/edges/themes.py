"""A theme's files: templates, styles and other assets, each theme laid over the one that it extends.

`themes/<name>/` in the site stands before the themes that come with Dateline. In it, `*.html` are templates, `assets/`
is published as it is under `/assets/`, its style sheets linked by every page, and `theme.yml` names the theme that
it `extends`.
"""

from dataclasses import dataclass
from pathlib import Path

from builder.edges.read import load
from builder.model.finding import Finding, Location
from builder.model.sources import Theme, layered
from builder.parse.config import parse_theme

PACKAGE = Path(__file__).parent.parent
SHIPPED = (PACKAGE / "themes", PACKAGE.parent / "themes")
"""In an installed package, and in a checkout."""


@dataclass(frozen=True)
class ThemeFiles:
    theme: Theme
    assets: dict[str, Path]
    """By path below `/assets/`."""
    findings: tuple[Finding, ...] = ()


def read_theme(root: Path, name: str) -> ThemeFiles:
    """A theme with all that it extends. One that does not exist, or extends itself, is a finding where it is named."""
    folders: dict[str, Path] = {}
    findings: list[Finding] = []
    location = Location("site.yml", ("theme",))
    while name:
        folder = find(root, name)
        if folder is None or name in folders:
            findings.append(unfit(name, location, by_way_of=tuple(folders) if folder else ()))
            break
        folders[name] = folder
        location = Location(f"themes/{name}/theme.yml", ("extends",))
        name, found = extends(f"themes/{name}", folder)
        findings += found
    parts = [layer(f"themes/{name}", folder) for name, folder in reversed(folders.items())]
    assets = {path: file for part in parts for path, file in part.assets.items()}
    findings += [finding for part in parts for finding in part.findings]
    return ThemeFiles(layered(*(part.theme for part in parts)), assets, tuple(findings))


def find(root: Path, name: str) -> Path | None:
    folders = [root / "themes" / name, *(shipped / name for shipped in SHIPPED)]
    return next((folder for folder in folders if folder.is_dir()), None)


def unfit(name: str, location: Location, by_way_of: tuple[str, ...]) -> Finding:
    if by_way_of:
        return Finding("bad-value", f"theme `{name}` extends itself, by way of {', '.join(by_way_of)}", location)
    help = f"make a folder themes/{name}, or write `default`"
    return Finding("bad-value", f"there is no theme `{name}`", location, help)


def extends(label: str, folder: Path) -> tuple[str, tuple[Finding, ...]]:
    if not (folder / "theme.yml").is_file():
        return "", ()
    source, unread = load(folder.parents[1], f"{label}/theme.yml")
    name, findings = parse_theme(source)
    return name, unread + findings


def layer(label: str, folder: Path) -> ThemeFiles:
    """One theme's own files."""
    names = sorted(file.name for file in folder.glob("*.html"))
    loaded = [load(folder.parents[1], f"{label}/{name}") for name in names]
    templates = {name: source for name, (source, _) in zip(names, loaded, strict=True)}
    above = folder / "assets"
    files = sorted(file for file in above.rglob("*") if file.is_file() and not file.name.startswith("."))
    assets = {file.relative_to(above).as_posix(): file for file in files}
    own = frozenset(templates) if folder.parent not in SHIPPED else frozenset[str]()
    styles = tuple(path for path in assets if path.endswith(".css"))
    unread = tuple(finding for _, findings in loaded for finding in findings)
    return ThemeFiles(Theme(templates, styles, own), assets, unread)
