"""The open pages, and what each is told.

In come requests, pages that listen, and rebuilds; out come answers and events. A page hears of its own changes only;
of the state of the sources all hear.
"""

import asyncio
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from time import perf_counter
from typing import Any

from builder.edges.serve.answers import ErrorAnswer, PageAnswer, spelt, stand_in, within
from builder.edges.serve.site_thread import Rebuild, ServedSite
from builder.edges.serve.wire import State
from builder.model.sections import RESERVED
from builder.preview import RefreshOutcome

HEAD_START = 0.05
"""Seconds for which pages that have changed may ask for themselves, before it is looked for what is wrong."""
PLANNED = RESERVED - {"assets"}
"""Folders of the output in which no file is copied as it is."""
TEXTS = tuple(f"content/{folder}/" for folder in ("articles", "annotations", "entities", "pages"))
"""Folders of a site from which no file is copied as it is."""

GONE = 410
"""The status of a page that has been told that it is no more."""


@dataclass(frozen=True)
class Rebuilt:
    """What there is to say of a rebuild."""

    step: RefreshOutcome | ErrorAnswer
    """What came of it, or why there was none."""
    state: State
    faults: tuple[ErrorAnswer, ...]
    """Why some of the open pages could not be made."""
    changed: tuple[str, ...]
    """Paths of the open pages that changed."""
    open: int
    """How many pages are open."""
    seconds: float
    """Until the open pages were told."""


class Client:
    """A page that listens."""

    def __init__(self, path: str, version: str) -> None:
        """The path of its URL, decoded, and the version of the bytes that it shows."""
        self.path = path
        self.kept: PageAnswer | None = None
        """Its page, as it last could be made."""
        self._status, self._version = 200, version
        self._waiting: dict[str, dict[str, Any]] = {}
        self._something = asyncio.Event()

    def learn(self, answer: PageAnswer, moved: str = "") -> bool:
        """Tells the page what its path answers now: whether there was anything to tell. `moved` is where a page that is
        no longer there has gone, if anywhere."""
        self.kept = answer if answer.status == 200 else None
        if answer.version == self._version and not answer.location:
            self._status = answer.status
            return False
        if answer.status == 503 or (answer.status == 404 and self._status == GONE):
            return False
        to = moved if answer.status == 404 else answer.location
        if to or (answer.status == 404 and self._status == 200):
            self._status, self._version = GONE, ""
            self.tell("moved" if to else "gone", {"to": to} if to else {})
        else:
            self._status, self._version = answer.status, answer.version
            self.tell("page", {"version": answer.version})
        return True

    def tell(self, name: str, data: dict[str, Any]) -> None:
        """Puts an event after those that wait; of each name only the last is of use, but all paths are."""
        before = self._waiting.pop(name, {})
        if "paths" in before:
            data = {"paths": sorted({*before["paths"], *data["paths"]})}
        self._waiting[name] = data
        self._something.set()

    async def next(self) -> list[tuple[str, dict[str, Any]]]:
        """The events that wait, as soon as there are any."""
        await self._something.wait()
        self._something.clear()
        events, self._waiting = list(self._waiting.items()), {}
        return events


