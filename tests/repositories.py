"""Git repositories for the tests of publishing: one with a site's sources, bare ones to push to."""

import re
import subprocess
from pathlib import Path

from builder.edges.init import init

DAY = {"SOURCE_DATE_EPOCH": "1757462400"}  # 2025-09-10
URL = "https://harbour.test/desk/"
IDENTITY = "[user]\n\tname = A Desk\n\temail = desk@example.org\n[init]\n\tdefaultBranch = main\n"


def alone(home: Path) -> dict[str, str]:
    """An environment in which git knows a test's settings, and none of this machine's."""
    (home / "gitconfig").write_text(IDENTITY)
    return {"GIT_CONFIG_GLOBAL": str(home / "gitconfig"), "GIT_CONFIG_NOSYSTEM": "1"}


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def commit(folder: Path, message: str = "Work") -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", message)


def bare(folder: Path) -> Path:
    git(folder.parent, "init", "--quiet", "--bare", folder.name)
    return folder


def sources(folder: Path) -> Path:
    """A repository with the first site, which has an address, all of it committed."""
    init(folder)
    settle(folder)
    git(folder, "init", "--quiet")
    commit(folder)
    return folder


def settle(site: Path) -> None:
    """Gives a site an address that is no example."""
    file = site / "site.yml"
    file.write_text(re.sub(r"^url: .*$", f"url: {URL}", file.read_text("utf-8"), flags=re.MULTILINE), "utf-8")


def files(repository: Path, branch: str = "gh-pages") -> set[str]:
    """The files of a branch."""
    return set(git(repository, "ls-tree", "-r", "--name-only", branch).split("\n"))


def refs(repository: Path) -> str:
    return git(repository, "for-each-ref")
