"""How to cite a statement: as text, as BibTeX and as CSL-JSON. The article is what is cited; whose words they are and
where the desk has noted them stands beside it. A title that the desk made up is kept out.
"""

import json
import re
from functools import lru_cache
from html import escape

from builder.model.bylines import speaker
from builder.model.dates import When
from builder.model.graph import Article
from builder.model.pages import Card
from builder.model.permalinks import Citation

_SIGNS = {sign: f"\\{sign}" for sign in "&%$#_{}"} | {"~": r"\~{}", "^": r"\^{}", "\\": r"\textbackslash{}"}
_SPECIAL = re.compile(f"[{re.escape(''.join(_SIGNS))}]")
BRACES = str.maketrans({"{": "%7B", "}": "%7D"})
"""In an address, where BibTeX takes nothing else amiss."""
_json = json.JSONEncoder(ensure_ascii=False).encode


def citation(card: Card, article: Article, site: str, address: str) -> Citation:
    """`site` is the title of the site, `address` the statement's own, absolute or empty."""
    front = article.front
    title = "" if front.title_ours else front.title
    noted = f"noted by {site}{f', {address}' if address else ''}"
    said = "" if card.voice_kind in ("itself", "outlet") else speaker(card)
    note = f"Statement of {said}; {noted}" if said else noted[0].upper() + noted[1:]
    bibtex, csl = _source(card.outlet.words, front.published, card.told.words, title, front.url)
    return Citation(
        text(card, title, front.url, said, noted),
        f"@online{{{card.id.replace('/', '.')},\n{bibtex}  note = {{{escape(escaped(note), quote=False)}}}\n}}",
        f'[{{"id": {_json(card.id)}, {csl}, "note": {escape(_json(note), quote=False)}}}]',
    )


def text(card: Card, title: str, url: str, said: str, noted: str) -> str:
    """`Kremlin, through ISW, in Fakti, “Title”, 3 March 2025, https://…; noted by Minerals desk, https://…`"""
    where = f"in {card.outlet.words}" if said else card.outlet.words
    parts = (said, where, f"“{title}”" if title else "", card.told.words, url)
    return f"{', '.join([part for part in parts if part])}; {noted}."


@lru_cache(maxsize=16)
def _source(outlet: str, published: When, told: str, title: str, url: str) -> tuple[str, str]:
    """What all citations of an article say, in BibTeX and in CSL-JSON, as HTML: statements of one come together."""
    day = _issued(published)
    return escape(bibtex(outlet, day, title, url), quote=False), escape(csl(outlet, day, told, title, url), quote=False)


def bibtex(outlet: str, day: list[int], title: str, url: str) -> str:
    """Lines of fields. `day` is as `_issued` has it."""
    fields = {
        "author": f'"{{{escaped(outlet)}}}"',  # Braces within: it is one name, not first and last.
        "title": f"{{{escaped(title)}}}" if title else "",
        "date": f"{{{'-'.join(f'{part:02}' for part in day)}}}" if day else "",
        "url": f"{{{url.translate(BRACES)}}}" if url else "",
    }
    return "".join(f"  {key} = {value},\n" for key, value in fields.items() if value)


def csl(outlet: str, day: list[int], told: str, title: str, url: str) -> str:
    """Pairs of an object. `told` are the words for a date that is not sure."""
    fields = {
        "type": "article-newspaper",
        "title": title,
        "container-title": outlet,
        "issued": {"date-parts": [day]} if day else {"literal": told},
        "URL": url,
    }
    return _json({key: value for key, value in fields.items() if value})[1:-1]


def _issued(published: When) -> list[int]:
    """Year, month and day, as far as they are certain."""
    first, last = published.first, published.last
    if first is None or last is None or first.year != last.year:
        return []
    if first.month != last.month:
        return [first.year]
    return [first.year, first.month, first.day] if first == last else [first.year, first.month]


def escaped(words: str) -> str:
    """Text as BibTeX takes it."""
    return _SPECIAL.sub(lambda sign: _SIGNS[sign[0]], words)
