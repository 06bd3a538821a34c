"""A built site as the next commit of a branch elsewhere: what it would change there, and the push.

The commit is made in a repository of its own that is gone afterwards, on top of the branch as it stands at the remote.
The repository of the sources gets no branch, no object and no lock from it. The branch holds the manifest of the last
publication: what that did not make, or what others have changed since, is kept, and where this publication would
replace it, refused.
"""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from builder.edges.errors import UserError
from builder.edges.publish.git import Surroundings, checked_git, feed_git, without_password
from builder.edges.publish.source import Remote
from builder.edges.write import manifest, writer
from builder.edges.write.journal import ancestors
from builder.edges.write.manifest import ManifestRow
from builder.model.publication import PublicationChanges

SITE = "site"
"""What the remote is called in the repository that is made for it."""
CNAME, NO_JEKYLL = "CNAME", ".nojekyll"
NO_CONTENT = frozenset({NO_JEKYLL, CNAME, manifest.NAME})
"""Files that are there for GitHub and for Dateline only."""


@dataclass(frozen=True)
class Branch:
    remote: Remote
    name: str

    def __str__(self) -> str:
        return f"branch {self.name} of {without_password(self.remote.push_address or self.remote.address)}"

    @property
    def ref(self) -> str:
        return f"refs/heads/{self.name}"

    @property
    def fetched(self) -> str:
        return f"refs/remotes/{SITE}/{self.name}"


@dataclass(frozen=True)
class BuiltSite:
    """What is to be published, and nothing else that may lie in the folder."""

    output: Path
    rows: Sequence[ManifestRow]
    domain: str = ""
    """The own domain at whose root it stands."""

    @property
    def beside(self) -> dict[str, bytes]:
        """What the host needs beside it."""
        return {NO_JEKYLL: b""} | ({CNAME: f"{self.domain}\n".encode()} if self.domain else {})


@dataclass(frozen=True)
class Standing:
    """What the branch holds now."""

    tree: str
    parent: str = ""
    """The commit; empty where there is no such branch."""
    files: Mapping[str, str] = field(default_factory=dict)
    """What git calls the content of each, by path."""
    ours: Mapping[str, ManifestRow] = field(default_factory=dict)
    """What the last publication put there."""
    domain: str = ""
    """The own domain that it is for."""

    @cached_property
    def foreign(self) -> dict[str, str]:
        """The files that the last publication did not make as they are; where it kept no record of their content,
        those that it did not make at all."""
        return {path: found for path, found in self.files.items() if not self._made(path, found)}

    def _made(self, path: str, found: str) -> bool:
        row = self.ours.get(path)
        return path == manifest.NAME or (row is not None and row.digest in ("", found))


@dataclass(frozen=True)
class PendingCommit:
    """A commit that is not pushed yet."""

    branch: Branch
    changes: PublicationChanges
    nothing_new: bool
    """Whether the branch already holds just this."""
    domain: str
    """The own domain that the branch has had until now."""
    kept: Sequence[str]
    """Files of the branch that others made."""
    folder: Path
    env: Surroundings

    def push(self) -> None:
        """Raises UserError where the remote refuses."""
        refs = f"{self.branch.ref}:{self.branch.ref}"
        checked_git(self.folder, f"{self.branch} was not changed", "push", "--quiet", SITE, refs, env=self.env)


@contextmanager
def pending_commit(branch: Branch, site: BuiltSite, env: Surroundings, *, message: str) -> Iterator[PendingCommit]:
    """A site as the branch's next commit. Raises UserError for what git cannot do, for a branch that was never
    published to and is not empty, and for files of others that the site would replace."""
    with tempfile.TemporaryDirectory(prefix="dateline-", ignore_cleanup_errors=True) as scratch:
        folder = Path(scratch)
        set_up(folder, branch, env)
        standing = fetch_branch(folder, branch, env)
        rows = rows_to_publish(site)
        kept = kept_files(branch, standing, rows, site.domain)
        stream = commit_stream(folder, branch, standing, site, rows, message, env)
        feed_git(folder, "the site cannot be committed", stream, "fast-import", "--quiet", env=env)
        new = checked_git(folder, "the site was not committed", "rev-parse", f"{branch.ref}^{{tree}}").strip()
        old = standing.tree
        yield PendingCommit(branch, changes(folder, old, new), old == new, standing.domain, kept, folder, env)


def rows_to_publish(site: BuiltSite) -> dict[str, ManifestRow]:
    """Of all that is published but the manifest, by path. Raises UserError where a file of the site's own names another
    domain than its address."""
    rows = {row.path: row for row in site.rows}
    beside = {path: manifest.row(path, data) for path, data in site.beside.items()}
    if CNAME in rows and site.domain and writer.read(site.output, rows[CNAME]).split() != [site.domain.encode()]:
        raise UserError(
            f"content/static/CNAME names another domain than `url` in site.yml, {site.domain}: delete the file, "
            "since publishing writes it"
        )
    return rows | beside


