"""The index as files: what the browser reads of them stands in tests/browser/test_search.py."""

import json
import zlib
from collections.abc import Iterator

import pytest

from builder.model.job import Contents
from builder.model.search import Findable
from builder.render.search import BLOCK, INDEX, index_files, unpacked, varint, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A loan ‖ “a loan”", "a loan a loan"),
        ("İzmir, São Paulo, Київ", "izmir sao paulo киів"),
        ("From Łódź to Tromsø.", "from lodz to tromso"),
        ("STRAẞE, Straße, Iğdır", "strasse strasse igdir"),
        ("ÆRØ ÐAÐ ĐĐ Əliyev", "aero dad dd aliyev"),
        ("ĦAĦA Oŋo Œuvre ŦŦ Þórr", "haha ono oeuvre tt thorr"),
        ("£2.6bn, 350 billion; don't", "2 6bn 350 billion don t"),
        ("한국어 서울", "한국어 서울"),
        ("東京で合意した", "東京 京て て合 合意 意し した"),
        ("EU和", "eu 和"),
        ("— …", ""),
    ],
)
def test_words_are_looked_up_as_they_are_typed(text: str, words: str) -> None:
    assert words_of(text) == words.split()


def page(number: int, text: str, **facets: tuple[str, ...]) -> Findable:
    return Findable(f"/s/a/{number}/", text, facets, {"voice": "Norland"}, (text,) if number == 0 else ())


def read(files: Contents) -> dict[str, bytes]:
    return {path: unpacked(data) for path, data in files}


def terms(files: dict[str, bytes]) -> dict[str, dict[int, int]]:
    """Every term with the pages where it stands and its weight there, as a browser reads them."""
    index = json.loads(files[INDEX])
    found = dict[str, dict[int, int]]()
    for first, name in zip(index["firsts"], index["terms"], strict=True):
        shard = list(shard_terms(files[f"t/{name}.bin"]))
        assert shard[0][0] == first
        found.update(shard)
    return found


def number(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        value |= (data[at] & 127) << shift
        shift, at = shift + 7, at + 1
        if data[at - 1] < 128:
            return value, at


def shard_terms(data: bytes) -> Iterator[tuple[str, dict[int, int]]]:
    at = 0
    while at < len(data):
        length, at = number(data, at)
        term, at = data[at : at + length].decode(), at + length
        length, at = number(data, at)
        end, last, held = at + length, -1, {}
        while at < end:
            value, at = number(data, at)
            last += value >> 3
            held[last] = value & 7
        yield term, held


@pytest.mark.parametrize("value", [0, 1, 127, 128, 300, 2**20 + 5])
def test_numbers_come_back(value: int) -> None:
    assert number(varint(value), 0) == (value, len(varint(value)))


def test_terms_lead_to_their_pages() -> None:
    found = terms(read(index_files([page(0, "Port loan"), page(1, "A loan, a loan"), page(2, "Port of " + "x " * 40)])))
    assert found.keys() == {"port", "loan", "a", "norland", "of", "x", "=port loan"}
    assert found["loan"].keys() == {0, 1}
    assert found["port"].keys() == {0, 2}
    assert found["port"][0] > found["port"][2] > 0, "a short text says more"
    assert found["norland"].keys() == {0, 1, 2}
    assert found["=port loan"] == {0: 7}


def test_pages_are_shown_from_their_block() -> None:
    files = read(index_files([page(each, f"Loan {each}") for each in range(BLOCK + 3)]))
    index = json.loads(files[INDEX])
    assert (index["count"], index["block"]) == (BLOCK + 3, BLOCK)
    blocks = [json.loads(files[f"p/{name}.bin"]) for name in index["pages"]]
    assert [len(block) for block in blocks] == [BLOCK, 3]
    assert blocks[1][2] == [f"s/a/{BLOCK + 2}/", f"Loan {BLOCK + 2}", {"voice": "Norland"}]


def test_facets_hold_pages() -> None:
    files = read(
        index_files([page(0, "A", kind=("Deal",)), page(1, "B"), page(2, "C", kind=("Deal",), year=("2025",))])
    )
    facets = json.loads(files[f"f/{json.loads(files[INDEX])['facets']}.bin"])
    assert {facet: list(values) for facet, values in facets.items()} == {"kind": ["Deal"], "year": ["2025"]}
    assert [ord(letter) >> 3 for letter in facets["kind"]["Deal"]] == [1, 2]


def test_what_has_not_changed_keeps_its_name() -> None:
    pages = [page(each, f"Loan {each}") for each in range(BLOCK + 3)]
    before, after = dict(index_files(pages)), dict(index_files([*pages, page(999, "Loan")]))
    gone = {path for path in before if path not in after}
    assert len([path for path in gone if path.startswith("p/")]) == 1
    assert dict(index_files(pages)) == before


def test_a_site_without_anything_has_an_index() -> None:
    files = read(index_files([]))
    assert json.loads(files[INDEX])["count"] == 0


def test_packed_files_can_be_read_by_all() -> None:
    for path, data in index_files([page(0, "A")]):
        assert path == INDEX or zlib.decompress(data, 31)
