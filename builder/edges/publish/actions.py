"""A workflow for GitHub Actions that builds the site at every push, every pull request and every day, and publishes
it: by Pages of the same repository, or by a push to another one.

In go the site's folder and its settings; out come the files that were written. What stands there already is never
overwritten.
"""

import shlex
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from builder import __version__
from builder.edges.errors import UserError
from builder.edges.publish.git import query_git
from builder.edges.publish.privacy import anonymous
from builder.edges.publish.ready import config_of, url_problem
from builder.edges.publish.source import SourceRepository, remote, setting, source_of

PARTS = Path(__file__).parent / "workflow"
MINUTES = 17
"""After midnight. At the full hour half the world's jobs start, and some are dropped."""
DAY = 24 * 60


@dataclass(frozen=True)
class TargetRepository:
    """The repository and branch to push to, where it is not Pages of this repository."""

    address: str
    branch: str


def workflow_written(site: Path, elsewhere: TargetRepository | None = None) -> Iterator[str]:
    """Lines on what was written, and on what must be fixed before it works. Raises UserError as `write_workflow`."""
    source = source_of(site)
    yield (
        "".join(f"wrote {file}\n" for file in write_workflow(source, elsewhere))
        or "nothing to do: all files are there already\n"
    )
    address = remote(source, elsewhere.address).address if elsewhere else setting(source, "remote.origin.url")
    wrong = url_problem(site, config_of(site).url, address)
    if wrong:
        yield f"note: {wrong}\n"


def write_workflow(source: SourceRepository, elsewhere: TargetRepository | None) -> list[Path]:
    """Writes the workflow and, unless there is one, `requirements.txt`; what is new of them. Raises UserError where
    another workflow stands there, or the requirements do not name Dateline."""
    site = source.site
    top = source.top or site
    folder = site.resolve().relative_to(top.resolve()).as_posix()
    texts = {
        site / "requirements.txt": requirements(site / "requirements.txt"),
        top / ".github/workflows/pages.yml": workflow(source, folder, elsewhere),
    }
    new = {path: text for path, text in texts.items() if not path.exists()}
    for path, text in texts.items():
        if path not in new and path.read_text("utf-8") != text:
            raise UserError(
                f"{path} already exists with other content: move it away, then run again to get the new one"
            )
    for path, text in new.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
    return list(new)


def requirements(file: Path) -> str:
    """This version of Dateline, or what the author has already asked for."""
    wanted = f"dateline=={__version__}\n"
    if not file.exists():
        return wanted
    present = file.read_text("utf-8")
    if "dateline" not in present:
        raise UserError(f"{file} does not list Dateline: add the line {wanted.strip()}")
    return present


def workflow(source: SourceRepository, folder: str, elsewhere: TargetRepository | None) -> str:
    zone = ZoneInfo(config_of(source.site).timezone)
    minutes, when = after_midnight(zone)
    filled = {
        "branch": default_branch(source),
        "when": when,
        "cron": f"{minutes % 60} {minutes // 60} * * *",
        "python": f"{sys.version_info.major}.{sys.version_info.minor}",
        "site": shlex.quote(folder),
        "folder": "" if folder == "." else f"{folder}/",
        "requirements": shlex.quote(f"{folder}/requirements.txt".removeprefix("./")),
    }
    if elsewhere:
        filled |= {"remote": shlex.quote(over_ssh(remote(source, elsewhere.address).address)), "to": elsewhere.branch}
    filled["after"] = "build" if elsewhere else "deploy"
    parts = ("build.yml", "push.yml" if elsewhere else "deploy.yml", "addresses.yml")
    text = "".join((PARTS / name).read_text("utf-8") for name in parts)
    for name, value in filled.items():
        text = text.replace(f"<{name}>", value)
    return text


def after_midnight(zone: ZoneInfo) -> tuple[int, str]:
    """Minutes of the day in UTC that are just after midnight in a zone in winter, and in words; GitHub knows no other
    clock."""
    year = datetime.now(UTC).year
    offsets = {int(utc_offset(zone, year, month).total_seconds()) // 60 for month in range(1, 13)}
    summer = " (in summer an hour later)" if len(offsets) > 1 else ""
    return (MINUTES - min(offsets)) % DAY, f"just after midnight in {zone.key}{summer}"


def utc_offset(zone: ZoneInfo, year: int, month: int) -> timedelta:
    return datetime(year, month, 1, tzinfo=zone).utcoffset() or timedelta()


def default_branch(source: SourceRepository) -> str:
    """As the remote has it; else the one that is checked out; else what git and GitHub would call it."""
    remote_head = query_git(source.site, "symbolic-ref", "--short", "refs/remotes/origin/HEAD").strip()
    here = query_git(source.site, "symbolic-ref", "--short", "HEAD").strip() if source.top else ""
    return remote_head.partition("/")[2] or here or "main, master"


def over_ssh(address: str) -> str:
    """The address for which a deploy key is good."""
    url = urlsplit(anonymous(address))
    return f"git@{url.netloc}:{url.path.lstrip('/')}" if url.scheme == "https" else address
