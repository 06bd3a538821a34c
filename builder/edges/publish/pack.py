"""A built site as one zip that opens from disk: the folder goes in, out come the same files, their links spelt so
that no server is needed. Equal sites give equal bytes."""

import os
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from builder.edges.errors import UserError
from builder.edges.publish.limits import sizes
from builder.edges.write import manifest
from builder.model import urls
from builder.render.files import for_disk

LEFT_OUT = frozenset({manifest.NAME, urls.file(urls.NOT_FOUND)})
"""What only a build or a server reads; the page for lost readers links from the site's root, which no disk has."""
INDEX = urls.BUNDLES[1:]
"""No browser looks into an index that lies on the disk."""
TIME = (1980, 1, 1, 0, 0, 0)
"""The first that a zip can hold."""
MODE = 0o100644
UNIX = 3


def pack(output: Path, file: Path) -> int:
    """Writes the zip, all or nothing; how many files are in it. Raises UserError where it would hold itself."""
    if file.resolve().is_relative_to(output.resolve()):
        raise UserError(f"{file} is inside {output}, the folder to be packed: name another place")
    paths = sorted(path for path, _ in sizes(output) if path not in LEFT_OUT and not path.startswith(INDEX))
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_name(f".{file.name}.dateline-new")
    try:
        with ZipFile(unfinished, "w") as archive:
            for path in paths:
                archive.writestr(entry(path), content(output, path), ZIP_DEFLATED)
        os.replace(unfinished, file)
    finally:
        unfinished.unlink(missing_ok=True)
    return len(paths)


def entry(path: str) -> ZipInfo:
    """A file in the zip: nothing in it comes from this machine or day."""
    made = ZipInfo(path, TIME)
    made.create_system = UNIX
    made.external_attr = MODE << 16
    return made


def content(output: Path, path: str) -> bytes:
    data = (output / path).read_bytes()
    return for_disk(data) if path.endswith(".html") else data
