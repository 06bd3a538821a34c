"""`dateline rename`, `merge` and `mend` on the site that `init` makes: all or nothing, and no address is lost."""

from pathlib import Path

import pytest

from builder.edges.errors import UserError
from builder.edges.init import init
from tests.edges.test_desk import files, run

DAY = ("--today", "2025-09-10")
SIGNED = "content/annotations/gazette-2025-04-15.yml"
ACTORS = "content/entities/actors.yml"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    init(tmp_path)
    return tmp_path


def check(site: Path) -> str:
    """What a check says, less its last line."""
    return run("check", site, "--no-cache", *DAY).output.rpartition("checked in")[0]


def replace(site: Path, path: str, *changes: tuple[str, str]) -> None:
    text = (site / path).read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    (site / path).write_text(text, encoding="utf-8")


def test_every_kind_is_renamed_and_no_address_is_lost(site: Path) -> None:
    run("lock", site, *DAY)
    said = check(site)
    for old, new in [
        ("mira-holt", "m-holt"), ("norland-treasury", "treasury"), ("gazette", "the-gazette"), ("harbour-loan", "loan"),
        ("calder-signing", "signing"), ("port-calder", "calder"), ("harbour-repayment", "repayment"),
        ("gazette-2025-04-15", "signed-in-calder"), ("signed-in-calder/berths", "signed-in-calder/with-berths"),
        ("harbour-desk-2025-09-02", "opened"),
    ]:  # fmt: skip
        result = run("rename", old, new, "--site", site, *DAY)
        assert result.return_value == 0, result.output
        assert check(site) == said
    assert not any("gazette-2025-04-15" in path for path in files(site))
    run("rename", "m-holt", "mira-holt", "--site", site, *DAY)
    assert b"former: [m-holt]" in files(site)[ACTORS].replace(b"former:\n    - m-holt", b"former: [m-holt]")
    assert check(site) == said


def test_nothing_else_is_touched(site: Path) -> None:
    replace(site, SIGNED, ("defaults:", "defaults:   # mira-holt speaks\n  # [[mira-holt]]"))
    before = files(site)
    run("rename", "mira-holt", "m-holt", "--site", site, *DAY)
    after = files(site)
    assert {path for path in before if before[path] != after[path]} == {SIGNED, ACTORS}
    assert after[SIGNED] == before[SIGNED].replace(b"  by: mira-holt", b"  by: m-holt").replace(
        b'"[[mira-holt]]', b'"[[m-holt]]'
    )


def test_two_actors_become_one(site: Path) -> None:
    run("lock", site, *DAY)
    said = check(site)
    result = run("merge", "norland-treasury", "norland", "--site", site, *DAY)
    assert result.output.splitlines()[-1] == "`kind` of `norland-treasury` was not taken over: `norland` has its own"
    text = (site / ACTORS).read_text(encoding="utf-8")
    assert "  norland-treasury:\n" not in text
    assert "aliases: [Norland Treasury, Treasury]\n" in text
    assert "former: [norland-treasury]\n" in text
    assert check(site) == said


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["rename", "nobody", "x"], "nothing has the id `nobody`"),
        (["rename", "mira-holt", "norland"], "something called `norland` already: `dateline merge mira-holt norland`"),
        (["rename", "mira-holt", "gazette-2025-04-15"], "something called `gazette-2025-04-15` already"),
        (["rename", "mira-holt", "Mira"], "`Mira` is not a valid id"),
        (["rename", "gazette-2025-04-15/none", "x"], "there is no statement `gazette-2025-04-15/none`"),
        (["rename", "gazette-2025-04-15/sum", "courier-2025-04-16/sum"], "a statement stays in its article"),
        (["rename", "gazette-2025-04-15/sum", "gazette-2025-04-15/signed"], "there is a statement"),
        (["merge", "norland", "harbour-loan"], "are not two actors"),
        (["merge", "norland", "norland"], "are not two actors"),
        (["merge", "courier-2025-04-16", "gazette-2025-04-15"], "two articles cannot be merged"),
        (["merge", "mira-holt", "norland"], "nothing was changed"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(site: Path, arguments: list[str], why: str) -> None:
    before = files(site)
    with pytest.raises(UserError, match=why):
        run(*arguments, "--site", site, *DAY)
    assert files(site) == before


def test_those_who_are_said_to_differ_are_not_merged(site: Path) -> None:
    replace(site, ACTORS, ("    part_of: norland ", "    not_same_as: [norland]\n    part_of: norland "))
    with pytest.raises(UserError, match="are said to be different"):
        run("merge", "norland", "norland-treasury", "--site", site, *DAY)


def test_a_file_with_a_fault_is_not_changed(site: Path) -> None:
    replace(site, SIGNED, ("- id: sum\n", "- id: sum\n  id: sum\n"))
    before = files(site)
    with pytest.raises(UserError, match=rf"nothing was changed: {SIGNED} cannot be changed by itself"):
        run("rename", "mira-holt", "m-holt", "--site", site, *DAY)
    assert files(site) == before


FAULTS = [
    ("  when: 2025-04-14 ", "  when: 14 April 2025 "), ("  status: signed ", "  staus: signed "),
    ("  stage: committed", "  stage: comitted"), ("  by: mira-holt ", "  by: Mira Holt "),
    ("  payer: norland", "  payer: norlund"),
]  # fmt: skip


def test_only_what_is_certain_is_mended_and_shown_first(site: Path) -> None:
    whole = (site / SIGNED).read_bytes().replace(b"\n", b"\r\n")
    replace(site, SIGNED, *FAULTS)
    faulty = (site / SIGNED).read_bytes().replace(b"\n", b"\r\n")
    (site / SIGNED).write_bytes(faulty)
    before = files(site)
    shown = run("mend", site, *DAY)
    assert files(site) == before
    added = [line[1:].split("#")[0].strip() for line in shown.output.splitlines() if line.startswith("+ ")]
    assert added == ["when: 2025-04-14", "status: signed", "by: mira-holt", "stage: committed"]
    assert run("mend", site, "--write", *DAY).output in shown.output
    assert (site / SIGNED).read_bytes() == whole.replace(b"  payer: norland\r", b"  payer: norlund\r")
    assert (
        run("mend", site, *DAY).output == "nothing can be mended with certainty: `dateline check` shows what is left\n"
    )
