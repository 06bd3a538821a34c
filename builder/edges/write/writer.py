"""Files to a folder, all or nothing: the last good site survives any error, a kill and a full disk.

In come paths with bytes, in any order, from one process or many; out comes the output folder holding exactly
these (and whatever others put there). Files are staged beside the output; only when all are there does the
journal promise to move them to their places; where there is no output yet, the whole is moved at once. Files
that the manifest shows to be the same are left alone. This module must not know what it writes.
"""

import os
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from builder.edges.errors import UserError
from builder.edges.write import journal, manifest
from builder.edges.write.manifest import ManifestRow
from builder.edges.write.output_lock import locked

WITHIN = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
"""How a file of the output is opened: never through a link out of it, never waiting for another process."""
WHOLE = "site"
"""The folder within the staging folder that becomes the output, where there is none yet."""


@dataclass(frozen=True)
class Staging:
    """Where one run stages its files. May be sent to other processes, which stage their share themselves."""

    folder: str
    output: str
    old: Mapping[str, ManifestRow] = field(default_factory=dict)
    """The rows of the site that stands in the output now."""
    fresh: bool = False
    """Whether there is no output yet: then files are laid out just as they will stand in it."""


@dataclass(frozen=True)
class WriteCounts:
    """How many files one run wrote, left alone and deleted."""

    written: int
    unchanged: int
    deleted: int
    rows: Sequence[ManifestRow] = field(default=(), compare=False, repr=False)
    """All that the output holds now."""


@contextmanager
def staging_area(output: Path) -> Iterator[Staging]:
    """Locks the output, finishes or undoes an interrupted run, and gives a new staging folder, gone again
    when the context ends.
    """
    # Behind a link too, the staging folder must lie on the output's own disk.
    output = Path(os.path.realpath(output))
    if output.parent == output:
        raise UserError(f"{output} is the root of the disk: choose a folder for the site")
    output.parent.mkdir(parents=True, exist_ok=True)
    with locked(_beside(output, "lock"), str(output)):
        journal.recover(_stagings(output), output)
        old = _old(output)
        fresh = not output.exists() and sys.platform != "win32"  # There a file in use holds up its folder.
        folder = Path(tempfile.mkdtemp(prefix=_beside(output, "new-").name, dir=output.parent))
        try:
            yield Staging(str(folder), str(output), old, fresh)
        finally:
            if not (folder / journal.NAME).exists():
                journal.discard(folder)


@contextmanager
def unchanged_since(output: Path, written: WriteCounts) -> Iterator[None]:
    """Keeps other builds away while what was written is read. Raises UserError where one has come before: it may have
    built drafts, or another day."""
    output = Path(os.path.realpath(output))
    with locked(_beside(output, "lock"), str(output)):
        if manifest.read(output) != {row.path: row for row in written.rows}:
            raise UserError(f"another build has written to {output} in the meantime: run again")
        yield


def stage(staging: Staging, path: str, data: bytes) -> ManifestRow:
    """Puts one file in the staging folder, unless the output already holds just this; returns its row for
    `commit`.
    """
    row = manifest.row(path, data)
    if row == staging.old.get(path) and _content(f"{staging.output}/{path}", row.size) == data:
        return row
    if not staging.fresh:
        _write(f"{staging.folder}/{journal.staged_name(path)}", data)
        return row
    _check_path(path)
    try:
        _write_into_folder(f"{staging.folder}/{WHOLE}/{path}", data)
    except (IsADirectoryError, NotADirectoryError):
        raise _both(path) from None
    return row


def read(output: Path, row: ManifestRow) -> bytes:
    """The bytes of a file as it was written. Raises UserError where it no longer holds just those."""
    data = _content(f"{output}/{row.path}", row.size)
    if data is None or manifest.row(row.path, data) != row:
        raise UserError(f"{output / row.path} is no longer as it was built: run again")
    return data


def _write_into_folder(file: str, data: bytes) -> None:
    _make_folder(file.rpartition("/")[0])
    _write(file, data)


def _make_folder(folder: str) -> None:
    """Nearly always the folder above is there, and this one is not."""
    try:
        os.mkdir(folder)
    except FileExistsError:
        pass
    except FileNotFoundError:
        _make_folder(folder.rpartition("/")[0])
        _make_folder(folder)


def _write(file: str, data: bytes) -> None:
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o666)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
    finally:
        os.close(handle)


