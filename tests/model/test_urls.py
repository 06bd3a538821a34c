"""An address on the site is spelt in `model/urls.py`, by the table of sections, and nowhere else; templates print whole
addresses."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.model import urls
from builder.model.sections import RESERVED

HOUSE = Path(__file__).parent.parent.parent
MODULES = sorted((HOUSE / "builder").rglob("*.py"))
SPELLERS = {"builder/model/urls.py", "builder/model/sections.py", "builder/edges/authoring/fetch.py",
            "builder/authoring/renaming.py"}  # fmt: skip
"""The third asks other sites for their robots.txt; the last names keys of files by the way to them."""
NAMES = "|".join(sorted(RESERVED | {"sitemap", "robots", "llms"}))
ADDRESS = re.compile(rf"(?:^|[\0\s(\"'=])(?:/?(?:{NAMES})/|/(?:{NAMES})[-.])|^(?:robots|llms|sitemap)\.")
"""A folder of the site or a file in its root, in a string where each inserted value is one NUL. Messages name addresses
in backticks, sources lie below `content/`."""
LINK = re.compile(r'\b(?:href|src)="((?:\{\{.*?\}\}|[^"{])*)"')
WHOLE = re.compile(r"(?:mailto:|#[a-z]?)?\{\{[^{}]*\}\}|#\w+")
"""One expression; an e-mail address, or an anchor of the same page."""


def strings(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """All but docstrings, with their lines."""
    documents = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    inner = {part for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = [str(part.value) if isinstance(part, ast.Constant) else "\0" for part in node.values]
            yield node.lineno, "".join(parts)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in documents | inner:
            yield node.lineno, node.value


def spelt(module: str) -> list[tuple[int, str]]:
    return [(line, string) for line, string in strings(ast.parse(module)) if ADDRESS.search(string)]


@pytest.mark.parametrize(
    "module",
    [path for path in MODULES if path.relative_to(HOUSE).as_posix() not in SPELLERS],
    ids=lambda path: str(path.relative_to(HOUSE)),
)
def test_an_address_is_spelt_in_one_module(module: Path) -> None:
    assert spelt(module.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "code",
    ['"/deals/"', 'f"/s/{id}/"', '"/feeds/site.xml"', 'ROOT + "s/"', 'f"{ROOT}s/{id}/"', '"/llms.txt"', '"/404.html"',
     "re.compile(r'(/articles/)x')", "'<a href=\"/money/\">'"],
)  # fmt: skip
def test_an_address_is_seen_however_it_is_put_together(code: str) -> None:
    assert spelt(f"found = {code}")


@pytest.mark.parametrize("template", sorted((HOUSE / "themes" / "default").glob("*.html")), ids=lambda path: path.name)
def test_a_template_puts_no_address_together(template: Path) -> None:
    links = LINK.findall(template.read_text(encoding="utf-8"))
    assert [link for link in links if not WHOLE.fullmatch(link)] == []


@pytest.mark.parametrize(
    ("path", "whole"),
    [
        ("/deals/x/2025/", "/deals/x/"),
        ("/money/2025-03/", "/money/"),
        ("/actors/x/others/2025-03-05/", "/actors/x/"),
        ("/actors/x/through/", "/actors/x/"),
        ("/articles/2025-03/", "/articles/"),
        ("/dates/2025/2/", "/dates/2025/"),
        ("/feeds/site-3.xml", "/feeds/site.xml"),
    ],
)
def test_a_part_belongs_to_its_whole(path: str, whole: str) -> None:
    assert list(urls.wholes(path)) == [whole]
