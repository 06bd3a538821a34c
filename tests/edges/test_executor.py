"""Work shared out over processes gives what one process gives, in order, however large what travels is."""

import os
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from builder.edges.executor import InProcess, InputOutput, ProcessPool, executor
from builder.model.job import Drawing, Job

Work = Callable[[int, int], tuple[str, list[tuple[str, bytes]]]]


def load(item: int) -> int:
    return item * 10


def store(path: str, content: bytes | Drawing) -> tuple[str, int]:
    assert isinstance(content, bytes)
    return path, len(content)


def prepared(shared: int) -> int:
    return shared + 1


def work(context: int, item: int) -> tuple[str, list[tuple[str, bytes]]]:
    return f"{context}:{item}:" + "x" * 20_000, [(f"{item}.txt", b"y" * item)]


def slowly(context: int, item: int) -> tuple[tuple[int, str], list[tuple[str, bytes]]]:
    time.sleep(0.001)
    return (os.getpid(), f"{item}:rest"), []


def head(result: tuple[int, str]) -> str:
    return result[1].removesuffix(":rest")


def gathered(shared: str, kept: Iterable[str]) -> tuple[str, ...]:
    return (shared, *kept)


def tell(context: object, item: int) -> tuple[tuple[int, object], list[tuple[str, bytes]]]:
    time.sleep(0.001)
    return (os.getpid(), context), []


def fail(context: int, item: int) -> tuple[str, list[tuple[str, bytes]]]:
    raise ValueError(f"item {item}")


def die(context: int, item: int) -> tuple[str, list[tuple[str, bytes]]]:
    os._exit(9)


def unseen(stage: str, done: int, total: int) -> None:
    assert done <= total


def done(pool: InProcess, work: Work, shared: int, items: range) -> list[str]:
    job = Job("work", prepared, work)
    pool.open(job, shared)
    return list(pool.map(job, prepared(shared), items, len(items)))


EDGES = InputOutput(load, store)


@pytest.mark.parametrize("count", [1, 2])
def test_results_come_in_the_order_of_the_items(count: int) -> None:
    with executor(EDGES, count, unseen) as pool:
        results = done(pool, work, 6, range(700))
    assert [result.split(":")[:2] for result in results] == [["7", str(item * 10)] for item in range(700)]
    assert sorted(pool.rows) == sorted((f"{item * 10}.txt", item * 10) for item in range(700))


def test_two_jobs_one_after_the_other_have_their_own_contexts() -> None:
    with executor(EDGES, 2, unseen) as pool:
        first = [result[:2] for result in done(pool, work, 1, range(3))]
        second = [result[:2] for result in done(pool, work, 2, range(3))]
    assert (first, second) == (["2:"] * 3, ["3:"] * 3)


@pytest.mark.parametrize("count", [2, 3])
def test_what_a_job_keeps_every_process_has_when_the_next_is_prepared(count: int) -> None:
    first, second = Job("first", prepared, slowly, keep=head), Job("second", gathered, tell)
    with executor(EDGES, count, unseen) as pool:
        pool.open(first, 6)
        made = list(pool.map(first, 7, range(400), 400))
        pool.open(second, "seen")
        told = list(pool.map(second, None, range(400), 400))
    assert len({who for who, _ in made}) == count
    others = {known for who, known in told if who != os.getpid()}
    assert others == {("seen", *(str(item * 10) for item in range(400)))}


def test_what_a_worker_raises_is_raised_here() -> None:
    with executor(EDGES, 2, unseen) as pool, pytest.raises(ValueError, match="item"):
        done(pool, fail, 1, range(5))


def test_a_worker_that_is_killed_is_one_clear_error() -> None:
    with executor(EDGES, 2, unseen) as pool, pytest.raises(OSError, match="worker process stopped"):
        done(pool, die, 1, range(5))


def killed(pool: InProcess) -> None:
    assert isinstance(pool, ProcessPool)
    for process in pool.processes:
        process.kill()
        process.join()


def test_a_worker_that_is_killed_before_it_has_begun_is_one_clear_error() -> None:
    with executor(EDGES, 2, unseen) as pool:
        killed(pool)
        with pytest.raises(OSError, match="worker process stopped"):
            done(pool, work, 1, range(100))


@pytest.mark.parametrize("keep", [None, head])
def test_a_worker_that_is_killed_between_two_jobs_is_one_clear_error(keep: Callable[[Any], Any] | None) -> None:
    job = Job("work", prepared, slowly, keep)
    with executor(EDGES, 3, unseen) as pool:
        pool.open(job, 1)
        list(pool.map(job, prepared(1), range(100), 100))
        killed(pool)
        with pytest.raises(OSError, match="worker process stopped") as caught:
            done(pool, work, 1, range(1000))
        assert not isinstance(caught.value, BrokenPipeError), "which the command line takes for a closed output"


def test_nothing_to_do() -> None:
    with executor(EDGES, 2, unseen) as pool:
        assert done(pool, work, 1, range(0)) == []


def sign(folder: Path, item: int) -> tuple[int, list[tuple[str, bytes]]]:
    (folder / str(os.getpid())).touch()
    return item, []


def until(seen: Callable[[], bool]) -> None:
    """Fails where it is not seen for long."""
    deadline = time.monotonic() + 30
    while not seen():
        assert time.monotonic() < deadline
        time.sleep(0.001)


def same(shared: Path) -> Path:
    return shared


def test_the_others_begin_before_a_result_is_asked_for(tmp_path: Path) -> None:
    job = Job("work", same, sign)
    with executor(EDGES, 2, unseen) as pool:
        pool.open(job, tmp_path)
        results = pool.map(job, tmp_path, range(700), 700)
        until(lambda: bool(list(tmp_path.iterdir())))
        assert not (tmp_path / str(os.getpid())).exists()
        assert list(results) == [item * 10 for item in range(700)]


@pytest.mark.parametrize("begun", [[], [range(700)]])
def test_no_thread_is_left_of_a_pool(begun: list[range], tmp_path: Path) -> None:
    before = threading.active_count()
    with executor(EDGES, 2, unseen) as pool:
        done(pool, work, 1, range(100))
        for items in begun:
            pool.open(Job("left alone", same, sign), tmp_path)
            pool.map(Job("left alone", same, sign), tmp_path, items, len(items))
    until(lambda: threading.active_count() <= before)


def test_workers_end_at_a_shutdown_while_this_process_goes_on() -> None:
    with executor(EDGES, 2, unseen) as pool:
        assert isinstance(pool, ProcessPool)
        done(pool, work, 1, range(100))
        pool.shutdown()
        (process,) = pool.processes
        process.join(timeout=30)
        assert process.exitcode == 0