def commit(staging: Staging, rows: Iterable[ManifestRow]) -> WriteCounts:
    """Makes the output hold exactly these rows' files. After an OSError the old site stands, or the next
    run completes this one.
    """
    folder, output = Path(staging.folder), Path(staging.output)
    rows = list(rows)
    _check_paths(rows)
    if staging.fresh:
        return _move_in(folder / WHOLE, output, rows)
    names = set(os.listdir(folder))
    put = [row for row in rows if journal.staged_name(row.path) in names]
    steps = journal.plan(staging.old, rows, put)
    journal.expect_no_links(output, [*(row.path for row in rows), *steps.gone])
    if put or steps.gone or not staging.old:
        _prepare(folder, output, staging.old)
        with _folders_for(output, [row.path for row in put]):
            _save(folder / manifest.NAME, manifest.to_text(rows))
            journal.write(folder, steps)
        journal.roll_forward(folder, output, steps)
    return WriteCounts(len(put), len(rows) - len(put), len(steps.gone), rows)


def _move_in(whole: Path, output: Path, rows: list[ManifestRow]) -> WriteCounts:
    """Makes a first site stand: there before the move is nothing, and after it everything."""
    whole.mkdir(exist_ok=True)  # A site may have no files.
    _save(whole / manifest.NAME, manifest.to_text(rows))
    os.replace(whole, output)
    return WriteCounts(len(rows), 0, 0, rows)


def _beside(output: Path, what: str) -> Path:
    return output.parent / f".{output.name}.dateline-{what}"


def _stagings(output: Path) -> list[Path]:
    """What interrupted runs left behind: at most one has a journal, since every run begins by clearing
    them away.
    """
    prefix = _beside(output, "new-").name
    return sorted(path for path in output.parent.iterdir() if path.name.startswith(prefix) and not path.is_symlink())


def _old(output: Path) -> dict[str, ManifestRow]:
    """What the output holds now. Raises UserError if it is not a folder of ours to write into."""
    rows = manifest.read(output)
    if rows is not None:
        return rows
    try:
        foreign = next(output.iterdir(), None)
    except FileNotFoundError:
        return {}
    except NotADirectoryError:
        raise UserError(f"{output} is a file, not a folder") from None
    if foreign is not None:
        raise UserError(
            f"{output} contains files that Dateline did not make, such as {foreign.name}: "
            "name another folder, or empty this one"
        )
    return {}


def _prepare(folder: Path, output: Path, old: Mapping[str, ManifestRow]) -> None:
    """Puts the old manifest in once more: it marks a new folder as ours, and shows that files can be moved there."""
    output.mkdir(exist_ok=True)
    _save(folder / manifest.NAME, manifest.to_text(old.values()))
    os.replace(folder / manifest.NAME, output / manifest.NAME)


@contextmanager
def _folders_for(output: Path, paths: list[str]) -> Iterator[None]:
    """Makes folders while it is early, since they need room on the disk; takes them away again on an error."""
    try:
        # A file that is to go may stand where a folder must come; then the journal makes it in its turn.
        with suppress(NotADirectoryError):
            journal.make_folders(output, paths)
        yield
    except OSError:
        journal.remove_empty(output, journal.ancestors(paths))
        raise


def _save(file: Path, text: str) -> None:
    with file.open("wb") as new:
        new.write(text.encode())
        new.flush()
        os.fsync(new.fileno())


def _content(file: str, size: int) -> bytes | None:
    """What a file holds, up to one byte more than it should; None where there is none."""
    try:
        handle = os.open(file, WITHIN)
        try:
            return os.read(handle, size + 1)
        finally:
            os.close(handle)
    except OSError:
        return None


def _check_paths(rows: list[ManifestRow]) -> None:
    """The last guard against one file overwriting another; the stages before see to this with findings."""
    seen: set[str] = set()
    for path, _, _ in rows:
        folded = path.casefold()
        _check_path(path)
        if folded in seen:
            raise UserError(f"two files of the site would have the path {path}: rename one of them")
        seen.add(folded)
    for folder in journal.ancestors(seen):
        if folder in seen:
            raise _both(folder)


def _check_path(path: str) -> None:
    if not manifest.is_safe(path):
        raise ValueError(f"some systems do not allow the path {path!r}")


def _both(path: str) -> UserError:
    return UserError(f"{path} would be both a file and a folder of the site: rename one of them")
