from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from builder.check import money
from builder.link.graph import link_graph
from builder.model.config import Config
from builder.model.entities import Entities
from builder.model.finding import Finding
from builder.model.graph import Article, Graph, Level, Statement
from builder.model.money import Amount
from tests import make

Rule = Callable[[Article, Entities, Config], Iterator[Finding]]
BN = 10**9


def gbp(value: int, *, usd: int = 0) -> Amount:
    converted = make.amount("USD", usd, about=True) if usd else None
    return replace(make.amount("GBP", value), converted=converted)


def codes(rule: Rule, **keys: Any) -> list[str]:
    article = make.article("a", make.statement("a/x", **keys))
    return [finding.code for finding in rule(article, make.entities(), make.config(currency="USD"))]


def test_an_amount_has_a_stage() -> None:
    assert codes(money.no_stage, amount=gbp(1)) == ["no-stage"]
    assert not codes(money.no_stage, amount=gbp(1), stage="pledged")
    assert not codes(money.no_stage, amount=gbp(1), measure="each")
    assert not codes(money.no_stage)


def test_foreign_money_has_a_printed_conversion() -> None:
    assert codes(money.no_rate, amount=gbp(1)) == ["no-rate"]
    assert not codes(money.no_rate, amount=gbp(1, usd=1))
    assert not codes(money.no_rate, amount=make.amount("USD", 1))


def told(
    local: str, value: int, when: str = "2025-03-01", deal: str = "loan", article: str = "a", **keys: Any
) -> Statement:
    values = {"stage": "pledged", "amount": make.amount("GBP", value), "when": when, "deal": deal, **keys}
    return make.statement(f"{article}/{local}", **values)


def row(*statements: Statement, earlier: tuple[str, ...] = (), **keys: Any) -> Level:
    amount = statements[0].written.amount
    assert amount is not None
    assert amount.low is not None
    values: dict[str, Any] = {
        "deal": statements[0].written.deals[0], "stage": "pledged", "payer": "", "payee": "", "voice": None,
        "measure": "total", "currency": "GBP", "low": amount.low, "high": amount.high, "approximate": False,
        "amount": amount, "statements": tuple(s.id for s in statements), "earlier": earlier, **keys,
    }  # fmt: skip
    return Level(**values)


def graph(*statements: Statement, levels: tuple[Level, ...], **keys: Any) -> Graph:
    known = make.entities(make.deal("loan", ladder="money"), make.deal("part-loan", ladder="money", part_of="loan"))
    return make.graph(known, make.articles(*statements), levels=levels, **keys)


EARLIER = told("earlier", 3 * BN)


@pytest.mark.parametrize(
    ("now", "keys", "fires"),
    [
        (told("now", 2 * BN, "2025-03-02"), {}, True),
        (told("now", 4 * BN, "2025-03-02"), {}, False),
        (told("now", 2 * BN, "2025-03-02"), {"overtaken": {"a/earlier": frozenset({"amount"})}}, False),
        (told("now", 2 * BN, "2025-02-01"), {}, False),
        (told("now", 2 * BN, "2025-03-02", amount=make.amount("GBP", 2 * BN, step=2 * BN)), {}, False),
        (told("now", 2 * BN, "2025-03-02", amount=make.amount("USD", 2 * BN)), {}, False),
    ],
)
def test_a_level_does_not_fall(now: Statement, keys: dict[str, Any], fires: bool) -> None:  # noqa: FBT001
    assert now.written.amount is not None
    standing = row(now, earlier=("a/earlier",), currency=now.written.amount.currency)
    findings = list(money.level_falls(graph(EARLIER, now, levels=(standing,), **keys)))
    assert [finding.code for finding in findings] == (["level-falls"] if fires else [])


@pytest.mark.parametrize("keys", [{"stage": "owed"}, {"measure": "each"}, {"measure": "yearly"}])
def test_a_debt_or_a_price_may_fall(keys: dict[str, str]) -> None:
    earlier, now = told("earlier", 3 * BN, **keys), told("now", 2 * BN, "2025-03-02", **keys)
    standing = row(now, earlier=("a/earlier",), **keys)
    assert not list(money.level_falls(graph(earlier, now, levels=(standing,))))


WHOLE = told("whole", 3 * BN)


@pytest.mark.parametrize(
    ("parts", "fires"),
    [
        ((told("p1", 2 * BN, measure="part"), told("p2", 2 * BN, "2025-03-02", measure="part")), True),
        ((told("p1", 2 * BN, measure="part"), told("p2", BN, measure="part")), False),
        ((told("p1", 2 * BN, measure="part"), told("p2", 2 * BN, measure="part", article="b")), False),
        ((told("p1", 4 * BN, measure="part", stage="claimed"),), False),
        ((told("p1", 4 * BN, measure="part", mode="planned"),), False),
        ((told("p1", 4 * BN, measure="part", condition="if"),), False),
        ((told("p1", 4 * BN, measure="part", amount=make.amount("USD", 4 * BN)),), False),
    ],
)
def test_told_parts_stay_within_the_whole(parts: tuple[Statement, ...], fires: bool) -> None:  # noqa: FBT001
    known = make.entities(make.deal("loan", ladder="money"))
    linked, _ = link_graph(make.config(), make.TODAY, known, make.articles(WHOLE, *parts).values())
    findings = list(money.parts_exceed_whole(linked))
    assert [finding.code for finding in findings] == (["parts-exceed-whole"] if fires else [])


@pytest.mark.parametrize(
    ("value", "keys", "fires"),
    [
        (4 * BN, {}, True),
        (3 * BN, {}, False),
        (4 * BN, {"stage": "committed"}, False),
        (4 * BN, {"currency": "USD"}, False),
        (4 * BN, {"conditional": True}, False),
        (4 * BN, {"corrected_by": "a/whole"}, False),
    ],
)
def test_sub_deals_stay_within_their_parent(value: int, keys: dict[str, Any], fires: bool) -> None:  # noqa: FBT001
    child = told("child", value, deal="part-loan")
    findings = list(money.parts_exceed_whole(graph(WHOLE, child, levels=(row(WHOLE), row(child, **keys)))))
    assert [finding.code for finding in findings] == (["parts-exceed-whole"] if fires else [])
    assert all(finding.notes == (f"GBP {value:,} in `a/child`",) for finding in findings)


def test_claims_of_sub_deals_are_never_summed() -> None:
    whole, child = told("whole", 3 * BN, stage="claimed"), told("child", 4 * BN, deal="part-loan", stage="claimed")
    rows = (row(whole, stage="claimed"), row(child, stage="claimed"))
    assert not list(money.parts_exceed_whole(graph(whole, child, levels=rows)))


def test_parts_may_exceed_the_whole_within_its_last_digit() -> None:
    whole = told("whole", 3 * BN, amount=make.amount("GBP", 3 * BN, step=BN))
    part = told("p1", 34 * 10**8, measure="part")
    assert not list(money.parts_exceed_whole(graph(whole, part, levels=(row(whole),))))


def test_a_sum_of_parts_is_no_whole() -> None:
    parts = (told("p1", 2 * BN, measure="part"), told("p2", 2 * BN, "2025-03-02", measure="part"))
    level = row(*parts, low=Decimal(4 * BN), high=Decimal(4 * BN))
    assert not list(money.parts_exceed_whole(graph(*parts, levels=(level,))))
