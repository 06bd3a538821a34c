"""What the docs list is what the code's tables hold."""

from pathlib import Path

import pytest

from tests.reference import PAGES, made


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_made_parts_of_the_docs_are_as_made(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert "<!-- made: " in text
    assert text == made(text), "run `make reference`"
