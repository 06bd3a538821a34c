"""Keys that can have no effect."""

from typing import Any

import pytest

from builder.check import effects
from builder.model.article import STATEMENT_KEYS
from builder.model.graph import Article
from tests import make

GBP = make.amount("GBP", 5)


def messages(article: Article) -> list[str]:
    found = [*effects.no_effect(article, make.entities(), make.config()),
             *effects.no_effect_in_front(article, make.entities(), make.config())]  # fmt: skip
    assert {finding.code for finding in found} <= {"no-effect"}
    return [finding.message.split("`")[1] for finding in found]


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        ({"stage": "pledged"}, ["stage"]),
        ({"payer": "ann", "payee": "bob", "measure": "part"}, ["payer", "payee", "measure"]),
        ({"deal": "d", "amount": GBP, "stage": "pledged", "payer": "ann", "payee": "bob", "measure": "part"}, []),
        ({"amount": GBP, "stage": "pledged"}, ["amount"]),
        ({"stance": (("ann", "opposes"),)}, ["stance"]),
        ({"deal": "d", "party": "ann"}, ["party"]),
        ({"deal": "d", "party": "ann", "status": "signed"}, []),
        ({"tz": "Europe/Kyiv"}, ["tz"]),
        ({"tz": "Europe/Kyiv", "when": "2025-03-03"}, []),
        ({"when_printed": "on Monday"}, ["when_printed"]),
        ({"when_printed": "on Monday", "due": "2025-03-10", "mode": "planned"}, []),
        ({"translated_by": "desk"}, ["translated_by"]),
        ({"stated": True}, ["stated"]),
        ({"due": "2025-06-30"}, ["due"]),
        ({"due": "2025-06-30", "mode": "denied"}, ["due"]),
        ({"due": "2025-06-30", "mode": "demanded"}, []),
        ({"due_open": True, "mode": "planned"}, []),
    ],
)
def test_a_key_that_belongs_to_another_needs_it(keys: dict[str, Any], found: list[str]) -> None:
    given = frozenset({"deal" if key == "deals" else key for key in keys})
    assert messages(make.article("a", make.statement("a/x", given=given, **keys))) == found


def test_what_lies_under_all_statements_need_not_fit_each() -> None:
    given = frozenset({"stage", "tz"})
    both = make.statement("a/x", stage="pledged", tz="UTC", given=given, defaulted=frozenset({"stage"}))
    assert messages(make.article("a", both)) == ["tz"]


def test_what_could_not_be_read_is_missed_by_nobody() -> None:
    assert not messages(make.article("a", make.statement("a/x", stage="pledged", misread=frozenset({"amount"}))))


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        ({"standing_why": "made up"}, ["standing_why"]),
        ({"standing_on": "2025-03-05", "standing": "retracted"}, []),
        ({"standing_on": "2025-03-05"}, ["standing_on"]),
    ],
)
def test_keys_of_an_article(keys: dict[str, Any], found: list[str]) -> None:
    assert messages(make.article("a", **keys)) == found


def test_every_key_of_the_table_is_one() -> None:
    known = {key.name for key in STATEMENT_KEYS}
    assert {*effects.BELONGS, *(other for others in effects.BELONGS.values() for other in others)} <= known
