"""Where words still stand, however a file spells them: what a purge must not leave anywhere.

In go words and the path and bytes of a file; out come the lines on which a reader, or a program that decodes the file,
finds them. Looked at are names of files, too, and what lies in archives and databases.
"""

import gzip
import html
import re
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from unicodedata import normalize
from urllib.parse import unquote

from builder.model.text import WIDTHLESS, is_boundary

TAG = re.compile(r"<!--.*?-->|<[^<>]*>", re.DOTALL)
LINK = re.compile(r"\[\[[^][|\n]*\|([^][\n]*)\]\]|!?\[([^][\n]*)\]\([^()\n]*\)")
"""A link in prose or Markdown, of which a reader sees the words."""
MARKS = re.compile(r"[*_~`\\]+")
ESCAPE = re.compile(
    r"\\(?:u\{?(?P<u>[0-9a-fA-F]{4,6})\}?|U(?P<U>[0-9a-fA-F]{8})|x(?P<x>[0-9a-fA-F]{2})|(?P<space>[ntr_NLP])"
    r"|(?P<joined>\n[ \t]*)|(?P<other>.))"
)
"""What JSON, YAML, JavaScript and Markdown put behind a backslash; a surrogate pair is put together afterwards."""
FOLDED_LINE = re.compile(r"\r?\n[ \t]")
"""Where a calendar breaks a line, within words too."""
STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
"""A part of a PDF."""
GAP = r"[\W_]{1,12}"
"""What may stand between two words of a name: spaces, marks, what is left of markup."""
SHORT = 5
"""Letters of a name all in capitals, `WHO`, that is no other word only in capitals."""
MOST = 1 << 30
"""Bytes that an archive is unpacked to, and no more."""


@dataclass(frozen=True)
class Wanted:
    """Words that are looked for. `ids` may stand: they are a tombstone's address."""

    words: tuple[str, ...]
    ids: tuple[str, ...] = field(default=())

    @cached_property
    def squashed(self) -> tuple[str, ...]:
        return tuple(filter(None, map(squashed, self.words)))

    @cached_property
    def patterns(self) -> tuple[re.Pattern[str], ...]:
        return tuple(pattern(words) for words in self.words if squashed(words))

    @cached_property
    def own(self) -> re.Pattern[str] | None:
        ids = "|".join(map(re.escape, filter(None, self.ids)))
        return re.compile(rf"(?<![A-Za-z0-9-])(?:{ids})(?![A-Za-z0-9-])") if ids else None

    def lines(self, path: str, data: bytes) -> list[int]:
        """The lines of a file on which they stand, 0 for its name; each once, in order."""
        found = {0} if any(True for _ in self.found(path)) else set()
        for text in texts_of(path, data):
            found.update(text.count("\n", 0, at) + 1 for at in self.found(text))
        return sorted(found)

    def found(self, text: str) -> Iterator[int]:
        """Where they begin in one reading of the text, or another."""
        read = readings(text)
        bare = tuple(map(squashed, read[-3:]))
        if not any(words in each for words in self.squashed for each in bare):
            return
        for reading in dict.fromkeys(read):
            yield from self.found_in(reading)

    def found_in(self, reading: str) -> Iterator[int]:
        plain = even(reading)
        if self.own:
            plain = self.own.sub(lambda id: "\x00" * len(id[0]), plain)
        for each in self.patterns:
            for match in each.finditer(plain):
                start, end = match.span()
                if is_boundary(plain, start) and is_boundary(plain, end) and not within_id(plain, start, end):
                    yield start


def pattern(words: str) -> re.Pattern[str]:
    parts = re.findall(r"[^\W_]+", even(words))
    capitals = words.isupper() and len(words) <= SHORT
    return re.compile(GAP.join(map(re.escape, parts)), 0 if capitals else re.IGNORECASE)


