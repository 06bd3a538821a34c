"""A name is found however a file spells it, and nothing else is taken for it."""

import gzip
import io
import json
import sqlite3
import zipfile
import zlib
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.edges.traces import Wanted

NAME = "Ánn Kowalska"
WANTED = Wanted((NAME, "Kowalska", "WHO", "李明"), ("kowalska", "ann-kowalska"))


@pytest.mark.parametrize(
    "text",
    [
        NAME, "Ánn **Kow**alska", "*Ánn* Kowal_ska_", "[Ánn](https://x.press) Kowal`ska`",
        "[[ann-kowalska|Ánn Kowalska]]",
        "Ánn&nbsp;Kowalska", "Kowal&#115;ka", "K&#x6f;walska", "<b>Kow</b>alska", "Kow<!-- x -->alska", "Kow<wbr>alska",
        normalize("NFD", NAME), json.dumps("Kówalska Kowalska"), r'"\x4bowalska"', r'"\u004bowalska"', r"Kow\alska",
        '"Kow\\\n    alska"', "Kow\u200balska", "Kow\u00adalska", "Ｋｏｗａｌｓｋａ", "KOWALSKA", "%4Bowalska",
        "&amp;#75;owalska",
        "&lt;b&gt;Kow&lt;/b&gt;alska", '<img alt="Kowalska">', "Kowalska-Nowak", "Kowalska’s", "Kowalska_1.jpg",
        "the WHO",
        "总理李明说",
    ],
)  # fmt: skip
def test_it_is_found(text: str) -> None:
    assert WANTED.lines("x.md", f"Line one.\n{text}\n".encode()) == [2]


@pytest.mark.parametrize(
    "text",
    ["Ann Kowalskan", "Kowalskaya", "who", "by: kowalska", "/actors/ann-kowalska/", "ann-kowalska-resigns",
     "a-kowalska",
     "李 and 明", "Kow alska", ""],
)  # fmt: skip
def test_nothing_else_is(text: str) -> None:
    assert WANTED.lines("x.md", text.encode()) == []


def test_so_is_the_name_of_a_file() -> None:
    assert WANTED.lines("content/static/Ánn_Kowalska.jpg", b"") == [0]


def zipped(data: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", data)
    return made.getvalue()


def database(data: bytes, tmp_path: Path) -> bytes:
    with sqlite3.connect(tmp_path / "x.sqlite") as base:
        base.execute("create table t (a)")
        base.execute("insert into t values (?)", ("x" * 5000 + data.decode(),))
    base.close()
    return (tmp_path / "x.sqlite").read_bytes()


@pytest.mark.parametrize("kind", ["gz", "zip", "pdf", "sqlite", "utf-16", "cp1252", "ics", "binary"])
def test_what_is_packed_is_read(kind: str, tmp_path: Path) -> None:
    data = f". {NAME} .".encode()
    made = {
        "gz": gzip.compress(data),
        "zip": zipped(data),
        "pdf": b"%PDF-1.7\n1 0 obj\nstream\n" + zlib.compress(data) + b"\nendstream\n",
        "sqlite": database(data, tmp_path),
        "utf-16": data.decode().encode("utf-16"),
        "cp1252": b"\xe9 " + data.decode().encode("cp1252"),
        "ics": b"DESCRIPTION:\xc3\x81nn Kow\r\n alska",
        "binary": b"\xff\xd8\xff\xe1" + data + b"\x00\x01",
    }[kind]
    assert WANTED.lines(f"x.{kind}", made)


@given(
    st.binary(max_size=400), st.sampled_from([b"", b"\x1f\x8b", b"PK\x03\x04", b"SQLite format 3\0", b"%PDF-stream\n"])
)
def test_no_bytes_raise(data: bytes, head: bytes) -> None:
    WANTED.lines("x", head + data)


@given(st.text(max_size=80))
def test_no_text_raises(text: str) -> None:
    WANTED.lines("x", text.encode("utf-8", "replace"))
    Wanted((text,), (text,)).lines("x", NAME.encode())
