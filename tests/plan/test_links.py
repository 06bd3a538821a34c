"""Ids as a reader reads them."""

import pytest

from builder.plan.context import plan_context
from tests import make

KNOWN = make.entities(
    make.question("q"),
    make.actor("us", name="United States", aliases=("US",)),
    make.actor("eu", name="European Union", aliases=("EU",)),
    make.place("kyiv", name="Kyiv"),
)


@pytest.mark.parametrize(
    ("option", "words"),
    [
        ("none", "none"),
        ("at-a-price", "at a price"),
        ("january-2025", "January 2025"),
        ("by-late-january", "by late January"),
        ("may-2025", "May 2025"),
        ("15-may", "15 May"),
        ("may-join", "may join"),
        ("march-on", "march on"),
        ("sept-2025", "Sept 2025"),
        ("on-monday", "on Monday"),
        ("2025-05-01", "1 May 2025"),
        ("by-2025-05", "by May 2025"),
        ("2025-13", "2025–13"),
        ("in-2-3-years", "in 2–3 years"),
        ("2025-2026", "2025–2026"),
        ("united-states-pays", "United States pays"),
        ("us", "United States"),
        ("us-and-eu", "US and EU"),
        ("talks-in-kyiv", "talks in Kyiv"),
    ],
)
def test_an_option_is_read_with_its_proper_nouns_dates_and_numbers(option: str, words: str) -> None:
    assert plan_context(make.graph(KNOWN, {})).links.option("q", option).words == words
