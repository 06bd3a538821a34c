"""Names that have come, gone, or mean another thing now: in go the names as they were and as they are, out come
articles with the mentions that `link_article` would find in them, found in less time.

A name may stand in thousands of texts. One that overlaps no other stands there for itself: it is taken out of the
mentions, or put into them. Everything else is looked for again.
"""

from bisect import insort
from dataclasses import dataclass
from operator import itemgetter

from builder.link.mentions import first_mentions, first_of
from builder.link.names import Names
from builder.model.graph import Article, Mention
from builder.model.words import is_word


@dataclass(frozen=True)
class Renaming:
    words: tuple[str, ...]
    """Every folded name that does not mean what it meant."""
    lost: dict[str, str]
    """Those of them that are names no more and overlap no other, each with what it meant."""
    come: dict[str, str]
    """Those that were none and overlap no other, each with what it means."""
    others: dict[str, tuple[str, ...]]
    """The names that a thing of these two has besides, by its id."""


def renaming(before: Names, now: Names) -> Renaming:
    words = tuple(
        word for word in dict.fromkeys((*before.words, *now.words)) if before.words.get(word) != now.words.get(word)
    )
    alone = {word for word in words if not any(word != other and overlap(word, other) for other in now.words)}
    lost = {word: before.words[word] for word in alone if word not in now.words}
    come = {word: now.words[word] for word in alone if word not in before.words}
    moved = lost | come
    others = {
        id: tuple(word for word, owner in now.words.items() if owner == id and word not in come)
        for id in set(moved.values())
    }
    return Renaming(words, lost, come, others)


def overlap(one: str, other: str) -> bool:
    """Whether two names can stand in one place of a text, each as whole words."""
    if one in other or other in one:
        return True
    return (other[0] in one and runs_into(one, other)) or (one[0] in other and runs_into(other, one))


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
    met = [word for word in renaming.words if word in text] if article.rights == "full" else []
    if not met:
        return article
    if (
        len(met) == 1
        and (id := renaming.lost.get(met[0]) or renaming.come.get(met[0]))
        and not any(word in text for word in renaming.others[id])
    ):
        mentions = alone(article, met[0], id, come=met[0] in renaming.come)
    else:
        mentions = first_mentions(text, article.body.closed, article.body.refs, names.running)
    return article if mentions == article.mentions else article.with_mentions(mentions)


def alone(article: Article, word: str, id: str, *, come: bool) -> tuple[Mention, ...]:
    """The mentions of an article that calls a thing by one name alone, after that name has come or gone."""
    if any(ref.id == id for ref in article.body.refs):
        return article.mentions
    others = [mention for mention in article.mentions if mention[0] != id]
    span = first_of(word, article.body.text, article.body.closed) if come else None
    if span:
        insort(others, (id, *span), key=itemgetter(1))
    return tuple(others)
