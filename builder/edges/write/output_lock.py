"""One build at a time on one output: a file that the operating system locks for as long as the process lives.

In comes the lock file's path; out comes a context in which no other process holds it. The lock dies with its
process, so a killed build leaves nothing stale behind. A record lock is used, not `flock`: it is not
inherited by forked workers, which may outlive a killed build.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from builder.edges.errors import UserError

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def locked(path: Path, what: str) -> Iterator[None]:
    """Holds the lock file at `path`; raises UserError at once if another process does. `what` names the
    thing for that message.
    """
    handle = _acquire(path, what)
    try:
        yield
    finally:
        _release(handle, path)


def _acquire(path: Path, what: str) -> int:
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o644)
        try:
            _take(handle)
        except OSError as error:
            os.close(handle)
            if isinstance(error, PermissionError | BlockingIOError):
                raise UserError(
                    f"another build is writing to {what}: wait until it has finished, then try again"
                ) from None
            raise
        if _is_still(path, handle):
            return handle
        os.close(handle)  # Its holder took the file away as it left, so ours is locked but lies nowhere: try again.


def _is_still(path: Path, handle: int) -> bool:
    try:
        return os.path.samestat(os.stat(path), os.fstat(handle))
    except FileNotFoundError:
        return False


def _release(handle: int, path: Path) -> None:
    # Windows takes no open file away, the others must do so while the lock is held.
    if sys.platform == "win32":
        os.close(handle)
    with suppress(OSError):
        path.unlink()
    if sys.platform != "win32":
        os.close(handle)
