"""A few single forgeries of the sample site: what docs/checks.md promises holds, whatever the seed."""

from pathlib import Path

import pytest

from tests.forgeries.trial import KINDS, Desk, Tally, trial

CAUGHT = (
    "quote: a word changed", "quote: a word left out", "quote: two words change places",
    "quote: a gap swallows `not` or `may`", "gist: a figure changed", "gist: a scale changed", "gist: a sum invented",
    "gist: a link misspelt", "by: an unnamed voice in other words", "amount: a figure changed",
    "amount: another scale", "quantity: a figure changed", "relation: to itself", "a key misspelt", "an id misspelt",
    "article: recorded in the future", "entity: an alias that is another's name",
)  # fmt: skip
"""Kinds of which nothing may be missed, in articles whose text is on file."""


@pytest.fixture(scope="module")
def tallies() -> dict[str, Tally]:
    return trial(Desk(Path(__file__).parents[1]), seed=3, most=1)


def test_every_kind_is_tried(tallies: dict[str, Tally]) -> None:
    assert [kind for kind in KINDS if not tallies[kind].tried] == []


@pytest.mark.parametrize("kind", CAUGHT)
def test_what_is_promised_is_caught(kind: str, tallies: dict[str, Tally]) -> None:
    assert tallies[kind].found["missed"] == 0
    assert tallies[kind].placed == tallies[kind].tried
