"""How a site's files were when they were last looked at, and what has changed since.

In come signatures by path, and the time; out come paths and sights. Here is no clock, no thread and no file.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from stat import S_ISDIR

TICK = 10_000_000
COARSE_TICK = 2_000_000_000
"""Nanoseconds within which a file may be written twice and keep its time stamp: a kernel's clock moves on a hundred
times a second or more, and FAT counts in pairs of seconds."""

Signature = tuple[int, int, int, int]
"""Of a file: when it was written, in nanoseconds since 1970, its size, its inode and its mode."""
Seen = Mapping[str, Signature | None]
"""Signatures by path; None where there is no file."""


@dataclass(frozen=True)
class Sight:
    """How all files were."""

    files: Mapping[str, Signature] = field(default_factory=dict)
    hasty: frozenset[str] = frozenset()
    """The paths of those that were looked at so soon after they were written that they may be written once more and
    keep their signature."""


def changes(before: Sight, seen: Seen, named: frozenset[str] = frozenset()) -> frozenset[str]:
    """The paths whose files came, went or changed; of those `named` by the system, also where no signature can tell."""
    return frozenset(path for path, found in seen.items() if found != before.files.get(path)) | (named & before.hasty)


def renewed(before: Sight, seen: Seen, now: int) -> Sight:
    """A sight with what was seen since, from `now` on, in nanoseconds since 1970."""
    files = {path: found for path, found in {**before.files, **seen}.items() if found}
    hasty = frozenset(path for path, found in seen.items() if found and now - found[0] < _tick(found))
    return Sight(files, (before.hasty - seen.keys()) | hasty)


def is_folder(path: str, found: Signature | None, before: Sight) -> bool:
    """Whether a path is a folder's, or was one's whose files are known."""
    if found:
        return S_ISDIR(found[3])
    below = f"{path}/"
    return any(file.startswith(below) for file in before.files)


def _tick(found: Signature) -> int:
    return TICK if found[0] % TICK else COARSE_TICK
