"""A built site as the next commit of a branch elsewhere: what it would change there, and the push.

The commit is made by ghp-import in a repository of its own that is gone afterwards, on top of the branch as it stands
at the remote. The repository of the sources gets no branch, no object and no lock from it.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from builder.edges.errors import UserError
from builder.edges.publish.git import Surroundings, checked_git, decoded, ghp_import, run_git, without_password
from builder.edges.publish.source import Remote
from builder.edges.write import manifest
from builder.model.publication import PublicationChanges

SITE = "site"
"""What the remote is called in the repository that is made for it."""
NO_CONTENT = frozenset({".nojekyll", "CNAME", manifest.NAME})
"""Files that are there for GitHub and for Dateline only."""


@dataclass(frozen=True)
class Branch:
    remote: Remote
    name: str

    def __str__(self) -> str:
        return f"branch {self.name} of {without_password(self.remote.push_address or self.remote.address)}"


@dataclass(frozen=True)
class PendingCommit:
    """A commit that is not pushed yet."""

    branch: Branch
    changes: PublicationChanges
    nothing_new: bool
    """Whether the branch already holds just this."""
    domain: str
    """The own domain that the branch has had until now."""
    folder: Path
    env: Surroundings

    def push(self) -> None:
        """Raises UserError where the remote refuses."""
        ref = f"refs/heads/{self.branch.name}"
        checked_git(
            self.folder, f"{self.branch} was not changed", "push", "--quiet", SITE, f"{ref}:{ref}", env=self.env
        )


@contextmanager
def pending_commit(
    branch: Branch, output: Path, env: Surroundings, *, message: str, cname: str
) -> Iterator[PendingCommit]:
    """The site in this folder as the branch's next commit. Raises UserError for what git cannot do, and for a branch
    that contains anything but a site of Dateline's."""
    with tempfile.TemporaryDirectory(prefix="dateline-", ignore_cleanup_errors=True) as scratch:
        folder = Path(scratch)
        set_up(folder, branch, env)
        old = fetch_branch(folder, branch, env)
        named = ("--cname", cname) if cname else ()
        options = ("--no-jekyll", *named, "--message", message, "--branch", branch.name, "--remote", SITE)
        ghp_import(folder, "the site cannot be committed", *options, str(output.absolute()), env=env)
        new = checked_git(
            folder, "the site was not committed", "rev-parse", f"refs/heads/{branch.name}^{{tree}}"
        ).strip()
        domain = decoded(run_git(folder, "show", f"{old}:CNAME", env=env).stdout).strip()
        yield PendingCommit(branch, changes(folder, old, new), old == new, domain, folder, env)


def set_up(folder: Path, branch: Branch, env: Surroundings) -> None:
    what = f"git does not accept the branch name `{branch.name}`"
    checked_git(folder, "git cannot make a repository", "init", "--quiet", "--bare", env=env)
    checked_git(folder, what, "check-ref-format", "--branch", branch.name)
    checked_git(folder, "git cannot set the remote", "remote", "add", SITE, "--", branch.remote.address)
    if branch.remote.push_address:
        checked_git(folder, "git cannot set the remote", "config", f"remote.{SITE}.pushurl", branch.remote.push_address)


def fetch_branch(folder: Path, branch: Branch, env: Surroundings) -> str:
    """The tree of the branch as it stands; the empty one's where there is no such branch. Only the names of its files
    come over the wire, where the remote can do that."""
    what = f"git cannot read {without_password(branch.remote.address)}"
    ref = f"refs/heads/{branch.name}"
    if not checked_git(folder, what, "ls-remote", SITE, ref, env=env):
        return checked_git(folder, "git cannot make a tree", "mktree").strip()
    kept = f"+{ref}:refs/remotes/{SITE}/{branch.name}"
    checked_git(folder, what, "fetch", "--quiet", "--no-tags", "--depth=1", "--filter=blob:none", SITE, kept, env=env)
    tree = checked_git(folder, what, "rev-parse", f"refs/remotes/{SITE}/{branch.name}^{{tree}}").strip()
    names = decoded(run_git(folder, "ls-tree", "-z", "--name-only", tree).stdout).split("\0")
    foreign = next((name for name in names if name), "")
    if foreign and manifest.NAME not in names:
        raise UserError(
            f"{branch} contains files that Dateline did not make, such as {foreign}: "
            "name another branch, or delete this one"
        )
    return tree


def changes(folder: Path, old: str, new: str) -> PublicationChanges:
    """What is new, changed and gone between two trees."""
    options = ("--no-renames", "--name-status", "-z", "-r")
    listed = checked_git(folder, "git cannot compare the two sites", "diff-tree", *options, old, new).split("\0")
    rows = [(status, file) for status, file in zip(listed[::2], listed[1::2], strict=False) if file not in NO_CONTENT]
    added, altered, deleted = (tuple(file for letter, file in rows if letter in kind) for kind in ("A", "MT", "D"))
    return PublicationChanges(added, altered, deleted)
