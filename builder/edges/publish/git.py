"""Git as a program: what is asked of it goes in, its words come out; a refusal is one line for the author.

Whatever repository a hook or another program has set in the environment, git works in the folder that is named here.
It speaks English, asks nobody for a password, and leaves its index alone.
"""

import os
import re
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from builder.edges.errors import UserError

PLACES = {
    "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR", "GIT_NAMESPACE",
    "GIT_PREFIX", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_SHALLOW_FILE",
}  # fmt: skip
NEUTRAL = {"GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C", "LANGUAGE": "C"}
COMPLAINT = re.compile(r"^(?:remote: )?(?:fatal|error): (.+)|^ ! \[.*?\] .*\((.+)\)$", re.MULTILINE)
ELSEWHERE = "Could not read from remote repository"
"""What git says where ssh, or the server, has said in the line before what is wrong."""
HOOK = re.compile(r"^remote: *(\S.*)$", re.MULTILINE)
"""What a hook says that lets nobody push."""
DENIED = re.compile(
    r"could not read (?:Username|Password)|Authentication failed|Permission denied|Invalid username|access denied|"
    r"Permission to .* denied|returned error: 40[13]",
    re.IGNORECASE,
)
BEHIND = re.compile(r"fetch first|non-fast-forward|stale info|cannot lock ref")

Done = subprocess.CompletedProcess[bytes]
Surroundings = Mapping[str, str]
"""Variables laid over those of this process."""


def run_git(folder: Path, *arguments: str, env: Surroundings | None = None, seconds: float | None = None) -> Done:
    """Runs git in a folder, whatever comes of it. Raises UserError without git; TimeoutExpired."""
    try:
        return subprocess.run(
            ["git", *arguments], cwd=folder, env=surroundings(env or {}), stdin=subprocess.DEVNULL, capture_output=True,
            check=False, timeout=seconds,
        )  # fmt: skip
    except FileNotFoundError:
        raise UserError("`git` is not installed: install it to publish") from None


def surroundings(env: Surroundings) -> dict[str, str]:
    """The environment in which git runs, with these variables laid over it."""
    return {name: value for name, value in os.environ.items() if name not in PLACES} | NEUTRAL | dict(env)


def query_git(folder: Path, *arguments: str) -> str:
    """What git answers; an empty text where it has no answer."""
    done = run_git(folder, *arguments)
    return decoded(done.stdout) if done.returncode == 0 else ""


def checked_git(folder: Path, what: str, *arguments: str, env: Surroundings | None = None) -> str:
    """Has git do what must be done. Raises UserError: `what` with the reason."""
    return checked_output(what, run_git(folder, *arguments, env=env))


def feed_git(folder: Path, what: str, parts: Iterable[bytes], *arguments: str, env: Surroundings) -> None:
    """Has git do what must be done with all that is fed to it, part by part. Raises UserError: `what` with the reason;
    and what making the parts raises."""
    with tempfile.TemporaryFile() as said:
        command = ["git", *arguments]
        process = subprocess.Popen(command, cwd=folder, env=surroundings(env), stdin=subprocess.PIPE, stderr=said)
        with suppress(BrokenPipeError), process:  # Where it stops listening, it says why.
            assert process.stdin
            for part in parts:
                process.stdin.write(part)
        said.seek(0)
        checked_output(what, Done(command, process.returncode, b"", said.read()))


def checked_output(what: str, done: Done) -> str:
    if done.returncode:
        raise UserError(f"{what}: {complaint(decoded(done.stderr))}")
    return decoded(done.stdout)


def complaint(said: str) -> str:
    """The one line of git's that matters, with the mend where that is known."""
    found = COMPLAINT.search(said)
    line = (found[1] or found[2]) if found else last_line(said)
    if found and line.startswith(ELSEWHERE):
        line = last_line(said[: found.start()]) or line
    if line.endswith("hook declined") and (hook := HOOK.search(said)):
        line = f"{line}, which says: {hook[1]}"
    line = line.strip().rstrip(".") or "git gives no reason"
    if DENIED.search(said):
        return f"{line} (access denied: set up a key or a credential helper)"
    if BEHIND.search(said):
        return f"{line} (someone else has published in the meantime: run again)"
    return line


def last_line(text: str) -> str:
    return text.strip().rpartition("\n")[2]


def decoded(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def without_password(address: str) -> str:
    """An address without the password that may be in it."""
    parts = urlsplit(address) if "://" in address else None
    if parts is None or "@" not in parts.netloc or parts.scheme == "ssh":
        return address
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
