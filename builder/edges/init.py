"""A first site to change into one's own: a copy of the files in `scaffold/`.

In goes the folder to fill; out come the paths that were made. A folder that holds files is refused.
"""

from pathlib import Path

from builder.edges.errors import UserError

SCAFFOLD = Path(__file__).parent / "scaffold"
RENAMED = {"gitignore": ".gitignore", "gitattributes": ".gitattributes"}
"""Names under which the files could not lie in Dateline's own repository."""


def init(folder: Path) -> tuple[str, ...]:
    """Fills a new or empty folder; POSIX paths of what was made, sorted. Raises UserError if it holds anything."""
    if folder.exists() and not folder.is_dir():
        raise UserError(f"{folder} is a file, not a folder")
    present = next(folder.iterdir(), None) if folder.is_dir() else None
    if present is not None:
        raise UserError(f"{folder} is not empty (it contains {present.name}): name a new or empty folder")
    made = []
    for source in sorted(path for path in SCAFFOLD.rglob("*") if path.is_file()):
        path = source.relative_to(SCAFFOLD)
        target = folder / path.with_name(RENAMED.get(path.name, path.name))
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(source.read_bytes())
        made.append(target.relative_to(folder).as_posix())
    return tuple(made)
