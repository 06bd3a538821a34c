"""The plain YAML that nearly every file of a site is written in, read line by line.

In goes the text of one file or front matter, out comes the data that libyaml would give, or None for a text that is
not plain from end to end: that one is for libyaml, many times slower, to read or to refuse. Plain is a mapping of
`key: value`, in which a key may hold such a mapping in turn or a list of them; each other value stands on the line of
its key, as words, a quoted text, a list `[a, b]` of words or a mapping `{a: b}` of words.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, TypeAlias

Mapping: TypeAlias = dict[str, Any]
"""Keys to texts, lists or mappings."""


REFUSED = re.compile(r"[^\n -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""What YAML does not take for text, or takes for the end of a line; and tabs."""
KEY = re.compile(r"( *(?:- )?)([A-Za-z_][A-Za-z0-9_-]{0,99})\Z")
WORDS = re.compile(r" +([\w$(+./<=~][^:#]*(?:(?::(?! |\Z)|(?<! )#)[^:#]*)*)(?<! )\Z")
IN_FLOW = r"[\w~=][\w./+~ -]*"
"""Words within brackets or braces, and the spaces behind them."""
PAIR_IN_FLOW = rf"\w[\w/-]{{0,99}}: +{IN_FLOW}"
LIST = re.compile(rf" +\[ *({IN_FLOW}(?:, +{IN_FLOW})*)\]\Z")
PAIRS = re.compile(rf" +\{{ *({PAIR_IN_FLOW}(?:, +{PAIR_IN_FLOW})*)\}}\Z")


class NotPlainError(ValueError):
    """A text needs libyaml. Never leaves this module."""


def read_plain(text: str) -> Mapping | None:
    """The data of a plain text; None for any other, and where a key stands twice."""
    if "\\" in text or not (text.replace("\n", "").isprintable() or not REFUSED.search(text)):
        return None
    try:
        return _read(text)
    except NotPlainError:
        return None


def _read(text: str) -> Mapping:
    top: Mapping = {}
    here: Mapping = top
    entries: list[Mapping] = []
    inside, dash = "", "-"  # What leads the keys of `here`, and what leads the next entry; `-` alone leads none.
    opened = ""  # The key of the line before, if nothing stands behind it.
    for lead, key, value in _lines(text):
        if lead != inside:
            if lead == dash:
                here = {}
                entries.append(here)
            elif not lead:
                here, inside, dash = top, "", "-"
            elif opened and here is top:
                here = {}
                entries = [here]
                inside, dash = " " * len(lead), lead if "-" in lead else "-"
                top[opened] = here if dash == "-" else entries
            else:
                raise NotPlainError
        if key in here:
            raise NotPlainError
        here[key] = value
        opened = key if value == "" else ""
    return top


def _lines(text: str) -> Iterator[tuple[str, str, Any]]:
    """The lead, key and value of each line, but for empty ones and comments."""
    for line in text.split("\n"):
        name, colon, rest = line.partition(":")
        lead, key = _key(name) if colon else ("", "")
        if not key:
            if line.lstrip(" ")[:1] not in ("", "#"):
                raise NotPlainError
            continue
        sign = rest[:2]
        if sign == ' "' or sign == " '":
            quoted = rest[2:-1]
            if not quoted or sign[1] in quoted or rest[-1] != sign[1]:
                raise NotPlainError
            yield lead, key, quoted
        else:
            value = _value(rest)
            yield lead, key, value if value.__class__ is str else value.copy()


@lru_cache(maxsize=4096)
def _key(name: str) -> tuple[str, str]:
    """What leads a key, spaces and perhaps a dash, and itself; both empty where this is no plain key."""
    found = KEY.match(name)
    return (found[1], found[2]) if found else ("", "")


@lru_cache(maxsize=65536)
def _value(rest: str) -> Any:
    """The value without quotes behind a key's colon. Raises NotPlainError."""
    if rest == "":
        return rest
    if found := WORDS.match(rest):
        return found[1]
    if found := LIST.match(rest):
        return [words.strip(" ") for words in found[1].split(",")]
    if found := PAIRS.match(rest):
        pairs = [pair.split(":") for pair in found[1].split(",")]
        made = {key.strip(" "): words.strip(" ") for key, words in pairs}
        if len(made) == len(pairs):
            return made
    raise NotPlainError
