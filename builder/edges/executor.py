"""Processes that share out a map over independent values.

In go a job (pure functions), a context that all its items share, and the items; out come the results, in the order
of the items. Items are read, and the files that a job makes are stored, in the process that does the work, so that
neither travels. Processes are spawned, not forked, so that it is the same on every system.

`concurrent.futures` is not used: what a process makes of one job stays there for the next, and the main process, which
is idle otherwise, does its share of the work.
"""

import gc
import multiprocessing
import os
import pickle
import queue
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from typing import Any

from builder.model.job import Drawing, Files, Job

BATCH = 32
"""Items that are sent together."""
AHEAD = 2
"""Batches sent to a worker before its answers are in, so that it never waits for the main process."""

STOPPED = "a worker process stopped before it had finished (out of memory?)"

Batches = deque[tuple[int, list[Any]]]
"""Numbered, with their items. Whoever is free takes one, from either end."""
Answer = tuple[int, list[Any], list[Any]]
"""A batch's number, its results, and the rows of the files it made."""
Answers = queue.SimpleQueue["Answer | BaseException"]
Notice = Callable[[str, int, int], None]
"""Told of progress: what is done, how many of how many."""


@dataclass(frozen=True)
class InputOutput:
    """How a process reads an item, and how it stores a file, which returns a row about it."""

    load: Callable[[Any], Any]
    store: Callable[[str, bytes | Drawing], Any]


class InProcess:
    """Does all the work where it is called."""

    def __init__(self, io: InputOutput, notice: Notice) -> None:
        self.io = io
        self.notice = notice
        self.rows: list[Any] = []
        """What `store` has returned for each file, in any order."""

    def open(self, job: Job, shared: object) -> None:
        """There is no other process to tell."""

    def map(self, job: Job, context: object, items: Iterable[Any], total: int) -> Iterator[Any]:
        for number, item in enumerate(items, start=1):
            yield from self.work(job, context, [item])
            self.notice(job.name, number, total)

    def work(self, job: Job, context: object, batch: list[Any]) -> list[Any]:
        results, rows = work_through(job, context, self.io, batch)
        self.rows += rows
        return results

    def write(self, files: Files) -> None:
        self.rows.extend(self.io.store(path, data) for path, data in files)

    def shutdown(self) -> None:
        """There is no other process to end."""

    def close(self) -> None:
        """There is no other process to wait for."""


class ProcessPool(InProcess):
    """Shares the work out over this process and `count - 1` spawned workers."""

    def __init__(self, io: InputOutput, notice: Notice, count: int) -> None:
        super().__init__(io, notice)
        spawning = multiprocessing.get_context("spawn")
        self.kept: list[Answer] = []
        """What this process has made of a job whose results all are to keep."""
        self.received: list[tuple[Connection, bytes]] = []
        """What the workers have made of it: each message as it came, to be passed on to the other workers."""
        self.processes, self.pipes = [], []
        for _ in range(count - 1):
            ours, theirs = spawning.Pipe()
            process = spawning.Process(target=run_worker, args=(theirs,), daemon=True)
            with interrupts_blocked():
                process.start()
            theirs.close()
            self.processes.append(process)
            self.pipes.append(ours)
        send(io, self.pipes)

    def open(self, job: Job, shared: object) -> None:
        """Sends what is to be kept of the job before, then the job."""
        while self.kept:
            send(self.kept.pop(), self.pipes)
        while self.received:
            maker, message = self.received.pop()
            send_message(message, [pipe for pipe in self.pipes if pipe is not maker])
        send((job, shared), self.pipes)

    def map(self, job: Job, context: object, items: Iterable[Any], total: int) -> Iterator[Any]:
        """The workers begin at once, this process when the first result is asked for."""
        batches: Batches = deque(enumerate(batched(items)))
        answers: Answers = queue.SimpleQueue()
        received = self.received if job.keep and len(self.processes) > 1 else None
        for pipe in self.pipes:
            threading.Thread(target=feed, args=(pipe, batches, answers, received), daemon=True).start()
        return self.in_item_order(job, self.work_along(job, context, batches, answers, total), total)

    def in_item_order(self, job: Job, batches: Iterable[tuple[int, list[Any]]], total: int) -> Iterator[Any]:
        waiting: dict[int, list[Any]] = {}
        following = done = 0
        for number, results in batches:
            waiting[number] = results
            done += len(results)
            self.notice(job.name, done, total)
            while following in waiting:
                yield from waiting.pop(following)
                following += 1

    def work_along(
        self, job: Job, context: object, batches: Batches, answers: Answers, total: int
    ) -> Iterator[tuple[int, list[Any]]]:
        """Works beside the others until nothing is left; yields (number, results) as they are done.

        This process takes batches from the front and the workers from the back: neighbours in a list share work, and
        so are better done by one process.
        """
        left = total
        while left:
            if batch := take(batches.popleft):
                number, results = batch[0], self.work(job, context, batch[1])
                left -= len(results)
                if job.keep:
                    self.kept.append((number, results, []))
                yield number, results
            while left and not (batches and answers.empty()):
                answer = answers.get()
                if isinstance(answer, BaseException):
                    raise answer
                number, results, rows = answer
                self.rows += rows
                left -= len(results)
                yield number, results

    def shutdown(self) -> None:
        """Lets the workers end, while this process goes on."""
        for pipe in self.pipes:
            pipe.close()

    def close(self) -> None:
        self.shutdown()
        for process in self.processes:
            process.join(timeout=1)
            if process.is_alive():
                process.terminate()


