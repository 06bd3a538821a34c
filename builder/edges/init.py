"""A first site to change into one's own: a copy of the files in `scaffold/`, or of its settings alone.

In goes the folder to fill; out come the paths that were made. A folder that holds files is refused, unless they are
those of a first site, whose sample can be taken away again.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from builder.edges.errors import UserError
from builder.edges.write import sources

SCAFFOLD = Path(__file__).parent / "scaffold"
RENAMED = {"gitignore": ".gitignore", "gitattributes": ".gitattributes"}
"""Names under which the files could not lie in Dateline's own repository."""


EMPTY = re.compile(r"^(title|url|scope|publisher|licence|corrections|quote_limit): .*\n", re.MULTILINE)
"""Settings that are the sample's own."""
FOLDERS = ("entities", "articles", "annotations", "texts")


def init(folder: Path) -> tuple[str, ...]:
    """Fills a new or empty folder; POSIX paths of what was made, sorted. Raises UserError if it holds anything."""
    expect_empty(folder)
    return tuple(written(folder, path, data) for path, data in scaffold())


def init_empty(folder: Path) -> tuple[str, ...]:
    """The same without the sample: settings, and folders for what is to come."""
    expect_empty(folder)
    for name in FOLDERS:
        (folder / "content" / name).mkdir(parents=True, exist_ok=True)
    return tuple(written(folder, path, own_settings(path, data)) for path, data in scaffold() if not is_sample(path))


def own_settings(path: str, data: bytes) -> bytes:
    """site.yml without what the sample says of itself; a setting that was taken out is explained still."""
    if path != "site.yml":
        return data
    own = {"title": "title: My desk\n", "quote_limit": "# quote_limit: 25\n"}
    return EMPTY.sub(lambda line: own.get(line[1], f"# {line[0]}"), data.decode()).encode()


def without_sample(folder: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Takes the sample's files out of a site; the paths of those that are gone, and of those that were changed since
    and stay. Raises UserError where there is no such file."""
    here = [(path, data) for path, data in scaffold() if is_sample(path) and (folder / path).is_file()]
    if not here:
        raise UserError(f"{folder} holds no file of the sample that `dateline init` makes")
    own = tuple(path for path, data in here if (folder / path).read_bytes() != data)
    gone = tuple(path for path, _ in here if path not in own)
    with sources.changing(folder) as staging:
        sources.change(staging, folder, dict.fromkeys(gone))
    return gone, own


def is_sample(path: str) -> bool:
    return path.startswith("content/")


def expect_empty(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise UserError(f"{folder} is a file, not a folder")
    present = next(folder.iterdir(), None) if folder.is_dir() else None
    if present is not None:
        raise UserError(f"{folder} is not empty (it contains {present.name}): name a new or empty folder")


def scaffold() -> Iterator[tuple[str, bytes]]:
    """The files of a first site, by path, sorted."""
    for source in sorted(path for path in SCAFFOLD.rglob("*") if path.is_file()):
        path = source.relative_to(SCAFFOLD)
        yield path.with_name(RENAMED.get(path.name, path.name)).as_posix(), source.read_bytes()


def written(folder: Path, path: str, data: bytes) -> str:
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    return path
