"""Changes to a site's sources, all or nothing: what `withdraw` and `lock` write there survives a kill at any moment.

In go the files to change, by their paths, with their new bytes. They are staged within the site; once the journal (it
is that of the output) holds them all, this run or the next moves each to its place.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from builder.edges.errors import UserError
from builder.edges.write import journal, manifest
from builder.edges.write.journal import Journal
from builder.edges.write.output_lock import locked

STAGED = ".content.dateline-new-"
LOCK = ".content.dateline-lock"
FORMER = (".urls.lock.new", ".quotes.lock.new")
"""What a run of an earlier version may have left in `content/`."""
BEFORE = "before"
"""In a staging folder, a manifest of what the files were when they were read."""
SOURCES = ("site.yml", "content", "themes")
"""What a site is built from, in its folder."""

Changes = Mapping[str, bytes | None]
"""Files by POSIX path from the site's folder, with their bytes; None for one that is not there, or not to be."""


@contextmanager
def changing(root: Path) -> Iterator[Path]:
    """Keeps other runs from changing the sources, finishes or undoes one that was interrupted, and gives a folder to
    stage in, gone again when the context ends."""
    with locked(root / LOCK, str(root / "content")):
        recover(root)
        staging = Path(tempfile.mkdtemp(prefix=STAGED, dir=root))
        try:
            yield staging
        finally:
            if not (staging / journal.NAME).exists():
                journal.discard(staging)


def change(staging: Path, root: Path, after: Changes, before: Changes | None = None) -> None:
    """Makes these changes. Raises UserError, and changes nothing, where a file is no longer as it was `before`."""
    known = {path: read(root, path) for path in after} if before is None else before
    for path, data in known.items():
        if read(root, path) != data:
            raise UserError(f"{path} has changed in the meantime: run again")
    apart = {path for path in after if is_apart(root, path)}
    put = {path: data for path, data in after.items() if data is not None and path not in apart}
    for path, data in put.items():
        save(staging / journal.staged_name(path), data, like=root / path)
    save(staging / BEFORE, manifest.to_text(rows(known)).encode())
    gone = tuple(path for path, data in after.items() if data is None and path not in apart)
    steps = Journal(rows(put), gone, ())
    for path in sorted(apart):
        replace(root / path, after[path])
    journal.write(staging, steps)
    journal.roll_forward(staging, root, steps)
    journal.discard(staging)


def finish(root: Path) -> None:
    """Finishes or undoes what an interrupted run has begun. Raises UserError where another run is at it, or where a
    file that it would replace was changed since."""
    if stagings(root):
        with locked(root / LOCK, str(root / "content")):
            recover(root)


def recover(root: Path) -> None:
    """Rolls forward what has a journal, and throws away the rest. Needs the lock."""
    for staging in stagings(root):
        steps = journal.read(staging)
        if steps is not None:
            expect_as_before(staging, root, steps)
            journal.roll_forward(staging, root, steps)
        journal.discard(staging)
    for name in FORMER:
        (root / "content" / name).unlink(missing_ok=True)


def expect_as_before(staging: Path, root: Path, steps: Journal) -> None:
    """Raises UserError where what is still to be replaced or deleted is not what it was, or leads out of the site."""
    before = manifest.from_text((read(staging, BEFORE) or manifest.to_text(()).encode()).decode())
    waiting = {row.path: row for row in steps.put if (staging / journal.staged_name(row.path)).exists()}
    for path in (*waiting, *steps.gone):
        data = read(root, path)
        if not path.startswith("content/") or is_apart(root, path):
            raise UserError(f"{staging} was not left by Dateline: delete it")
        if data is not None and manifest.row(path, data) not in (before.get(path), waiting.get(path)):
            raise UserError(
                f"{path} was changed after a run that was to change it was stopped: put your change aside, and run "
                f"`dateline check {root}`, which finishes that run; or delete {staging} to drop it"
            )


def stagings(root: Path) -> list[Path]:
    """What interrupted runs left behind."""
    try:
        names = os.listdir(root)
    except OSError:
        return []  # Who reads the site says so.
    return [root / name for name in sorted(names) if name.startswith(STAGED) and not (root / name).is_symlink()]


def is_apart(root: Path, path: str) -> bool:
    """Whether a file lies elsewhere: it or its folder is a link, or on another disk. No journal can promise to move a
    file there."""
    file = root / path
    elsewhere = Path(os.path.realpath(file)) != Path(os.path.realpath(root)) / path
    return elsewhere or (file.parent.exists() and file.parent.stat().st_dev != root.stat().st_dev)


def rows(files: Changes) -> tuple[manifest.ManifestRow, ...]:
    return tuple(manifest.row(path, data) for path, data in files.items() if data is not None)


def read(root: Path, path: str) -> bytes | None:
    try:
        return (root / path).read_bytes()
    except FileNotFoundError:
        return None


def save(file: Path, data: bytes, like: Path | None = None) -> None:
    """Writes a new file, and waits until the disk has it. Others may read and write it as they may the one it is
    like."""
    with file.open("xb") as new:
        new.write(data)
        new.flush()
        os.fsync(new.fileno())
    if like:
        with suppress(OSError):
            shutil.copymode(like, file)


def replace(file: Path, data: bytes | None) -> None:
    """Changes a file that lies elsewhere, at once."""
    real = Path(os.path.realpath(file))
    if data is None:
        real.unlink(missing_ok=True)
        return
    staged = real.with_name(f".{real.name}.dateline-new")
    staged.unlink(missing_ok=True)
    save(staged, data, like=real)
    os.replace(staged, real)


def copy(root: Path, to: Path) -> None:
    """Lays out a site's sources once more, as hard links where the disk can do that: who changes one of them must make
    a new file. What is behind links is copied."""
    for name in SOURCES:
        if (root / name).is_dir():
            shutil.copytree(root / name, to / name, copy_function=_link, ignore_dangling_symlinks=True)
        elif (root / name).exists():
            to.mkdir(parents=True, exist_ok=True)
            _link(root / name, to / name)


def _link(source: str | Path, target: str | Path) -> None:
    try:
        os.link(os.path.realpath(source), target)
    except OSError:
        shutil.copyfile(source, target)
