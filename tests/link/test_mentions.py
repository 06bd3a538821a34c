"""First mentions in running text."""

import pickle

import pytest

from builder.link.names import automaton, first_mentions
from builder.model.article import Ref

NAMES = automaton(
    {
        "Norland": "norland",
        "North Sea": "sea",
        "the North": "norland",
        "The Norland Gazette": "gazette",
        "Olena Koval": "koval",
        "Koval": "koval",
        "Port’s Office": "office",
        "Moscow": "",
    }
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Norland and Norland", [("norland", 0)]),
        ("NORLAND, Norlands, norland", []),
        ("Norland's", [("norland", 0)]),
        ("pre-Norland", [("norland", 4)]),
        ("The Norland Gazette of Norland", [("gazette", 0), ("norland", 23)]),
        ("the North Sea", [("norland", 0)]),
        ("Olena Koval, Koval", [("koval", 0)]),
        ("Koval, Olena Koval", [("koval", 0)]),
        ("a Port's Office", [("office", 2)]),
        ("Moscow", []),
        ("", []),
    ],
)
def test_leftmost_longest_once(text: str, found: list[tuple[str, int]]) -> None:
    assert [(id, start) for id, start, _ in first_mentions(text, (), (), NAMES)] == found


def test_none_in_closed_stretches() -> None:
    text = "Norland of Norland"
    assert [start for _, start, _ in first_mentions(text, ((0, 7),), (), NAMES)] == [11]


def test_none_where_the_author_linked_it() -> None:
    text = "Norland, the land, and Koval"
    mentions = first_mentions(text, ((9, 17),), (Ref("norland", 9, 17, 0),), NAMES)
    assert [(id, start) for id, start, _ in mentions] == [("norland", 9), ("koval", 23)]


def test_none_for_ids_that_need_none() -> None:
    assert first_mentions("The Norland Gazette says", (), (), NAMES, {"gazette"}) == ()


def test_no_names_at_all() -> None:
    assert first_mentions("Norland", (), (), automaton({})) == ()


def test_it_travels_between_processes() -> None:
    again = pickle.loads(pickle.dumps(NAMES))
    assert first_mentions("Koval", (), (), again) == first_mentions("Koval", (), (), NAMES)
