"""Articles after a renaming have the mentions that they would have been given by the names as they are now."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.incremental import renames as module
from builder.incremental.renames import overlap, renamed, renaming
from builder.link.names import Names, first_mentions, prepare
from builder.model.article import Ref
from builder.model.graph import Article, Mention
from tests import make

WORDS = ("North", "Land", "Bank", "Port", "North Land Bank", "Landing", ",")
NAMES = ("North", "North Land", "Land", "Land Bank", "Bank", "Port")
lists = st.lists(st.sampled_from(NAMES), min_size=1, max_size=2)
tables = st.fixed_dictionaries({}, optional=dict.fromkeys(("x", "y", "z"), lists))
edits = st.fixed_dictionaries({}, optional={id: st.sampled_from((slice(1), slice(1, 2), ())) | lists for id in "xy"})
"""Of the names that a thing had the first, or the second, or none; or others."""


def known(table: dict[str, list[str]]) -> Names:
    """Each with its names, the first of which it goes by."""
    return prepare(
        make.entities(*(make.deal(id, name=names[0], aliases=tuple(names[1:])) for id, names in table.items()))
    )


@st.composite
def articles(draw: st.DrawFn) -> Article:
    text = " ".join(draw(st.lists(st.sampled_from(WORDS), max_size=10)))
    spans = st.tuples(st.integers(0, 40), st.integers(1, 8)).map(lambda span: (span[0], sum(span)))
    refs = draw(st.lists(st.builds(Ref, st.sampled_from(("x", "y")), st.just(90), st.just(91), st.just(0)), max_size=1))
    body = replace(make.body(text), closed=tuple(draw(st.lists(spans, max_size=2))), refs=tuple(refs))
    return replace(make.article("a"), body=body, rights="full")


def linked(article: Article, names: Names) -> Article:
    body = article.body
    return replace(article, mentions=first_mentions(body.text, body.closed, body.refs, names.running))


@settings(max_examples=500)
@given(articles(), tables, edits)
def test_a_renaming_is_as_good_as_a_reading(
    article: Article, before: dict[str, list[str]], edit: dict[str, list[str] | slice]
) -> None:
    edited = {id: before.get(id, [])[new] if isinstance(new, slice) else new for id, new in edit.items()}
    old, new = known(before), known({id: names for id, names in {**before, **edited}.items() if names})
    found = renamed(linked(article, old), renaming(old, new), new)
    assert found.mentions == linked(article, new).mentions


BEHIND = {
    "a longer name goes, the shorter one at its beginning shows": (
        "North Land.", {"x": ["North Land"], "y": ["North"]}, {"y": ["North"]}, (("y", 0, 5),)
    ),
    "a longer name goes, the shorter one at its end shows": (
        "North Land.", {"x": ["North Land"], "y": ["Land"]}, {"y": ["Land"]}, (("y", 6, 10),)
    ),
    "a name goes, the next one that ran into it shows": (
        "North Land Bank.", {"x": ["North Land"], "y": ["Land Bank"]}, {"y": ["Land Bank"]}, (("y", 6, 15),)
    ),
    "a longer name comes, and hides the shorter one": (
        "North Land.", {"y": ["Land"]}, {"x": ["North Land"], "y": ["Land"]}, (("x", 0, 10),)
    ),
    "one of two names goes": ("Port and Bank.", {"x": ["Port", "Bank"]}, {"x": ["Bank"]}, (("x", 9, 13),)),
    "a name comes before another of the same": (
        "Port and Bank.", {"x": ["Bank"]}, {"x": ["Bank", "Port"]}, (("x", 0, 4),)
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "before", "now", "mentions"), BEHIND.values(), ids=BEHIND)
def test_what_was_behind_a_name(
    text: str, before: dict[str, list[str]], now: dict[str, list[str]], mentions: tuple[Mention, ...]
) -> None:
    old, new = known(before), known(now)
    article = linked(replace(make.article("a", text=text), rights="full"), old)
    assert renamed(article, renaming(old, new), new).mentions == mentions


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
