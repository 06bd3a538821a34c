"""What differs between two looks at a site's files."""

import pytest

from builder.edges.watch.signatures import COARSE_TICK, TICK, Seen, Signature, Snapshot, changes, is_folder, renewed

FILE, FOLDER = 0o100644, 0o040755
OLD = 7 * COARSE_TICK + 1
A: Signature = (OLD, 5, 11, FILE)
B: Signature = (OLD, 5, 12, FILE)
SIGHT = Snapshot({"content/a.md": A, "content/x/b.md": B}, frozenset({"content/x/b.md"}))


@pytest.mark.parametrize(
    ("seen", "named", "expected"),
    [
        ({"content/a.md": A}, {"content/a.md"}, set()),  # It was read.
        ({"content/a.md": (OLD + 1, 5, 11, FILE)}, {"content/a.md"}, {"content/a.md"}),
        ({"content/a.md": (OLD, 6, 11, FILE)}, set(), {"content/a.md"}),
        ({"content/a.md": (OLD, 5, 13, FILE)}, set(), {"content/a.md"}),  # Another took its place.
        ({"content/a.md": (OLD, 5, 11, 0o100000)}, set(), {"content/a.md"}),  # Nobody may read it now.
        ({"content/a.md": None}, set(), {"content/a.md"}),
        ({"content/c.md": A}, set(), {"content/c.md"}),
        ({"content/sedA1b2": None}, {"content/sedA1b2"}, set()),  # Made and removed again.
        ({"content/x/b.md": B}, {"content/x/b.md"}, {"content/x/b.md"}),  # No signature can tell.
        ({"content/x/b.md": B}, set(), set()),
    ],
)
def test_a_change_is_what_differs(seen: Seen, named: set[str], expected: set[str]) -> None:
    assert changes(SIGHT, seen, frozenset(named)) == expected


def test_a_sight_is_renewed_where_something_was_seen() -> None:
    snapshot = renewed(SIGHT, {"content/a.md": None, "content/x/b.md": B, "content/c.md": A}, OLD + COARSE_TICK)
    assert snapshot == Snapshot({"content/x/b.md": B, "content/c.md": A}, frozenset())
    assert renewed(SIGHT, {}, OLD) == SIGHT


@pytest.mark.parametrize(
    ("written", "later", "hasty"),
    [
        (OLD, TICK - 1, True),
        (OLD, TICK, False),
        (OLD, -1, True),  # Written while all files were looked at, or by another machine's clock.
        (3 * COARSE_TICK, COARSE_TICK - 1, True),  # A file system that counts in seconds.
        (3 * COARSE_TICK, COARSE_TICK, False),
    ],
)
def test_a_signature_taken_within_a_tick_of_the_writing_may_hide_another(
    *, written: int, later: int, hasty: bool
) -> None:
    snapshot = renewed(Snapshot(), {"site.yml": (written, 5, 1, FILE)}, written + later)
    assert snapshot.hasty == ({"site.yml"} if hasty else set())


@pytest.mark.parametrize(
    ("path", "found", "expected"),
    [
        ("content/x", (OLD, 5, 1, FOLDER), True),
        ("content/x", None, True),  # It held a file that is known.
        ("content/x/b.md", None, False),
        ("content/a", None, False),
        ("content/a.md", A, False),
    ],
)
def test_folders_are_told_from_files(path: str, found: Signature | None, *, expected: bool) -> None:
    assert is_folder(path, found, SIGHT) is expected
