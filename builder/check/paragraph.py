"""The paragraph that a quote stands in, and whether printed words stand there, by the rules of quotes."""

import re
from functools import lru_cache

from builder.model.fold import fold
from builder.model.graph import Article, Statement

GAP = re.compile(r" \.\.\. |\s?\[\.\.\.\]\s?")


def beside(words: str, article: Article, statement: Statement) -> bool:
    """Whether these printed words stand in the quote's paragraph, as far as there is a text to look into."""
    block = paragraph(article, statement)
    return block is None or stands_in(words, block)


def paragraph(article: Article, statement: Statement) -> str | None:
    """The folded block around the quote, from its first span to its last; the title where the quote stands there.

    None where there is no text.
    """
    anchor = statement.anchor
    if anchor and anchor.in_title:
        return fold(article.front.title)
    if anchor is None or article.text_away:
        return None
    text = article.body.text
    start, end = anchor.spans[0][0], anchor.spans[-1][1]
    close = text.find("\n", end)
    return text[text.rfind("\n", 0, start) + 1 : close if close >= 0 else len(text)]


def stands_in(words: str, text: str) -> bool:
    """Whether these printed words stand in the folded text: whole words, with gaps where they have them."""
    folded = fold(words)
    if folded not in text and "..." not in folded:
        return False
    return bool(_pattern(folded).search(text))


@lru_cache(maxsize=4096)
def _pattern(folded: str) -> re.Pattern[str]:
    """Digits joined by a point or comma are one word."""
    before = r"(?<!\w)(?<![0-9][.,])" if folded[:1].isdigit() else r"(?<!\w)" if folded[:1].isalnum() else ""
    after = r"(?!\w)(?![.,][0-9])" if folded[-1:].isdigit() else r"(?!\w)" if folded[-1:].isalnum() else ""
    literal = re.escape(folded)
    gapped = r"\b.*?\b".join(re.escape(part) for part in GAP.split(folded))
    body = literal if gapped == literal else f"(?:{literal}|{gapped})"
    return re.compile(f"{before}{body}{after}")
