"""A save is shown at once, a checkout as one, and neither waits for quiet for ever."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

import pytest

from builder.edges.watch.debounce import Burst, Hint, due, joined, pause


def bursts(hints: Iterable[tuple[float, str | None]]) -> Iterator[tuple[float, Burst]]:
    """The bursts into which a course of changes falls, each with the moment of its end."""
    burst = None
    for at, path in hints:
        if burst and due(burst) <= at:
            yield due(burst), burst
            burst = None
        burst = joined(burst, [Hint(at, path)])
    if burst:
        yield due(burst), burst


def test_a_burst_holds_what_its_hints_say() -> None:
    one = joined(None, [Hint(1.0, "a"), Hint(2.0, "b")])
    assert one == Burst(frozenset({"a", "b"}), folders=False, first=1.0, last=2.0)
    assert joined(one, []) == one
    assert joined(one, [Hint(3.0, None)]) == Burst(frozenset({"a", "b"}), folders=True, first=1.0, last=3.0)


@pytest.mark.parametrize("step", [0.0, 0.003, 0.009])
def test_the_steps_of_one_save_are_one_burst_that_ends_soon_after_them(step: float) -> None:
    hints = [(step * number, path) for number, path in enumerate(("a.md~", "a.md", "a.md", "a.md"))]
    [(end, burst)] = bursts(hints)
    assert burst.paths == {"a.md~", "a.md"}
    assert end == pytest.approx(3 * step + 0.010)


def test_a_checkout_is_one_burst_however_long_it_takes() -> None:
    hints = [(number / 600, f"{number}.md") for number in range(1000)]  # At first, three files in their own time.
    [(end, burst)] = bursts([(-0.009, "x.md"), (-0.005, "y.md"), *hints])
    assert len(burst.paths) == 1002
    assert end == pytest.approx(999 / 600 + 0.150)


def test_a_folder_is_waited_for_as_long_as_many_files() -> None:
    [(end, burst)] = bursts([(0.0, None), (0.1, "a.md")])
    assert burst.folders
    assert end == pytest.approx(0.1 + 0.150)


def test_saves_that_never_pause_are_shown_four_times_a_second() -> None:
    ends = [end for end, _ in bursts((number / 200, "a.md") for number in range(4000))]
    assert len(ends) > 60
    assert max(later - end for end, later in pairwise(ends)) < 0.27


def test_ever_new_files_that_never_pause_are_shown_as_well() -> None:
    ends = [end for end, _ in bursts((number / 5000, f"{number}") for number in range(50_000))]
    assert max(later - end for end, later in pairwise(ends)) < 2.1


@pytest.mark.parametrize(
    ("cost", "relied", "polled", "recent", "expected"),
    [
        (0.001, True, False, True, 1.0),  # A burst was just told: did it come as a whole?
        (0.001, True, False, False, 3.0),
        (0.001, False, False, False, 0.3),  # Events fail to come.
        (0.001, True, True, True, 0.3),  # There are none.
        (0.100, True, False, False, 5.0),  # Two hundredths of a core, while nothing happens.
        (0.100, False, False, False, 5.0),
        (0.100, True, True, False, 1.0),  # A tenth, where nothing else can be done.
    ],
)
def test_looking_takes_a_small_share_of_the_time(
    *, cost: float, relied: bool, polled: bool, recent: bool, expected: float
) -> None:
    assert pause(cost, relied=relied, polled=polled, recent=recent) == pytest.approx(expected)
