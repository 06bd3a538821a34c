"""GitHub's limits for a site of Pages and for a file of a repository: a folder goes in, a refusal comes out."""

from collections.abc import Iterable

from builder.edges.errors import UserError

MB = 1024 * 1024
SITE = 1024 * MB
FILE = 100 * MB


def check_limits(files: Iterable[tuple[str, int]]) -> None:
    """Takes paths with sizes in bytes. Raises UserError where GitHub would not take them."""
    whole = 0
    for path, size in files:
        whole += size
        if size > FILE:
            raise UserError(f"{path} is {size / MB:,.0f} MB; GitHub's limit for a file is {FILE // MB} MB")
    if whole > SITE:
        raise UserError(f"the site is {whole / MB:,.0f} MB; the limit of GitHub Pages is {SITE // MB:,} MB")