def within_id(text: str, start: int, end: int) -> bool:
    """Whether it is part of a longer id: of an article, `ann-lee-resigns`, or whatever has a page of its own."""
    match = text[start:end]
    if not match.islower() or not re.fullmatch(r"[a-z0-9-]+", match):
        return False
    before, after = text[max(start - 2, 0) : start], text[end : end + 2]
    return "-" in match or re.fullmatch(r"[a-z0-9]-", before) is not None or re.match(r"-[a-z0-9]", after) is not None


def even(text: str) -> str:
    """The text with one look for each sign, and spaces for what joins words in names of files; line ends stay."""
    plain = normalize("NFKC", text) if not text.isascii() else text
    return plain.translate(EVEN) if not plain.isascii() else plain.replace("_", " ")


EVEN = {**dict.fromkeys(map(ord, WIDTHLESS)), ord("_"): " "}


def squashed(text: str) -> str:
    """Letters and digits alone: what has not these of a name in a row does not have the name."""
    return re.sub(r"[\W_]+", "", even(text)).casefold()


def readings(text: str) -> list[str]:
    """The text as it stands, and as those read it for whom escapes, entities, tags and marks stand for something; last
    without any of these, in two ways. Line ends are kept, so that places can be told."""
    decoded = unescaped(text)
    words = LINK.sub(lambda link: link[1] or link[2] or "", decoded)
    closed, apart = TAG.sub(line_ends, words), TAG.sub(lambda tag: line_ends(tag) or " ", words)
    more = [MARKS.sub("", reading) for reading in (closed, apart)] if MARKS.search(words) else [closed, apart]
    return [text, decoded, words, closed, apart, decoded, *map(unescaped, more)]


def line_ends(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")


def unescaped(text: str) -> str:
    """Without escapes of JSON, YAML, HTML (twice: a feed holds HTML in XML) and addresses."""
    if "\\" in text:
        text = ESCAPE.sub(_escaped, text)
    for _ in range(2):
        if "&" in text:
            text = html.unescape(text)
    if "%" in text:
        text = unquote(text)
    if any("\ud800" <= sign <= "\udfff" for sign in text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def _escaped(match: re.Match[str]) -> str:
    code = match["u"] or match["U"] or match["x"]
    if code:
        number = int(code, 16)
        return chr(number) if number <= 0x10FFFF else ""
    if match["space"]:
        return " "
    return match["other"] or ""


def texts_of(path: str, data: bytes) -> Iterator[str]:
    """What can be read in a file."""
    suffix = path.rpartition(".")[2].lower()
    if data[:2] == b"\x1f\x8b":
        with suppress(OSError, EOFError, zlib.error), gzip.open(BytesIO(data)) as packed:
            yield from texts_of(path.removesuffix(".gz"), packed.read(MOST))
    elif data[:4] == b"PK\x03\x04":
        yield from _of_archive(data)
    elif data[:16] == b"SQLite format 3\0":
        yield from _of_database(data)
    elif data[:4] == b"%PDF":
        for stream in STREAM.findall(data):
            with suppress(zlib.error):
                yield zlib.decompressobj().decompress(stream, MOST).decode("utf-8", "replace")
    try:
        text = data.decode("utf-8-sig")
        yield text
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
        yield text
        yield data.decode("utf-8", "ignore")
    if b"\0" in data:
        yield from (data[start:].decode(f"utf-16-{end}e", "ignore") for start in (0, 1) for end in "lb")
    if suffix == "ics":
        yield FOLDED_LINE.sub("", text)


def _of_archive(data: bytes) -> Iterator[str]:
    """Names and contents in a zip, which office documents are too."""
    broken = (zipfile.BadZipFile, OSError, EOFError, RuntimeError, NotImplementedError, zlib.error)
    with suppress(*broken), zipfile.ZipFile(BytesIO(data)) as archive:
        for item in archive.infolist():
            yield item.filename
            with archive.open(item) as packed:
                yield from texts_of(item.filename, packed.read(MOST))


def _of_database(data: bytes) -> Iterator[str]:
    with sqlite3.connect(":memory:") as base, suppress(sqlite3.Error):
        base.deserialize(data)
        yield "\n".join(base.iterdump())
