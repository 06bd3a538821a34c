"""The live site behind one thread: it can do one thing at a time, and the loop that serves it never waits for a
disk. The search index is made in another.

In come changed paths and paths of URLs; out come values that are awaited, with an ErrorAnswer in place of an error.
What is asked for while a rebuild is under way comes after it, so that nobody sees a site half new.
"""

import asyncio
from collections.abc import Callable, Collection, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar
from urllib.parse import unquote

from builder.edges.serve.answers import ErrorAnswer, PageAnswer, answer_path, result_or_error, version
from builder.edges.serve.desk import Desk
from builder.edges.serve.live import LiveSite, SourceFindings
from builder.edges.serve.wire import SHOWN
from builder.preview import RefreshOutcome

T = TypeVar("T")


@dataclass(frozen=True)
class Rebuild:
    """What came of taking in the sources as they are."""

    step: RefreshOutcome
    begun: bool
    base: str
    """The path under which it is served, decoded, with a slash at both ends."""
    before: str
    """The base until then; empty if there was no site."""
    answers: dict[str, PageAnswer | ErrorAnswer]
    """Of the paths of open pages; of none if the site stays as it was."""


class ServedSite:
    """What `LiveSite` does, awaited."""

    def __init__(self, site: LiveSite, root: Path) -> None:
        self._site = site
        self._root = root
        self._desk = Desk(root, site)
        self._thread = ThreadPoolExecutor(1)
        self._indexing = ThreadPoolExecutor(1)

    async def answer(self, path: str) -> PageAnswer | ErrorAnswer:
        """What a path of a URL gives."""
        return await self._do(partial(answer_path, self._site, path))

    async def refresh(self, changed: Collection[str] | None, paths: Collection[str]) -> Rebuild | ErrorAnswer:
        """Takes in what changed, everything if it is None; and what these paths of URLs give then."""
        return await self._do(partial(self._taken, changed, paths))

    async def findings(self) -> SourceFindings | ErrorAnswer:
        """What is wrong with the sources. To find that out may take longer than the rebuild."""
        return await self._do(partial(self._site.findings, SHOWN))

    async def differing(self, versions: Mapping[str, str]) -> dict[str, str] | ErrorAnswer:
        """Which of these files of the output have other versions by now; an empty one if they are gone."""
        return await self._do(lambda: dict(self._differing(versions)))

    async def desk(self, work: Callable[[Desk], T]) -> T | ErrorAnswer:
        """What the desk answers."""
        return await self._do(partial(work, self._desk))

    async def index(self, wanted: Callable[[], bool]) -> bool | ErrorAnswer:
        """Makes the search index beside all else, as `LiveSite.index` does."""
        job = partial(self._site.index, wanted)
        return await asyncio.get_running_loop().run_in_executor(self._indexing, result_or_error, job, self._root)

    def close(self) -> None:
        """Begins nothing more, and waits for nothing."""
        for thread in (self._thread, self._indexing):
            thread.shutdown(wait=False, cancel_futures=True)

    async def _do(self, job: Callable[[], T]) -> T | ErrorAnswer:
        return await asyncio.get_running_loop().run_in_executor(self._thread, result_or_error, job, self._root)

    def _taken(self, changed: Collection[str] | None, paths: Collection[str]) -> Rebuild:
        site = self._site
        before = unquote(site.base) if site.begun else ""
        step = site.refresh(changed)
        answers = (
            {path: result_or_error(partial(answer_path, site, path), self._root) for path in paths} if step.good else {}
        )
        return Rebuild(step, site.begun, unquote(site.base), before, answers)

    def _differing(self, versions: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        for file, known in versions.items():
            body = self._site.file(file)
            now = "" if body is None else version(body)
            if now != known:
                yield file, now
