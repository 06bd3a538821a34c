"""The repository that holds a site's sources, as far as publishing must know it. Nothing in it is ever changed."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from builder.edges.errors import UserError
from builder.edges.publish.git import checked_git, decoded, query_git, run_git
from builder.model.locks import LOCK
from builder.model.quote_lock import QUOTES

REACHING = re.compile(
    r"(?:user|author|committer|credential|http|url|ssh|protocol|safe)\.|core\.(?:sshcommand|gitproxy|askpass)$"
)
"""The settings of git that say who one is and how one reaches a remote."""

BUILT = tuple(
    f":(exclude){name}"
    for name in ("output", "output.zip", ".*.dateline-*", ".dateline", LOCK, QUOTES, "content/.*.lock.new")
)
"""What Dateline itself makes in a site's folder; a run that was killed leaves what it had not finished."""


@dataclass(frozen=True)
class SourceRepository:
    """A site's folder, and the repository that it lies in."""

    site: Path
    top: Path | None
    """The top of the working tree; None where the site is in no repository."""


@dataclass(frozen=True)
class Remote:
    address: str
    push_address: str = ""
    """Where it is another."""

    @property
    def addresses(self) -> tuple[str, ...]:
        return (self.address, self.push_address) if self.push_address else (self.address,)


def source_of(site: Path) -> SourceRepository:
    """Raises UserError without git."""
    top = query_git(site, "rev-parse", "--show-toplevel").rstrip("\n")
    return SourceRepository(site, Path(top) if top else None)


def remote(source: SourceRepository, named: str) -> Remote:
    """A remote of the repository by its name, or any repository by its address. UserError for neither."""
    address = setting(source, f"remote.{named}.url") if source.top else ""
    if address:
        return Remote(absolute(address, source), absolute(setting(source, f"remote.{named}.pushurl"), source))
    if re.search(r"[/:\\]", named):
        return Remote(os.path.abspath(named) if is_path(named) else named)
    if source.top is None:
        raise UserError(f"{source.site} is not in a git repository: run `git init`, or give the remote's address")
    known = ", ".join(remotes(source)) or "none"
    raise UserError(
        f"the repository has no remote `{named}` (it has {known}): add one with `git remote add {named} ADDRESS`"
    )


def remotes(source: SourceRepository) -> list[str]:
    return query_git(source.site, "remote").split()


def setting(source: SourceRepository, key: str) -> str:
    return query_git(source.site, "config", "--get", key).rstrip("\n")


def absolute(address: str, source: SourceRepository) -> str:
    """A path in git's settings counts from the top of the working tree."""
    return os.path.normpath(Path(source.top or source.site, address)) if address and is_path(address) else address


def is_path(address: str) -> bool:
    """Whether it is a path of this machine rather than `https://…` or `git@host:…`."""
    return "://" not in address and not re.match(r"[^/\\:]{2,}:", address)


def uncommitted(source: SourceRepository) -> list[str]:
    """Files of the site that are not as last committed, but for what Dateline writes there itself."""
    status = checked_git(
        source.site, "git cannot report what is committed",
        "status", "--porcelain", "-z", "--no-renames", "--", ".", *BUILT,
    )  # fmt: skip
    return [line[3:] for line in status.split("\0") if line]


def tracked(source: SourceRepository) -> frozenset[str]:
    """POSIX paths, relative to the site."""
    listed = run_git(source.site, "ls-files", "-z")
    return frozenset(decoded(listed.stdout).split("\0")) - {""}


def holders(source: SourceRepository) -> list[str]:
    """The remotes that have the source's history; one that only has the site's does not count."""
    roots = query_git(source.site, "rev-list", "--max-parents=0", "HEAD").split()
    return [
        name
        for name in remotes(source)
        if not query_git(source.site, "for-each-ref", f"refs/remotes/{name}/")  # Pushed to, but never fetched.
        or any(query_git(source.site, "for-each-ref", "--contains", root, f"refs/remotes/{name}/") for root in roots)
    ]


def reach(source: SourceRepository) -> dict[str, str]:
    """The environment in which git, in another repository, reaches remotes as it does from this one.

    All that holds here is passed on, whichever file it stands in; those are then not read a second time, since some
    settings add up.
    """
    listed = query_git(source.site, "config", "--list", "-z").split("\0")
    kept = [entry.partition("\n") for entry in listed if REACHING.match(entry.partition("\n")[0])]
    env = {"GIT_CONFIG_COUNT": str(len(kept)), "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull}
    for number, (key, line, value) in enumerate(kept):
        env |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value if line else "true"}
    named = {key for key, *_ in kept}
    if "user.name" not in named:
        env["GIT_COMMITTER_NAME"] = os.environ.get("GIT_COMMITTER_NAME", "dateline")
    if "user.email" not in named:
        env["GIT_COMMITTER_EMAIL"] = os.environ.get("GIT_COMMITTER_EMAIL", "dateline@localhost")
    return env
