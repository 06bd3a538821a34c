"""`dateline review`: who reads a statement beside its passage is written down, one statement at a time."""

import subprocess
from pathlib import Path

from builder.authoring.splice import Keys, NoSpliceError, put
from builder.edges.authoring.files import text_of
from builder.edges.errors import UserError
from builder.edges.read import load
from builder.edges.write import sources
from builder.model.graph import Statement
from builder.parse.locate import locate


def identity(root: Path) -> str:
    """The name that git knows for whoever works here. Raises UserError where it knows none."""
    name = git(root, "config", "user.name").strip()
    if not name:
        raise UserError("git knows no name for you: say who you are with `--as NAME`")
    return name


def author_of(root: Path, statement: Statement) -> str:
    """Who noted it: as it says itself, or as git knows of its first line; nothing where neither does."""
    written = statement.written
    if written.noted_by:
        return written.noted_by
    line = locate(written.location, load(root, written.file)[0].text).line
    said = git(root, "blame", "--porcelain", "-L", f"{line},{line}", "--", written.file)
    names = [found.removeprefix("author ") for found in said.splitlines() if found.startswith("author ")]
    return names[0] if names and names[0] != "Not Committed Yet" else ""


def git(root: Path, *arguments: str) -> str:
    """What git says; nothing where it fails, or there is none."""
    try:
        done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout if done.returncode == 0 else ""


def mark_checked(root: Path, statement: Statement, reader: str, author: str) -> None:
    """Writes who has checked a statement, and who noted it where that is known by git alone. Raises UserError where its
    file has changed since, or has a fault."""
    written = statement.written
    home: Keys = ("statements", written.index)
    with sources.changing(root) as staging:
        before = text_of(root, written.file)
        try:
            after = before if written.noted_by or not author else put(before, (*home, "noted_by"), author)
            after = put(after, (*home, "checked_by"), reader)
        except NoSpliceError as error:
            raise UserError(f"{written.file} cannot be changed by itself ({error})") from error
        sources.change(staging, root, {written.file: after.encode()}, {written.file: before.encode()})
