"""The promise to finish: once a staging folder holds its journal, this run or the next moves every staged
file to its place.

A staging folder lies beside the output, on the same disk. It holds the new files under short names, the new
manifest, and last of all the journal: which files go in, which go out. Without a journal the folder is
rubbish of a run that ended early, and the old site stands untouched.
"""

import os
import shutil
import sys
from collections.abc import Iterable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from time import sleep
from typing import NamedTuple

from builder.edges.errors import UserError
from builder.edges.write import manifest
from builder.edges.write.manifest import ManifestRow

NAME = "journal"


class Journal(NamedTuple):
    put: tuple[ManifestRow, ...]
    """Staged files, which replace what stands in their place."""
    gone: tuple[str, ...]
    """Paths to delete."""
    folders: tuple[str, ...]
    """Folders that the deleted files leave behind; taken away where they are empty."""


def plan(old: Iterable[str], rows: Iterable[ManifestRow], put: Iterable[ManifestRow]) -> Journal:
    """The steps from the old site's paths to the new site's rows, of which `put` are staged."""
    paths = {row.path for row in rows}
    gone = sorted(path for path in old if path not in paths)
    folders = ancestors(gone) - ancestors(paths)
    return Journal(tuple(put), tuple(gone), tuple(sorted(folders)))


def ancestors(paths: Iterable[str]) -> set[str]:
    """Every folder on the way to these files, within the output."""
    found: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


def _depth(folder: str) -> tuple[int, str]:
    return folder.count("/"), folder


def staged_name(path: str) -> str:
    """The name in the staging folder of the file for this path: flat, so that staging makes no folders,
    and never too long.
    """
    return blake2b(path.encode(), digest_size=16).hexdigest()


def write(staging: Path, journal: Journal) -> None:
    """The point of no return. The journal alone is flushed to the disk; see `_torn` for what that leaves
    open.
    """
    lines = [f"+ {row.digest} {row.size} {row.path}" for row in journal.put]
    lines += [f"- {path}" for path in journal.gone]
    lines += [f"/ {folder}" for folder in journal.folders]
    draft = staging / "journal.part"
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
    with os.fdopen(handle, "wb") as file:
        file.write("\n".join([*lines, ""]).encode())
        file.flush()
        os.fsync(handle)
    os.replace(draft, staging / NAME)


def read(staging: Path) -> Journal | None:
    """The journal of a staging folder, or None if it was never finished. Raises UserError where it is none of ours: it
    may have come with a repository, and would have files moved and deleted."""
    try:
        lines = (staging / NAME).read_bytes().decode().split("\n")[:-1]
        return _from_lines(lines)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (ValueError, KeyError, IndexError):  # UnicodeDecodeError is a ValueError.
        raise UserError(f"{staging} was not left by a build, or is damaged: delete it, then build again") from None


def _from_lines(lines: list[str]) -> Journal:
    """Raises ValueError, KeyError or IndexError where these are no lines of a journal."""
    by_mark: dict[str, list[str]] = {"+": [], "-": [], "/": []}
    for line in lines:
        by_mark[line[0]].append(line[2:])
    if not all(map(manifest.is_safe, (*by_mark["-"], *by_mark["/"]))):
        raise ValueError("no path of a site")
    return Journal(tuple(map(manifest.from_line, by_mark["+"])), tuple(by_mark["-"]), tuple(by_mark["/"]))


def expect_no_links(output: Path, paths: Iterable[str]) -> None:
    """Raises UserError where the way to one of these files leads through a link, and so perhaps out of the output."""
    for folder in sorted(ancestors(paths)):
        if os.path.islink(f"{output}{os.sep}{folder}"):
            raise UserError(f"{output / folder} is a link that Dateline did not make: delete it, then build again")


def recover(stagings: Iterable[Path], output: Path) -> None:
    """Rolls forward what has a journal, and throws away the rest. Needs the lock."""
    for staging in stagings:
        journal = read(staging)
        if journal is not None:
            expect_no_links(output, [*(row.path for row in journal.put), *journal.gone, *journal.folders])
            if _torn(staging, output, journal):
                _distrust(staging, output, journal)
            roll_forward(staging, output, journal)
        discard(staging)


def roll_forward(staging: Path, output: Path, journal: Journal) -> None:
    """Carries out a journal; may be repeated after a stop at any step."""
    source = f"{staging}{os.sep}"
    target = f"{output}{os.sep}"
    # Deletes come first, lest a gone file stand where a folder must; and never after the first file has moved,
    # for on a disk that ignores case the name of a gone file may be that of a new one.
    if not journal.put or os.path.exists(source + staged_name(journal.put[0].path)):
        for path in journal.gone:
            _delete(output / path)
    remove_empty(output, journal.folders)
    make_folders(output, (row.path for row in journal.put))
    for row in journal.put:
        _move(source + staged_name(row.path), target + row.path)
    _move(source + manifest.NAME, target + manifest.NAME)
    with suppress(FileNotFoundError):
        os.unlink(staging / NAME)


def _delete(file: Path) -> None:
    try:
        os.unlink(file)
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        pass  # Gone before the stop; a folder may have taken its place.
    except PermissionError:
        if not file.is_dir():  # What macOS and Windows say of a folder.
            raise


def make_folders(output: Path, paths: Iterable[str]) -> None:
    """Makes the folders that these files need."""
    for folder in sorted(ancestors(paths), key=_depth):
        with suppress(FileExistsError):
            os.mkdir(f"{output}{os.sep}{folder}")


def remove_empty(output: Path, folders: Iterable[str]) -> None:
    """Takes away those of these folders that are empty; what others put there keeps its folder."""
    for folder in sorted(folders, key=_depth, reverse=True):
        with suppress(OSError):
            os.rmdir(f"{output}{os.sep}{folder}")


def _move(source: str, target: str) -> None:
    for pause in (*_pauses(), 0):
        try:
            return os.replace(source, target)
        except FileNotFoundError:
            if not os.path.exists(source):  # Moved before the stop.
                return None
            raise
        except PermissionError:
            if not pause:
                raise
            sleep(pause)
    return None


def _pauses() -> tuple[float, ...]:
    """Seconds. On Windows a file that someone has open cannot be replaced; virus scanners soon let go."""
    return (0.05, 0.2, 1.0) if sys.platform == "win32" else ()


def _torn(staging: Path, output: Path, journal: Journal) -> bool:
    """Whether a power cut took what was not yet on the disk.

    Flushing each of 15,000 files would take minutes, so they are not: a kill or a full disk loses nothing
    that was written, and after a power cut the digests tell.
    """
    return not all(
        _holds(staging / staged_name(row.path), row) or _holds(output / row.path, row) for row in journal.put
    )


def _holds(file: Path, row: ManifestRow) -> bool:
    try:
        return manifest.row(row.path, file.read_bytes()) == row
    except OSError:
        return False


def _distrust(staging: Path, output: Path, journal: Journal) -> None:
    """Marks every file of a torn run as unknown, so that the next build writes it anew."""
    known = {**(manifest.read(output) or {}), **(manifest.read(staging) or {})}
    rows = [ManifestRow(path, 0, "") for path in {*known, *(row.path for row in journal.put)}]
    (staging / manifest.NAME).write_bytes(manifest.to_text(rows).encode())


def discard(staging: Path) -> None:
    """Takes a staging folder away; a rest that cannot be removed now is removed by the next run."""
    shutil.rmtree(staging, ignore_errors=True)
