"""What an author hands in to be imported: saved pages (HTML, MHTML, WARC), PDFs, plain texts, addresses, standard
input, or folders of them. In goes the argument; out come the texts, each with where it was. Raises UserError for what
cannot be opened or is of no kind that is known."""

import io
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from builder.edges.authoring.fetch import fetch
from builder.edges.errors import UserError

KINDS = {".html": "html", ".htm": "html", ".xhtml": "html", ".mhtml": "mhtml", ".mht": "mhtml", ".warc": "warc",
         ".gz": "warc", ".pdf": "pdf", ".txt": "text", ".text": "text", ".md": "text"}  # fmt: skip
"""By the file's suffix; standard input and other names are told by how they begin."""
LARGEST = 64 * 1024 * 1024
"""Bytes: a saved page with its pictures has ten million."""


@dataclass(frozen=True)
class Handed:
    name: str
    """As the author knows it."""
    text: str
    is_html: bool
    url: str = ""
    """Where it was saved or fetched from, if that is known."""
    problem: str = ""
    """Why it could not be read."""


def handed_in(source: str, *, private: bool) -> Iterator[Handed]:
    """`private`: addresses within one's own network may be fetched, too."""
    if source == "-":
        yield from opened("standard input", sys.stdin.buffer.read(LARGEST + 1), "")
    elif source.startswith(("http://", "https://")):
        page = fetch(source, private=private)
        yield from opened(source, page.data, page.kind, page.url)
    elif os.path.isdir(source):
        files = sorted(path for path in Path(source).rglob("*") if path.suffix.lower() in KINDS and path.is_file())
        if not files:
            raise UserError(f"{source} holds no file that can be imported ({', '.join(KINDS)})")
        for file in files:
            try:
                yield from handed_in(str(file), private=private)
            except UserError as error:
                yield Handed(str(file), "", is_html=False, problem=str(error))
    elif os.path.isfile(source):
        yield from opened(source, Path(source).read_bytes(), KINDS.get(Path(source).suffix.lower(), ""))
    else:
        raise UserError(f"{source}: there is no such file (an address begins with https://)")


def opened(name: str, data: bytes, kind: str, url: str = "") -> Iterator[Handed]:
    if len(data) > LARGEST:
        raise UserError(f"{name} is larger than {LARGEST // 1024 // 1024} MB")
    kind = kind or kind_of(data)
    if kind == "mhtml":
        yield from from_mhtml(name, data)
    elif kind == "warc":
        yield from from_warc(name, data)
    elif kind == "pdf":
        yield Handed(name, from_pdf(name, data), is_html=False, url=url)
    else:
        yield Handed(name, decoded(data), kind == "html", url)


def kind_of(data: bytes) -> str:
    begin = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if begin.startswith(b"%pdf-"):
        return "pdf"
    if begin.startswith((b"warc/", b"\x1f\x8b")):
        return "warc"
    if begin.startswith((b"<!doctype", b"<html", b"<?xml", b"<!--")) or b"<html" in begin:
        return "html"
    return "mhtml" if b"mime-version:" in begin and b"multipart/related" in begin else "text"


def decoded(data: bytes, charset: str = "") -> str:
    """Text of bytes: as they say, else UTF-8, else as trafilatura guesses."""
    from trafilatura.utils import decode_file

    for name in (charset, "utf-8-sig"):
        try:
            return data.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
    return decode_file(data)


def from_mhtml(name: str, data: bytes) -> Iterator[Handed]:
    message = message_from_bytes(data, policy=policy.default)
    for part in message.walk():
        if isinstance(part, EmailMessage) and part.get_content_type() == "text/html":
            url = str(part.get("Content-Location") or message.get("Snapshot-Content-Location") or "")
            body = part.get_payload(decode=True)
            data = body if isinstance(body, bytes) else b""
            yield Handed(name, decoded(data, part.get_content_charset() or ""), is_html=True, url=web_address(url))
            return
    raise UserError(f"{name} holds no page")


def from_warc(name: str, data: bytes) -> Iterator[Handed]:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    found = 0
    try:
        for record in ArchiveIterator(io.BytesIO(data)):
            headers = record.http_headers
            if record.rec_type != "response" or headers is None or headers.get_statuscode() != "200":
                continue
            if "html" in (headers.get_header("Content-Type") or "").lower():
                found += 1
                body = record.content_stream().read(LARGEST)
                url = record.rec_headers.get_header("WARC-Target-URI") or ""
                yield Handed(name, decoded(body), is_html=True, url=web_address(url))
    except ArchiveLoadFailed as error:
        raise UserError(f"{name} is no web archive that can be read") from error
    if not found:
        raise UserError(f"{name} holds no page")


def from_pdf(name: str, data: bytes) -> str:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        text = "\n\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    except (PyPdfError, ValueError, KeyError, RecursionError) as error:
        raise UserError(f"{name} is no PDF that can be read") from error
    if not text.strip():
        raise UserError(f"{name} holds pictures of pages and no text: have its text recognised first")
    return text


def web_address(url: str) -> str:
    return url if url.startswith(("http://", "https://")) else ""
