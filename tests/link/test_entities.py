"""Entities against each other: ids twice, references to nothing, ladders that do not exist."""

from typing import Any

import pytest

from builder.link.names import link_entities, linkable
from builder.model.entities import Member, Record, Role
from tests import make

BASE: list[tuple[str, Record]] = [
    ("actor", make.actor("ann", name="Ann")),
    ("deal", make.deal("loan")),
    ("place", make.place("port")),
]
KIND = {"Actor": "actor", "Deal": "deal", "Event": "event", "Place": "place", "Question": "question"}


def found(*records: Record) -> list[tuple[str, str]]:
    pairs = [*BASE, *((KIND[type(record).__name__], record) for record in records)]
    _, findings = link_entities(pairs, make.config())
    return [(finding.code, finding.location.part) for finding in findings]


@pytest.mark.parametrize(
    ("record", "code", "part"),
    [
        (make.actor("x", part_of="nobody"), "unknown-actor", "nobody"),
        (make.actor("x", owner="loan"), "wrong-kind", "loan"),
        (make.actor("x", not_same_as=("nobody",)), "unknown-actor", "nobody"),
        (make.actor("x", members=(Member("nobody"),)), "unknown-actor", "nobody"),
        (make.actor("x", roles=(Role("Chair", "nobody"),)), "unknown-actor", "nobody"),
        (make.deal("x", parties=("ann", "nobody")), "unknown-actor", "nobody"),
        (make.deal("x", part_of="lone"), "unknown-deal", "lone"),
        (make.deal("x", ladder="stairs"), "bad-value", "stairs"),
        (make.event("x", at=("harbour",)), "unknown-place", "harbour"),
        (make.place("x", part_of="ann"), "wrong-kind", "ann"),
        (make.question("x", deal="lone"), "unknown-deal", "lone"),
        (make.event("ann"), "duplicate-id", ""),
    ],
)
def test_what_does_not_resolve(record: Record, code: str, part: str) -> None:
    assert found(record) == [(code, part)]


def test_what_does() -> None:
    assert found(make.actor("x", part_of="ann"), make.deal("y", part_of="loan", parties=("ann",))) == []


def test_a_reference_to_nothing_is_gone() -> None:
    entities, _ = link_entities([*BASE, ("deal", make.deal("x", parties=("ann", "nobody")))], make.config())
    assert entities.deals["x"].parties == ("ann",)


def test_the_order_of_files_makes_no_difference() -> None:
    assert link_entities(BASE, make.config()) == link_entities(BASE[::-1], make.config())


@pytest.mark.parametrize(
    ("keys", "other", "words"),
    [
        ({"name": "Bo", "aliases": ("B",)}, {}, {"Bo": "x", "B": "x"}),
        ({"name": "Bo"}, {"aliases": ("Bo",)}, {"Bo": ""}),
        ({"name": "Bo"}, {"ambiguous": ("Bo",)}, {"Bo": ""}),
        ({"name": "Bo", "ambiguous": ("B",)}, {}, {"Bo": "x", "B": ""}),
        ({"name": "Bo", "page": False}, {}, {"Bo": ""}),
    ],
    ids=["its own", "shared", "another's ambiguous one", "its ambiguous one", "no page"],
)
def test_names_that_running_text_may_link(keys: dict[str, Any], other: dict[str, Any], words: dict[str, str]) -> None:
    names = linkable(make.entities(make.actor("x", **keys), make.actor("y", **other)))
    assert {word: names[word] for word in names if word in words} == words
