"""What a publication changes, by the files of the site."""

from collections.abc import Iterable
from dataclasses import dataclass

from builder.model import urls


@dataclass(frozen=True)
class PublicationChanges:
    """POSIX paths within the output, sorted."""

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


def pages(files: Iterable[str]) -> tuple[str, ...]:
    """Site paths of those files that are pages, sorted."""
    return tuple(sorted(urls.path_of(file) for file in files if file.endswith(".html")))
