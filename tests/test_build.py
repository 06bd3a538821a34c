"""What a whole build tells: which findings are shown, and which are silenced."""

import pytest

from builder.check.order import IDS_UNCHECKED, STATEMENTS_UNCHECKED, in_order
from builder.model.finding import Finding, Location
from tests import make

LONG, UNUSED, BAD = (Finding(code, code, Location("a.yml")) for code in ("long-quote", "unused-entity", "bad-date"))
ALLOWED = Finding("long-quote", "allowed", Location("a.yml"), allow=("long-quote",))
STUBBORN = Finding("bad-date", "stubborn", Location("a.yml"), allow=("bad-date",))
STRANGER = Finding("unknown-actor", "a stranger", Location("content/annotations/a.yml", ("statements", 0, "by")))
MISREAD = Finding("bad-yaml", "misread", Location("content/entities/a.yml", offset=7))
MISGROUPED = Finding("unknown-key", "misgrouped", Location("content/entities/a.yml", ("actor",)))
MISNAMED = Finding("bad-id", "misnamed", Location("content/entities/z.yml", ("actors", "US"), on_key=True))
MISDATED = Finding("bad-date", "misdated", Location("content/articles/b.md", ("published",)))
UNTOLD = Finding(
    "unknown-statement", "untold", Location("content/annotations/a.yml", ("statements", 0, "confirms"), "b/x")
)
ELSEWHERE = Finding(
    "unknown-statement", "c", Location("content/annotations/a.yml", ("statements", 0, "corrects"), "c/x")
)
STATUSLESS = Finding("deal-without-status", "statusless", Location("content/entities/a.yml", ("deals", "loan")))
MISKEYED = Finding("unknown-key", "miskeyed", Location("content/entities/a.yml", ("actors", "us", "kin")))


@pytest.mark.parametrize(
    ("found", "allow", "shown"),
    [
        ((LONG, UNUSED), "", (LONG, UNUSED)),
        ((LONG, UNUSED, LONG), "long-quote", (UNUSED,)),
        ((UNUSED, ALLOWED), "", (UNUSED,)),
        ((STUBBORN, BAD), "bad-date", (BAD, STUBBORN)),
        ((UNUSED, LONG, BAD), "", (BAD, LONG)),
        ((STRANGER, MISREAD), "", (MISREAD,)),
        ((STRANGER, MISGROUPED), "", (MISGROUPED,)),
        ((STRANGER, MISKEYED), "", (STRANGER, MISKEYED)),
        ((STRANGER, BAD), "", (BAD, STRANGER)),
        ((STRANGER, MISNAMED, MISDATED), "", (MISNAMED, MISDATED)),
        ((UNTOLD, ELSEWHERE, MISDATED), "", (MISDATED, ELSEWHERE)),
        ((STATUSLESS, MISDATED), "", (MISDATED,)),
    ],
    ids=["all", "allowed by the site", "allowed by the record", "errors stay", "nothing is unused beside errors",
         "nobody is unknown beside a misread file", "nor beside a misread group", "but beside a misread key",
         "and beside other errors", "nor beside a bad id, which leads", "no statement beside an article misread",
         "no status either"],
)  # fmt: skip
def test_what_is_shown(found: tuple[Finding, ...], allow: str, shown: tuple[Finding, ...]) -> None:
    assert [one.message for one in in_order(found, make.config(allow=((allow, "why"),)))] == [
        one.message for one in shown
    ]


def test_a_cause_says_what_it_holds_back() -> None:
    assert [one.notes for one in in_order((STRANGER, MISREAD), make.config())] == [(IDS_UNCHECKED,)]
    assert [one.notes for one in in_order((UNTOLD, MISDATED), make.config())] == [(STATEMENTS_UNCHECKED,)]
    assert [one.notes for one in in_order((ELSEWHERE, MISDATED), make.config())] == [(), ()]