@contextmanager
def executor(io: InputOutput, count: int, notice: Notice) -> Iterator[InProcess]:
    """So many processes, this one among them, for the length of a `with`."""
    runner = ProcessPool(io, notice, count) if count > 1 else InProcess(io, notice)
    try:
        yield runner
    finally:
        runner.close()


def work_through(job: Job, context: object, io: InputOutput, batch: Iterable[Any]) -> tuple[list[Any], list[Any]]:
    """The results of a batch, and the rows of the files it made."""
    results: list[Any] = []
    rows: list[Any] = []
    for item in batch:
        result, files = job.work(context, io.load(item))
        results.append(result)
        rows.extend(io.store(path, data) for path, data in files)
    return results, rows


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


def send(value: object, pipes: Iterable[Connection]) -> None:
    send_message(pickle.dumps(value, protocol=5), pipes)


def send_message(message: bytes, pipes: Iterable[Connection]) -> None:
    """Raises OSError where nobody is left to read it: one that says so, since what the system calls it, a broken pipe,
    means to the command line that its reader has had enough."""
    try:
        for pipe in pipes:
            pipe.send_bytes(message)
    except OSError:
        raise OSError(STOPPED) from None


def feed(pipe: Connection, batches: Batches, answers: Answers, received: list[tuple[Connection, bytes]] | None) -> None:
    """Keeps one worker busy from a thread of its own, however long this process takes over a page.

    The messages with its answers are put into `received` as well, where other workers are to have them.
    """
    sent = 0
    try:
        while True:
            while sent < AHEAD and (batch := take(batches.pop)):
                send(batch, [pipe])
                sent += 1
            if not sent:
                return
            message = pipe.recv_bytes()
            answer = pickle.loads(message)
            if received is not None:
                received.append((pipe, message))
            answers.put(answer)
            sent -= 1
    except (EOFError, ConnectionError):
        answers.put(OSError(STOPPED))
    except BaseException as error:  # noqa: BLE001 - it is raised where the answers are collected.
        answers.put(error)


@contextmanager
def interrupts_blocked() -> Iterator[None]:
    """For processes that are started meanwhile, from any thread: a terminal sends Ctrl-C to every process, and only the
    main one is to react."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # Else it is started with the first process, and unblocks what it finds blocked.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def run_worker(pipe: Connection) -> None:
    """The life of a worker. Its messages are how to read and store, then a job with its shared context, batches of its
    items, what others have made of theirs and all are to keep, and the next job, until the pipe closes.

    It listens before anything else, since importing what it needs takes a while, and no sender is to wait for that.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Not every system hands it down.
    collect_no_cycles()
    inbox: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=listen, args=(pipe, inbox), daemon=True).start()
    if message := inbox.get():
        answer_all(inbox, pipe, pickle.loads(message))
    os._exit(0)  # To take every value apart first would take longer than some pages.


def listen(pipe: Connection, inbox: "queue.SimpleQueue[bytes]") -> None:
    """Empties the pipe at all times: if both ends wrote at once, both would wait for ever.

    The last message is empty.
    """
    try:
        while True:
            inbox.put(pipe.recv_bytes())
    except (EOFError, OSError):
        inbox.put(b"")


def answer_all(inbox: "queue.SimpleQueue[bytes]", pipe: Connection, io: InputOutput) -> None:
    job: Any = None
    context: Any = None
    kept: dict[int, list[Any]] = {}

    def keep(number: int, results: list[Any]) -> None:
        if job.keep:
            kept[number] = [job.keep(result) for result in results]

    while message := inbox.get():
        answer: object = None
        try:
            match pickle.loads(message):
                case Job() as following, shared:
                    in_order = chain.from_iterable(kept[number] for number in sorted(kept))
                    context = following.open(shared, in_order) if job and job.keep else following.open(shared)
                    job, kept = following, {}
                case number, batch:
                    results, rows = work_through(job, context, io, batch)
                    keep(number, results)
                    answer = number, results, rows
                case number, results, _:
                    keep(number, results)
        except BaseException as error:  # noqa: BLE001 - whatever it is, the main process must hear of it.
            answer = error
        try:
            if answer:
                send(answer, [pipe])
        except OSError:  # The main process has ended.
            return


def collect_no_cycles() -> None:
    """Does not look for cycles, for the length of a build: values are trees, and a whole site leaves some hundred
    objects in cycles."""
    gc.disable()
