"""Values kept between runs in a site's `.dateline/kept/`, under a name each: safe to delete, never needed.

Whatever is wrong with that folder costs time and nothing else: a file that is damaged, cut off or of another form is as
good as none, and one that cannot be written is left out. A kept file is a pickle, and a pickle can name any code to
run; the folder may have come with a repository. So only values of the model are made from it, no function is called, no
link is followed, and what others may write is not read.
"""

import os
import pickle
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import is_dataclass
from enum import Enum
from hashlib import blake2b
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

FOLDER = Path(".dateline")
KEPT = FOLDER / "kept"
MOST = 12
"""Values kept: a run for each of the last output folders."""
SEAL = 32
"""Bytes in front of a kept value, which tell whether it is whole."""
NO_LINK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
PLAIN = {
    ("builtins", "frozenset"), ("builtins", "set"), ("collections", "OrderedDict"), ("datetime", "date"),
    ("datetime", "datetime"), ("datetime", "time"), ("datetime", "timedelta"), ("decimal", "Decimal"),
}  # fmt: skip
"""Types outside the model of which values are made."""
OURS = ("builder.model.", "builder.build", "builder.edges.cache.last_run")
"""Modules whose dataclasses, enumerations and named tuples are values."""


class _Values(pickle.Unpickler):
    """Makes values, and calls nothing else. Raises UnpicklingError where it should."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in PLAIN:
            return getattr(import_module(module), name)
        if module.startswith(OURS):
            found = vars(import_module(module)).get(name)
            if isinstance(found, type) and found.__module__ == module and _is_value(found):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no value")


def _is_value(kind: type) -> bool:
    return is_dataclass(kind) or issubclass(kind, Enum) or (issubclass(kind, tuple) and hasattr(kind, "_fields"))


def load(root: Path, name: str) -> Any:
    """What was kept under this name, or None."""
    try:
        sealed = _read(root, name)
        seal, data = sealed[:SEAL], memoryview(sealed)[SEAL:]
        if blake2b(data, digest_size=SEAL).digest() != seal:
            return None
        return _Values(BytesIO(data)).load()
    except (OSError, ValueError, pickle.PickleError, EOFError, ImportError, AttributeError, TypeError, LookupError):
        return None


def save(root: Path, name: str, value: object) -> None:
    """Keeps a value, as a whole or not at all, whoever else may write it meanwhile."""
    data = pickle.dumps(value, protocol=5)
    with suppress(OSError), _folder(root, make=True) as folder:
        handle, staged = tempfile.mkstemp(".dateline-new", dir=folder)  # Only its owner may read it.
        try:
            with os.fdopen(handle, "wb") as new:
                new.write(blake2b(data, digest_size=SEAL).digest())
                new.write(data)
            os.replace(staged, folder / name)
        except OSError:
            os.unlink(staged)
        prune(folder)


def prune(folder: Path) -> None:
    """Deletes all but the latest."""
    files = sorted((file for file in folder.iterdir()), key=lambda file: file.lstat().st_mtime, reverse=True)
    for file in files[MOST:]:
        file.unlink()


def _read(root: Path, name: str) -> bytes:
    """Raises OSError where there is nothing, or it is not to be trusted."""
    with _folder(root, make=False) as folder:
        handle = os.open(folder / name, os.O_RDONLY | NO_LINK)
        with os.fdopen(handle, "rb") as file:
            _expect_own(os.fstat(handle), stat.S_ISREG)
            return file.read()


@contextmanager
def _folder(root: Path, *, make: bool) -> Iterator[Path]:
    """The folder of kept values. Raises OSError where it is not there, leads elsewhere, or others may write in it."""
    for folder in (root / FOLDER, root / KEPT):
        if make:
            with suppress(FileExistsError):
                os.mkdir(folder, 0o700)
            if stat.S_ISDIR(os.lstat(folder).st_mode):
                os.chmod(folder, 0o700)
        _expect_own(os.lstat(folder), stat.S_ISDIR)
    yield root / KEPT


def _expect_own(status: os.stat_result, is_kind: Any) -> None:
    if not is_kind(status.st_mode):
        raise OSError("a link, or of another kind")
    if sys.platform != "win32" and (status.st_uid != os.geteuid() or status.st_mode & 0o022):
        raise OSError("others may write it")
