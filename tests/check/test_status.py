"""Rules about where deals are said to stand."""

from typing import Any

import pytest

from builder.check.status import ARTICLE_RULES, WARNING_RULES
from builder.model.graph import Article
from tests import make
from tests.link.site import known, linked

PARTIES = known(make.deal("loan", ladder="money", parties=("ann", "bob")))


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        ({"deal": "loan", "status": "disbursed"}, None),
        ({"deal": "loan", "status": "suspended", "party": "ann"}, None),
        ({"deal": "loan", "status": "disbursd"}, ("not-on-ladder", "did you mean `disbursed`?")),
        ({"deal": "d", "status": "disbursed", "party": ""}, ("not-on-ladder", "its rungs are `mooted`,")),
        ({"status": "signed"}, ("not-on-ladder", "add `deal`")),
        ({"deal": "loan", "status": "signed", "party": "cyd"}, ("not-a-party", "its parties are `ann`, `bob`")),
        ({"deal": "d", "status": "signed", "party": "cyd"}, ("not-a-party", "add `parties` to `d`")),
    ],
)
def test_one_statement(keys: dict[str, Any], found: tuple[str, str] | None) -> None:
    article = Article(make.front("a"), make.body(), "excerpt", (make.statement("a/x", **keys),))
    findings = [finding for rule in ARTICLE_RULES for finding in rule(article, PARTIES, make.config())]
    assert [finding.code for finding in findings] == ([found[0]] if found else [])
    assert not found or findings[0].help.startswith(found[1])


def test_the_whole_graph() -> None:
    reports: list[dict[str, Any]] = [
        {"by": "ann", "status": "signed", "when": "2025-04-01"},
        {"by": "ann", "status": "agreed", "when": "2025-05-01"},
        {"by": "bob", "status": "agreed", "when": "2025-05-01", "mode": "denied"},
        {"by": "~officials", "status": "ratified", "when": "2025-05-01"},
    ]
    statements = [make.statement(f"{id}/x", deal="d", **keys) for id, keys in zip("klmn", reports, strict=True)]
    graph = linked(*statements)
    findings = [finding for rule in WARNING_RULES for finding in rule(graph)]
    assert [(finding.code, finding.message) for finding in findings] == [
        ("backward-status", "`d` moves back from `signed` (2025-04-01, `k/x`) to `agreed`"),
        ("disputed-status", "`ann` says that `d` is `agreed` (`l/x`), `bob` denies it"),
        ("only-unnamed", "only unnamed voices report `d` as `ratified`, so it stays unconfirmed"),
    ]
