"""A mend that a finding offers is right: who follows it is rid of the finding, and gets no other for it."""

from pathlib import Path

import pytest

from builder.edges.locations import placed_findings
from builder.render.report import PlacedFinding
from tests.findings_pages import BASE_DAY, base_site
from tests.test_findings import check

NOTES, ARTICLE, ENTITIES, SITE = (
    "content/annotations/a.yml", "content/articles/a.md", "content/entities/all.yml", "site.yml",
)  # fmt: skip
IMF = ("  norland:", "  imf: {name: International Monetary Fund, kind: group, aliases: [IMF]}\n  norland:")
SUM = ("status: announced", "amount: GBP 2.6bn\n  stage: pledged\n  payer: ")
QUESTION = "questions:\n  fair: {ask: Is it fair?, options: [fair, unfair]}\n"


def changed(*edits: tuple[str, str, str]) -> dict[str, bytes]:
    """The base site with (file, words, other words)."""
    files = base_site()
    for file, old, new in edits:
        text = files[file].decode()
        assert old in text
        files[file] = text.replace(old, new, 1).encode()
    return files


def found(root: Path, files: dict[str, bytes]) -> list[PlacedFinding]:
    return placed_findings(root, check(root, files, BASE_DAY))


def told(findings: list[PlacedFinding]) -> list[tuple[str, str]]:
    return [(placed.finding.code, placed.finding.help) for placed in findings]


@pytest.mark.parametrize(
    ("edits", "code", "help"),
    [
        ([(ENTITIES, *IMF), (NOTES, SUM[0], SUM[1] + "the IMF")], "bad-id", "did you mean `imf`?"),
        ([(NOTES, "deal: port-loan", "deal: The Port Loan")], "bad-id", "did you mean `port-loan`?"),
        ([(NOTES, "by: norland", "by: nоrland")], "bad-id", "did you mean `norland`?"),
        ([(NOTES, "by: norland", "by: nor\u200bland")], "bad-id", "did you mean `norland`?"),
        ([(NOTES, "status: announced", "status: announсed")], "bad-id", "write `announced`"),
        ([(NOTES, "status:", "stаtus:")], "unknown-key", "did you mean `status`?"),
        ([(ENTITIES, "kind: outlet", "kind: out\u00adlet")], "bad-value", "write `outlet`"),
        ([(ENTITIES, "parties: [norland, sudland]", "parties: 'norland, sudland'")], "wrong-type",
         "write a list: `[norland, sudland]`"),
        ([(ENTITIES, "[norland, sudland]", "'Norland & Sudland'")], "bad-id", "write a list: `[norland, sudland]`"),
        ([(NOTES, "by: norland", "by: Norland and Sudland")], "bad-id",
         "if they speak together, write `norland + sudland`"),
        ([(ENTITIES, "kind: country}", "kind: country, aliases: 'North, Nord'}")], "wrong-type",
         'write a list: `[North, Nord]`; if it is one thing, write `["North, Nord"]`'),
        ([(ARTICLE, "outlet:", "topics: loans, ports\noutlet:")], "wrong-type",
         'write a list: `[loans, ports]`; if it is one thing, write `["loans, ports"]`'),
        ([(ENTITIES, "kind: country}", "kind: person, roles: [{title: Chair, president and CEO, of: sudland}]}")],
         "unquoted-text", 'for all of it, write `title: "Chair, president and CEO"`'),
        ([(ENTITIES, "parties: [norland, sudland]", "parties: norland, sudland")], "unquoted-text",
         "for all of it, write `parties: [norland, sudland]`"),
        ([(ENTITIES, "name: Norland", "name Norland")], "unknown-key", "write `name: Norland`"),
        ([(ENTITIES, "name: Norland", "name:Norland")], "unknown-key", "write `name: Norland`"),
        ([(NOTES, "status: announced", "mode: announced")], "bad-value", ""),
    ],
)  # fmt: skip
def test_the_mend_is_the_right_one(edits: list[tuple[str, str, str]], code: str, help: str, tmp_path: Path) -> None:
    others = {"no-rate", "unused-entity"}
    assert next(each for each in told(found(tmp_path, changed(*edits))) if each[0] not in others) == (code, help)
