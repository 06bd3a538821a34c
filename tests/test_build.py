"""What a whole build tells: which findings are shown, and which are silenced."""

import pytest

from builder.build import in_order
from builder.model.finding import Finding, Spot
from tests import make

LONG, UNUSED, BAD = (Finding(code, code, Spot("a.yml")) for code in ("long-quote", "unused-entity", "bad-date"))
ALLOWED = Finding("long-quote", "allowed", Spot("a.yml"), allow=("long-quote",))
STUBBORN = Finding("bad-date", "stubborn", Spot("a.yml"), allow=("bad-date",))


@pytest.mark.parametrize(
    ("found", "allow", "shown"),
    [
        ((LONG, UNUSED), "", (LONG, UNUSED)),
        ((LONG, UNUSED, LONG), "long-quote", (UNUSED,)),
        ((UNUSED, ALLOWED), "", (UNUSED,)),
        ((STUBBORN, BAD), "bad-date", (BAD, STUBBORN)),
        ((UNUSED, LONG, BAD), "", (BAD, LONG)),
    ],
    ids=["all", "allowed by the site", "allowed by the record", "errors stay", "nothing is unused beside errors"],
)
def test_what_is_shown(found: tuple[Finding, ...], allow: str, shown: tuple[Finding, ...]) -> None:
    assert in_order(found, make.config(allow=((allow, "why"),))) == shown
