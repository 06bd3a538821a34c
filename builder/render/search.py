"""The search index as files that a browser reads a few of: in go pages that may be found, out come their words and what
is shown of each.

Pages have numbers, in the order given. `index.json` names all other files. A file of terms has each term with the
numbers of the pages that hold it, one after the other as differences, and how much the term weighs there; terms are in
the order of their UTF-16 code units, as JavaScript compares them, and `=` stands before what is a whole name. A file
of pages has what is shown of BLOCK of them. The facets are one file. All but the first are packed, and are named after
their contents, so that what has not changed keeps its name and a browser need not ask again.

`themes/default/assets/search.js` reads all of it, and folds words as `folded` does.
"""

import gzip
import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from hashlib import blake2b
from itertools import chain

from builder.model.job import Contents
from builder.model.search import LETTERS, Findable

INDEX = "index.json"
BLOCK = 40
"""Pages in a file: more would load what nobody looks at, fewer make more files."""
SHARD = 24_000
"""Bytes after which a file of terms ends."""
NAME = "="
MOST, AVERAGE = 7, 40
"""How much a term can weigh in a page; and words of a page of middle length, by which it is weighed."""
SPACELESS = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+"
)
"""Text in scripts that leave no space between words. It is found by any two letters that stand together."""
WORD = re.compile(r"[^\W_]+")
CHUNK = re.compile(r"[^\s!-/:-@\[-`{-~‖“”‘’]+")
"""What is a word, if its letters are all of ASCII; else it may hold several."""
MANY = 20_000
CODES = str.maketrans(LETTERS)


def index_files(findables: Iterable[Findable]) -> Contents:
    """The files of the index, by their path within its folder."""
    terms, facets = Postings(), defaultdict[str, Postings](Postings)
    files, hashes, pages = list[tuple[str, bytes]](), list[str](), list[list[object]]()
    count = 0

    def close() -> None:
        hashes.append(add(files, "p", json.dumps(pages, ensure_ascii=False, separators=(",", ":")).encode()))
        pages.clear()

    for number, found in enumerate(findables):
        others = (words for key, words in found.shown.items() if key != "title")
        counts = Counter(chain(words_of(found.text), *map(words_of, others)))
        length = counts.total()
        terms.add_all(number, {term: weight(times, length) for term, times in counts.items()})
        for name in dict.fromkeys(NAME + " ".join(words_of(name)) for name in found.names):
            terms.add_all(number, {name: MOST})
        for facet, values in found.facets.items():
            facets[facet].add_all(number, dict.fromkeys(values, 0))
        pages.append([found.path[1:], found.text, found.shown])
        count = number + 1
        if len(pages) == BLOCK:
            close()
    if pages:
        close()
    firsts, shards = list[str](), list[str]()
    for first, data in terms.shards():
        firsts.append(first)
        shards.append(add(files, "t", data))
    table = json.dumps({facet: facets[facet].listed() for facet in sorted(facets)}, ensure_ascii=False)
    index = {"count": count, "block": BLOCK, "pages": hashes, "firsts": firsts, "terms": shards,
             "facets": add(files, "f", table.encode())}  # fmt: skip
    return [*dict(files).items(), (INDEX, json.dumps(index, ensure_ascii=False, separators=(",", ":")).encode())]


class Postings:
    """Terms, each with the numbers of the pages that hold it and its weight there, as bytes."""

    def __init__(self) -> None:
        self._bytes = defaultdict[str, bytearray](bytearray)
        self._last = dict[str, int]()

    def add_all(self, number: int, weights: Mapping[str, int]) -> None:
        """The terms of a page, each with its weight. Numbers come in their order."""
        known, last = self._bytes, self._last
        for term, weight in weights.items():
            value = (number - last.get(term, -1)) << 3 | weight
            last[term] = number
            if value < 128:
                known[term].append(value)
            else:
                known[term] += varint(value)

    def shards(self) -> Iterator[tuple[str, bytes]]:
        """The first term of each file, and its bytes: of each term the length, the letters, the length of what it has,
        and that."""
        first, data = "", bytearray()
        for term in sorted(self._bytes, key=lambda term: term.encode("utf-16-be", "surrogatepass")):
            if not data:
                first = term
            letters, numbers = term.encode(), self._bytes[term]
            data += varint(len(letters)) + letters + varint(len(numbers)) + numbers
            if len(data) >= SHARD:
                yield first, bytes(data)
                data.clear()
        if data:
            yield first, bytes(data)

    def listed(self) -> dict[str, str]:
        """Each term with its bytes, as letters of Latin-1."""
        return {term: self._bytes[term].decode("latin-1") for term in sorted(self._bytes)}


def add(files: list[tuple[str, bytes]], kind: str, data: bytes) -> str:
    """Puts in a file; its hash, which is its name."""
    hash = blake2b(data, digest_size=6).hexdigest()
    files.append((f"{kind}/{hash}.bin", gzip.compress(data, mtime=0)))
    return hash


def unpacked(data: bytes) -> bytes:
    """What a file of the index holds."""
    return gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data


@cache
def weight(times: int, length: int) -> int:
    """From 1 to MOST: more where a term stands more often, and in a shorter text (as BM25 has it)."""
    return max(1, round(MOST * times / (times + 0.4 + 0.8 * length / AVERAGE)))


def varint(value: int) -> bytes:
    """Seven bits a byte, the lowest first; all but the last with the highest bit set."""
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def words_of(text: str) -> list[str]:
    """The words of a text as they are looked up; of text without spaces, any two letters that stand together."""
    found = CHUNK.findall(text.lower())
    return (
        found
        if text.isascii()
        else list(chain.from_iterable((one,) if one.isascii() else parted(one) for one in found))
    )


@lru_cache(MANY)
def parted(chunk: str) -> list[str]:
    """The words of a chunk of small letters."""
    return list(chain.from_iterable(map(pieces, WORD.findall(folded(chunk)))))


def pieces(word: str) -> Iterator[str]:
    at = 0
    for run in SPACELESS.finditer(word):
        if at < run.start():
            yield word[at : run.start()]
        letters, at = run[0], run.end()
        yield from (letters[i : i + 2] for i in range(max(1, len(letters) - 1)))
    if at < len(word):
        yield word[at:]


def folded(small: str) -> str:
    """Small letters without marks, and as they are typed on keys that lack them: `lodz` of `łódź`."""
    apart = unicodedata.normalize("NFD", small.translate(CODES))
    return unicodedata.normalize("NFC", "".join(one for one in apart if unicodedata.category(one)[0] != "M"))
