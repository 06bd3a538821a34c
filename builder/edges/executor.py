"""Processes that share out a map over independent values.

In goes a job (pure functions), a frame that all its items share, and the items; out come the results, in
the order of the items. Items are read, and the files that a job makes are stored, in the process that does
the work, so that neither travels. Processes are spawned, not forked: so it is the same on every system.
"""

import gc
import multiprocessing
import os
import pickle
import queue
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from typing import Any, cast

from builder.model.job import Drawing, Files, Job

BATCH = 32
AHEAD = 2
"""Batches that a worker has in hand, so that it never waits for the main process."""


Answer = tuple[int, list[Any], list[Any]]
"""A batch's number, its results, and the rows of the files it made."""


Batches = deque[tuple[int, list[Any]]]
"""Numbered, with their items. Whoever is free takes one, from either end."""
Inbox = queue.SimpleQueue["Answer | BaseException"]


Notice = Callable[[str, int, int], None]
"""Told of progress: what is done, how many of how many."""


@dataclass(frozen=True)
class InputOutput:
    """How a process reads an item, and how it stores a file, which gives a row about it."""

    load: Callable[[Any], Any]
    store: Callable[[str, bytes | Drawing], Any]


class InProcess:
    """Does all the work where it is called."""

    def __init__(self, edges: InputOutput, notice: Notice) -> None:
        self.edges = edges
        self.notice = notice
        self.rows: list[Any] = []

    def open(self, job: Job, shared: object) -> None:
        """Nobody else is there to be told."""

    def map(self, job: Job, context: object, items: Iterable[Any], total: int) -> Iterator[Any]:
        for number, item in enumerate(items, start=1):
            yield from self.work(job, context, [item])
            self.notice(job.name, number, total)

    def work(self, job: Job, context: object, batch: list[Any]) -> list[Any]:
        results, rows = work_off(job, context, self.edges, batch)
        self.rows += rows
        return results

    def write(self, files: Files) -> None:
        self.rows.extend(self.edges.store(path, data) for path, data in files)

    def shutdown(self) -> None:
        """Nobody else is there to go."""

    def close(self) -> None:
        """Nothing to end."""


class ProcessPool(InProcess):
    """Shares the work out over this process and `count - 1` spawned ones."""

    def __init__(self, edges: InputOutput, notice: Notice, count: int) -> None:
        super().__init__(edges, notice)
        context = multiprocessing.get_context("spawn")
        self.kept: list[Answer] = []
        """What this process has made and all are to keep; likewise, as they came, the others' answers."""
        self.messages: list[tuple[Connection, bytes]] = []
        self.processes, self.pipes = [], []
        for _ in range(count - 1):
            ours, theirs = context.Pipe()
            process = context.Process(target=serve, args=(theirs,), daemon=True)
            with interrupts_blocked():
                process.start()
            theirs.close()
            self.processes.append(process)
            self.pipes.append(ours)
        send(edges, self.pipes)

    def open(self, job: Job, shared: object) -> None:
        """What is kept goes first, and not to whoever made it."""
        while self.kept:
            send(self.kept.pop(), self.pipes)
        while self.messages:
            maker, message = self.messages.pop()
            for pipe in self.pipes:
                if pipe is not maker:
                    pipe.send_bytes(message)
        send((job, shared), self.pipes)

    def map(self, job: Job, context: object, items: Iterable[Any], total: int) -> Iterator[Any]:
        """The others begin at once, this process when the first result is asked for."""
        batches = deque(enumerate(batched(items)))
        inbox: Inbox = queue.SimpleQueue()
        messages = self.messages if job.keep and len(self.processes) > 1 else None
        for pipe in self.pipes:
            threading.Thread(target=feed, args=(pipe, batches, inbox, messages), daemon=True).start()
        return self.in_turn(job, self.deal(job, context, batches, inbox, total), total)

    def in_turn(self, job: Job, batches: Iterable[tuple[int, list[Any]]], total: int) -> Iterator[Any]:
        waiting: dict[int, list[Any]] = {}
        following = done = 0
        for number, results in batches:
            waiting[number] = results
            done += len(results)
            self.notice(job.name, done, total)
            while following in waiting:
                yield from waiting.pop(following)
                following += 1

    def deal(
        self, job: Job, context: object, batches: Batches, inbox: Inbox, total: int
    ) -> Iterator[tuple[int, list[Any]]]:
        """Everyone takes batches until there are no more; yields (number, results) as they are done.

        This process takes them from the front and the workers from the back: what stands together in a list shares
        work, and is so rather done by one of them.
        """
        left = total
        while left:
            if batch := take(batches.popleft):
                number, results = batch[0], self.work(job, context, batch[1])
                left -= len(results)
                if job.keep:
                    self.kept.append((number, results, []))
                yield number, results
            while left and not (batches and inbox.empty()):
                number, results = self.collect(inbox.get())
                left -= len(results)
                yield number, results

    def collect(self, answer: "Answer | BaseException") -> tuple[int, list[Any]]:
        if isinstance(answer, BaseException):
            raise answer
        number, results, rows = answer
        self.rows += rows
        return number, results

    def shutdown(self) -> None:
        """Nothing more is to be done: the others end while this process goes on."""
        for pipe in self.pipes:
            pipe.close()

    def close(self) -> None:
        self.shutdown()
        for process in self.processes:
            process.join(timeout=1)
            if process.is_alive():
                process.terminate()


