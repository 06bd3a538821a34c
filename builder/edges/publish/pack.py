"""A built site as one zip that opens from disk: the folder goes in, out come the same files, their links spelt so
that no server is needed. Equal sites give equal bytes."""

import os
from collections.abc import Iterable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from builder.edges.errors import UserError
from builder.edges.write import writer
from builder.edges.write.manifest import ManifestRow
from builder.model import urls
from builder.render.files import for_disk

LEFT_OUT = urls.file(urls.NOT_FOUND)
"""The page for lost readers links from the site's root, which no disk has."""
INDEX = urls.INDEX[1:]
"""No browser looks into an index that lies on the disk."""
TIME = (1980, 1, 1, 0, 0, 0)
"""The first that a zip can hold."""
MODE = 0o100644
UNIX = 3


def pack(output: Path, rows: Iterable[ManifestRow], file: Path) -> int:
    """Writes the zip of these files of the output, all or nothing; how many are in it. Raises UserError where it would
    lie among them, or one is no longer as it was built."""
    if file.resolve().is_relative_to(output.resolve()):
        raise UserError(f"{file} is inside {output}, the folder to be packed: name another place")
    packed = sorted(row for row in rows if row.path != LEFT_OUT and not row.path.startswith(INDEX))
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_name(f".{file.name}.dateline-new")
    try:
        with ZipFile(unfinished, "w") as archive:
            for row in packed:
                archive.writestr(entry(row.path), content(output, row), ZIP_DEFLATED)
        with unfinished.open("rb+") as whole:
            os.fsync(whole.fileno())
        os.replace(unfinished, file)
    finally:
        unfinished.unlink(missing_ok=True)
    return len(packed)


def entry(path: str) -> ZipInfo:
    """A file in the zip: nothing in it comes from this machine or day."""
    made = ZipInfo(path, TIME)
    made.create_system = UNIX
    made.external_attr = MODE << 16
    return made


def content(output: Path, row: ManifestRow) -> bytes:
    data = writer.read(output, row)
    return for_disk(data) if row.path.endswith(".html") else data
