"""The way from carrier to voice, and the origin that an account rests on."""

from typing import Any

import pytest

from builder.link.article import chain
from builder.model.article import Derivation
from tests import make
from tests.link.site import linked


@pytest.mark.parametrize(
    ("by", "whole"),
    [
        ("", "gazette"),
        ("ann", "gazette > ann"),
        ("gazette", "gazette"),
        ("gazette > ann", "gazette > ann"),
        ("wire > ~officials", "gazette > wire > ~officials"),
        ("gazette + wire > ann", "gazette + wire > ann"),
        ("ann > gazette", "gazette > ann > gazette"),
    ],
)
def test_the_outlet_stands_in_front(by: str, whole: str) -> None:
    assert chain(make.hop("gazette"), make.chain(by)) == make.chain(whole)


COPY = {"derives": (Derivation("b", "rewrite"), Derivation("c", "wire"))}


@pytest.mark.parametrize(
    ("by", "fronts", "origin"),
    [
        ("ann", {}, "gazette"),
        ("", {}, "gazette"),
        ("wire > ann", {}, "wire"),
        ("bob > wire > ann", {}, "wire"),
        ("wire > ~officials > ann", {}, "wire"),
        ("~officials > ann", {}, "gazette"),
        ("=Olena > ann", {}, "=Olena"),
        ("ann", {"a": COPY, "b": {"outlet": "wire"}, "c": {}}, "wire"),
        ("bob > ann", {"a": COPY, "b": {"outlet": "wire"}, "c": {}}, "bob"),
        ("ann", {"a": COPY, "b": {"derives": (Derivation("c", "wire"),)}, "c": {"outlet": "cyd"}}, "cyd"),
        ("ann", {"a": COPY, "b": {"outlet": "wire", "derives": (Derivation("a", "wire"),)}, "c": {}}, "wire"),
    ],
)
def test_origin(by: str, fronts: dict[str, Any], origin: str) -> None:
    assert linked(make.statement("a/x", by=by), **fronts).origins["a/x"] == origin
