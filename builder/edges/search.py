"""The search index, made by Pagefind while the pages are made: a process of its own for each bundle.

In go bundles, each with its entries; out come the files of those that are not there yet. Pagefind is spoken to as its
package does it (JSON in base64, a comma behind each message), but not by its package, which hears ten answers a second.
"""

import json
import os
import subprocess
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from hashlib import blake2b
from importlib.metadata import version
from itertools import islice
from threading import Thread
from typing import IO, NamedTuple

from pagefind.service import get_executable

from builder import __version__
from builder.edges.trouble import Trouble, reason
from builder.model.job import Files
from builder.model.search import Entries
from builder.render.search import settled

STAMP = "made-from.txt"
"""The file of a bundle that tells what it was made from."""
CHUNK = 1 << 20
LAST = 19
"""The priority of those that wait for all others."""

Known = Callable[[str, str, bytes], bool]
"""Whether all of a bundle is there already: its folder within the output, and the path and bytes of its stamp."""


class Working(NamedTuple):
    """A bundle in the making."""

    folder: str
    stamp: bytes
    process: "subprocess.Popen[bytes]"
    messages: int


class Search:
    """An index in the making, to be used in a `with`. What goes wrong is told when the files are asked for."""

    def __init__(self, known: Known, *, gently: bool = False) -> None:
        """`gently`: Pagefind lets everything else on this machine go first."""
        self.unchanged: list[str] = []
        """Folders of bundles that are there already."""
        self._known = known
        self._gently = gently
        self._working: list[Working] = []
        self._trouble = ""

    def __enter__(self) -> "Search":
        return self

    def __exit__(self, *_: object) -> None:
        for bundle in self._working:
            bundle.process.kill()
            bundle.process.communicate()

    def begin(self, bundles: Iterable[tuple[str, Entries]]) -> None:
        """Lets Pagefind set about these folders within the output, each with the entries of that part of the index."""
        for folder, entries in bundles:
            requests = [json.dumps({"type": "AddRecord", "index_id": 0, **entry}).encode() for entry in entries]
            stamp = stamp_of(requests)
            if self._known(folder, folder + STAMP, stamp):
                self.unchanged.append(folder)
            elif not self._trouble:
                self._trouble = self._start(folder, stamp, requests)

    def _start(self, folder: str, stamp: bytes, requests: list[bytes]) -> str:
        """Why it could not be started, or nothing."""
        try:
            program = get_executable()
            if program is None:
                return "Pagefind is not installed"
            process = subprocess.Popen([program, "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        except OSError as error:
            return f"Pagefind cannot be run: {reason(error)}"
        if self._gently and hasattr(os, "setpriority"):
            os.setpriority(os.PRIO_PROCESS, process.pid, LAST)
        self._working.append(Working(folder, stamp, process, len(requests) + 2))
        Thread(target=tell, args=(process.stdin, requests), daemon=True).start()
        return ""

    def files(self) -> list[tuple[str, bytes]]:
        """All files of the bundles that were not there yet, as soon as they are made. Raises Trouble."""
        if self._trouble:
            raise Trouble(self._trouble)
        return [file for bundle in self._working for file in made(bundle)]


def stamp_of(requests: list[bytes]) -> bytes:
    digest = blake2b(digest_size=16)
    for request in requests:
        digest.update(request)
    return f"Dateline {__version__}, Pagefind {version('pagefind')}, entries {digest.hexdigest()}\n".encode()


def tell(pipe: IO[bytes], requests: list[bytes]) -> None:
    """Sends the entries of an index, and asks for its files."""
    with suppress(OSError):  # It has ended: whoever waits for the answer will see.
        for request in (b'{"type": "NewIndex"}', *requests, b'{"type": "GetFiles", "index_id": 0}'):
            pipe.write(b64encode(b'{"message_id": 0, "payload": %b}' % request) + b",")
        pipe.flush()


def made(bundle: Working) -> Iterator[tuple[str, bytes]]:
    assert bundle.process.stdout
    answer = next(islice(answers(bundle.process.stdout), bundle.messages - 1, None), None)
    if answer is None:
        raise Trouble("Pagefind ended before its work was done")
    told = json.loads(b64decode(answer))["payload"]
    if told["type"] == "Error":
        raise Trouble(f"Pagefind: {told['message']}")
    files: Files = ((file["path"], b64decode(file["content"])) for file in told["files"])
    yield bundle.folder + STAMP, bundle.stamp
    yield from ((bundle.folder + path, data) for path, data in settled(files))


def answers(pipe: IO[bytes]) -> Iterator[bytes]:
    """Messages as they come. The one with the files is a hundred times as long as a pipe."""
    parts: list[bytes] = []
    while chunk := pipe.read1(CHUNK):  # type: ignore[attr-defined]
        first, *others = chunk.split(b",")
        parts.append(first)
        for other in others:
            yield b"".join(parts)
            parts = [other]
