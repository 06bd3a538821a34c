"""The search index, made by Pagefind while the pages are made: a process for each bundle, as many at once as
pay.

In go bundles, each with its entries; out come the files of those that are not there yet. Pagefind is spoken to as its
package does it (JSON in base64, a comma behind each message), but not by its package, which hears ten answers a second.
"""

import json
import os
import subprocess
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from hashlib import blake2b
from importlib.metadata import version
from itertools import islice
from threading import Thread
from typing import IO

from pagefind.service import get_executable

from builder import __version__
from builder.edges.errors import UserError, reason
from builder.edges.site import usable_cores
from builder.model.job import Contents
from builder.model.search import Entries
from builder.render.search import settled

STAMP = "made-from.txt"
"""The file of a bundle that tells what it was made from."""
CHUNK = 1 << 20
LAST = 19
"""The priority of those that wait for all others."""

Known = Callable[[str, str, bytes], bool]
"""Whether all of a bundle is there already: its folder within the output, and the path and bytes of its stamp."""


class Search:
    """An index in the making, to be used in a `with`."""

    def __init__(self, known: Known, *, gently: bool = False) -> None:
        """`gently`: one bundle at a time, and everything else on this machine goes first."""
        self.unchanged: list[str] = []
        """Folders of bundles that are there already."""
        self._known = known
        self._gently = gently
        self._threads = ThreadPoolExecutor(1 if gently else usable_cores())
        self._bundles: list[Future[Contents]] = []
        self._processes: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> "Search":
        return self

    def __exit__(self, *_: object) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
        for process in self._processes:
            process.kill()

    def begin(self, bundles: Iterable[tuple[str, Entries]]) -> None:
        """Lets Pagefind set about these folders within the output, each with the entries of that part of the index."""
        for folder, entries in bundles:
            requests = [json.dumps({"type": "AddRecord", "index_id": 0, **entry}).encode() for entry in entries]
            stamp = stamp_of(requests)
            if self._known(folder, folder + STAMP, stamp):
                self.unchanged.append(folder)
            else:
                self._bundles.append(self._threads.submit(self._made, folder, stamp, requests))

    def files(self) -> list[tuple[str, bytes]]:
        """All files of the bundles that were not there yet, as soon as they are made. Raises UserError."""
        return [file for bundle in self._bundles for file in bundle.result()]

    def _made(self, folder: str, stamp: bytes, requests: list[bytes]) -> Contents:
        with pagefind(gently=self._gently) as process:
            self._processes.append(process)
            files = index_files(process, requests)
        return [(folder + STAMP, stamp), *((folder + path, data) for path, data in settled(files))]


@contextmanager
def pagefind(*, gently: bool) -> Iterator["subprocess.Popen[bytes]"]:
    """Pagefind, waiting to be told something. Raises UserError."""
    program = get_executable()
    if program is None:
        raise UserError("Pagefind is not installed")
    try:
        process = subprocess.Popen(
            [program, "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
    except OSError as error:
        raise UserError(f"Pagefind cannot be run: {reason(error)}") from None
    if gently and hasattr(os, "setpriority"):
        os.setpriority(os.PRIO_PROCESS, process.pid, LAST)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def stamp_of(requests: list[bytes]) -> bytes:
    digest = blake2b(digest_size=16)
    for request in requests:
        digest.update(request)
    return f"Dateline {__version__}, Pagefind {version('pagefind')}, entries {digest.hexdigest()}\n".encode()


def index_files(process: "subprocess.Popen[bytes]", requests: list[bytes]) -> Contents:
    """The files of an index of these entries. Raises UserError."""
    assert process.stdin
    assert process.stdout
    messages = [b'{"type": "NewIndex"}', *requests, b'{"type": "GetFiles", "index_id": 0}']
    telling = Thread(target=send_all, args=(process.stdin, messages))
    telling.start()
    answer = next(islice(received(process.stdout), len(messages) - 1, None), None)
    telling.join()
    if answer is None:
        raise UserError("Pagefind stopped before it had finished")
    told = json.loads(b64decode(answer))["payload"]
    if told["type"] == "Error":
        raise UserError(f"Pagefind: {told['message']}")
    return [(file["path"], b64decode(file["content"])) for file in told["files"]]


def send_all(pipe: IO[bytes], messages: list[bytes]) -> None:
    with suppress(OSError):  # Pagefind has ended: whoever waits for its answer will see.
        for message in messages:
            pipe.write(b64encode(b'{"message_id": 0, "payload": %b}' % message) + b",")
        pipe.flush()


def received(pipe: IO[bytes]) -> Iterator[bytes]:
    """Messages as they come. The one with the files is a hundred times as long as a pipe."""
    parts: list[bytes] = []
    while chunk := pipe.read1(CHUNK):  # type: ignore[attr-defined]
        first, *others = chunk.split(b",")
        parts.append(first)
        for other in others:
            yield b"".join(parts)
            parts = [other]