class Session:
    """One site, and the pages of it that are open."""

    def __init__(self, site: ServedSite, as_state: Callable[[State], dict[str, Any]]) -> None:
        self._site = site
        self._as_state = as_state
        self._base = "/"
        self._state: State | None = None
        self._told: dict[str, Any] = {}
        """The state as it was last sent."""
        self._clients: dict[Client, asyncio.Task[None]] = {}
        self._faults: dict[str, ErrorAnswer] = {}
        """Why open pages cannot be made, by their paths."""
        self._given: dict[str, str] = {}
        """Versions of the files, other than pages, that browsers have."""

    async def ask(self, path: str) -> PageAnswer:
        """What to send for a path. Where its page cannot be made just now: the last that could, if it is open."""
        answer = await self._site.answer(path)
        if isinstance(answer, ErrorAnswer):
            kept = (client.kept for client in self._clients if client.path == path)
            return next(filter(None, kept), None) or PageAnswer(
                500, stand_in("This page cannot be shown", answer.words)
            )
        if answer.file and not answer.is_page and answer.file.partition("/")[0] not in PLANNED:
            self._given[answer.file] = answer.version
        return answer

    def join(self, client: Client) -> None:
        """A page begins to listen. What it shows may be out of date already."""
        if self._told:
            client.tell("state", self._told)
        self._clients[client] = asyncio.create_task(self._greet(client))

    def leave(self, client: Client) -> None:
        self._clients.pop(client).cancel()
        self._faults = {path: fault for path, fault in self._faults.items() if path in self._open()}
        self._publish()

    async def rebuild(self, changed: Collection[str] | None) -> Rebuilt:
        """Takes in what changed, everything if it is None. The open pages hear first that they changed, then what is
        wrong with the sources: to find that out may take longer."""
        start = perf_counter()
        open = self._open()
        taken = await self._site.refresh(changed, open)
        news: set[str] = set()
        if isinstance(taken, Rebuild):
            news = self._tell_of_pages(taken)
            if changed is None or not all(path.startswith(TEXTS) for path in changed):
                await self._tell_of_files()
        seconds = perf_counter() - start
        if news:
            await asyncio.sleep(HEAD_START)
        self._state = await self._judged(taken)
        self._publish()
        step = taken.step if isinstance(taken, Rebuild) else taken
        faults = tuple(self._faults.values())
        return Rebuilt(step, self._shown(self._state), faults, tuple(sorted(news)), len(open), seconds)

    async def _greet(self, client: Client) -> None:
        answer = await self._site.answer(client.path)
        if isinstance(answer, ErrorAnswer):
            self._faults[client.path] = answer
        else:
            self._faults.pop(client.path, None)
            client.learn(answer)
        self._publish()

    def _open(self) -> set[str]:
        return {client.path for client in self._clients}

    def _tell_of_pages(self, taken: Rebuild) -> set[str]:
        """Tells each open page what became of it; the paths of those that had to be told."""
        self._base = taken.base
        if taken.step.good:
            self._faults = {path: answer for path, answer in taken.answers.items() if isinstance(answer, ErrorAnswer)}
        answers = ((client, taken.answers.get(client.path)) for client in self._clients)
        return {
            client.path
            for client, answer in answers
            if isinstance(answer, PageAnswer) and client.learn(answer, moved_to(client.path, taken))
        }

    async def _tell_of_files(self) -> None:
        differing = await self._site.differing(self._given)
        if isinstance(differing, ErrorAnswer):  # Whoever asks for the file will hear of it.
            return
        self._given.update(differing)
        styles = {file for file in differing if file.endswith(".css")}
        for name, files in (("styles", styles), ("assets", differing.keys() - styles)):
            if files:
                paths = [spelt(self._base + file) for file in sorted(files)]
                self._tell_all(name, {"paths": paths})

    async def _judged(self, taken: Rebuild | ErrorAnswer) -> State:
        """The state after a rebuild; if it failed, the one before it with the reason."""
        fault = taken if isinstance(taken, ErrorAnswer) else None
        if isinstance(taken, Rebuild):
            judged = await self._site.findings()
            if not isinstance(judged, ErrorAnswer):
                return State(taken.step.good, taken.begun, "", judged.placed, judged.others)
            fault = judged
        before = self._state or State(good=False, begun=False, trouble="", placed=())
        return replace(before, good=False, trouble=fault.words if fault else "")

    def _shown(self, state: State) -> State:
        """The state with what is wrong with open pages added."""
        faults = self._faults.values()
        placed = dict.fromkeys([*state.placed, *(placed for fault in faults for placed in fault.placed)])
        troubles = [state.trouble, *(fault.words for fault in faults if not fault.placed)]
        good = state.good and not faults
        return replace(state, good=good, placed=tuple(placed), trouble=next(filter(None, troubles), ""))

    def _publish(self) -> None:
        """Sends the state to all, if it is another than before."""
        if self._state is None:
            return
        data = self._as_state(self._shown(self._state))
        if data != self._told:
            self._told = data
            self._tell_all("state", data)

    def _tell_all(self, name: str, data: dict[str, Any]) -> None:
        for client in self._clients:
            client.tell(name, data)


def moved_to(path: str, taken: Rebuild) -> str:
    """Where a page is now that is no longer at this path, as a URL spells it; empty if nowhere."""
    if taken.before not in ("", taken.base) and path.startswith(taken.before):
        return spelt(taken.base + path.removeprefix(taken.before))
    to = taken.step.moved.get(f"/{within(taken.base, path)}", "")
    return spelt(taken.base + to.removeprefix("/")) if to else ""