def batched(items: Iterable[Any]) -> Iterator[list[Any]]:
    remaining = iter(items)
    while batch := list(islice(remaining, BATCH)):
        yield batch


def take(end: Callable[[], tuple[int, list[Any]]]) -> tuple[int, list[Any]] | None:
    """A batch from one end, or None where another thread has taken the last."""
    try:
        return end()
    except IndexError:
        return None


def send(message: object, pipes: Iterable[Connection]) -> None:
    message = pickle.dumps(message, protocol=5)
    for pipe in pipes:
        pipe.send_bytes(message)


def feed(
    pipe: Connection,
    batches: Batches,
    inbox: Inbox,
    messages: list[tuple[Connection, bytes]] | None,
) -> None:
    """Keeps one worker in work from a thread of its own, however long this process is at a page.

    Its answers are left in `letters` as well, where others are to have them.
    """
    in_hand = 0
    try:
        while True:
            while in_hand < AHEAD and (batch := take(batches.pop)):
                send(batch, [pipe])
                in_hand += 1
            if not in_hand:
                return
            message = receive(pipe)
            answer = opened(message)
            if messages is not None:
                messages.append((pipe, message))
            inbox.put(answer)
            in_hand -= 1
    except BaseException as error:  # noqa: BLE001 - it is raised where the answers are collected.
        inbox.put(error)


def receive(pipe: Connection) -> bytes:
    """The letter with the answer to a batch; raises OSError where the worker was killed."""
    try:
        return pipe.recv_bytes()
    except EOFError:
        raise OSError("a worker process ended before its work was done (out of memory?)") from None


def opened(message: bytes) -> "Answer":
    """The answer to a batch; raises what the worker raised."""
    answer = pickle.loads(message)
    if isinstance(answer, BaseException):
        raise answer
    return cast("Answer", answer)


@contextmanager
def interrupts_blocked() -> Iterator[None]:
    """For what is started meanwhile, from any thread: a terminal sends Ctrl-C to every process, and only the main one
    is to answer."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # Else it is started with the first process, and unblocks what it finds blocked.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def serve(pipe: Connection) -> None:
    """The life of one worker: its edges, then a job with its frame, batches of its items, what the others have made of
    theirs and are not alone to keep, and the next job, until the pipe closes.

    It listens before anything else: to import what its edges need takes a while, and nobody is to wait with a letter.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Not every system hands it down.
    collect_no_cycles()
    inbox: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=listen, args=(pipe, inbox), daemon=True).start()
    if message := inbox.get():
        work_through(inbox, pipe, pickle.loads(message))
    os._exit(0)  # To take every value apart first would take longer than some pages.


def work_through(inbox: "queue.SimpleQueue[bytes]", pipe: Connection, edges: InputOutput) -> None:
    job: Any = None
    context: Any = None
    kept: dict[int, list[Any]] = {}
    while message := inbox.get():
        answer: object = None
        try:
            match pickle.loads(message):
                case Job() as following, shared:
                    context = following.open(shared, in_order(kept)) if job and job.keep else following.open(shared)
                    job, kept = following, {}
                case number, batch:
                    results, rows = work_off(job, context, edges, batch)
                    kept[number] = what_is_kept(job, results)
                    answer = number, results, rows
                case number, results, _:
                    kept[number] = what_is_kept(job, results)
        except BaseException as error:  # noqa: BLE001 - whatever it is, the main process must hear of it.
            answer = error
        try:
            if answer:
                send(answer, [pipe])
        except OSError:  # The main process has ended.
            return


def what_is_kept(job: Job, results: list[Any]) -> list[Any]:
    return [job.keep(result) for result in results] if job.keep else []


def in_order(batches: dict[int, list[Any]]) -> Iterator[Any]:
    return chain.from_iterable(batches[number] for number in sorted(batches))


def collect_no_cycles() -> None:
    """Do not look for cycles, for the length of a build: values are trees, and a whole site leaves some hundred
    objects in cycles."""
    gc.disable()


def work_off(job: Job, context: object, edges: InputOutput, batch: Sequence[Any]) -> tuple[list[Any], list[Any]]:
    results: list[Any] = []
    rows: list[Any] = []
    for item in batch:
        result, files = job.work(context, edges.load(item))
        results.append(result)
        rows.extend(edges.store(path, data) for path, data in files)
    return results, rows


def listen(pipe: Connection, inbox: "queue.SimpleQueue[bytes]") -> None:
    """Empty the pipe at all times: were both ends to write at once, both would wait for ever.

    An empty letter is the end.
    """
    try:
        while True:
            inbox.put(pipe.recv_bytes())
    except (EOFError, OSError):
        inbox.put(b"")


@contextmanager
def executor(edges: InputOutput, count: int, notice: Notice) -> Iterator[InProcess]:
    """So many processes, this one among them, for the length of a `with`."""
    runner = ProcessPool(edges, notice, count) if count > 1 else InProcess(edges, notice)
    try:
        yield runner
    finally:
        runner.close()
