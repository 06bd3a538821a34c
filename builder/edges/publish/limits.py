"""GitHub's limits for a site of Pages and for a file of a repository: a folder goes in, a refusal comes out."""

from collections import Counter
from collections.abc import Iterable, Iterator

from builder.edges.errors import UserError

MB = 1024 * 1024
SITE = 1024 * MB
FILE = 100 * MB
NEAR = 0.8
"""The share of a limit from which on it is spoken of."""
SHOWN = 4
"""Folders that are named."""


def check_limits(files: Iterable[tuple[str, int]]) -> None:
    """Takes paths with sizes in bytes. Raises UserError where GitHub would not take them."""
    whole = list(files)
    for path, size in whole:
        if size > FILE:
            raise UserError(f"{path} is {size / MB:,.0f} MB; GitHub's limit for a file is {FILE // MB} MB")
    if sum(size for _, size in whole) > SITE:
        raise UserError(sizes(whole))


def foreseen(files: Iterable[tuple[str, int]]) -> Iterator[str]:
    """What to say before a site is built, of the files that the last build has left: to make them all again takes
    minutes."""
    whole = list(files)
    if sum(size for _, size in whole) > NEAR * SITE:
        yield f"note: as it was last built, {sizes(whole)}\n"


def sizes(files: Iterable[tuple[str, int]]) -> str:
    """How large a site is, by its largest folders, and what makes it smaller."""
    folders = Counter[str]()
    for path, size in files:
        folders[path.partition("/")[0] + "/" if "/" in path else path] += size
    largest = ", ".join(f"{name} {size / MB:,.0f} MB" for name, size in folders.most_common(SHOWN))
    return (
        f"the site is {folders.total() / MB:,.0f} MB; the limit of GitHub Pages is {SITE // MB:,} MB. "
        f"Its largest parts: {largest}. `data_quotes: no` in site.yml makes the data smaller; other hosts take more"
    )
