"""Whether the sources may lie where they lie: a public repository is no place for texts that rights forbid, for
drafts or for what is under embargo.

In go the repository of the sources and what a build withholds; out comes a refusal, or the remotes that could not be
read without a password and are taken for private.
"""

import os
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from subprocess import TimeoutExpired
from urllib.parse import urlsplit

from builder.edges.errors import UserError
from builder.edges.publish.git import run_git, without_password
from builder.edges.publish.source import SourceRepository, holders, is_path, remote, tracked
from builder.model.graph import NonPublic
from builder.model.text import counted

PATIENCE = 20.0
"""Seconds for a server to say whether it lets everyone read."""
SSH = re.compile(r"(?:ssh://)?(?:[^@/]+@)?([^/:@]+)(?::\d+/|[:/])/?(.+)")
NOUNS = {
    "text": ("text that rights forbid", "texts that rights forbid"),
    "draft": ("draft", "drafts"),
    "embargo": ("item under embargo", "items under embargo"),
}

Probe = Callable[[str], bool]
"""Whether anyone can read the repository at an address."""


def check_privacy(source: SourceRepository, withheld: Iterable[NonPublic], is_public: Probe) -> list[str]:
    """The addresses that are taken for private, since nobody can read them without a password. Raises UserError where
    one is public and git tracks what is withheld."""
    files = tracked(source)
    held = [one for one in withheld if one.file in files]
    if not held:
        return []
    addresses = [address for name in holders(source) for address in remote(source, name).addresses]
    public = next((address for address in addresses if is_public(address)), "")
    if public:
        raise UserError(
            f"the sources are in a public repository, {without_password(public)}, with {counts(held)}, "
            f"such as {held[0].file}: make it private and publish to another one, see docs/publishing.md "
            "(or use --allow-public-source)"
        )
    return [without_password(address) for address in addresses if anonymous(address)]


def counts(held: Sequence[NonPublic]) -> str:
    """`3 texts that rights forbid, 1 draft`"""
    by_why = Counter(one.why for one in held)
    return ", ".join(counted(number, *NOUNS[why]) for why, number in sorted(by_why.items(), reverse=True))


def anyone_can_read(address: str) -> bool:
    """Asks the server, as someone without a password would, over HTTPS. What cannot be reached counts as private."""
    url = anonymous(address)
    if not url:
        return False
    with tempfile.TemporaryDirectory(prefix="dateline-") as nobody:
        stranger = {
            "HOME": nobody, "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_COUNT": "0", "GIT_CONFIG_PARAMETERS": "", "GIT_ASKPASS": "true",
        }  # fmt: skip
        try:
            return run_git(Path(nobody), "ls-remote", url, env=stranger, seconds=PATIENCE).returncode == 0
        except TimeoutExpired:
            return False


def anonymous(address: str) -> str:
    """The address under which anyone would read a repository; empty for one on this machine."""
    scheme = "" if is_path(address) else urlsplit(address).scheme
    if scheme in ("https", "http", "git"):
        return without_password(address)
    match = None if is_path(address) or scheme == "file" else SSH.fullmatch(address)
    return f"https://{match[1]}/{match[2]}" if match else ""
