"""Names that have come, gone, or mean another thing now: in go the names as they were and as they are, out come
articles with the mentions that `link_article` would find in them, found in less time.

A name may stand in thousands of texts. Where one only went, and no other name can have hidden behind it, its mention is
taken out; everything else is looked for again.
"""

from dataclasses import dataclass, replace

from builder.link.mentions import first_mentions
from builder.link.names import Names
from builder.model.graph import Article
from builder.model.words import is_word


@dataclass(frozen=True)
class Renaming:
    words: tuple[str, ...]
    """Every folded name that does not mean what it meant."""
    lost: dict[str, str]
    """Those of them that are names no more and overlap no other, each with what it meant."""
    others: dict[str, tuple[str, ...]]
    """The names that things keep that lost one, by id."""


def renaming(before: Names, now: Names) -> Renaming:
    words = tuple(
        word
        for word in dict.fromkeys((*before.words, *now.words))
        if before.words.get(word) != now.words.get(word)
    )  # fmt: skip
    lost = {
        word: before.words[word]
        for word in words
        if word not in now.words and not any(overlap(word, other) for other in now.words)
    }
    others = {id: tuple(word for word, owner in now.words.items() if owner == id) for id in set(lost.values())}
    return Renaming(words, lost, others)


def overlap(one: str, other: str) -> bool:
    """Whether two names can stand in one place of a text, each as whole words."""
    return one in other or other in one or runs_into(one, other) or runs_into(other, one)


def runs_into(one: str, other: str) -> bool:
    """Whether the first can end with words with which the other begins."""
    return any(
        one.endswith(other[:at])
        for at in range(1, len(other))
        if not (is_word(other[at - 1]) and is_word(other[at]))
    )  # fmt: skip


def renamed(article: Article, renaming: Renaming, names: Names) -> Article:
    """The article with its mentions as the names are now; itself where they are as they were."""
    text = article.body.text
    met = [word for word in renaming.words if word in text] if article.rights == "full" else ()
    if not met:
        return article
    id = renaming.lost.get(met[0], "")
    if len(met) == 1 and id and not any(word in text for word in renaming.others[id]):
        by_author = any(ref.id == id for ref in article.body.refs)
        mentions = article.mentions if by_author else tuple([m for m in article.mentions if m[0] != id])
    else:
        mentions = first_mentions(text, article.body.closed, article.body.refs, names.running)
    return article if mentions == article.mentions else replace(article, mentions=mentions)
