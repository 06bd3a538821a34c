"""The site's licence as an address, and what is said with it."""

import pytest

from builder.plan.exports.licence import address, notice
from tests import make


@pytest.mark.parametrize(
    ("licence", "expected"),
    [
        ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
        ("CC BY-NC-SA 3.0", "https://creativecommons.org/licenses/by-nc-sa/3.0/"),
        ("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("https://example.org/terms", "https://example.org/terms"),
        ("All rights reserved", ""),
        ("", ""),
    ],
)
def test_where_a_licence_can_be_read(licence: str, expected: str) -> None:
    assert address(licence) == expected


def test_the_notice_never_licenses_the_quotes() -> None:
    ours, theirs = notice(make.config(licence="CC-BY-4.0"))
    assert ours == "Our own words are licensed under CC-BY-4.0."
    assert "not ours to license" in theirs
    assert notice(make.config())[0] == "No licence is given."
