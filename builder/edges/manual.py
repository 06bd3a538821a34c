"""The pages of docs/findings, as they come with Dateline."""

from pathlib import Path

from builder.edges.errors import UserError
from builder.edges.read import PACKAGE
from builder.model.finding import CODES
from builder.parse.readers import did_you_mean

FOLDERS = (PACKAGE / "findings", PACKAGE.parent / "docs" / "findings")
"""In an installed package, and in a checkout."""


def finding_page(code: str) -> str:
    """What the page of a finding says, as Markdown. Raises UserError where there is no such code."""
    if code not in CODES:
        close = did_you_mean(code, CODES)
        raise UserError(f"no finding has the code `{code}`{f': {close}' if close else ''}")
    folder: Path = next(folder for folder in FOLDERS if folder.is_dir())
    return (folder / f"{code}.md").read_text(encoding="utf-8")
