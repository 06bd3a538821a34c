"""Where running text names something: the sentence around it, once an article."""

import pytest

from builder.plan.context import plan_context
from builder.plan.parts.backlinks import MOST, after, backlinks, before
from tests import make

TEXT = "It rained. Norland lends to Sudland again. More follows.\nThe next block."


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("rained", "It rained."),
        ("Sudland", "Norland lends to Sudland again."),
        ("follows", "More follows."),
        ("next", "The next block."),
    ],
)
def test_the_sentence_around_a_name(word: str, sentence: str) -> None:
    start = TEXT.index(word)
    end = start + len(word)
    assert before(TEXT, start) + word + after(TEXT, end) == sentence


def test_a_sentence_too_long_is_cut_at_words_and_says_so() -> None:
    text = "word " * 200
    assert before(text, 500).startswith("… word ")
    assert after(text, 500).endswith("word …")


def test_each_article_is_named_once_and_not_too_many_of_them() -> None:
    filed = [make.article(f"a{n}", text=TEXT, rights="full", form="own") for n in range(MOST + 5)]
    mentions = tuple((article.id, start, start + 7) for article in filed for start in (11, 28))
    graph = make.graph(make.entities(make.actor("norland")), filed, by_mention={"norland": mentions})
    found = backlinks(plan_context(graph), "norland")
    assert [link.article.href for link in found] == [f"\x02articles/a{n}/" for n in range(MOST)]
    assert (found[0].before, found[0].words, found[0].after) == ("", "Norland", " lends to Sudland again.")
