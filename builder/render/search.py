"""What a search finds, as Pagefind takes it in; and what Pagefind makes of it, brought into one order.

Pagefind writes the values of a facet, and the facets, in an order that is another one each time. Both stand in arrays
of CBOR (RFC 8949), whose items are sorted here; nothing else is changed.
"""

import gzip
import re
from collections.abc import Iterable
from hashlib import blake2b
from itertools import pairwise

from builder.model.job import Contents
from builder.model.search import GAP, LETTERS, Entry, Findable

TABLE = "pagefind-entry.json"
NEEDED = ("pagefind.js", "pagefind-worker.js", TABLE, ".pagefind", ".pf_meta", ".pf_index",
          ".pf_filter", ".pf_fragment")  # fmt: skip
"""How the names of the files end that a search reads; the rest are Pagefind's own pages for one."""
SIGNATURE = b"pagefind_dcd"
FILTERS = 3
"""Where the facets stand in the index's own table."""
TEXT, ARRAY = 3, 4
"""Major types of CBOR."""

CODES = str.maketrans(LETTERS)
ODD = re.compile(f"[{''.join(LETTERS)}]")


def entry(found: Findable, language: str) -> Entry:
    """One page as Pagefind takes it in."""
    path, text, facets, shown = found
    words = typed([text, *shown.values()])
    content = GAP.join([text, words]) if words else text
    return {"url": path, "content": content, "language": language, "meta": shown, "filters": facets}


def typed(texts: Iterable[str]) -> str:
    """`lódź tromso` of `From Łódź to Tromsø`: the words with such letters, as they are typed without."""
    small = [text.lower() for text in texts if not text.isascii()]
    words = [word for text in small if ODD.search(text) for word in text.split() if ODD.search(word)]
    return " ".join(dict.fromkeys(words)).translate(CODES)


def settled(files: Contents) -> Contents:
    """The files of a bundle that are needed, the same for the same entries. Paths are those within the bundle."""
    kept = {path: data for path, data in files if path.endswith(NEEDED)}
    renamed = {}
    for path in [path for path in kept if path.endswith(".pf_filter")]:
        head, (name, values) = _items(_unpacked(kept.pop(path)))
        data = head + name + _in_order(values)
        hash = renamed[_hash(path)] = _hash_of(data, _hash(path))
        kept[path.replace(_hash(path), hash)] = _packed(data)
    for path in [path for path in kept if path.endswith(".pf_meta")]:
        head, parts = _items(_unpacked(kept.pop(path)))
        parts[FILTERS] = _in_order(_replaced(parts[FILTERS], renamed))
        data = head + b"".join(parts)
        hash = _hash_of(data, _hash(path))
        kept[path.replace(_hash(path), hash)] = _packed(data)
        kept[TABLE] = _replaced(kept[TABLE], {_hash(path): hash})
    return sorted(kept.items())


def _hash(path: str) -> str:
    """`en_1fd0ba2` of `filter/en_1fd0ba2.pf_filter` and of `pagefind.en_1fd0ba2.pf_meta`."""
    return path.rpartition("/")[2].split(".")[-2]


def _hash_of(data: bytes, old: str) -> str:
    """A hash of other bytes, as long as the old one, behind the same language."""
    language, _, digest = old.rpartition("_")
    return f"{language}_{blake2b(data).hexdigest()[: len(digest)]}"


def _replaced(data: bytes, hashes: dict[str, str]) -> bytes:
    for old, new in hashes.items():
        data = data.replace(old.encode(), new.encode())
    return data


def _unpacked(data: bytes) -> bytes:
    return gzip.decompress(data).removeprefix(SIGNATURE)


def _packed(data: bytes) -> bytes:
    return gzip.compress(SIGNATURE + data, mtime=0)


def _in_order(array: bytes) -> bytes:
    head, items = _items(array)
    return head + b"".join(sorted(items))


def _items(array: bytes) -> tuple[bytes, list[bytes]]:
    """The head of an array of CBOR, and the bytes of each of its items."""
    _, length, at = _head(array, 0)
    ends = [at]
    for _ in range(length):
        ends.append(_end(array, ends[-1]))
    return array[:at], [array[start:end] for start, end in pairwise(ends)]


def _end(data: bytes, at: int) -> int:
    """Where the item that begins here ends."""
    major, length, at = _head(data, at)
    if major == ARRAY:
        for _ in range(length):
            at = _end(data, at)
        return at
    return at + length if major == TEXT else at


def _head(data: bytes, at: int) -> tuple[int, int, int]:
    """An item's major type, its number or length, and where its contents begin."""
    major, short = divmod(data[at], 32)
    size = 1 << (short - 24) if short >= 24 else 0
    return major, int.from_bytes(data[at + 1 : at + 1 + size], "big") if size else short, at + 1 + size
