"""The way out: the address of a passage on the publisher's own page, as a text fragment."""

import re
from urllib.parse import quote as percent

_MARK = re.compile(r"[“”‘’„«»\"'–—…\[\]‑-]")
_MARKED_WORD = re.compile(rf"\S*{_MARK.pattern}\S*")
"""Words with a mark that a page may print otherwise than our copy does: no browser would find them."""
_PLAIN = re.compile(r"[A-Za-z0-9. ]*")
LONG = 60


def passage(url: str, quote: str) -> str:
    """The publisher's address with a text fragment, or an empty string where there is no address."""
    if not url:
        return ""
    return f"{url}{'' if '#' in url else '#'}:~:text={fragment(quote)}"


def fragment(quote: str) -> str:
    """The part of the quote that is surely printed there as it is here; of a long one its first and last words."""
    sure = max(_MARKED_WORD.split(quote), key=len) if _MARK.search(quote) else quote
    sure = sure.strip(" ,.;:()")
    words = sure.split() if " " in sure else quote.split()
    if len(" ".join(words)) > LONG:
        return f"{_escaped(words[:4])},{_escaped(words[-4:])}"
    return _escaped(words)


def _escaped(words: list[str]) -> str:
    text = " ".join(words)
    if _PLAIN.fullmatch(text):
        return text.replace(" ", "%20")
    return percent(text, safe="").replace("-", "%2D")
