"""A link to the publisher's page leads to the passage, in words that surely stand there as they do in our copy."""

import pytest

from builder.plan.parts.cards import fragment, passage


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("a loan of 20 pounds", "a%20loan%20of%2020%20pounds"),
        ("declined Ukraine’s request for formal guarantees", "request%20for%20formal%20guarantees"),
        ("“much more” through the deal", "through%20the%20deal"),
        ("one … two three four", "two%20three%20four"),
        ("“Yes”", "%E2%80%9CYes%E2%80%9D"),
        ("a b, c & d", "a%20b%2C%20c%20%26%20d"),
        (
            "one two three four five six seven eight nine ten eleven twelve thirteen",
            "one%20two%20three%20four,ten%20eleven%20twelve%20thirteen",
        ),
    ],
)
def test_the_words_that_a_browser_looks_for(quote: str, expected: str) -> None:
    assert fragment(quote) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("", ""),
        ("https://example.org/1", "https://example.org/1#:~:text=two%20words"),
        ("https://example.org/1#:~:text=old", "https://example.org/1#:~:text=two%20words"),
        ("https://example.org/1#part:~:text=old", "https://example.org/1#part:~:text=two%20words"),
        ("https://example.org/1#part", "https://example.org/1#part:~:text=two%20words"),
    ],
)
def test_the_address_keeps_its_own_fragment(url: str, expected: str) -> None:
    assert passage(url, "two words") == expected
