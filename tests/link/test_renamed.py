"""Articles after a renaming have the mentions that they would have been given by the names as they are now."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.link import renamed as module
from builder.link.mentions import first_mentions
from builder.link.names import Names, prepare
from builder.link.renamed import overlap, renamed, renaming
from builder.model.corpus import Ref
from builder.model.graph import Article
from tests import make

WORDS = ("North", "Land", "Port", "Bank", "North-Land", "of", "U.S.", "1.5")
phrases = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
tables = st.fixed_dictionaries({}, optional={id: st.lists(phrases, min_size=1, max_size=3) for id in ("x", "y", "z")})


def known(table: dict[str, list[str]]) -> Names:
    """Each with its names, the first of which it goes by."""
    return prepare(
        make.entities(*(make.deal(id, name=names[0], aliases=tuple(names[1:])) for id, names in table.items()))
    )


@st.composite
def articles(draw: st.DrawFn) -> Article:
    text = " ".join(draw(st.lists(st.sampled_from((*WORDS, "and", "Northern", ",")), max_size=14)))
    spans = st.tuples(st.integers(0, 40), st.integers(1, 8)).map(lambda span: (span[0], sum(span)))
    refs = draw(st.lists(st.builds(Ref, st.sampled_from(("x", "y")), st.just(90), st.just(91), st.just(0)), max_size=1))
    body = replace(make.body(text), closed=tuple(draw(st.lists(spans, max_size=2))), refs=tuple(refs))
    return replace(make.article("a"), body=body, rights="full")


def linked(article: Article, names: Names) -> Article:
    body = article.body
    return replace(article, mentions=first_mentions(body.text, body.closed, body.refs, names.running))


@settings(max_examples=500)
@given(articles(), tables, tables)
def test_a_renaming_is_as_good_as_a_reading(
    article: Article, before: dict[str, list[str]], now: dict[str, list[str]]
) -> None:
    old, new = known(before), known(now)
    found = renamed(linked(article, old), renaming(old, new), new)
    assert found.mentions == linked(article, new).mentions


def test_a_name_that_stands_alone_is_not_looked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "first_mentions", None)
    article = replace(make.article("a", text="In the Port of North Bank."), rights="full")
    without, old = known({"y": ["North Bank"]}), known({"x": ["Port"], "y": ["North Bank"]})
    plain = replace(article, mentions=(("y", 15, 25),))
    named = renamed(plain, renaming(without, old), old)
    assert named.mentions == (("x", 7, 11), ("y", 15, 25))
    assert renamed(named, renaming(old, without), without) == plain


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("North Land", "Land Bank", True),
        ("Land Bank", "North Land", True),
        ("North", "North Land", True),
        ("North Land", "Port Bank", False),
        ("Iran", "North", False),
        ("Port", "Portal", True),  # Not as whole words, but whoever asks is only the slower for it.
    ],
)
def test_overlap(one: str, other: str, *, expected: bool) -> None:
    assert overlap(one, other) == expected
