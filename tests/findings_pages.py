"""Reads docs/findings: the base site of its README, and the example of each page as the files that it changes.

The format: a line with a path in backticks, perhaps with a remark in brackets, then a fence with the whole file.
"""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "docs" / "findings"
HEAD = re.compile(r"# (?P<code>[a-z0-9-]+)\n\n\*\*(?P<severity>error|warning|note)\*\* · ")
FILE = re.compile(
    r"^`(?P<path>[^`\n]+)`(?: \((?P<remark>[^\n]*)\))?\n\n"
    r"(?P<fence>`{3,})[a-z]*\n(?P<text>.*?)(?<=\n)(?P=fence)$",
    re.MULTILINE | re.DOTALL,
)
TODAY = re.compile(r"^Today: (\d{4}-\d{2}-\d{2})$", re.MULTILINE)
BASE_DAY = date(2025, 3, 10)


@dataclass(frozen=True)
class Example:
    code: str
    severity: str
    files: dict[str, bytes]
    """By path from the site's root; only those that differ from the base site."""
    today: date


def base_site() -> dict[str, bytes]:
    """The small site that builds without a finding."""
    return _files((FOLDER / "README.md").read_text(encoding="utf-8"))


def codes() -> tuple[str, ...]:
    """Every code that has a page."""
    return tuple(sorted(page.stem for page in FOLDER.glob("*.md") if page.stem != "README"))


def example(code: str) -> Example:
    """What a page shows. AssertionError where it is out of form."""
    text = (FOLDER / f"{code}.md").read_text(encoding="utf-8")
    head = HEAD.match(text)
    assert head, f"{code}.md does not begin with its code and severity"
    rest = text.partition("\n## Example\n")[2].partition("\n## Fix\n")[0]
    assert head["code"] == code, f"{code}.md is titled {head['code']}"
    assert rest, f"{code}.md has no example, or no fix"
    day = TODAY.search(rest)
    return Example(code, head["severity"], _files(rest), date.fromisoformat(day[1]) if day else BASE_DAY)


def _files(text: str) -> dict[str, bytes]:
    files = {}
    for found in FILE.finditer(text):
        encoding = "cp1252" if "Windows-1252" in (found["remark"] or "") else "utf-8"
        files[found["path"]] = found["text"].encode(encoding)
    return files
