"""No text raises: whatever stands in a file, parsing it answers with values and findings, each with a place."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.model.finding import CODES
from builder.model.sources import Source
from builder.parse.annotations import parse_annotations
from builder.parse.article import parse_article, parse_page
from builder.parse.config import parse_config
from builder.parse.entities import parse_entities
from builder.parse.locate import locate

PIECES = [
    "statements:", "defaults:", "actors:", "questions:", "title: x", "- ", "  ", "\n", "\n- quote: a", "\n  gist: b",
    "\n  by: ", "\n  when: ", "\n  positions: ", "{", "}", "[", "]", ": ", ", ", '"', "'", "#", " #", "&a", "*a", "!",
    "|", ">", "%", "@", "`", "\t", "\\", "---\n",
    "\n---\n", "none", "é", "\u2028", "\x85", "\x00", "\ufeff", "~", "=", "+",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=30).map("".join)
PARSERS: list[Callable[[Source], Any]] = [
    parse_annotations, parse_article, parse_config, parse_entities, parse_page,
]  # fmt: skip


@pytest.mark.parametrize("parse", PARSERS)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=TEXTS, fenced=st.booleans())
def test_no_text_raises(parse: Callable[[Source], Any], text: str, *, fenced: bool) -> None:
    source = Source("content/articles/a.md", f"---\n{text}\n---\n{text}" if fenced else text)
    _, findings = parse(source)
    for finding in findings:
        place = locate(finding.location, source.text)
        assert finding.code in CODES
        assert 1 <= place.line <= source.text.count("\n") + 1
        assert 1 <= place.column <= place.end_column
