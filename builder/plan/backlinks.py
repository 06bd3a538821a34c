"""Where published running text names something: the sentence around it, with the article and its date."""

import re

from builder.model.blocks import Backlink
from builder.plan.material import Material

_SENTENCE_END = re.compile(r"[.!?…][\"”’)]*\s|\n")
_LAST_SENTENCE_END = re.compile(rf".*(?:{_SENTENCE_END.pattern})", re.DOTALL)
MOST = 40
"""Articles that a page names at most; its template says so."""
REACH = 240
"""Characters before and after a name that a backlink shows at most."""


def backlinks(material: Material, id: str) -> tuple[Backlink, ...]:
    """The articles whose published text names this, each with its first such sentence, the latest told first."""
    firsts: dict[str, tuple[int, int]] = {}
    for article, start, end in material.graph.by_mention.get(id, ()):
        if article not in firsts and len(firsts) == MOST:
            break
        firsts.setdefault(article, (start, end))
    return tuple(_backlink(material, article, *span) for article, span in firsts.items())


def _backlink(material: Material, id: str, start: int, end: int) -> Backlink:
    article = material.graph.articles[id]
    text = article.body.text
    return Backlink(
        article=material.links[id],
        outlet=material.links[article.front.outlet],
        told=material.stamps(article.front.published),
        before=before(text, start),
        words=text[start:end],
        after=after(text, end),
    )


def before(text: str, start: int) -> str:
    """The sentence's beginning up to here."""
    window = text[max(0, start - REACH) : start]
    ended = _LAST_SENTENCE_END.match(window)
    if ended:
        return window[ended.end() :]
    return window if start <= REACH else f"… {window.partition(' ')[2]}"


def after(text: str, end: int) -> str:
    """The rest of the sentence."""
    window = text[end : end + REACH]
    match = _SENTENCE_END.search(window)
    if match:
        return window[: match.end()].rstrip()
    return window if end + REACH >= len(text) else f"{window.rpartition(' ')[0]} …"
