"""How to cite a statement: as text, as BibTeX and as CSL-JSON. The article is what is cited; whose words they are and
where the desk has noted them stands beside it. A title that the desk made up is kept out.
"""

import json
import re
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
    return Citation(
        text(card, title, front.url, said, noted),
        escape(bibtex(card, front.published, title, front.url, _note(said, noted)), quote=False),
        escape(csl(card, front.published, title, front.url, _note(said, noted)), quote=False),
    )


def _note(said: str, noted: str) -> str:
    return f"Statement of {said}; {noted}" if said else noted[0].upper() + noted[1:]


def text(card: Card, title: str, url: str, said: str, noted: str) -> str:
    """`Kremlin, through ISW, in Fakti, “Title”, 3 March 2025, https://…; noted by Minerals desk, https://…`"""
    where = f"in {card.outlet.words}" if said else card.outlet.words
    parts = (said, where, f"“{title}”" if title else "", card.told.words, url)
    return f"{', '.join(part for part in parts if part)}; {noted}."


def bibtex(card: Card, published: When, title: str, url: str, note: str) -> str:
    day = _issued(published)
    fields = {
        "author": f'"{{{escaped(card.outlet.words)}}}"',  # Braces within: it is one name, not first and last.
        "title": f"{{{escaped(title)}}}" if title else "",
        "date": f"{{{'-'.join(f'{part:02}' for part in day)}}}" if day else "",
        "url": f"{{{url.translate(BRACES)}}}" if url else "",
        "note": f"{{{escaped(note)}}}",
    }
    lines = (f"  {key} = {value}" for key, value in fields.items() if value)
    return f"@online{{{card.id.replace('/', '.')},\n" + ",\n".join(lines) + "\n}"


def csl(card: Card, published: When, title: str, url: str, note: str) -> str:
    """Written out: only its texts need an encoder, which costs more for a list than for all of them."""
    day = _issued(published)
    fields = {
        "id": _json(card.id),
        "type": _json("article-newspaper"),
        "title": _json(title) if title else "",
        "container-title": _json(card.outlet.words),
        "issued": f'{{"date-parts": [{day}]}}' if day else f'{{"literal": {_json(card.told.words)}}}',
        "URL": _json(url) if url else "",
        "note": _json(note),
    }
    pairs = [f'"{key}": {value}' for key, value in fields.items() if value]
    return f"[{{{', '.join(pairs)}}}]"


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
