"""One fault in a site gives one finding: no other beside it that only follows from it."""

from pathlib import Path

import pytest

from tests.findings_pages import BASE_DAY, base_site
from tests.test_findings import check

ANNOTATIONS, ARTICLE, ENTITIES = "content/annotations/a.yml", "content/articles/a.md", "content/entities/all.yml"


def findings(root: Path, old: str, new: str) -> list[tuple[str, str]]:
    """The codes and helps in the base site with a change to its annotations."""
    changed = base_site()[ANNOTATIONS].decode().replace(old, new).encode()
    return [(one.code, one.help) for one in check(root, base_site() | {ANNOTATIONS: changed}, BASE_DAY)]


def found(root: Path, **changes: bytes) -> list[str]:
    """The codes found in the base site with some of its files changed."""
    return [finding.code for finding in check(root, base_site() | changes, BASE_DAY)]


@pytest.mark.parametrize(
    ("keys", "code"),
    [
        ("deal: port-loan\n  amount: GBP 2.6bn (about USD 3bn)\n  stage: promised", "bad-value"),
        ("mode: planned\n  due: soon", "bad-date"),
        ("mode: denied\n  disputes: [No Id]", "bad-id"),
        ("deal: port-lone\n  status: announced", "unknown-deal"),
        ("amount: lots\n  corrects: [x]", "bad-amount"),
    ],
)
def test_a_key_at_fault_is_not_missing_as_well(keys: str, code: str, tmp_path: Path) -> None:
    text = base_site()[ANNOTATIONS].decode()
    quote = "loan of 2.6 billion pounds to Sudland (about $3bn)" if "stage" in keys else "Sudland called the loan fair"
    article = base_site()[ARTICLE].decode().replace("to Sudland for", "to Sudland (about $3bn) for")
    text = text.replace("- quote", "- id: x\n  quote")
    text += f'- quote: "{quote}"\n  gist: "[[sudland]] was pleased."\n  by: sudland\n  {keys}\n'
    assert found(tmp_path, **{ANNOTATIONS: text.encode(), ARTICLE: article.encode()}) == [code]


@pytest.mark.parametrize(
    ("by", "code"),
    [
        ("Norland", "bad-id"),
        ("the gazette", "bad-id"),
        ("=Norland", "ambiguous-voice"),
        ("~Norland", "ambiguous-voice"),
    ],
)
def test_who_is_called_by_name_is_given_by_id(by: str, code: str, tmp_path: Path) -> None:
    id = "gazette" if "gazette" in by else "norland"
    help = {"bad-id": f"did you mean `{id}`?", "ambiguous-voice": f"use the id of the one you mean: `{id}`"}[code]
    assert findings(tmp_path, "by: norland", f"by: {by}")[0] == (code, help)


def test_deals_among_actors_are_one_fault(tmp_path: Path) -> None:
    assert found(tmp_path, **{ENTITIES: base_site()[ENTITIES].replace(b"deals:\n", b"")}) == ["unknown-key"]


def test_an_outlet_and_a_deal_are_found_by_name(tmp_path: Path) -> None:
    assert findings(tmp_path, "deal: port-loan", "deal: Port loan") == [("bad-id", "did you mean `port-loan`?")]
    article = base_site()[ARTICLE].replace(b"outlet: gazette", b"outlet: The Gazette")
    (finding,) = check(tmp_path, base_site() | {ARTICLE: article}, BASE_DAY)
    assert finding.help == "did you mean `gazette`?"


def test_nobody_is_alone_where_a_voice_could_not_be_read(tmp_path: Path) -> None:
    keys = "by: nobody\n  amount: GBP 2.6bn\n  stage: pledged"
    assert {code for code, _ in findings(tmp_path, "by: norland", keys)} == {"unknown-actor", "no-rate"}
