"""Every case of `tests/cases/` still gives what is on file."""

from difflib import unified_diff

import pytest

from tests.cases.record import COMMAND, Case, cases, expected, recorded


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_case(case: Case) -> None:
    found, on_file = recorded(case), expected(case)
    if found != on_file:
        pytest.fail(f"{case.shows}\n\n{difference(on_file, found)}\nIf this is right: {COMMAND}", pytrace=False)


def difference(on_file: dict[str, str], found: dict[str, str]) -> str:
    return "".join(
        line
        for name in sorted(on_file.keys() | found.keys())
        for line in unified_diff(lines(on_file, name), lines(found, name), f"expected/{name}", f"now/{name}")
    )


def lines(files: dict[str, str], name: str) -> list[str]:
    return files.get(name, "").splitlines(keepends=True)