def kept_files(branch: Branch, standing: Standing, rows: Mapping[str, ManifestRow], domain: str) -> list[str]:
    """The files of others on the branch, which stay. Raises UserError where the site would replace one of them by
    something else."""
    above = ancestors(rows)
    foreign = standing.foreign
    for path, found in foreign.items():
        row = rows.get(path)
        if row and (row.digest == found or (path == CNAME and standing.domain == domain)):
            continue
        if row and path == CNAME:
            raise UserError(
                f"{branch} is set to another domain than {domain}, the one of `url` in site.yml: change `url`, or set "
                "the domain at the host"
            )
        if row or path in above or not ancestors([path]).isdisjoint(rows):
            raise UserError(
                f"the site would replace {path} on {branch}, which the last publication did not put there: if it is "
                "still wanted, add it to the sources; then delete it on the branch"
            )
    return sorted(path for path in foreign if path not in rows)


def commit_stream(
    folder: Path,
    branch: Branch,
    standing: Standing,
    site: BuiltSite,
    rows: Mapping[str, ManifestRow],
    message: str,
    env: Surroundings,
) -> Iterator[bytes]:
    """The commit as fast-import reads it: what the last publication made and this one does not goes, what is built
    comes, all else stays. Raises UserError where a file is no longer as it was built."""
    who = checked_git(folder, "git does not know who publishes", "var", "GIT_COMMITTER_IDENT", env=env).strip()
    yield b"commit %s\ncommitter %s\n%s" % (branch.ref.encode(), who.encode(), counted_bytes(message.encode()))
    if standing.parent:
        yield b"from %s\n" % standing.parent.encode()
    gone = standing.files.keys() - standing.foreign.keys() - rows.keys() - {manifest.NAME}
    yield from (b"D %s\n" % path.encode() for path in sorted(gone))
    beside = site.beside
    for path, row in sorted(rows.items()):
        yield put(path, beside[path] if path in beside else writer.read(site.output, row))
    yield put(manifest.NAME, manifest.to_text(rows.values()).encode())


def put(path: str, data: bytes) -> bytes:
    return b"M 100644 inline %s\n%s" % (path.encode(), counted_bytes(data))


def counted_bytes(data: bytes) -> bytes:
    return b"data %d\n%s\n" % (len(data), data)


def set_up(folder: Path, branch: Branch, env: Surroundings) -> None:
    what = f"git does not accept the branch name `{branch.name}`"
    checked_git(folder, "git cannot make a repository", "init", "--quiet", "--bare", env=env)
    checked_git(folder, what, "check-ref-format", "--branch", branch.name)
    checked_git(folder, "git cannot set the remote", "remote", "add", SITE, "--", branch.remote.address)
    if branch.remote.push_address:
        checked_git(folder, "git cannot set the remote", "config", f"remote.{SITE}.pushurl", branch.remote.push_address)


def fetch_branch(folder: Path, branch: Branch, env: Surroundings) -> Standing:
    """The branch as it stands; an empty one where there is no such branch. Only the names of its files come over the
    wire, where the remote can do that."""
    what = f"git cannot read {without_password(branch.remote.address)}"
    if not checked_git(folder, what, "ls-remote", SITE, branch.ref, env=env):
        return Standing(checked_git(folder, "git cannot make a tree", "mktree").strip())
    kept = f"+{branch.ref}:{branch.fetched}"
    checked_git(folder, what, "fetch", "--quiet", "--no-tags", "--depth=1", "--filter=blob:none", SITE, kept, env=env)
    parent, tree = checked_git(folder, what, "rev-parse", branch.fetched, f"{branch.fetched}^{{tree}}").split()
    files = dict(map(listed_file, filter(None, checked_git(folder, what, "ls-tree", "-r", "-z", tree).split("\0"))))
    if not files:
        return Standing(tree, parent)
    if manifest.NAME not in files:
        raise UserError(
            f"{branch} contains files that Dateline did not make, such as {min(files)}: "
            "name another branch, or delete this one"
        )
    try:
        ours = manifest.from_text(checked_git(folder, what, "show", f"{tree}:{manifest.NAME}", env=env))
    except ValueError:
        raise UserError(f"{manifest.NAME} on {branch} is damaged: name another branch, or delete this one") from None
    domain = checked_git(folder, what, "show", f"{tree}:{CNAME}", env=env).strip() if CNAME in files else ""
    return Standing(tree, parent, files, ours, domain)


def listed_file(line: str) -> tuple[str, str]:
    """Path and content of a line `mode type content<tab>path`."""
    facts, _, path = line.partition("\t")
    return path, facts.rpartition(" ")[2]


def changes(folder: Path, old: str, new: str) -> PublicationChanges:
    """What is new, changed and gone between two trees."""
    options = ("--no-renames", "--name-status", "-z", "-r")
    listed = checked_git(folder, "git cannot compare the two sites", "diff-tree", *options, old, new).split("\0")
    rows = [(status, file) for status, file in zip(listed[::2], listed[1::2], strict=False) if file not in NO_CONTENT]
    added, altered, deleted = (tuple(file for letter, file in rows if letter in kind) for kind in ("A", "MT", "D"))
    return PublicationChanges(added, altered, deleted)
